"""Keys: digests of what a summary is made from, and how; equal keys mean equal summaries."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.summaries.summary import Form


@dataclass(frozen=True, slots=True)
class Recipe:
    """The way in which summaries are made; another recipe makes other summaries.

    `maker` is the name of the model, or of the embedder. `made` is what else they depend on:
    `summarization.recipe()` with a model, and for excerpts the version of the choice.
    """

    mode: str
    maker: str
    form: Form
    made: str
    window: int = 0

    def key(self, content_hash: str) -> str:
        """Return the key of the summary of an article with this content."""
        how = json.dumps([content_hash, asdict(self)], sort_keys=True)
        return hashlib.sha256(how.encode()).hexdigest()
