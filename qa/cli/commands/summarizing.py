"""The command that summarizes one article, many, or a topic over all of them: summarize."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qa.cli import render
from qa.cli.commands import folders
from qa.cli.commands.arguments import (
    Author,
    Category,
    Json,
    Only,
    Since,
    Until,
    corpus_of,
    counting,
    filters_of,
    print_record,
    refresh,
)
from qa.cli.commands.orders import Format, Length, Order, Step, checked, form_of, shard_of
from qa.cli.options import common
from qa.errors import OverBudget, QaError
from qa.settings import Settings  # noqa: TC001  # typer reads the annotations
from qa.summaries.digest.record import of_digest
from qa.summaries.record import of_summary
from qa.summaries.summary import Lang, Style  # noqa: TC001  # typer reads the annotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.corpus.corpus import Corpus

_WHICH, _HOW, _BATCH = "Which articles", "The summary", "A batch"


def _option(panel: str, *names: str, text: str, **more: Any) -> Any:
    return typer.Option(*names, help=text, rich_help_panel=panel, **more)


@common
def summarize(
    settings: Settings,
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="ARTICLE", help="Their paths in the articles folder."),
    ] = None,
    every: Annotated[
        bool, _option(_WHICH, "--all", text="Each article of the folder, or each that fits.")
    ] = False,
    topic: Annotated[
        str,
        _option(_WHICH, "--topic", text="One digest of what is about this, in any language."),
    ] = "",
    since: Since = None,
    until: Until = None,
    author: Author = None,
    category: Category = None,
    article: Only = None,
    length: Annotated[
        Length | None, _option(_HOW, "--length", text="3, 5 or 8 sentences. Default: medium.")
    ] = None,
    sentences: Annotated[
        int | None, _option(_HOW, "--sentences", text="At most so many.", min=1, max=50)
    ] = None,
    lang: Annotated[
        Lang, _option(_HOW, "--lang", text="Chinese, English, or that of the article.")
    ] = "same",
    style: Annotated[
        Style | None, _option(_HOW, "--style", text="Default: bullets. A headline is one sentence.")
    ] = None,
    out: Annotated[
        Path | None,
        _option(_BATCH, "--out", text="Folder to write into; what is up to date there is kept."),
    ] = None,
    formats: Annotated[
        list[Format] | None,
        _option(_BATCH, "--format", text="What to write; may repeat. Default: md."),
    ] = None,
    jobs: Annotated[
        int | None, _option(_BATCH, "--jobs", text="Articles at the same time.", min=1, max=256)
    ] = None,
    dry_run: Annotated[
        bool, _option(_BATCH, "--dry-run", text="Say what it would take, and do nothing.")
    ] = False,
    failed: Annotated[
        bool, _option(_BATCH, "--failed", text="Only those that failed the last time.")
    ] = False,
    shard: Annotated[
        str | None,
        _option(_BATCH, "--shard", text="Only this part of the articles, as 2/4.", metavar="I/N"),
    ] = None,
    step: Annotated[
        Step | None,
        _option(_BATCH, "--batch", text="By OpenAI's Batch API, at half the price, in a day."),
    ] = None,
    yes: Annotated[
        bool, _option(_BATCH, "--yes", text="Spend more than --max-cost without a question.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Summarize an article, many into a folder, or a topic over all; each sentence is proven."""
    corpus = corpus_of(settings)
    order = checked(
        Order(
            articles=tuple(dict.fromkeys(articles or ())),
            every=every,
            topic=topic.strip(),
            filters=filters_of(corpus.today, since, until, author, category, article),
            form=form_of(length, sentences, lang, style),
            out=out,
            formats=tuple(dict.fromkeys(formats or ())),
            jobs=jobs,
            shard=shard_of(shard) if shard else None,
            failed=failed,
            dry_run=dry_run,
            step=step,
            yes=yes,
            as_json=as_json,
        )
    )
    with counting(corpus):
        code = _carry_out(corpus, order)
    raise typer.Exit(code)


def _carry_out(corpus: Corpus, order: Order) -> int:
    """Carry out the order; return the exit code."""
    if order.digest:
        return _digest(corpus, order)
    if order.out or order.dry_run:
        return folders.carry_out(corpus, order)
    if order.single:
        return _one(corpus, order)
    return _printed(corpus, order, order.articles or corpus.paths(order.filters))


def _digest(corpus: Corpus, order: Order) -> int:
    """Print or write one digest over many articles; return 1 if there is nothing on the topic."""
    refresh(corpus)
    with corpus.reader() as reader:
        found = reader.digest(order.topic, order.filters, order.form)
    record = of_digest(found)
    if order.out:
        for file in folders.write_digest(corpus, order, record):
            render.note(str(file))
    elif order.as_json:
        print_record(record)
    else:
        render.digest(found)
    return 0 if found.events else 1


def _one(corpus: Corpus, order: Order) -> int:
    """Print the summary of one article; return 1 if it is empty."""
    found = corpus.summarize(order.articles[0], order.form)
    if order.as_json:
        print_record(of_summary(found))
    else:
        render.summary(found)
    return 0 if found.sentences else 1


def _printed(corpus: Corpus, order: Order, paths: Sequence[str]) -> int:
    """Print summaries of several articles as JSON lines; name one that fails and go on."""
    failed = 0
    for path in paths:
        try:
            print_record(of_summary(corpus.summarize(path, order.form)))
        except OverBudget:
            raise
        except QaError as error:
            render.error(error)
            failed += 1
    if not failed:
        return 0
    return folders.NONE_WRITTEN if failed == len(paths) else 1
