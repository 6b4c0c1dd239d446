"""Relevance: the passages on a topic, by a threshold that does not depend on their number."""

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

# The most chunks from each ranked list: a topic may have any number of articles, up to a bound.
MOST = 400
# A passage is on a topic if its share of the topic's idf mass and its meaning (its own cosine
# plus that of its best clause) add up to at least BAR, and neither is below its own minimum. Set
# by eye, on two dozen topics over 1,500 news articles: below 1.1 are articles that only mention
# the topic, and at a meaning of 0.41 a beer festival that shows a football match.
BAR: dict[Language, float] = {"zh": 1.1, "en": 1.05}
LEAST_MEANING = 0.45
LEAST_WORDS = 0.25
# If no dictionary knows half of an English topic ("vaccination"), only the meaning decides.
UNKNOWN = 0.5
BAR_OF_MEANING = 0.8


@dataclass(frozen=True, slots=True)
class Theme:
    """A topic in one language: its terms in the index, and its vector."""

    query: Query
    known: Known
    vector: Vector

    def relevance(self, passage: Passage, rows: Vector) -> float:
        """Return how relevant a passage is, 0 if it is not on the topic. `rows` are its vectors."""
        text = f"{passage.chunk.title}\n{passage.chunk.reported}"
        words, near = self._words(text), meaning(rows, self.vector)
        if self._unknown(text) > UNKNOWN:
            on = near >= BAR_OF_MEANING
        else:
            together = words + near >= BAR[self.query.language]
            on = together and words >= LEAST_WORDS and near >= LEAST_MEANING
        return words + near if on and self._named(text) else 0.0

    def fit(self, sentence: str, vector: Vector) -> float:
        """Return how relevant a sentence is, 0 to 2, for comparison with others."""
        return self._words(sentence) + max(0.0, float(vector @ self.vector))

    def _words(self, text: str) -> float:
        """Return the share of the topic's idf mass that is in a text."""
        total = sum(idf for _, idf in self.known.terms)
        held = Held(text)
        found = sum(idf * held.share_of(term) for term, idf in self.known.terms)
        return float(found / total) if total else 0.0

    def _unknown(self, text: str) -> float:
        """Return the share of the topic's idf mass that has no form to look for in a text."""
        if self.query.language == language(text):
            return 0.0
        lost = sum(idf for term, idf in self.known.terms if "".join(term.forms).isascii())
        return lost / (sum(idf for _, idf in self.known.terms) or 1.0)

    def _named(self, text: str) -> bool:
        """Tell whether a text has every name of the topic that a text on it would have."""
        held, terms = Held(text), {term.said: term for term, _ in self.known.terms}
        for name in names.find(self.query.text):
            term = terms.get(fold(name.text))
            if term and not "".join(term.forms).isascii() and not held.share_of(term):
                return False  # Turkey, which the dictionary has as 土耳其
            if names.support(name, [text]).state == "unsupported":
                return False
        return True


def themes(looks: Sequence[Look], retriever: Retriever, weigher: Embedder) -> list[Theme]:
    """Return a topic as it was given and, if a model has translated it, in Chinese.

    `weigher` is the embedder for which BAR was set.
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
    """Find the passages on a topic, in any of its languages, the most relevant first.

    Their `score` is their relevance.
    """
    wide = replace(retriever, fusion=replace(retriever.fusion, candidates=MOST))
    found = with_vectors(wide.found(looks, filters), weigher)
    rated = [
        replace(p, score=max(t.relevance(p, p.vectors[weigher.name]) for t in topic)) for p in found
    ]
    return sorted((p for p in rated if p.score), key=lambda p: (-p.score, p.chunk.id))


def leads(retriever: Retriever, weigher: Embedder, filters: Filters) -> list[Passage]:
    """Return the first passage of every article that passes the filters."""
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
    """Return passages with the vectors of an embedder, encoding those that the index lacks."""
    found = list(passages)
    missing = [p for p in found if embedder.name not in p.vectors]
    made = embedder.passages([p.chunk.parts for p in missing]) if missing else []
    rows = {p.chunk.id: {embedder.name: r} for p, r in zip(missing, made, strict=True)}
    return [replace(p, vectors={**p.vectors, **rows.get(p.chunk.id, {})}) for p in found]
