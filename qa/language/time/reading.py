"""Periods of a text: candidates, read, narrowed, joined or opened.

`qa.language.quantities.dates` knows how dates are written; this module adds today, and the words
around a date: 2020年底, since 2019, 去年9月, 2020年底至今年2月.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.language.quantities import dates, idioms
from qa.language.quantities.units import lookup
from qa.language.text import Span
from qa.language.time import words
from qa.language.time.calendar import Calendar, Days, Part, Period, edge, whole
from qa.language.time.starts import START, cased

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from qa.language.quantities.moments import Moment

# Of 3,736 months that 20,000 dated news articles name without a year, 532 are one to three months
# after that of the article, 102 are four after it: 10月 in September is the month to come.
AHEAD = 3


def periods(question: str, today: date | None) -> list[Period]:
    """Find the periods that a question names, in order, as they are meant today.

    Without `today`, only those that name their own year.

    >>> [p.first for p in periods("去年签约了多少个项目", date(2022, 1, 8))]
    [datetime.date(2021, 1, 1)]
    """
    return list(_periods(cased(idioms.fold(question)), Calendar(today)))


def spoken(text: str, today: date) -> Days | None:
    """Return the days of a text that is a date and nothing else; None for any other text.

    >>> spoken("2021-09", date(2022, 1, 8))
    (datetime.date(2021, 9, 1), datetime.date(2021, 9, 30))
    """
    text = text.strip()
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        return whole((int(text), 0, 0))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        year, month, day = map(int, text.split("-"))
        return whole((year, month, day)) if month and day else None
    found = periods(text, today)
    if len(found) != 1 or found[0].span != Span(0, len(text)):
        return None
    return found[0].first, found[0].last


def named(text: str, published: date | None) -> Iterator[Period]:
    """Find the periods that an article's text names, as meant when it was published."""
    return _periods(idioms.fold(text), Calendar(published, AHEAD))


@dataclass(frozen=True, slots=True)
class _Read:
    """A period as read; `dated` if its year is certain, and may apply to a month beside it."""

    start: int
    end: int
    days: Days
    dated: bool


def _periods(folded: str, calendar: Calendar) -> Iterator[Period]:
    pos = 0
    before: _Read | None = None
    while match := START.search(folded, pos):
        if before and _SENTENCE_END.search(folded, before.end, match.start()):
            before = None
        read = _Reader(folded, calendar, before).at(match.start(), pos)
        pos = read.end if read else match.end()
        if read:
            before = read
            if days := _opened(folded, read, calendar):
                yield Period(*days, Span(read.start, read.end))


