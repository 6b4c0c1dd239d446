"""An embedder that makes each vector once, for indexes that have nearly all text in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from qa.index.embedding import Embedder

    Vector = NDArray[np.float32]

_MOST = 20_000  # vectors of each kind: 40 MB at 512 numbers each


class Remembering:
    """An embedder that remembers the vectors it made in this run.

    All other attributes, such as the counters of an embedder at a server, are the embedder's.
    """

    spawned_as = None

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.name = embedder.name
        self._texts: dict[str, Vector] = {}
        self._passages: dict[tuple[str, ...], Vector] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._embedder, name)

    @property
    def dimensions(self) -> int:
        return self._embedder.dimensions

    def query(self, text: str) -> Vector:
        return self._embedder.query(text)

    def encode(self, texts: Sequence[str]) -> Vector:
        import numpy as np

        if not texts:
            return self._embedder.encode(texts)
        if len(self._texts) > _MOST:
            self._texts.clear()
        if new := [text for text in dict.fromkeys(texts) if text not in self._texts]:
            self._texts |= zip(new, self._embedder.encode(new), strict=True)
        return np.stack([self._texts[text] for text in texts])

    def passages(self, passages: Sequence[Sequence[str]]) -> list[Vector]:
        wanted = [tuple(parts) for parts in passages]
        if len(self._passages) > _MOST // 10:  # a passage has several vectors
            self._passages.clear()
        if new := [parts for parts in dict.fromkeys(wanted) if parts not in self._passages]:
            self._passages |= zip(new, self._embedder.passages(new), strict=True)
        return [self._passages[parts] for parts in wanted]
