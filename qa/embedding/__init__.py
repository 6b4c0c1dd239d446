"""Embedders: text to unit vectors. The protocol, and the choice by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from qa.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

DEFAULT = "use"
EMBEDDERS = (DEFAULT, "e5")


class Embedder(Protocol):
    """Turns texts into vectors of length 1, so that a dot product is a cosine.

    `name` names the vectors: those of another name are not comparable.
    """

    name: str
    dimensions: int

    def query(self, text: str) -> NDArray[np.float32]:
        """What passages are compared with to find those about a question, shape (dimensions,).

        It may have another length than 1: that changes no order.
        """

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of short texts that are compared with one another, one row a text."""

    def passages(self, passages: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
        """For each passage, given as its parts, shape (1 + parts, dimensions) or (1, dimensions).

        The first row is the passage's own vector, the others are its parts'. An embedder that
        would have to encode a passage twice for them may leave them out.
        """


def choose(name: str) -> Embedder:
    """The embedder of this name, its model not yet loaded. Raises UsageError."""
    if name == DEFAULT:
        from qa.embedding.use import UniversalSentenceEncoder

        return UniversalSentenceEncoder()
    if name == "e5":
        from qa.embedding.e5 import E5

        return E5()
    raise UsageError(
        f"there is no embedder named {name!r}", f"--embedder takes {', '.join(EMBEDDERS)}"
    )


def choose_all(names: str) -> tuple[Embedder, ...]:
    """The embedders of a setting such as `use+e5`, in that order. Raises UsageError."""
    return tuple(choose(name.strip()) for name in dict.fromkeys(names.split("+")))
