"""Times of day: 10:52, 3 p.m., 下午3点半, 20时."""

from __future__ import annotations

import re

from qa.language.quantities.moments import Moment, small

_SP = "[ \u00a0]?"
_CLOCK = re.compile(
    r"([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：][0-5]\d)?(?![\d:：])( ?[ap]\.?m\b\.?)?", re.I
)
_AM_PM = re.compile(r"(1[0-2]|[1-9]) ?([ap])\.?m\b\.?", re.I)
_CLOCK_ZH = re.compile(
    rf"(2[0-4]|1\d|\d|二?十[一二三四]?|[一二两三四五六七八九])"
    rf"{_SP}(?:[时点]{_SP}([0-5]?\d){_SP}分(?!之)"
    r"|点(半|钟|整)"
    r"|(时)(?![代候间尚速期刻评段装效常而任局政报空节有])|(点)(?!\d))"
)
_PART_OF_DAY = re.compile(
    r"(上午|凌晨|清晨|早上|早晨|今早|中午|下午|午后|傍晚|晚上|今晚|当晚|晚间|深夜|夜里|晚)"
    r"[ \u00a0]?$"
)
_AFTERNOON = frozenset("中午 下午 午后 傍晚 晚上 今晚 当晚 晚间 深夜 夜里 晚".split())


def read(text: str, pos: int, floor: int = 0) -> Moment | None:
    """Read the time of day whose hour is at `pos`; 下午 may stand before it.

    >>> read("10:52", 0).value
    Decimal('1052')
    """
    if match := _CLOCK.match(text, pos):
        hour, half = int(match[1]), (match[3] or "").strip().lower()
        hour += 12 * (half[:1] == "p" and hour < 12)
        return _time(text, match, floor, (hour, int(match[2])))
    if match := _AM_PM.match(text, pos):
        return _time(text, match, floor, (int(match[1]) % 12 + 12 * (match[2] in "pP"), 0))
    match = _CLOCK_ZH.match(text, pos)
    # 3点要求 are three points; 下午3点 and 7日8点 are times.
    told = text[pos - 1 : pos] in {"日", "号"} or _PART_OF_DAY.search(
        text, max(floor, pos - 3), pos
    )
    if match is None or (match[5] and not told):
        return None
    minute = 30 if match[3] == "半" else small(match[2])
    return _time(text, match, floor, (small(match[1]), minute))


def _time(text: str, match: re.Match[str], floor: int, clock: tuple[int, int]) -> Moment:
    hour, minute = clock
    start = match.start()
    if part := _PART_OF_DAY.search(text, max(floor, start - 3), start):
        start = part.start()
        noon = part[1] == "中午" and hour >= 11
        if part[1] in _AFTERNOON and 0 < hour < 12 and not noon:
            hour += 12
    return Moment(start, match.end(), (0, hour, minute), clock=True)
