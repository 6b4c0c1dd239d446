"""Claims that were saved: a text with the quotes it rests on, and whether they bear its figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.language.quantities import find, is_article, supports
from qa.verify.saved import SavedAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.language.quantities import Quantity
    from qa.language.text import Span
    from qa.verify.saved import Saved, SavedFigure
    from qa.verify.verification.quotes import QuoteCheck, Shelf


class Trouble(StrEnum):
    """What no longer holds in a record."""

    CHANGED = "changed"
    GONE = "gone"
    UNSUPPORTED = "unsupported"  # a figure that no quote of the record supports
    MISSTATED = "misstated"  # a figure whose value is not what its text says
    UNCITED = "uncited"  # an answer, or a sentence of a summary, without a quote
    UNKNOWN = "unknown"  # a mark like [4] of an answer with three citations
    EDITED = "edited"  # a line of a document that its record gives otherwise


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not hold: the quote, figure or sentence, and its article."""

    trouble: Trouble
    text: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A text that rests on some quotes: an answer, or a sentence of a summary."""

    text: str
    quotes: Sequence[QuoteCheck]
    unknown: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[Quantity, ...]:
        return _said(self.text)

    def problems(self, shelf: Shelf) -> Iterator[Problem]:
        if not self.quotes:
            yield Problem(Trouble.UNCITED, self.text)
            return
        held = _held(self.quotes, shelf)
        for figure in self.figures:
            if not _borne(figure, held):
                yield Problem(Trouble.UNSUPPORTED, figure.text)
        yield from (Problem(Trouble.UNKNOWN, mark) for mark in self.unknown)


@lru_cache(maxsize=64)
def _said(text: str) -> tuple[Quantity, ...]:
    return tuple(figure for figure in find(text) if not is_article(figure))


def claims_of(saved: Saved, quotes: Sequence[QuoteCheck]) -> list[Claim]:
    """What a record says, with the quotes that each part rests on, in the order of the record."""
    record = saved.record
    if isinstance(record, SavedAnswer):
        return [_answer(record, quotes)] if record.answered else []
    claims, used = [], 0
    for sentence in record.sentences:
        count = len(sentence.citations)
        claims.append(Claim(_unmarked(sentence.text), quotes[used : used + count]))
        used += count
    return claims


def _answer(record: SavedAnswer, quotes: Sequence[QuoteCheck]) -> Claim:
    text = record.answer
    for version in record.versions:  # "152 (2022-01-08, 3 firms, one aim)": a date and a title
        day = re.escape(version.date) if version.date else r"[^\d（）()]{0,12}"
        text = re.sub(rf"\s?[（(]{day}[，,]\s?{re.escape(version.title)}[）)]", " ", text)
    if record.mode != "model":  # brackets in a sentence of an article are the article's own
        return Claim(text, quotes)
    known = len(record.citations)
    marks = dict.fromkeys(mark for list_ in _MARK.findall(text) for mark in _NUMBER.findall(list_))
    unknown = tuple(f"[{mark}]" for mark in marks if not 1 <= int(mark) <= known)
    return Claim(_unmarked(text), quotes, unknown)


_MARK = re.compile(r"\s*\[\s*\d{1,3}(?:\s*[,，、]\s*\d{1,3})*\s*\]")
_NUMBER = re.compile(r"\d+")


def _unmarked(text: str) -> str:
    return _MARK.sub(" ", text)


def _held(quotes: Iterable[QuoteCheck], shelf: Shelf) -> list[Quantity]:
    """The figures of the quotes that hold, as their articles have them."""
    found: list[Quantity] = []
    for check in quotes:
        text = shelf.text(check.now.article) if check.now else None
        if check.now and text is not None:
            found += _whole(*_around(text, check.now.span))
    return found


def _around(text: str, span: Span) -> tuple[str, Span]:
    """The line in which a quote stands, as far as it matters, and its place there."""
    first = max(text.rfind("\n", 0, span.start) + 1, span.start - _CONTEXT)
    line_end = text.find("\n", span.end)
    last = min(line_end if line_end >= 0 else len(text), span.end + _CONTEXT)
    return text[first:last], span.shifted(-first)


_CONTEXT = 60


@lru_cache(maxsize=4096)  # a popular sentence is cited by many answers
def _whole(around: str, span: Span) -> tuple[Quantity, ...]:
    """The figures of a quote, without those that it cuts: 30个 is no figure of 130个."""
    cut = [
        figure
        for figure in find(around)
        if figure.start < span.start < figure.end or figure.start < span.end < figure.end
    ]
    return tuple(
        figure
        for figure in find(span.of(around))
        if not any(
            c.start < figure.end + span.start and figure.start + span.start < c.end for c in cut
        )
    )


def _borne(figure: Quantity, held: Sequence[Quantity]) -> bool:
    # A figure out of its sentence may be read otherwise: the 68.7 of "68.7和69.1个百分点".
    return any(supports(one, figure) or one.text == figure.text for one in held)


def misstated(
    figures: Sequence[SavedFigure], claims: Sequence[Claim], shelf: Shelf
) -> Iterator[Problem]:
    """Listed figures that are not worth what the record says, or stand in no quote."""
    held = [q for claim in claims for q in _held(claim.quotes, shelf)]
    said = {figure.text for claim in claims for figure in claim.figures}
    for figure in figures:
        read = [q for q in (*find(figure.text), *held) if q.text == figure.text]
        if figure.text not in said and not any(_borne(q, held) for q in read):
            yield Problem(Trouble.UNSUPPORTED, figure.text)
        elif figure.value and not any(_worth(figure.value, q) for q in read):
            yield Problem(Trouble.MISSTATED, f"{figure.text} = {figure.value}")


def _worth(value: str, figure: Quantity) -> bool:
    try:
        return Decimal(value) == figure.value
    except InvalidOperation:
        return False
