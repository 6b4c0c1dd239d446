"""Estimates of what an index run would send to a server that counts tokens, before it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from qa.articles.chunking import Chunking
from qa.errors import IndexBroken
from qa.index.catalog import Catalog
from qa.index.planning import chunking_key, plan
from qa.index.schema import exists

if TYPE_CHECKING:
    from pathlib import Path

    from qa.index.embedding import Metered
    from qa.index.rows import Entry, Failure
    from qa.models.prices import Money
    from qa.settings import Settings

# Up to these limits the user is not asked.
MOST_TOKENS = 1_000_000
MOST_MONEY = Decimal("0.10")  # dollars, or the currency that the model is priced in
# Before a file is read, only its size in bytes is known. In UTF-8, Chinese articles have 0.40 to
# 0.50 tokens of cl100k_base per byte, English ones a quarter of a token.
TOKENS_A_BYTE = 0.5


@dataclass(frozen=True, slots=True)
class Estimate:
    """An upper estimate of what would be sent. `cost` is None if the price is unknown."""

    model: str
    files: int
    tokens: int
    cost: Money | None

    @property
    def large(self) -> bool:
        """True if the user has to be asked first."""
        dear = self.cost is not None and self.cost.amount > MOST_MONEY
        return self.tokens > MOST_TOKENS or dear

    def __str__(self) -> str:
        cost = f", {self.cost}" if self.cost else ""
        return f"{self.files:,} articles, at most about {self.tokens:,} tokens{cost}"


def estimate(settings: Settings, embedder: Metered, *, rebuild: bool) -> Estimate:
    """Estimate from the sizes of the files what an index run with these settings would embed.

    Articles that have their vectors already are not sent again, even after a change of the
    embedder and back. Raises IndexBroken, unless a broken index is to be made anew.
    """
    try:
        have, failures = _embedded(settings.index, embedder.name)
    except IndexBroken:
        if not rebuild:
            raise
        have, failures = {}, {}
    chunking = chunking_key(Chunking(settings.chunk_tokens))
    todo = plan(settings.articles, have, failures, chunking).look_at
    tokens = int(sum(found.size for _, found in todo) * TOKENS_A_BYTE)
    return Estimate(embedder.model, len(todo), tokens, embedder.cost(tokens))


def _embedded(index: Path, embedder: str) -> tuple[dict[str, Entry], dict[str, Failure]]:
    """Return the articles that have all their vectors, staged ones too, and unreadable files."""
    if not exists(index):
        return {}, {}
    with Catalog.open(index) as catalog:
        live, staged = (catalog.staged_with([embedder], live=live) for live in (True, False))
        return live | staged, catalog.failures()
