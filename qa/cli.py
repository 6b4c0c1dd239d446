"""The commands: each parses, calls one function of the library, and renders."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qa import batch, diagnosis, progress, records, render
from qa.corpus import Corpus
from qa.errors import UsageError
from qa.index.rows import Filters
from qa.options import Guarded, common, remember
from qa.settings import Settings  # noqa: TC001  # typer reads the annotations
from qa.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from qa.estimates import Estimate

app = typer.Typer(
    name="qa",
    cls=Guarded,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=(
        "Answer questions about a folder of news articles, in Chinese or English, and prove every"
        " word of it.\n\nExit codes: 0 done or answered, 1 not answered or not healthy, 2 usage,"
        " 3 nothing indexed, 4 model unreachable, 5 index being written, 6 index broken,"
        " 130 interrupted."
    ),
)
app.callback()(remember)

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


def main() -> None:
    """Run `qa`."""
    app()


@app.command()
@common
def index(
    settings: Settings,
    rebuild: Annotated[bool, typer.Option(help="Read all anew, and mend a broken index.")] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that embed; as many as there are cores.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Embed at any cost: ask no question.")] = False,
    as_json: Json = False,
) -> None:
    """Index the articles that are new or changed, and drop those that are gone."""
    corpus = Corpus(settings.model_copy(update={"workers": workers}) if workers else settings)
    if not yes:
        _agree(corpus.estimate(rebuild=rebuild))
    with progress.shown() as report:
        synced = corpus.index(report, rebuild=rebuild)
    if corpus.tokens_sent:
        render.note(f"Embedded {corpus.tokens_sent:,} tokens with {settings.embedder}.")
    if as_json:
        _print(records.of_sync(synced))
    else:
        render.synced(synced)


@app.command()
@common
def search(
    settings: Settings,
    question: Question = "",
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages.")] = 10,
    batch_file: Questions = None,
    out: Out = None,
    since: Since = None,
    until: Until = None,
    author: Author = None,
    category: Category = None,
    article: Only = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what each signal gave, and what matched.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Find the passages that are about a question."""
    corpus = Corpus(settings)
    filters = _filters(corpus.today, since, until, author, category, article)
    _either(question, batch_file, out)
    _refresh(corpus)
    with corpus.reader() as reader:
        if batch_file and out:
            _batch(
                batch_file,
                out,
                lambda q: records.of_hits(
                    q.text, reader.search(q.text, k, filters), q.id, explain=explain
                ),
            )
            return
        found = reader.search(question, k, filters)
    if as_json:
        _print(records.of_hits(question, found, explain=explain))
    else:
        render.hits(found, explain=explain)


@app.command()
@common
def ask(
    settings: Settings,
    question: Question = "",
    batch_file: Questions = None,
    out: Out = None,
    since: Since = None,
    until: Until = None,
    author: Author = None,
    category: Category = None,
    article: Only = None,
    as_json: Json = False,
) -> None:
    """Answer a question from the articles, with the sentences that prove it."""
    corpus = Corpus(settings)
    filters = _filters(corpus.today, since, until, author, category, article)
    _either(question, batch_file, out)
    _refresh(corpus)
    with corpus.reader() as reader:
        if batch_file and out:
            _batch(batch_file, out, lambda q: records.of_answer(reader.ask(q.text, filters), q.id))
            return
        answer = reader.ask(question, filters)
    if as_json:
        _print(records.of_answer(answer))
    else:
        render.answer(answer)
    raise typer.Exit(0 if answer.answered else 1)


@app.command()
@common
def show(
    settings: Settings,
    article: Annotated[str, typer.Argument(help="Its path in the articles folder.")],
    span: Annotated[
        str | None, typer.Option(help="Only this part of its text, as START:END in characters.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show an article as it is read: its text without markup, and what is known of it."""
    shown = Corpus(settings).article(article)
    part = _span(span, len(shown.text)) if span else None
    if as_json:
        _print(records.of_article(shown))
    else:
        render.article(shown, part)


@app.command()
@common
def status(settings: Settings, as_json: Json = False) -> None:
    """Show what is indexed, and what has changed since."""
    found = diagnosis.status(Corpus(settings))
    if as_json:
        _print(records.of_status(found))
    else:
        render.status(found)


@app.command()
@common
def doctor(settings: Settings, as_json: Json = False) -> None:
    """Find what is wrong with the index and the models, and the command that mends it."""
    found = diagnosis.examine(Corpus(settings))
    if as_json:
        _print(records.of_findings(found))
    else:
        render.findings(found)
    raise typer.Exit(1 if found else 0)


# --- what the commands share -------------------------------------------------------------------


def _agree(estimate: Estimate | None) -> None:
    """Ask before a large run is paid for; where nobody can be asked, it is not run."""
    if estimate is None or not estimate.large:
        return
    run = f"embed {estimate} with {estimate.model}"
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(f"this would {run}", shlex.join(["qa", *sys.argv[1:], "--yes"]))
    if not typer.confirm(f"{run}?", err=True):
        render.note("Nothing was sent.")
        raise typer.Exit(1)


def _print(record: records.Record) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def _filters(
    today: date,
    since: str | None,
    until: str | None,
    author: list[str] | None,
    category: list[str] | None,
    article: list[str] | None,
) -> Filters:
    return Filters(
        since=_days("--since", since, today)[0] if since else None,
        until=_days("--until", until, today)[1] if until else None,
        authors=tuple(author or ()),
        categories=tuple(category or ()),
        articles=tuple(article or ()),
    )


def _days(option: str, text: str, today: date) -> tuple[date, date]:
    from qa.periods import spoken  # its patterns take a tenth of a second to compile

    days = spoken(text, today)
    if days is None:
        raise UsageError(
            f"{option} {text}: this is no day, month or year",
            f"write it like {option} 2021-09-03, {option} 2021-09, {option} 2021 or"
            f" {option} yesterday",
        )
    return days


def _either(question: str, batch_file: Path | None, out: Path | None) -> None:
    if batch_file and question.strip():
        raise UsageError("a question and --batch do not go together", "leave one of them out")
    if bool(batch_file) != bool(out):
        raise UsageError("--batch and --out go together", "qa ask --batch FILE --out FILE")
    if not batch_file and not question.strip():
        raise UsageError("there is no question", 'qa ask "how many ..."')


def _refresh(corpus: Corpus) -> None:
    with progress.shown() as report:
        left = corpus.refresh(report)
    if left:
        render.note(
            f"{left.files:,} articles are new or changed and {left.removed:,} are gone since the"
            " index was made: qa index"
        )


def _batch(questions: Path, out: Path, answer: Callable[[batch.Question], dict[str, Any]]) -> None:
    with progress.shown() as report:
        done = batch.run(batch.load(questions), out, answer, report)
    render.note(f"{out}: {done.total} records, {done.done_before} of them from before")


def _span(text: str, length: int) -> Span:
    start, colon, end = text.partition(":")
    if not (colon and start.isdecimal() and end.isdecimal() and int(start) < int(end) <= length):
        raise UsageError(
            f"--span {text}: this is no part of a text of {length:,} characters",
            "--span START:END, as in the citations",
        )
    return Span(int(start), int(end))
