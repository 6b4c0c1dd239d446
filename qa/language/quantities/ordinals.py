"""Ordinals: 第二十次, 首批, 20th, third, No. 3, Line 2, top 10, 十四五."""

from __future__ import annotations

import re
from decimal import Decimal

from qa.language.quantities import idioms, numerals
from qa.language.quantities.measures import Measure
from qa.language.quantities.units import UNITS, Kind, Unit, lookup

_TOP = re.compile(r"(?:[Tt]op|Fortune(?: Global)?|Global)[ -](\d{2,4})(?![\d.,]\d|[\d%])")
_NO = re.compile(r"(?:[Nn]o\.|No)[ \u00a0]?(\d{1,6})(?![\d.,]\d)")
_NTH = re.compile(r"(\d{1,6})(?:st|nd|rd|th)(?![A-Za-z])", re.I)
_CONGRESS = re.compile("(?:十([七八九])|(二十))大(?![重类项产主])")
# Things named by a number: Line 2 is 2号线, and counts nothing.
_NUMBERED = re.compile(
    r"\b(?:line|phase|terminal|article|building|gate|runway|chapter|stage|round|batch|group|unit"
    r"|platform|level|tier|route|season|episode|volume|section|type|class|grade|zone) $",
    re.I,
)
_BARE = re.compile(r"\d{1,3}(?![\d%]|[.,]\d|[ -]?(?:[mbtr]+illion|thousand|per ?cent|%))")
_DETERMINER = re.compile(r"(?:the|its|their|his|her|our|a|'s|’s|this|every) $", re.I)
_NOT_FIRST = re.compile(r" (?:of all|place|half|and foremost|step|glance|name|lady)\b")


def read(text: str, pos: int, floor: int) -> Measure | None:
    """Read the ordinal at `pos` of a folded text.

    >>> read("第二十次会议", 0, 0).value
    Decimal('20')
    """
    char = text[pos]
    if char == "第":
        return _marked(text, pos)
    if char == "首":
        return _first(text, pos)
    if char.isascii():
        return _digits(text, pos, floor) if char.isdigit() else _word(text, pos, floor)
    return _session(text, pos) if char in "十二" else None


def _digits(text: str, pos: int, floor: int) -> Measure | None:
    if match := _NTH.match(text, pos):
        return _nth(pos, match.end(), int(match[1]))
    bare = _BARE.match(text, pos)
    if bare is None or not _NUMBERED.search(text, max(floor, pos - 10), pos):
        return None
    after = bare.end() + (text[bare.end() : bare.end() + 1] == " ")
    measured = lookup(text, after)  # "the line 300 km long"
    return None if measured else _nth(pos, bare.end(), int(bare[0]))


def _nth(start: int, end: int, value: int, unit: Unit | None = None) -> Measure:
    return Measure(start, end, Decimal(value), unit=unit, kind=Kind.ORDINAL)


def _first(text: str, pos: int) -> Measure | None:
    unit = text[pos + 1 : pos + 2]
    return _nth(pos, pos + 2, 1, UNITS.get(unit)) if unit and unit in idioms.ORDINAL_HAN else None


def _session(text: str, pos: int) -> Measure | None:
    """Read 十四五 as the 14th plan, 二十大 as the 20th congress, but not 十大 (ten big ones)."""
    if plan := idioms.plan(text, pos):
        return _nth(pos, *plan)
    match = _CONGRESS.match(text, pos)
    if match is None:
        return None
    return _nth(pos, match.end(), 20 if match[2] else 17 + "七八九".index(match[1]))


def _marked(text: str, pos: int) -> Measure | None:
    start = pos + 1 + (text[pos + 1 : pos + 2] == " ")
    number = numerals.read(text, start) if text[start : start + 1] in idioms.NUMERALS else None
    if number is None or number.upper is not None or number.hedge:
        return None
    if number.value != number.value.to_integral_value():
        return None
    unit = lookup(text, number.end)
    # In 第二首相 the 首 does not count songs.
    if unit is None or unit[1].kind not in {Kind.COUNT, Kind.ORDINAL} or unit[1].name == "首":
        return _nth(pos, number.end, int(number.value))
    return _nth(pos, unit[0], int(number.value), unit[1])


def _word(text: str, pos: int, floor: int) -> Measure | None:
    if match := _NO.match(text, pos):
        return _nth(pos, match.end(), int(match[1]))
    if match := _TOP.match(text, pos):
        return _nth(pos, match.end(), int(match[1]), UNITS["强"])
    end = idioms.run_end(text, pos)
    value = idioms.ORDINALS.get(text[pos:end].lower())
    if value is None or text[end : end + 1] == "s":
        return None
    named = _DETERMINER.search(text, max(floor, pos - 6), pos)
    if value == 1 and (not named or _NOT_FIRST.match(text, end)):
        return None
    return _nth(pos, end, value)
