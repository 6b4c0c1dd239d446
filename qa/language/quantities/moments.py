"""Moments: dates and times of day as numbers that keep their precision."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

Day = tuple[int, int, int]
"""Year, month, day; 0 where the text does not say."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date at `text[start:end]`; a period has a last day `upper` of the same precision."""

    start: int
    end: int
    day: Day
    upper: Day | None = None
    clock: bool = False
    bare: bool = False  # 2021 with nothing to show that it is a year

    @property
    def value(self) -> Decimal:
        return number(self.day)

    @property
    def unit(self) -> str:
        return "hh:mm" if self.clock else pattern(self.day)


def number(day: Day) -> Decimal:
    """Return the date as one number: 20210900 for 2021年9月, 1052 for the clock time 10:52."""
    year, month, date = day
    return Decimal(year * 10000 + month * 100 + date)


def pattern(day: Day) -> str:
    """Return which parts of the date are known: YYYY-MM for September 2021."""
    parts = zip(("YYYY", "MM", "DD"), day, strict=True)
    return "-".join(part for part, known in parts if known)


def days(value: Decimal) -> Day:
    """Return the day that a number stands for, the inverse of `number`."""
    whole = int(value)
    return whole // 10000, whole // 100 % 100, whole % 100


def inherit(day: Day, other: Day) -> Day:
    """Add to `day` the year and month that only `other` states: 9月 beside 2021年8月 is in 2021."""
    year, month, date = day
    if pattern(day) == "DD" and other[1] and other[2]:
        month = other[1]
    if not year and month and bool(date) == bool(other[2]):
        year = other[0]
    return year, month, date


_CHINESE = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}


def small(numeral: str | None) -> int:
    """Read a day, month, hour or year in Chinese or ASCII digits; 0 for None."""
    if not numeral:
        return 0
    if numeral.isascii():
        return int(numeral)
    if "十" not in numeral:
        return int("".join(str(_CHINESE[c]) for c in numeral))
    tens, _, ones = numeral.partition("十")
    return 10 * (_CHINESE[tens] if tens else 1) + (_CHINESE[ones] if ones else 0)
