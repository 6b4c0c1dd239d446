"""Bounds: the words before and after a figure that limit it (近, 余, 不超过, more than, or so)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.quantities.units import Bound, Kind

if TYPE_CHECKING:
    from qa.language.quantities.numerals import Hedge

_BEFORE = {
    Bound.ABOUT: (
        "约 大约 约为 约合 约占 约有 大约有 约莫 大概 大致 差不多 about around approximately some "
        "roughly circa approx. ~ ≈"
    ),
    Bound.AT_LEAST: (
        "至少 至少有 至少需 至少需要 至少要 不少于 不得少于 不能少于 不得低于 不能低于 未低于 "
        "不低于 起码 不下 不下于 最少 最低 at_least no_fewer_than "
        "no_less_than not_less_than a_minimum_of ≥"
    ),
    Bound.MORE_THAN: (
        "超 超过 超过了 逾 超出 超出了 突破 突破了 "
        "高于 多于 大于 more_than over above exceeding exceeded "
        "exceeds in_excess_of upwards_of greater_than surpassing surpassed topped "
        "topping >"
    ),
    Bound.LESS_THAN: "不足 不到 低于 少于 小于 不满 未满 未达 less_than fewer_than under below <",
    Bound.AT_MOST: (
        "至多 最多有 不得超过 不能超过 不可超过 不应超过 不会超过 没有超过 未超过 "
        "不得高于 不得多于 "
        "不得大于 不超过 不超 不多于 不高于 不大于 最多 up_to no_more_than not_more_than "
        "at_most within a_maximum_of ≤"
    ),
    Bound.NEARLY: "近 将近 接近 接近于 逼近 nearly almost close_to just_under approaching nearing",
}
_AFTER = {
    Bound.ABOUT: "左右 上下 or_so",
    Bound.AT_LEAST: "以上 及以上 或以上 （含）以上 起 or_more and_above and_more or_above +",
    Bound.MORE_THAN: "多 余 开外 有余 -odd",
    Bound.AT_MOST: "以下 以内 之内 内 及以下 或以下 or_less or_fewer and_below",
}
_BARE = {"上": Bound.AT_LEAST, "成": Bound.AT_LEAST, "过": Bound.MORE_THAN, "破": Bound.MORE_THAN}
"""Bounds only before a scale without a digit: 上百家, 过亿元, but not 晚上3点 or 通过3项."""


def _table(words: dict[Bound, str]) -> dict[str, Bound]:
    return {w.replace("_", " "): bound for bound, line in words.items() for w in line.split()}


_BEFORE_WORDS, _AFTER_WORDS = _table(_BEFORE), _table(_AFTER)
_LONGEST = max(len(w) for w in _BEFORE_WORDS if not w.isascii())
_ENGLISH = re.compile(r"[a-z.]+(?: [a-z.]+){0,3} $|[~≈<>≥≤] ?$", re.I)
_EN_AFTER = re.compile(
    r" (?:or (?:so|more|less|fewer|above)|and (?:above|more|below))(?![a-z])|\+(?!\d)|-odd(?![a-z])"
)
_AFTER_FIRST = frozenset(w[0] for w in _AFTER_WORDS if not w.isascii())

# Characters after which a bound belongs to another word: 签约41家 signs 41, 附近3家 are nearby,
# 中超20队 is a league.
_NOT_AFTER = {
    "约": "节签条合制预公违特续履契纽邀相爽毁失婚赴应解之立",
    "近": "附最临靠远亲邻新贴",
    "超": "赶反中英高德意法西",
    "不到": "想得看见找听做遇等",
    "超过": "不得可能应会有未",
    "突破了": "有",
    "突破": "有关性的",
}
_NOT_BEFORE_MORE = "次个种家元样项数位名少人边方年月"
_NOT_BEFORE_IN = "部容外地需销资涵存陆阁饰衣政在核参服"
_RECENT = frozenset({"year", "month", "week", "day", "quarter", "decade"})
_SPANS = {Kind.DURATION, Kind.DISTANCE, Kind.AREA}
_ENDED = {
    Kind.DURATION,
    Kind.RATIO,
    Kind.DISTANCE,
    Kind.MONEY,
    Kind.AGE,
    Kind.PERCENTAGE,
    Kind.MASS,
}
HEDGES: dict[Hedge, Bound] = {"more": Bound.MORE_THAN, "about": Bound.ABOUT, "open": Bound.AT_LEAST}


def before(text: str, pos: int, floor: int, *, bare: bool = False) -> tuple[int, Bound] | None:
    """Find the bound that ends at `pos`: where it begins, and which it is."""
    stop = pos - 1 if pos - 1 >= floor and text[pos - 1] in " \u00a0" else pos
    if stop <= floor:
        return None
    if text[stop - 1] < "\u2e80":
        return _english_before(text, pos, floor)
    for size in range(min(_LONGEST, stop - floor), 0, -1):
        word = text[stop - size : stop]
        bound = _BEFORE_WORDS.get(word)
        if bound and text[stop - size - 1 : stop - size] not in (*_NOT_AFTER.get(word, ""),):
            return stop - size, bound
    if (
        bare
        and (known := _BARE.get(text[stop - 1]))
        and text[stop - 2 : stop] not in {"以上", "通过", "经过"}
    ):
        return stop - 1, known
    return None


def _english_before(text: str, pos: int, floor: int) -> tuple[int, Bound] | None:
    start = max(floor, pos - 26)
    match = _ENGLISH.search(text, start, pos)
    if match is None or (match[0][0] in "<>" and not _operator(text, match.start())):
        return None
    words = match[0].strip().lower().split(" ")
    for size in range(len(words), 0, -1):
        phrase = " ".join(words[-size:])
        if bound := _BEFORE_WORDS.get(phrase):
            begin = pos - len(match[0]) + match[0].lower().rindex(phrase)
            return begin, bound
    return None


def _operator(text: str, pos: int) -> bool:
    """Tell whether the mark compares; the > of <p> does not."""
    before = text[pos - 1 : pos]
    return before in {"", " "} or not before.isascii()


def after(text: str, pos: int, kind: Kind) -> tuple[int, Bound] | None:
    """Find the bound that begins at `pos`: where it ends, and which it is."""
    char = text[pos : pos + 1]
    if char in {" ", "+", "-"}:
        match = _EN_AFTER.match(text, pos)
        return (match.end(), _AFTER_WORDS[match[0].strip()]) if match else None
    if char not in _AFTER_FIRST:
        return None
    for size in (5, 4, 3, 2, 1):
        word = text[pos : pos + size]
        bound = _AFTER_WORDS.get(word)
        if bound and _belongs(word, text[pos + size : pos + size + 1], kind):
            return pos + len(word), bound  # `word`, not `size`: a text may end early
    return None


def _belongs(word: str, following: str, kind: Kind) -> bool:
    """Tell whether a short bound really is one: 3年多 and 3天内, but not 3年多次 or 3天内部."""
    if word == "起":
        return kind is Kind.MONEY and following not in {"诉", "案", "来", "步"}
    if word == "内":
        return kind in _SPANS and (not following or following not in _NOT_BEFORE_IN)
    if word in {"多", "余"}:
        return kind in _ENDED and (not following or following not in _NOT_BEFORE_MORE)
    return True


def recent(bound: Bound, word: str, unit: str, value: int) -> bool:
    """Tell whether 近 means "the last": 近三年 is the last three years, 近三十年 nearly thirty."""
    return bound is Bound.NEARLY and word == "近" and unit in _RECENT and value < 10
