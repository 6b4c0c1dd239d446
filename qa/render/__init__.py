"""What the terminal shows."""

from qa.render.answers import answer
from qa.render.articles import article, hits
from qa.render.digests import digest
from qa.render.drafts import drafting
from qa.render.index import findings, status, synced
from qa.render.summaries import summary
from qa.render.terminal import broken, err, error, note, out
from qa.render.usage import total, usage

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
