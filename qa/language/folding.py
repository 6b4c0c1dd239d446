"""Folding: a text in the form in which quotes are compared, with the way back to the text.

Two texts have the same form if they differ only in typography: full or half width, simplified or
traditional characters, space and line breaks, the shape of quote marks, dashes and dots. Nothing
else is ignored, not even the case of a letter: MW is not mW.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from qa.language.text import HAN, Span, simplified

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUOTES = dict.fromkeys("“”„‟«»「」『』〝〞〟＂", '"') | dict.fromkeys("‘’‚‛＇", "'")
_DOTS = dict.fromkeys("•‧・･", "·")  # between the parts of a foreign name
_WAVES = dict.fromkeys("～〜∼", "~")
_MARKS = {**_QUOTES, **_DOTS, **_WAVES}

# Characters without a form of their own: space, controls, zero width, direction marks.
_HIDDEN = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff"
)
_BLANK = rf"\s{_HIDDEN}"
_DASHES = "\\-‐‑‒–—―−﹘﹣－─"
_ELLIPSES = "…⋯‥"
_SQUARED = "㎟-㎦㎨㎯"  # ㎡ is m2, but ㎡5 is not m25
_RAISED = "²³₂₃"  # m² is m2, but 10² is not 102
_LETTER = rf"[^\W\d_{HAN}¹²³⁰-⁹₀-₉]"
_WORD = rf"[^\W{HAN}]|[\u0300-\u036f{_SQUARED}]"
_GAP = rf"[{_HIDDEN}]*+\s[{_BLANK}]*+"
_DIGIT_NEXT = rf"(?![{_HIDDEN}]*\d)"

# A piece of text whose form is not one character for one, or depends on its neighbours.
_PIECE = re.compile(
    # Space separates Latin words and figures (3. 5家 is not 3.5家) and means nothing elsewhere.
    rf"(?P<apart>(?<={_WORD}){_GAP}(?={_WORD})"
    rf"|(?<=\d[.,:．，：]){_GAP}(?=\d)"
    rf"|(?<=\d){_GAP}(?=[.,．，]\d))"
    rf"|(?P<blank>[{_BLANK}]+)"
    rf"|(?P<ellipsis>(?:[{_ELLIPSES}]|[.．]{{3,}})+)"
    rf"|(?P<dash>[{_DASHES}]+)"
    rf"|(?P<raised>(?<={_LETTER})[{_RAISED}]{_DIGIT_NEXT})"
    rf"|(?P<squared>[{_SQUARED}]{_DIGIT_NEXT})"
    rf"|(?P<other>.)",
    re.DOTALL,
)
_ALWAYS = rf"{_BLANK}{_DASHES}{_ELLIPSES}{_SQUARED}{_RAISED}"
_FIXED = {"apart": " ", "blank": "", "ellipsis": "…", "dash": "-"}
_BEFORE, _AFTER = 2, 2  # how far the pattern of a piece looks to each side


# (start, end) in the form, (start, end) in the text
_Place = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Folded:
    """The form of a text, and its runs of pieces that are not one character for one.

    `starts` are the places in the form where the runs begin; `runs` are the places in the text
    where they begin, each with the places of its pieces, counted from there.
    """

    form: str
    starts: list[int]
    runs: list[tuple[int, list[_Place]]]

    def source(self, start: int, end: int) -> Span | None:
        """Return the place in the text of a place in the form; None if it cuts a character.

        >>> folded("面积5㎡").source(3, 5), folded("面积5㎡").source(3, 4)
        (Span(start=3, end=4), None)
        """
        first, last = self._piece(start), self._piece(end - 1)
        if first[0] < start < first[1] or end < last[1]:
            return None
        return Span(
            first[2] if start == first[0] < first[1] else start + first[3] - first[1],
            end + last[3] - last[1],
        )

    def position(self, source: int) -> int:
        """Return the position in the form of a place in the text, or of what is left of it."""
        index = bisect_right(self.runs, source, key=itemgetter(0)) - 1
        if index < 0:
            return source
        begin, places = self.runs[index]
        return self.starts[index] + max(0, source - begin - places[-1][3]) + places[-1][1]

    def _piece(self, position: int) -> _Place:
        """Return the last piece that begins at or before a position of the form."""
        index = bisect_right(self.starts, position) - 1
        if index < 0:
            return (0, 0, 0, 0)
        length, (begin, places) = self.starts[index], self.runs[index]
        near = bisect_right(places, position - length, key=itemgetter(0)) - 1
        start, end, from_, to = places[near]
        return (start + length, end + length, from_ + begin, to + begin)


@lru_cache(maxsize=4)  # quotes of one article come one after the other
def folded(text: str) -> Folded:
    """Return the form of a text.

    >>> folded("「臺灣」 增长……３．５％").form == folded('"台湾"增长...3.5%').form
    True
    """
    plain = simplified(text)
    if len(plain) != len(text):  # no such word is in OpenCC today; offsets must not depend on that
        plain = "".join(c if len(s := simplified(c)) != 1 else s for c in text)
    forms = {character: _form(character) for character in set(plain)}
    table = {ord(c): form for c, form in forms.items() if len(form) == 1}
    parts: list[str] = []
    starts: list[int] = []
    runs: list[tuple[int, list[_Place]]] = []
    done = length = 0
    for start, end, form, places in _irregular(plain, forms):
        parts += (plain[done:start].translate(table), form)
        length += start - done
        starts.append(length)
        runs.append((start, places))
        length, done = length + len(form), end
    parts.append(plain[done:].translate(table))
    return Folded("".join(parts), starts, runs)


def _irregular(plain: str, forms: dict[str, str]) -> Iterator[tuple[int, int, str, list[_Place]]]:
    """Yield the runs of pieces that are not one character for one: start, end, form and pieces."""
    known: dict[
        tuple[str, int, int], tuple[int, str, list[_Place]]
    ] = {}  # most are a space between the same characters
    for run in _runs(forms).finditer(plain):
        start, end = run.span()
        begin = min(start, _BEFORE)
        key = plain[start - begin : end + _AFTER], begin, end - start
        if key not in known:
            known[key] = _pieces(key[0], begin, begin + end - start, forms)
        width, form, places = known[key]
        yield start, start + width, form, places


def _pieces(
    seen: str, begin: int, limit: int, forms: dict[str, str]
) -> tuple[int, str, list[_Place]]:
    """Return the length of a run, its form, and the places of its pieces."""
    form, position = "", begin
    places: list[_Place] = [(0, 0, 0, 0)]
    while position < limit and (piece := _PIECE.match(seen, position)):
        made = _FIXED.get(str(piece.lastgroup), forms[piece[0][0]])
        if piece.lastgroup in {"raised", "squared"}:
            made = unicodedata.normalize("NFKD", piece[0])
        places.append((len(form), len(form) + len(made), position - begin, piece.end() - begin))
        form, position = form + made, piece.end()
    return position - begin, form, places


def _runs(forms: dict[str, str]) -> re.Pattern[str]:
    """Return a pattern for the places in a text with these characters that need a closer look."""
    others = "".join(re.escape(c) for c in sorted(forms) if len(forms[c]) != 1)
    return _compiled(others)


@lru_cache(maxsize=64)
def _compiled(others: str) -> re.Pattern[str]:
    # A lone space between two words and a lone hyphen are left as they are.
    always = _ALWAYS.replace("\\-", "")
    return re.compile(
        rf"(?:[^\S ]|[{_HIDDEN}{_DASHES[2:]}{_ELLIPSES}{_SQUARED}{_RAISED}{others}]"
        rf"| (?![A-Za-z0-9])|(?<![A-Za-z0-9]) |-(?=[{always}-])|[.．]{{3,}})+"
    )


@cache
def _form(character: str) -> str:
    """Return the form of one character on its own."""
    if character in _MARKS:
        return _MARKS[character]
    if unicodedata.category(character) == "No":  # ① and ½ beside a digit are not 1 and 1/2
        return character
    form = unicodedata.normalize("NFKD", character)
    made_up = len(form) > 1 and any(c.isspace() or c.isdigit() for c in form)  # ㋀ is 1月
    return character if made_up else "".join(_MARKS.get(c, c) for c in form)
