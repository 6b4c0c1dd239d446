"""The command that checks saved answers and summaries: verify."""

from __future__ import annotations

from itertools import chain
from typing import Annotated

import typer

from qa.cli import render
from qa.cli.commands.arguments import Json, corpus_of, print_record
from qa.cli.options import common
from qa.settings import Settings  # noqa: TC001  # typer reads the annotations
from qa.verify.record import of_verification


@common
def verify(
    settings: Settings,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="Saved answers or summaries: JSON, JSON lines or the Markdown of a summary; or a"
            " folder of them; - is standard input.",
        ),
    ],
    as_json: Json = False,
) -> None:
    """Check saved answers and summaries against the articles as they are now."""
    from qa.cli.render.terminal import some
    from qa.cli.render.verification import verification as shown
    from qa.verify import saved, verification  # imports what checks figures: not for `qa --help`

    corpus, these = corpus_of(settings), saved.found(files)
    if these.left_out:
        render.note(f"no summaries, and left out: {some(these.left_out)}")
    every = chain.from_iterable(map(saved.load, these.files))
    found = verification.gathered(
        verification.verify(
            every,
            corpus.clean_text,
            lambda quotes: verification.standing(quotes, corpus.texts()),
        )
    )
    if as_json:
        print_record(of_verification(found))
    else:
        shown(found)
    raise typer.Exit(0 if found.holds else 1)
