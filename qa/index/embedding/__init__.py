"""Embedders: text to unit vectors. The protocol, and the choice by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from qa.errors import UsageError
from qa.settings import Settings, load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from qa.models.meter import Meter
    from qa.models.prices import Money

    # The dimensions of the vectors of this name, where some are kept already.
    Remember = Callable[[str], int | None]

DEFAULT = "use"
EMBEDDERS = (DEFAULT, "openai:MODEL")


class Embedder(Protocol):
    """Turns texts into vectors of length 1, so that a dot product is a cosine.

    `name` names the vectors: those of another name are not comparable.
    """

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    @property
    def spawned_as(self) -> str | None:
        """The name by which other processes make one of their own; None if that gains nothing."""

    def query(self, text: str) -> NDArray[np.float32]:
        """What passages are compared with to find those about a question, shape (dimensions,).

        It may have another length than 1: that changes no order.
        """

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of short texts that are compared with one another, one row a text.

        They need not be comparable with those of `query` and `passages`.
        """

    def passages(self, passages: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
        """For each passage, given as its parts, shape (1 + parts, dimensions) or (1, dimensions).

        The first row is the passage's own vector, the others are its parts'. An embedder that
        would have to encode a passage twice for them may leave them out.
        """


@runtime_checkable
class Metered(Protocol):
    """What an embedder has besides where a server makes the vectors, and counts the tokens."""

    name: str
    model: str
    tokens_sent: int  # so far

    def cost(self, count: int) -> Money | None:
        """What so many tokens cost; None where the price is not known."""

    def require_price(self) -> None:
        """See that a limit can be kept, where there is one. Raises UsageError."""

    def close(self) -> None:
        """Close the connections to the server; the next call opens them again."""


def choose(
    name: str,
    settings: Settings | None = None,
    remembered: Remember = lambda _: None,
    meter: Meter | None = None,
) -> Embedder:
    """The embedder of this name, its model not yet loaded. Raises UsageError.

    `settings` say where the server of one is that has one, whose calls the meter counts.
    """
    kind, _, model = name.partition(":")
    if name == DEFAULT:
        from qa.index.embedding.use import UniversalSentenceEncoder

        return UniversalSentenceEncoder()
    if kind == "openai" and model and model.isprintable():
        from qa.index.embedding.openai import OpenAIEmbedder

        return OpenAIEmbedder(model, settings or load(), remembered, meter)
    raise UsageError(
        f"there is no embedder named {name!r}",
        f"--embedder takes {', '.join(EMBEDDERS)}, or several with + between",
    )


def choose_all(
    names: str,
    settings: Settings,
    remembered: Remember = lambda _: None,
    meter: Meter | None = None,
) -> tuple[Embedder, ...]:
    """The embedders of a setting such as `use+openai:MODEL`, in that order. Raises UsageError."""
    each = dict.fromkeys(name.strip() for name in names.split("+"))
    return tuple(choose(name, settings, remembered, meter) for name in each)
