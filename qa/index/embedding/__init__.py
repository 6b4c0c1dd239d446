"""Embedders, which turn text into unit vectors: their protocol, and the choice of one by name."""

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

    # From the name of an embedder to the dimensions of its vectors, if some are kept already.
    Remember = Callable[[str], int | None]

DEFAULT = "use"
EMBEDDERS = (DEFAULT, "openai:MODEL")


class Embedder(Protocol):
    """A maker of vectors of length 1 from texts, so that a dot product is a cosine.

    Only vectors of the same `name` are comparable.
    """

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    @property
    def spawned_as(self) -> str | None:
        """The name by which other processes make their own; None if that gains nothing."""

    def query(self, text: str) -> NDArray[np.float32]:
        """Return the vector to find passages about a question with, shape (dimensions,).

        Its length need not be 1: that changes no order.
        """

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of short texts to compare with one another, one row per text.

        They need not be comparable with those of `query` and `passages`.
        """

    def passages(self, passages: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
        """Return vectors for each passage, given as its parts.

        Their shape is (1 + parts, dimensions) or (1, dimensions). The first row is the passage's
        own vector, the others are those of its parts. An embedder that would have to encode a
        passage twice for them may leave them out.
        """


@runtime_checkable
class Metered(Protocol):
    """The additional members of an embedder whose server makes the vectors and counts tokens."""

    name: str
    model: str
    tokens_sent: int  # so far

    def cost(self, count: int) -> Money | None:
        """Return the cost of so many tokens; None if the price is not known."""

    def require_price(self) -> None:
        """Check that a limit on spending, if there is one, can be kept. Raises UsageError."""

    def close(self) -> None:
        """Close the connections to the server; the next call opens them again."""


def choose(
    name: str,
    settings: Settings | None = None,
    remembered: Remember = lambda _: None,
    meter: Meter | None = None,
) -> Embedder:
    """Return the embedder of this name, its model not yet loaded. Raises UsageError.

    For an embedder that uses a server, `settings` have its address and the meter counts its calls.
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
    """Return the embedders of a setting like `use+openai:MODEL`, in order. Raises UsageError."""
    each = dict.fromkeys(name.strip() for name in names.split("+"))
    return tuple(choose(name, settings, remembered, meter) for name in each)
