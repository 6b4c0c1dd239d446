"""Checks that a choice is of the kind, has the names and is of the time that is asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language import names
from qa.language.quantities import find
from qa.language.rules import on
from qa.language.text import fold
from qa.search.answer_kind import Asked, fits, measured, of_measure

if TYPE_CHECKING:
    from qa.language.quantities import Quantity
    from qa.reading.spans.choice import Choice
    from qa.search.query import Query

# The words of questions about a measure, and the kinds of figures that answer them.
_EXTENTS = (
    (re.compile(r"多高|身高|海拔|how (?:tall|high)\b"), {"distance"}),
    (re.compile(r"多重|体重|how heavy\b"), {"mass"}),
    (re.compile(r"多深|水深|how deep\b|多宽|how wide\b"), {"distance"}),
    (re.compile(r"多大年纪|多大岁数|几岁|多少岁|年龄|how old\b|\bage of\b"), {"count", "duration"}),
    (re.compile(r"人口|population\b"), {"count", "number"}),
    (re.compile(r"面积|\barea of\b"), {"area"}),
)


_WHY = re.compile(r"为什么|为何|原因|\bwhy\b|\breason")
# 所有者权益有多少, 涨了多少: nothing says what is counted.
_ANY = re.compile("多少[?？。]*$")


def misfit(query: Query, choice: Choice) -> bool:
    """Tell whether a figure of some kind is asked for, and the choice has none of that kind."""
    asked = fold(query.text)
    of_office = query.asked in {Asked.PLACE, Asked.PERSON} or _HOLDER.search(asked)
    if of_office and on("office") and _lacks_office(asked, choice):
        return True
    if on("classifier") and _counts_others(asked, choice):
        return True
    return on("kind") and _of_another_kind(query, choice, asked)


def _of_another_kind(query: Query, choice: Choice, asked: str) -> bool:
    named = query.asked in {Asked.PLACE, Asked.PERSON}
    if named or _WHY.search(asked) or _WHICH.search(asked):
        return choice.figure is not None
    if choice.figure and _says_too_little(asked, choice.figure):
        return True
    given = _figures(choice)
    if unit := measured(query.text):
        return not any(of_measure(unit, q) for q in given)
    for pattern, kinds in _EXTENTS:
        if query.asked.is_figure and pattern.search(asked):
            return not any(q.kind in kinds for q in given)
    if _ANY.search(asked):
        return not any(q.kind not in {"date", "ordinal"} for q in given)
    return query.asked.is_figure and not any(fits(query.asked, q) for q in given)


def _says_too_little(asked: str, figure: Quantity) -> bool:
    """Tell whether a day is asked for and this is a year, or an amount and this counts things."""
    if figure.kind == "date":
        return bool(_DAY.search(asked)) and figure.unit == "YYYY"
    return bool(_WORTH.search(asked)) and figure.kind in {"count", "percentage"}


# Classifiers that count one sort of thing; 个 and 项 may count any.
_SORTS = ("人名位口", "起宗件", "户家", "只头匹", "辆台架艘列", "处座栋幢所", "场次届", "例")
_SORT = {character: sort for sort in _SORTS for character in sort}
_COUNTED = re.compile(rf"(?:多少|几)([{''.join(_SORTS)}])")


def _counts_others(asked: str, choice: Choice) -> bool:
    """Tell whether other things are counted than asked for: 多少人受伤, and 14起意外."""
    wanted = _COUNTED.search(asked)
    if not wanted:
        return False
    counts = [q for q in _figures(choice) if q.kind == "count"]
    sorts = {_SORT.get(q.unit) for q in counts}
    return bool(sorts) and not sorts & {None, _SORT[wanted[1]]}


def _figures(choice: Choice) -> list[Quantity]:
    return [choice.figure] if choice.figure else find(choice.text)


# 局长叫什么: a person is asked for, by the office.
_HOLDER = re.compile("[长任记官员席理]的?(?:叫|是谁|姓|名字|名叫)")
# An organisation or a thing is asked for, and no figure is one: 有哪几家单位.
_WHICH = re.compile(
    "哪[几一两]?[家个些所种][^，。?？]{0,4}(?:单位|公司|机构|部门|组织|企业|大学|医院|国家|平台|品牌|城市)"
)
# A day is asked for: the year alone does not say which.
_DAY = re.compile("哪[一]?[天日]|几月几[日号]|几号|\\b(?:what|which) (?:date|day)\\b")
# An amount is asked for, and things, shares and days are none.
_WORTH = re.compile("货值|总值|价值|金额|\\btotal (?:amount|value)\\b")
_OFFICE = re.compile(
    "副?(?:[省市区县镇乡村州校院局厅部会行所署司处科社队馆班站园厂店]长|董事长|秘书长|总经理|总裁|总监|主任"
    "|主席|(?:[省市区县镇乡州]委)?书记|总理|总统|首相|主教练|发言人)(?![助会])"
)


def _lacks_office(asked: str, choice: Choice) -> bool:
    """Tell whether an office is asked for that the sentence does not have: 副局长 is no 局长.

    A sentence with no office may name its holder, if the passage has the office.
    """
    wanted, given = (set(_OFFICE.findall(text)) for text in (asked, fold(choice.evidence.text)))
    near = given or set(_OFFICE.findall(fold(f"{choice.evidence.title}{choice.evidence.around}")))
    return bool(wanted) and not wanted & near


def unnamed(query: Query, around: str) -> float:
    """Return the share of the question's names that should stand in the text, and do not."""
    found = names.find(query.text) if on("names") else []
    lost = [n for n in found if names.support(n, [around]).state == "unsupported"]
    return len(lost) / len(found) if found else 0.0


