"""Passages to evidence: the few sentences that matter, each with how well it fits.

A sentence is weighed by its meaning and that of its clauses (cosine with the question), by
its words (the share of the question's idf mass that stands in it and around it), by the
romanised names it holds, by its passage's place, and by its figures: whether there is one
of the kind that is asked for, and whether what it counts is what is asked about. The
weights are those of a logistic regression, so the score is a probability.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa import pinyin
from qa.asked import fits
from qa.index.reprints import plain
from qa.injections import is_injection
from qa.quantities import find
from qa.signals import SENTENCE, Signals, confidence
from qa.text import Span, clauses, fold
from qa.wording import Held

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from qa.embedding import Embedder
    from qa.index.rows import ChunkRow
    from qa.passages import Passage
    from qa.quantities import Quantity
    from qa.query import Query
    from qa.wording import Term

    # Texts to unit vectors, one row a text.
    Encode = Callable[[Sequence[str]], NDArray[np.float32]]
    # A term of the question with its idf.
    Weighed = tuple[Term, float]


# What a sentence leads by that has no other beside it. A guess: no benchmark has such passages.
_ALONE = 1.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of an article that may answer, with the figures in it that would.

    `also` are other articles that print it: with them it is still one source.
    """

    article: str
    title: str
    author: str
    date: dt.date | None
    span: Span
    text: str
    score: float
    signals: Signals
    figures: tuple[Quantity, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence of a passage, with how near it is to the question."""

    chunk: ChunkRow
    span: Span
    text: str
    cosine: float
    clause: float
    around: float
    words: float
    words_around: float
    place: float
    also: tuple[str, ...]

    @property
    def promise(self) -> float:
        return 2 * self.cosine + self.words + 0.5 * self.words_around + 0.2 * self.place


def gather(
    query: Query,
    passages: Sequence[Passage],
    terms: Sequence[Weighed],
    embedder: Embedder,
    limit: int,
) -> list[Evidence]:
    """The sentences of the passages that fit the question best, best first.

    `terms` are the question's, each with its idf. `embedder` is the one whose cosines the
    weights were fitted to. The same sentence in several articles is there once; what speaks to a
    model is no evidence.
    """
    if not passages:
        return []
    question = embedder.encode([query.text])[0]
    vectors = _vectors(passages, embedder)
    candidates = [
        candidate
        for passage, rows in zip(passages, vectors, strict=True)
        for candidate in _of_passage(passage, passages[0].score, terms, rows, question)
        if not is_injection(candidate.text)
    ]
    candidates.sort(key=lambda c: (-c.promise, c.chunk.article, c.span.start))
    found = _weighed(query, candidates[:limit], embedder.encode)
    ranked = _once(sorted(found, key=lambda e: (-e.score, e.article, e.span.start)))
    odds = [evidence.score for evidence in ranked]
    lead = odds[0] - odds[1] if len(odds) > 1 else _ALONE
    leads = [lead, *[0.0] * len(odds)]
    return [
        replace(e, score=confidence(e.score, query.language, lead))
        for e, lead in zip(ranked, leads, strict=False)
    ]


def _once(ranked: Sequence[Evidence]) -> list[Evidence]:
    """Each sentence once, as the earliest article has it; the others are named."""
    printed: dict[str, list[Evidence]] = {}
    for evidence in ranked:
        printed.setdefault(plain(fold(evidence.text)), []).append(evidence)
    return [_first(several) for several in printed.values()]


def _first(several: Sequence[Evidence]) -> Evidence:
    first = min(several, key=lambda e: e.date or dt.date.max)
    articles = (a for e in several for a in (e.article, *e.also) if a != first.article)
    return replace(first, score=several[0].score, also=tuple(dict.fromkeys(articles)))


def _vectors(passages: Sequence[Passage], embedder: Embedder) -> list[NDArray[np.float32]]:
    """The vectors of the passages and their clauses; those that are not indexed are made."""
    missing = [p.chunk for p in passages if embedder.name not in p.vectors]
    made = embedder.passages([chunk.parts for chunk in missing])
    vectors = {chunk.id: rows for chunk, rows in zip(missing, made, strict=True)}
    return [
        vectors[p.chunk.id] if p.chunk.id in vectors else p.vectors[embedder.name] for p in passages
    ]


def _of_passage(
    passage: Passage,
    best: float,
    terms: Sequence[Weighed],
    vectors: NDArray[np.float32],
    question: NDArray[np.float32],
) -> list[_Candidate]:
    chunk = passage.chunk
    around = _share(terms, f"{chunk.title}\n{chunk.text}")
    counts = [clauses(chunk.sentence(span)) for span in chunk.sentences]
    return [
        _Candidate(
            chunk=chunk,
            span=span,
            text=chunk.sentence(span),
            cosine=_cosine_of_mean(pieces, rows, question),
            clause=float((rows @ question).max()),
            around=float(vectors[0] @ question),
            words=_share(terms, chunk.sentence(span)),
            words_around=around,
            place=passage.score - best,
            also=passage.also,
        )
        for span, pieces, rows in zip(
            chunk.sentences, counts, _split(vectors[1:], counts), strict=True
        )
    ]


def _split(
    rows: NDArray[np.float32], pieces: Sequence[Sequence[str]]
) -> Iterator[NDArray[np.float32]]:
    start = 0
    for texts in pieces:
        yield rows[start : start + len(texts)]
        start += len(texts)


def _cosine_of_mean(
    pieces: Sequence[str], rows: NDArray[np.float32], question: NDArray[np.float32]
) -> float:
    """The cosine of a sentence, its vector the mean of its clauses' by root of length."""
    import numpy as np

    mean = np.sqrt([len(piece) for piece in pieces]).astype(np.float32) @ rows
    return float(mean @ question / max(float(np.linalg.norm(mean)), 1e-9))


def _share(terms: Sequence[Weighed], text: str) -> float:
    """The share of the idf mass of the question's terms that stands in a text in any form."""
    held = Held(text)
    total = sum(weight for _, weight in terms)
    return sum(w * held.share_of(term) for term, w in terms) / total if total else 0.0


# --- weighing ----------------------------------------------------------------------------


def _weighed(query: Query, candidates: Sequence[_Candidate], encode: Encode) -> list[Evidence]:
    figures = [tuple(q for q in find(c.text) if fits(query.asked, q)) for c in candidates]
    nearness = _Nearness(query, encode, figures)
    names = _Names(query, candidates)
    return [
        _evidence(query, candidate, held, nearness, names)
        for candidate, held in zip(candidates, figures, strict=True)
    ]


def _evidence(
    query: Query,
    candidate: _Candidate,
    figures: tuple[Quantity, ...],
    nearness: _Nearness,
    names: _Names,
) -> Evidence:
    chunk = candidate.chunk
    thing = nearness.of_things(figures)
    signals = Signals(
        cosine=candidate.cosine,
        around=candidate.around,
        clause=max(candidate.cosine, candidate.clause),
        words=candidate.words,
        words_around=candidate.words_around,
        names=_share_of_names(query, names.in_sentence(candidate)),
        elsewhere=_share_of_names(query, names.elsewhere(candidate)),
        place=candidate.place,
        figure=float(bool(figures)),
        no_figure=float(query.asked.is_figure and not figures),
        counted=float(thing is not None),
        thing=thing or 0.0,
    )
    return Evidence(
        article=chunk.article,
        title=chunk.title,
        author=chunk.author,
        date=chunk.date,
        span=candidate.span,
        text=candidate.text,
        score=SENTENCE[query.language].odds(signals),
        signals=signals,
        figures=figures,
        also=candidate.also,
    )


def _share_of_names(query: Query, names: Collection[str]) -> float:
    return len(names) / len(query.names) if query.names else 0.0


class _Names:
    """Where the question's romanised names stand: in a sentence, around it, or elsewhere.

    An article about two towns counts the firms of each: the figure of one is no answer to a
    question about the other.
    """

    def __init__(self, query: Query, candidates: Sequence[_Candidate]) -> None:
        self._names = query.names
        chunks = {c.chunk.id: f"{c.chunk.title}\n{c.chunk.text}" for c in candidates}
        self._held = {key: self._in(text) for key, text in chunks.items()}

    def _in(self, text: str) -> set[str]:
        return {name for name in self._names if pinyin.holds(text, name)}

    def in_sentence(self, candidate: _Candidate) -> set[str]:
        return self._in(candidate.text)

    def elsewhere(self, candidate: _Candidate) -> set[str]:
        return set().union(*self._held.values()) - self._held[candidate.chunk.id]


class _Nearness:
    """How near counted things are to the thing that the question asks about.

    All texts are encoded at once: one at a time takes three times as long.
    """

    def __init__(
        self, query: Query, encode: Encode, figures: Sequence[tuple[Quantity, ...]]
    ) -> None:
        counted = [q.subject for held in figures for q in held if q.subject] if query.things else []
        texts = list(dict.fromkeys([*query.things, *counted])) if counted else []
        self._query = query
        self._vectors = dict(zip(texts, encode(texts), strict=True)) if texts else {}

    def of_things(self, figures: Sequence[Quantity]) -> float | None:
        """The nearest that a counted thing comes to what the question counts; None if neither."""
        pairs = [(t, q.subject) for t in self._query.things for q in figures if q.subject]
        cosines = (float(self._vectors[a] @ self._vectors[b]) for a, b in pairs)
        return max(cosines, default=None)
