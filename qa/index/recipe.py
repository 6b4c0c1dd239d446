"""Recipe: how an index is made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.index import generations
from qa.index.planning import chunking_key
from qa.index.rows import Generation

if TYPE_CHECKING:
    from qa.articles.chunking import Chunking
    from qa.index.embedding import Embedder


@dataclass(frozen=True, slots=True)
class Recipe:
    """How an index is made. Another recipe, another index."""

    embedders: tuple[Embedder, ...]
    chunking: Chunking
    vectors: str = generations.LOCAL
    workers: int = 1  # processes that embed, if there is much to embed

    def generation(self, number: int, chunks: int) -> Generation:
        return Generation(
            number=number,
            embedders=tuple((e.name, e.dimensions) for e in self.embedders),
            chunking=chunking_key(self.chunking),
            chunks=chunks,
            vectors=self.vectors,
        )

    def made(self, generation: Generation | None) -> bool:
        """Whether this generation, if there is one, was made by this recipe."""
        if generation is None:
            return True
        same = self.generation(generation.number, generation.chunks)
        return generation == replace(same, deleted=generation.deleted)
