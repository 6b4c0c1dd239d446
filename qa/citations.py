"""Citations: quotes with their spans, found again in the article or marked unverified."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.text import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from qa.evidence import Evidence

    # The clean text of an article as its file is now; None if there is no such file.
    ReadText = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote and where it stands: `text[start:end] == quote` in the article, if `verified`.

    `also` are other articles that print the same; with them it is still one source.
    """

    article: str
    title: str
    author: str
    date: dt.date | None
    start: int
    end: int
    paragraph: int
    quote: str
    verified: bool
    also: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def cite(evidence: Evidence, read: ReadText) -> Citation:
    """Cite a sentence, looking it up in its article once more, character for character.

    The index holds the article as it was; the file may have changed since.
    """
    text = read(evidence.article)
    return Citation(
        article=evidence.article,
        title=evidence.title,
        author=evidence.author,
        date=evidence.date,
        start=evidence.span.start,
        end=evidence.span.end,
        # Paragraphs are the lines of the clean text, counted from 1.
        paragraph=text.count("\n", 0, evidence.span.start) + 1 if text else 0,
        quote=evidence.text,
        verified=text is not None and evidence.span.of(text) == evidence.text,
        also=evidence.also,
    )
