"""Enumerations: which of several figures is whose, where a sentence says 分别 ("respectively")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa import names
from qa.quantities import find, supports
from qa.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.quantities import Quantity

_ITEM = r"[^，。；：、和与及]{1,12}?"
_LIST = re.compile(rf"{_ITEM}(?:、{_ITEM})*(?:以及|和|与|及)[^，。；：、和与及]{{1,12}}")
_PARTS = re.compile(r"、|以及|和|与|及")
_LEAST = 2  # characters that an item and the question have in common


def respective(question: str, sentence: str, figures: Sequence[Quantity]) -> Quantity | None:
    """The figure of the item that a question names, of as many items as figures; None if unclear.

    >>> text = "9月和10月分别占31.2%和33.4%。"
    >>> respective("10月占多少", text, find(text)[2:]).text
    '33.4%'
    """
    at = sentence.find("分别")
    after = [figure for figure in figures if figure.start > at]
    if at < 0 or len(after) < 2:
        return None
    for listed in _LIST.finditer(sentence, 0, at):
        items = [item for item in _PARTS.split(listed.group()) if item]
        if len(items) == len(after):
            named = [_named(item, question) for item in _whole(items)]
            best = max(named)
            if best and named.count(best) == 1:
                return after[named.index(best)]
    return None


_PART = re.compile(r"\d+月|[一二三四]季度|[上下]半年")
_BEGIN = re.compile(r"^(.*?(?:19|20)\d\d年)(?:\d+月|[一二三四]季度|[上下]半年)")


def _whole(items: Sequence[str]) -> list[str]:
    """Items with the year that the first says for all: 10月 of 2020年9月和10月 is of 2020.

    >>> _whole(["2020年9月", "10月"])
    ['2020年9月', '2020年10月']
    """
    year = _BEGIN.match(items[0])
    return [f"{year[1]}{item}" if year and _PART.match(item) else item for item in items]


def several(question: str) -> bool:
    """Whether a question asks for a figure of each of several things: 分别占多少."""
    return bool(re.search(r"分别|各(?:占|有|是|为)|\brespectively\b", fold(question)))


def _named(item: str, question: str) -> int:
    """How far a question names an item: the characters they share, a figure or name for ten."""
    asked = find(question)
    if any(supports(held, said) for held in find(item) for said in asked):
        return 10
    if any(names.support(name, [item]).state == "supported" for name in names.find(question)):
        return 10
    mine, other = fold(item), fold(question)
    shared = (
        size
        for size in range(len(mine), _LEAST - 1, -1)
        for start in range(len(mine) - size + 1)
        if mine[start : start + size] in other
    )
    return next(shared, 0)
