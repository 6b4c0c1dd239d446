"""Numerals as news writes them, 8,400, 4.85万亿, 三百五十六 and twenty-five, as exact Decimals."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from typing import Literal

EXACT = Context(prec=100)
"""A precise context for arithmetic; Decimal's own would round a product to 28 digits."""

Hedge = Literal["", "more", "about", "open"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from text up to `end`: 十几 has an `upper`, 8400余 the hedge "more".

    The exponent of `value` keeps how exactly it was written: 332 billion is 332E+9.
    """

    end: int
    value: Decimal
    upper: Decimal | None = None
    hedge: Hedge = ""
    script: Literal["arabic", "han", "english"] = "arabic"
    scale: int = 0  # power of ten of its last 万 or million
    bare: bool = False  # 百 in 近百家: a scale without a digit, a number only beside a bound


# 千瓦 and 千米 are units, not thousands; 百分 belongs to a percentage.
_SCALE = r"(?:[十百千]?[万亿]|万亿|百(?!分)|千(?![瓦米克伏卡赫帕]))"
_EXPONENT = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
DIGIT = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_D = "[一二两三四五六七八九]"

_ARABIC = re.compile(r"(?:\d{1,3}(?:,\d{3}){1,12}(?!\d)|\d{1,40}(?!\d))(?:\.\d{1,20}(?!\d))?")
_ZH_TAIL = re.compile(rf"\s?([多余来几]?)\s?((?:万亿|{_SCALE}){{1,2}})([多余]?)")
_ZH_MORE = re.compile(r"\s?(?:[多余]|来(?=[个岁年天人家块米里]))")
_THOUSANDS = re.compile(r"(\d{1,4})千(\d)百([万亿])")
_ZH_NEXT = re.compile(rf"(\d{{1,8}}(?:\.\d{{1,4}})?)((?:{_SCALE})?)")
_EN_SCALE = re.compile(
    r"[ \u00a0-]?(hundred|thousand|million|billion|trillion|mln|bln)(?![A-Za-z])"
    r"|(bn|mn|tn|k)(?![A-Za-z0-9])",
    re.I,
)
_MONEY_SCALE = re.compile(r" ?([mMbBkKtT])(?![A-Za-z0-9])")
_EN_EXPONENT = {
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "k": 3, "m": 6,
    "b": 9, "t": 12, "mn": 6, "mln": 6, "bn": 9, "bln": 9, "tn": 12,
}  # fmt: skip

HAN = "〇零一二两三四五六七八九十百千万亿"
_RUN = re.compile(r"(?:[〇零一二两三四五六七八九十百万亿]|千(?![瓦米克伏卡赫帕])){1,41}+")
_OPEN = re.compile(r"[几数]((?:[十百千万亿](?!分)){1,3})")
_TEENS = re.compile(rf"({_D}?)十几([万亿]{{0,2}})")
_SECTION = re.compile(rf"(?:({_D})千)?(?:零?({_D})百)?(?:零?({_D}?)(十))?(零?)({_D}?)")
_PAIR = re.compile(rf"((?:{_D}?十)?)({_D})({_D})([十百千万亿]{{0,3}})")
_POINT = re.compile(r"点([〇零一二三四五六七八九]{1,20})((?:[万亿]){0,2})")

WORDS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    w: 10 * i
    for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_BIG = {"dozen", "hundred", "thousand", "million", "billion", "trillion"}
_NEXT_WORD = re.compile(r"(?:[ -]and[ -]|[ \u00a0-]|\r?\n)?([A-Za-z]{1,10})(?![A-Za-z])")
_HALF = re.compile(
    r"half(?: an? (million|billion|trillion|dozen)(?![a-z])| an?(?= )|(?=\W|$))", re.I
)
_AND_HALF = re.compile(r"[ -]and[ -]a[ -]half(?![a-z])", re.I)
_OPEN_EN = re.compile(
    r"(?:several |a few )(dozen|hundred|thousand|million|billion)(?![a-z])"
    r"|(dozens|tens|hundreds|thousands|millions|billions|trillions)(?![a-z])"
    r"(?: of (thousands|millions|billions)(?![a-z]))?",
    re.I,
)
STARTERS = {*WORDS, *_TENS, *"a an half several tens dozens hundreds thousands".split()}
STARTERS |= {"millions", "billions", "trillions"}


def read(text: str, pos: int, *, money: bool = False) -> Numeral | None:
    """Read the numeral at `pos` of a folded text; with `money`, m and b mean million and billion.

    >>> read("4850亿元", 0).value
    Decimal('4.850E+11')
    """
    char = text[pos]
    if "0" <= char <= "9":
        return _arabic(text, pos, money)
    return _english(text, pos) if char.isascii() else _han(text, pos)


def _shift(value: Decimal, exponent: int) -> Decimal:
    return EXACT.scaleb(value, exponent)


def _exponent(scales: str) -> int:
    return sum(_EXPONENT[c] for c in scales)


def _arabic(text: str, pos: int, money: bool) -> Numeral | None:
    match = _ARABIC.match(text, pos)
    if match is None:
        return None
    if parts := _THOUSANDS.match(text, pos):  # 3千5百万
        whole_part = 1000 * int(parts[1]) + 100 * int(parts[2])
        return Numeral(parts.end(), _shift(Decimal(whole_part), _EXPONENT[parts[3]]))
    value, end = Decimal(match[0].replace(",", "")), match.end()
    if tail := _ZH_TAIL.match(text, end):
        return _chinese_tail(text, value, tail)
    if more := _ZH_MORE.match(text, end):
        return Numeral(more.end(), value, hedge="about" if "来" in more[0] else "more")
    power = 0
    for _ in range(2):  # 3 hundred million
        scale = _EN_SCALE.match(text, end) or (_MONEY_SCALE.match(text, end) if money else None)
        if scale is None:
            break
        power += _EN_EXPONENT[scale[scale.lastindex or 1].lower()]
        end = scale.end()
    value = _shift(value, power)
    if half := _AND_HALF.match(text, end):
        return Numeral(half.end(), EXACT.add(value, Decimal("0.5")))
    return Numeral(end, value, scale=power)


def _chinese_tail(text: str, value: Decimal, tail: re.Match[str]) -> Numeral:
    exponent, end = _exponent(tail[2]), tail.end()
    value = _shift(value, exponent)
    hedge: Hedge = "more" if tail[1] in {"多", "余"} or tail[3] else "about" if tail[1] else ""
    while not hedge and (part := _ZH_NEXT.match(text, end)):  # 3亿5000万, 1万2000
        lower = _exponent(part[2])
        spoken = not part[2] and len(part[1]) == 1 and exponent == 4  # 2万5 is 25,000
        rest = _shift(Decimal(part[1]), 3 if spoken else lower)
        if lower >= exponent or rest >= Decimal(10) ** exponent or not (part[2] or exponent == 4):
            break
        value, exponent, end = EXACT.add(value, rest), lower, part.end()
        if not part[2]:
            break
    if not hedge and (more := _ZH_MORE.match(text, end)):
        return Numeral(more.end(), value, hedge="more")
    return Numeral(end, value, hedge=hedge, scale=_exponent(tail[2]))


def _han(text: str, pos: int) -> Numeral | None:
    if match := _OPEN.match(text, pos):
        end = match.end() + (text[match.end() : match.end() + 1] in {"多", "余"})
        return Numeral(end, _shift(Decimal(2), _exponent(match[1])), None, "open", "han")
    if match := _TEENS.match(text, pos):
        tens, scale = DIGIT.get(match[1], 1) * 10, _exponent(match[2])
        low, high = (_shift(Decimal(tens + n), scale) for n in (1, 9))
        return Numeral(match.end(), low, high, "", "han")
    match = _RUN.match(text, pos)
    if match is None or len(match[0]) > 40:
        return None
    if (pair := _PAIR.fullmatch(match[0])) and (both := _pair(pair)):
        return Numeral(match.end(), both[0], both[1], "", "han")
    return _han_run(text, match)


def _pair(match: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """Read two adjacent digits as a range: 两三百, 十七八, 三五."""
    first, second = DIGIT[match[2]], DIGIT[match[3]]
    if second != first + 1 and match[2] + match[3] != "三五":
        return None
    tens = 10 * DIGIT.get(match[1][:-1], 1) if match[1] else 0
    scale = _exponent(match[4])
    return _shift(Decimal(tens + first), scale), _shift(Decimal(tens + second), scale)


def _han_run(text: str, match: re.Match[str]) -> Numeral | None:
    run, end = match[0], match.end()
    bare = run[0] in "百千万亿"
    value = whole("一" + run if bare else run)
    if value is None:
        return None
    if not bare and (point := _POINT.match(text, end)):
        digits = "".join(str(DIGIT[c]) for c in point[1])
        exact = Decimal(f"{int(value)}.{digits}")
        value, end = _shift(exact, _exponent(point[2])), point.end()
    if tail := _ZH_TAIL.match(text, end):  # 三十多万
        shifted = _chinese_tail(text, value, tail)
        return replace(shifted, script="han", bare=bare)
    more = _ZH_MORE.match(text, end)
    hedge: Hedge = "" if more is None else "about" if "来" in more[0] else "more"
    last = match[0].rstrip("万亿")
    scale = _exponent(match[0][len(last) :])
    return Numeral(more.end() if more else end, value, None, hedge, "han", scale, bare)


def whole(run: str) -> Decimal | None:
    """Read a whole number in digits or Chinese numerals, written as 二〇二一 or as 三亿五千万."""
    if run.isascii():
        return Decimal(run) if run else None
    if run in {"百", "千", "万", "亿"}:
        return Decimal(10) ** _EXPONENT[run]
    for mark in "亿万":
        if mark in run:
            head, _, tail = run.rpartition(mark)
            high, low = whole(head) if head else None, _tail(tail, mark)
            return (
                None
                if high is None or low is None
                else EXACT.add(_shift(high, _EXPONENT[mark]), low)
            )
    if len(run) > 1 and all(c in DIGIT for c in run):
        # 一三 or 三二一 alone is not a number; a four-digit year or 二〇八 is.
        known = len(run) == 4 or "〇" in run or "零" in run[1:]
        return Decimal("".join(str(DIGIT[c]) for c in run)) if known else None
    return _section(run)


def _tail(tail: str, mark: str) -> Decimal | None:
    if not tail:
        return Decimal(0)
    if len(tail) == 1 and tail in DIGIT and tail not in "零〇":  # 一万二 is 12,000
        return Decimal(DIGIT[tail]).scaleb(_EXPONENT[mark] - 1)
    return whole(tail.lstrip("零"))


def _section(run: str) -> Decimal | None:
    match = _SECTION.fullmatch(run)
    if match is None:
        return None
    thousands, hundreds, tens, ten, zero, ones = match.groups("")
    value = 1000 * DIGIT.get(thousands, 0) + 100 * DIGIT.get(hundreds, 0)
    value += 10 * DIGIT.get(tens, 1) if ten else 0
    place = 1
    if ones and not zero and not ten and (thousands or hundreds):  # 三百五 is 350
        place = 10 if hundreds else 100
    return Decimal(value + place * DIGIT.get(ones, 0))


def _english(text: str, pos: int) -> Numeral | None:
    if match := _OPEN_EN.match(text, pos):
        word = (match[1] or match[2]).lower().rstrip("s")
        exponent = 1 if word in {"dozen", "ten"} else _EN_EXPONENT[word]
        exponent += _EN_EXPONENT[match[3].lower().rstrip("s")] if match[3] else 0
        if word == "ten" and not match[3]:
            return None
        return Numeral(match.end(), _shift(Decimal(2), exponent), None, "open", "english")
    if match := _HALF.match(text, pos):
        scale = (match[1] or "").lower()
        value = (
            Decimal(6) if scale == "dozen" else _shift(Decimal("0.5"), _EN_EXPONENT.get(scale, 0))
        )
        return Numeral(match.end(), value, script="english")
    return _spelled(text, pos)


def _spelled(text: str, pos: int) -> Numeral | None:
    total, part, end, last = Decimal(0), 0, pos, ""
    for _ in range(16):
        match = _NEXT_WORD.match(text, end)
        if match is None or (end == pos and match.start(1) != pos):
            break
        word = match[1].lower()
        step = _add_word(total, part, word, last)
        if step is None:
            break
        (total, part), last, end = step, word, match.end()
    if not last or last in {"a", "an", "zero"}:
        return None
    half = _AND_HALF.match(text, end)
    value = EXACT.add(total, Decimal(part)) + (Decimal("0.5") if half else 0)
    return Numeral(half.end() if half else end, value, script="english")


def _add_word(total: Decimal, part: int, word: str, last: str) -> tuple[Decimal, int] | None:
    """Add a word to a spelled number; None if it ends before: "two three" is two numbers."""
    if word in {"a", "an"}:
        return None if last else (total, 0)
    if word in _BIG:
        return _scale(total, part, word) if last else None
    if last in {"a", "an"} or last in WORDS:
        return None
    if word in _TENS:
        return None if last in _TENS else (total, part + _TENS[word])
    digit = WORDS.get(word)
    if digit is None or (last in _TENS and digit > 9):
        return None
    return total, part + digit


def _scale(total: Decimal, part: int, word: str) -> tuple[Decimal, int] | None:
    if word in {"hundred", "dozen"}:
        return (total, (part or 1) * (100 if word == "hundred" else 12)) if part < 100 else None
    return EXACT.add(total, _shift(Decimal(part or 1), _EN_EXPONENT[word])), 0
