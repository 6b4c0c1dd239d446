"""Batch orders for a folder: submitted now, collected within a day, for half the price.

Later requests of an article depend on the replies to earlier ones: each submit asks what can be
asked, each collect keeps what came back, and an article that needs more is in the next batch. The
order is remembered, so that a collect needs no options.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from qa.errors import QaError, UsageError
from qa.models.llm.batches import Batches
from qa.summaries.folder import batch_collection, batch_submission
from qa.summaries.folder.batch_state import Account
from qa.summaries.summary import Form, Lang, Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.articles.article import Article
    from qa.summaries.folder.batch_collection import Collected
    from qa.summaries.folder.batch_state import Article as Begun
    from qa.summaries.folder.batch_state import BatchStatus
    from qa.summaries.folder.batch_submission import Submitted
    from qa.summaries.folder.folders import Folder
    from qa.summaries.folder.journal import Journal
    from qa.summaries.folder.runs import Batch
    from qa.summaries.folder.source import Source
    from qa.summaries.summary import Summary

_NAME = "batch order"


class Remembered(BaseModel):
    """The order under way in batches: its articles, and the form of their summaries."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sentences: int
    lang: Lang
    style: Style
    formats: tuple[str, ...]
    articles: tuple[str, ...]

    @property
    def form(self) -> Form:
        """The form in which they were submitted."""
        return Form(self.sentences, self.lang, self.style)


def remembered(journal: Journal) -> Remembered | None:
    """Return the order not fully collected yet; None if there is none. Raises UsageError."""
    text = journal.load(_NAME)
    if not text:
        return None
    try:
        return Remembered.model_validate_json(text)
    except ValidationError as error:
        raise UsageError(
            "what the journal says of the batches cannot be read",
            "collect with the version of qa that submitted them",
        ) from error


def submit(source: Source, folder: Folder, form: Form, formats: Sequence[str]) -> Submitted:
    """Submit what can be asked now. Raises UsageError if another form is under way."""
    before = remembered(folder.journal)
    if before and before.form != form:
        raise UsageError(
            "batches with another --length, --lang or --style are under way in this folder",
            "--batch collect first, or another --out",
        )
    batch = folder.batch()
    articles = _begun(folder, batch.pending(folder.tasks()))
    found = batch_submission.submit(articles, _account(source, folder))
    known = before.articles if before else ()
    under_way = dict.fromkeys((*known, *found.articles, *found.waiting, *found.ready))
    _remember(folder.journal, form, formats, tuple(under_way))
    return found


def status(source: Source, folder: Folder) -> list[BatchStatus]:
    """Return the progress of each batch. Raises ModelUnreachable."""
    return batch_submission.status(_account(source, folder))


def collect(source: Source, folder: Folder, before: Remembered) -> tuple[Collected, Batch]:
    """Write the summaries whose replies have all come; the others stay in the order."""
    batch = folder.batch()
    tasks = [task for task in folder.tasks() if task.path in set(before.articles)]
    batch.begin(len(tasks))
    taking = _Taking(folder, batch)
    found = batch_collection.collect(
        taking.begun(batch.pending(tasks)), _account(source, folder), taking.done, taking.failed
    )
    left = {*found.waiting, *found.further, *(path for path, _ in found.failed)}
    articles = tuple(path for path in before.articles if path in left)
    _remember(folder.journal, before.form, before.formats, articles)
    return found, batch


@dataclass(slots=True)
class _Taking:
    """A link from each summary back to its article; they come one after the other."""

    folder: Folder
    batch: Batch
    article: Article | None = None

    def begun(self, articles: Iterator[Article]) -> Iterator[Begun]:
        for article in articles:
            self.article = article
            yield _begin(self.folder, article)

    def done(self, path: str, summary: Summary) -> None:
        if self.article and self.article.path == path:
            self.batch.finished([(self.article, summary)])

    def failed(self, path: str, reason: str) -> None:
        self.batch.failed(path, QaError(reason, "--batch submit asks again"))


def _begun(folder: Folder, articles: Iterator[Article]) -> Iterator[Begun]:
    for article in articles:
        yield _begin(folder, article)


def _begin(folder: Folder, article: Article) -> Begun:
    return article.path, lambda: folder.steps(article)


def _account(source: Source, folder: Folder) -> Account:
    if folder.model is None:
        raise UsageError("--batch needs a model", "set OPENAI_API_KEY, or leave --batch out")
    client = Batches(source.settings)
    return Account(client, folder.journal, source.meter, folder.model.name)


def _remember(
    journal: Journal, form: Form, formats: Sequence[str], articles: tuple[str, ...]
) -> None:
    order = Remembered(
        sentences=form.sentences,
        lang=form.lang,
        style=form.style,
        formats=tuple(formats),
        articles=articles,
    )
    journal.save(_NAME, order.model_dump_json() if articles else "")
