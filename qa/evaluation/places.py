"""Places: where in the articles, as they are now, the golds stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.evaluation.scores import figure_in, holds, same_figure
from qa.language.quantities import find
from qa.language.text import Span, language, sentences
from qa.proof.citations import locate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.evaluation.cases import Case, Expected, Gold
    from qa.proof.citations import ReadText


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """The place of a gold: spans of its article, any of which is enough to have found it.

    They are the expected figures and texts in the quote, else the sentences of the quote. If a
    whole article has none of them, there are no spans, and any part of it is enough.
    """

    article: str
    spans: tuple[Span, ...]
    texts: tuple[str, ...]

    def within(self, article: str, span: Span, text: str, also: Sequence[str] = ()) -> bool:
        """Tell whether a passage, sentence or quote holds it. A reprint does by its words."""
        if article == self.article:
            return not self.spans or any(
                span.start <= own.start and own.end <= span.end for own in self.spans
            )
        reprinted = self.article in also
        return reprinted and (not self.texts or any(locate(t, text) for t in self.texts))


def places(case: Case, read: ReadText) -> tuple[GoldPlace, ...]:
    """Return the places of those golds of a case that are in the articles."""
    found = (_place(gold, case.expected, read(gold.article)) for gold in case.expected.gold)
    return tuple(place for place in found if place)


def _place(gold: Gold, expected: Expected, text: str | None) -> GoldPlace | None:
    if text is None:
        return None
    quoted = locate(gold.quote, text) if gold.quote else Span(0, len(text))
    if quoted is None:
        return None
    spans = list(_expected_in(expected, text, quoted))
    if gold.quote and not spans:
        spans = sentences(text, quoted)
    return GoldPlace(gold.article, tuple(spans), tuple(span.of(text) for span in spans))


def _expected_in(expected: Expected, text: str, quoted: Span) -> Iterator[Span]:
    """Yield where the expected figures and texts stand in a quote."""
    quote = quoted.of(text)
    wanted = [figure for written in expected.figures for figure in find(written)[:1]]
    for held in find(quote) if wanted else ():
        if any(same_figure(each, held) for each in wanted):
            yield held.span.shifted(quoted.start)
    for accepted in expected.texts:
        if (found := locate(accepted, quote)) is not None:
            yield found.shifted(quoted.start)


def missing_quote(case: Case, read: ReadText) -> str:
    """Say what is wrong with the golds; an empty text if each is in its article as it is now."""
    for gold in case.expected.gold:
        text = read(gold.article)
        if text is None:
            return f"there is no article {gold.article}, which is to hold the answer"
        if gold.quote and locate(gold.quote, text) is None:
            return f"{gold.article} does not have “{gold.quote}” as it is now"
    return ""


def missing_answer(case: Case, read: ReadText) -> str:
    """Say what of the answer no gold article has; an empty text if all is there, or none is named.

    A text in another language than the articles is not looked for.
    """
    texts = {gold.article: read(gold.article) or "" for gold in case.expected.gold}
    if not texts:
        return ""
    named = ", ".join(texts)
    for written in case.expected.figures:
        if not any(figure_in(written, text) for text in texts.values()):
            return f"{named} does not have {written} as it is now"
    spoken = {language(text) for text in texts.values()}
    accepted = [text for text in case.expected.texts if language(text) in spoken]
    if accepted and not any(holds(a, text) for a in accepted for text in texts.values()):
        return f"{named} does not have “{accepted[0]}” as it is now"
    return ""
