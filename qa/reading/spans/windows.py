"""Windows for the reader: each of the best sentences with a few around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.language.text import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from qa.search.evidence import Evidence
    from qa.search.passages import Passage

WINDOWS = 12
ROOM = 180  # characters of a window


@dataclass(frozen=True, slots=True)
class Window:
    """A few sentences of a passage, for the reader; `span` is their place in the article.

    In 150 characters the reader finds the right span of news three times in four, in 400 once
    in two.
    """

    passage: Passage
    span: Span

    @property
    def title(self) -> str:
        return self.passage.chunk.title

    @property
    def date(self) -> dt.date | None:
        return self.passage.chunk.date

    @property
    def reported(self) -> str:
        return self.span.shifted(-self.passage.chunk.span.start).of(self.passage.chunk.reported)


def windows(passages: Sequence[Passage], evidence: Sequence[Evidence]) -> list[Window]:
    """Return the windows to read: the best sentences, each amid those around it, best first."""
    found: list[Window] = []
    for each in evidence:
        passage = next((p for p in passages if holds(p, each)), None)
        known = any(
            w.passage.chunk.article == each.article
            and w.span.start <= each.span.start
            and each.span.end <= w.span.end
            for w in found
        )
        if passage and not known:
            found.append(Window(passage, _around(passage, each.span)))
    return found[:WINDOWS]


def holds(passage: Passage, evidence: Evidence) -> bool:
    """Tell whether a passage has this very sentence."""
    chunk = passage.chunk
    return chunk.article == evidence.article and evidence.span in chunk.sentences


def _around(passage: Passage, sentence: Span) -> Span:
    """Widen a sentence by those before and after it, in turn, as far as there is room."""
    sentences = passage.chunk.sentences
    first = last = sentences.index(sentence)
    turn = 0
    while first > 0 or last + 1 < len(sentences):
        back = first > 0 and (turn % 2 == 0 or last + 1 == len(sentences))
        start, end = (first - 1, last) if back else (first, last + 1)
        if sentences[end].end - sentences[start].start > ROOM:
            break
        first, last, turn = start, end, turn + 1
    return Span(sentences[first].start, sentences[last].end)
