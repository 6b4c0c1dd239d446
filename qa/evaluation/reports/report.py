"""A report: a run, the verdict of the gates, and the earlier results of the same cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from qa.evaluation.results import Outcome, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qa.evaluation.results import Result, Run


class Verdict(Protocol):
    """The verdict of the gates: whether the run may pass, the reasons why not, and other notes."""

    @property
    def passed(self) -> bool: ...

    @property
    def reasons(self) -> tuple[str, ...]: ...

    @property
    def notes(self) -> tuple[str, ...]: ...


class Before(Protocol):
    """The result of a case in the baseline."""

    @property
    def outcome(self) -> Outcome: ...

    @property
    def value(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Past:
    """A run of another day: the rate of passes of all cases, and of each tag."""

    date: str
    overall: float
    tags: Mapping[str, float] = field(default_factory=dict)


class Change(StrEnum):
    """The change of a case since the baseline."""

    WORSE = "worse"
    BETTER = "better"
    CHANGED = "changed"  # passes or fails as before, with another answer
    SAME = "same"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Report:
    """All that is reported of a run.

    `baseline` is keyed by the id of a case, None if there is none to compare with. `past` runs are
    in the order of their dates, without this one, whose date is `date`.
    """

    run: Run
    verdict: Verdict | None = None
    baseline: Mapping[str, Before] | None = None
    past: Sequence[Past] = ()
    date: str = ""

    def change(self, result: Result) -> Change | None:
        """Return how a case has changed since the baseline; None without a baseline."""
        if self.baseline is None:
            return None
        before = self.baseline.get(result.case.id)
        if before is None:
            return Change.NEW
        passed, did = result.outcome is Outcome.PASS, before.outcome is Outcome.PASS
        if passed != did:
            return Change.BETTER if passed else Change.WORSE
        alike = (before.outcome, before.value) == (result.outcome, result.value)
        return Change.SAME if alike else Change.CHANGED

    def ranked(self) -> list[Result]:
        """Return the results: first what got worse, then what fails, then what has changed."""
        return sorted(self.run.results, key=self._rank)  # otherwise in the order of the cases

    def _rank(self, result: Result) -> tuple[bool, bool, bool, bool, int]:
        change, passes = self.change(result), result.outcome is Outcome.PASS
        return (
            change is not Change.WORSE,
            passes,
            passes or result.case.severity != "critical",
            change in {None, Change.SAME},
            0 if passes else _ORDER[result.stage],
        )

    def changed(self, change: Change) -> list[Result]:
        """Return the results with this change, the worst first."""
        return [result for result in self.ranked() if self.change(result) is change]

    def gone(self) -> list[str]:
        """Return the cases of the baseline that this run does not have."""
        asked = {result.case.id for result in self.run.results}
        return sorted(set(self.baseline or {}) - asked)


# What does not pass is listed by stage, in the order of the data.
_ORDER = {stage: n for n, stage in enumerate([*Stage, None])}


def failing(results: Iterable[Result]) -> list[Result]:
    """Return the results that do not pass: failed or unscored."""
    return [result for result in results if result.outcome is not Outcome.PASS]


def told(result: Result) -> str:
    """Return what was asked: the question, or the article that was to be summarized."""
    return result.case.question or f"summarize {result.case.summarize}"


def wanted(result: Result) -> str:
    """Return what is expected, in words: all of the figures, any one of the texts."""
    expected = result.case.expected
    parts = [" and ".join(expected.figures), " or ".join(expected.texts)]
    parts += ["no answer"] if expected.unanswered else []
    parts += [f"with {', '.join(expected.contains)}"] if expected.contains else []
    parts += [f"without {', '.join(expected.lacks)}"] if expected.lacks else []
    return "; ".join(filter(None, parts))
