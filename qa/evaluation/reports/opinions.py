"""Opinions: what a judge says beside the scores, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.evaluation.results import Opinion

if TYPE_CHECKING:
    from qa.evaluation.results import Judgement, Result, Run


def summary(run: Run) -> str:
    """Sum up what a judge said of all answers, and how often the scores agree; "" without a judge.

    >>> summary(run)
    'judge (gpt-4.1, prompt 0dab3aab93d2): 41 right, 3 wrong, 1 unsure; agrees with the scores in
    43 of 44'
    """
    judged = run.judged
    if judged is None:
        return ""
    counts = ", ".join(f"{judged.count(opinion)} {opinion}" for opinion in Opinion)
    alike, apart = judged.compared(run.results)
    said = (
        f"judge ({judged.model or 'no model'}, prompt {judged.prompt}): {counts};"
        f" agrees with the scores in {len(alike)} of {len(alike) + len(apart)}"
    )
    left = [one.reason for one in judged.said.values() if one.opinion is None]
    return f"{said}; {len(left)} not judged: {left[0]}" if left else said


def apart(run: Run) -> list[tuple[Result, Judgement]]:
    """Return the results on which a judge and the scores disagree, with what the judge says."""
    judged = run.judged
    if judged is None:
        return []
    return [(each, judged.said[each.case.id]) for each in judged.compared(run.results)[1]]


def told(run: Run, result: Result) -> str:
    """Return what a judge says of an answer, as "wrong: the unit is another"; "" if not asked."""
    said = run.judged.said.get(result.case.id) if run.judged else None
    if said is None:
        return ""
    return ": ".join(filter(None, (said.opinion or "not judged", said.reason)))
