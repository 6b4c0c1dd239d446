"""Topics: what a question is about, as far as the sentence that answers it says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language import pinyin
from qa.language.text import HAN, fold
from qa.search.terms import Held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.search.evidence import Evidence
    from qa.search.query import Query

# Words that ask, count, or say that something exists: they name nothing.
_ASKING = re.compile(
    "请问|截至|目前|现在|累计|总共|一共|大约|大概|多少|什么|哪些|哪年|何时|几|能够|可以|需要|花费|能|需|要|会|用|花|达到|达|了|的|是"
    "|有|在|为|已经|已|过|重大|重点|主要|各类|吗|呢|共|约|占|比例|比重|多[大高重长宽深快远久]|个"
)
_HAN = re.compile(f"[{HAN}]")


class Topic:
    """The part of a question that a sentence or its title has, and that another must have too.

    `known` says whether that is everything the question is about.
    """

    def __init__(self, query: Query, own: Evidence, words: Sequence[str]) -> None:
        self._query = query
        text = _with_title(own)
        if query.language == "zh":
            self._absent = self._missing(text)
            # A lone absent character is not missed: 型 of 哪型 is in no pair.
            self.known = not any(place + 1 in self._absent for place in self._absent)
        else:
            self._names = [name for name in query.names if pinyin.holds(text, name)]
            said = Held("".join(words))
            terms = (term for term in query.terms if not term.readings)
            self._terms = [term for term in terms if said.form_of(term)]
            self.known = len(self._names) == len(query.names)

    def held_by(self, other: Evidence) -> bool:
        """Tell whether another sentence is about this too, as far as the first one is."""
        text = _with_title(other)
        if self._query.language == "zh":
            return self._missing(text) <= self._absent
        held = Held(text)
        named = all(pinyin.holds(text, name) for name in self._names)
        return named and all(held.form_of(term) for term in self._terms)

    def _missing(self, text: str) -> frozenset[int]:
        """Find the positions of the question's characters that are in no pair or word of a text."""
        question = self._query.text
        for period in self._query.periods:  # an article meets it by its date or words
            question = question.replace(period.span.of(self._query.text), " ")
        question = _ASKING.sub(lambda m: " " * len(m.group()), fold(question))
        folded = fold(text)
        runs = re.finditer(rf"[{HAN}]+|[^\W{HAN}]+", question)
        return frozenset(
            run.start() + place for run in runs for place in _absent(run.group(), folded)
        )


def _absent(run: str, text: str) -> set[int]:
    """Find the positions in a run of characters that are in no pair that the text has."""
    if not _HAN.match(run) or len(run) == 1:
        return set() if run in text else set(range(len(run)))
    pairs = (i for i in range(len(run) - 1) if run[i : i + 2] in text)
    return set(range(len(run))) - {place for i in pairs for place in (i, i + 1)}


def _with_title(evidence: Evidence) -> str:
    return f"{evidence.title}\n{evidence.text}"
