"""Vectors: server embedders that are recorded on a cassette, or played from one."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from qa.index import embedding

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from qa.evaluation.cassettes import Cassette
    from qa.index.embedding import Embedder

    Vector = NDArray[np.float32]


class ReplayingEmbedder:
    """A server's embedder as it was recorded. Sentences are compared on this machine."""

    spawned_as = None

    def __init__(self, cassette: Cassette, name: str) -> None:
        self._cassette = cassette
        self.name = name

    @property
    def dimensions(self) -> int:
        return len(self._vector(_PROBE))

    def query(self, text: str) -> Vector:
        return self._vector(text)

    def encode(self, texts: Sequence[str]) -> Vector:
        return embedding.choose(embedding.DEFAULT).encode(texts)

    def passages(self, passages: Sequence[Sequence[str]]) -> list[Vector]:
        return [self._vector(" ".join(parts))[None, :] for parts in passages]

    def _vector(self, text: str) -> Vector:
        kept = self._cassette.vector(self.name, text)
        if kept is None:
            raise self._cassette.missed_vector(self.name, text)
        return unpacked(kept)


class RecordingEmbedder:
    """A server's embedder whose vectors are kept on a cassette, and are used as they are kept.

    They are rounded to half floats: what is measured while recording is what is played.
    """

    spawned_as = None

    def __init__(self, embedder: Embedder, cassette: Cassette) -> None:
        self._embedder = embedder
        self._cassette = cassette
        self.name = embedder.name

    @property
    def dimensions(self) -> int:
        return len(self.query(_PROBE))

    def query(self, text: str) -> Vector:
        kept = self._cassette.vector(self.name, text)
        return unpacked(kept) if kept else self._kept(text, self._embedder.query(text))

    def encode(self, texts: Sequence[str]) -> Vector:
        return self._embedder.encode(texts)

    def passages(self, passages: Sequence[Sequence[str]]) -> list[Vector]:
        texts = [" ".join(parts) for parts in passages]
        missing = [i for i, text in enumerate(texts) if not self._cassette.vector(self.name, text)]
        made = self._embedder.passages([passages[i] for i in missing])
        for i, rows in zip(missing, made, strict=True):
            self._kept(texts[i], rows[0])
        return [self.query(text)[None, :] for text in texts]

    def _kept(self, text: str, vector: Vector) -> Vector:
        kept = packed(vector)
        self._cassette.keep_vector(self.name, text, kept)
        return unpacked(kept)


_PROBE = "test"  # a text whose vector tells how long the vectors are


def packed(vector: Vector) -> str:
    """Encode a vector as text: half floats, little-endian, in base 64."""
    return base64.b64encode(vector.astype("<f2").tobytes()).decode()


def unpacked(text: str) -> Vector:
    """Decode a text that `packed` made into a vector of length 1."""
    import numpy as np

    vector = np.frombuffer(base64.b64decode(text), dtype="<f2").astype(np.float32)
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)
