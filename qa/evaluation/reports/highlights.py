"""Highlights: the parts of a text to mark: the gold in what was read, and what has changed."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from qa.evaluation.scores import same_figure
from qa.language.quantities import find
from qa.language.text import Span
from qa.proof.citations import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.evaluation.cases import Case, Gold

_LONGEST = 2000  # characters: two long texts of one repeated letter take minutes to compare


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text. `mark` is "gold", "answer", "added", "removed", or "" where it is plain."""

    text: str
    mark: str = ""


def gold(case: Case, article: str, quote: str, also: tuple[str, ...] = ()) -> list[Piece]:
    """Mark the gold in a sentence, and the answer within the gold; a reprint has it too.

    The pieces make up the sentence. If the case names no place, anything that answers is marked.
    """
    golds = [each for each in case.expected.gold if each.article in {article, *also}]
    marks = [""] * len(quote)
    if case.expected.gold and not golds:
        return _pieces(quote, marks)
    for each in golds:
        _mark(marks, _within(each, quote), "gold")
    quoted = any(each.quote for each in golds)
    for span in _answers(case, quote):
        if not quoted or "gold" in marks[span.start : span.end]:
            _mark(marks, span, "answer")
    return _pieces(quote, marks)


def _within(each: Gold, quote: str) -> Span | None:
    """Find a gold in a sentence; all of the sentence if it is only a part of the gold."""
    if not each.quote:
        return None
    if found := locate(each.quote, quote):
        return found
    return Span(0, len(quote)) if locate(quote, each.quote) else None


def _answers(case: Case, quote: str) -> Iterator[Span]:
    expected = case.expected
    wanted = [figure for written in expected.figures for figure in find(written)[:1]]
    for held in find(quote) if wanted else ():
        if any(same_figure(each, held) for each in wanted):
            yield held.span
    for text in (*expected.texts, *expected.contains):
        if found := locate(text, quote):
            yield found


def _mark(marks: list[str], span: Span | None, mark: str) -> None:
    if span:
        marks[span.start : span.end] = [mark] * (span.end - span.start)


def _pieces(text: str, marks: list[str]) -> list[Piece]:
    pieces: list[Piece] = []
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or marks[i] != marks[start]:
            pieces.append(Piece(text[start:i], marks[start]))
            start = i
    return pieces


def difference(before: str, now: str) -> list[Piece]:
    """Mark what was removed from an answer and what was added since; what stayed is plain.

    >>> [(piece.text, piece.mark) for piece in difference("130个", "150个")]
    [('1', ''), ('3', 'removed'), ('5', 'added'), ('0个', '')]
    """
    if max(len(before), len(now)) > _LONGEST:
        whole = [Piece(before, "removed"), Piece(now, "added")]
        return [Piece(now)] if before == now else [piece for piece in whole if piece.text]
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece(before[a:b]))
            continue
        pieces += [Piece(before[a:b], "removed")] if a < b else []
        pieces += [Piece(now[c:d], "added")] if c < d else []
    return pieces
