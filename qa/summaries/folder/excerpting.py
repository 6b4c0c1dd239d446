"""Excerpts of many articles, with their sentences encoded in several processes."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from qa.summaries import excerpts
from qa.summaries.summary import require_own_language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from qa.articles.article import Article
    from qa.index.embedding import Embedder
    from qa.index.embedding.pool import Pool
    from qa.language.text import Span
    from qa.summaries.folder.plans import Task
    from qa.summaries.folder.runs import Batch
    from qa.summaries.summary import Form, Summary

    Vectors = NDArray[np.float32]
    Submit = Callable[[Sequence[Sequence[str]]], Future[list[Vectors]]]

# Bytes of articles that one process encodes in the time that several need to start.
_LITTLE = 300_000
_AT_ONCE = 16  # articles that are kept in one transaction, which a kill loses


@dataclass(frozen=True, slots=True)
class Excerpts:
    """The way to make excerpts: their form, and the encoder of their sentences."""

    embedder: Embedder
    form: Form
    workers: int = 1


@dataclass(frozen=True, slots=True)
class _Encoding:
    article: Article
    spans: tuple[Span, ...]
    vectors: Future[list[Vectors]] | None


def run(batch: Batch, tasks: Sequence[Task], how: Excerpts) -> None:
    """Summarize the articles that have no summary yet, with few of them in memory at once."""
    batch.begin(len(tasks))
    in_hand: deque[_Encoding] = deque()
    with _Engine(how, sum(task.size for task in tasks)) as engine:
        for article in batch.pending(tasks):
            in_hand.append(_encoding(article, engine.submit))
            if len(in_hand) > 4 * how.workers + _AT_ONCE:
                _finish(batch, how, [in_hand.popleft() for _ in range(_AT_ONCE)])
        _finish(batch, how, list(in_hand))


class _Engine:
    """An encoder that uses several processes if that is faster, started when first needed."""

    def __init__(self, how: Excerpts, size: int) -> None:
        self._embedder = how.embedder
        self._workers = how.workers if size > _LITTLE and how.embedder.spawned_as else 1
        self._pool: Pool | None = None
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: Any) -> None:
        self._open.__exit__(*error)

    def submit(self, passages: Sequence[Sequence[str]]) -> Future[list[Vectors]]:
        if self._workers > 1:
            return self._started().submit(passages)
        done: Future[list[Vectors]] = Future()
        done.set_result(self._embedder.passages(passages))
        return done

    def _started(self) -> Pool:
        if self._pool is None:
            from qa.index.embedding.pool import Pool

            pool = Pool(str(self._embedder.spawned_as), self._workers)
            self._pool = self._open.enter_context(pool)
        return self._pool


def _encoding(article: Article, submit: Submit) -> _Encoding:
    """Encode one article by itself: in a batch with other texts, the last bit may differ."""
    spans = excerpts.sentences_of(article)
    texts = [span.of(article.text) for span in spans]
    return _Encoding(article, spans, submit([texts]) if texts else None)


def _finish(batch: Batch, how: Excerpts, each: Sequence[_Encoding]) -> None:
    batch.finished([(one.article, _excerpt(one, how)) for one in each])


def _excerpt(one: _Encoding, how: Excerpts) -> Summary:
    require_own_language(one.article, how.form)
    return excerpts.excerpt(one.article, one.spans, _vectors(one, how), how.form)


def _vectors(one: _Encoding, how: Excerpts) -> Vectors:
    """Return the vectors of the sentences; encode them if the embedder gave only the passage's."""
    if one.vectors is None:
        return np.zeros((0, how.embedder.dimensions), np.float32)
    rows = one.vectors.result()[0]
    if len(rows) == 1 + len(one.spans):
        return rows[1:]
    return how.embedder.encode([span.of(one.article.text) for span in one.spans])
