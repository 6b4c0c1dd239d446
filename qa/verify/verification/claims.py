"""Saved claims: a text, the quotes it rests on, and whether they support its figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.language.quantities import find, is_article, supports
from qa.proof import marks
from qa.verify.saved import SavedAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.language.quantities import Quantity
    from qa.language.text import Span
    from qa.verify.saved import Saved, SavedFigure
    from qa.verify.verification.quotes import QuoteCheck, Shelf


class Trouble(StrEnum):
    """A kind of defect in a record."""

    CHANGED = "changed"
    GONE = "gone"
    UNSUPPORTED = "unsupported"  # a figure that no quote of the record supports
    MISSTATED = "misstated"  # a figure whose value is not what its text says
    UNCITED = "uncited"  # an answer, or a sentence of a summary, without a quote
    UNKNOWN = "unknown"  # a mark like [4] of an answer with three citations
    EDITED = "edited"  # a line of a document that differs from its record


@dataclass(frozen=True, slots=True)
class Problem:
    """A defect of a record: the quote, figure or sentence that does not hold, and its article."""

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
    """Return the claims of a record, each with the quotes it rests on, in the record's order."""
    record = saved.record
    if isinstance(record, SavedAnswer):
        return [_answer(record, quotes)] if record.answered else []
    claims, used = [], 0
    for sentence in record.sentences:
        count = len(sentence.citations)
        claims.append(Claim(marks.blanked(sentence.text), quotes[used : used + count]))
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
    unknown = tuple(f"[{n}]" for n in marks.numbers(text) if not 1 <= n <= known)
    return Claim(marks.blanked(text), quotes, unknown)


def _held(quotes: Iterable[QuoteCheck], shelf: Shelf) -> list[Quantity]:
    """Return the figures of the quotes that hold, read in the context of their articles."""
    found: list[Quantity] = []
    for check in quotes:
        text = shelf.text(check.now.article) if check.now else None
        if check.now and text is not None:
            found += _whole(*_around(text, check.now.span))
    return found


def _around(text: str, span: Span) -> tuple[str, Span]:
    """Return the line around a quote, cut to what matters, and the place of the quote in it."""
    first = max(text.rfind("\n", 0, span.start) + 1, span.start - _CONTEXT)
    line_end = text.find("\n", span.end)
    last = min(line_end if line_end >= 0 else len(text), span.end + _CONTEXT)
    return text[first:last], span.shifted(-first)


_CONTEXT = 60


@lru_cache(maxsize=4096)  # many answers cite a popular sentence
def _whole(around: str, span: Span) -> tuple[Quantity, ...]:
    """Return the figures of a quote, without those it cuts: the 30个 of 130个 is not a figure."""
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
    # Out of its sentence a figure may be read differently: the 68.7 of "68.7和69.1个百分点".
    return any(supports(one, figure) or one.text == figure.text for one in held)


def misstated(
    figures: Sequence[SavedFigure], claims: Sequence[Claim], shelf: Shelf
) -> Iterator[Problem]:
    """Yield listed figures that stand in no quote, or whose value is not what the record says."""
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
