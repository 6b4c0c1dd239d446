"""Runs: summaries of many articles, each kept before the next, however the run ends."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from qa.articles.article import ArticleError
from qa.errors import ModelUnreachable, OverBudget, QaError, UsageError
from qa.language.characters import json_line
from qa.models.llm import Usage
from qa.models.server import Refusal
from qa.summaries.folder.journal import Failure
from qa.summaries.folder.writing import jsonl_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from qa.articles.article import Article
    from qa.summaries.folder.journal import Journal
    from qa.summaries.folder.keys import Recipe
    from qa.summaries.folder.plans import Task
    from qa.summaries.folder.writing import Output
    from qa.summaries.summary import Summary

    Record = dict[str, Any]

# A missing key, permission or model, which fails every other article too.
_OF_ALL = frozenset({401, 402, 403, 404})
# If this many articles in a row fail for one reason, the server is down.
_IN_A_ROW = 5


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a run. `usage` is that of its own calls, without those of earlier runs."""

    total: int
    done: int = 0
    failed: int = 0
    up_to_date: int = 0
    usage: Usage = field(default_factory=Usage)

    @property
    def left(self) -> int:
        return self.total - self.done - self.failed - self.up_to_date


class OnProgress(Protocol):
    """A callback that is told the progress of a run, from one thread at a time."""

    def __call__(self, progress: Progress) -> None: ...


def _silent(progress: Progress) -> None:
    """Report progress to nobody."""


@dataclass(frozen=True, slots=True)
class RunReport:
    """The result of a run; `failures` are sorted by path."""

    progress: Progress
    failures: tuple[Failure, ...]

    @property
    def outcome(self) -> str:
        """How many of the articles have a summary now: all, some or none."""
        if not self.failures:
            return "all"
        return "none" if self.progress.done + self.progress.up_to_date == 0 else "some"


class Batch:
    """The state that the articles of one run share; many threads may use it."""

    def __init__(
        self,
        journal: Journal,
        output: Output,
        recipe: Recipe,
        record: Callable[[Summary], Record],
        tell: OnProgress = _silent,
    ) -> None:
        self.journal = journal
        self._output = output
        self._recipe = recipe
        self._record = record
        self._tell = tell
        self._lock = threading.Lock()
        self._counts = {"done": 0, "failed": 0, "up_to_date": 0}
        self._usage = Usage()
        self._total = 0
        self._failures: dict[str, Failure] = {}
        self._reason, self._in_a_row = "", 0

    def begin(self, total: int) -> None:
        self._output.clear()
        self._total = total

    def pending(self, tasks: Iterable[Task]) -> Iterator[Article]:
        """Yield the articles that have no summary yet; restore the files of the others."""
        for task in tasks:
            content = task.content_hash()
            known = self.journal.finished(task.path, self._recipe.key(content)) if content else None
            try:
                if known is None:
                    yield task.read()
                    continue
                self._output.write(task.path, known)
            except QaError as error:
                self.failed(task.path, error)
            else:
                self._count("up_to_date")

    def finished(self, done: Sequence[tuple[Article, Summary]], forget: Iterable[str] = ()) -> None:
        """Keep summaries, then write their files, so that a kill in between costs no call."""
        held = [(article, summary) for article, summary in done if not _is_nothing(summary)]
        rows = [
            (article.path, self._recipe.key(article.content_hash), self._record(summary))
            for article, summary in held
        ]
        self.journal.finish(rows, forget)
        for path, _, record in rows:
            try:
                self._output.write(path, record)
            except QaError as error:
                self.failed(path, error)
            else:
                self._count("done")
        for article, summary in done:
            if _is_nothing(summary):
                self.failed(article.path, _nothing(article.path, summary))

    def failed(self, path: str, error: QaError) -> None:
        """Record that an article failed; raise the error if it would hit every article."""
        if _is_of_all(error):
            raise error
        failure = Failure(path, error.message, error.hint)
        self.journal.fail(failure)
        with self._lock:
            self._failures[path] = failure
        self._count("failed")
        self._give_up(error)

    def spent(self, usage: Usage) -> None:
        """Count the usage of a call."""
        with self._lock:
            self._usage += usage
            self._tell(self._progress())

    def _give_up(self, error: QaError) -> None:
        if not isinstance(error, ModelUnreachable):
            return
        with self._lock:
            same = error.message == self._reason
            self._reason, self._in_a_row = error.message, self._in_a_row + 1 if same else 1
            if self._in_a_row >= _IN_A_ROW:
                raise error

    def _count(self, what: str) -> None:
        with self._lock:
            self._counts[what] += 1
            if what == "done":
                self._in_a_row = 0
            self._tell(self._progress())

    def _progress(self) -> Progress:
        return Progress(self._total, **self._counts, usage=self._usage)

    def report(self) -> RunReport:
        """Return the result for the articles so far."""
        with self._lock:
            failures = tuple(self._failures[path] for path in sorted(self._failures))
            return RunReport(self._progress(), failures)

    def together(self, tasks: Iterable[Task], shard: tuple[int, int] | None = None) -> None:
        """Write the records of these articles into one file, in their order."""
        self._output.together(jsonl_name(shard), self._lines(tasks))

    def _lines(self, tasks: Iterable[Task]) -> Iterator[str]:
        for task in tasks:
            content = task.content_hash()
            if content and (record := self.journal.finished(task.path, self._recipe.key(content))):
                yield json_line(record)


def _is_of_all(error: QaError) -> bool:
    if isinstance(error, ArticleError):
        return False
    if isinstance(error, Refusal):
        return error.status in _OF_ALL or error.status == 429
    return isinstance(error, (OverBudget, UsageError))


def _is_nothing(summary: Summary) -> bool:
    return summary.mode == "model" and not summary.sentences


def _nothing(path: str, summary: Summary) -> ArticleError:
    reasons = [reason for each in summary.withheld for reason in each.reasons]
    why = f": {reasons[0]}" if reasons else ""
    return ArticleError(path, f"no sentence of its summary held{why}", "try another --model")
