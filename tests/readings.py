"""A reader by script, and choices by hand, for the tests of what works with readings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa.language.quantities import find
from qa.language.text import Span
from qa.reading import Reading
from qa.reading.spans import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa.reading.reader import Text
    from qa.search.evidence import Evidence
    from qa.search.query import Query

# What is read, and its share of what the passage answers.
Told = tuple[str, float]


class Scripted:
    """A reader that reads what it is told to, and keeps what it was asked.

    `told` are words of a question with the texts that are read for it, in each passage that has
    them; the first words that a question has decide. For any other question the whole passage
    is read: nothing in it is preferred. `here` is the probability that a passage answers.
    """

    def __init__(self, told: Mapping[str, Sequence[Told]] | None = None, here: float = 0.9) -> None:
        self._told, self._here = told or {}, here
        self.asked: list[str] = []

    def read(self, query: Query, passages: Sequence[Text]) -> list[Reading]:
        each = self.each([(query, passage) for passage in passages])
        found = [replace(r, passage=n) for n, several in enumerate(each) for r in several]
        return sorted(found, key=lambda r: (-r.probability, r.passage, r.span))

    def each(self, pairs: Sequence[tuple[Query, Text]]) -> list[list[Reading]]:
        self.asked += [query.text for query, _ in pairs]
        return [self._readings(n, q.text, p.reported) for n, (q, p) in enumerate(pairs)]

    def _readings(self, number: int, question: str, text: str) -> list[Reading]:
        told = next((each for words, each in self._told.items() if words in question), None)
        if told is None:
            return [Reading(number, Span(0, len(text)), self._here, 1.0)]
        return [
            Reading(number, place(text, said), self._here, share)
            for said, share in told
            if said in text
        ]


def place(text: str, said: str) -> Span:
    """Where something first stands in a text that has it."""
    start = text.index(said)
    return Span(start, start + len(said))


def choice(evidence: Evidence, said: str, probability: float = 0.9) -> Choice:
    """A place in a sentence as what may answer; as a figure, if it is just one."""
    span = place(evidence.text, said)
    figure = next((q for q in find(evidence.text) if q.span == span), None)
    return Choice(evidence, span, figure, probability)
