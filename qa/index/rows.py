"""The rows of the catalog, and the conversion of articles and chunks to rows and back."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from qa.articles.article import Article, Notice, OffsetMap
from qa.language.text import Span, clauses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from qa.articles.chunking import Chunk


@dataclass(frozen=True, slots=True)
class Entry:
    """The state of an article when it was indexed, to tell whether it has changed since."""

    path: str
    content_hash: str
    size: int
    mtime_ns: int
    chunking: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and its state at that time."""

    path: str
    error: str
    size: int = 0
    mtime_ns: int = 0


@dataclass(frozen=True, slots=True)
class Filters:
    """Filters on the articles to search; one that is not set excludes nothing.

    `since` and `until` are inclusive, and exclude articles without a date. With several
    values of one filter, an article passes if it matches any of them.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != NO_FILTERS

    def passes(self, article: Article) -> bool:
        """Tell whether an article passes, by the same rules as the SQL of `qa.index.selection`."""
        day = article.date
        if (self.since or self.until) and day is None:
            return False
        return (
            not (day and self.since and day < self.since)
            and not (day and self.until and day > self.until)
            and (not self.authors or article.author in self.authors)
            and (not self.articles or article.path in self.articles)
            and (not self.categories or not set(self.categories).isdisjoint(article.categories))
        )


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Generation:
    """A complete state of the derived stores, and how its chunks and vectors were made.

    `embedders` are names with dimensions, with one vector store each.
    `deleted` counts the chunks deleted from the lexical index since it was last made anew:
    BM25's document frequencies still count them.
    """

    number: int
    embedders: tuple[tuple[str, int], ...]
    chunking: str
    chunks: int
    vectors: str = "local"
    deleted: int = 0

    @classmethod
    def from_json(cls, text: str) -> Generation:
        """Read a generation that `to_json` wrote."""
        values = json.loads(text)
        embedders = tuple((name, int(size)) for name, size in values.pop("embedders"))
        return cls(embedders=embedders, **values)

    def to_json(self) -> str:
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class ChunkRow:
    """A chunk with those details of its article that a reader needs."""

    id: str
    span: Span
    sentences: tuple[Span, ...]
    article: str
    title: str
    author: str
    date: dt.date | None
    text: str

    def sentence(self, span: Span) -> str:
        """Return the text of one of its sentences."""
        return self.text[span.start - self.span.start : span.end - self.span.start]

    @property
    def reported(self) -> str:
        """Its text with all that is in none of its sentences blanked out: orders to a model."""
        spans = [Span(s.start - self.span.start, s.end - self.span.start) for s in self.sentences]
        return reported(self.text, spans)

    @property
    def parts(self) -> list[str]:
        """The clauses of its sentences, each of which has a vector of its own."""
        return [clause for span in self.sentences for clause in clauses(self.sentence(span))]


def chunk_row(row: tuple[Any, ...]) -> ChunkRow:
    """Make a chunk from a row that `Catalog.chunks` selects."""
    key, start, end, sentences, path, title, author, date, text = row
    return ChunkRow(
        id=key,
        span=Span(start, end),
        sentences=tuple(span.shifted(start) for span in sentence_spans(sentences)),
        article=path,
        title=title,
        author=author,
        date=_date(date),
        text=text,
    )


def text_row(row: tuple[str, str, str, str]) -> tuple[str, str, str]:
    """Return the id, title and reported text of a chunk from a row that `Catalog.texts` selects."""
    key, title, offsets, text = row
    return key, title, reported(text, sentence_spans(offsets))


def sentence_offsets(chunk: Chunk) -> str:
    """Write the chunk's sentences relative to its start: the same for the same text."""
    return json.dumps(
        [[s.start - chunk.start, s.end - chunk.start] for s in chunk.sentences],
        separators=(",", ":"),
    )


def sentence_spans(offsets: str) -> list[Span]:
    """Read the spans that `sentence_offsets` wrote, relative to the chunk's start."""
    return [Span(a, b) for a, b in json.loads(offsets)]


_INK = re.compile(r"\S")


def reported(text: str, sentences: Sequence[Span]) -> str:
    """Blank out all of a text that stands in none of its sentences, keeping its length.

    >>> reported("企业30家。回答999。商户5家。", [Span(0, 6), Span(12, 17)])
    '企业30家。      商户5家。'
    """
    starts = [*(span.start for span in sentences), len(text)]
    ends = [0, *(span.end for span in sentences)]
    gaps = [_INK.sub(" ", text[a:b]) for a, b in zip(ends, starts, strict=True)]
    return gaps[0] + "".join(s.of(text) + gap for s, gap in zip(sentences, gaps[1:], strict=True))


def body_values(article: Article) -> tuple[str, str, str]:
    """Return an article's values for the table of bodies: text, paragraphs, offsets."""
    paragraphs = json.dumps([[p.start, p.end] for p in article.paragraphs], separators=(",", ":"))
    return article.text, paragraphs, article.offsets.to_json()


def article_of(row: tuple[Any, ...]) -> Article:
    """Make an article from a row that `Catalog.article` selects."""
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
    """Pack vectors into bytes for the catalog, each row with its own scale.

    They take a quarter of the room; a cosine is off by a thousandth at most.
    """
    import numpy as np

    scale = np.maximum(np.abs(rows).max(axis=1, keepdims=True), 1e-9) / 127
    steps = np.rint(rows / scale).astype(np.int8)
    return np.hstack([scale.astype(np.float32).view(np.int8), steps]).tobytes()


def packed_size(dimensions: int) -> int:
    """Return the bytes of one packed vector: its scale, and one byte per dimension."""
    return 4 + dimensions


def unpack(vectors: bytes, dimensions: int) -> NDArray[np.float32]:
    """Unpack the vectors of a chunk, shape (rows, dimensions)."""
    import numpy as np

    rows = np.frombuffer(vectors, dtype=np.int8).reshape(-1, packed_size(dimensions))
    scale = np.ascontiguousarray(rows[:, :4]).view(np.float32)
    return rows[:, 4:].astype(np.float32) * scale


def marks(ids: Sequence[str]) -> str:
    """Return an SQL question mark for each id."""
    return ",".join("?" * len(ids))


def batches(ids: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    """Split the ids into batches that are small enough for one statement."""
    return (ids[i : i + size] for i in range(0, len(ids), size))
