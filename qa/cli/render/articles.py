"""Hits and articles on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from qa.cli.render import terminal
from qa.cli.render.terminal import DIM, SOURCE, printed, some

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.articles.article import Article
    from qa.language.text import Span
    from qa.search.passages import Passage


def hits(passages: Sequence[Passage], *, explain: bool = False) -> None:
    """Print the passages found, best first."""
    if not passages:
        terminal.err().print("Nothing was found.")
    for number, passage in enumerate(passages, start=1):
        chunk = passage.chunk
        parts = [chunk.title, chunk.author, chunk.date and chunk.date.isoformat()]
        heading = " · ".join(str(p) for p in parts if p)
        printed(Text(f"[{number}] {heading}", style=SOURCE))
        printed(Text(" ".join(chunk.text.split())), 4)
        place = f"{chunk.article} {chunk.span.start}:{chunk.span.end} · score {passage.score:.2f}"
        printed(Text(place, style=DIM), 4)
        if passage.also:
            articles = "article" if len(passage.also) == 1 else "articles"
            also = f"also in {len(passage.also)} {articles}: {some(passage.also)}"
            printed(Text(also, style=DIM), 4)
        if explain:
            _explanation(passage)


def _explanation(passage: Passage) -> None:
    """Print a line for each signal, with its value and what that added; then the matched terms."""
    for signal in passage.signals:
        line = f"{signal.name:<24}{signal.value:>8.3f}{signal.added:>+8.2f}"
        printed(Text(line, style=DIM), 4)
    terms = (m.said if m.said == m.form else f"{m.said} = {m.form}" for m in passage.matched)
    printed(Text(f"{'matched':<24}{', '.join(terms) or 'no word'}", style=DIM), 4)


def article(shown: Article, span: Span | None) -> None:
    """Print an article, or one span of it."""
    if span:
        printed(Text(span.of(shown.text)))
        return
    terminal.out().print(Text(shown.title, style="bold"))
    parts = [shown.author, shown.date and shown.date.isoformat(), ", ".join(shown.categories)]
    terminal.out().print(Text(" · ".join(str(p) for p in parts if p), style=DIM))
    for paragraph in shown.paragraphs:
        terminal.out().print()
        printed(Text(paragraph.of(shown.text)))
