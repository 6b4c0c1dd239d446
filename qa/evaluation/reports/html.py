"""The HTML page of a report: one file that needs no network, with plots, and each case in full."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from qa.evaluation.rates import rate
from qa.evaluation.reports import highlights, opinions, plots, tallies
from qa.evaluation.reports.report import Change, failing, told, wanted
from qa.evaluation.results import Outcome
from qa.language.characters import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from qa.evaluation.reports.highlights import Piece
    from qa.evaluation.reports.report import Before, Report
    from qa.evaluation.results import Result

_OPEN = 25  # the first cases, which are shown in full if they do not pass
_SMALL = 12  # tags with a plot of their own over past runs


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence that was read or is cited, with the gold marked."""

    source: dict[str, Any]
    pieces: list[Piece]
    cited: bool


@dataclass(frozen=True, slots=True)
class _Case:
    """A case as the page shows it."""

    result: Result
    change: Change | None
    asked: str
    wanted: str
    before: Before | None
    difference: list[Piece]
    sentences: list[_Sentence]
    judge: str
    apart: bool
    open: bool


def html(*reports: Report) -> str:
    """Return one page with the reports, one below the other; the same for the same runs.

    Whatever an article or a model says is text on it: escaped, and without hidden characters.
    """
    verdicts = [report.verdict.passed for report in reports if report.verdict]
    page = _environment().get_template("page.html.j2")
    return page.render(
        runs=[_run(report) for report in reports],
        passed=all(verdicts) if verdicts else None,
        percent=tallies.percent,
        style=_part("page.css"),
        script=_part("page.js"),
        policy=_policy(),
    )


def _run(report: Report) -> dict[str, Any]:
    """Return what the page shows of a run."""
    results, model = report.run.results, report.run.conditions.get("model", "none")
    return {
        "report": report,
        "made": " · ".join(filter(None, [report.date, model if model != "none" else ""])),
        "overall": rate(results, "pass"),
        "refusals": [rate(results, "refusal-precision"), rate(results, "refusal")],
        "scored": tallies.scored(results),
        "changes": _changes(report),
        "gone": report.gone(),
        "failing": len(failing(results)),
        "judge": opinions.summary(report.run),
        "plots": _plots(report),
        "cases": list(_cases(report)),
    }


def _changes(report: Report) -> list[tuple[Change, int]]:
    if report.baseline is None:
        return []
    shown = (Change.WORSE, Change.BETTER, Change.CHANGED, Change.NEW)
    return [(change, len(report.changed(change))) for change in shown]


# --- cases -------------------------------------------------------------------------------


def _cases(report: Report) -> Iterator[_Case]:
    apart = {result.case.id for result, _ in opinions.apart(report.run)}
    for number, result in enumerate(report.ranked()):
        before = (report.baseline or {}).get(result.case.id)
        change = report.change(result)
        moved = before is not None and before.value != result.value
        yield _Case(
            result=result,
            change=change,
            asked=told(result),
            wanted=wanted(result),
            before=before,
            difference=highlights.difference(before.value, result.value)
            if before and moved
            else [],
            sentences=_sentences(result),
            judge=opinions.told(report.run, result),
            apart=result.case.id in apart,
            open=number < _OPEN and result.outcome is not Outcome.PASS,
        )


def _sentences(result: Result) -> list[_Sentence]:
    """Return the sentences that were read, best first, then those cited that are not among them."""
    cited = _citations(result.record)
    read = [_sentence(result, each, any(_meet(each, c) for c in cited)) for each in result.evidence]
    others = [each for each in cited if not any(_meet(each, r) for r in result.evidence)]
    return [*read, *(_sentence(result, each, cited=True) for each in others)]


def _citations(record: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the citations of an answer, or of each sentence of a summary."""
    parts = [record, *record.get("sentences", ())]
    return [citation for part in parts for citation in part.get("citations", ())]


def _meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
    same = one["article"] == other["article"]
    return bool(same and one["start"] < other["end"] and other["start"] < one["end"])


def _sentence(result: Result, source: dict[str, Any], cited: bool) -> _Sentence:
    also = tuple(source.get("also") or ())
    pieces = highlights.gold(result.case, source["article"], source["quote"], also)
    return _Sentence(source, pieces, cited)


# --- plots -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Plots:
    tags: Markup
    overall: Markup
    courses: list[Markup]
    calibration: Markup
    off: float | None
    latency: Markup
    median: str
    slow: str
    stages: Markup


def _plots(report: Report) -> _Plots:
    results = report.run.results
    tags, bins = tallies.by_tag(results), tallies.calibration(results)
    shares = {tag: passed.value for tag, passed in tags}
    now = report.date or "this run"
    overall = [(past.date, past.overall) for past in report.past]
    overall.append((now, rate(results, "pass").value))
    stages = [(stage.value, count) for stage, count in tallies.by_stage(results)]
    return _Plots(
        tags=plots.rates("Cases that pass, by tag", tags),
        overall=plots.course("Cases that pass, over past runs", overall),
        courses=[_course(report, tag, shares, now) for tag in _kept(report, shares)[:_SMALL]],
        calibration=plots.calibration("Confidence against the rate of right answers", bins),
        off=tallies.calibration_error(bins),
        latency=plots.columns("Cases by the time they took", tallies.latencies(results)),
        median=tallies.duration(tallies.duration_at(0.5, results)),
        slow=tallies.duration(tallies.duration_at(0.95, results)),
        stages=plots.counts("Cases that do not pass, by stage", stages),
    )


def _kept(report: Report, shares: dict[str, float]) -> list[str]:
    """Return the tags that past runs have too, the one with most cases first."""
    return [tag for tag in shares if any(tag in past.tags for past in report.past)]


def _course(report: Report, tag: str, shares: dict[str, float], now: str) -> Markup:
    points = [(past.date, past.tags[tag]) for past in report.past if tag in past.tags]
    return plots.small_course(tag, [*points, (now, shares[tag])])


# --- the page ----------------------------------------------------------------------------


def _policy() -> str:
    """Return what a browser may do with the page: use its own style and script, nothing else."""
    style, script = (_digest(_part(name)) for name in ("page.css", "page.js"))
    return (
        f"default-src 'none'; style-src '{style}'; script-src '{script}';"
        " base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _part(name: str) -> Markup:
    """Return a file that stands beside this one; it is ours, and not escaped."""
    return Markup((Path(__file__).parent / name).read_text(encoding="utf-8"))  # noqa: S704  # ours


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: Any) -> Any:
    """Remove hidden characters from text, which is escaped later; leave the plots as they are."""
    return value if isinstance(value, Markup) else printable(str(value))
