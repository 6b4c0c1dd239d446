"""Retrieval: passages found by words and by meaning, their scores fused.

    score = sum over the embedders of z(meaning) + lexical · √coverage · z(BM25) + dates

    meaning = chunk cosine + best cosine of its clauses, with the question

z standardises a score over the candidates of one question, so that different scales can be
added; coverage is the share of the question's idf mass that the corpus has at all. Rank fusion
cannot see that a list matched nothing but digits: on English questions over Chinese text it
drops recall@1 to a third of what the vectors have alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from qa.index.rows import packed_size, unpack
from qa.language import pinyin
from qa.language.text import fold
from qa.language.time import weight
from qa.search.candidates import Known
from qa.search.dedupe import independent
from qa.search.passages import Passage, Signal, matched

USUAL = "use-multilingual-3"

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from qa.index.catalog import Catalog
    from qa.index.generations import Stores
    from qa.index.rows import ChunkRow, Filters, Generation
    from qa.language.text import Language
    from qa.search.query import Query
    from qa.search.terms import Term

    Vector = NDArray[np.float32]
    Scores = NDArray[np.float64]
    Forms = tuple[str, ...]
    Found = tuple[ChunkRow, dict[str, Vector]]


@dataclass(frozen=True, slots=True)
class Fusion:
    """The parameters of the fusion. Each was chosen on the benchmark of RESULTS.md."""

    candidates: int = 100  # of each list
    exact: int = 5_000  # if a filter leaves no more chunks than this, all are compared
    # Words count for more in the language of the articles than through a dictionary.
    lexical: Mapping[Language, float] = field(
        default_factory=lambda: MappingProxyType({"zh": 1.5, "en": 0.7})
    )
    # The weight of the usual embedder beside another that reads whole passages. Chosen beside
    # multilingual-e5-small.
    beside: float = 0.7
    # The weight of the question in Chinese, where a model has translated an English one.
    translated: float = 0.5
    # Half a deviation. Not tuned: the benchmark's articles have no dates of their own.
    dates: float = 0.5

    def weight(self, embedder: str, embedders: int) -> float:
        """Return the weight of an embedder's meaning, one of `embedders`."""
        return self.beside if embedders > 1 and embedder == USUAL else 1.0


@dataclass(frozen=True, slots=True)
class Look:
    """A question with its vectors by embedder."""

    query: Query
    vectors: Mapping[str, Vector]


