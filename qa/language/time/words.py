"""Phrases for a period relative to today: 去年, 近三年, 上个月, last August, two years ago."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from qa.language.quantities.dates import MONTH_NAMES
from qa.language.quantities.moments import small
from qa.language.quantities.numerals import WORDS
from qa.language.time.calendar import Unit, whole

if TYPE_CHECKING:
    from qa.language.time.calendar import Calendar, Days


@dataclass(frozen=True, slots=True)
class Named:
    """A phrase up to `end` and its days; `dated` if it is a year: 去年9月 may follow."""

    end: int
    days: Days
    dated: bool = False


def read(text: str, pos: int, calendar: Calendar) -> Named | None:
    """Read the phrase at `pos`.

    >>> read("去年", 0, Calendar(date(2022, 1, 8))).days[0]
    datetime.date(2021, 1, 1)
    """
    for pattern, meaning in _table(text[pos]):
        if match := pattern.match(text, pos):
            days = meaning(match, calendar)
            return Named(match.end(), days, meaning in _YEARLY) if days else None
    return None


def _table(char: str) -> _Table:
    if char.isascii():
        return _ENGLISH if char.isalpha() else _COUNTED
    return _CHINESE


# --- Chinese ---------------------------------------------------------------------------------

_YEARS = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0,
          "明年": 1}  # fmt: skip
_DAY_WORDS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1}
_THIS = "本这這"
_UNIT_ZH: dict[str, Unit] = {
    "周": "week", "星期": "week", "月": "month", "季度": "quarter", "年": "year", "天": "day",
    "日": "day", "季": "quarter",
}  # fmt: skip
_COUNT_ZH = r"(\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"


def _century(match: re.Match[str], _: Calendar) -> Days | None:
    century = small(match[1])
    return whole((100 * century - 99, 0, 0), (100 * century, 0, 0)) if century else None


def _year_zh(match: re.Match[str], calendar: Calendar) -> Days | None:
    return calendar.current("year", _YEARS[match[1]])


def _number(match: re.Match[str], _: Calendar) -> Days | None:
    """Read a year without 年; a financial year is taken for the calendar year."""
    return whole((int(match[match.lastindex or 0]), 0, 0))


def _season(match: re.Match[str], _: Calendar) -> Days | None:
    """Read two years, the second shortened: 2008–09年."""
    first = int(match[1])
    last = first // 100 * 100 + int(match[2])
    return whole((first, 0, 0), (last, 0, 0)) if first < last else None


_YEARLY = {_year_zh, _number}


def _day_zh(match: re.Match[str], calendar: Calendar) -> Days | None:
    return calendar.current("day", _DAY_WORDS[match[1]])


def _unit_zh(match: re.Match[str], calendar: Calendar) -> Days | None:
    which = match[1]
    steps = 0 if which[0] in _THIS else len(which) if which[0] == "上" else 1
    return calendar.current(_UNIT_ZH[match[2]], -steps if which[0] == "上" else steps)


def _past_zh(match: re.Match[str], calendar: Calendar) -> Days | None:
    if match[1] == "半":
        return calendar.past("month", 6) if match[2] == "年" else None
    return calendar.past(_UNIT_ZH[match[2]], small(match[1]))


def _ago_zh(match: re.Match[str], calendar: Calendar) -> Days | None:
    return calendar.ago(_UNIT_ZH[match[2]], small(match[1]))


# --- English ---------------------------------------------------------------------------------

_DAYS_EN = {"the day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1}
_STEPS = {"last": -1, "this": 0, "current": 0, "next": 1}
_UNITS = "|".join(get_args(Unit))
_NUMBERS_EN = rf"\d{{1,3}}|{'|'.join(sorted(WORDS, key=len, reverse=True))}"
# In "this may be", may is not a month.
_MONTH = rf"(?-i:({'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTH_NAMES)}|Sept)\b)\.?"
_NUMBERS = {str(n): n for n in range(1, 5)} | {"first": 1, "second": 2, "third": 3, "fourth": 4}
_YEAR_EN = (
    r"(?P<year>(?P<y>(?:1[5-9]|20)\d\d)(?!\d)|last year|this year|the year before last|the year)"
)


def _day_en(match: re.Match[str], calendar: Calendar) -> Days | None:
    return calendar.current("day", _DAYS_EN[match[1].lower()])


def _unit_en(match: re.Match[str], calendar: Calendar) -> Days | None:
    unit: Unit = match[2].lower()  # type: ignore[assignment]  # one of _UNITS
    return calendar.current(unit, _STEPS[match[1].lower()])


def _past_en(match: re.Match[str], calendar: Calendar) -> Days | None:
    return calendar.past(match[2].lower(), _count(match[1]))  # type: ignore[arg-type]  # a unit, says the pattern


def _ago_en(match: re.Match[str], calendar: Calendar) -> Days | None:
    return calendar.ago(match[2].lower(), _count(match[1]))  # type: ignore[arg-type]  # a unit, says the pattern


def _count(word: str) -> int:
    return int(word) if word.isdigit() else WORDS.get(word.lower(), 1)  # a year ago, the past year


def _month_en(match: re.Match[str], calendar: Calendar) -> Days | None:
    """Read "last August", which in August means that of the year before."""
    if calendar.today is None:
        return None
    month = 1 + next(i for i, n in enumerate(MONTH_NAMES) if n.startswith(match[2][:3].title()))
    year = calendar.today.year
    if match[1].lower() != "this" and month >= calendar.today.month:
        year -= 1
    return whole((year, month, 0))


def _half_en(match: re.Match[str], calendar: Calendar) -> Days | None:
    """Read a half or a quarter: H1 2021, the first half of last year, the second half."""
    number = match["n"].lower()
    months = 6 if match["part"].lower().strip() in {"h", "half"} else 3
    which = _NUMBERS.get(number, 12 // months)  # the last quarter
    if which * months > 12:
        return None
    low, high = (0, which * months - months + 1, 0), (0, which * months, 0)
    return in_year(low, high, match, calendar)


def in_year(
    low: tuple[int, int, int],
    high: tuple[int, int, int] | None,
    match: re.Match[str],
    calendar: Calendar,
) -> Days | None:
    """Return these months in the year that a match of `_YEAR_EN` names, or else the latest ones."""
    if match["y"]:
        year = int(match["y"])
    elif match["year"] and match["year"].lower() != "the year":
        if calendar.today is None:
            return None
        back = {"last year": 1, "this year": 0}.get(match["year"].lower(), 2)
        year = calendar.today.year - back
    else:
        return calendar.latest(low, high)
    return whole((year, *low[1:]), high and (year, *high[1:]))


OF_YEAR = re.compile(rf",? (?:of )?{_YEAR_EN}\b", re.I)
"""A year that may follow a month, as in "of last year"."""

_OF = rf"(?:,? ?(?:of |in )?{_YEAR_EN})?(?!\w)"
_Meaning = Callable[["re.Match[str]", "Calendar"], "Days | None"]
_Table = list[tuple[re.Pattern[str], _Meaning]]
_Source = tuple[str, _Meaning]

_WORDS_EN: list[_Source] = [
    (r"(the day before yesterday|yesterday|today|tomorrow)\b", _day_en),
    (rf"(last|this|past) {_MONTH}(?! \d)", _month_en),
    (rf"(?P<n>first|second|third|fourth|last)[ -](?P<part>quarter|half) of {_YEAR_EN}\b", _half_en),
    (rf"(?P<n>first|second)[ -](?P<part>half)(?! of){_OF}", _half_en),
    (rf"(?P<part>[hq])(?P<n>[1-4]){_OF}", _half_en),
    (rf"(?:past|last|previous|preceding|recent) ({_NUMBERS_EN}) ({_UNITS})s\b", _past_en),
    (rf"past ()({_UNITS})\b", _past_en),
    (r"(last|this|current|next) (week|month|quarter|year)\b(?! before)", _unit_en),
    (rf"(an?|{_NUMBERS_EN}) ({_UNITS})s? ago\b", _ago_en),
]
_BEFORE_NOW = (
    rf"(?<![哪每第]){_COUNT_ZH}个?(周|星期|(?<=个)月|年|天)[之以]?前"
    r"(?![\d一二两三四五六七八九十半后後往来來夕])"
)
_AGO_ZH: _Source = (_BEFORE_NOW, _ago_zh)
_CENTURY_ZH: _Source = (
    rf"(?<!前){_COUNT_ZH} ?世纪(?! ?(?:\d0|[一二三四五六七八九]十)年代)",
    _century,
)
# Years in "a 1996 study", "the 2007 election", "for 2015"; not in "a 2000 word essay" or "the 2021
# projects".
_NAMING = (
    r"(?:(?<=\ba )|(?<=\bthe ))((?:19|20)(?!00)\d\d)"
    r"(?= (?!people|per|yuan|[mb]illion)[a-z]+(?<!s)\b)"
    r"|(?<=\bfor )((?:19|20)\d\d)(?=[?.,]|$)"
)
_COUNTS: list[_Source] = [
    (r"(?P<year>(?P<y>(?:19|20)\d\d))[ -]?(?P<part>[hq])(?P<n>[1-4])(?!\w)", _half_en),
    (r"((?:19|20)\d\d) ?(?:财年度?|(?=[赛賽]季|世界|冬?[奥奧]运|[亚亞]运|世博))", _number),
    (r"((?:1[5-9]|20)\d\d)[-–—~至](\d\d)(?:年|(?= ?[赛賽球]季| season))", _season),
    (_NAMING, _number),
    (rf"(\d{{1,3}}) ({_UNITS})s? ago\b", _ago_en),
    (r"(\d{1,2})(?:st|nd|rd|th)[ -]century\b", _century),
    _AGO_ZH,
    _CENTURY_ZH,
]
# 比去年同期 is a comparison; 过去年均 and 以上年龄 are other words.
_YEAR_ZH = (
    r"(?<!过)(大前年|(?<!大)前年|去年|(?<![以马晚早])上一?年|[今本明]年)"
    r"(?!同期|龄|纪|轻|代|报|审|会|鉴)度?"
)
_UNIT_OF_ZH = (
    r"(?<![以马资基])(上{1,2}(?=[个一周星月季])|下(?=[个一周星月季])|[本这這])[个一]?"
    r"(周|星期|月|季度)(?![期边游转薪球亮])"
)
# 历时近三年 is a duration of nearly three years.
_PAST_ZH = (
    rf"(?:(?<!历时)(?<!时隔)(?<!长达)(?<!耗时)近|最近|过去)[的这這]?{_COUNT_ZH}个?"
    r"(周|星期|季度|(?<=个)月|年|天|日)(?![级薪])"
)
_WORDS_ZH: list[_Source] = [
    (_YEAR_ZH, _year_zh),
    (r"(?<![提之以从目])(大前|(?<!大)前|[昨今明])[天日](?!头条|数)", _day_zh),
    (_UNIT_OF_ZH, _unit_zh),
    (_PAST_ZH, _past_zh),
    (r"(?:近|最近|过去)(半)(年)", _past_zh),
    _AGO_ZH,
    _CENTURY_ZH,
]


def _compiled(sources: list[_Source]) -> _Table:
    return [(re.compile(source, re.I), meaning) for source, meaning in sources]


_ENGLISH, _COUNTED, _CHINESE = map(_compiled, (_WORDS_EN, _COUNTS, _WORDS_ZH))
