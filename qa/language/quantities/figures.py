"""Figures: candidates in a text, read, bounded and given their subjects."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.language.quantities import (
    bounds,
    dates,
    idioms,
    measures,
    moments,
    ordinals,
    scores,
    subjects,
)
from qa.language.quantities.units import Bound, Kind, lookup
from qa.language.text import Span

if TYPE_CHECKING:
    from decimal import Decimal

    from qa.language.quantities.measures import Measure
    from qa.language.quantities.moments import Moment


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: `source[start:end] == text`, with its bound words and its unit.

    >>> q = find("落户20多家企业")[0]
    >>> q.text, q.value, q.unit, str(q.bound), q.subject
    ('20多家', Decimal('20'), '家', 'more_than', '企业')
    """

    start: int
    end: int
    text: str
    value: Decimal
    upper: Decimal | None
    unit: str
    kind: Kind
    bound: Bound
    subject: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def find(text: str) -> list[Quantity]:
    """Find every figure of a text, left to right, none inside another.

    >>> [q.text for q in find("约130个，占68.7%")]
    ['约130个', '68.7%']
    """
    if idioms.INVISIBLE.search(text):
        return _seen(text)
    folded = idioms.fold(text)
    found: list[Quantity] = []
    pos = floor = 0
    while match := idioms.CANDIDATE.search(folded, pos):
        pos = idioms.skip(folded, match, floor)
        if not pos:
            got = _at(text, folded, match.start(), floor)
            if isinstance(got, Quantity):
                found.append(got)
                pos = floor = got.end
            else:
                pos = got
    return _with_years(found, text)


def _seen(text: str) -> list[Quantity]:
    """Find the figures as a reader sees them, ignoring characters of no width inside a number.

    Their spans are those of the original text, so that hidden characters are part of the figure.
    """
    hidden = set(idioms.INVISIBLE.findall(text))
    places = [i for i, character in enumerate(text) if character not in hidden]
    found = []
    for figure in find("".join(text[i] for i in places)):
        start, end = places[figure.start], places[figure.end - 1] + 1
        found.append(replace(figure, start=start, end=end, text=text[start:end]))
    return found


def _at(text: str, folded: str, start: int, floor: int) -> Quantity | int:
    """Return the figure whose numeral is at `start`, or where to continue looking."""
    moment = None if scores.is_ratio(folded, start, floor) else dates.read(folded, start, floor)
    if moment and not (moment.bare and _counts(folded, moment, floor)):
        return _dated(text, folded, moment, floor)
    measure = _read(folded, start, floor)
    if measure is None:
        return idioms.run_end(folded, start)
    glued = folded[measure.end : measure.end + 1]
    if (
        measure.unit is None
        and glued.isascii()
        and glued.isalpha()
        and folded[measure.end - 1].isdigit()
    ):
        name = _NAME_REST.match(folded, measure.end)
        return name.end() if name else measure.end
    if _is_label(folded, measure, start, floor) or _RAISED.match(folded, measure.end):
        return measure.end
    return _measured(text, folded, measure, floor)


def _read(folded: str, start: int, floor: int) -> Measure | None:
    return (
        scores.read(folded, start, floor)
        or ordinals.read(folded, start, floor)
        or measures.read(folded, start, floor)
    )


def _is_label(folded: str, measure: Measure, start: int, floor: int) -> bool:
    """Tell whether a bare number names or lists: iPhone 15, 苏-57, the 4. before a fourth item."""
    end = measure.end
    if measure.kind is not Kind.NUMBER and folded[end - 1] != "x":
        return False
    if _MODEL.search(folded, max(floor - 1, start - 30, 0), start):
        return True
    if folded[end : end + 1] == "》":  # 《铁拳8》
        return True
    if folded[start - 1 : start] == "-" and folded[start - 2 : start - 1] > "\u2e80":
        return True
    listed = (
        measure.numeral is not None and end - start <= 2 and folded[end : end + 1] in {*"、.．)）"}
    )
    return listed and bool(_LINE_START.search(folded, max(0, start - 4), start))


_LINE_START = re.compile(r"(?:\A|[\n\r\t\u3000。；！？：（(])[ \u00a0]*$")
# 10², 2½ and 3① are not the numbers 10, 2 and 3.
_RAISED = re.compile("[²³¹⁰-₉¼-¾⅐-↉①-⓿❶-➓㉑-㊿]")
_NAME_REST = re.compile(r"[A-Za-z0-9\-]+")
_MODEL = re.compile(r"[\u3000-\u303f\u4e00-\u9fff，（；：]\s?(?:[A-Za-z][\w+.-]*\s){1,4}$", re.A)
_GAP = re.compile(r"\s?(?:/|和|、|以及|及|与|,|，|and|or|to|at|,? and)\s?")
_CHOSEN_YEAR = frozenset("款版届")


def _counts(folded: str, moment: Moment, floor: int) -> bool:
    """Tell whether a bare 2021 is not a year, because it has a unit or bound: 2021家, 约2021."""
    head = bounds.before(folded, moment.start, floor)
    if head and not (head[1] is Bound.ABOUT and folded[head[0]].isascii()):
        return True
    if folded[moment.end : moment.end + 1] in {*"万亿千百多余+%％"}:
        return True
    unit = lookup(folded, moment.end)
    return unit is not None and unit[1].name not in _CHOSEN_YEAR


