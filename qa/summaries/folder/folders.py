"""A folder of summaries: the one place that joins a corpus, its journal and a summarizer."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from qa.models import llm
from qa.models.server import host
from qa.summaries import excerpts, summarization
from qa.summaries.folder import asking, batch_state, excerpting, plans
from qa.summaries.folder.excerpting import Excerpts
from qa.summaries.folder.journal import Journal
from qa.summaries.folder.keys import Recipe
from qa.summaries.folder.pacing import Pacing
from qa.summaries.folder.plans import Choice
from qa.summaries.folder.runs import Batch, RunReport
from qa.summaries.folder.writing import Output, require_outside
from qa.summaries.summary import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from qa.articles.article import Article
    from qa.models.prices import Money
    from qa.models.tokens import Tokens
    from qa.models.usage import Sum
    from qa.summaries.folder.plans import Estimate, Task
    from qa.summaries.folder.runs import OnProgress
    from qa.summaries.folder.source import Source
    from qa.summaries.summarization import Steps
    from qa.summaries.summary import Summary

    Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Job:
    """An order for summaries: of which articles, how, and into which folder.

    `record` makes the record of a summary; `texts` maps a suffix, ".md" or ".json", to what makes
    the text of a file from the record. `together` asks for one file of JSON lines as well.
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
    """The summaries of a corpus in a folder: the estimate of a run, and the run itself.

    >>> with folders.opened(Corpus(load()), job) as folder:
    ...     folder.run().failures
    """

    def __init__(self, source: Source, job: Job, journal: Journal) -> None:
        self._source = source
        self._job = job
        self.journal = journal
        settings = source.settings
        self.model = llm.choose(settings, source.meter, paced=True)
        form = job.form
        self.recipe = (
            Recipe("model", self.model.name, form, summarization.recipe(), job.window)
            if self.model
            else Recipe("extractive", source.weigher.name, form, excerpts.VERSION)
        )

    @property
    def spent(self) -> Sum:
        """The sum spent by all calls since the folder was opened."""
        return self._source.meter.total

    def tasks(self) -> list[Task]:
        """Return the chosen articles. Raises NothingIndexed."""
        choice = self._job.choice
        if self._job.failed_only:
            failed = frozenset(failure.article for failure in self.journal.failures())
            choice = replace(choice, only=failed)
        return plans.tasks(self._source.settings.articles, choice)

    def waiting(self) -> frozenset[str]:
        """Return the articles with a request in a batch under way; runs leave them to a collect."""
        return batch_state.waiting(self.journal) if self.model else frozenset()

    def steps(self, article: Article) -> Steps:
        """Return the steps that summarize an article with the model."""
        name = self.model.name if self.model else ""
        form, window = self._job.form, self._job.window
        return summarization.steps(article, form, window, name, self._source.reading)

    def estimate(self) -> Estimate:
        """Estimate what `run` would take, without making a call."""
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
        """Return the batch that keeps summaries and writes their files, wherever they come from."""
        output = Output(self._job.out, self._job.texts)
        more = (tell,) if tell else ()
        return Batch(self.journal, output, self.recipe, self._job.record, *more)

    def run(self, tell: OnProgress | None = None) -> RunReport:
        """Summarize what has no summary yet. Run again, however it ended, and it goes on.

        Raises errors that would hit every article, such as OverBudget; what is done is kept.
        """
        tasks, batch, job = self.tasks(), self.batch(tell), self._job
        if self.model:
            waiting = self.waiting()
            tasks = [task for task in tasks if task.path not in waiting]
            settings = self._source.settings
            pacing = Pacing(job.jobs, settings.requests_per_minute, settings.tokens_per_minute)
            asking.run(batch, tasks, self.steps, self.model, pacing, job.jobs)
        else:
            workers = self._source.settings.workers or os.cpu_count() or 1
            how = Excerpts(self._source.weigher, job.form, workers)
            excerpting.run(batch, tasks, how)
        self.together(batch)
        return batch.report()

    def together(self, batch: Batch) -> None:
        """Write the one file of all records, if it is wanted."""
        if self._job.together:
            choice = self._job.choice
            batch.together(plans.tasks(self._source.settings.articles, choice), choice.shard)


@contextmanager
def opened(source: Source, job: Job) -> Iterator[Folder]:
    """Open the folder with its journal, which is made if there is none. Raises UsageError."""
    require_outside(job.out, source.settings.articles)
    with Journal(job.out, job.choice.shard) as journal:
        folder = Folder(source, job, journal)
        try:
            yield folder
        finally:
            if folder.model:
                folder.model.close()