# The marks that tell one of a kind from its siblings: years, days, months, quarters, halves,
# ordinals.
_NUMERALS = "一二三四五六七八九十"
_NTHS = "first second third fourth fifth sixth".split()
_NTH = "|".join(_NTHS)
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_CLEAR = "|".join(m for m in _MONTHS if m not in {"march", "may"})
_MARKS = {
    "year": re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)(?!\d)"),
    "day": re.compile(r"(\d{1,2}月\d{1,2})[日号]"),
    "month": re.compile(
        rf"(?<![\d前])(1[0-2]|[1-9]|十[一二]|[{_NUMERALS}])月(?![\d个])"
        rf"|\b({_CLEAR})\b|\b(?:in|of|by|since|until) (march|may)\b"
    ),
    "quarter": re.compile(rf"([一二三四1-4])季度|\bq([1-4])\b|\b({_NTH}) quarter\b"),
    "half": re.compile(rf"([上下]半)年|\bh([12])\b|\b({_NTH}) half\b(?= of (?:the year|\d{{4}}))"),
    "phase": re.compile(
        rf"(?:第([{_NUMERALS}\d])|(首)|(?<![年月日十\d万到长短同])([一二三四]))期(?!间)"
        rf"|\bphase (\d)\b|\b({_NTH}) phase\b"
    ),
    **{
        unit[0]: re.compile(rf"(?:第([{_NUMERALS}\d]{{1,3}})|(首)){unit}")
        for unit in "届 批 轮 代 位 次 名 季(?!度) 集".split()
    },
    "number": re.compile(
        rf"第([{_NUMERALS}\d]{{1,3}})号(?![线楼院路文令])"
        rf"|(?<=[^\W年月日至到和在于从是本这的\d{_NUMERALS}])([{_NUMERALS}]{{1,3}}|\d{{1,2}})号(?![线楼院路文令])"
        r"|\bno\. ?(\d{1,3})\b"
    ),
    "section": re.compile(r"(\d{1,2})标段|\bsection (\d{1,2})\b"),
    "line": re.compile(rf"([{_NUMERALS}\d]{{1,2}})号线|\bline (\d{{1,2}})\b"),
}


_RANGE = re.compile(r"[月度](?:[份底末初])?(?:以来|[至到~—-])|前\d+个月|\d个季度")


def marks(text: str) -> dict[str, set[str]]:
    """Return the marks of a text by their kind, with numerals as digits.

    >>> marks("第二届在2021年"), marks("line 3 in june")
    ({'year': {'2021'}, '届': {'2'}}, {'month': {'6'}, 'line': {'3'}})
    """
    found = {
        name: {_digits(next(filter(None, m.groups()))) for m in pattern.finditer(text)}
        for name, pattern in _MARKS.items()
    }
    return {name: values for name, values in found.items() if values}


def bound(text: str, start: int) -> dict[str, str]:
    """Return the marks that a place in a text is bound to: of each kind, the last before it.

    Only kinds of which the text has more than one mark are included.

    >>> bound("2021年为5吨，2022年为6吨", 14)
    {'year': '2022'}
    """
    found = {}
    for name, pattern in _MARKS.items():
        places = [
            (m.start(), _digits(next(filter(None, m.groups())))) for m in pattern.finditer(text)
        ]
        before = [value for place, value in places if place < start]
        if before and len({value for _, value in places}) > 1:
            found[name] = before[-1]
    return found


def _digits(mark: str) -> str:
    if len(mark) == 2 and mark[0] == "十":
        return f"1{_NUMERALS.index(mark[1]) + 1}"
    if mark in _MONTHS:
        return str(_MONTHS.index(mark) + 1)
    if mark in _NTHS:
        return str(_NTHS.index(mark) + 1)
    return {"首": "1", "十": "10", "上半": "1", "下半": "2"}.get(
        mark, mark.translate({ord(c): str(n) for n, c in enumerate(_NUMERALS, start=1)})
    )


def untimely(query: Query, choice: Choice, around: str) -> bool:
    """Tell whether the text has another year, month, quarter or ordinal instead of the question's.

    The year may be that of the article, or stand anywhere near; for an ordinal, the sentence
    decides.
    """
    if not on("time"):
        return False
    asked, near = marks(fold(query.text)), _given(choice, around)
    own = marks(fold(choice.evidence.text))
    years = _years(query)
    if years and own.get("year") and not years & own["year"]:
        return True
    given = near | {name: values for name, values in own.items() if name != "year"}
    given |= {name: {v} for name, v in bound(fold(choice.evidence.text), choice.span.start).items()}
    return any(given.get(name) and not values & given[name] for name, values in asked.items())


def _years(query: Query) -> set[str]:
    """Return the whole years that a question names in whatever words: 去年."""
    whole = (p for p in query.periods if p.days >= 365 and p.first.year == p.last.year)
    return {str(period.first.year) for period in whole}


def _given(choice: Choice, around: str) -> dict[str, set[str]]:
    """Return the marks of a passage, without months if it has a range of them: 1月至9月."""
    text, day = fold(around), choice.evidence.date
    given = marks(text)
    if _RANGE.search(text):
        given = {name: v for name, v in given.items() if name not in {"month", "quarter"}}
    if day:
        given["year"] = given.get("year", set()) | {str(day.year)}
    return given