def _dated(text: str, folded: str, moment: Moment, floor: int) -> Quantity:
    start, end, bound = moment.start, moment.end, Bound.EXACT
    if moment.upper:
        bound = Bound.BETWEEN
    elif (head := bounds.before(folded, start, floor)) and head[1] is Bound.ABOUT:
        start, bound = head
    elif (tail := bounds.after(folded, end, Kind.DATE)) and tail[1] is Bound.ABOUT:
        end, bound = tail
    kind = Kind.TIME if moment.clock else Kind.DATE
    upper = moments.number(moment.upper) if moment.upper else None
    return Quantity(start, end, text[start:end], moment.value, upper, moment.unit, kind, bound, "")


def _measured(text: str, folded: str, measure: Measure, floor: int) -> Quantity | int:
    start, end, value = measure.start, measure.end, measure.value
    kind, unit = measure.kind, measure.unit.name if measure.unit else ""
    signed = _sign(folded, measure, floor)
    if signed is not None:
        start, value = signed, -value
    bound = Bound.EXACT
    if kind not in {Kind.ORDINAL, Kind.SCORE}:
        start, end, bound = _bounded(folded, measure, start, floor)
    if measures.weak(measure, folded, bounded=bound is not Bound.EXACT):
        return measure.end
    subject, english = subjects.read(text, folded, (start, end), floor)
    if kind is Kind.NUMBER and english:
        kind = Kind.COUNT
    return Quantity(start, end, text[start:end], value, measure.upper, unit, kind, bound, subject)


def _sign(folded: str, measure: Measure, floor: int) -> int | None:
    """Find the minus or 零下 before a value that can be negative; skip a hyphen after a digit."""
    start = measure.start
    degrees = measure.kind is Kind.TEMPERATURE or (measure.unit and measure.unit.name == "度")
    if degrees and folded.endswith("零下", floor, start):
        return start - 2
    if start <= floor or measure.upper is not None:
        return None
    sign = _MINUS.search(folded, max(floor, start - 6), start)
    if sign is None or (measure.kind not in _SIGNED and not _is_alone(measure, sign)):
        return None
    return sign.start()


_SIGNED = {
    Kind.PERCENTAGE, Kind.TEMPERATURE, Kind.MONEY, Kind.POINTS, Kind.DISTANCE
}  # fmt: skip
# A hyphen after a letter, a digit, % or ) is a joiner; 胜负 and 抱负 are words.
_MINUS = re.compile(r"(?:(?<![A-Za-z0-9%)])[-−]|(?<![胜抱背肩担自])负|(?<![A-Za-z])minus )$")


def _is_alone(measure: Measure, sign: re.Match[str]) -> bool:
    """Tell whether a bare number is negative: (-5), but a line's first dash may mark a point."""
    before = sign.string[sign.start() - 1 : sign.start()]
    return measure.kind is Kind.NUMBER and sign[0] in "-−" and before in {*" (（:："}


def _bounded(folded: str, measure: Measure, start: int, floor: int) -> tuple[int, int, Bound]:
    end = measure.end
    if measure.upper is not None:
        return start, end, Bound.BETWEEN
    bound = bounds.HEDGES.get(measure.hedge, Bound.EXACT)
    bare = bool(measure.numeral and measure.numeral.bare)
    if tail := bounds.after(folded, end, measure.kind):
        end, bound = tail
    head = bounds.before(folded, start, floor, bare=bare)
    if head and not _recent(folded, head, start, measure):
        start, bound = head
    elif bound is Bound.EXACT and _breaks(folded, measure, start):
        start, bound = start - 1, Bound.MORE_THAN
    return start, end, bound


def _breaks(folded: str, measure: Measure, start: int) -> bool:
    """Tell whether 破 means "more than", as in 销量破4170万 but not in 破3项纪录."""
    large = measure.numeral is not None and measure.numeral.scale >= 4
    return (
        large
        and folded[start - 1] == "破"
        and folded[start - 2 : start - 1] in {*"量额数房已收价均值"}
    )


def _recent(folded: str, head: tuple[int, Bound], start: int, measure: Measure) -> bool:
    unit = measure.unit.name if measure.unit else ""
    return bounds.recent(head[1], folded[head[0] : start].strip(), unit, int(measure.value))


def _with_years(found: list[Quantity], text: str) -> list[Quantity]:
    """Complete neighbouring figures from each other.

    In 2021年9月和10月 the second month gets the year of the first.
    """
    for i in range(1, len(found)):
        first, second = found[i - 1], found[i]
        if (
            first.kind is Kind.DATE
            and second.kind is Kind.DATE
            and _GAP.fullmatch(text[first.end : second.start])
        ):
            found[i - 1], found[i] = _inherit(first, second), _inherit(second, first)
        elif (
            first.kind is Kind.NUMBER
            and second.kind in _SHARED
            and _GAP.fullmatch(text[first.end : second.start])
        ):
            found[i - 1] = replace(
                first, kind=second.kind, unit=second.unit
            )  # 68.7 and 69.1 percent
    return found


_SHARED = {Kind.PERCENTAGE, Kind.POINTS, Kind.DATA}


def _inherit(quantity: Quantity, other: Quantity) -> Quantity:
    if quantity.upper is not None or other.upper is not None:
        return quantity
    day = moments.inherit(moments.days(quantity.value), moments.days(other.value))
    return replace(quantity, value=moments.number(day), unit=moments.pattern(day))


def is_article(figure: Quantity) -> bool:
    """Tell whether a figure is only an article: 一条 in 有一条路, "one" in "on one refuel".

    It does not answer "how many", and it is not a claim that needs proof.
    """
    one = figure.value == 1 and figure.upper is None and figure.kind in {Kind.COUNT, Kind.NUMBER}
    return one and not any(character.isdigit() for character in figure.text)
