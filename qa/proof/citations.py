"""Citations: quotes with their spans, found again in the article or marked unverified."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.language.folding import folded
from qa.language.text import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from qa.search.evidence import Evidence

    # The clean text of an article as its file is now; None if there is no such file.
    ReadText = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote and its place: `text[start:end] == quote` in the article, if `verified`.

    `also` are other articles that print the same; all of them together are one source.
    """

    article: str
    title: str
    author: str
    date: dt.date | None
    start: int
    end: int
    paragraph: int
    quote: str
    verified: bool
    also: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def cite(evidence: Evidence, read: ReadText) -> Citation:
    """Cite a sentence, looking it up in its article once more, character for character.

    The index holds the article as it was; the file may have changed since.
    """
    text = read(evidence.article)
    return Citation(
        article=evidence.article,
        title=evidence.title,
        author=evidence.author,
        date=evidence.date,
        start=evidence.span.start,
        end=evidence.span.end,
        # Paragraphs are the lines of the clean text, counted from 1.
        paragraph=text.count("\n", 0, evidence.span.start) + 1 if text else 0,
        quote=evidence.text,
        verified=text is not None and evidence.span.of(text) == evidence.text,
        also=evidence.also,
    )


# --- quotes from outside -----------------------------------------------------------------

_USEFUL = re.compile(r"[^\W_]")


def useful(quote: str) -> bool:
    """Tell whether a quote has a letter, digit or character, and not only punctuation."""
    return bool(_USEFUL.search(quote))


def locate(quote: str, text: str, near: Span | None = None) -> Span | None:
    """Find where a quote that comes from outside stands in a text; None if it does not.

    It is looked for as it is, then in the form of `language.folding`: with another width,
    script, space or quote mark it is the same quote, with another character it is not. Of
    several places, the one nearest to `near` is taken, or the first if `near` is not given.

    >>> locate("台湾产业", "2021年，臺灣 產業增长。"), locate("313个", "签约130个")
    (Span(start=6, end=11), None)
    """
    quote = quote.strip()
    if not useful(quote):
        return None
    return _exactly(quote, text, near) or _folded(quote, text, near)


def _exactly(quote: str, text: str, near: Span | None) -> Span | None:
    return _nearest(quote, text, near.start if near else 0, lambda place: _ends(place, text))


def _folded(quote: str, text: str, near: Span | None) -> Span | None:
    form, whole = folded(quote).form.strip(), folded(text)
    if not useful(form):
        return None

    def fits(place: Span) -> bool:
        source = whole.source(place.start, place.end)
        return source is not None and _ends(source, text)

    found = _nearest(form, whole.form, whole.position(near.start) if near else 0, fits)
    return whole.source(found.start, found.end) if found else None


def _ends(place: Span, text: str) -> bool:
    """Tell whether no accent follows that belongs to the last letter: cafe is not in café."""
    return place.end == len(text) or not unicodedata.combining(text[place.end])


def _nearest(quote: str, text: str, begin: int, fits: Callable[[Span], bool]) -> Span | None:
    """Find the fitting place that starts nearest to `begin`; the earlier of two as near."""
    best = None
    for place in _places(quote, text, begin, fits):
        if best and abs(place.start - begin) >= abs(best.start - begin):
            break  # later places are only farther away
        best = place
    return best


def _places(quote: str, text: str, begin: int, fits: Callable[[Span], bool]) -> Iterator[Span]:
    """Yield the places of a quote: `begin`, if it is one, and then from the first to the last.

    A place that overlaps the one before is left out, so that "aa" in a row of a million a's is
    not found a million times.
    """
    if begin > 0 and text.startswith(quote, begin) and fits(at := Span(begin, begin + len(quote))):
        yield at
    start = text.find(quote)
    while start >= 0:
        place = Span(start, start + len(quote))
        if good := fits(place):
            yield place
        start = text.find(quote, place.end if good else start + 1)
