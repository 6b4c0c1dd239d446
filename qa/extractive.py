"""The reader without a model: the sentence that answers, and the figure inside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.asked import measured, of_measure
from qa.aspects import aspects
from qa.enumerations import respective, several
from qa.indicators import named, worded
from qa.quantities import find
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
    figures = _unsaid(query, evidence.figures)
    if not query.asked.is_figure or not figures:
        return Reading(evidence, None)
    if len(figures) == 1:
        return Reading(evidence, figures[0])
    if several(query.text):
        return Reading(evidence, None)
    if own := respective(query.text, evidence.text, figures):
        return Reading(evidence, own)
    fitting = _beside(query.text, evidence.text, _fitting(query, evidence.text, figures))
    if len(fitting) == 1:
        return Reading(evidence, fitting[0])
    fits = closeness([_around(evidence.text, figure) for figure in fitting])
    return Reading(evidence, fitting[list(fits).index(max(fits))])


_PLACE = re.compile("多少|几|什么时候|何时|哪一?[年天日月]")
_LEAST = 4  # characters


def _beside(question: str, sentence: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """The figures that stand among the same words as what asks, 投资额 of 投资额多少."""
    asked = _PLACE.search(question)
    if not asked:
        return list(figures)
    before, after = question[: asked.start()], question[asked.end() :]
    alike = [
        _common(before[::-1], sentence[: q.start][::-1])
        + _common(after, sentence[q.end - len(q.unit) :])
        for q in figures
    ]
    most = max(alike)
    return [q for q, n in zip(figures, alike, strict=True) if most < _LEAST or n == most]


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _unsaid(query: Query, figures: Sequence[Quantity]) -> list[Quantity]:
    """The figures that the question does not say itself: of the 49 it asks which are done."""
    said = [(q.value, q.upper, q.kind, q.bound) for q in find(query.text)]
    left = [q for q in figures if (q.value, q.upper, q.kind, q.bound) not in said]
    return left or list(figures)


def _fitting(query: Query, sentence: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """The figures that measure, count and are of the kind that is asked about, if any are."""
    left = list(figures)
    for keep in (_measuring, _counting, _indicated):
        kept = keep(query, sentence, left)
        left = [figure for figure in left if figure in kept] or left
    return _of_aspect(query, sentence, left)


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
    if unit := measured(query.text):
        return [q for q in figures if of_measure(unit, q)]
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
    return sentence[starts[-1] if starts else 0 : _clause_end(sentence, figure.end)]


def _clause_end(sentence: str, place: int) -> int:
    mark = _CLAUSE_MARK.search(sentence, place)
    return mark.start() if mark else len(sentence)


def _around(sentence: str, figure: Quantity) -> str:
    """The clause of a figure, with the next one where it says nothing else: 2011年，…获批."""
    clause = _clause(sentence, figure)
    if len(re.findall(r"\w", clause.replace(figure.text, ""))) >= _LEAST:
        return clause
    end = _clause_end(sentence, figure.end)
    return clause + sentence[end : _clause_end(sentence, end + 1)]


def _asked_unit(question: str) -> str:
    """多少家企业 asks for a figure in 家."""
    match = re.search(r"(?:多少|几)(\w)", fold(question))
    return match.group(1) if match else ""
