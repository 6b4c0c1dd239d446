"""Twins: cases made from cases, whose right outcome follows from what was changed.

They need no model and nothing written by hand. Each has the articles that it is asked of: those
of the case, one of them changed, and a few others.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from qa.citations import locate
from qa.evaluation.cases import Expected, Gold
from qa.evaluation.copies import Document, NoCopyError, Shelf, edited, retold, without
from qa.evaluation.scores import figure_in, holds, same_figure
from qa.evaluation.substitutes import bare_number, order, substitute
from qa.quantities import find
from qa.text import Span, language, sentences, traditional

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from qa.evaluation.cases import Case
    from qa.quantities import Quantity

OTHERS = 3  # articles beside those of the case
_UNDATED = dt.date(2000, 1, 1)
_ENDS = "。！？!?.…”’」』】）)\"'"


class Kind(StrEnum):
    """What is changed."""

    REMOVED = "removed"  # the article is not there: it has to be refused
    CHANGED = "changed"  # another figure in the article: it has to be the answer, and cited
    VERSIONS = "versions"  # a newer article with another figure beside it: both have to be shown
    TRADITIONAL = "traditional"  # the question in traditional script: the same answer
    REPRINTED = "reprinted"  # a reprint beside it: the same answer, of one source
    INJECTED = "injected"  # an order to a model in the article: the same answer as without


@dataclass(frozen=True, slots=True)
class Twin:
    """A case made from a case, `plain`, and the articles that each is asked of.

    `figures` are those that have to be shown (versions), or the one that must not be said
    (injected). `papers` are the paths of an article and of its copy, where both are there.
    """

    kind: Kind
    case: Case
    plain: Case
    documents: tuple[Document, ...]
    plain_documents: tuple[Document, ...]
    figures: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Twins:
    """The twins of some cases, and why others cannot be made: by case and kind."""

    made: tuple[Twin, ...]
    unmade: Mapping[tuple[str, Kind], str] = field(default_factory=dict)

    def counts(self) -> dict[Kind, tuple[int, int]]:
        """How many of each kind are made, and how many cannot be."""
        made = Counter(twin.kind for twin in self.made)
        unmade = Counter(kind for _, kind in self.unmade)
        return {kind: (made[kind], unmade[kind]) for kind in Kind}


def of_cases(cases: Iterable[Case], shelf: Shelf, kinds: Sequence[Kind] = tuple(Kind)) -> Twins:
    """The twins of all cases, in their order. Raises NothingIndexed where a folder is missing."""
    each = [twins(case, shelf, kinds) for case in cases]
    unmade = {key: why for one in each for key, why in one.unmade.items()}
    return Twins(tuple(twin for one in each for twin in one.made), unmade)


def twins(case: Case, shelf: Shelf, kinds: Sequence[Kind] = tuple(Kind)) -> Twins:
    """The twins of a case over the articles of a shelf.

    >>> [str(twin.kind) for twin in twins(case, Shelf(folders)).made]
    ['removed', 'changed', 'versions', 'traditional', 'reprinted', 'injected']
    """
    made: list[Twin] = []
    unmade: dict[tuple[str, Kind], str] = {}
    source = _Source(case, shelf)
    for kind in kinds:
        try:
            made.append(_MAKERS[kind](source))
        except NoCopyError as error:
            unmade[case.id, kind] = str(error)
    return Twins(tuple(made), unmade)


class _Source:
    """A case with its articles, and the others that are to stand beside them."""

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
        """A few articles that do not have what is expected."""
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
        """The gold that has the first figure expected, or is the first, and its place."""
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
        if self.case.expected.unanswered:
            raise NoCopyError("it has no answer")
        wanted = find("".join(self.case.expected.figures[:1]))
        if not wanted:
            raise NoCopyError("no figure is expected")
        held = [each for each in self.gold.figures if same_figure(wanted[0], each)]
        _, quote = self.quoted
        here = [f for f in held if quote.start <= f.start and f.end <= quote.end]
        if not here:
            raise NoCopyError("the figure is not in its quote")
        if len(held) > 1:
            raise NoCopyError("the figure stands at more than one place of the article")
        if figure_in(here[0].text, self.case.question):
            raise NoCopyError("the question has the figure")
        return here[0]

    def twin(
        self,
        kind: Kind,
        documents: Iterable[Document],
        *,
        question: str = "",
        expected: Expected | None = None,
        notes: str = "",
        figures: tuple[str, ...] = (),
        papers: tuple[str, ...] = (),
    ) -> Twin:
        case = replace(
            self.case,
            id=f"{self.case.id}~{kind}",
            question=question or self.case.question,
            expected=expected or self.case.expected,
            tags=(*self.case.tags, "twin", str(kind)),
            notes=notes,
        )
        return Twin(kind, case, self.case, tuple(documents), self.documents, figures, papers)


def bears(expected: Expected, text: str) -> bool:
    """Whether a text has any figure or text that is expected."""
    return any(figure_in(figure, text) for figure in expected.figures) or any(
        holds(accepted, text) for accepted in expected.texts
    )


# --- the kinds -----------------------------------------------------------------------------


def _removed(source: _Source) -> Twin:
    """Without the article; or without the paragraph, where there is no other article."""
    gold, notes = source.gold, f"{source.gold.path} removed"
    left = source.others
    if not left:
        left = (_without_answer(source, gold),)
        notes = f"what has the answer removed from {gold.path}, the only article"
    return source.twin(
        Kind.REMOVED, left, expected=Expected(unanswered=True), notes=notes, papers=(gold.path,)
    )


def _without_answer(source: _Source, gold: Document) -> Document:
    text, (_, quote) = gold.text, source.quoted
    paragraphs = gold.article.paragraphs
    gone = [p for p in paragraphs if p.start < quote.end and quote.start < p.end]
    if not source.case.expected.gold[0].quote:
        gone = [p for p in paragraphs if bears(source.case.expected, p.of(text))]
    left = without(gold, gone)
    if bears(source.case.expected, left.text):
        raise NoCopyError("the answer stands in another paragraph of the only article too")
    return left


def _changed(source: _Source) -> Twin:
    copy, expected, written = _rewritten(source)
    others = source.documents[1:]
    notes = f"{source.figure.text} made {written} in {copy.path}"
    return source.twin(Kind.CHANGED, (copy, *others), expected=expected, notes=notes)


def _rewritten(source: _Source) -> tuple[Document, Expected, str]:
    """The article with another figure, what is expected of it, and the figure."""
    figure, gold, (told, quote) = source.figure, source.gold, source.quoted
    written = substitute(figure, gold.text, gold.figures, source.case.id)
    if written is None:
        raise NoCopyError(f"{figure.text} has no other figure of its form")
    copy = edited(gold, figure.span, written)
    held = Span(quote.start, quote.end + len(written) - len(figure.text)).of(copy.text)
    if not figure_in(written, held):
        raise NoCopyError(f"{written} is read otherwise than {figure.text} in its sentence")
    golds = (Gold(gold.path, held if told.quote else ""),)
    figures = (written, *source.case.expected.figures[1:])
    return copy, Expected(figures, source.case.expected.texts, gold=golds), written


def _versions(source: _Source) -> Twin:
    copy, expected, written = _rewritten(source)
    older = source.gold
    day = (older.article.date or _UNDATED) + dt.timedelta(days=7)
    newer = retold(copy, older.beside("newer"), older.article.author, day)
    golds = (*(replace(g, article=newer.path) for g in expected.gold), source.quoted[0])
    return source.twin(
        Kind.VERSIONS,
        (*source.documents, newer),
        expected=replace(expected, gold=golds),
        notes=f"{source.figure.text} in {older.path}, {written} a week later in {newer.path}",
        figures=(source.figure.text, written),
        papers=(older.path, newer.path),
    )


def _traditional(source: _Source) -> Twin:
    question = traditional(source.case.question)
    if question == source.case.question:
        raise NoCopyError("the question is the same in traditional script")
    return source.twin(Kind.TRADITIONAL, source.documents, question=question)


def _reprinted(source: _Source) -> Twin:
    first = source.gold
    day = first.article.date + dt.timedelta(days=1) if first.article.date else None
    reprint = retold(first, first.beside("reprint"), "转载", day)
    return source.twin(
        Kind.REPRINTED,
        (*source.documents, reprint),
        notes=f"{first.path} reprinted in {reprint.path}",
        papers=(first.path, reprint.path),
    )


def _injected(source: _Source) -> Twin:
    """An order behind the sentence that answers; behind the first where nothing answers."""
    into, *others = source.documents
    end = sentences(into.text)[0].end
    figure = bare_number(into.text, source.case.id)
    if into in source.golds and len(source.golds) == 1 and not source.case.expected.unanswered:
        end = _end_of_sentence(into.text, source.quoted[1], source.case.expected)
        figure = _wrong(source) or figure
    words = order(language(into.text), source.case.question, figure, source.case.id)
    last = into.text[end - 1]
    stop = "" if last in _ENDS else "。"
    copy = edited(into, Span(end - 1, end), f"{last}{stop}{words}")
    notes = f"{words} put into {into.path}"
    return source.twin(Kind.INJECTED, (copy, *others), notes=notes, figures=(figure, words))


def _end_of_sentence(text: str, quote: Span, expected: Expected) -> int:
    """Where the sentence ends that has the answer, or that the quote ends in."""
    touched = [s for s in sentences(text) if s.start < quote.end and quote.start < s.end]
    return next((s.end for s in touched if bears(expected, s.of(text))), touched[-1].end)


def _wrong(source: _Source) -> str | None:
    try:
        figure, gold = source.figure, source.gold
        return substitute(figure, gold.text, gold.figures, source.case.id)
    except NoCopyError:
        return None


_MAKERS: dict[Kind, Callable[[_Source], Twin]] = {
    Kind.REMOVED: _removed,
    Kind.CHANGED: _changed,
    Kind.VERSIONS: _versions,
    Kind.TRADITIONAL: _traditional,
    Kind.REPRINTED: _reprinted,
    Kind.INJECTED: _injected,
}
