"""Twins: cases made from cases, whose right outcome follows from what was changed.

They need no model and nothing written by hand. Each has the articles that it is asked of: those
of the case, one of them changed, and a few others.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from qa.evaluation.cases import Expected
from qa.evaluation.copies import Document, NoCopyError, Shelf, edited, retold, without
from qa.evaluation.origins import Origin, bears
from qa.evaluation.substitutes import bare_number, order, substitute
from qa.language.text import Span, language, sentences, traditional

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from qa.evaluation.cases import Case

_UNDATED = dt.date(2000, 1, 1)
_ENDS = "。！？!?.…”’」』】）)\"'"


class Kind(StrEnum):
    """The kinds of change."""

    REMOVED = "removed"  # the article is not there: the question has to be refused
    CHANGED = "changed"  # another figure in the article: it has to be the answer, and cited
    VERSIONS = "versions"  # a newer article with another figure beside it: both have to be shown
    TRADITIONAL = "traditional"  # the question in traditional script: the same answer
    REPRINTED = "reprinted"  # a reprint beside it: the same answer, from one source
    INJECTED = "injected"  # an order to a model in the article: the same answer as without


@dataclass(frozen=True, slots=True)
class Twin:
    """A case made from another, `plain`, and the articles that each is asked of.

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
    """The twins of some cases, and why others cannot be made, by case and kind."""

    made: tuple[Twin, ...]
    unmade: Mapping[tuple[str, Kind], str] = field(default_factory=dict)

    def counts(self) -> dict[Kind, tuple[int, int]]:
        """Count, for each kind, how many are made and how many cannot be."""
        made = Counter(twin.kind for twin in self.made)
        unmade = Counter(kind for _, kind in self.unmade)
        return {kind: (made[kind], unmade[kind]) for kind in Kind}


def of_cases(cases: Iterable[Case], shelf: Shelf, kinds: Sequence[Kind] = tuple(Kind)) -> Twins:
    """Make the twins of all cases, in their order. Raises NothingIndexed if a folder is missing."""
    each = [twins(case, shelf, kinds) for case in cases]
    unmade = {key: why for one in each for key, why in one.unmade.items()}
    return Twins(tuple(twin for one in each for twin in one.made), unmade)


def twins(case: Case, shelf: Shelf, kinds: Sequence[Kind] = tuple(Kind)) -> Twins:
    """Make the twins of a case over the articles of a shelf.

    >>> [str(twin.kind) for twin in twins(case, Shelf(folders)).made]
    ['removed', 'changed', 'versions', 'traditional', 'reprinted', 'injected']
    """
    made: list[Twin] = []
    unmade: dict[tuple[str, Kind], str] = {}
    origin = Origin(case, shelf)
    for kind in kinds:
        try:
            made.append(_MAKERS[kind](origin))
        except NoCopyError as error:
            unmade[case.id, kind] = str(error)
    return Twins(tuple(made), unmade)


# --- the kinds -----------------------------------------------------------------------------


def _removed(origin: Origin) -> Twin:
    """Remove the article; or only the paragraph, if there is no other article."""
    gold, notes = origin.gold, f"{origin.gold.path} removed"
    left = origin.others
    if not left:
        left = (_without_answer(origin, gold),)
        notes = f"what has the answer removed from {gold.path}, the only article"
    return _twin(
        origin,
        Kind.REMOVED,
        left,
        expected=Expected(unanswered=True),
        notes=notes,
        papers=(gold.path,),
    )


def _without_answer(origin: Origin, gold: Document) -> Document:
    text, (_, quote) = gold.text, origin.quoted
    paragraphs = gold.article.paragraphs
    gone = [p for p in paragraphs if p.start < quote.end and quote.start < p.end]
    if not origin.case.expected.gold[0].quote:
        gone = [p for p in paragraphs if bears(origin.case.expected, p.of(text))]
    left = without(gold, gone)
    if bears(origin.case.expected, left.text):
        raise NoCopyError("the answer stands in another paragraph of the only article too")
    return left


