"""Query to passages: chunks found by words and by meaning, their scores fused.

    score = z(chunk cosine + best sentence cosine) + lexical · coverage · z(BM25)

z standardises a score over the candidates of one question, so that two scales can be
added; coverage is the share of the question's idf mass that the corpus knows at all.
Rank fusion cannot see that a list matched nothing but digits: on English questions over
Chinese text it drops recall@1 to a third of what the vectors have alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qa.index.rows import unpack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from qa.index.catalog import Catalog
    from qa.index.generations import Stores
    from qa.index.rows import ChunkRow, Filters, Generation
    from qa.query import Query


@dataclass(frozen=True, slots=True)
class Fusion:
    """The parameters of the fusion, with where each value comes from."""

    candidates: int = 100  # of each list; what `lexical` was measured with
    # A compromise (RESULTS.md): 1.0 costs English questions 5 points of recall@1 and gives
    # Chinese ones 1; at either, BM25 alone is within 2 points of it in Chinese.
    lexical: float = 0.5


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk that was found, with what each signal gave."""

    chunk: ChunkRow
    score: float
    cosine: float
    sentence_cosines: tuple[float, ...]
    bm25: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Retriever:
    """Finds passages in one generation of the index."""

    catalog: Catalog
    stores: Stores
    generation: Generation
    fusion: Fusion = Fusion()

    def retrieve(
        self, query: Query, vector: NDArray[np.float32], k: int, filters: Filters
    ) -> list[Passage]:
        """The k best passages, best first."""
        ids = self._candidates(query, vector, k, filters)
        rows = self.catalog.chunks(ids, self.generation.embedder)
        known = [(rows[i], row) for i in ids if i in rows and (row := rows[i].vectors)]
        if not known:
            return []
        bm25 = self.stores.lexical.search(query.terms, len(known), [c.id for c, _ in known])
        coverage = self.stores.lexical.coverage(query.terms)
        cosines = [unpack(blob, self.generation.dimensions) @ vector for _, blob in known]
        lexical = np.array([bm25.get(chunk.id, 0.0) for chunk, _ in known])
        scores = fuse(cosines, lexical, coverage, self.fusion)
        return [
            Passage(
                chunk=known[i][0],
                score=float(scores[i]),
                cosine=float(cosines[i][0]),
                sentence_cosines=tuple(map(float, cosines[i][1:])),
                bm25=float(lexical[i]),
                coverage=coverage,
            )
            for i in np.argsort(-scores, kind="stable")[:k]
        ]

    def _candidates(
        self, query: Query, vector: NDArray[np.float32], k: int, filters: Filters
    ) -> list[str]:
        """Ids that either list puts in front, in an order that does not depend on chance."""
        among = self.catalog.select(filters) if filters else None
        if among is not None and not among:
            return []
        count = max(k, self.fusion.candidates)
        near = self.stores.vectors.nearest(vector, count, among)
        matching = self.stores.lexical.search(query.terms, count, among)
        return sorted({*near, *matching})


def fuse(
    cosines: Sequence[NDArray[np.float32]],
    bm25: NDArray[np.float64],
    coverage: float,
    fusion: Fusion,
) -> NDArray[np.float64]:
    """The fused score of each candidate.

    `cosines` has one array a candidate: that of the chunk, then those of its sentences.
    """
    meaning = np.array([c[0] + _best(c[1:]) for c in cosines], dtype=np.float64)
    return standardised(meaning) + fusion.lexical * coverage * standardised(bm25)


def _best(sentences: NDArray[np.float32]) -> float:
    return float(sentences.max()) if len(sentences) else 0.0


def standardised(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """The scores with mean 0 and deviation 1; all 0 where they are all alike.

    >>> standardised(np.array([1.0, 3.0])).tolist()
    [-1.0, 1.0]
    """
    deviation = scores.std()
    return (scores - scores.mean()) / deviation if deviation > 1e-9 else np.zeros_like(scores)
