"""The reader without a model: the sentence that answers, and the figure inside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.enumerations import respective
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
    if own := respective(query.text, evidence.text, figures):
        return Reading(evidence, own)
    fits = closeness([_clause(evidence.text, figure) for figure in figures])
    asked_unit = _asked_unit(query.text)
    scores = [
        fit + (0.2 if asked_unit and asked_unit in (figure.unit, figure.subject[:1]) else 0.0)
        for fit, figure in zip(fits, figures, strict=True)
    ]
    return Reading(evidence, figures[scores.index(max(scores))])


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
