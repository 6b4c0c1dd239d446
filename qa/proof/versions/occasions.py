"""Occasions: the days that a figure of a sentence is of, and whether two figures share them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.language.time import named

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from qa.language.text import Span
    from qa.language.time import Period
    from qa.search.evidence import Evidence

# Where a sentence names no time, a closing price is of the day it is published, and a
# year-on-year rise is of a report published about then.
_OF_ITS_DAY = re.compile(
    "收盘|收报|收涨|收跌|开盘|盘中|早盘|午盘|午后|尾盘|发稿|当[日天晚]|日内|单日"
)
_OF_A_REPORT = re.compile("同比|环比|本期|报告期|当[月年季周]")
_AS_OF = re.compile(r"(?:截至|截止|截止到|截至到|到|至)$")
# 近三年 written in December and in January is one time; November and December are two.
_TOLERANCE = 0.05
# Reports this many days apart are of one month: a month's figures come out within two weeks.
_ONE_REPORT = 15


@dataclass(frozen=True, slots=True)
class Occasion:
    """The days that a figure is of; an equal occasion begins and ends within `slack` days."""

    first: dt.date
    last: dt.date
    slack: float

    def equals(self, other: Occasion) -> bool:
        slack = max(self.slack, other.slack)
        firsts, lasts = abs((self.first - other.first).days), abs((self.last - other.last).days)
        return firsts <= slack and lasts <= slack


def apart(one: Sequence[Occasion], other: Sequence[Occasion]) -> bool:
    """Tell whether two figures both have a time, but not the same one: a series."""
    return bool(one and other) and not any(a.equals(b) for a in one for b in other)


def until(found: Sequence[Occasion]) -> dt.date | None:
    """Return the last day that a figure is of, if its sentence or title gives one."""
    return max((occasion.last for occasion in found), default=None)


def occasions(evidence: Evidence, figure: Span, clause: Span) -> Iterator[Occasion]:
    """Yield the times of a figure: those of its clause, else the last before, else the title's.

    A rise or a closing price without a time before it has the day of publication.
    """
    text, published = evidence.text, evidence.date
    found = [p for p in named(text, published) if not meet(p.span, figure)]
    within = [p for p in found if meet(p.span, clause)]
    before = [p for p in found if p.span.end <= clause.start]
    said = text[: clause.end]
    if within or before:
        yield from (_occasion(p, text, published) for p in within or before[-1:])
    elif published and _OF_ITS_DAY.search(said):
        yield Occasion(published, published, 0)
    elif published and _OF_A_REPORT.search(said):
        yield Occasion(published, published, _ONE_REPORT)
    else:
        titled = named(evidence.title, published)
        yield from (_occasion(p, evidence.title, published) for p in titled)


def _occasion(period: Period, text: str, published: dt.date | None) -> Occasion:
    """Return the days that a period stands for, and their slack.

    截至2021年底 is its last day, as 截至2021年12月31日 is; 8月以来 lasts until publication.
    """
    if _AS_OF.search(text[: period.span.start]):
        return Occasion(period.last, period.last, 0)
    until_now = period.last == published and period.days > 1
    return Occasion(
        period.first,
        period.last,
        max(_TOLERANCE * period.days, _ONE_REPORT if until_now else 0),
    )


def meet(one: Span, other: Span) -> bool:
    """Tell whether two spans have a character in common."""
    return one.start < other.end and other.start < one.end
