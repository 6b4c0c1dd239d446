"""Estimates: what an index run would send to a server that counts tokens, before it is sent."""

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

# What is spent without a question.
MOST_TOKENS = 1_000_000
MOST_MONEY = Decimal("0.10")  # dollars, or of the currency that the model is priced in
# Bytes are what is known of a file before it is read. In UTF-8, Chinese articles have 0.40 to
# 0.50 tokens of cl100k_base a byte, English ones a quarter.
TOKENS_A_BYTE = 0.5


@dataclass(frozen=True, slots=True)
class Estimate:
    """What would be sent: not more than about that. `cost` is None for an unknown price."""

    model: str
    files: int
    tokens: int
    cost: Money | None

    @property
    def large(self) -> bool:
        """Whether it is to be asked about first."""
        dear = self.cost is not None and self.cost.amount > MOST_MONEY
        return self.tokens > MOST_TOKENS or dear

    def __str__(self) -> str:
        cost = f", {self.cost}" if self.cost else ""
        return f"{self.files:,} articles, at most about {self.tokens:,} tokens{cost}"


def estimate(settings: Settings, embedder: Metered, *, rebuild: bool) -> Estimate:
    """What an index run with these settings would have embedded, by the sizes of the files.

    What has its vectors already, after a change of the embedder and back too, is not sent
    again. Raises IndexBroken, unless a broken index is to be made anew.
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
    """The articles that have all their vectors, staged ones too, and the unreadable files."""
    if not exists(index):
        return {}, {}
    with Catalog.open(index) as catalog:
        live, staged = (catalog.staged_with([embedder], live=live) for live in (True, False))
        return live | staged, catalog.failures()
