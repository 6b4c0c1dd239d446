"""Reports: the sentences of one article on a matter; all reprints of it are one report."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qa.articles import furniture, openings
from qa.index.reprints import groups
from qa.language.text import Span, clauses, simplified
from qa.models.injections import is_injection
from qa.search.evidence import Evidence
from qa.search.signals import Signals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from qa.index.rows import ChunkRow
    from qa.search.passages import Passage

    Vector = NDArray[np.float32]

_NO_SIGNALS = Signals()


@dataclass(frozen=True, eq=False)  # no slots, and no comparison: it holds arrays
class Line:
    """A sentence of a report: `vector` is its meaning, `place` the number of sentences before it.

    `stands` says whether it can be read alone; if not, it is examined but never shown.
    """

    evidence: Evidence
    vector: Vector
    place: int
    stands: bool


@dataclass(frozen=True, eq=False)
class Report:
    """The part of an article that is on a matter; `also` are the articles that reprint it.

    `relevance` is its relevance to the topic, 0 if there is no topic.
    """

    article: str
    title: str
    date: dt.date | None
    also: tuple[str, ...]
    lines: tuple[Line, ...]
    vector: Vector
    relevance: float = 0.0

    @property
    def text(self) -> str:
        return "\n".join(line.evidence.text for line in self.lines)


def reports(passages: Sequence[Passage], embedder: str) -> list[Report]:
    """Group passages into reports, the earliest first, undated last.

    `embedder` names the vectors to use. A reprint of an earlier report is listed in its `also`.
    """
    by_article: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_article[passage.chunk.article].append(passage)
    ordered = sorted(by_article.values(), key=lambda of: _age(of[0].chunk))
    first = {of[0].chunk.article: sorted(of, key=lambda p: p.chunk.span) for of in ordered}
    printed = groups((article, _text(of)) for article, of in first.items())
    return [_report(first[names[0]], tuple(names[1:]), embedder) for names in printed]


def _age(chunk: ChunkRow) -> tuple[dt.date, str]:
    return chunk.date or dt.date.max, chunk.article


def _text(passages: Sequence[Passage]) -> str:
    return "\n".join(passage.chunk.text for passage in passages)


def _report(passages: Sequence[Passage], also: tuple[str, ...], embedder: str) -> Report:
    best = max(passages, key=lambda p: p.score)
    chunk = best.chunk
    return Report(
        article=chunk.article,
        title=chunk.title,
        date=chunk.date,
        also=also,
        lines=tuple(line for p in passages for line in _lines(p, also, embedder)),
        vector=_unit(best.vectors[embedder][0]),
        relevance=best.score,
    )


def _lines(passage: Passage, also: tuple[str, ...], embedder: str) -> Iterator[Line]:
    """Yield the sentences of a passage, without those that address a model."""
    chunk, rows = passage.chunk, passage.vectors[embedder]
    row = 1
    for place, span in enumerate(chunk.sentences):
        text = chunk.sentence(span)
        pieces = clauses(text)
        vector = _mean(rows[row : row + len(pieces)], pieces) if len(rows) > row else rows[0]
        row += len(pieces)
        body = furniture.body(text)
        said = body.of(text)
        if said.strip() and not is_injection(said):
            at = body.shifted(span.start)
            yield Line(_evidence(chunk, at, said, also), vector, place, stands(said, chunk.title))


def stands(sentence: str, title: str = "") -> bool:
    """Tell whether a sentence can be read alone and says more than the title.

    >>> stands("展会昨日在上海开幕。"), stands("对此，市长表示满意。")
    (True, False)
    """
    plain = simplified(sentence)
    if furniture.is_furniture(plain) or furniture.is_unfinished(plain):
        return False
    if openings.is_torn(plain) or openings.hangs(plain):
        return False
    return not title or plain not in simplified(title)


def _mean(rows: Vector, pieces: Sequence[str]) -> Vector:
    """Return the mean of the vectors of clauses, weighted by the root of their lengths."""
    return _unit(np.sqrt([len(piece) for piece in pieces]).astype(np.float32) @ rows)


def _unit(vector: Vector) -> Vector:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def _evidence(chunk: ChunkRow, span: Span, text: str, also: tuple[str, ...]) -> Evidence:
    return Evidence(
        article=chunk.article,
        title=chunk.title,
        author=chunk.author,
        date=chunk.date,
        span=span,
        text=text,
        score=1.0,
        signals=_NO_SIGNALS,
        figures=(),
        also=also,
        around=chunk.reported,
    )
