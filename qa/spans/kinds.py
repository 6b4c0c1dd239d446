"""Kinds: whether a choice is of the kind, of the names and of the time that is asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa import names
from qa.asked import Asked, fits, measured, of_measure
from qa.quantities import find
from qa.text import fold

if TYPE_CHECKING:
    from qa.query import Query
    from qa.spans.choice import Choice

# What a question asks the measure of, and the kinds of figures that have it.
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
    """Whether a figure of a kind is asked for, and the choice has none of that kind."""
    given = [choice.figure] if choice.figure else find(choice.text)
    asked = fold(query.text)
    if _WHY.search(asked):
        return choice.figure is not None
    if unit := measured(query.text):
        return not any(of_measure(unit, q) for q in given)
    for pattern, kinds in _EXTENTS:
        if query.asked.is_figure and pattern.search(asked):
            return not any(q.kind in kinds for q in given)
    if query.asked in {Asked.PLACE, Asked.PERSON}:
        return choice.figure is not None
    if _ANY.search(asked):
        return not any(q.kind not in {"date", "ordinal"} for q in given)
    return query.asked.is_figure and not any(fits(query.asked, q) for q in given)


def unnamed(query: Query, around: str) -> float:
    """The share of the question's names that would stand in the text, and do not."""
    found = names.find(query.text)
    lost = [n for n in found if names.support(n, [around]).state == "unsupported"]
    return len(lost) / len(found) if found else 0.0


_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")


def untimely(query: Query, choice: Choice, around: str) -> bool:
    """Whether no year of the question stands in the passage or is that of its date."""
    asked = set(_YEAR.findall(query.text))
    day = choice.evidence.date
    return bool(asked) and not asked & ({*_YEAR.findall(around)} | {str(day.year) if day else ""})
