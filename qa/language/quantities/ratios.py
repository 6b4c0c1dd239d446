"""Fractions: 三分之一, 百分之六十八点七, 2/3, two thirds, a quarter of."""

from __future__ import annotations

import re
from decimal import Decimal

from qa.language.quantities.numerals import DIGIT, HAN, WORDS, whole

_PARTS = {
    "half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_PART = "|".join(_PARTS)
_EN_FRACTION = re.compile(
    rf"(?:an? (third|quarter|fifth|tenth) of(?= )|({'|'.join(WORDS)})[ -]({_PART})(s?))(?![a-z-])",
    re.I,
)
_HAN_FRACTION = re.compile(
    rf"([{HAN}]{{1,12}}|\d{{1,6}})分之([{HAN}点]{{1,16}}|\d{{1,6}}(?:\.\d{{1,9}})?)"
)
# one in five, 3 out of 5; but neither 3 in 2021 nor 1 in 5 minutes.
_ONE_IN = re.compile(
    rf"([1-9]|{'|'.join(WORDS)})(?: out of | in (?:every )?)"
    rf"(2|3|4|5|6|7|8|9|10|12|20|25|50|100|1,?000|10,?000|{'|'.join(WORDS)})(?![\w.,-]*\w)"
    r"(?! (?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|percent|per|hundred|thousand"
    r"|[mb]illion|cities|countries|provinces|regions|places)\b)",
    re.I,
)
_SLASH = re.compile(r"([1-9]\d{0,2})/([1-9]\d{0,2})(?![\d/:A-Za-z])")


def read(text: str, pos: int) -> tuple[int, Decimal, Decimal] | None:
    """Read the fraction at `pos`: where it ends, its numerator and its denominator."""
    if match := _HAN_FRACTION.match(text, pos):
        below, above = whole(match[1]), _any(match[2])
        return (match.end(), above, below) if below and above else None
    if match := _SLASH.match(text, pos):
        above, below = Decimal(match[1]), Decimal(match[2])
        return (match.end(), above, below) if 0 < above < below else None
    return _one_in(text, pos) or _spelled(text, pos)


def _one_in(text: str, pos: int) -> tuple[int, Decimal, Decimal] | None:
    match = _ONE_IN.match(text, pos)
    if match is None:
        return None
    part, whole_of = (Decimal(_digits(word)) for word in match.groups())
    return (match.end(), part, whole_of) if 0 < part < whole_of else None


def _spelled(text: str, pos: int) -> tuple[int, Decimal, Decimal] | None:
    if (match := _EN_FRACTION.match(text, pos)) is None:
        return None
    if match[1]:
        return match.end() - 3, Decimal(1), Decimal(_PARTS[match[1].lower()])
    above_word, below_word = WORDS[match[2].lower()], _PARTS[match[3].lower()]
    # "two third" and "one thirds" are not English.
    if above_word == 0 or (above_word > 1) != bool(match[4]):
        return None
    return match.end(), Decimal(above_word), Decimal(below_word)


def _digits(word: str) -> int:
    return WORDS[word.lower()] if word.isalpha() else int(word.replace(",", ""))


def _any(run: str) -> Decimal | None:
    if run[0].isdigit() and run[0].isascii():
        return Decimal(run)
    integer, _, part = run.partition("点")
    value = whole(integer)
    if value is None or not part:
        return value
    if any(c not in DIGIT for c in part):
        return None
    return Decimal(f"{int(value)}.{''.join(str(DIGIT[c]) for c in part)}")
