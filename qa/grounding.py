"""Grounding: the figures of a text, each with the place in the cited sentences that bears it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.quantities import find, is_article, supports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.evidence import Evidence
    from qa.quantities import Quantity
    from qa.text import Span


@dataclass(frozen=True, slots=True)
class GroundedFigure:
    """A figure of an answer; `span` is where the article has it, None if no citation does."""

    text: str
    value: str
    unit: str
    article: str | None
    span: Span | None

    @property
    def supported(self) -> bool:
        return self.span is not None


def ground(text: str, cited: Sequence[Evidence]) -> list[GroundedFigure]:
    """Each figure of a text with the first of the cited sentences that supports it."""
    return [_ground(figure, cited) for figure in find(text) if not is_article(figure)]


def _ground(figure: Quantity, cited: Sequence[Evidence]) -> GroundedFigure:
    for evidence in cited:
        for held in find(evidence.text):
            if supports(held, figure):
                return grounded(figure, evidence, held)
    return GroundedFigure(figure.text, str(figure.value), figure.unit, None, None)


def grounded(figure: Quantity, evidence: Evidence, held: Quantity) -> GroundedFigure:
    """A figure with the place of the one in the evidence that bears it."""
    return GroundedFigure(
        text=figure.text,
        value=str(figure.value),
        unit=figure.unit,
        article=evidence.article,
        span=held.span.shifted(evidence.span.start),
    )