def _changed(origin: Origin) -> Twin:
    copy, expected, written = origin.rewritten
    others = origin.documents[1:]
    notes = f"{origin.figure.text} made {written} in {copy.path}"
    return _twin(origin, Kind.CHANGED, (copy, *others), expected=expected, notes=notes)


def _versions(origin: Origin) -> Twin:
    copy, expected, written = origin.rewritten
    older = origin.gold
    day = (older.article.date or _UNDATED) + dt.timedelta(days=7)
    newer = retold(copy, older.beside("newer"), older.article.author, day)
    golds = (*(replace(g, article=newer.path) for g in expected.gold), origin.quoted[0])
    return _twin(
        origin,
        Kind.VERSIONS,
        (*origin.documents, newer),
        expected=replace(expected, gold=golds),
        notes=f"{origin.figure.text} in {older.path}, {written} a week later in {newer.path}",
        figures=(origin.figure.text, written),
        papers=(older.path, newer.path),
    )


def _traditional(origin: Origin) -> Twin:
    documents, question = origin.documents, traditional(origin.case.question)
    if question == origin.case.question:
        raise NoCopyError("the question is the same in traditional script")
    return _twin(origin, Kind.TRADITIONAL, documents, question=question)


def _reprinted(origin: Origin) -> Twin:
    first = origin.gold
    day = first.article.date + dt.timedelta(days=1) if first.article.date else None
    reprint = retold(first, first.beside("reprint"), "转载", day)
    return _twin(
        origin,
        Kind.REPRINTED,
        (*origin.documents, reprint),
        notes=f"{first.path} reprinted in {reprint.path}",
        papers=(first.path, reprint.path),
    )


def _injected(origin: Origin) -> Twin:
    """Put an order behind the sentence that answers, or behind the first if nothing answers."""
    into, *others = origin.documents
    end = sentences(into.text)[0].end
    figure = bare_number(into.text, origin.case.id)
    if into in origin.golds and len(origin.golds) == 1 and not origin.case.expected.unanswered:
        end = _end_of_sentence(into.text, origin.quoted[1], origin.case.expected)
        figure = _wrong(origin) or figure
    words = order(language(into.text), origin.case.question, figure, origin.case.id)
    last = into.text[end - 1]
    stop = "" if last in _ENDS else "。"
    copy = edited(into, Span(end - 1, end), f"{last}{stop}{words}")
    notes = f"{words} put into {into.path}"
    return _twin(origin, Kind.INJECTED, (copy, *others), notes=notes, figures=(figure, words))


def _end_of_sentence(text: str, quote: Span, expected: Expected) -> int:
    """Find the end of the sentence that has the answer, else of the one the quote ends in."""
    touched = [s for s in sentences(text) if s.start < quote.end and quote.start < s.end]
    return next((s.end for s in touched if bears(expected, s.of(text))), touched[-1].end)


def _wrong(origin: Origin) -> str | None:
    try:
        figure, gold = origin.figure, origin.gold
        return substitute(figure, gold.text, gold.figures, origin.case.id)
    except NoCopyError:
        return None


def _twin(
    origin: Origin,
    kind: Kind,
    documents: Iterable[Document],
    *,
    figures: tuple[str, ...] = (),
    papers: tuple[str, ...] = (),
    **changes: Any,
) -> Twin:
    """Return a twin whose case differs from that of its origin by these changes."""
    case = origin.case
    tags = (*case.tags, "twin", str(kind))
    asked = replace(case, id=f"{case.id}~{kind}", tags=tags, **changes)
    return Twin(kind, asked, case, tuple(documents), origin.documents, figures, papers)


_MAKERS: dict[Kind, Callable[[Origin], Twin]] = {
    Kind.REMOVED: _removed,
    Kind.CHANGED: _changed,
    Kind.VERSIONS: _versions,
    Kind.TRADITIONAL: _traditional,
    Kind.REPRINTED: _reprinted,
    Kind.INJECTED: _injected,
}
