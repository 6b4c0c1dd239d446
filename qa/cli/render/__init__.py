"""Rendering: results as the terminal shows them."""

from qa.cli.render.answers import answer
from qa.cli.render.articles import article, hits
from qa.cli.render.digests import digest
from qa.cli.render.drafts import drafting
from qa.cli.render.index import findings, status, synced
from qa.cli.render.summaries import summary
from qa.cli.render.terminal import broken, err, error, note, out
from qa.cli.render.usage import total, usage

__all__ = [
    "answer",
    "article",
    "broken",
    "digest",
    "drafting",
    "err",
    "error",
    "findings",
    "hits",
    "note",
    "out",
    "status",
    "summary",
    "synced",
    "total",
    "usage",
]
