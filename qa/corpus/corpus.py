"""The corpus: the one place that builds the parts from the settings and joins them."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from qa.articles.chunking import Chunking
from qa.errors import IndexBroken, IndexBusy, NothingIndexed
from qa.index import embedding, generations, library
from qa.index.catalog import Catalog
from qa.index.embedding import Metered
from qa.index.estimates import Estimate, estimate
from qa.index.planning import Pending, chunking_key, plan
from qa.index.recipe import Recipe
from qa.index.rows import NO_FILTERS
from qa.index.schema import exists
from qa.index.sync import SyncReport, sync
from qa.models import llm
from qa.models.meter import Meter
from qa.reading import Reader as Reading
from qa.summaries.summary import require_own_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.articles.article import Article
    from qa.corpus.reader import Reader
    from qa.index.embedding import Embedder
    from qa.index.generations import Report
    from qa.index.rows import Filters, Generation
    from qa.models.llm import Model, Reply, Request
    from qa.settings import Settings
    from qa.summaries.summary import Form, Summary

# The most that a question may index on the way: about 15 seconds of work.
SMALL_BYTES = 1_000_000


def _silent(stage: str, done: int, total: int) -> None:
    """Report progress to nobody."""


class Corpus:
    """A folder of articles with its index: index it, search it, ask it.

    >>> with Corpus(load()).reader() as reader:
    ...     reader.ask("How many firms are there?").text

    A given model or given embedders replace those that the settings name, to record or replay
    calls; a given meter lets several corpora share one limit.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        model: Model | None = None,
        embedders: Sequence[Embedder] = (),
        meter: Meter | None = None,
    ) -> None:
        self.settings = settings
        self._model = model
        self._embedders = tuple(embedders)
        self._meter = meter

    # --- the parts -----------------------------------------------------------------------

    @cached_property
    def embedders(self) -> tuple[Embedder, ...]:
        return self._embedders or embedding.choose_all(
            self.settings.embedder, self.settings, self._dimensions, self.meter
        )

    def _dimensions(self, embedder: str) -> int | None:
        """Return the length of the vectors of an embedder in the index; None if it has none."""
        now = self._generation(broken_is_none=True)
        return dict(now.embedders).get(embedder) if now else None

    @cached_property
    def weigher(self) -> Embedder:
        """The embedder that weighs sentences, whichever ones find the passages."""
        usual = embedding.choose(embedding.DEFAULT, self.settings)
        return next((e for e in self.embedders if e.name == usual.name), usual)

    @cached_property
    def reading(self) -> Reading:
        """The learned reader: qa's own, or that in the folder named by the settings."""
        return Reading(self.settings.reader) if self.settings.reader else Reading()

    @cached_property
    def model(self) -> Model | None:
        return self._model or llm.choose(self.settings, self.meter)

    @cached_property
    def meter(self) -> Meter:
        """The meter of what this corpus has spent at servers and may still spend."""
        return self._meter or Meter.of(self.settings)

    def recipe(self, now: Generation | None) -> Recipe:
        """Return how to make the index; vectors stay where they are unless settings move them."""
        place = self.settings.chroma or (now.vectors if now else generations.LOCAL)
        return Recipe(
            self.embedders,
            Chunking(self.settings.chunk_tokens),
            place,
            self.settings.workers or os.cpu_count() or 1,
        )

    @property
    def today(self) -> dt.date:
        """The day that 去年 and "last August" are counted from."""
        return self.settings.today or dt.date.today()

    # --- indexing ------------------------------------------------------------------------

    def index(self, report: Report = _silent, *, rebuild: bool = False) -> SyncReport:
        """Bring the index up to date. Raises NothingIndexed, IndexBusy, IndexBroken."""
        self._require_prices()
        try:
            return sync(
                self.settings.index,
                self.settings.articles,
                self.recipe(self._generation(broken_is_none=rebuild)),
                report,
                rebuild=rebuild,
            )
        finally:
            self.close()

    def estimate(self, *, rebuild: bool = False) -> Estimate | None:
        """Estimate what `index` would send to a server that counts tokens; None without one."""
        each = [estimate(self.settings, metered, rebuild=rebuild) for metered in self._metered()]
        return max(each, key=lambda one: one.tokens, default=None)

    @property
    def tokens_sent(self) -> int:
        """The number of tokens embedded by servers that count them."""
        return sum(metered.tokens_sent for metered in self._metered())

    def _require_prices(self, *, asking: bool = False) -> None:
        """Check, before anything is sent, that the cost limit can be kept. Raises UsageError."""
        if self.settings.max_cost is None:
            return
        for metered in self._metered():
            metered.require_price()
        model: object = self.model if asking else None
        if isinstance(model, llm.Metering):
            model.require_price()

    def _metered(self) -> list[Metered]:
        return [embedder for embedder in self.embedders if isinstance(embedder, Metered)]

    def close(self) -> None:
        """Close the connections of the embedders; the next call opens them again."""
        if "embedders" in self.__dict__:
            for metered in self._metered():
                metered.close()

    def _generation(self, *, broken_is_none: bool = False) -> Generation | None:
        if not exists(self.settings.index):
            return None
        try:
            with Catalog.open(self.settings.index) as catalog:
                return catalog.generation()
        except IndexBroken:
            if broken_is_none:
                return None
            raise

    def pending(self) -> Pending:
        """Return what has changed since the index was made, by the size and time of the files."""
        chunking = chunking_key(Chunking(self.settings.chunk_tokens))
        live, failures = {}, {}
        if exists(self.settings.index):
            with Catalog.open(self.settings.index) as catalog:
                now = catalog.generation()
                # With another embedder all is indexed anew: no need to request its dimensions.
                names = {embedder.name for embedder in self.embedders}
                other = now and names != {name for name, _ in now.embedders}
                if not other and self.recipe(now).made(now):
                    live, failures = catalog.entries(), catalog.failures()
        todo = plan(self.settings.articles, live, failures, chunking)
        size = sum(found.size for _, found in todo.look_at)
        return Pending(len(todo.look_at), len(todo.removed), size)

    def refresh(self, report: Report = _silent) -> Pending:
        """Index what has changed, if that is quick, and return what is left to do.

        Raises NothingIndexed if there is no index and too many articles to make one quickly.
        """
        self._require_prices(asking=True)
        pending = self.pending()
        if not pending:
            self._require_articles()
            return pending
        if pending.bytes <= SMALL_BYTES:
            try:
                self.index(report)
            except IndexBusy:
                if self._generation() is None:
                    raise
                return pending  # the index as it is can answer meanwhile
            self._require_articles()
            return Pending(0, 0, 0)
        if self._generation() is None:
            folders = ", ".join(map(str, self.settings.articles))
            raise NothingIndexed(
                f"{folders}: {pending.files:,} articles, and no index of them yet",
                "qa index",
            )
        return pending

    def _require_articles(self) -> None:
        if self._generation() is None:
            folders = ", ".join(map(str, self.settings.articles))
            raise NothingIndexed(
                f"{folders}: there is no article that can be read (.txt, .md or .html)",
                "name another folder with --articles; qa index says what could not be read",
            )

    # --- summaries -----------------------------------------------------------------------

    def paths(self, filters: Filters = NO_FILTERS) -> list[str]:
        """Return the paths of articles that pass the filters now. Raises NothingIndexed."""
        return library.paths(self.settings.articles, filters)

    def summarize(self, path: str, form: Form) -> Summary:
        """Summarize an article as its file is now, by the model if there is one.

        Raises NothingIndexed, ArticleError, ModelUnreachable, OverBudget, UsageError.
        """
        self._require_prices(asking=True)
        article = self.article(path)
        if self.model is None:
            from qa.summaries import excerpts

            require_own_language(article, form)
            return excerpts.summarize(article, form, self.weigher.encode)
        from qa.summaries import summarization

        model = self.model

        def ask(request: Request) -> Reply:
            return llm.for_purpose(model, request.purpose).reply(
                request.messages, request.max_tokens
            )

        steps = summarization.steps(article, form, self.settings.window, model.name, self.reading)
        return summarization.run(steps, ask)

    # --- reading -------------------------------------------------------------------------

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """Open the index for questions. Raises NothingIndexed, IndexBroken."""
        from qa.corpus.reader import Parts, Reader

        self._require_prices(asking=True)
        index = self.settings.index
        with (
            Catalog.open(index) as catalog,
            Reader(
                index,
                catalog,
                Parts(
                    self.embedders,
                    self.weigher,
                    self.reading,
                    self.model,
                    self.clean_text,
                    self.today,
                    keeps=self._model is None,
                ),
            ) as reader,
        ):
            try:
                yield reader
            finally:
                self.close()

    def article(self, path: str) -> Article:
        """Read an article as its file is now. Raises NothingIndexed, ArticleError."""
        return library.article(self.settings.articles, path)

    def clean_text(self, path: str) -> str | None:
        """Return the clean text of an article as its file is now; None if it cannot be read."""
        return library.text(self.settings.articles, path)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield path and clean text of every article as its file is now. Raises NothingIndexed."""
        return library.texts(self.settings.articles, self.settings.index)
