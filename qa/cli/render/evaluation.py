"""Evaluations on the terminal: what got worse first, then failures, the rates, and the gates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from qa.cli.render import terminal
from qa.cli.render.terminal import DIM, SOURCE, printed
from qa.evaluation.rates import Rate, rate
from qa.evaluation.reports import opinions, tallies
from qa.evaluation.reports.report import Change, failing, told, wanted
from qa.evaluation.reports.tallies import percent
from qa.evaluation.results import Outcome
from qa.language.characters import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.evaluation.reports.report import Report
    from qa.evaluation.results import Result

_MOST = 50  # cases that are listed one by one
_LONGEST = 60  # characters of what was asked, expected or answered
_STYLES = {Change.WORSE: "bold red", Change.BETTER: "green"}


def evaluation(report: Report) -> None:
    """Print the results of a run: each case that does not pass, the rates by tag, the gates."""
    results = report.run.results
    listed = [*failing(report.ranked()), *report.changed(Change.BETTER)]
    for result in listed[:_MOST]:
        _case(result, report)
    if len(listed) > _MOST:
        _line(f"and {len(listed) - _MOST:,} more", DIM)
    if listed:
        terminal.out().print()
    _rates([("all", rate(results, "pass")), *tallies.by_tag(results)])
    _scores(results)
    _judge(report)
    _summary(report)
    _verdict(report)


# --- cases -------------------------------------------------------------------------------


def _case(result: Result, report: Report) -> None:
    """Print a case's outcome and stage; if it does not pass, also what was asked and answered."""
    change, critical = report.change(result), result.case.severity == "critical"
    parts = [
        result.outcome.value,
        change.value if change and change is not Change.SAME else "",
        "critical" if critical else "",
        f"at {result.stage}" if result.stage else "",
    ]
    heading = f"{' '.join(filter(None, parts))}: {result.case.id} ({result.case.place})"
    passes = result.outcome is Outcome.PASS
    style = _STYLES.get(change, "green" if passes else "red") if change else "red"
    _line(one_line(heading, 200), style)
    if not passes:
        printed(Text(one_line(told(result), 200), style=SOURCE), 4)
        printed(Text("; ".join(_said(result, report))), 4)


def _said(result: Result, report: Report) -> Iterator[str]:
    if result.outcome is Outcome.UNSCORED:
        yield one_line(result.explanation, 200)
    else:
        yield f"expected {one_line(wanted(result), _LONGEST)}, answered {_short(result.value)}"
    before = (report.baseline or {}).get(result.case.id)
    if before and before.value != result.value:
        yield f"before {_short(before.value)}"


def _short(text: str) -> str:
    return f"“{one_line(text, _LONGEST)}”" if text else "nothing"


# --- rates -------------------------------------------------------------------------------


def _rates(rows: Sequence[tuple[str, Rate]]) -> None:
    """Print a table: how many of each tag pass, and how certain that rate is."""
    names = [one_line(name, _LONGEST) for name, _ in rows]
    wide = max(12, *map(cell_len, names))
    _line(f"{'tag':<{wide}}{'pass':>8}{'of':>6}{'rate':>10}   95 % interval", DIM)
    for name, (_, each) in zip(names, rows, strict=True):
        sure = f"{percent(each.interval.low, 1)} to {percent(each.interval.high, 1)}"
        figures = f"{each.reached:>8g}{each.total:>6}{percent(each.value, 1):>10}   {sure}"
        _line(name + " " * (wide - cell_len(name)) + figures)
    terminal.out().print()


def _scores(results: Sequence[Result]) -> None:
    """Print the other scores one after the other, as "figure 0.804 (74)"."""
    named = {"refusal": "refusal recall", "refusal-precision": "refusal precision"}
    rates = [rate(results, score) for score in named] + tallies.scored(results)
    said = [f"{named.get(r.score, r.score)} {r.value:.3f} ({r.total})" for r in rates if r.total]
    if said:
        printed(Text(", ".join(said), style=DIM))
    if stages := [f"{stage} {count}" for stage, count in tallies.by_stage(results) if count]:
        printed(Text(f"lost at: {', '.join(stages)}", style=DIM))


# --- the judge ---------------------------------------------------------------------------


def _judge(report: Report) -> None:
    """Print what a judge says, and each case on which the scores disagree with it."""
    if not report.run.judged:
        return
    printed(Text(one_line(opinions.summary(report.run), 500), style=DIM))
    apart = opinions.apart(report.run)
    for result, said in apart[:_MOST]:
        case = f"{result.case.id} ({result.case.place})"
        line = f"judge says {said.opinion}, scored {result.outcome}: {case}: {said.reason}"
        printed(Text(one_line(line, 500), style=DIM), 4)
    if len(apart) > _MOST:
        _line(f"    and {len(apart) - _MOST:,} more", DIM)


# --- the end -----------------------------------------------------------------------------


def _summary(report: Report) -> None:
    overall = rate(report.run.results, "pass")
    said = f"{report.run.mode}: {overall.reached:g} of {overall.total} pass"
    if report.baseline is not None:
        counts = [f"{len(report.changed(change))} {change}" for change in _COUNTED]
        said += f"; against the baseline {', '.join([*counts, f'{len(report.gone())} gone'])}"
    _line(said, "" if report.verdict else "bold")


_COUNTED = (Change.WORSE, Change.BETTER, Change.CHANGED, Change.NEW)


def _verdict(report: Report) -> None:
    if not report.verdict:
        return
    for note in report.verdict.notes:
        printed(Text(one_line(note, 500), style=DIM))
    for reason in report.verdict.reasons:
        printed(Text(one_line(reason, 500), style="red"))
    passed = report.verdict.passed
    _line(
        "the gates pass" if passed else "the gates do not pass", "green" if passed else "bold red"
    )


def _line(text: str, style: str = "") -> None:
    terminal.out().print(Text(text, style=style), soft_wrap=True)
