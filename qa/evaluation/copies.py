"""Copies of articles that differ from the original in one place only."""

from __future__ import annotations

import hashlib
import html
import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from qa.articles.article import Article, ArticleError, discover, parse
from qa.articles.markup.decoding import decode
from qa.index import library
from qa.language.quantities import find

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from qa.language.quantities import Quantity
    from qa.language.text import Span

_LARGEST = 100_000  # bytes of an article that may be put beside those of a case
_LOOKED_AT = 40  # articles tried, if few of a folder can be put beside them


class NoCopyError(Exception):
    """The error of a copy that cannot be made; its message says why."""


@dataclass(frozen=True)  # no slots, so that the article is read only once
class Document:
    """An article's file as a corpus has it: its path there and its bytes."""

    path: str
    raw: bytes

    @cached_property
    def article(self) -> Article:
        """The article as it is read from the file. Raises ArticleError."""
        return parse(self.raw, self.path)

    @property
    def text(self) -> str:
        return self.article.text

    @cached_property
    def figures(self) -> tuple[Quantity, ...]:
        """The figures of its text, in order."""
        return tuple(find(self.text))

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.path.encode() + b"\0" + self.raw).hexdigest()

    def beside(self, word: str) -> str:
        """Return the path of a copy: news/a.html, "newer" -> news/a-newer.txt."""
        path = PurePosixPath(self.path)
        return path.with_name(f"{path.stem}-{word}.txt").as_posix()


def edited(document: Document, span: Span, words: str) -> Document:
    """Return the file with other words at a place of its clean text; markup and head stay.

    The copy is UTF-8. Raises NoCopyError if it does not read as the text with these words: the
    place may be cut by a tag that is lost with it.
    """
    text = document.text
    return _checked(document, span, words, text[: span.start] + words + text[span.end :])


def without(document: Document, gone: Sequence[Span]) -> Document:
    """Return the file without some of its paragraphs. Raises NoCopyError."""
    left = document
    for span in sorted(gone, reverse=True):
        kept = [p.of(left.text) for p in left.article.paragraphs if p != span]
        left = _checked(left, span, "", "\n".join(kept))
    return left


def _checked(document: Document, span: Span, words: str, expected: str) -> Document:
    decoded, _ = decode(document.raw)
    raw = document.article.offsets.raw_span(span)
    made = Document(document.path, (decoded[: raw.start] + words + decoded[raw.end :]).encode())
    try:
        if made.text == expected:
            return made
    except ArticleError as error:
        raise NoCopyError(f"nothing is left to read: {error.message}") from error
    raise NoCopyError(f"{document.path} cannot be changed there: its markup goes through the place")


@lru_cache(maxsize=4)  # many cases have the same article reprinted
def retold(document: Document, path: str, author: str, date: dt.date | None) -> Document:
    """Return another file with the same title and words, by another author on another day.

    It has a plain head and plain paragraphs, whatever the original was written in.
    """
    article = document.article
    head = {"title": article.title, "author": author, "date": date.isoformat() if date else ""}
    lines = [f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in head.items() if v]
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in article.text.split("\n"))
    made = Document(path, "\n".join(["---", *lines, "---", "", f"<div>{body}</div>", ""]).encode())
    if made.text != article.text:
        raise NoCopyError(f"{document.path} reads otherwise where its words are copied")
    return made


# --- the articles there are ------------------------------------------------------------------


class Shelf:
    """The articles of some folders as documents.

    >>> Shelf(corpus.settings.articles).document("news/a.txt").path
    'news/a.txt'
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._known: dict[str, Document | None] = {}

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """All but very large articles, by path. Raises NothingIndexed if a folder is missing."""
        found = (e for root in self._folders for e in discover(root)[0])
        return tuple(sorted({e.path for e in found if e.size <= _LARGEST}))

    def document(self, path: str) -> Document | None:
        """Return an article; None if it is not there or cannot be read."""
        if path not in self._known:
            self._known[path] = self._read(path)
        return self._known[path]

    def _read(self, path: str) -> Document | None:
        place = library.locate(self._folders, path)
        if place is None:
            return None
        try:
            found = Document(path, place[1].read_bytes())
            readable = bool(found.text)
        except (OSError, ArticleError):
            return None
        return found if readable else None

    def others(self, seed: str, but: Sequence[str]) -> Iterator[Document]:
        """Yield other articles, in an order that depends only on the seed and their names."""
        order = sorted(set(self.paths) - set(but), key=lambda path: drawn(f"{seed} {path}"))
        yield from filter(None, map(self.document, order[:_LOOKED_AT]))


def drawn(seed: str) -> int:
    """Return a number that is the same for the same words on every machine."""
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8])
