"""The reader: questions to passages and answers, over one generation of the index."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from qa import answering
from qa.errors import NothingIndexed
from qa.evidence import gather
from qa.index import generations
from qa.index.rows import NO_FILTERS, Filters
from qa.query import understand
from qa.retrieval import Retriever

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from qa.answering import Answer
    from qa.citations import ReadText
    from qa.embedding import Embedder
    from qa.extractive import Closeness
    from qa.index.catalog import Catalog
    from qa.llm import Model
    from qa.query import Query
    from qa.retrieval import Passage

PASSAGES = 12
EVIDENCE = 24


class Reader:
    """Searches and answers over one generation of the index, and over the next once it is there."""

    def __init__(
        self,
        index: Path,
        catalog: Catalog,
        embedder: Embedder,
        model: Model | None,
        read_text: ReadText,
        today: dt.date | None = None,
    ) -> None:
        self._index = index
        self._catalog = catalog
        self._embedder = embedder
        self._model = model
        self._read_text = read_text
        self._today = today
        self._open = ExitStack()
        self._retriever: Retriever | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()
        if self._model:
            self._model.close()

    def search(self, question: str, k: int, filters: Filters = NO_FILTERS) -> list[Passage]:
        """The k best passages for a question, best first."""
        with self._catalog.snapshot():
            return self._passages(understand(question, self._today), k, filters)

    def ask(self, question: str, filters: Filters = NO_FILTERS) -> Answer:
        """Answer a question, or say that the articles do not. Raises ModelUnreachable."""
        started = time.monotonic()
        query = understand(question, self._today)
        with self._catalog.snapshot():
            passages = self._passages(query, PASSAGES, filters)
            idf = self._current().stores.lexical.weights(query.terms)
        evidence = gather(query, passages, idf, self._embedder.encode, EVIDENCE)
        if self._model:
            answer = answering.ask(query, evidence, self._model, self._read_text)
        else:
            answer = answering.extract(query, evidence, self._closeness(query), self._read_text)
        return replace(answer, seconds=time.monotonic() - started)

    def _passages(self, query: Query, k: int, filters: Filters) -> list[Passage]:
        vector = self._embedder.query(query.text)
        return self._current().retrieve(query, vector, k, filters)

    def _closeness(self, query: Query) -> Closeness:
        vector = self._embedder.encode([query.text])[0]
        return lambda texts: (self._embedder.encode(texts) @ vector).tolist()

    def _current(self) -> Retriever:
        """The retriever of the generation that the catalog names at this moment."""
        generation = self._catalog.generation()
        if generation is None:
            raise NothingIndexed(f"{self._index}: nothing is indexed yet", "qa index")
        if self._retriever is None or self._retriever.generation != generation:
            self._open.close()
            stores = self._open.enter_context(
                generations.opened(self._index, self._catalog, generation)
            )
            self._retriever = Retriever(self._catalog, stores, generation)
        return self._retriever
