"""The reader without a model: the sentence that answers, and the figure inside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.aspects import aspects
from qa.enumerations import respective, several
from qa.indicators import named, worded
from qa.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qa.evidence import Evidence
    from qa.quantities import Quantity
    from qa.query import Query

    # How close in meaning each of these texts is to the question, -1 to 1.
    Closeness = Callable[[Sequence[str]], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentence that answers; `figure` is what answers inside it, if a figure was asked for."""

    evidence: Evidence
    figure: Quantity | None

    @property
    def text(self) -> str:
        return self.figure.text if self.figure else self.evidence.text


def read(query: Query, evidence: Evidence, closeness: Closeness) -> Reading:
    """What in this sentence answers the question."""
    figures = evidence.figures
    if not query.asked.is_figure or not figures:
        return Reading(evidence, None)
    if len(figures) == 1:
        return Reading(evidence, figures[0])
    if several(query.text):
        return Reading(evidence, None)
    if own := respective(query.text, evidence.text, figures):
        return Reading(evidence, own)
    fitting = _fitting(query, evidence)
    fits = closeness([_clause(evidence.text, figure) for figure in fitting])
    return Reading(evidence, fitting[list(fits).index(max(fits))])


def _fitting(query: Query, evidence: Evidence) -> list[Quantity]:
    """The figures that measure, count and are of the kind that is asked about, if any are."""
    left = list(evidence.figures)
    for keep in (_measuring, _counting, _indicated):
        kept = keep(query, evidence.text, left)
        left = [figure for figure in left if figure in kept] or left
    return _of_aspect(query, evidence.text, left)


_GROWS = re.compile(
    r"(?:增长|增加|提高|提升|上升|上涨|扩大|下降|降低|减少|下跌)了?多少(?![^，。？?])|增幅|增速"
    r"|\b(?:by how much|how much did .*\b(?:grow|rise|fall|increase|drop|decline|decrease)\b)"
)
_SIZE = re.compile(r"规模|\b(?:scale|how large|how big)\b")


def _measuring(query: Query, _: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """Of a rise, the percentages; of what is measured, what counts nothing; else what counts."""
    if query.asked == "count":  # of 1361年 and 22次 the times; 24 is a number of anything
        return [q for q in figures if q.kind == "count"]
    if query.asked != "figure":
        return []
    asked = fold(query.text)
    if _GROWS.search(asked):
        return [q for q in figures if q.kind in {"percentage", "points", "ratio"}]
    if _SIZE.search(asked) or worded(asked):
        return [q for q in figures if q.kind not in {"count", "percentage", "duration"}]
    return []


def _counting(query: Query, _: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """The figures in the unit that is asked for (多少家), or of the thing by its own name."""
    unit = _asked_unit(query.text)
    if own := [q for q in figures if unit and unit in (q.unit, q.subject[:1])]:
        return own
    words = frozenset(fold(query.things[-1]).split() if query.things else ())
    named = [term.forms for term in query.terms if words.intersection(term.said.split())]
    held = [sum(any(f in fold(q.subject) for f in forms) for forms in named) for q in figures]
    own = [q for q, many in zip(figures, held, strict=True) if many and many == max(held)]
    units = {q.unit for q in own}  # 累计达到500家 has no name beside it
    return [q for q in figures if q in own or (q.unit in units and _nameless(q))]


def _nameless(figure: Quantity) -> bool:
    """Whether nothing counted stands beside a figure: 累计 of 累计达到500家 is no thing."""
    return not figure.subject or bool(aspects(figure.subject))


def _indicated(query: Query, sentence: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """The figures whose clause names what is to be measured: 产量 is not 面积."""
    asked = named(query.text)
    return [q for q in figures if asked & named(_clause(sentence, q))]


def _of_aspect(query: Query, sentence: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """The figures of the aspect that is asked about: all, the new, the first batch, the mean."""
    asked = aspects(query.text)
    marks = [_agreement(asked, aspects(_clause(sentence, figure))) for figure in figures]
    return [q for q, mark in zip(figures, marks, strict=True) if mark == max(marks)]


def _agreement(asked: frozenset[tuple[str, str]], given: frozenset[tuple[str, str]]) -> int:
    """1 for an aspect that is asked about, -1 for another, and for the new where all are meant."""
    if asked & given:
        return 1
    groups = {group for group, _ in asked}
    return -1 if ("standing", "new") in given or any(g in groups for g, _ in given) else 0


_CLAUSE_MARK = re.compile(r"[，,、；;：:。！？!?]")


def _clause(sentence: str, figure: Quantity) -> str:
    """The words around a figure, from the mark before it to the mark after it."""
    starts = [m.end() for m in _CLAUSE_MARK.finditer(sentence, 0, figure.start)]
    after = _CLAUSE_MARK.search(sentence, figure.end)
    return sentence[starts[-1] if starts else 0 : after.start() if after else len(sentence)]


def _asked_unit(question: str) -> str:
    """多少家企业 asks for a figure in 家."""
    match = re.search(r"(?:多少|几)(\w)", fold(question))
    return match.group(1) if match else ""
