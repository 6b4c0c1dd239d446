"""Commands that look after the index: index, status, doctor."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from qa import diagnosis, progress, records, render
from qa.commands.arguments import Json, print_record
from qa.corpus import Corpus
from qa.errors import UsageError
from qa.options import common
from qa.settings import Settings  # noqa: TC001  # typer reads the annotations

if TYPE_CHECKING:
    from qa.estimates import Estimate


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
        print_record(records.of_sync(synced))
    else:
        render.synced(synced)


@common
def status(settings: Settings, as_json: Json = False) -> None:
    """Show what is indexed, and what has changed since."""
    found = diagnosis.status(Corpus(settings))
    if as_json:
        print_record(records.of_status(found))
    else:
        render.status(found)


@common
def doctor(settings: Settings, as_json: Json = False) -> None:
    """Find what is wrong with the index and the models, and the command that mends it."""
    found = diagnosis.examine(Corpus(settings))
    if as_json:
        print_record(records.of_findings(found))
    else:
        render.findings(found)
    raise typer.Exit(1 if found else 0)


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
