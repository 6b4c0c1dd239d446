"""The recipe by which an index is made."""

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
    """The way an index is made; a change of anything but `workers` makes it anew."""

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
        """Tell whether this recipe made this generation; True if there is none yet."""
        if generation is None:
            return True
        same = self.generation(generation.number, generation.chunks)
        return generation == replace(same, deleted=generation.deleted)