@dataclass(frozen=True, slots=True)
class Retriever:
    """A search for passages in one generation of the index."""

    catalog: Catalog
    stores: Stores
    generation: Generation
    fusion: Fusion = Fusion()

    def terms(self, query: Query) -> tuple[Term, ...]:
        """Return the terms of a query, adding the characters that the index has for names."""
        return tuple(self._spelled(term) if term.readings else term for term in query.terms)

    def known(self, query: Query) -> Known:
        """Return what the index knows of a query."""
        terms = self.terms(query)
        forms = [term.forms for term in terms]
        lexical = self.stores.lexical
        weighed = list(zip(terms, lexical.weights(forms), strict=True))
        return Known(weighed, lexical.coverage(forms), lexical.count)

    def rarity(self, names: Sequence[str]) -> list[float]:
        """Return how rare each name is in the index, as its idf: 1 for one that no chunk has."""
        *found, most = self.stores.lexical.weights([*((fold(n),) for n in names), ("",)])
        return [idf / most for idf in found]

    def _spelled(self, term: Term) -> Term:
        occurs = self.stores.lexical.occurrences
        found = (form for r in term.readings for form in pinyin.spellings(r, occurs))
        return replace(term, forms=tuple(dict.fromkeys((*term.forms, *found))))

    def retrieve(
        self,
        query: Query,
        vectors: Mapping[str, Vector],
        k: int,
        filters: Filters,
        translated: Look | None = None,
    ) -> list[Passage]:
        """Return the k best passages, best first; `vectors` are the question's by embedder.

        `translated` is the question in the articles' language, if a model has translated it.
        """
        looks = [Look(query, vectors), *([translated] if translated else [])]
        found = self.found(looks, filters, k)
        if not found:
            return []
        terms = self.terms(query)
        idf = self.stores.lexical.weights([term.forms for term in terms])
        return [
            replace(passage, matched=matched(passage.chunk, terms, idf))
            for passage in independent(found, k, self.catalog)
        ]

    def found(self, looks: Sequence[Look], filters: Filters, k: int = 0) -> list[Passage]:
        """Return all passages at the top of any list, at least k of each list, best first.

        A passage that several articles print is returned for each. The first look is the question
        as it was asked; the second, if there is one, is a model's translation of it.
        """
        query, translated = looks[0].query, looks[1] if len(looks) > 1 else None
        forms = [[term.forms for term in self.terms(look.query)] for look in looks]
        ids = sorted(
            {
                key
                for look, each in zip(looks, forms, strict=True)
                for key in self._candidates(each, look.vectors, k, filters)
            }
        )
        found = self._known(ids)
        if not found:
            return []
        parts = self._signals(looks[0], forms[0], found, 1.0, "")
        if translated:
            share = self.fusion.translated
            parts |= self._signals(translated, forms[1], found, share, ", translated")
        if query.periods:
            parts["dates"] = self._dates(query, found)
        return list(_ranked(found, parts))

    def _signals(
        self, look: Look, forms: Sequence[Forms], found: Sequence[Found], share: float, mark: str
    ) -> dict[str, Scaled]:
        """Score the candidates by the meaning and the words of a question."""
        parts = {}
        for name, vector in look.vectors.items():
            values = np.array([meaning(rows[name], vector) for _, rows in found])
            heavy = self.fusion.weight(name, len(look.vectors))
            parts[name + mark] = scaled(values, share * heavy)
        bm25 = self.stores.lexical.search(forms, len(found), [chunk.id for chunk, _ in found])
        words = np.array([bm25.get(chunk.id, 0.0) for chunk, _ in found])
        coverage = self.stores.lexical.coverage(forms)
        heavy = self.fusion.lexical[look.query.language] * math.sqrt(coverage)
        parts["words" + mark] = scaled(words, share * heavy)
        return parts

    def _dates(self, query: Query, found: Sequence[Found]) -> Scaled:
        """Score how well the passages agree with the question's times; not standardised."""
        agree = [weight(query.periods, c.date, f"{c.title}\n{c.reported}") for c, _ in found]
        return Scaled(np.array(agree), self.fusion.dates * np.array(agree))

    def _known(self, ids: Sequence[str]) -> list[Found]:
        """Return the chunks that the catalog has, with their vectors: a server may hold others."""
        rows = self.catalog.chunks(ids)
        vectors: dict[str, dict[str, Vector]] = {key: {} for key in rows}
        for name, dimensions in self.generation.embedders:
            for key, blob in self.catalog.vectors(list(rows), name):
                vectors[key][name] = unpack(blob, dimensions)
        count = len(self.generation.embedders)
        return [(rows[i], vectors[i]) for i in ids if i in rows and len(vectors[i]) == count]

    def _candidates(
        self, forms: Sequence[Forms], vectors: Mapping[str, Vector], k: int, filters: Filters
    ) -> list[str]:
        """Return the ids at the top of any list, in an order that does not depend on chance."""
        among = self.catalog.select(filters) if filters else None
        if among is not None and not among:
            return []
        count = max(k, self.fusion.candidates)
        found = set(self.stores.lexical.search(forms, count, among))
        for name, vector in vectors.items():
            if among is None or len(among) > self.fusion.exact:
                found.update(self.stores.vectors[name].nearest(vector, count, among))
            else:
                found.update(self._nearest(name, vector, count, among))
        return sorted(found)

    def _nearest(self, name: str, vector: Vector, count: int, among: Sequence[str]) -> list[str]:
        """Find the nearest of a few chunks one by one: a graph of all may lead past all of them."""
        dimensions = dict(self.generation.embedders)[name]
        firsts = self.catalog.first_vectors(among, name, packed_size(dimensions))
        if not firsts:
            return []
        rows = unpack(b"".join(firsts.values()), dimensions)
        ids = list(firsts)
        return [ids[i] for i in np.argsort(-(rows @ vector), kind="stable")[:count].tolist()]


@dataclass(frozen=True, slots=True)
class Scaled:
    """A signal of all candidates: its values, and what they add to the scores."""

    values: Scores
    added: Scores

    def of(self, name: str, i: int) -> Signal:
        return Signal(name, float(self.values[i]), float(self.added[i]))


def _ranked(found: Sequence[Found], parts: Mapping[str, Scaled]) -> Iterator[Passage]:
    """Yield the passages by the sum of what the signals add, best first."""
    scores = np.sum([part.added for part in parts.values()], axis=0)
    for i in np.argsort(-scores, kind="stable").tolist():
        signals = tuple(part.of(name, i) for name, part in parts.items())
        yield Passage(found[i][0], float(scores[i]), signals, found[i][1])


def scaled(values: Scores, weight: float) -> Scaled:
    """Standardise and weight a signal."""
    return Scaled(values, weight * standardised(values))


def meaning(rows: Vector, question: Vector) -> float:
    """Return how near a passage is to a question: its own cosine plus the best of its clauses.

    `rows` are those of `Embedder.passages`; without clauses, the passage's own cosine counts
    twice.
    """
    cosines = rows @ question
    return float(cosines[0] + (cosines[1:].max() if len(cosines) > 1 else cosines[0]))


def standardised(scores: Scores) -> Scores:
    """Scale the scores to mean 0 and deviation 1; all become 0 if they are all alike.

    >>> standardised(np.array([1.0, 3.0])).tolist()
    [-1.0, 1.0]
    """
    deviation = scores.std()
    return (scores - scores.mean()) / deviation if deviation > 1e-9 else np.zeros_like(scores)
