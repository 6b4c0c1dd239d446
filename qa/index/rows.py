"""What the catalog's rows hold, and how an article and its chunks become rows and come back."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qa.articles import Article, Notice, OffsetMap
from qa.text import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qa.chunking import Chunk


@dataclass(frozen=True, slots=True)
class Entry:
    """What an article was like when it was indexed, to tell whether it has changed since."""

    path: str
    content_hash: str
    size: int
    mtime_ns: int
    chunking: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and what it was like then."""

    path: str
    error: str
    size: int = 0
    mtime_ns: int = 0


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles to search. What is not set does not narrow anything.

    `since` and `until` are inclusive, and leave out articles without a date; several
    values of one filter widen it.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != NO_FILTERS


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Generation:
    """One whole state of the derived stores, and how its chunks and vectors were made.

    `deleted` counts the chunks deleted from the lexical index since it was last made whole:
    BM25's document frequencies still count them.
    """

    number: int
    embedder: str
    dimensions: int
    chunking: str
    chunks: int
    vectors: str = "local"
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class ChunkRow:
    """A chunk with what a reader needs of its article.

    `vectors` are half floats, one row for the chunk and one for each sentence of it.
    """

    id: str
    span: Span
    sentences: tuple[Span, ...]
    article: str
    title: str
    author: str
    date: dt.date | None
    text: str
    vectors: bytes | None

    def sentence(self, span: Span) -> str:
        """The text of one of its sentences."""
        return self.text[span.start - self.span.start : span.end - self.span.start]


def chunk_row(row: tuple[Any, ...]) -> ChunkRow:
    """A chunk from what `Catalog.chunks` selects."""
    key, start, end, sentences, path, title, author, date, text, vectors = row
    return ChunkRow(
        id=key,
        span=Span(start, end),
        sentences=tuple(Span(start + a, start + b) for a, b in json.loads(sentences)),
        article=path,
        title=title,
        author=author,
        date=_date(date),
        text=text,
        vectors=vectors,
    )


def sentence_offsets(chunk: Chunk) -> str:
    """The chunk's sentences relative to its start: the same for the same text."""
    return json.dumps(
        [[s.start - chunk.start, s.end - chunk.start] for s in chunk.sentences],
        separators=(",", ":"),
    )


def body_values(article: Article) -> tuple[str, str, str]:
    """What the table of bodies holds of an article: text, paragraphs, offsets."""
    paragraphs = json.dumps([[p.start, p.end] for p in article.paragraphs], separators=(",", ":"))
    return article.text, paragraphs, article.offsets.to_json()


def article_of(row: tuple[Any, ...]) -> Article:
    """An article from what `Catalog.article` selects."""
    path, title, author, date, categories, text, paragraphs, offsets, content_hash, notices = row
    return Article(
        path=path,
        title=title,
        author=author,
        date=_date(date),
        categories=tuple(json.loads(categories)),
        text=text,
        paragraphs=tuple(Span(a, b) for a, b in json.loads(paragraphs)),
        offsets=OffsetMap.from_json(offsets),
        content_hash=content_hash,
        notices=tuple(Notice(path, line, message) for line, message in json.loads(notices)),
    )


def _date(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def pack(rows: NDArray[np.float32]) -> bytes:
    """Vectors as the catalog keeps them: half floats, a third decimal is enough to rank."""
    import numpy as np

    return rows.astype(np.float16).tobytes()


def unpack(vectors: bytes, dimensions: int) -> NDArray[np.float32]:
    """The vectors of a chunk, shape (1 + sentences, dimensions)."""
    import numpy as np

    return np.frombuffer(vectors, dtype=np.float16).reshape(-1, dimensions).astype(np.float32)
