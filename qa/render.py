"""What the terminal shows: answers, hits, tables, progress and errors.

Results go to standard output, everything else to standard error. On a terminal, titles
and the answering figure are set off; in a pipe, or with NO_COLOR, there is plain text.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from qa.text import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.answering import Answer
    from qa.articles import Article
    from qa.citations import Citation
    from qa.diagnosis import Finding, Status
    from qa.errors import QaError
    from qa.index.sync import SyncReport
    from qa.passages import Passage
    from qa.text import Language, Span

_FIGURE = "bold reverse"
_SOURCE = "cyan"
_DIM = "dim"
_MOST_LINES = 20


@cache
def out() -> Console:
    """Standard output. A pipe has no width: nothing is broken there."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty())


@cache
def err() -> Console:
    """Standard error."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


# --- answers ---------------------------------------------------------------------------------


_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "refused": "资料中没有答案。",
        "withheld": "未采用：{}",
        "because": "  原因：{}",
        "closest": "最接近的句子：",
        "paragraph": "第{}段",
        "also": "另见{}篇：{}",
    },
    "en": {
        "refused": "The articles do not answer this.",
        "withheld": "Withheld: {}",
        "because": "  because {}",
        "closest": "Closest sentences:",
        "paragraph": "paragraph {}",
        "also": "also in {}: {}",
    },
}


def answer(found: Answer) -> None:
    """The answer first, then each source with its quote, then one dim line.

    In the language of the question.
    """
    words = _WORDS[language(found.question)]
    _print(Text(found.text if found.answered else words["refused"], style="bold"))
    _versions(found)
    for withheld in found.withheld:
        out().print()
        _print(Text(words["withheld"].format(withheld.text), style="yellow"))
        for reason in withheld.reasons:
            _print(Text(words["because"].format(reason), style="yellow"))
    if found.nearest:
        out().print(Text(f"\n{words['closest']}"))
    for number, citation in enumerate([*found.citations, *found.nearest], start=1):
        figures = [f.span for f in found.figures if f.span and f.article == citation.article]
        paragraph = words["paragraph"].format(citation.paragraph)
        also = (
            words["also"].format(len(citation.also), _some(citation.also)) if citation.also else ""
        )
        _source(number, citation, figures, [paragraph, also])
    out().print(Text(f"\n{_footer(found)}", style=_DIM))


def _versions(found: Answer) -> None:
    """A line for each figure that sources give for the same thing, with its source's number."""
    for version in found.versions:
        citation = version.citation
        number = found.citations.index(citation) + 1
        parts = [version.said, citation.date and citation.date.isoformat(), citation.article]
        line = " · ".join(str(p) for p in parts if p)
        _print(Text(f"{line} [{number}]", style=_SOURCE), 4)


def _source(number: int, citation: Citation, figures: Sequence[Span], more: Sequence[str]) -> None:
    parts = [citation.title, citation.author, citation.date and citation.date.isoformat(), *more]
    heading = " · ".join(str(p) for p in parts if p)
    out().print()
    _print(Text(f"[{number}] {heading}", style=_SOURCE))
    _print(_quote(citation, figures), 4)
    place = f"qa show {citation.article} --span {citation.start}:{citation.end}"
    _print(Text(place, style=_DIM), 4)


def _quote(citation: Citation, figures: Sequence[Span]) -> Text:
    quote = Text(citation.quote)
    for span in figures:
        if citation.start <= span.start and span.end <= citation.end:
            quote.stylize(_FIGURE, span.start - citation.start, span.end - citation.start)
    return quote


def _print(text: Text, indent: int = 0) -> None:
    """Print a text, set in by some columns on every line; a pipe gets it unbroken."""
    lines = broken(text, out().width - indent) if out().is_terminal else [text]
    for line in lines:
        line.rstrip()
        out().print(Text(" " * indent) + line, soft_wrap=True)


# Marks that no line begins with.
_NEVER_FIRST = frozenset("，。、；：？！”’）》】」』…,.;:?!)]%％")


def broken(text: Text, width: int) -> list[Text]:
    """Break a text into lines of at most `width` columns, at spaces and between Han characters.

    Rich breaks at spaces only, and moves a Chinese sentence to the next line whole.
    """
    plain, cuts = text.plain, []
    start, used, last = 0, 0, 0
    for i, character in enumerate(plain):
        if i > start and _may_break(plain, i):
            last = i
        while used + cell_len(character) > width and start < i:
            start = last if last > start else i
            cuts.append(start)
            used = cell_len(plain[start:i])
        used += cell_len(character)
    return list(text.divide(cuts))


def _may_break(plain: str, i: int) -> bool:
    before, after = plain[i - 1], plain[i]
    if after in _NEVER_FIRST or after == " ":
        return False
    return before == " " or cell_len(before) == 2 or cell_len(after) == 2


