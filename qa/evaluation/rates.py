"""Rates: how many of the cases that a score is about reach it; unmeasured cases do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.evaluation.results import Outcome
from qa.evaluation.statistics import wilson
from qa.language.text import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from qa.evaluation.cases import Case
    from qa.evaluation.results import Result
    from qa.evaluation.statistics import Interval


def _all(_: Case) -> bool:
    return True


def _has_words(case: Case) -> bool:
    return bool(case.expected.figures or case.expected.texts)


def _has_place(case: Case) -> bool:
    return bool(case.expected.gold) and bool(case.question) and not case.expected.unanswered


# Which cases a score is about, by the case alone: also one that could not be measured.
_ABOUT: dict[str, Callable[[Case], bool]] = {
    "pass": _all,
    "figure": lambda case: bool(case.expected.figures),
    "slot": lambda case: bool(case.expected.texts),
    "refusal": lambda case: case.expected.unanswered,
    "exact": _has_words,
    "f1": _has_words,
    "recall@1": _has_place,
    "recall@5": _has_place,
    "recall@10": _has_place,
    "mrr": _has_place,
    "contains": lambda case: bool(case.expected.contains),
    "lacks": lambda case: bool(case.expected.lacks),
}
# Scores that exist only if something was answered and cited.
_WHERE_MEASURED = ("precision", "quotes", "support")
_PRECISION = "refusal-precision"
SCORES = (*_ABOUT, *_WHERE_MEASURED, _PRECISION)


@dataclass(frozen=True, slots=True)
class Rate:
    """The sum of a score over cases, and how many cases there are."""

    score: str
    reached: float
    total: int

    @property
    def value(self) -> float:
        """The share from 0 to 1; 0 if there is no case."""
        return self.reached / self.total if self.total else 0.0

    @property
    def interval(self) -> Interval:
        return wilson(self.reached, self.total)


def rate(results: Iterable[Result], score: str) -> Rate:
    """Return the rate of a score of `SCORES` over results.

    A case that was not measured counts as 0. Of `precision`, `quotes` and `support`, which only an
    answer has, all unmeasured cases count, and no refusal does.

    >>> rate(run.results, "figure").value
    0.851
    """
    each = list(results)
    if score == _PRECISION:
        return _refusal_precision(each)
    values = [value for result in each if (value := _value(result, score)) is not None]
    return Rate(score, sum(values), len(values))


def _value(result: Result, score: str) -> float | None:
    if score == "pass":
        return float(result.outcome is Outcome.PASS)
    if score in _WHERE_MEASURED:
        return result.scores.get(score, 0.0 if result.outcome is Outcome.UNSCORED else None)
    return result.scores.get(score, 0.0) if _ABOUT[score](result.case) else None


def _refusal_precision(results: Sequence[Result]) -> Rate:
    """Return the share of right refusals; an answer has a citation, a refusal has none."""
    asked = [one for one in results if one.case.question]
    refused = [one for one in asked if _refused(one)]
    # What was not measured may have been a wrong refusal.
    lost = sum(one.outcome is Outcome.UNSCORED for one in asked)
    right = sum(one.case.expected.unanswered for one in refused)
    return Rate(_PRECISION, right, len(refused) + lost)


def _refused(result: Result) -> bool:
    return result.outcome is not Outcome.UNSCORED and not result.record.get("answered", False)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the cases: those in a language, those that have all of some tags."""

    language: str = ""
    tags: tuple[str, ...] = ()

    def of(self, results: Iterable[Result]) -> list[Result]:
        """Return the results of the cases that are in this part."""
        return [one for one in results if self.has(one.case)]

    def has(self, case: Case) -> bool:
        if self.language and (not case.question or language(case.question) != self.language):
            return False
        return set(self.tags) <= set(case.tags)

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.language, *self.tags)))
