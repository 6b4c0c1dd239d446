"""Origins: cases with their articles, as the making of twins needs them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from qa.evaluation.cases import Expected, Gold
from qa.evaluation.copies import Document, NoCopyError, Shelf, edited
from qa.evaluation.scores import figure_in, holds, same_figure
from qa.evaluation.substitutes import substitute
from qa.language.quantities import find
from qa.language.text import Span
from qa.proof.citations import locate

if TYPE_CHECKING:
    from qa.evaluation.cases import Case
    from qa.language.quantities import Quantity

OTHERS = 3  # articles beside those of the case


class Origin:
    """A case with its articles, and the others that are to stand beside them.

    Its properties raise NoCopyError if the case does not have what they return.
    """

    def __init__(self, case: Case, shelf: Shelf) -> None:
        self.case = case
        self._shelf = shelf

    @cached_property
    def golds(self) -> tuple[Document, ...]:
        """The articles that hold the answer."""
        paths = dict.fromkeys(gold.article for gold in self.case.expected.gold)
        found = tuple(filter(None, map(self._shelf.document, paths)))
        if len(found) < len(paths):
            raise NoCopyError("an article that is to hold the answer is not there")
        return found

    @cached_property
    def others(self) -> tuple[Document, ...]:
        """A few articles that do not have the expected answer."""
        but = [document.path for document in self.golds]
        found = self._shelf.others(self.case.id, but)
        fit = (document for document in found if not bears(self.case.expected, document.text))
        return tuple(document for document, _ in zip(fit, range(OTHERS), strict=False))

    @property
    def documents(self) -> tuple[Document, ...]:
        """The articles that the case is asked of, the one with the answer first."""
        if self.case.summarize:
            raise NoCopyError("it is a summary, not a question")
        if not (self.golds or self.others):
            raise NoCopyError("there is no article that can be read")
        return (*self.golds, *self.others)

    @cached_property
    def gold(self) -> Document:
        """The one article that holds the answer."""
        if self.case.summarize:
            raise NoCopyError("it is a summary, not a question")
        if self.case.expected.unanswered:
            raise NoCopyError("it has no answer")
        if not self.golds:
            raise NoCopyError("it does not say which article holds the answer")
        if len(self.golds) > 1:
            raise NoCopyError("more than one article holds the answer")
        return self.golds[0]

    @cached_property
    def quoted(self) -> tuple[Gold, Span]:
        """The gold that has the first expected figure, or else the first gold, and its place."""
        text, golds = self.gold.text, self.case.expected.gold
        places = [(g, locate(g.quote, text) if g.quote else Span(0, len(text))) for g in golds]
        found = [(gold, place) for gold, place in places if place]
        if len(found) < len(golds):
            raise NoCopyError("the article does not have the quote of the case")
        wanted = self.case.expected.figures[:1]
        return next(
            ((g, p) for g, p in found if any(figure_in(w, p.of(text)) for w in wanted)), found[0]
        )

    @cached_property
    def figure(self) -> Quantity:
        """The expected figure as it stands in the article, at one place only."""
        figures = self.gold.figures
        wanted = find("".join(self.case.expected.figures[:1]))
        if not wanted:
            raise NoCopyError("no figure is expected")
        held = [each for each in figures if same_figure(wanted[0], each)]
        _, quote = self.quoted
        here = [f for f in held if quote.start <= f.start and f.end <= quote.end]
        if not here:
            raise NoCopyError("the figure is not in its quote")
        if len(held) > 1:
            raise NoCopyError("the figure stands at more than one place of the article")
        if figure_in(here[0].text, self.case.question):
            raise NoCopyError("the question has the figure")
        return here[0]

    @cached_property
    def rewritten(self) -> tuple[Document, Expected, str]:
        """The article with another figure, what is then expected of it, and the figure."""
        figure, gold, (told, quote) = self.figure, self.gold, self.quoted
        written = substitute(figure, gold.text, gold.figures, self.case.id)
        if written is None:
            raise NoCopyError(f"{figure.text} has no other figure of its form")
        copy = edited(gold, figure.span, written)
        held = Span(quote.start, quote.end + len(written) - len(figure.text)).of(copy.text)
        if not figure_in(written, held):
            raise NoCopyError(f"{written} is read otherwise than {figure.text} in its sentence")
        golds = (Gold(gold.path, held if told.quote else ""),)
        figures = (written, *self.case.expected.figures[1:])
        return copy, Expected(figures, self.case.expected.texts, gold=golds), written


def bears(expected: Expected, text: str) -> bool:
    """Tell whether a text has any figure or text that is expected."""
    return any(figure_in(figure, text) for figure in expected.figures) or any(
        holds(accepted, text) for accepted in expected.texts
    )
