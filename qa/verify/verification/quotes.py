"""Saved quotes: whether they are still in their article, in another one, or in none."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qa.language.text import Span
from qa.proof.citations import locate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from qa.proof.citations import ReadText
    from qa.verify.saved import SavedQuote


class Fate(StrEnum):
    """The state of a saved quote today."""

    HOLDS = "holds"
    MOVED = "moved"  # it holds, at another place or in another article
    CHANGED = "changed"  # the article is there, the quote is not
    GONE = "gone"  # the article is not there


@dataclass(frozen=True, slots=True)
class Place:
    """A span of an article."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """A quote, the place where it was, and the place where it is now, if any."""

    quote: str
    was: Place
    fate: Fate
    now: Place | None

    @property
    def holds(self) -> bool:
        return self.now is not None


class Shelf:
    """A cache of the article texts read last, limited to `room` characters in all."""

    def __init__(self, read: ReadText, room: int = 20_000_000) -> None:
        self._read = read
        self._left = room
        self._texts: OrderedDict[str, str | None] = OrderedDict()

    def text(self, article: str) -> str | None:
        if article not in self._texts:
            text = self._read(article)
            self._texts[article] = text
            self._left -= _weight(text)
            while self._left < 0 and len(self._texts) > 1:
                self._left += _weight(self._texts.popitem(last=False)[1])
        self._texts.move_to_end(article)
        return self._texts[article]


def _weight(text: str | None) -> int:
    return len(text or "") + 200  # the name takes room as well


def look(quote: SavedQuote, shelf: Shelf) -> QuoteCheck:
    """Check a quote against its own article."""
    was = Place(quote.article, quote.span)
    text = shelf.text(quote.article)
    if text is None:
        return QuoteCheck(quote.quote, was, Fate.GONE, None)
    span = locate(quote.quote, text, quote.span)
    if span is None:
        return QuoteCheck(quote.quote, was, Fate.CHANGED, None)
    fate = Fate.HOLDS if span == quote.span else Fate.MOVED
    return QuoteCheck(quote.quote, was, fate, Place(quote.article, span))


def look_again(check: QuoteCheck, place: Place | None, shelf: Shelf) -> QuoteCheck:
    """Check a lost quote against another article in which it is said to stand."""
    text = shelf.text(place.article) if place else None
    span = locate(check.quote, text, place.span) if place and text is not None else None
    if place is None or span is None:
        return check
    return QuoteCheck(check.quote, check.was, Fate.MOVED, Place(place.article, span))


def standing(quotes: Collection[str], texts: Iterable[tuple[str, str]]) -> dict[str, Place]:
    """Find, for each quote, the first of the articles, (path, text), that has it word for word.

    Each article is searched once for all quotes, by its runs of eight characters.

    >>> standing(["签约130个"], [("a.txt", "无"), ("b.txt", "已签约130个项目")])
    {'签约130个': Place(article='b.txt', span=Span(start=1, end=7))}
    """
    by_gram: dict[str, list[str]] = {}
    for quote in quotes:
        by_gram.setdefault(quote[:_GRAM], []).append(quote)
    short = [gram for gram in by_gram if len(gram) < _GRAM]
    found: dict[str, Place] = {}
    for article, text in texts:
        grams = {text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1)} & by_gram.keys()
        for gram in (*short, *grams):
            for quote in by_gram[gram]:
                start = text.find(quote) if quote not in found else -1
                if start >= 0:
                    found[quote] = Place(article, Span(start, start + len(quote)))
    return found


_GRAM = 8
