"""Scores and proportions whose order counts: 3比1, a 3-1 win, a ratio of 1:3."""

from __future__ import annotations

import re
from decimal import Decimal

from qa.language.quantities.measures import Measure
from qa.language.quantities.moments import small
from qa.language.quantities.units import UNITS, lookup

_HAN_DIGIT = "[零一二两三四五六七八九十]"
_SCORE = re.compile(
    rf"(\d{{1,3}}|{_HAN_DIGIT}) ?比 ?(\d{{1,3}}|{_HAN_DIGIT})"
    rf"(?![\d.,%万亿千百年月个家名人]|{_HAN_DIGIT})"
    r"|(\d{1,3})([-–:：])(\d{1,3})(?![\d.,]*[\d%]|[-–:：年月日号]| (?!versus)[a-z]+s\b)"
)
# 1-3 and 3:10 are scores only where something is won, lost or compared.
_BEFORE = re.compile(
    r"(?:比分|总分|比例|比率|战胜|击败|不敌|战平|逆转|负于|[胜负输赢平以])"
    r"[为是定格在至到了]{0,3} ?$"
    r"|\b(?:won|wins?|lost|lose|beat|beaten|defeat|defeated|scored?|drew|draw|tied|ratio|result|lead"
    r"|led)(?: [a-z]+){0,3} $",
    re.I,
)
_RATIO = re.compile(r"(?:比分|总分|比例|比率)[为是定格在至到了]{0,3} ?$|\bratio of $")
_AFTER = re.compile(
    r" (?:win|victory|defeat|loss|draw|lead|triumph|aggregate)\b"
    r"|的?(?:战胜|击败|获胜|取胜|不敌|战平|逆转|力克|完胜|领先|落后|险胜|大胜)",
    re.I,
)


def read(text: str, pos: int, floor: int) -> Measure | None:
    """Read the score at `pos` as a number that keeps both its sides: 3001 for 3比1.

    >>> read("3比1", 0, 0).value
    Decimal('3001')
    """
    match = _SCORE.match(text, pos)
    if match is None:
        return None
    one, other = match[1] or match[3], match[2] or match[5]
    if match[4] and not _is_compared(text, match, floor):
        return None
    unit = UNITS["a:b"]
    value = Decimal(1000 * small(one) + small(other))
    return Measure(pos, match.end(), value, unit=unit, kind=unit.kind)


def is_ratio(text: str, pos: int, floor: int) -> bool:
    """Tell whether 1:30 is called a ratio or a score, and so is not a time of day."""
    match = _SCORE.match(text, pos)
    return bool(match and match[4] and _RATIO.search(text, max(floor, pos - 8), pos))


def _is_compared(text: str, match: re.Match[str], floor: int) -> bool:
    if lookup(text, match.end()):  # 以3-5天为宜
        return False
    before = _BEFORE.search(text, max(floor, match.start() - 30), match.start())
    return bool(before or _AFTER.match(text, match.end()))


def sides(value: Decimal) -> tuple[int, int]:
    """Split the value of a score into the numbers before and after 比."""
    return divmod(int(value), 1000)
