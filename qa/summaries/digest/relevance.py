"""Relevance: which passages are on a topic, by a bar that does not depend on how many there are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.index.rows import unpack
from qa.language import names
from qa.language.text import fold, language
from qa.search.passages import Passage
from qa.search.retrieval import meaning
from qa.search.terms import Held

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from qa.index.embedding import Embedder
    from qa.index.rows import Filters
    from qa.language.text import Language
    from qa.search.candidates import Known
    from qa.search.query import Query
    from qa.search.retrieval import Look, Retriever

    Vector = NDArray[np.float32]

# Chunks that each list may put in front: a topic has no fixed number of articles, but a bound.
MOST = 400
# A passage is on a topic if the share of the topic's idf mass that it has, and its meaning (its
# own cosine plus that of its best clause), are together at least BAR, and neither is below its
# own least. By eye, on two dozen topics over 1,500 news articles: below 1.1 come articles that
# only mention it, and at a meaning of 0.41 a beer festival that shows a football match.
BAR: dict[Language, float] = {"zh": 1.1, "en": 1.05}
LEAST_MEANING = 0.45
LEAST_WORDS = 0.25
# Of an English topic of which no dictionary knows a half ("vaccination"), only the meaning speaks.
UNKNOWN = 0.5
BAR_OF_MEANING = 0.8


@dataclass(frozen=True, slots=True)
class Theme:
    """A topic in one language: what the index knows of it, and its vector."""

    query: Query
    known: Known
    vector: Vector

    def relevance(self, passage: Passage, rows: Vector) -> float:
        """How far a passage is on the topic; 0 where it is not. `rows` are its vectors."""
        text = f"{passage.chunk.title}\n{passage.chunk.reported}"
        words, near = self._words(text), meaning(rows, self.vector)
        if self._unknown(text) > UNKNOWN:
            on = near >= BAR_OF_MEANING
        else:
            together = words + near >= BAR[self.query.language]
            on = together and words >= LEAST_WORDS and near >= LEAST_MEANING
        return words + near if on and self._named(text) else 0.0

    def fit(self, sentence: str, vector: Vector) -> float:
        """How far a sentence is on the topic, to compare it with others: 0 to 2."""
        return self._words(sentence) + max(0.0, float(vector @ self.vector))

    def _words(self, text: str) -> float:
        """The share of the topic's idf mass that stands in a text."""
        total = sum(idf for _, idf in self.known.terms)
        held = Held(text)
        found = sum(idf * held.share_of(term) for term, idf in self.known.terms)
        return float(found / total) if total else 0.0

    def _unknown(self, text: str) -> float:
        """The share of the topic's idf mass that nobody can look up in a text."""
        if self.query.language == language(text):
            return 0.0
        lost = sum(idf for term, idf in self.known.terms if "".join(term.forms).isascii())
        return lost / (sum(idf for _, idf in self.known.terms) or 1.0)

    def _named(self, text: str) -> bool:
        """Whether no name of the topic is missing that would stand there, were it about it."""
        held, terms = Held(text), {term.said: term for term, _ in self.known.terms}
        for name in names.find(self.query.text):
            term = terms.get(fold(name.text))
            if term and not "".join(term.forms).isascii() and not held.share_of(term):
                return False  # Turkey, of which the dictionary knows 土耳其
            if names.support(name, [text]).state == "unsupported":
                return False
        return True


def themes(looks: Sequence[Look], retriever: Retriever, weigher: Embedder) -> list[Theme]:
    """A topic as it was said and, where a model has translated it, in Chinese.

    `weigher` is the embedder that the bar was set with.
    """
    return [
        Theme(look.query, retriever.known(look.query), weigher.encode([look.query.text])[0])
        for look in looks
    ]


def on_topic(
    looks: Sequence[Look],
    topic: Sequence[Theme],
    retriever: Retriever,
    weigher: Embedder,
    filters: Filters,
) -> list[Passage]:
    """The passages on a topic, in any of its languages, the most relevant first.

    Their `score` is how relevant they are.
    """
    wide = replace(retriever, fusion=replace(retriever.fusion, candidates=MOST))
    found = with_vectors(wide.found(looks, filters), weigher)
    rated = [
        replace(p, score=max(t.relevance(p, p.vectors[weigher.name]) for t in topic)) for p in found
    ]
    return sorted((p for p in rated if p.score), key=lambda p: (-p.score, p.chunk.id))


def leads(retriever: Retriever, weigher: Embedder, filters: Filters) -> list[Passage]:
    """The first passage of every article that passes the filters."""
    catalog = retriever.catalog
    chunks = catalog.chunks(catalog.select(filters, leads=True))
    dimensions = dict(retriever.generation.embedders).get(weigher.name)
    vectors = {}
    if dimensions:
        packed = catalog.vectors(list(chunks), weigher.name)
        vectors = {key: {weigher.name: unpack(blob, dimensions)} for key, blob in packed}
    found = (Passage(chunk, 0.0, (), vectors.get(key, {})) for key, chunk in chunks.items())
    return with_vectors(found, weigher)


def with_vectors(passages: Iterable[Passage], embedder: Embedder) -> list[Passage]:
    """The passages with the vectors of an embedder; those that are not indexed are made."""
    found = list(passages)
    missing = [p for p in found if embedder.name not in p.vectors]
    made = embedder.passages([p.chunk.parts for p in missing]) if missing else []
    rows = {p.chunk.id: {embedder.name: r} for p, r in zip(missing, made, strict=True)}
    return [replace(p, vectors={**p.vectors, **rows.get(p.chunk.id, {})}) for p in found]
