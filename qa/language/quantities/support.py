"""Support: when a figure of an article proves a figure of an answer, in either language."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from qa.language.quantities import moments, things
from qa.language.quantities.numerals import EXACT
from qa.language.quantities.units import UNITS, Bound, Kind

if TYPE_CHECKING:
    from qa.language.quantities.figures import Quantity

# Bound of the evidence -> bounds of the claims of the same value it proves; 近2000 is below 2,000.
_ENTAILS: dict[Bound, frozenset[Bound]] = {
    Bound.EXACT: frozenset({Bound.EXACT, Bound.ABOUT, Bound.AT_LEAST, Bound.AT_MOST}),
    Bound.ABOUT: frozenset({Bound.ABOUT}),
    Bound.NEARLY: frozenset({Bound.NEARLY, Bound.ABOUT, Bound.LESS_THAN, Bound.AT_MOST}),
    Bound.MORE_THAN: frozenset({Bound.MORE_THAN, Bound.AT_LEAST, Bound.ABOUT}),
    Bound.LESS_THAN: frozenset({Bound.LESS_THAN, Bound.AT_MOST}),
    Bound.AT_LEAST: frozenset({Bound.AT_LEAST}),
    Bound.AT_MOST: frozenset({Bound.AT_MOST}),
}
# How the exact value is rounded for a bounded claim of fewer digits: about 332 holds for 331.7.
_ROUNDING = {
    Bound.ABOUT: ROUND_HALF_UP,
    Bound.NEARLY: ROUND_CEILING,
    Bound.LESS_THAN: ROUND_CEILING,
    Bound.AT_MOST: ROUND_CEILING,
    Bound.MORE_THAN: ROUND_FLOOR,
    Bound.AT_LEAST: ROUND_FLOOR,
}
_COUNTS = {Kind.COUNT, Kind.NUMBER}
# "In 1237" is read as a number, 1237年 as a year; "20 to 18" as numbers, 20–18 as a score.
_WITH_DIGITS = {Kind.DATE, Kind.SCORE}


def supports(evidence: Quantity, claim: Quantity) -> bool:
    """Tell whether `evidence`, a figure of a text, proves `claim`, a figure stated about it.

    >>> from qa.language.quantities import find
    >>> supports(find("8400余家油气企业")[0], find("more than 8,400 companies")[0])
    True
    >>> supports(find("8400余家油气企业")[0], find("8,400 companies")[0])
    False
    """
    if evidence.kind is Kind.DATE and claim.kind is Kind.DATE:
        return _same_date(evidence, claim)
    if evidence.kind in _WITH_DIGITS and claim.kind is Kind.NUMBER:
        return claim.text in re.findall(r"\d+", evidence.text)
    if not _same_measure(evidence, claim) or not _same_value(evidence, claim):
        return False
    return _same_thing(evidence, claim)


def _same_value(evidence: Quantity, claim: Quantity) -> bool:
    """Tell whether a figure's value and bound prove those of another of the same measure."""
    low, claimed = in_base(evidence, evidence.value), in_base(claim, claim.value)
    if evidence.upper is not None:
        return _in_range(low, in_base(evidence, evidence.upper), claim, claimed)
    if claim.upper is not None:
        return False
    if low == claimed:
        # 以上 can mean "at least" or "more than".
        both = claim.bound is Bound.MORE_THAN and "以上" in evidence.text
        return claim.bound in _ENTAILS[evidence.bound] or (
            both and evidence.bound is Bound.AT_LEAST
        )
    return _rounds_to(evidence, low, claim, claimed)


def _in_range(low: Decimal, high: Decimal, claim: Quantity, claimed: Decimal) -> bool:
    if claim.upper is not None:
        return low == claimed and high == in_base(claim, claim.upper)
    if claim.bound is Bound.AT_LEAST:
        return claimed == low
    return claim.bound is Bound.AT_MOST and claimed == high


def _rounds_to(evidence: Quantity, exact: Decimal, claim: Quantity, claimed: Decimal) -> bool:
    rounding = _ROUNDING.get(claim.bound)
    known = evidence.bound is Bound.EXACT or evidence.bound is claim.bound is Bound.ABOUT
    if rounding is None or not known:
        return False
    step = in_base(claim, Decimal(1).scaleb(_written(claim.value)))
    return EXACT.multiply(EXACT.divide(exact, step).to_integral_value(rounding), step) == claimed


def _written(value: Decimal) -> int:
    """Return the last significant digit's exponent: 9 for 332 billion, 2 for 8,400, 1 for 300."""
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        return 0
    kept = len(digits)
    while kept > 2 and digits[kept - 1] == 0 and exponent + len(digits) - kept >= 0:
        kept -= 1
    return exponent + len(digits) - kept


def in_base(quantity: Quantity, value: Decimal) -> Decimal:
    """Convert a value of a figure to the base unit of its measure."""
    unit = UNITS.get(quantity.unit)
    return EXACT.multiply(value, unit.factor) if unit else value


def counts_of(evidence: Quantity, claim: Quantity) -> bool:
    """Tell whether both figures are counts."""
    return evidence.kind in _COUNTS and claim.kind in _COUNTS


def measured_alike(evidence: Quantity, claim: Quantity) -> bool:
    """Tell whether two figures share measure and thing: 亿元 and 元, not projects and people."""
    return _same_measure(evidence, claim) and _same_thing(evidence, claim)


def _same_measure(evidence: Quantity, claim: Quantity) -> bool:
    if counts_of(evidence, claim):
        return True
    if evidence.kind is Kind.COUNT and claim.kind is Kind.RATIO:
        return evidence.unit in {"次", "回", "趟"} and claim.text.endswith(("times", "twice"))
    if evidence.kind is not claim.kind:
        return False
    if claim.kind is Kind.ORDINAL:
        return True
    one, other = UNITS.get(evidence.unit), UNITS.get(claim.unit)
    return (one.base if one else evidence.unit) == (other.base if other else claim.unit)


def _same_thing(evidence: Quantity, claim: Quantity) -> bool:
    """Tell whether two figures may count one thing: people are neither companies nor projects."""
    if claim.kind is Kind.ORDINAL:
        return things.same_rank(evidence, claim)
    return claim.kind not in _COUNTS or things.same(evidence, claim)


def _same_date(evidence: Quantity, claim: Quantity) -> bool:
    """Compare two dates as far as the claim goes: 2021年9月 proves 2021, but 2021 not September."""
    if claim.upper is not None:
        return (
            evidence.upper is not None
            and _says(evidence.value, claim.value)
            and _says(evidence.upper, claim.upper)
        )
    if claim.bound not in _ENTAILS[evidence.bound if evidence.upper is None else Bound.EXACT]:
        return False
    return _says(evidence.value, claim.value) and (
        evidence.upper is None or _says(evidence.upper, claim.value)
    )


def _says(evidence: Decimal, claim: Decimal) -> bool:
    pairs = zip(moments.days(evidence), moments.days(claim), strict=True)
    return all(not said or said == known for known, said in pairs)
