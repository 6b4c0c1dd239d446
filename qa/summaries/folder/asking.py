"""Summaries of many articles by a model, several at once, each reply kept as it comes."""

from __future__ import annotations

import threading
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

from qa.errors import QaError
from qa.models.llm import for_purpose
from qa.models.server import Busy
from qa.summaries.folder.pacing import Halted
from qa.summaries.folder.plans import sent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qa.articles.article import Article
    from qa.models.llm import Model, Reply, Request
    from qa.summaries.folder.pacing import Pacing
    from qa.summaries.folder.plans import Task
    from qa.summaries.folder.runs import Batch
    from qa.summaries.summarization import Steps
    from qa.summaries.summary import Summary

_TRIES = 8  # of a call that a busy server refuses


class Asking:
    """A model behind the journal: only replies that the journal lacks are asked for, then kept."""

    def __init__(self, batch: Batch, model: Model, pacing: Pacing) -> None:
        self._batch = batch
        self._model = model
        self._pacing = pacing
        self._keys: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def summary(self, steps: Steps) -> tuple[Summary, set[str]]:
        """Run the steps; return the summary and the keys of the replies it was made from."""
        keys: set[str] = set()
        try:
            requests = next(steps)
            while True:
                keys.update(request.key(self._model.name) for request in requests)
                requests = steps.send([self._reply(request) for request in requests])
        except StopIteration as end:
            summary: Summary = end.value
            return summary, keys
        finally:
            steps.close()

    def _reply(self, request: Request) -> Reply:
        """Get a reply from the journal, else the model; two articles of the same text ask once."""
        key = request.key(self._model.name)
        with self._lock:
            asking = self._keys.setdefault(key, threading.Lock())
        with asking:
            try:
                return self._batch.journal.reply(key) or self._paid(key, request)
            finally:
                with self._lock:
                    self._keys.pop(key, None)

    def _paid(self, key: str, request: Request) -> Reply:
        reply = self._asked(request)
        self._batch.journal.keep(key, reply)
        self._batch.spent(reply.usage)
        return reply

    def _asked(self, request: Request) -> Reply:
        model = for_purpose(self._model, request.purpose)
        tokens = sent(request) + request.max_tokens
        for tries in range(1, _TRIES + 1):
            try:
                with self._pacing.turn(tokens):
                    reply = model.reply(request.messages, request.max_tokens)
            except Busy as error:
                if tries == _TRIES:
                    raise
                self._pacing.busy(error.seconds)
            else:
                self._pacing.answered()
                return reply
        raise AssertionError("unreachable")


class _Shared:
    """The articles that are left, shared by several threads."""

    def __init__(self, articles: Iterator[Article]) -> None:
        self._articles = articles
        self._lock = threading.Lock()
        self._ended = threading.Event()

    def end(self) -> None:
        self._ended.set()

    def __iter__(self) -> Iterator[Article]:
        while True:
            with self._lock:
                article = None if self._ended.is_set() else next(self._articles, None)
            if article is None:
                return
            yield article


def run(
    batch: Batch,
    tasks: Sequence[Task],
    steps: Callable[[Article], Steps],
    model: Model,
    pacing: Pacing,
    jobs: int,
) -> None:
    """Summarize the articles that have no summary yet, `jobs` at a time.

    Raises errors that would hit every article, and KeyboardInterrupt; calls under way are waited
    for first, and their replies kept.
    """
    batch.begin(len(tasks))
    asking, left = Asking(batch, model, pacing), _Shared(batch.pending(tasks))
    with ThreadPoolExecutor(jobs, "qa-summaries") as threads:
        try:
            each = [threads.submit(_work, batch, left, steps, asking) for _ in range(jobs)]
            ended = wait(each, return_when=FIRST_EXCEPTION).done
            for one in ended:
                one.result()
        except BaseException:  # Ctrl-C as well: no new calls
            left.end()
            pacing.halt()
            raise


def _work(batch: Batch, left: _Shared, steps: Callable[[Article], Steps], asking: Asking) -> None:
    for article in left:
        try:
            summary, keys = asking.summary(steps(article))
        except Halted:
            return
        except QaError as error:
            batch.failed(article.path, error)
        else:
            batch.finished([(article, summary)], keys)
