"""Candidates: the sentences of passages, with the signals of their meaning and their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.language.text import HAN, Span, clauses, fold
from qa.search.signals import Signals
from qa.search.terms import Held, unasked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from qa.index.embedding import Embedder
    from qa.index.rows import ChunkRow
    from qa.search.passages import Passage
    from qa.search.query import Query
    from qa.search.terms import Term

    Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Known:
    """A question as the index sees it: its terms with their idf, and the number of chunks.

    `coverage` is the share of the idf mass that the index has at all.
    """

    terms: Sequence[tuple[Term, float]]
    coverage: float
    chunks: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a passage, with the signals of its meaning and its words."""

    chunk: ChunkRow
    span: Span
    text: str
    signals: Signals
    also: tuple[str, ...]


def candidates(
    query: Query, passages: Sequence[Passage], known: Known, embedder: Embedder
) -> list[Candidate]:
    """List every sentence of the passages, in their order."""
    question = embedder.encode([query.text])[0]
    vectors = _vectors(passages, embedder)
    words = _Words(query, known)
    return [
        candidate
        for passage, rows in zip(passages, vectors, strict=True)
        for candidate in _of_passage(passage, passages[0].score, words, rows, question)
    ]


def _vectors(passages: Sequence[Passage], embedder: Embedder) -> list[Vector]:
    """Return the vectors of the passages and their clauses; those not indexed are computed."""
    missing = [p.chunk for p in passages if embedder.name not in p.vectors]
    made = embedder.passages([chunk.parts for chunk in missing])
    vectors = {chunk.id: rows for chunk, rows in zip(missing, made, strict=True)}
    return [
        vectors[p.chunk.id] if p.chunk.id in vectors else p.vectors[embedder.name] for p in passages
    ]


def _of_passage(
    passage: Passage, best: float, words: _Words, vectors: Vector, question: Vector
) -> Iterator[Candidate]:
    chunk = passage.chunk
    texts = [chunk.sentence(span) for span in chunk.sentences]
    pieces = [clauses(text) for text in texts]
    shares = [words.shares(text) for text in texts]
    in_title, in_chunk = words.shares(chunk.title), words.shares(f"{chunk.title}\n{chunk.reported}")
    for i, rows in enumerate(_split(vectors[1:], pieces)):
        cosine = _cosine_of_mean(pieces[i], rows, question)
        signals = Signals(
            cosine=cosine,
            around=float(vectors[0] @ question),
            clause=max(cosine, float((rows @ question).max())),
            words=words.mass(shares[i]),
            before=words.mass(shares[i], *shares[max(i - 1, 0) : i]),
            after=words.mass(shares[i], *shares[i + 1 : i + 2]),
            words_around=words.mass(in_chunk),
            title=words.mass(in_title),
            characters=words.characters(texts[i]),
            place=passage.score - best,
        )
        yield Candidate(chunk, chunk.sentences[i], texts[i], signals, passage.also)


def _split(rows: Vector, pieces: Sequence[Sequence[str]]) -> Iterator[Vector]:
    start = 0
    for texts in pieces:
        yield rows[start : start + len(texts)]
        start += len(texts)


def _cosine_of_mean(pieces: Sequence[str], rows: Vector, question: Vector) -> float:
    """Return the cosine of a sentence: of its clauses' mean, weighted by root of length."""
    import numpy as np

    mean = np.sqrt([len(piece) for piece in pieces]).astype(np.float32) @ rows
    return float(mean @ question / max(float(np.linalg.norm(mean)), 1e-9))


_HAN = re.compile(f"[{HAN}]")


class _Words:
    """The words and characters of a question, to tell how much of them a text holds."""

    def __init__(self, query: Query, known: Known) -> None:
        self._terms = [term for term, _ in known.terms]
        self._idf = [idf for _, idf in known.terms]
        self._total = sum(self._idf)
        self._characters = frozenset(_HAN.findall(unasked(query.text)))
        self._chinese = query.language == "zh"

    def shares(self, text: str) -> list[float]:
        """Return, for each term of the question, how far the text holds it."""
        held = Held(text)
        return [held.share_of(term) for term in self._terms]

    def mass(self, *several: Sequence[float]) -> float:
        """Return the share of the idf mass that stands in any of several texts."""
        if not self._total:
            return 0.0
        best = (max(shares) for shares in zip(*several, strict=True))
        return float(sum(i * s for i, s in zip(self._idf, best, strict=True))) / self._total

    def characters(self, text: str) -> float:
        """Return the share of a Chinese question's characters that a text holds."""
        if not self._chinese or not self._characters:
            return 0.0
        return len(self._characters & frozenset(fold(text))) / len(self._characters)
