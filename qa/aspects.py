"""Aspects: which of two figures of one thing, the new or all, the first batch or the second.

新增企业30家，累计达到500家 counts firms twice. What a question says of it tells which is meant,
and a figure of the first batch is no answer to a question about the second.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

# One aspect a line: what it is an aspect of, its name, and how it is said.
_TABLE = """
standing all 累计|总共|共有|总数|总计|合计
standing all in total|in all|altogether|so far|cumulative(?:ly)?|to date
standing new 新增|新设|新登记|新注册|newly|new(?= \\w)
extent most 最快|最高|最多|最大|最长|fastest|highest|at most|largest|longest
extent least 最慢|最低|最少|最小|最短|slowest|lowest|at least|smallest|shortest
extent mean 平均|人均|均价|averages?|mean|per capita
"""
_ASPECTS = [line.split(" ", 2) for line in _TABLE.strip().splitlines()]
_SAID = [
    (group, name, re.compile(rf"(?<![a-z])(?:{said})(?![a-z])")) for group, name, said in _ASPECTS
]

_NEW_YORK = re.compile(r"\bNew (?=[A-Z])")

_FIRST = {"首": "1", "一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6"}
_ROUND = re.compile(
    r"(?:第([一二三四五六\d])|(首))(批|期|轮)|(?<![年月日十\d万第])([一二三四])(期)(?!间)|(?<![至到~—-])(?<!至第)([一二三四])(季度)"
)
_EN_FIRST = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}
_EN_ROUND = re.compile(rf"\b({'|'.join(_EN_FIRST)}) (batch|phase|stage|round)\b")
_EN_UNIT = {"batch": "批", "phase": "期", "stage": "期", "round": "轮"}


def aspects(text: str) -> frozenset[tuple[str, str]]:
    """The aspects that a text names.

    >>> sorted(aspects("累计达到500家")), sorted(aspects("首批企业有几家"))
    ([('standing', 'all')], [('批', '1')])
    """
    folded = fold(_NEW_YORK.sub("", text))
    said = {(group, name) for group, name, pattern in _SAID if pattern.search(folded)}
    return frozenset(said) | rounds(folded).keys()


def rounds(text: str) -> dict[tuple[str, str], str]:
    """What a text numbers, with its words for it: batches, phases, rounds, quarters."""
    folded = fold(text)
    found = {}
    for match in _ROUND.finditer(folded):
        number = match[1] or match[2] or match[4] or match[6]
        found[match[3] or match[5] or match[7], _FIRST.get(number, number)] = match.group()
    english = _EN_ROUND.finditer(folded)
    return found | {(_EN_UNIT[m[2]], _EN_FIRST[m[1]]): m.group() for m in english}


def other_round(question: str, sentence: str) -> str | None:
    """A batch (phase, quarter) of the question, where the sentence numbers others and not it.

    >>> other_round("二期规模多少", "首期规模3亿元"), other_round("规模多少", "首期规模3亿元")
    ('二期', None)
    """
    asked, given = rounds(question), rounds(sentence)
    both = {unit for unit, _ in asked} & {unit for unit, _ in given}
    if asked.keys() & given.keys():
        return None
    return next((said for (unit, _), said in asked.items() if unit in both), None)


def other_standing(question: str, clauses: Sequence[str]) -> str | None:
    """新增 or 累计, where all clauses with figures say the other.

    >>> other_standing("新增企业多少家", ["累计引进企业400家"])
    '新增'
    """
    asked, given = _standings(question), [_standings(clause) for clause in clauses]
    if "all" in asked and not rounds(question) and clauses and all(map(_of_first, clauses)):
        return asked["all"]  # 首批41家 are not all
    if len(asked) != 1 or not given or any(not g or g.keys() & asked.keys() for g in given):
        return None
    return next(iter(asked.values()))


def _of_first(clause: str) -> bool:
    """Whether a clause counts one batch, or one phase, and says of no total."""
    return any(unit == "批" for unit, _ in rounds(clause)) and "all" not in _standings(clause)


def _standings(text: str) -> dict[str, str]:
    """The standings that a text names, with its words for them."""
    folded = fold(_NEW_YORK.sub("", text))
    found = ((name, said.search(folded)) for group, name, said in _SAID if group == "standing")
    return {name: match.group() for name, match in found if match}


# --- rises ---

_RISE = r"增|涨|升|提高|扩大|翻|降|减|跌|缩"
_RISES = re.compile(_RISE)
_ASKS_RISE = re.compile(
    rf"(?:{_RISE})[^，。？?]{{0,3}}多少(?=[?？。，,]|$)"
    r"|\bby how much\b.*\b(?:grow|rise|increase|fall|drop)\b"
)
_SHARE = re.compile("%|百分|[一两二三四五六七八九]成|倍")


def no_rise(question: str, clauses: Sequence[str]) -> str | None:
    """A rise that is asked for, where all clauses with figures give shares: 占有率达到75%.

    >>> no_rise("产量增长了多少", ["产品占市场的75%"]), no_rise("产量增长了多少", ["增长75%"])
    ('增长了多少', None)
    """
    asked = _ASKS_RISE.search(fold(question))
    pieces = [p for clause in clauses for p in re.split("[，,；;]", clause) if _SHARE.search(p)]
    shares = pieces and all("占" in piece and not _RISES.search(piece) for piece in pieces)
    return asked.group() if asked and shares else None


# --- months ------------------------------------------------------------------------------------

_NAMES = "january february march april may june july august september october november december"
_EN_MONTH = {name: n for n, name in enumerate(_NAMES.split(), start=1)}
_MONTH = re.compile(rf"(?<![\d前])(1[0-2]|[1-9])月|\b({'|'.join(_EN_MONTH)})\b(?=,? \d|[?.,]|$)")
# 1月至9月 has August in it, and so has 前10个月.
_SPAN = re.compile(r"月[份底末初]?(?:以来|[~至到—-])|[~至到—-](?:\d{4}年)?\d+月|个月|季度|半年")


def months(text: str) -> dict[int, str]:
    """The months that a text names, with its words for them.

    >>> months("8月与9月"), months("Who won in May 2020?")
    ({8: '8月', 9: '9月'}, {5: 'may'})
    """
    found = _MONTH.finditer(fold(text))
    return {int(m[1]) if m[1] else _EN_MONTH[m[2]]: m.group() for m in found}


def other_month(question: str, sentence: str, around: str) -> str | None:
    """A month of the question, where the sentence has others, no span, and nothing near names it.

    >>> other_month("8月产量多少", "6月和7月产量为3吨", "")
    '8月'
    """
    asked, given = months(question), months(sentence)
    if not given or _SPAN.search(fold(sentence)) or asked.keys() & months(around).keys():
        return None
    return next((said for n, said in asked.items() if n not in given), None)
