"""Keys: what a summary was made of and how; the same key, the same summary."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.summaries.summary import Form


@dataclass(frozen=True, slots=True)
class Recipe:
    """How summaries are made. Another recipe, other summaries.

    `made` is what else they depend on: of a model's `summarization.recipe()`, of excerpts the
    version of the choice. `maker` is the name of the model, or of the embedder.
    """

    mode: str
    maker: str
    form: Form
    made: str
    window: int = 0

    def key(self, content_hash: str) -> str:
        """The key of the summary of an article with this content."""
        how = json.dumps([content_hash, asdict(self)], sort_keys=True)
        return hashlib.sha256(how.encode()).hexdigest()
