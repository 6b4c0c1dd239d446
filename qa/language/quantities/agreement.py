"""Agreement: when two figures of one thing can both be true, each as exact as it is written."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from qa.language.quantities import moments
from qa.language.quantities.nouns import classified
from qa.language.quantities.numerals import EXACT
from qa.language.quantities.support import counts_of, in_base, measured_alike
from qa.language.quantities.units import Bound, Kind

if TYPE_CHECKING:
    from qa.language.quantities.figures import Quantity
    from qa.language.quantities.moments import Day

_TENTH = Decimal("0.1")
_INFINITE = Decimal("Infinity")
# 个 counts anything; 家 and 种 do not count the same things.
_ANY = frozenset({"", "个", "项", "件"})


def comparable(one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures may measure or count one thing: 元 and 亿元, never 元 and people.

    >>> from qa.language.quantities import find
    >>> one, other, third = find("3人，4名，5吨")
    >>> comparable(one, other), comparable(one, third)
    (True, False)
    """
    if {one.kind, other.kind} == {Kind.DATE} or {one.kind, other.kind} == {Kind.TIME}:
        return True
    if not measured_alike(one, other):
        return False
    if not counts_of(one, other):
        return True
    units = {one.unit, other.unit}
    groups = {classified(unit)[0] for unit in units}
    return len(units) == 1 or units <= _ANY or (len(groups) == 1 and frozenset() not in groups)


def agree(one: Quantity, other: Quantity) -> bool:
    """Tell whether two comparable figures can both be true.

    A figure is only as exact as its digits: 0.24万亿元 is 2350 to 2450亿元. 约150 is within a tenth
    of 150, 近2000 within a tenth below, 8400余 less than 8500, 超过8000 any number above.

    >>> from qa.language.quantities import find
    >>> agree(find("0.24万亿元")[0], find("2412亿元")[0]), agree(find("152个")[0], find("150个")[0])
    (True, False)
    """
    if one.kind is Kind.DATE:
        return _dates_agree(one, other)
    (low, high), (least, most) = _range(one), _range(other)
    if in_base(one, one.value) == in_base(other, other.value) and one.upper == other.upper:
        return True
    return low < most and least < high


def _range(figure: Quantity) -> tuple[Decimal, Decimal]:
    """Return the range that a figure allows, since its last digit is rounded."""
    value, half = in_base(figure, figure.value), _step(figure) / 2
    if figure.upper is not None:
        return value - half, in_base(figure, figure.upper) + half
    wide = max(EXACT.multiply(abs(value), _TENTH), 2 * half)
    if figure.bound is Bound.ABOUT:
        return value - wide, value + wide
    if figure.bound is Bound.NEARLY:
        return value - wide, value + half
    if figure.bound in {Bound.MORE_THAN, Bound.AT_LEAST}:
        odd = figure.bound is Bound.MORE_THAN and any(mark in figure.text for mark in "多余")
        return value - half, value + (_last_digit(figure) - half if odd else _INFINITE)
    if figure.bound in {Bound.LESS_THAN, Bound.AT_MOST}:
        return -_INFINITE, value + half
    return value - half, value + half


def _step(figure: Quantity) -> Decimal:
    """Return the place value of the last written digit: 1 for 152, 10 billion for 0.24万亿."""
    exponent = figure.value.as_tuple().exponent
    return in_base(figure, Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0))


def _last_digit(figure: Quantity) -> Decimal:
    """Return the place value of the last digit that is not 0: 100 for 8400, 1 for 12."""
    _, digits, exponent = figure.value.as_tuple()
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0") or "0")
    return EXACT.multiply(_step(figure), Decimal(10) ** (zeros if isinstance(exponent, int) else 0))


def _dates_agree(one: Quantity, other: Quantity) -> bool:
    """Compare what both dates state: 2019年8月 and 8月20日 agree, 2019年 and 2020年 do not."""
    (low, high), (least, most) = _days(one), _days(other)
    known = [bool(a and b) for a, b in zip(low, least, strict=True)]

    def told(day: Day) -> tuple[int, ...]:
        return tuple(part for part, both in zip(day, known, strict=True) if both)

    return told(low) <= told(most) and told(least) <= told(high)


def _days(figure: Quantity) -> tuple[Day, Day]:
    low = moments.days(figure.value)
    return low, moments.days(figure.upper) if figure.upper is not None else low
