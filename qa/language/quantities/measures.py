"""A numeral with its unit, or a range of two: 3到5分钟, 三分之一, 一个半小时, $5.2 million."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from qa.language.quantities import idioms, numerals, ratios
from qa.language.quantities.numerals import EXACT, Hedge, Numeral
from qa.language.quantities.units import CURRENCIES, UNITS, Kind, Unit, lookup


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure at `text[start:end]`, without its bound words; `unit` is None if it has none."""

    start: int
    end: int
    value: Decimal
    upper: Decimal | None = None
    unit: Unit | None = None
    hedge: Hedge = ""
    numeral: Numeral | None = None
    kind: Kind = Kind.NUMBER


_CURRENCY = re.compile(
    r"(?:(?:US|HK|NT|[ACS])?\$|JP¥|[€£¥￥]|(?:RMB|CNY|USD|EUR|GBP|HKD|JPY)|人民币)[ \u00a0]?$"
)
_SYMBOL = re.compile(r"(?:US|HK|NT)?[$€£¥￥]")
_SPOKEN = re.compile(r"[1-9]、(?=[1-9](?!\d))")
_OFTEN_SPOKEN = frozenset(
    {"year", "month", "week", "day", "h", "min", "个", "人", "次", "岁", "家"}
)
_HOURLY = re.compile(r"(?:时速|每小时)[\u4e00-\u9fff]{0,3}$")
_CENTIMETRES = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九]{1,2})(?![\d.%,万亿千百十个块条米分厘]|[一二三四五六七八九])"
)
_WARM = re.compile(r"(?:温度?|零下|烧|热)[\u4e00-\u9fff]{0,4}(?:[\d.]{1,5}[-–~～到至])?$")
_SECONDS = re.compile(r"\d{1,2}(?:\.\d{1,3})?秒")
_TO = re.compile(r"[ \u00a0]?(?:至|到|[-–—~～]{1,2}|to(?= )|and(?= )|or(?= ))[ \u00a0]?")
_CHANGE = re.compile(r"(?:[从由自]|\bfrom )$")
_HALF_ZH = re.compile(r"半(年|小时|天|个月|个小时|个多月|个多小时|个世纪|个钟头)")
_HALVES = re.compile(r"一半(?!导|岛|径)|半数|(?<=[过近超])半(?=[，。、；）数\s]|$)")
_HALF_OF = re.compile(r"half(?![a-z-])(?! an? )( (?:of|the|its|their|his|her|all)\b)?", re.I)
_NO_HALF = re.compile(r"(?:first|second|other|last|latter|one) $", re.I)
_THAN_HALF = re.compile(r"(?:than|over|under|nearly|almost|about|least|roughly|around|to) $", re.I)
_DOUBLING = re.compile(r"翻(?:了)?([一两二三四]?)番")
_TENTHS = re.compile(
    r"([一二两三四五六七八九1-9])成([多半]|[一二三四五六七八九](?![一二三四五六七八九十个]))?(?![为立功本员果长都交绩年品熟分就效人份套才語语型因语])"
)
_MORE_HALF = re.compile(r"个([多半])(?=月|小时|星期|钟头|世纪|礼拜)")
_AFTER_UNIT = re.compile(r"半(?!导|岛|径|夜|价|数|程|场|山|空)")
# "in" is a preposition, except after feet: 4 ft 8 in.
_FEET = re.compile(r"\d[ \u00a0]?(?:ft|feet|foot)[ \u00a0]?$", re.I)
_INCHES = re.compile(r"[ \u00a0]?in\b", re.I)
_AGED = re.compile(r"\baged? $", re.I)
_FEW_NOUN = re.compile(r"[ -]([A-Za-z][a-z]+)")
_NOT_ONE = frozenset(
    (
        "of another s or by and who that which to is was has in on day stop can could should must "
        "might will would with for as after"
    ).split()
)
_ONE = Decimal(1)


def read(text: str, pos: int, floor: int) -> Measure | None:
    """Read the measure, or the range of two measures, whose numeral is at `pos`."""
    first = _single(text, pos, floor)
    if first is None or first.upper is not None or first.hedge:
        return first
    join = _TO.match(text, first.end)
    found = _range(text, first, join, floor) if join else _spoken(text, first)
    return found or first


