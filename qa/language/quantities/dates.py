"""Dates, periods and times of day in Chinese and English text."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.language.quantities import clocks
from qa.language.quantities.moments import Day, Moment, inherit, pattern, small

_SP = "[ \u00a0]?"
_TO = r"(?:至|到|[-–—~～])"
_Y = r"(?:1[5-9]|20)\d\d"
# 1349年 is a year, 1000年 a span of time; years before 1000 count only with a month.
_Y_ZH = rf"{_Y}|1[0-4](?!00)\d\d|[1-9]\d\d(?=年\d{{1,2}}月)"
_YH = "[一二][〇零一二三四五六七八九]{3}"
_M = r"(?:1[0-2](?!\d)|0?[1-9](?!\d)|十[一二]?|[一二三四五六七八九])"
_D = r"(?:3[01](?!\d)|[12]\d(?!\d)|0?[1-9](?!\d)"
_D += "|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
# 500日元 is money; 3日内 and 3日游 are spans of time.
_DAY_MARK = r"[日号](?![元均内游线圆楼])"
_MONTH_MARK = r"月(?!龄|球|饼|亮|光)份?"
_MD = rf"(?P<m>{_M})(?:{_SP}{_TO}{_SP}(?P<m2>{_M}))?{_SP}{_MONTH_MARK}"
_MD += rf"(?:{_SP}(?P<d>{_D})(?:{_SP}{_TO}{_SP}(?P<d2>{_D}))?{_SP}{_DAY_MARK})?"
_PERIOD = r"前(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})个月|(?P<half>[上下])半年"
_PERIOD += r"|第?(?P<q>[一二三四1-4])季度|前(?P<nq>[二两三23])个?季度"
_YEAR_ZH = re.compile(
    rf"(?:(?P<y>{_Y_ZH})|(?P<yh>{_YH})){_SP}年(?!历史|之久)(?:{_SP}(?:{_MD}|{_PERIOD}))?"
)
_MONTH_ZH = re.compile(_MD)
_PERIOD_ZH = re.compile(_PERIOD)
_DAY_ZH = re.compile(
    rf"(?<![近前续每共约])(?P<d>{_D})(?:{_SP}{_TO}{_SP}(?P<d2>{_D}))?{_SP}日(?![元均内游线圆本语])"
)
_DECADE = re.compile(
    r"(?:(1[6-9]|2[01])世纪)?([二三四五六七八九]?)([1-9]0|[二三四五六七八九]十)年代|((?:1[5-9]|20)\d0)s(?![A-Za-z])"
)
_ISO = re.compile(
    rf"({_Y})([-/.])(0?[1-9]|1[0-2])\2(3[01]|[12]\d|0?[1-9])(?!\d)|({_Y})[-.](0[1-9]|1[0-2])(?![\d-]\d)(?!\d)"
)
# As feeds write it, a day before a time of day: 07-25 04:37.
_MONTH_DAY = re.compile(r"(0?[1-9]|1[0-2])[-/](3[01]|[12]\d|0[1-9])(?= {1,2}\d\d?:\d\d)")
_SEASON = re.compile(r"[-/](\d\d)(?!\d)")  # 2021-22
_TO_YEAR = re.compile(rf"{_SP}(?:{_TO}|to){_SP}(?:{_Y})(?!\d)")
_NEXT_WORD = re.compile(r" ?([A-Za-z]+)")
_BARE = re.compile(rf"({_Y})(?!\d|,\d|\.\d)")

MONTH_NAMES = (
    "January February March April May June July August September October November December".split()
)
_MONTHS = {name[:3].lower(): i for i, name in enumerate(MONTH_NAMES, start=1)}
_MON = (
    r"(?P<mon>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![A-Za-z])\.?"
)
_OF_YEAR = rf"(?:(?:,? (?:of )?(?:the )?(?:year )?|,)(?P<y>{_Y})(?!\d|,\d))?"
_EN_MDY = re.compile(
    rf"{_MON}(?: (?:the )?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)(?:st|nd|rd|th)?(?![A-Za-z%]|[.:,]\d)"
    rf"(?! (?:percent|per|million|billion|thousand|people|companies)))?{_OF_YEAR}"
)
_EN_DMY = re.compile(rf"(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)? (?:of )?{_MON}{_OF_YEAR}")
_OF_MONTH = re.compile(
    r"(3[01]|[12]\d|[1-9])(?:st|nd|rd|th) (?:day )?of (?:the|this|that|each|every) month"
)
_RANK = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_COUNTED = "one two three four five six seven eight nine ten eleven".split()
_EN_PERIOD = re.compile(
    rf"first (?P<n>\d{{1,2}}|{'|'.join(_COUNTED)}) months?{_OF_YEAR}|"
    r"(?P<q>first|second|third|fourth)[ -]quarter(?![a-z])" + _OF_YEAR.replace("<y>", "<y2>") + "|"
    rf"(?P<half>first|second) half of (?:the year )?(?:of )?(?P<y3>{_Y})(?!\d)|"
    r"[Qq](?P<qn>[1-4])(?![\dA-Za-z])" + _OF_YEAR.replace("<y>", "<y4>"),
)
_BEFORE_YEAR = re.compile(
    r"(?<![A-Za-z])(?:in|since|by|of|during|until|till|from|year|early|late|mid|to|through|before|after|between|fiscal"
    r"|and|end of)[ -]$",
    re.I,
)
_BEFORE_MONTH = re.compile(
    r"(?:in|of|since|by|from|until|last|this|next|early|late|to|and|through|about|around|between)"
    r" $",
    re.I,
)
_JOIN = re.compile(rf"{_SP}(?:{_TO}{{1,2}}|to|through|until|and){_SP}")


def read(text: str, pos: int, floor: int = 0) -> Moment | None:
    """Read the date, period or clock time at `pos` of a folded text; it may start before `pos`.

    >>> read("2021年9月", 0).unit
    'YYYY-MM'
    """
    first = _one(text, pos, floor)
    if first is None or first.clock or first.upper:
        return first
    if (join := _JOIN.match(text, first.end)) is None or join.end() >= len(text):
        return first
    between = text[max(floor, first.start - 8) : first.start].lower() == "between "
    second = _one(text, join.end(), join.end())
    if second is None or second.clock or second.upper or ("and" in join[0] and not between):
        return first
    start = first.start - 8 if between else first.start
    low, high = inherit(first.day, second.day), inherit(second.day, first.day)
    if pattern(low) != pattern(high) or low >= high:
        return first
    return Moment(start, second.end, low, high)


def _one(text: str, pos: int, floor: int) -> Moment | None:
    char = text[pos]
    if char.isascii() and char.isalpha():
        return _english(text, pos)
    moment = clocks.read(text, pos, floor) or _chinese(text, pos, floor)
    if moment is None and char.isascii():
        moment = _digits(text, pos)
    return moment


def _chinese(text: str, pos: int, floor: int) -> Moment | None:
    if match := _DECADE.match(text, pos):
        return _decade(match)
    if match := _YEAR_ZH.match(text, pos):
        return _moment(match, small(match["y"] or match["yh"]))
    start = pos - 1 if pos > floor and text[pos - 1] in "前上下第" else pos
    if match := _PERIOD_ZH.match(text, start):
        return _moment(match, 0)
    if match := _MONTH_ZH.match(text, pos) or _DAY_ZH.match(text, pos):
        return _moment(match, 0)
    return None


def _moment(match: re.Match[str], year: int) -> Moment:
    got = match.groupdict()
    low = (year, small(got.get("m")), small(got.get("d")))
    first, last = _months(got.get("n"), got.get("q"), got.get("nq"), got.get("half"))
    start, end = match.span()
    if last:
        return _period(Moment(start, end, (year, first, 0)), (year, last, 0))
    if got.get("d2"):
        return _period(Moment(start, end, low), (low[0], low[1], small(got["d2"])))
    if got.get("m2"):
        return _period(Moment(start, end, low), (year, small(got["m2"]), low[2]))
    return Moment(start, end, low)


def _period(moment: Moment, upper: Day) -> Moment:
    return replace(moment, upper=upper) if upper > moment.day else moment


def _months(
    n: str | None, quarter: str | None, quarters: str | None, half: str | None
) -> tuple[int, int]:
    """Return the first and last month of 前10个月, 第三季度, 前三季度 or 上半年, else (0, 0)."""
    if n:
        return 1, min(small(n), 12)
    if quarter:
        last = 3 * small(quarter)
        return last - 2, last
    if quarters:
        return 1, 3 * small(quarters)
    if half:
        return (1, 6) if half in {"上", "first"} else (7, 12)
    return 0, 0


def _decade(match: re.Match[str]) -> Moment:
    century, first, tens, english = match.groups()
    if english:
        year = decade = last = int(english)
    else:
        decade, last = 10 * small(first) or small(tens), small(tens)  # 五六十年代
        # 90年代 without a century is the latest such decade to have begun.
        year = 100 * (int(century) - 1 if century else 19 if decade >= 30 else 20) + decade
    return Moment(match.start(), match.end(), (year, 0, 0), (year + last - decade + 9, 0, 0))


def _digits(text: str, pos: int) -> Moment | None:
    if match := _ISO.match(text, pos):
        year, _, month, day, year2, month2 = match.groups()
        return Moment(pos, match.end(), (int(year or year2), int(month or month2), int(day or 0)))
    if match := _EN_DMY.match(text, pos):
        return _named(match, int(match["d"]))
    if match := _OF_MONTH.match(text, pos):
        return Moment(pos, match.end(), (0, 0, int(match[1])))
    if match := _MONTH_DAY.match(text, pos):
        return Moment(pos, match.end(), (0, int(match[1]), int(match[2])))
    if match := _BARE.match(text, pos):
        return _bare_year(text, match)
    return None


def _bare_year(text: str, match: re.Match[str]) -> Moment | None:
    """Read a year without 年: after "in", beside another year, or at least with nothing counted."""
    year, end = int(match[1]), match.end()
    start = match.start() - 9 if text.endswith("the year ", 0, match.start()) else match.start()
    moment = Moment(start, end, (year, 0, 0))
    season = _SEASON.match(text, end)
    if season and int(season[1]) == (year + 1) % 100:
        return Moment(moment.start, season.end(), (year, 0, 0), (year + 1, 0, 0))
    if _BEFORE_YEAR.search(text, max(0, match.start() - 9), match.start()):
        return moment
    if year < 1900 or year > 2099:
        return None
    if _TO_YEAR.match(text, end):
        return moment
    after = _NEXT_WORD.match(text, end)
    if after and (after[1][0].islower() or after.start(1) == end):
        return None
    return replace(moment, bare=True) if year % 100 else None


def _named(match: re.Match[str], day: int) -> Moment:
    return Moment(
        match.start(), match.end(), (small(match["y"]), _MONTHS[match["mon"][:3].lower()], day)
    )


def _english(text: str, pos: int) -> Moment | None:
    if match := _EN_PERIOD.match(text, pos):
        return _en_period(match)
    match = _EN_MDY.match(text, pos)
    if match is None:
        return None
    if not match["d"] and not match["y"]:
        before = _BEFORE_MONTH.search(text, max(0, pos - 8), pos)
        if (match["mon"] not in MONTH_NAMES) or (match["mon"] in {"May", "March"} and not before):
            return None
        return Moment(pos, match.end("mon"), (0, _MONTHS[match["mon"][:3].lower()], 0))
    return _named(match, small(match["d"]))


def _en_period(match: re.Match[str]) -> Moment:
    year = small(match["y"] or match["y2"] or match["y3"] or match["y4"])
    n, quarter = match["n"], match["q"] or match["qn"]
    count = str(_COUNTED.index(n) + 1) if n in _COUNTED else n
    rank = str(_RANK.get(quarter, quarter)) if quarter else None
    first, last = _months(count, rank, None, match["half"])
    return _period(Moment(match.start(), match.end(), (year, first, 0)), (year, last, 0))
