"""Gates: whether a run may pass, and each reason why not, in a sentence to act on.

They fail closed: what was not measured has not passed, and what cannot be compared with the
baseline fails until somebody has looked at it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.evaluation import baseline as baselines
from qa.evaluation.endings import Kind, Reason, Verdict
from qa.evaluation.rates import rate
from qa.evaluation.results import Outcome, Stage
from qa.evaluation.statistics import mcnemar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.evaluation.baseline import Baseline, Kept, Mode
    from qa.evaluation.results import Result, Run
    from qa.evaluation.thresholds import Minimum, Thresholds

BLESS = "qa eval --bless"
_MOST_NAMES = 5
_MOST_CAUSES = 3  # a changed prompt makes every case miss


def judge(
    run: Run,
    before: Baseline | None,
    thresholds: Thresholds,
    *,
    whole: bool = True,
    complete: bool = True,
) -> Verdict:
    """Judge a run against the baseline; `before` is None if no comparison is asked for.

    A run that is not the `whole` of its sets is held to no minimum. One that is not `complete`,
    because there are other sets, may lack cases of the baseline.

    >>> judge(run, load(Path("evals/baseline.json")), Thresholds()).reasons
    ('extractive: critical case firms-zh fails at reading (evals/a.yaml:3): expected ...',)
    """
    kept = before.mode(run.mode) if before else None
    reasons = [*_unmeasured(run), *_bad_golds(run, kept), *_critical(run)]
    notes: list[str] = []
    if whole:
        reasons += _minimums(run, thresholds)
    else:
        notes.append(f"{run.mode}: a part of the cases is held to no minimum rate")
    if before is not None:
        if kept is None:
            reasons.append(_no_baseline(run))
        else:
            reasons += [*_other(run, kept, complete=complete), *_worse(run, kept, thresholds)]
            notes += _notes(run, kept)
    named = [Reason(r.kind, f"{run.mode}: {r.sentence}", r.cases) for r in reasons]
    return Verdict(tuple(named), tuple(notes))


# --- the cases alone -------------------------------------------------------------------


def _unmeasured(run: Run) -> Iterator[Reason]:
    """Yield why cases were not measured, each cause once."""
    causes: dict[str, list[str]] = {}
    for result in run.results:
        if result.outcome is Outcome.UNSCORED:
            # A cassette's miss names its case, so no two causes are the same.
            causes.setdefault(result.explanation, []).append(result.case.id)
    told = list(causes.items())
    for cause, ids in told[:_MOST_CAUSES]:
        sentence = f"not measured, so not passed: {_some(ids)}: {cause}"
        yield Reason(Kind.INFRASTRUCTURE, sentence, tuple(ids))
    if more := [key for _, ids in told[_MOST_CAUSES:] for key in ids]:
        sentence = f"not measured, so not passed: {_counted(more)} more: {_some(more)}"
        yield Reason(Kind.INFRASTRUCTURE, sentence, tuple(more))


def _bad_golds(run: Run, before: Mode | None) -> Iterator[Reason]:
    """Yield golds that their article does not have, or that are no longer found in the same one."""
    now = baselines.kept(run).cases
    for result in run.results:
        if result.stage is Stage.GOLD:
            key, kind, why = result.case.id, Kind.BAD_SET, ""
            was = before.cases.get(key) if before else None
            # If 2388万 comes to be read as 2388亿, the expected 23.88 million is no longer found,
            # though nobody touched case or article.
            if was and was == now[key].model_copy(update=_WAS_RIGHT | {"value": was.value}):
                kind = Kind.REGRESSION
                why = "; it passed with this gold and this article: what reads them has changed"
            sentence = f"{result.case.place}: case {key}: {result.explanation}{why}"
            yield Reason(kind, sentence, (key,))


_WAS_RIGHT = {"outcome": Outcome.PASS}


def _critical(run: Run) -> Iterator[Reason]:
    for result in run.results:
        if result.case.severity == "critical" and result.outcome is Outcome.FAIL:
            sentence = f"critical case {result.case.id} fails{_at(result)}: {result.explanation}"
            yield Reason(Kind.REGRESSION, sentence, (result.case.id,))


def _at(result: Result) -> str:
    stage = f" at {result.stage}" if result.stage else ""
    return f"{stage} ({result.case.place})"


# --- minimums --------------------------------------------------------------------------


def _minimums(run: Run, thresholds: Thresholds) -> Iterator[Reason]:
    for minimum in thresholds.minimum:
        if minimum.applies(run.mode):
            yield from _minimum(run, minimum)


def _minimum(run: Run, minimum: Minimum) -> Iterator[Reason]:
    part = f" ({minimum.part})" if str(minimum.part) else ""
    found = minimum.part.of(run.results)
    reached = rate(found, minimum.score)
    if not reached.total:
        sentence = f"no case is about the minimum of {minimum.score}{part}: mend the thresholds"
        yield Reason(Kind.BAD_SET, sentence)
    elif reached.value < minimum.least:
        sentence = (
            f"{minimum.score}{part} is {reached.value:.1%} ({reached.reached:g} of"
            f" {reached.total}), and at least {minimum.least:.1%} is wanted"
        )
        lost = tuple(one.case.id for one in found if one.outcome is not Outcome.PASS)
        yield Reason(Kind.REGRESSION, sentence, lost)


# --- the baseline ----------------------------------------------------------------------


def _no_baseline(run: Run) -> Reason:
    sentence = f"the baseline has nothing of this mode: look at the report, then {BLESS}"
    return Reason(Kind.BAD_SET, f"{sentence} --mode {baselines.mode_of(run.mode)}")


def _other(run: Run, before: Mode, *, complete: bool) -> Iterator[Reason]:
    """Yield what differs from what the baseline was made with: other articles, other cases."""
    now = baselines.kept(run).cases
    both = [key for key in now if key in before.cases]
    changed = [key for key in both if now[key].articles != before.cases[key].articles]
    if changed:
        about = {r.case.id: baselines.named(r.case) for r in run.results}
        paths = sorted({path for key in changed for path in about[key]})
        sentence = (
            f"{_some(paths)} has changed since the baseline, and {_counted(changed)} of it:"
            f" look at what came of them, then {BLESS}"
        )
        yield Reason(Kind.BAD_SET, sentence, tuple(changed))
    if other := [key for key in both if now[key].case != before.cases[key].case]:
        sentence = f"asks or expects something else than in the baseline: {_some(other)}: {BLESS}"
        yield Reason(Kind.BAD_SET, sentence, tuple(other))
    if gone := [key for key in before.cases if complete and key not in now]:
        sentence = f"in the baseline, and no longer in the eval set: {_some(gone)}: {BLESS}"
        yield Reason(Kind.BAD_SET, sentence, tuple(gone))


def _worse(run: Run, before: Mode, thresholds: Thresholds) -> Iterator[Reason]:
    """Yield why the run is worse than the baseline, by more than chance or than is allowed."""
    lost, won = compared(run, before.cases)
    p, kept = mcnemar(len(lost), len(won)), baselines.mode_of(run.mode)
    at = {one.case.id: f" at {one.stage}" if one.stage else "" for one in run.results}
    told = f"passed in the baseline, and not now: {_some([key + at[key] for key in lost])}"
    if len(lost) > len(won) and p < thresholds.significance:
        sentence = (
            f"worse than the baseline: {len(lost)} lost and {len(won)} won, which chance gives"
            f" with p = {p:.2g} (McNemar); {told}"
        )
        yield Reason(Kind.REGRESSION, sentence, tuple(lost))
    elif kept != "live" and len(lost) > thresholds.most_lost:
        sentence = f"{told}: {_counted(lost)}, and {thresholds.most_lost} may be lost"
        yield Reason(Kind.REGRESSION, sentence, tuple(lost))


def compared(run: Run, before: dict[str, Kept]) -> tuple[list[str], list[str]]:
    """Return the cases that passed before and do not now, and the other way round.

    Only cases that ask now what they asked then are compared; an unmeasured case has not passed.
    """
    lost: list[str] = []
    won: list[str] = []
    for key, now in baselines.kept(run).cases.items():
        was = before.get(key)
        if was is None or was.case != now.case:
            continue
        passed, passes = was.outcome is Outcome.PASS, now.outcome is Outcome.PASS
        if passed != passes:
            (won if passes else lost).append(key)
    return lost, won


def _notes(run: Run, before: Mode) -> Iterator[str]:
    now = baselines.kept(run)
    if new := [key for key in now.cases if key not in before.cases]:
        yield f"{run.mode}: not yet in the baseline: {_some(new)}"
    _, won = compared(run, before.cases)
    if won:
        yield f"{run.mode}: better than the baseline: {_some(won)}; keep it: {BLESS}"
    for key, value in now.conditions.items():
        was = before.conditions.get(key)
        if was is not None and was != value:
            yield f"{run.mode}: {key} was {was} in the baseline, and is {value}"


# --- words -----------------------------------------------------------------------------


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    shown = ", ".join(names[:_MOST_NAMES])
    return f"{shown} and {more} more" if more > 0 else shown


def _counted(names: Sequence[str]) -> str:
    return f"{len(names)} {'case' if len(names) == 1 else 'cases'}"