def _spoken(text: str, first: Measure) -> Measure | None:
    """Read 6、7年 as a range of six to seven years; 3、4号楼 are two buildings."""
    if not _SPOKEN.match(text, first.start) or first.end != first.start + 1:
        return None
    second = _single(text, first.end + 1, first.end + 1)
    if second is None or second.unit is None or second.value != first.value + 1:
        return None
    if second.upper is not None or second.hedge or second.unit.name not in _OFTEN_SPOKEN:
        return None
    return replace(second, start=first.start, value=first.value, upper=second.value)


def _single(text: str, pos: int, floor: int) -> Measure | None:
    return _special(text, pos) or _counted(text, pos, floor)


def _special(text: str, pos: int) -> Measure | None:
    """Read a fraction, a half, a doubling or tenths (三成)."""
    if text[pos].isascii():
        return _fraction(text, pos) or _multiple(text, pos) or _half_en(text, pos)
    return _fraction(text, pos) or _half(text, pos) or _doubling(text, pos) or _tenths(text, pos)


def _fraction(text: str, pos: int) -> Measure | None:
    part = ratios.read(text, pos)
    if part is None:
        return None
    end, above, below = part
    if "分之" in text[pos:end] and below in {100, 1000, 10000}:
        percent = EXACT.divide(EXACT.multiply(above, Decimal(100)), below)
        return _of(pos, end, percent, UNITS["%"])
    # A third gets 28 digits, the same ones in every language.
    return Measure(pos, end, above / below, kind=Kind.RATIO)


def _half(text: str, pos: int) -> Measure | None:
    if match := _HALVES.match(text, pos):
        return Measure(pos, match.end(), Decimal("0.5"), kind=Kind.RATIO)
    if (match := _HALF_ZH.match(text, pos)) is None:
        return None
    found = lookup(match[1].replace("多", ""), 0)
    hedge: Hedge = "more" if "多" in match[1] else ""
    return _of(pos, match.end(), Decimal("0.5"), found[1], hedge) if found else None


def _half_en(text: str, pos: int) -> Measure | None:
    """Read "half of them" or "more than half", but not "half an hour" or "the first half"."""
    match = _HALF_OF.match(text, pos)
    if match is None or _NO_HALF.search(text, max(0, pos - 8), pos):
        return None
    if not match[1] and not _THAN_HALF.search(text, max(0, pos - 10), pos):
        return None
    return Measure(pos, pos + 4, Decimal("0.5"), kind=Kind.RATIO)


def _multiple(text: str, pos: int) -> Measure | None:
    word = text[pos : idioms.run_end(text, pos)].lower()
    value = idioms.MULTIPLES.get(word)
    return _of(pos, pos + len(word), Decimal(value), UNITS["times"]) if value else None


def _doubling(text: str, pos: int) -> Measure | None:
    match = _DOUBLING.match(text, pos)
    if match is None:
        return None
    doublings = {"": 1, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4}[match[1]]
    return _of(pos, match.end(), Decimal(2**doublings), UNITS["times"])


def _tenths(text: str, pos: int) -> Measure | None:
    match = _TENTHS.match(text, pos)
    tenths = numerals.read(match[1], 0) if match else None
    if match is None or tenths is None:
        return None
    value = Decimal(10) * tenths.value + (
        5 if match[2] == "半" else numerals.DIGIT.get(match[2], 0)
    )
    return _of(pos, match.end(), value, UNITS["%"], "more" if match[2] == "多" else "")


def _of(start: int, end: int, value: Decimal, unit: Unit, hedge: Hedge = "") -> Measure:
    return Measure(start, end, value, None, unit, hedge, None, unit.kind)


def _counted(text: str, pos: int, floor: int) -> Measure | None:
    currency = _CURRENCY.search(text, max(floor, pos - 5), pos)
    number = numerals.read(text, pos, money=currency is not None)
    if number is None:
        return None
    measure = _with_unit(text, pos, number)
    if currency is None:
        return measure
    unit = UNITS[CURRENCIES[currency[0].strip(" \u00a0")]]
    end = measure.end if measure.unit is unit else number.end
    return replace(measure, start=currency.start(), end=end, unit=unit, kind=unit.kind)


