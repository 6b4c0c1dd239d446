"""Repeats: several runs of the same cases as one, for a model that varies from run to run."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.evaluation.results import Outcome, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.evaluation.results import Result


def majority(n: int) -> int:
    """Return the smallest number that is more than half of n runs.

    >>> majority(3), majority(4)
    (2, 3)
    """
    return n // 2 + 1


def together(runs: Sequence[Run], needed: int) -> Run:
    """Combine several runs into one: a case passes if it passes in at least `needed` of them.

    Its answer is that of the first run with the combined outcome. Its scores are the means, where
    an unmeasured run counts as 0; tokens and seconds are summed.
    """
    by_case = zip(*(run.results for run in runs), strict=True)
    return replace(runs[0], results=tuple(_together(each, needed) for each in by_case))


def _together(results: Sequence[Result], needed: int) -> Result:
    outcomes = Counter(result.outcome for result in results)
    outcome = Outcome.PASS
    if outcomes[Outcome.PASS] < needed:
        outcome = Outcome.FAIL if outcomes[Outcome.FAIL] else Outcome.UNSCORED
    shown = next(result for result in results if result.outcome is outcome)
    names = {name for result in results for name in result.scores}
    count = f"passed in {outcomes[Outcome.PASS]} of {len(results)} runs"
    return replace(
        shown,
        outcome=outcome,
        explanation=f"{count} ({needed} needed); {shown.explanation}",
        scores={name: _mean(name, results) for name in sorted(names)},
        usage=sum((result.usage for result in results[1:]), results[0].usage),
        seconds=sum(result.seconds for result in results),
    )


def _mean(name: str, results: Sequence[Result]) -> float:
    """Return the mean over the runs that have such a score, or in which nothing was measured."""
    unmeasured = [0.0 for result in results if result.outcome is Outcome.UNSCORED]
    there = [result.scores[name] for result in results if name in result.scores]
    return sum(there) / len([*there, *unmeasured])
