"""The record of an article, for JSON output."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import datetime as dt

    from qa.articles.article import Article

Record = dict[str, Any]


def of_article(article: Article) -> Record:
    """Return the record of an article."""
    return {
        "article": article.path,
        "title": article.title,
        "date": iso(article),
        "author": article.author,
        "categories": list(article.categories),
        "text": article.text,
        "paragraphs": [asdict(paragraph) for paragraph in article.paragraphs],
    }


class Dated(Protocol):
    """Anything that may have a date."""

    @property
    def date(self) -> dt.date | None: ...


def iso(dated: Dated) -> str | None:
    """Return the date of an article or of a quote, as records have it."""
    return dated.date.isoformat() if dated.date else None
