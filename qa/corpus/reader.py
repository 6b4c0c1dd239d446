"""The reader: questions to passages and answers, over one generation of the index."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from qa.answers import answering
from qa.answers.answering import USUAL, Finding, Way
from qa.errors import NothingIndexed, UsageError
from qa.index import generations
from qa.index.rows import NO_FILTERS, Filters
from qa.models.llm import Usage
from qa.reading import spans
from qa.search.evidence import gather, pooled
from qa.search.query import understand
from qa.search.retrieval import Look, Retriever
from qa.search.translation import NONE, Translator
from qa.summaries.digest import relevance
from qa.summaries.digest.article_report import reports
from qa.summaries.digest.digest import EVENTS, Matter, digest
from qa.summaries.digest.highlights import off_topic
from qa.summaries.summary import Form

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from qa.answers.answer import Answer
    from qa.index.catalog import Catalog
    from qa.index.embedding import Embedder
    from qa.models.llm import Model
    from qa.proof.citations import Citation, ReadText
    from qa.reading import Reader as Reading
    from qa.reading.spans import Choice
    from qa.search.evidence import Evidence
    from qa.search.passages import Passage
    from qa.search.query import Query
    from qa.search.translation import Translation
    from qa.summaries.digest.article_report import Line, Report
    from qa.summaries.digest.digest import Digest
    from qa.summaries.digest.highlights import Fit

PASSAGES = 12
EVIDENCE = 24
# An English question whose answer is this sure without a translation is not translated: the call
# is better saved for a repair, and a wrong translation (中国足协杯 for the AFC Championship) leads
# away from what was found.
SURE = 0.65


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that a reader works with.

    `embedders` are those of the index; `weigher` is the one that weighs sentences, and `reading`
    the reader that finds the answer in them. `today` is the day that 去年 and "last August" are
    counted from. `keeps` says to store translations of questions for later runs; False makes a
    run depend on nothing outside it.
    """

    embedders: Sequence[Embedder]
    weigher: Embedder
    reading: Reading
    model: Model | None
    read_text: ReadText
    today: dt.date | None = None
    keeps: bool = True


@dataclass(frozen=True, slots=True)
class Traced:
    """An answer and the steps that led to it, each best first.

    `passages` are those that were found, `evidence` their sentences that fit, `choices` the spans
    that may answer, and `read` the few sentences that the answer was read from.
    """

    answer: Answer
    passages: tuple[Passage, ...]
    evidence: tuple[Evidence, ...]
    choices: tuple[Choice, ...]
    read: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """The passages for a question, and the findings in them."""

    passages: list[Passage]
    finding: Finding


