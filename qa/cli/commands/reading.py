"""The command that shows an article: show."""

from __future__ import annotations

from typing import Annotated

import typer

from qa.articles.record import of_article
from qa.cli import render
from qa.cli.commands.arguments import Json, corpus_of, print_record
from qa.cli.options import common
from qa.errors import UsageError
from qa.language.text import Span
from qa.settings import Settings  # noqa: TC001  # typer reads the annotations


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
    shown = corpus_of(settings).article(article)
    part = _span(span, len(shown.text)) if span else None
    if as_json:
        print_record(of_article(shown))
    else:
        render.article(shown, part)


def _span(text: str, length: int) -> Span:
    start, colon, end = text.partition(":")
    if not (colon and start.isdecimal() and end.isdecimal() and int(start) < int(end) <= length):
        raise UsageError(
            f"--span {text}: this is no part of a text of {length:,} characters",
            "--span START:END, as in the citations",
        )
    return Span(int(start), int(end))
