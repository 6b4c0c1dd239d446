"""Arguments that several commands share, and the steps before and after their own work."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qa.cli import progress, question_file, render
from qa.errors import UsageError
from qa.index.rows import Filters
from qa.language.characters import json_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from qa.corpus.corpus import Corpus
    from qa.models.record import Record
    from qa.settings import Settings

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Question = Annotated[str, typer.Argument(help="What to ask, in Chinese or English.")]
Questions = Annotated[
    Path | None, typer.Option("--batch", help="Questions to ask: JSON lines with id and question.")
]
Out = Annotated[
    Path | None,
    typer.Option("--out", help="Where the batch's records go; goes on where it stopped."),
]
_DAYS = "2021-09-03, 2021-09, 2021, yesterday, last month, 去年."
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help=f"Only articles of this time or later: {_DAYS}")
]
Until = Annotated[
    str | None, typer.Option(metavar="DATE", help=f"Only articles of this time or earlier: {_DAYS}")
]
Author = Annotated[list[str] | None, typer.Option(help="Only articles by this author.")]
Category = Annotated[list[str] | None, typer.Option(help="Only articles of this category.")]
Only = Annotated[list[str] | None, typer.Option("--article", help="Only this article.")]


def corpus_of(settings: Settings) -> Corpus:
    """Return the corpus of the settings; imported here, because `qa --help` needs none of it."""
    from qa.corpus.corpus import Corpus

    return Corpus(settings)


def print_record(record: Record) -> None:
    """Print one JSON document."""
    sys.stdout.write(json_line(record) + "\n")


def filters_of(
    today: date,
    since: str | None,
    until: str | None,
    author: list[str] | None,
    category: list[str] | None,
    article: list[str] | None,
) -> Filters:
    """Return the filters of the given options. Raises UsageError for a day that is none."""
    return Filters(
        since=days("--since", since, today)[0] if since else None,
        until=days("--until", until, today)[1] if until else None,
        authors=tuple(author or ()),
        categories=tuple(category or ()),
        articles=tuple(article or ()),
    )


def days(option: str, text: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of a time in words or digits. Raises UsageError."""
    from qa.language.time import spoken  # its patterns take a tenth of a second to compile

    days = spoken(text, today)
    if days is None:
        raise UsageError(
            f"{option} {text}: this is no day, month or year",
            f"write it like {option} 2021-09-03, {option} 2021-09, {option} 2021 or"
            f" {option} yesterday",
        )
    return days


def one_of(question: str, batch_file: Path | None, out: Path | None) -> None:
    """Check that there is either a question or a batch with its --out. Raises UsageError."""
    if batch_file and question.strip():
        raise UsageError("a question and --batch do not go together", "leave one of them out")
    if bool(batch_file) != bool(out):
        raise UsageError("--batch and --out go together", "qa ask --batch FILE --out FILE")
    if not batch_file and not question.strip():
        raise UsageError("there is no question", 'qa ask "how many ..."')


def refresh(corpus: Corpus) -> None:
    """Index what can be indexed quickly, and say what is left to do."""
    with progress.shown() as report:
        left = corpus.refresh(report)
    if left:
        render.note(
            f"{left.files:,} articles are new or changed and {left.removed:,} are gone since the"
            " index was made: qa index"
        )


@contextmanager
def counting(corpus: Corpus) -> Iterator[None]:
    """Say at the end, even of a run that fails, if its calls could not be written down."""
    try:
        yield
    finally:
        ledger = corpus.meter.ledger
        if ledger and ledger.problem:
            render.note(f"The calls of this run are not all counted: {ledger.problem}")


def run_batch(
    corpus: Corpus,
    questions: Path,
    out: Path,
    answer: Callable[[question_file.Question], dict[str, Any]],
) -> None:
    """Answer a file of questions into another, from where it stopped; say what it took."""
    try:
        with progress.shown() as report:
            done = question_file.run(question_file.load(questions), out, answer, report)
        render.note(f"{out}: {done.total} records, {done.done_before} of them from before")
    finally:
        if corpus.meter.total.calls:
            render.note(render.total(corpus.meter.total))
