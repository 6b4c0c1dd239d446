"""Markdown for a pull request or $GITHUB_STEP_SUMMARY: the verdict, the rates, what fails."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.evaluation.rates import rate
from qa.evaluation.reports import opinions, tallies
from qa.evaluation.reports.report import Change, failing, told, wanted
from qa.evaluation.reports.tallies import percent
from qa.language.characters import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.evaluation.reports.report import Report
    from qa.evaluation.results import Result

_LIMIT = 64_000  # characters: GitHub takes no comment of more than 65,536
_LEFT_OUT = "\n(A part is left out: it is too long for a comment.)\n\n"
_MOST = 30  # rows of a table
_MOST_REASONS = 8
_LONGEST = 120  # characters of a cell

# Whatever GitHub interprets: marks of Markdown, HTML, links, mentions of people and issues, and
# mathematics. An entity is only text, even in a table, where a bar ends a cell in code too.
_MARKS = re.compile(r"[&<>\"'`*_\[\]\\|~@#:$!^{}]|(?<=www)\.", re.IGNORECASE)


def literal(text: str, longest: int = _LONGEST) -> str:
    """Return a text as one line of a table that GitHub shows as it is and does not interpret.

    >>> literal("a|b @you **now**")
    '<code>a&#124;b &#64;you &#42;&#42;now&#42;&#42;</code>'
    """
    line = _MARKS.sub(lambda found: f"&#{ord(found[0])};", one_line(text, longest))
    return f"<code>{line}</code>" if line else ""


def markdown(*reports: Report) -> str:
    """Return the reports as Markdown, one below the other; the same for the same runs.

    What no longer fits into a comment is left out, with a note; the heads come first.
    """
    text = "\n".join(_lines(_head(report)) for report in reports)
    for report in reports:
        for section in (_worse, _rates, _others, _judge, _made_with):
            titled = f"\n## {literal(report.run.mode)}\n\n" if len(reports) > 1 else ""
            added = (titled if section is _worse else "") + _lines(section(report))
            text += added if len(text) + len(added) < _LIMIT else _LEFT_OUT
    return text


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _head(report: Report) -> Iterator[str]:
    overall = rate(report.run.results, "pass")
    sign = {True: "✅ ", False: "❌ ", None: ""}[report.verdict.passed if report.verdict else None]
    sure = overall.interval
    yield f"## {sign}qa eval: {overall.reached:g} of {overall.total} pass"
    yield ""
    yield (
        f"Mode {literal(report.run.mode)}: {percent(overall.value, 1)}, 95 % interval"
        f" {percent(sure.low, 1)} to {percent(sure.high, 1)}.{_since(report)}"
    )
    yield ""
    for said in (report.verdict.reasons, report.verdict.notes) if report.verdict else ():
        yield from (f"- {literal(each, 300)}" for each in said[:_MOST_REASONS])
        yield from ([f"- and {len(said) - _MOST_REASONS} more"] if said[_MOST_REASONS:] else [])
        yield from ([""] if said else [])


def _since(report: Report) -> str:
    if report.baseline is None:
        return ""
    counts = [
        (len(report.changed(Change.WORSE)), "worse"),
        (len(report.changed(Change.BETTER)), "better"),
        (len(report.changed(Change.CHANGED)), "answered otherwise"),
        (len(report.changed(Change.NEW)), "new"),
        (len(report.gone()), "gone"),
    ]
    return f" Against the baseline: {', '.join(f'{count} {what}' for count, what in counts)}."


def _worse(report: Report) -> Iterator[str]:
    if worse := report.changed(Change.WORSE):
        yield f"### Got worse: {len(worse)}"
        yield ""
        yield from _table(worse, report)


def _others(report: Report) -> Iterator[str]:
    worse, better = report.changed(Change.WORSE), report.changed(Change.BETTER)
    rest = [result for result in failing(report.ranked()) if result not in worse]
    yield from _folded("Do not pass either" if worse else "Do not pass", rest, report)
    yield from _folded("Got better", better, report)


def _folded(title: str, results: Sequence[Result], report: Report) -> Iterator[str]:
    if results:
        yield f"<details><summary>{title}: {len(results)}</summary>"
        yield ""
        yield from _table(results, report)
        yield "</details>"
        yield ""


def _table(results: Sequence[Result], report: Report) -> Iterator[str]:
    yield "| case | stage | question | expected | answered | before |"
    yield "|---|---|---|---|---|---|"
    for result in results[:_MOST]:
        yield _row(_of(result, report))
    if len(results) > _MOST:
        yield _row([f"and {len(results) - _MOST} more", "", "", "", "", ""])
    yield ""


def _of(result: Result, report: Report) -> Iterator[str]:
    before = (report.baseline or {}).get(result.case.id)
    critical = " **critical**" if result.case.severity == "critical" else ""
    yield literal(result.case.id) + critical
    yield result.stage.value if result.stage else ""
    yield literal(told(result))
    yield literal(wanted(result))
    yield literal(result.value) or literal(result.explanation)
    yield f"{before.outcome.value} {literal(before.value)}".strip() if before else ""


def _rates(report: Report) -> Iterator[str]:
    results = report.run.results
    yield "| | pass | of | rate | 95 % interval |"
    yield "|---|--:|--:|--:|---|"
    for name, passed in [("all", rate(results, "pass")), *tallies.by_tag(results)][:_MOST]:
        sure = passed.interval
        yield _row(
            [
                literal(name),
                f"{passed.reached:g}",
                str(passed.total),
                f"{percent(passed.value, 1)}",
                f"{percent(sure.low, 1)} to {percent(sure.high, 1)}",
            ]
        )
    yield ""


def _judge(report: Report) -> Iterator[str]:
    """Yield what a judge says beside the scores, and the cases on which they disagree."""
    if not report.run.judged:
        return
    apart = opinions.apart(report.run)
    yield f"<details><summary>A judge disagrees: {len(apart)}</summary>"
    yield ""
    yield literal(opinions.summary(report.run), 500)
    yield ""
    if apart:
        yield "| case | scored | judge | why | answered |"
        yield "|---|---|---|---|---|"
    for result, said in apart[:_MOST]:
        told = (result.outcome.value, said.opinion or "", literal(said.reason))
        yield _row([literal(result.case.id), *told, literal(result.value)])
    if len(apart) > _MOST:
        yield _row([f"and {len(apart) - _MOST} more", "", "", "", ""])
    yield ""
    yield "</details>"
    yield ""


def _made_with(report: Report) -> Iterator[str]:
    if report.run.conditions:
        yield "<details><summary>Made with</summary>"
        yield ""
        for key, value in list(report.run.conditions.items())[:_MOST]:
            yield f"- {literal(key)}: {literal(value)}"
        yield ""
        yield "</details>"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
