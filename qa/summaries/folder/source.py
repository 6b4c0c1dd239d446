"""Source: what a folder of summaries is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from qa.index.embedding import Embedder
    from qa.models.meter import Meter
    from qa.settings import Settings


class Source(Protocol):
    """The settings of a corpus, what weighs its sentences, and what counts its calls."""

    @property
    def settings(self) -> Settings: ...
    @property
    def weigher(self) -> Embedder: ...
    @property
    def meter(self) -> Meter: ...