def _with_unit(text: str, pos: int, number: Numeral) -> Measure:
    value, end, hedge = number.value, number.end, number.hedge
    if half := _MORE_HALF.match(text, end):  # 两个多月, 一个半小时
        found = lookup("个" + text[half.end() : half.end() + 2], 0)
        if found:
            value = EXACT.add(value, Decimal("0.5")) if half[1] == "半" else value
            hedge = "more" if half[1] == "多" else hedge
            end, unit = half.end() + found[0] - 1, found[1]
            return Measure(pos, end, value, number.upper, unit, hedge, number, unit.kind)
    of = 3 if number.hedge == "open" and text.startswith(" of ", end) else 0  # millions of dollars
    found = lookup(text, end + of, han_numeral=number.script == "han")
    if found is None and _AGED.search(text, max(0, pos - 5), pos):
        found = end, UNITS["岁"]
    if found is None and _FEET.search(text, max(0, pos - 9), pos):
        behind = _INCHES.match(text, end)
        found = (behind.end(), UNITS["in"]) if behind else None
    if found is None:
        return Measure(pos, end, value, number.upper, None, hedge, number)
    end, unit = found
    unit = _meant(unit, value, text, (pos, end))
    if unit.name == "m" and (rest := _CENTIMETRES.match(text, end)):  # 一米八, 1米75
        part = "".join(str(numerals.DIGIT.get(c, c)) for c in rest[0])
        value, end = EXACT.add(value, Decimal(f"0.{part}")), rest.end()
    if unit.kind in {Kind.DURATION, Kind.RATIO} and (after := _AFTER_UNIT.match(text, end)):
        value, end = EXACT.add(value, Decimal("0.5")), after.end()
    return Measure(pos, end, value, number.upper, unit, hedge, number, unit.kind)


def _meant(unit: Unit, value: Decimal, text: str, place: tuple[int, int]) -> Unit:
    """Return the unit meant here: pounds may be money, kilometres may be kilometres an hour."""
    pos, end = place
    if unit.name == "lb" and _exponent(value) >= 3 and text.endswith("pounds", pos, end):
        return UNITS["GBP"]  # 5 million pounds are money
    if unit.name == "km" and _HOURLY.search(text, max(0, pos - 8), pos):
        return UNITS["km/h"]
    if unit.name == "度" and _WARM.search(text, max(0, pos - 14), pos):
        return UNITS["℃"]
    return UNITS["min"] if unit.name == "分" and _SECONDS.match(text, end) else unit  # 15分30秒


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _range(text: str, first: Measure, join: re.Match[str], floor: int) -> Measure | None:
    word = join[0].strip().lower()
    between = text[max(floor, first.start - 8) : first.start].lower() == "between "
    second = None if word == "and" and not between else _second(text, join.end())
    if second is None or (first.unit is not None and first.unit is not second.unit):
        return None
    own = first.unit is not None and first.end > _number_end(first)
    if own and _CHANGE.search(text, max(0, first.start - 5), first.start):
        return None  # from 30% to 40% is a change, from 3 to 5 minutes a range
    low = _shared_scale(first, second)
    if low >= second.value or (word == "or" and second.value - low != 1):
        return None
    start = first.start - 8 if between else first.start
    return replace(second, start=start, value=low, upper=second.value)


def _second(text: str, pos: int) -> Measure | None:
    symbol = _SYMBOL.match(text, pos)
    start = symbol.end() if symbol else pos
    if text[start : start + 1] not in idioms.NUMERAL_STARTS:
        return None
    second = _single(text, start, pos)
    plain = second is not None and second.upper is None and not second.hedge
    return second if plain else None


def _number_end(measure: Measure) -> int:
    return measure.numeral.end if measure.numeral else measure.end


def _shared_scale(first: Measure, second: Measure) -> Decimal:
    """Return the first value of a range at the scale of the second.

    In 3至5万 the 3 is 30,000, but in 500至1万 the 500 stays 500.
    """
    scale = second.numeral.scale if second.numeral else 0
    if first.numeral is None or first.numeral.scale or not scale:
        return first.value
    shared = EXACT.scaleb(first.value, scale)
    return shared if shared < second.value else first.value


def weak(measure: Measure, text: str, *, bounded: bool) -> bool:
    """Tell whether this is only a word: 百, 五 and one alone are, but 近百 is a figure."""
    number = measure.numeral
    if number is None or number.script == "arabic":
        return False
    if number.script == "english":
        return not bounded and measure.unit is None and _weak_word(number, text)
    length = number.end - measure.start
    if bounded and (number.bare or length > 1 or measure.unit):
        return False
    if number.bare:
        return not number.hedge and (measure.unit is None or length < 2)
    alone = measure.unit is None and measure.upper is None and number.hedge != "open"
    return alone and length < 3 and text[number.end - 1] not in "万亿"


def _weak_word(number: Numeral, text: str) -> bool:
    if number.value != _ONE:
        return number.value == Decimal("0.5")
    after = _FEW_NOUN.match(text, number.end)
    return after is None or after[1].lower() in _NOT_ONE
