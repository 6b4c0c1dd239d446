"""Checks of saved records, one by one, and their counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.proof.citations import useful
from qa.verify.saved import SavedAnswer
from qa.verify.verification.claims import Problem, Trouble, claims_of, misstated
from qa.verify.verification.quotes import Fate, QuoteCheck, Shelf, look, look_again

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from qa.proof.citations import ReadText
    from qa.verify.saved import Saved, SavedQuote
    from qa.verify.verification.quotes import Place

    # Finds where quotes that are not in their own article stand, word for word, in others.
    Finder = Callable[[Collection[str]], Mapping[str, Place]]


@dataclass(frozen=True, slots=True)
class RecordCheck:
    """The result of checking one record.

    `nearest` are the quotes of a record without an answer; they cannot make it fail.
    """

    number: int
    place: str
    name: str
    summary: bool
    quotes: tuple[QuoteCheck, ...]
    figures: int
    problems: tuple[Problem, ...]
    nearest: tuple[QuoteCheck, ...]

    @property
    def holds(self) -> bool:
        return not self.problems

    @property
    def as_it_was(self) -> bool:
        """True if the record holds and none of its quotes has moved."""
        every = (*self.quotes, *self.nearest)
        return self.holds and all(check.fate is Fate.HOLDS for check in every)


def verify(saved: Iterable[Saved], read: ReadText, elsewhere: Finder) -> Iterator[RecordCheck]:
    """Check records against the articles as they are now.

    Records whose quotes are all in their articles are yielded as they are read. Those with a
    missing quote come last: all missing quotes are looked up in other articles at once.
    """
    shelf = Shelf(read)
    waiting: list[_Reading] = []
    for number, one in enumerate(saved):
        reading = _Reading(number, one, [look(quote, shelf) for quote in _quotes(one)])
        if reading.lost:
            waiting.append(reading)
        else:
            yield reading.checked(shelf)
    lost = {quote for reading in waiting for quote in reading.lost}
    found = elsewhere(lost) if lost else {}
    for reading in waiting:
        yield reading.found_elsewhere(found, shelf).checked(shelf)


def _quotes(saved: Saved) -> Iterator[SavedQuote]:
    record = saved.record
    if not isinstance(record, SavedAnswer):
        for sentence in record.sentences:
            yield from sentence.citations
    elif record.answered:
        # The quote of a version may be among the citations too; it is checked once.
        every = (*record.citations, *record.versions)
        yield from {(q.article, q.start, q.end, q.quote): q for q in every}.values()


@dataclass(frozen=True, slots=True)
class _Reading:
    """A record with the checks of its quotes, in the order of the quotes."""

    number: int
    saved: Saved
    quotes: list[QuoteCheck]

    @property
    def lost(self) -> list[str]:
        return [q.quote for q in self.quotes if not q.holds and useful(q.quote)]

    def found_elsewhere(self, found: Mapping[str, Place], shelf: Shelf) -> _Reading:
        quotes = [q if q.holds else look_again(q, found.get(q.quote), shelf) for q in self.quotes]
        return _Reading(self.number, self.saved, quotes)

    def checked(self, shelf: Shelf) -> RecordCheck:
        record = self.saved.record
        answer = record if isinstance(record, SavedAnswer) else None
        claims = claims_of(self.saved, self.quotes)
        nearest = () if answer is None or answer.answered else answer.nearest
        edited = self.saved.edited
        problems = [
            *([] if edited is None else [Problem(Trouble.EDITED, edited)]),
            *(Problem(Trouble(q.fate), q.quote, q.was.article) for q in self.quotes if not q.holds),
            *(problem for claim in claims for problem in claim.problems(shelf)),
            *(misstated(record.figures, claims, shelf) if claims else ()),
        ]
        return RecordCheck(
            number=self.number,
            place=self.saved.place,
            name=record.name,
            summary=answer is None,
            quotes=tuple(self.quotes),
            figures=sum(len(claim.figures) for claim in claims),
            problems=tuple(problems),
            nearest=tuple(look(quote, shelf) for quote in nearest),
        )


@dataclass(frozen=True, slots=True)
class Verification:
    """The result for all files: counts, and the records that are not as they were, in order."""

    answers: int
    summaries: int
    quotes: int
    moved: int
    changed: int
    gone: int
    figures: int
    records: tuple[RecordCheck, ...]

    @property
    def holds(self) -> bool:
        return all(record.holds for record in self.records)

    @property
    def held(self) -> int:
        return self.quotes - self.changed - self.gone

    def count(self, trouble: Trouble) -> int:
        """Return how many problems are of this kind."""
        every = (problem for record in self.records for problem in record.problems)
        return sum(problem.trouble is trouble for problem in every)


def gathered(checks: Iterable[RecordCheck]) -> Verification:
    """Count the checks of records as they come."""
    counts: Counter[str] = Counter()
    kept: list[RecordCheck] = []
    for check in checks:
        counts["summaries" if check.summary else "answers"] += 1
        counts["figures"] += check.figures
        counts.update(quote.fate for quote in check.quotes)
        if not check.as_it_was:
            kept.append(check)
    return Verification(
        answers=counts["answers"],
        summaries=counts["summaries"],
        quotes=sum(counts[fate] for fate in Fate),
        moved=counts[Fate.MOVED],
        changed=counts[Fate.CHANGED],
        gone=counts[Fate.GONE],
        figures=counts["figures"],
        records=tuple(sorted(kept, key=lambda check: check.number)),
    )