def _footer(found: Answer) -> str:
    parts = [found.mode]
    if found.model:
        parts.append(found.model)
    if found.usage.calls:
        parts.append(f"{found.usage.input_tokens}+{found.usage.output_tokens} tokens")
    parts += [f"confidence {found.confidence:.2f}", f"{found.seconds:.1f} s"]
    return " · ".join(parts)


# --- hits and articles -------------------------------------------------------------------------


def hits(passages: Sequence[Passage], *, explain: bool = False) -> None:
    """The passages found, best first."""
    if not passages:
        err().print("Nothing was found.")
    for number, passage in enumerate(passages, start=1):
        chunk = passage.chunk
        parts = [chunk.title, chunk.author, chunk.date and chunk.date.isoformat()]
        heading = " · ".join(str(p) for p in parts if p)
        _print(Text(f"[{number}] {heading}", style=_SOURCE))
        _print(Text(" ".join(chunk.text.split())), 4)
        place = f"{chunk.article} {chunk.span.start}:{chunk.span.end} · score {passage.score:.2f}"
        _print(Text(place, style=_DIM), 4)
        if passage.also:
            articles = "article" if len(passage.also) == 1 else "articles"
            also = f"also in {len(passage.also)} {articles}: {_some(passage.also)}"
            _print(Text(also, style=_DIM), 4)
        if explain:
            _explanation(passage)


_MOST_NAMES = 3


def _some(paths: Sequence[str]) -> str:
    """The first few of several articles: "a.txt, b.txt, c.txt, ..."."""
    return ", ".join(paths[:_MOST_NAMES]) + (", ..." if len(paths) > _MOST_NAMES else "")


def _explanation(passage: Passage) -> None:
    """A line for each signal: its value and what that added; then the terms that matched."""
    for signal in passage.signals:
        line = f"{signal.name:<24}{signal.value:>8.3f}{signal.added:>+8.2f}"
        _print(Text(line, style=_DIM), 4)
    terms = (m.said if m.said == m.form else f"{m.said} = {m.form}" for m in passage.matched)
    _print(Text(f"{'matched':<24}{', '.join(terms) or 'no word'}", style=_DIM), 4)


def article(shown: Article, span: Span | None) -> None:
    """An article, or one span of it."""
    if span:
        _print(Text(span.of(shown.text)))
        return
    out().print(Text(shown.title, style="bold"))
    parts = [shown.author, shown.date and shown.date.isoformat(), ", ".join(shown.categories)]
    out().print(Text(" · ".join(str(p) for p in parts if p), style=_DIM))
    for paragraph in shown.paragraphs:
        out().print()
        _print(Text(paragraph.of(shown.text)))


# --- the index ---------------------------------------------------------------------------------


def synced(report: SyncReport) -> None:
    """What an index run did, and what it could not read."""
    for line in report.notices[:_MOST_LINES]:
        err().print(Text(line, style="yellow"))
    _and_more(len(report.notices) - _MOST_LINES, "notes")
    for failure in report.failed[:_MOST_LINES]:
        err().print(Text(f"{failure.path}: {failure.error}", style="red"))
    _and_more(len(report.failed) - _MOST_LINES, "files that could not be read")
    out().print(
        f"{report.articles:,} articles, {report.chunks:,} chunks: {report.added} added,"
        f" {report.changed} changed, {report.removed} removed, {report.unchanged} unchanged,"
        f" {len(report.failed)} failed · {report.seconds:.1f} s"
    )


def _and_more(count: int, what: str) -> None:
    if count > 0:
        err().print(f"... and {count:,} more {what}: qa index --json names them all")


def status(found: Status) -> None:
    """What is indexed, as a small table."""
    if not found.generation:
        out().print(
            f"{found.index}: nothing is indexed; {found.stale:,} articles wait for: qa index"
        )
        return
    rows = [
        ("index", f"{found.index}, generation {found.generation}"),
        ("articles", f"{found.articles:,} in {found.chunks:,} chunks of up to {found.chunking}"),
        ("embedder", str(found.embedder)),
        ("vectors", str(found.vectors)),
        ("to do", f"{found.stale:,} new or changed, {found.removed:,} removed"),
        ("unreadable", f"{len(found.failed):,}"),
    ]
    for name, value in rows:
        out().print(Text(f"{name:<12}", style=_DIM) + Text(value))


def findings(found: Sequence[Finding]) -> None:
    """What is wrong, each with the command that mends it."""
    if not found:
        out().print("All is well.")
    for finding in found:
        out().print(Text(finding.problem, style="red"))
        _print(Text(finding.mend), 4)


def error(problem: QaError) -> None:
    """What happened, and the next command to run."""
    err().print(Text(f"qa: {problem.message}", style="red"))
    if problem.hint:
        err().print(Text(f"    {problem.hint}"))


def note(text: str) -> None:
    """Something worth knowing that stops nothing."""
    err().print(Text(text, style=_DIM))
