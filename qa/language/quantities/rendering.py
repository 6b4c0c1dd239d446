"""Rendering: figures written in Chinese or English so that they read back as the same figure."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from qa.language.quantities import dates, moments, scores
from qa.language.quantities.numerals import EXACT
from qa.language.quantities.units import UNITS, Bound, Kind

if TYPE_CHECKING:
    from decimal import Decimal

    from qa.language.quantities.figures import Quantity

Language = Literal["zh", "en"]

_ZH_BOUNDS = {
    Bound.ABOUT: "约", Bound.AT_LEAST: "至少", Bound.MORE_THAN: "超过", Bound.LESS_THAN: "不足",
    Bound.AT_MOST: "至多", Bound.NEARLY: "接近",
}  # fmt: skip
_EN_BOUNDS = {
    Bound.ABOUT: "about ", Bound.AT_LEAST: "at least ", Bound.MORE_THAN: "more than ",
    Bound.LESS_THAN: "less than ", Bound.AT_MOST: "up to ", Bound.NEARLY: "nearly ",
}  # fmt: skip
_TEN = "一二三四五六七八九十"
_ZH_SCALES = (("万亿", 12), ("亿", 8), ("万", 4))
_EN_SCALES = (("trillion", 12), ("billion", 9), ("million", 6))


def render(q: Quantity, lang: Language) -> str:
    """Write the figure in the language, without its subject.

    >>> from qa.language.quantities import find
    >>> render(find("4850亿元")[0], "en")
    '485 billion yuan'
    """
    if q.kind in {Kind.DATE, Kind.TIME}:
        body = _moments(q, lang)
    elif q.kind is Kind.ORDINAL:
        body = _ordinal(q, lang)
    elif q.kind is Kind.SCORE:
        one, other = scores.sides(q.value)
        body = f"{one}比{other}" if lang == "zh" else f"a score of {one}-{other}"
    else:
        body = _measure(q, lang)
    if lang == "zh" and q.kind is Kind.DATE and q.bound is Bound.ABOUT:
        return body + "左右"  # 约9日 would read as about nine days
    bound = (_ZH_BOUNDS if lang == "zh" else _EN_BOUNDS).get(q.bound, "")
    return bound + body


def _moments(q: Quantity, lang: Language) -> str:
    low = _moment(q.value, q, lang)
    if q.upper is not None:
        high = _moment(q.upper, q, lang)
        return f"{low}至{high}" if lang == "zh" else f"from {low} to {high}"
    # "in" marks a bare year or month: 2021 alone may be a number, May a verb.
    if lang == "zh" or q.unit not in {"YYYY", "MM"}:
        return low
    exact = q.bound is Bound.EXACT
    return f"in {low}" if exact else f"the year {low}" if q.unit == "YYYY" else low


def _moment(value: Decimal, q: Quantity, lang: Language) -> str:
    year, month, day = moments.days(value)
    if q.kind is Kind.TIME:
        return f"{month:02}:{day:02}"
    if lang == "zh":
        parts = ((year, "年"), (month, "月"), (day, "日"))
        return "".join(f"{part}{mark}" for part, mark in parts if part)
    if not month:
        return str(year) if year else f"{day}{_suffix(day)} of the month"
    name = dates.MONTH_NAMES[month - 1]
    return (
        f"{name} {day}, {year}"
        if day and year
        else f"{name} {day or year}"
        if day or year
        else name
    )


def _ordinal(q: Quantity, lang: Language) -> str:
    number = int(q.value)
    if q.unit == "强":
        return f"{number}强" if lang == "zh" else f"top {number}"
    if lang == "zh":
        return f"第{number}{q.unit}"
    return f"{number}{_suffix(number)}"


def _suffix(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _measure(q: Quantity, lang: Language) -> str:
    if q.kind is Kind.RATIO and not q.unit:
        return _fraction(q.value, lang)
    # In 3 to 5 million both numbers share the scale, so a range is written without one.
    numbers = _number(q.value, lang, scaled=q.upper is None)
    if q.upper is not None:
        numbers += ("至" if lang == "zh" else " to ") + _number(q.upper, lang, scaled=False)
    return numbers + _unit(q, lang)


def _fraction(value: Decimal, lang: Language) -> str:
    part = Fraction(value).limit_denominator(1000)
    above, below = part.numerator, part.denominator
    if lang == "zh" and above <= 10 and 1 < below <= 10:
        return f"{_TEN[below - 1]}分之{_TEN[above - 1]}"
    return f"{above}/{below}"


def _number(value: Decimal, lang: Language, *, scaled: bool) -> str:
    """Write 4850亿 or 485 billion if at most three decimals are left, else digits with commas."""
    for word, exponent in (_ZH_SCALES if lang == "zh" else _EN_SCALES) if scaled else ():
        part = EXACT.scaleb(value, -exponent).normalize(EXACT)
        if abs(part) >= 1 and _decimals(part) <= 3:
            return f"{part:,f}{word}" if lang == "zh" else f"{part:,f} {word}"
    return f"{value:,f}"


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _unit(q: Quantity, lang: Language) -> str:
    if q.kind is Kind.NUMBER:
        return ""
    unit = UNITS.get(q.unit or "个")
    if unit is None:
        return q.unit
    if lang == "zh":
        return unit.zh
    return unit.en if unit.en in {"%", "‰", "°C", "°F"} else f" {unit.en}"
