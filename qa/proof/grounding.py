"""Grounding: the figures, dates and names of a text, each with the place that supports it.

A figure, which includes dates, must stand in a cited sentence. A name may also stand in the
paragraph around it or in the title, where 该公司 is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from qa.language import names
from qa.language.quantities import find, is_article, supports
from qa.proof import marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.language.names import Kind, Name, State
    from qa.language.quantities import Quantity
    from qa.language.text import Span


class Cited(Protocol):
    """A cited sentence: `span` is its place in the article, `around` its paragraph."""

    @property
    def article(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def span(self) -> Span: ...
    @property
    def text(self) -> str: ...
    @property
    def around(self) -> str: ...


@dataclass(frozen=True, slots=True)
class GroundedFigure:
    """A figure of an answer; `span` is where the article has it, None if no citation has it."""

    text: str
    value: str
    unit: str
    article: str | None
    span: Span | None

    @property
    def supported(self) -> bool:
        return self.span is not None


@dataclass(frozen=True, slots=True)
class GroundedName:
    """A name of an answer; `span` is where the article has it.

    A name that only the title has is supported without a span. A name is `unknown` if it may
    stand in forms that cannot be searched for; only `unsupported` counts against an answer.
    """

    text: str
    kind: Kind
    state: State
    article: str | None = None
    span: Span | None = None

    @property
    def lost(self) -> bool:
        """True if no cited text has the name."""
        return self.state == "unsupported"


@dataclass(frozen=True, slots=True)
class GroundedSentence:
    """A sentence of a text at `span`, the numbers it cites, and what of it can be checked.

    `figures` include its dates. A sentence that cites nothing rests on all that the text cites.
    """

    span: Span
    text: str
    numbers: tuple[int, ...]
    figures: tuple[GroundedFigure, ...]
    names: tuple[GroundedName, ...]


def ground_sentences(
    text: str, numbered: Sequence[Cited], question: str = ""
) -> list[GroundedSentence]:
    """Return each sentence of a text with what it cites, and which of its claims hold there.

    Marks count the sentences of `numbered` from 1. Names of the question, if there is one, may
    be repeated: they are unknown, not unsupported.
    """
    everywhere = marks.numbers(text)
    return [
        _sentence(span, text, marks.numbers(span.of(text)) or everywhere, numbered, question)
        for span in marks.sentences(text)
    ]


def _sentence(
    span: Span, text: str, numbers: Sequence[int], numbered: Sequence[Cited], question: str
) -> GroundedSentence:
    cited = [numbered[n - 1] for n in numbers if 1 <= n <= len(numbered)]
    said = marks.blanked(span.of(text))
    return GroundedSentence(
        span=span,
        text=marks.without(span.of(text)).strip(),
        numbers=tuple(numbers),
        figures=tuple(ground(said, cited)),
        names=tuple(ground_names(said, cited, question)),
    )


# --- figures -----------------------------------------------------------------------------------


def ground(text: str, cited: Sequence[Cited]) -> list[GroundedFigure]:
    """Return each figure of a text with the first of the cited sentences that supports it."""
    everything = find(text)
    figures = [figure for figure in everything if not is_article(figure)]
    if not figures:
        return []
    held = [(c, everything if c.text == text else find(c.text)) for c in cited]
    return [_ground(figure, held) for figure in figures]


def _ground(figure: Quantity, cited: Sequence[tuple[Cited, list[Quantity]]]) -> GroundedFigure:
    for evidence, figures in cited:
        for held in figures:
            if supports(held, figure):
                return grounded(figure, evidence, held)
    return GroundedFigure(figure.text, str(figure.value), figure.unit, None, None)


def grounded(figure: Quantity, evidence: Cited, held: Quantity) -> GroundedFigure:
    """Return a figure with the place of the one in the evidence that supports it."""
    return GroundedFigure(
        text=figure.text,
        value=str(figure.value),
        unit=figure.unit,
        article=evidence.article,
        span=held.span.shifted(evidence.span.start),
    )


# --- names -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Source:
    """A text that may contain a name; `start` is None for a title, which is not in the text."""

    text: str
    article: str
    start: int | None


def ground_names(text: str, cited: Sequence[Cited], question: str = "") -> list[GroundedName]:
    """Return each name of a text with the first place that has it.

    The cited sentences come first, then their paragraphs, then the titles.
    """
    found = names.find(text)
    sources = list(_sources(cited)) if found else []
    return [_name(name, sources, question) for name in found]


def _name(name: Name, sources: Sequence[_Source], question: str) -> GroundedName:
    support = names.support(name, [source.text for source in sources], question)
    if support.source is None or support.span is None:
        return GroundedName(name.text, name.kind, support.state)
    source = sources[support.source]
    span = None if source.start is None else support.span.shifted(source.start)
    return GroundedName(name.text, name.kind, support.state, source.article, span)


def _sources(cited: Sequence[Cited]) -> Iterator[_Source]:
    yield from (_Source(c.text, c.article, c.span.start) for c in cited)
    for c in cited:
        before = c.around.find(c.text)
        yield _Source(c.around, c.article, c.span.start - before if before >= 0 else None)
    yield from (_Source(c.title, c.article, None) for c in cited)
