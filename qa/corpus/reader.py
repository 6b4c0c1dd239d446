"""The reader: questions to passages and answers, over one generation of the index."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.answers import answering
from qa.answers.answering import USUAL, Finding, Way
from qa.errors import NothingIndexed, UsageError
from qa.index import generations
from qa.index.rows import NO_FILTERS, Filters
from qa.reading import spans
from qa.search.evidence import gather, pooled
from qa.search.query import understand
from qa.search.retrieval import Look, Retriever
from qa.search.translation import Translator
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
# An English question that is as sure as this without its translation is not translated: the
# call is better kept for a repair, and a wrong translation (中国足协杯 for the AFC Championship)
# leads away from what is found.
SURE = 0.65


@dataclass(frozen=True, slots=True)
class Parts:
    """What a reader works with.

    `embedders` are those of the index; `weigher` is the one that sentences are weighed with,
    `reading` the reader that finds the answer in them;
    `today` is the day that 去年 and "last August" are counted from. Translations of questions
    are kept for other runs, unless they are to depend on nothing outside (`keeps`).
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
    """An answer, and what came before it, each best first.

    `passages` are those that were found, `evidence` the sentences of them that fit, `choices`
    the spans that may answer, and `read` the few sentences that the answer was read from.
    """

    answer: Answer
    passages: tuple[Passage, ...]
    evidence: tuple[Evidence, ...]
    choices: tuple[Choice, ...]
    read: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """The passages for a question, the sentences of them that fit it, and what may answer."""

    passages: list[Passage]
    evidence: list[Evidence]
    choices: list[Choice]

    @property
    def finding(self) -> Finding:
        return Finding(spans.ranked(self.choices, self.evidence), self.choices)


class Reader:
    """Searches and answers over one generation of the index, and over the next once it is there."""

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
        """The k best passages for a question, best first."""
        query = understand(question, self._parts.today)
        translation = self._translated(query)
        with self._catalog.snapshot():
            return self._passages(query, translation, k, filters)

    def ask(
        self,
        question: str,
        filters: Filters = NO_FILTERS,
        way: Way = USUAL,
    ) -> Answer:
        """Answer a question, or say that the articles do not. Raises ModelUnreachable."""
        return self.traced(question, filters, way).answer

    def traced(self, question: str, filters: Filters = NO_FILTERS, way: Way = USUAL) -> Traced:
        """Answer a question as `ask` does, with all that the answer was made from."""
        started = time.monotonic()
        query = understand(question, self._parts.today)
        found, translation = self._found(query, filters), None
        model, read = self._parts.model, self._parts.read_text
        if model is None:
            answer = answering.extract(query, found.finding, read)
        else:
            if way.calls > 1 and found.finding.confidence < SURE:
                translation = self._translated(query)
            if translation:
                found = self._in_both(query, translation, filters)
                way = replace(way, calls=way.calls - 1)
            answer = answering.ask(query, found.finding, model, self._parts.reading, read, way)
        spent = answer.usage + translation.usage if translation else answer.usage
        answer = replace(answer, usage=spent, seconds=time.monotonic() - started)
        seen = answering.seen(found.finding, by_model=model is not None)
        evidence = tuple(found.finding.evidence)
        return Traced(answer, tuple(found.passages), evidence, tuple(found.choices), tuple(seen))

    def digest(
        self,
        topic: str,
        filters: Filters = NO_FILTERS,
        form: Form | None = None,
        most: int = EVENTS,
    ) -> Digest:
        """What the articles say of a topic, or, where it is empty, all that pass the filters.

        At most so many events. Raises ModelUnreachable.
        """
        query = understand(topic, self._parts.today)
        translation = self._translated(query) if query.text else None
        with self._catalog.snapshot():
            reports, fit = self._reported(query, translation, filters)
        matter = Matter(
            query.text,
            filters.since,
            filters.until,
            form or Form(),
            most,
            self._parts.model,
            self._parts.reading,
        )
        made = digest(matter, reports, self._parts.read_text, fit, self.retriever().rarity)
        return replace(made, usage=made.usage + translation.usage) if translation else made

    def _reported(
        self, query: Query, translation: Translation | None, filters: Filters
    ) -> tuple[list[Report], Fit]:
        """The reports on a topic, and how far each sentence is on it."""
        retriever, weigher = self.retriever(), self._parts.weigher
        if not query.text:
            return reports(relevance.leads(retriever, weigher, filters), weigher.name), off_topic
        asked = [query, *([understand(translation.text)] if translation else [])]
        looks = [Look(each, self._vectors(each)) for each in asked]
        topic = relevance.themes(looks, retriever, weigher)
        passages = relevance.on_topic(looks, topic, retriever, weigher, filters)

        def fit(line: Line) -> float:
            return max(theme.fit(line.evidence.text, line.vector) for theme in topic)

        return reports(passages, weigher.name), fit

    def _found(self, query: Query, filters: Filters) -> _Found:
        with self._catalog.snapshot():
            passages = self._passages(query, None, PASSAGES, filters)
            known = self.retriever().known(query)
        evidence = gather(query, passages, known, self._parts.weigher, EVIDENCE)
        choices = spans.choices(query, passages, evidence, self._parts.reading)
        return _Found(passages, evidence, choices)

    def _in_both(self, query: Query, translation: Translation, filters: Filters) -> _Found:
        """What is found for a question as it was asked and as it was translated."""
        both = [query, understand(translation.text, self._parts.today)]
        with self._catalog.snapshot():
            passages = self._passages(query, translation, PASSAGES, filters)
            known = [self.retriever().known(each) for each in both]
        weigher = self._parts.weigher
        asked, translated = (
            gather(each, passages, of, weigher, EVIDENCE)
            for each, of in zip(both, known, strict=True)
        )
        evidence = pooled(asked, translated)
        read = [spans.choices(each, passages, evidence, self._parts.reading) for each in both]
        return _Found(passages, evidence, max(read, key=lambda c: c[0].probability if c else 0.0))

    def holds(self, citation: Citation) -> bool:
        """Whether its article still has the quote where the citation says."""
        text = self._parts.read_text(citation.article)
        return text is not None and citation.span.of(text) == citation.quote

    def _translated(self, query: Query) -> Translation | None:
        """An English question in Chinese, where there is a model and the articles are Chinese."""
        if not self._translator or query.language == "zh" or self._catalog.language() != "zh":
            return None
        return self._translator.translate(query.text)

    def _passages(
        self, query: Query, translation: Translation | None, k: int, filters: Filters
    ) -> list[Passage]:
        retriever = self.retriever()  # before the question is embedded: that may cost
        translated = None
        if translation:
            chinese = understand(translation.text, self._parts.today)
            translated = Look(chinese, self._vectors(chinese))
        return retriever.retrieve(query, self._vectors(query), k, filters, translated)

    def _vectors(self, query: Query) -> dict[str, NDArray[np.float32]]:
        return {embedder.name: embedder.query(query.text) for embedder in self._parts.embedders}

    def retriever(self) -> Retriever:
        """The retriever of the generation that the catalog names at this moment."""
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
