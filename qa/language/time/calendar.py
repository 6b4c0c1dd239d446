"""Days, months and years counted from a day that is taken for today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from qa.language.quantities.moments import Day
    from qa.language.text import Span

Days = tuple[date, date]
"""The first and the last day of a period, both included."""

Unit = Literal["day", "week", "month", "quarter", "year", "decade"]
Part = Literal["early", "start", "middle", "late", "end"]
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included, and the place where a text names them."""

    first: date
    last: date
    span: Span

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def overlaps(self, other: Period) -> bool:
        return self.first <= other.last and other.first <= self.last


def whole(low: Day, high: Day | None = None) -> Days | None:
    """Return the days from the first of `low` to the last of `high`; None for 2021年2月30日.

    >>> whole((2021, 9, 0))
    (datetime.date(2021, 9, 1), datetime.date(2021, 9, 30))
    """
    year, month, day = high or low
    try:
        first = date(low[0], low[1] or 1, low[2] or 1)
        last = date(year, month, day) if day else _month_end(year, month or 12)
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _month_end(year: int, month: int) -> date:
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(1)


def shifted(day: date, months: int) -> date:
    """Return the same day `months` later, or the last day if that month is shorter.

    >>> shifted(date(2021, 3, 31), -1)
    datetime.date(2021, 2, 28)
    """
    count = day.year * 12 + day.month - 1 + months
    year = min(max(count // 12, 1), 9999)
    end = _month_end(year, count % 12 + 1)
    return end.replace(day=min(day.day, end.day))


# Days of a quarter or a half-year that begins in January.
_QUARTERS = {90, 91, 181, 182}


@dataclass(frozen=True, slots=True)
class Calendar:
    """The meaning of 去年 and 9月 on a given day; without a day, relative words mean nothing.

    `ahead` is how many months ahead a month without a year may be: 10月 in an article of September
    is next month more often than October of last year.
    """

    today: date | None
    ahead: int = 0

    def current(self, unit: Unit, steps: int) -> Days | None:
        """Return the calendar day, week, month or year `steps` from today's.

        >>> Calendar(date(2022, 1, 8)).current("year", -1)
        (datetime.date(2021, 1, 1), datetime.date(2021, 12, 31))
        """
        if self.today is None:
            return None
        if unit in _DAYS:
            return _days(self.today, unit, steps)
        size = _MONTHS[unit]
        count = (self.today.year * 12 + self.today.month - 1) // size * size + steps * size
        last = count + size - 1
        return whole((count // 12, count % 12 + 1, 0), (last // 12, last % 12 + 1, 0))

    def past(self, unit: Unit, count: int) -> Days | None:
        """Return the last `count` days, weeks, months or years, up to today."""
        if self.today is None:
            return None
        if unit in _MONTHS:
            return shifted(self.today, -count * _MONTHS[unit]), self.today
        days = min(count * _DAYS[unit] - (unit == "day"), self.today.toordinal() - 1)
        return self.today - timedelta(days), self.today

    def ago(self, unit: Unit, count: int) -> Days | None:
        """Return the day, week, month or year `count` of them ago."""
        return self.current(unit, -count)

    def latest(self, low: Day, high: Day | None) -> Days | None:
        """Return the latest of these months or days, named without a year, that is no longer ahead.

        A month counts once it has begun, a quarter or a half-year once half of it is over, 前10个月
        once its last month has begun.
        """
        if self.today is None:
            return None
        for year in range(self.today.year, max(self.today.year - 9, 0), -1):
            found = whole((year, *low[1:]), high and (year, *high[1:]))
            if found and _reached(found, self.today, self.ahead):
                return found
        return None

    def day_of_month(self, low: int, high: int | None) -> Days | None:
        """Return the latest such day of a month (15日) that is not in the future."""
        if self.today is None:
            return None
        for back in range(3):
            month = shifted(self.today, -back)
            found = whole(
                (month.year, month.month, low), (month.year, month.month, high) if high else None
            )
            if found and found[1] <= self.today:
                return found
        return None

    def open(self, first: date) -> Days | None:
        """Return the days from `first` up to today; None if it is ahead."""
        return (first, self.today) if self.today and first <= self.today else None


def _days(today: date, unit: Unit, steps: int) -> Days | None:
    size = _DAYS[unit]
    back = today.weekday() if unit == "week" else 0
    try:
        first = today + timedelta(steps * size - back)
        return first, first + timedelta(size - 1)
    except OverflowError:
        return None


def _reached(days: Days, today: date, ahead: int) -> bool:
    first, last = days
    size = (last - first).days + 1
    if first.month == 1 and 31 < size < 366 and size not in _QUARTERS:
        return last.replace(day=1) <= today
    middle = first + (last - first) / 2 if size > 31 else first
    return middle <= shifted(today, ahead)


def edge(days: Days, name: Part) -> Days:
    """Return the beginning, middle or end of a month, quarter or year, as news means it.

    The end of a year is its last month, its beginning and "late" are quarters; a month has three
    parts of ten days. Other periods are left whole.

    >>> edge(whole((2020, 0, 0)), "end")
    (datetime.date(2020, 12, 1), datetime.date(2020, 12, 31))
    """
    first, last = days
    length = (last - first).days + 1
    if 28 <= length <= 31 and first.day == 1:
        low, high = _THIRDS.get(name, (21, last.day))
        return first.replace(day=low), first.replace(day=high)
    months = _YEAR_EDGES if length > 360 else _QUARTER_EDGES
    if not (89 <= length <= 92 or 365 <= length <= 366) or first.day != 1:
        return days
    low, high = months[name]
    start, end = shifted(first, low - 1), shifted(first, high - 1)
    return start, _month_end(end.year, end.month)


_THIRDS = {"early": (1, 10), "start": (1, 10), "middle": (11, 20)}
_YEAR_EDGES = {
    "early": (1, 3), "start": (1, 3), "middle": (5, 8), "late": (10, 12), "end": (12, 12),
}  # fmt: skip
_QUARTER_EDGES = {
    "early": (1, 1), "start": (1, 1), "middle": (2, 2), "late": (3, 3), "end": (3, 3),
}  # fmt: skip
