"""The work of `qa eval`: run the cases, bless or judge the results, and report them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qa.cli import progress, render
from qa.cli.commands.arguments import print_record
from qa.errors import ModelUnreachable, OverBudget, UsageError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from qa.evaluation.baseline import Baseline
    from qa.evaluation.endings import Verdict
    from qa.evaluation.history import History
    from qa.evaluation.reports import Past as PastRun
    from qa.evaluation.reports import Report
    from qa.evaluation.results import Run
    from qa.evaluation.sittings import Chosen, Sitting
    from qa.evaluation.thresholds import Thresholds
    from qa.settings import Settings


@dataclass(frozen=True, slots=True)
class Order:
    """An evaluation that was asked for, and the reports to write of it.

    `twins` are the kinds of twins that are asked instead of the cases. They have a baseline and
    cassettes of their own, and no thresholds except those given explicitly.
    """

    settings: Settings
    files: tuple[Path, ...] = ()
    modes: tuple[str, ...] = ()
    repeat: int = 1
    needed: int | None = None
    tags: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    cassettes: Path | None = None
    thresholds: Path | None = None
    baseline: Path | None = None
    history: Path | None = None
    bless: bool = False
    reports: dict[str, Path | None] = field(default_factory=dict)
    twins: tuple[str, ...] = ()
    judge: bool = False
    judge_model: str = ""
    as_json: bool = False


def checked(order: Order) -> Order:
    """Return the order if its options go together. Raises UsageError."""
    if order.repeat > 1 and order.modes != ("live",):
        raise UsageError(
            "--repeat goes with --live: what is not asked anew is the same each time",
            "qa eval --live --repeat 3",
        )
    if order.needed and order.needed > order.repeat:
        raise UsageError(
            f"--needed {order.needed}: each case is run {order.repeat} times", "raise --repeat"
        )
    if order.judge_model and not order.judge:
        raise UsageError("--judge-model goes with --judge", "add --judge")
    if order.bless and (order.tags or order.cases):
        raise UsageError(
            "--bless and --tag or --case do not go together: a baseline is of all cases",
            "leave --tag and --case out",
        )
    return order


def carry_out(order: Order) -> int:
    """Run what was ordered, judge it and report it; return the exit code."""
    from qa.evaluation import endings, repeats, sittings
    from qa.evaluation.twins import Kind
    from qa.models.meter import Meter

    chosen = sittings.choose(order.files, order.tags, order.cases)
    limits, past = _limits(order, chosen), _past(order, chosen)
    place = order.cassettes or chosen.folder / ("twins" if order.twins else "cassettes")
    settings = sittings.settled(order.settings, chosen)
    sitting = sittings.Sitting(
        settings,
        place,
        order.repeat,
        order.needed or repeats.majority(order.repeat),
        tuple(map(Kind, order.twins)),
        order.judge_model if order.judge else None,
        Meter.of(settings),
    )
    runs, ends = _run(sitting, chosen, sittings.modes(order.modes, place))
    changes: list[str] | None = None
    if order.bless and not ends:
        limits, changes = _blessed(limits, runs, chosen)
    judged = [_judged(run, limits, chosen) for run in runs]
    reports = _reports(judged, limits, past)
    _write(order.reports, reports)
    if order.history or changes is not None:
        _keep(past, runs)
    whole = endings.joined([*(verdict for _, verdict in judged), *ends])
    _show(order, reports, whole, changes)
    return whole.exit_code


# --- the gates ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Limits:
    """The limits of the runs. `before` is None if there is no baseline and none is due."""

    thresholds: Thresholds
    before: Baseline | None
    file: Path


def _limits(order: Order, chosen: Chosen) -> _Limits:
    """Load thresholds and baseline, as given or from beside the first file. Raises UsageError."""
    from qa.evaluation import baseline, thresholds

    usual = chosen.folder / "thresholds.toml"
    gated = order.thresholds is not None or (not order.twins and usual.exists())
    limits = thresholds.load(order.thresholds or usual) if gated else thresholds.Thresholds()
    file = order.baseline or chosen.folder / ("twins.json" if order.twins else "baseline.json")
    if order.baseline and not order.bless and not file.exists():
        raise UsageError(f"{file}: there is no such baseline", "make it with --bless")
    # A set with neither file is measured, not gated. If it has thresholds, a lost baseline
    # must not go unnoticed.
    due = gated or order.bless or file.exists()
    return _Limits(limits, baseline.load(file) if due else None, file)


def _blessed(limits: _Limits, runs: list[Run], chosen: Chosen) -> tuple[_Limits, list[str]]:
    """Make the runs the baseline; return the new limits, and what has changed in the baseline."""
    from qa.evaluation import baseline

    before = now = limits.before or baseline.Baseline()
    for run in runs:
        now = baseline.blessed(now, run, complete=chosen.complete)
    baseline.save(limits.file, now)
    render.note(f"{limits.file}: written")
    return _Limits(limits.thresholds, now, limits.file), baseline.differences(before, now)


# --- the runs of other days --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Past:
    """The history of whole runs, and the day of this run. `file` is None if it is not kept."""

    file: Path | None
    history: History
    day: date

    def of(self, run: Run) -> list[PastRun]:
        """Return the runs that this one is shown after."""
        from qa.evaluation.history import line

        return self.history.before(line(run, self.day)) if self.file else []


def _past(order: Order, chosen: Chosen) -> _Past:
    """Load the history that is given, else the one beside the first file. Raises UsageError.

    A run of only some cases, or (unless a history is given) of only some files, cannot be compared
    with a whole one.
    """
    from qa.corpus.corpus import Corpus
    from qa.evaluation import history

    day = Corpus(order.settings).today
    file = order.history or chosen.folder / "history.jsonl"
    whole = chosen.whole if order.history else chosen.complete
    if order.twins or not whole:
        if order.history:
            render.note(f"{file}: a part of the cases is not kept")
        return _Past(None, history.History(), day)
    return _Past(file, history.load(file), day)


def _keep(past: _Past, runs: list[Run]) -> None:
    """Add the runs to the history, except those with a case that was not measured."""
    from qa.evaluation import history

    if past.file is None:
        return
    for run in runs:
        if not history.measured(run):
            render.note(f"{past.file}: {run.mode} is not kept: not every case was measured")
    lines = [history.line(run, past.day) for run in runs if history.measured(run)]
    if lines:
        history.save(past.file, past.history.after(lines))
        render.note(f"{past.file}: written")


# --- the runs ----------------------------------------------------------------------------


def _run(sitting: Sitting, chosen: Chosen, modes: list[str]) -> tuple[list[Run], list[Verdict]]:
    """Run each mode; return the runs, and the verdict on a run that was stopped, which is last."""
    from qa.evaluation import endings
    from qa.evaluation.cassettes import BadCassette, CassetteMiss
    from qa.evaluation.playing import ServerFailed

    runs: list[Run] = []
    for mode in modes:
        try:
            with progress.shown() as report:
                runs.append(sitting.run(chosen, mode, report))
        except (OverBudget, ModelUnreachable, ServerFailed, BadCassette, CassetteMiss) as error:
            return runs, [endings.stopped(error, mode)]
    return runs, []


# --- what is told of them ----------------------------------------------------------------


def _judged(run: Run, limits: _Limits, chosen: Chosen) -> tuple[Run, Verdict]:
    from qa.evaluation import gates

    whole, complete = chosen.whole, chosen.complete
    return run, gates.judge(run, limits.before, limits.thresholds, whole=whole, complete=complete)


def _reports(judged: list[tuple[Run, Verdict]], limits: _Limits, past: _Past) -> list[Report]:
    from qa.evaluation.reports import Report

    kept = [limits.before.mode(run.mode) if limits.before else None for run, _ in judged]
    return [
        Report(run, verdict, mode.cases if mode else None, past.of(run), past.day.isoformat())
        for (run, verdict), mode in zip(judged, kept, strict=True)
    ]


def _write(files: dict[str, Path | None], reports: list[Report]) -> None:
    """Write the reports that were asked for."""
    from qa.evaluation import files as written
    from qa.evaluation.reports import html, junit, markdown

    forms = {"markdown": markdown, "junit": junit, "html": html}
    for name, file in files.items():
        if file:
            written.write(file, forms[name](*reports))
            render.note(f"{file}: written")


def _show(order: Order, reports: list[Report], verdict: Verdict, changes: list[str] | None) -> None:
    from qa.cli.render.evaluation import evaluation
    from qa.cli.render.verdicts import blessed, ended
    from qa.evaluation import endings
    from qa.evaluation.runner import of_run

    if order.as_json:
        record = {
            "runs": [of_run(report.run) for report in reports],
            "verdict": endings.of_verdict(verdict),
        }
        print_record(record | ({"blessed": changes} if changes is not None else {}))
        return
    for report in reports:
        evaluation(report)
    if changes is not None:
        blessed(changes)
    ended(verdict)
