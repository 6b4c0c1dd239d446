"""Commands that maintain the index: index, status, doctor."""

from __future__ import annotations

import shlex
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli import progress, render
from qa.cli.commands.arguments import Json, corpus_of, counting, days, print_record
from qa.cli.options import common
from qa.corpus import diagnosis
from qa.corpus.record import of_findings, of_status
from qa.errors import UsageError
from qa.index.record import of_sync
from qa.models.record import of_ledger
from qa.models.usage import Ledger
from qa.settings import Settings  # noqa: TC001  # typer reads the annotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.corpus.corpus import Corpus
    from qa.index.estimates import Estimate


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
    corpus = corpus_of(settings.model_copy(update={"workers": workers}) if workers else settings)
    if not yes:
        _agree(corpus.estimate(rebuild=rebuild))
    with counting(corpus), _saying_what_was_sent(corpus), progress.shown() as report:
        synced = corpus.index(report, rebuild=rebuild)
    if as_json:
        print_record(of_sync(synced))
    else:
        render.synced(synced)


@contextmanager
def _saying_what_was_sent(corpus: Corpus) -> Iterator[None]:
    """Say what was embedded at a server and what it cost, even if the run was stopped."""
    try:
        yield
    finally:
        if corpus.tokens_sent:
            cost = "".join(f", {money}" for money in corpus.meter.total.costs)
            render.note(
                f"Embedded {corpus.tokens_sent:,} tokens with {corpus.settings.embedder}{cost}."
            )


@common
def status(
    settings: Settings,
    usage: Annotated[
        bool, typer.Option("--usage", help="Show the tokens and the money that calls took.")
    ] = False,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Of --usage: only from this day on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Of --usage: only up to this day.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what is indexed, and what has changed since; or what was spent."""
    if usage:
        _usage(corpus_of(settings), since, until, as_json=as_json)
        return
    if since or until:
        raise UsageError("--since and --until go with --usage", "qa status --usage --since DATE")
    found = diagnosis.status(corpus_of(settings))
    if as_json:
        print_record(of_status(found))
    else:
        render.status(found)


def _usage(corpus: Corpus, since: str | None, until: str | None, *, as_json: bool) -> None:
    first = days("--since", since, corpus.today)[0] if since else None
    last = days("--until", until, corpus.today)[1] if until else None
    found = Ledger(corpus.settings.index).report(first, last)
    if as_json:
        print_record(of_ledger(found))
    else:
        render.usage(found)


@common
def doctor(settings: Settings, as_json: Json = False) -> None:
    """Find what is wrong with the index and the models, and the command that mends it."""
    found = diagnosis.examine(corpus_of(settings))
    if as_json:
        print_record(of_findings(found))
    else:
        render.findings(found)
    raise typer.Exit(1 if found else 0)


def _agree(estimate: Estimate | None) -> None:
    """Ask before a large run is paid for; refuse it if nobody can be asked."""
    if estimate is None or not estimate.large:
        return
    run = f"embed {estimate} with {estimate.model}"
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(f"this would {run}", shlex.join(["qa", *sys.argv[1:], "--yes"]))
    if not typer.confirm(f"{run}?", err=True):
        render.note("Nothing was sent.")
        raise typer.Exit(1)
