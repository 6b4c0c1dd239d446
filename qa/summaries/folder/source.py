"""Source: the corpus that a folder of summaries is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from qa.index.embedding import Embedder
    from qa.models.meter import Meter
    from qa.reading import Reader
    from qa.settings import Settings


class Source(Protocol):
    """A corpus: its settings, what weighs and reads its sentences, and what counts its calls."""

    @property
    def settings(self) -> Settings: ...
    @property
    def weigher(self) -> Embedder: ...
    @property
    def reading(self) -> Reader: ...
    @property
    def meter(self) -> Meter: ...
