"""A choice: a place in a sentence that may answer, with any figure there taken whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.language.quantities import find
from qa.language.quantities.things import same
from qa.language.rules import on
from qa.language.text import Span, fold
from qa.reading.spans.signs import Signs
from qa.search.answer_kind import fits
from qa.search.evidence import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qa.language.quantities import Quantity
    from qa.reading.spans.windows import Window
    from qa.search.evidence import Evidence
    from qa.search.query import Query

NO_SIGNS = Signs()
# An article, and the beginning and the end of a span in it.
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that may answer; `span` is the place in the sentence of `evidence`.

    `figure` is the figure there, if it is one. `probability` is that of being the right answer.
    """

    evidence: Evidence
    span: Span
    figure: Quantity | None
    probability: float = 0.0
    signs: Signs = NO_SIGNS

    @property
    def text(self) -> str:
        return self.span.of(self.evidence.text)

    @property
    def place(self) -> Place:
        start = self.evidence.span.start
        return self.evidence.article, start + self.span.start, start + self.span.end


def overlap(one: Place, other: Place) -> bool:
    """Tell whether two places have a character in common."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def agree(one: Choice, other: Choice) -> bool:
    """Tell whether two choices give one answer: the same figure, or one text within the other."""
    if one.figure and other.figure:
        mine, theirs = one.figure, other.figure
        counted = mine.kind != "count" or mine.unit == theirs.unit or same(mine, theirs)
        return counted and (mine.value, mine.upper, mine.kind) == (
            theirs.value,
            theirs.upper,
            theirs.kind,
        )
    text, others = fold(one.text), fold(other.text)
    return text in others or others in text


# --- from a span to a choice ------------------------------------------------------------------


def of_span(
    query: Query, window: Window, span: Span, known: Mapping[tuple[str, Span], Evidence]
) -> Iterator[Choice]:
    """Yield a span of a window as a place in one of its sentences, with any figure taken whole.

    If one figure is asked for and the span reaches from one over a mark to another, it becomes
    two choices: the figure that it begins with, and the one that it ends with.
    """
    passage, chunk = window.passage, window.passage.chunk
    place = span.shifted(window.span.start)
    sentence = next((s for s in chunk.sentences if s.start <= place.start < s.end), None)
    if sentence is None:
        return
    own = known.get((chunk.article, sentence)) or bare(query, passage, sentence)
    inner = Span(place.start - sentence.start, min(place.end, sentence.end) - sentence.start)
    inner = _trimmed(own.text, inner)
    if inner.end <= inner.start:
        return
    touched = [q for q in find(own.text) if q.start < inner.end and inner.start < q.end]
    touched = [q for q in touched if fits(query.asked, q)] or touched
    between = own.text[touched[0].end : touched[-1].start] if len(touched) > 1 else ""
    several = _SEVERAL.search(fold(query.text))
    two = on("split") and query.asked.is_figure and not several and _MARK.search(between)
    ends = [touched[0].span, Span(touched[-1].start, inner.end)] if two else [inner]
    for end in ends:
        figure, whole = _whole(query, own.text, end)
        yield Choice(own, whole, figure)


_MARK = re.compile("[，,；;：:、 |]")
_EDGES = ' \t\u3000，,。；;：:、！!？?（(）)“”"‘’'
_PAIRS = [tuple(pair) for pair in ("（）", "()", "“”", "《》", "‘’", "「」")]


def _trimmed(text: str, span: Span) -> Span:
    """Strip the marks around a span, but complete a pair of which it holds only one mark."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    for opening, closing in _PAIRS:
        inside = text[start:end]
        if inside.count(opening) > inside.count(closing) and text[end : end + 1] == closing:
            end += 1
        if inside.count(closing) > inside.count(opening) and text[start - 1 : start] == opening:
            start -= 1
    return Span(start, end)


def _whole(query: Query, text: str, span: Span) -> tuple[Quantity | None, Span]:
    """Find the figure that a span is, or is part of, with its bound and its unit.

    A unit that no table knows is kept if the reader's span has it: 71.9万标箱.
    """
    touched = [q for q in find(text) if q.start < span.end and span.start < q.end]
    if not touched:
        return None, span
    if on("list") and _SEVERAL.search(fold(query.text)):
        touched = list(_listed(text, touched))
    whole = Span(min(span.start, touched[0].start), max(span.end, touched[-1].end))
    fitting = [q for q in touched if fits(query.asked, q)] or touched
    figure = fitting[0] if len(fitting) == 1 else None
    if figure is None or not (query.asked.is_figure or figure.span == whole):
        return None, whole
    after = text[figure.end : whole.end]
    unit = len(after) <= _UNIT and not _MARK.search(after)
    return figure, Span(figure.start, whole.end if unit else figure.end)


_UNIT = 4  # characters
_SEVERAL = re.compile(r"分别|各占|各有|各是|各为|\brespectively\b")
_LIST = re.compile("[、和及与]|以及")


def _listed(text: str, touched: Sequence[Quantity]) -> Sequence[Quantity]:
    """Return a figure with the others of its list: 68.7%和69.1% if one of each is asked for."""
    groups: list[list[Quantity]] = []
    for figure in find(text):
        if groups and _LIST.fullmatch(text[groups[-1][-1].end : figure.start]):
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return next((group for group in groups if touched[0] in group), touched)