class Reader:
    """A reader over one generation of the index, and over the next once there is one."""

    def __init__(self, index: Path, catalog: Catalog, parts: Parts) -> None:
        self._index = index
        self._catalog = catalog
        self._parts = parts
        self._translator = Translator(parts.model, keeps=parts.keeps) if parts.model else None
        self._open = ExitStack()
        self._retriever: Retriever | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()
        if self._parts.model:
            self._parts.model.close()

    def search(self, question: str, k: int, filters: Filters = NO_FILTERS) -> list[Passage]:
        """Find the k best passages for a question, best first."""
        query = understand(question, self._parts.today)
        chinese = self._translated(query).text
        with self._catalog.snapshot():
            return self._passages(query, chinese, k, filters)

    def ask(
        self,
        question: str,
        filters: Filters = NO_FILTERS,
        way: Way = USUAL,
    ) -> Answer:
        """Answer a question, or say that the articles do not. Raises ModelUnreachable."""
        return self._answered(question, filters, way)[0]

    def traced(self, question: str, filters: Filters = NO_FILTERS, way: Way = USUAL) -> Traced:
        """Answer a question as `ask` does, and return everything the answer was made from."""
        answer, found = self._answered(question, filters, way)
        finding = found.finding
        seen = answering.seen(finding, by_model=self._parts.model is not None)
        evidence, choices = tuple(finding.evidence), tuple(finding.choices)
        return Traced(answer, tuple(found.passages), evidence, choices, tuple(seen))

    def _answered(self, question: str, filters: Filters, way: Way) -> tuple[Answer, _Found]:
        started = time.monotonic()
        query = understand(question, self._parts.today)
        found, spent = self._found(query, filters), Usage()
        read = cache(self._parts.read_text)  # three quotes of an article are looked up in one text
        if self._parts.model is None:
            answer = answering.extract(query, found.finding, read)
        else:
            if way.calls > 1 and found.finding.confidence < SURE:
                found, spent = self._in_chinese(query, found, filters)
            left = replace(way, calls=way.calls - spent.calls)
            answer = answering.ask(
                query, found.finding, self._parts.model, self._parts.reading, read, left
            )
        seconds = time.monotonic() - started
        return replace(answer, usage=answer.usage + spent, seconds=seconds), found

    def digest(
        self,
        topic: str,
        filters: Filters = NO_FILTERS,
        form: Form | None = None,
        most: int = EVENTS,
    ) -> Digest:
        """Digest the articles on a topic or, if it is empty, all that pass the filters.

        The digest has at most `most` events. Raises ModelUnreachable.
        """
        query = understand(topic, self._parts.today)
        translation = self._translated(query) if query.text else NONE
        with self._catalog.snapshot():
            reports, fit = self._reported(query, translation.text, filters)
        matter = Matter(
            query.text,
            filters.since,
            filters.until,
            form or Form(),
            most,
            self._parts.model,
            self._parts.reading,
        )
        read = cache(self._parts.read_text)
        made = digest(matter, reports, read, fit, self.retriever().rarity)
        return replace(made, usage=made.usage + translation.usage)

    def _reported(self, query: Query, chinese: str, filters: Filters) -> tuple[list[Report], Fit]:
        """Return the reports on a topic, and a function that rates how well a sentence fits it."""
        retriever, weigher = self.retriever(), self._parts.weigher
        if not query.text:
            return reports(relevance.leads(retriever, weigher, filters), weigher.name), off_topic
        asked = [query, *([understand(chinese)] if chinese else [])]
        looks = [Look(each, self._vectors(each)) for each in asked]
        topic = relevance.themes(looks, retriever, weigher)
        passages = relevance.on_topic(looks, topic, retriever, weigher, filters)

        def fit(line: Line) -> float:
            return max(theme.fit(line.evidence.text, line.vector) for theme in topic)

        return reports(passages, weigher.name), fit

    def _found(self, query: Query, filters: Filters) -> _Found:
        with self._catalog.snapshot():
            passages = self._passages(query, "", PASSAGES, filters)
            known = self.retriever().known(query)
        evidence = gather(query, passages, known, self._parts.weigher, EVIDENCE)
        choices = spans.choices(query, passages, evidence, self._parts.reading)
        return _Found(passages, Finding(spans.ranked(choices, evidence), choices))

    def _in_chinese(self, query: Query, found: _Found, filters: Filters) -> tuple[_Found, Usage]:
        """Search with a translation as well, if there is one; return the findings and the usage."""
        translation = self._translated(query)
        if translation.text:
            found = self._in_both(query, translation.text, filters)
        return found, translation.usage

    def _in_both(self, query: Query, chinese: str, filters: Filters) -> _Found:
        """Search for a question both as it was asked and as it was translated."""
        both = [query, understand(chinese, self._parts.today)]
        with self._catalog.snapshot():
            passages = self._passages(query, chinese, PASSAGES, filters)
            known = [self.retriever().known(each) for each in both]
        weigher = self._parts.weigher
        asked, translated = (
            gather(each, passages, of, weigher, EVIDENCE)
            for each, of in zip(both, known, strict=True)
        )
        evidence = pooled(asked, translated)
        read = [spans.choices(each, passages, evidence, self._parts.reading) for each in both]
        choices = max(read, key=lambda c: c[0].probability if c else 0.0)
        return _Found(passages, Finding(spans.ranked(choices, evidence), choices))

    def holds(self, citation: Citation) -> bool:
        """Tell whether the article still has the quote at the place in the citation."""
        text = self._parts.read_text(citation.article)
        return text is not None and citation.span.of(text) == citation.quote

    def _translated(self, query: Query) -> Translation:
        """Translate an English question, if there is a model and the articles are in Chinese."""
        if not self._translator or query.language == "zh" or self._catalog.language() != "zh":
            return NONE
        return self._translator.translate(query.text)

    def _passages(self, query: Query, chinese: str, k: int, filters: Filters) -> list[Passage]:
        retriever = self.retriever()  # before the question is embedded, which may cost money
        translated = None
        if chinese:
            other = understand(chinese, self._parts.today)
            translated = Look(other, self._vectors(other))
        return retriever.retrieve(query, self._vectors(query), k, filters, translated)

    def _vectors(self, query: Query) -> dict[str, NDArray[np.float32]]:
        return {embedder.name: embedder.query(query.text) for embedder in self._parts.embedders}

    def retriever(self) -> Retriever:
        """Return the retriever of the generation that the catalog names now."""
        generation = self._catalog.generation()
        if generation is None:
            raise NothingIndexed(f"{self._index}: nothing is indexed yet", "qa index")
        made = [name for name, _ in generation.embedders]
        asked = [embedder.name for embedder in self._parts.embedders]
        if sorted(made) != sorted(asked):
            raise UsageError(
                f"{self._index}: its vectors are of {' and '.join(made)},"
                f" and the question's would be of {' and '.join(asked)}",
                "qa index, or another --embedder",
            )
        if self._retriever is None or self._retriever.generation != generation:
            self._open.close()
            stores = self._open.enter_context(
                generations.opened(self._index, self._catalog, generation)
            )
            self._retriever = Retriever(self._catalog, stores, generation)
        return self._retriever
