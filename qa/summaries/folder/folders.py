"""A folder of summaries: the one place that joins a corpus, its journal and what summarizes."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from qa.models import llm
from qa.models.server import host
from qa.summaries.folder import asking, batch_status, excerpting, plans
from qa.summaries.folder.excerpting import Excerpts
from qa.summaries.folder.journal import Journal
from qa.summaries.folder.keys import Recipe
from qa.summaries.folder.pacing import Pacing
from qa.summaries.folder.plans import Choice
from qa.summaries.folder.runs import Batch, RunReport
from qa.summaries.folder.writing import Output, require_outside
from qa.summaries.summary import Form, require_own_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from qa.articles.article import Article
    from qa.models.prices import Money
    from qa.models.tokens import Tokens
    from qa.models.usage import Sum
    from qa.summaries.folder.plans import Estimate, Steps, Task
    from qa.summaries.folder.runs import OnProgress
    from qa.summaries.folder.source import Source
    from qa.summaries.summary import Summary

    Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ways:
    """What makes a summary: the functions of qa.summaries.excerpts and qa.summaries.summarization.

    `version` is that of the choice of an excerpt, `made` is `qa.summaries.summarization.recipe()`.
    """

    sentences_of: Callable[..., Any]
    excerpt: Callable[..., Summary]
    version: str
    steps: Callable[[Article, Form, int, str], Steps]
    made: str


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be summarized, how, and into what.

    `texts` make the text of a file of a record, by its suffix: ".md", ".json". `record` makes a
    record of a summary. `together` says that one file of JSON lines is written as well.
    """

    out: Path
    record: Callable[[Summary], Record]
    texts: Mapping[str, Callable[[Record], str]]
    choice: Choice = field(default_factory=Choice)
    form: Form = field(default_factory=Form)
    together: bool = False
    failed_only: bool = False
    jobs: int = 4
    window: int = 8_192


class Folder:
    """The summaries of a corpus in a folder: what they would take, and the run itself.

    >>> with folders.opened(Corpus(load()), job, ways) as folder:
    ...     folder.run().failures
    """

    def __init__(self, source: Source, job: Job, ways: Ways, journal: Journal) -> None:
        self._source = source
        self._job = job
        self._ways = ways
        self.journal = journal
        settings = source.settings
        self.model = llm.choose(settings, source.meter, paced=True)
        form = job.form
        self.recipe = (
            Recipe("model", self.model.name, form, ways.made, job.window)
            if self.model
            else Recipe("extractive", source.weigher.name, form, ways.version)
        )

    @property
    def spent(self) -> Sum:
        """What was spent since it was opened, by all its calls."""
        return self._source.meter.total

    def tasks(self) -> list[Task]:
        """The chosen articles. Raises NothingIndexed."""
        choice = self._job.choice
        if self._job.failed_only:
            failed = frozenset(failure.article for failure in self.journal.failures())
            choice = replace(choice, only=failed)
        return plans.tasks(self._source.settings.articles, choice)

    def waiting(self) -> frozenset[str]:
        """The articles with a request in a batch under way: a run leaves them to the collect."""
        return batch_status.waiting(self.journal) if self.model else frozenset()

    def steps(self, article: Article) -> Steps:
        """The steps of an article, for a model."""
        name = self.model.name if self.model else ""
        return self._ways.steps(article, self._job.form, self._job.window, name)

    def estimate(self) -> Estimate:
        """What `run` would take; no call is made."""
        steps, place = self.steps if self.model else None, self._place()
        price = self._source.meter.price(self.recipe.maker, place) if self.model else None

        def cost(tokens: Tokens) -> Money | None:
            return price.of(tokens) if price else None

        found = plans.estimate(self.tasks(), self.journal, self.recipe, steps, cost)
        batched = price.batched(place).of(found.tokens) if price and found.calls else None
        return replace(found, batched=batched)

    def _place(self) -> str:
        base = self._source.settings.base_url
        return host(base) or str(base)

    def batch(self, tell: OnProgress | None = None) -> Batch:
        """What keeps the summaries and writes their files, as they come from anywhere."""
        output = Output(self._job.out, self._job.texts)
        more = (tell,) if tell else ()
        return Batch(self.journal, output, self.recipe, self._job.record, *more)

    def run(self, tell: OnProgress | None = None) -> RunReport:
        """Summarize what has no summary yet. Run it again after any end: it goes on.

        Raises what would hit every article, such as OverBudget; what is done is kept.
        """
        tasks, batch, job = self.tasks(), self.batch(tell), self._job
        if self.model:
            waiting = self.waiting()
            tasks = [task for task in tasks if task.path not in waiting]
            settings = self._source.settings
            pacing = Pacing(job.jobs, settings.requests_per_minute, settings.tokens_per_minute)
            asking.run(batch, tasks, self.steps, self.model, pacing, job.jobs)
        else:
            excerpting.run(batch, tasks, self._excerpts())
        self.together(batch)
        return batch.report()

    def together(self, batch: Batch) -> None:
        """Write the one file of all records, if it is wanted."""
        if self._job.together:
            choice = self._job.choice
            batch.together(plans.tasks(self._source.settings.articles, choice), choice.shard)

    def _excerpts(self) -> Excerpts:
        form, ways = self._job.form, self._ways

        def excerpt(article: Article, spans: Any, vectors: Any) -> Summary:
            require_own_language(article, form)
            return ways.excerpt(article, spans, vectors, form)

        return Excerpts(
            self._source.weigher,
            ways.sentences_of,
            excerpt,
            self._source.settings.workers or os.cpu_count() or 1,
        )


@contextmanager
def opened(source: Source, job: Job, ways: Ways) -> Iterator[Folder]:
    """The folder with its journal, which is made where there is none. Raises UsageError."""
    require_outside(job.out, source.settings.articles)
    with Journal(job.out, job.choice.shard) as journal:
        folder = Folder(source, job, ways, journal)
        try:
            yield folder
        finally:
            if folder.model:
                folder.model.close()