_SENTENCE_END = re.compile(r"[。！？!?\n]|[.] (?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    calendar: Calendar
    before: _Read | None  # the period before in the same sentence

    def at(self, pos: int, floor: int) -> _Read | None:
        """Read the period at `pos`, or the range that begins there."""
        first = self._part(pos, floor)
        if first is None:
            return None
        join = _JOIN.match(self.text, first.end)
        if join is None or (
            join[1] == "and"
            and not _BETWEEN.search(self.text, max(0, first.start - 8), first.start)
        ):
            return first
        second = replace(self, before=first)._part(join.end(), join.end())
        if second is None or second.days[0] < first.days[0]:
            return first
        both = (first.days[0], max(first.days[1], second.days[1]))
        return _Read(first.start, second.end, both, first.dated)

    def _part(self, pos: int, floor: int) -> _Read | None:
        """Read a period, or the named part of one: the end of 2020, 2020年底."""
        head = _EDGE_EN.match(self.text, pos)
        read = self._one(head.end() if head else pos, floor)
        if read is None:
            return None
        if head:
            return replace(read, start=pos, days=edge(read.days, _PARTS[head[1].lower()]))
        if tail := _EDGE_ZH.match(self.text, read.end):
            part = _PARTS[tail[1] or tail[2]]
            return replace(read, end=tail.end(), days=edge(read.days, part))
        return read

    def _one(self, pos: int, floor: int) -> _Read | None:
        if pos >= len(self.text):
            return None
        phrase = words.read(self.text, pos, self.calendar)
        if phrase:
            read = _Read(pos, phrase.end, phrase.days, phrase.dated)
            return self._narrowed(read) if phrase.dated else read
        moment = dates.read(self.text, pos, floor)
        if moment is None or moment.clock or moment.bare or self._counts(moment):
            return None
        return self._dated(moment)

    def _dated(self, moment: Moment) -> _Read | None:
        start, end = moment.start, moment.end
        if moment.day[0]:
            # 2021年2月30日 must mean a day in February.
            days = whole(moment.day, moment.upper) or whole((*moment.day[:2], 0))
            read = _Read(start, end, days, True) if days else None
            yearly = read and not moment.day[1] and not moment.upper
            return self._narrowed(read) if read and yearly else read
        if found := words.OF_YEAR.match(self.text, end):
            days = words.in_year(moment.day, moment.upper, found, self.calendar)
            return _Read(start, found.end(), days, True) if days else None
        if _OTHER_YEAR.search(self.text, max(0, start - 3), start):
            return None
        days = self._without_year(moment)
        return _Read(start, end, days, self._year() > 0) if days else None

    def _without_year(self, moment: Moment) -> Days | None:
        (_, month, day), upper = moment.day, moment.upper
        if month:
            return self._of_year(self._year(), moment)
        if self.before and self.before.days[0].month == self.before.days[1].month:
            year, month = self.before.days[0].year, self.before.days[0].month
            return whole((year, month, day), upper and (year, month, upper[2]))
        return self.calendar.day_of_month(day, upper and upper[2])

    def _of_year(self, year: int, moment: Moment) -> Days | None:
        (_, *low), upper = moment.day, moment.upper
        if not year:
            latest = self.calendar.latest(moment.day, upper)
            return latest or self.calendar.latest((0, low[0], 0), None)
        return whole((year, low[0], low[1]), upper and (year, upper[1], upper[2]))

    def _year(self) -> int:
        """Return the year of the period before, 0 if uncertain: 2020年8月开工，9月完工."""
        if self.before is None or not self.before.dated:
            return 0
        first, last = self.before.days
        return first.year if first.year == last.year else 0

    def _narrowed(self, read: _Read) -> _Read:
        """Add the months that follow a year: 去年9月, 2021年的第三季度, 2021年H1."""
        link = _LINK.match(self.text, read.end)
        pos = link.end() if link else read.end
        if half := _HALF.match(self.text, pos):
            year, last = read.days[0].year, 6 * int(half[1])
            days = whole((year, last - 5, 0), (year, last, 0))
            return replace(read, end=half.end(), days=days) if days else read
        moment = dates.read(self.text, pos, pos) if pos < len(self.text) else None
        if moment is None or moment.clock or moment.day[0] or not moment.day[1]:
            return read
        days = self._of_year(read.days[0].year, moment)
        return replace(read, end=moment.end, days=days) if days else read

    def _counts(self, moment: Moment) -> bool:
        """Tell whether a year is a mere number: of 2021 projects, in 2000 people, 2021.06万元."""
        if _DECIMAL.fullmatch(self.text, moment.start, moment.end):
            scaled = self.text[moment.end : moment.end + 1] in _SCALES
            return scaled or lookup(self.text, moment.end) is not None
        if moment.day[1] or not self.text[moment.end - 1].isdigit():
            return False
        if lookup(self.text, moment.end):
            return True
        noun = _NOUN.match(self.text, moment.end)
        if noun is None:
            return False
        if noun[1] in _NUMBERED:
            return True
        within = _WITHIN.search(self.text, max(0, moment.start - 8), moment.start)
        plural = noun[1].endswith("s") and noun[1] not in _NOT_PLURAL
        return plural and (not within or moment.day[0] % 100 == 0)


_DECIMAL = re.compile(r"\d{4}\.\d\d")
_SCALES = {*"万亿千百%％"}
# The year of 永历十五年七月, 每年7月 and 次年7月 is not known here; that of 同年7月 may be.
_OTHER_YEAR = re.compile(r"(?<![同当])年[ \u00a0]?$")
_PARTS: dict[str, Part] = {
    "early": "early", "beginning of": "start", "start of": "start", "mid": "middle",
    "middle of": "middle", "late": "late", "end of": "end", "end": "end", "year-end": "end",
    "初": "start", "上旬": "start", "中旬": "middle", "中": "middle", "下旬": "late", "底": "end",
    "末": "end",
}  # fmt: skip
_EDGE_EN = re.compile(
    r"(early|mid|late|(?:beginning|start|middle|end) of|year-end|end(?=-))[ -](?:the )?", re.I
)
# 2021年初中毕业生 and 2021年底特律 do not name parts of a year.
_EDGE_ZH = re.compile(
    r" ?[年岁]?(?:(初(?![中级始步期次创三二一])|底(?![特层线薪价盘])|末(?![代日位])|[上中下]旬)"
    r"|(?<=年)(?<=年年)(中)(?!国))"
)
_JOIN = re.compile(
    r"[ \u00a0]?(?:至(?!今(?![年天日]))|到(?!现在)|[-–—~～]{1,2}|(to|through|until|and)(?![a-z]))"
    r"[ \u00a0]?"
)
_BETWEEN = re.compile(r"between $", re.I)
_LINK = re.compile(r"(?:财年|年度|[的度])? ?")
_HALF = re.compile(r"[Hh]([12])(?![\w.])")
_NOUN = re.compile(r" ([a-z]+)")
_NUMBERED = frozenset("people percent per million billion thousand yuan dollars years".split())
_NOT_PLURAL = frozenset(
    "was is has does as its his this thus vs versus plus across towards perhaps unless".split()
)
_WITHIN = re.compile(r"(?:\bin|\bsince|during|\byear) $", re.I)


def _opened(folded: str, read: _Read, calendar: Calendar) -> Days | None:
    """Extend a period to today if the text says "since"; return None if it says "before"."""
    head = folded[max(0, read.start - 24) : read.start]
    if _BEFORE_EN.search(head) or _BEFORE_ZH.match(folded, read.end):
        return None
    since = _SINCE_EN.search(head) or _ONWARDS.match(folded, read.end)
    if since or (_FROM_ZH.search(head) and _FROM_ZH_END.match(folded, read.end)):
        return calendar.open(read.days[0]) or read.days
    return read.days


_BEFORE_EN = re.compile(r"\b(?:before|prior to)(?: the)? $", re.I)
_BEFORE_ZH = re.compile(
    r"[ \u00a0]?(?:[以之]前|前(?=[，。,？?、的]|$)|(?<=年)前(?![后後瞻期述\d]))"
)
_SINCE_EN = re.compile(r"\b(?:since|after)(?: the)? $", re.I)
_ONWARDS = re.compile(
    r"[ \u00a0]?(?:[以之][来來后後]|至今(?![年天日])|到现在|后(?=[，,])|起(?=[，,])"
    r"|(?:onwards?|to date|to now|until now|to the present)\b)"
)
_FROM_ZH = re.compile("[自从]$")
_FROM_ZH_END = re.compile("开始|起")
