"""The `qa` command and its subcommands."""

from __future__ import annotations

import typer

from qa.cli.commands import asking, chatting, checking, evaluating, indexing, reading, summarizing
from qa.cli.options import Guarded, remember

app = typer.Typer(
    name="qa",
    cls=Guarded,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=(
        "Answer questions about a folder of news articles, in Chinese or English, and prove every"
        " word of it.\n\nExit codes: 0 done or answered, 1 not answered, unhealthy, no longer true"
        " or done in part, 2 usage, 3 nothing indexed, 4 model unreachable, 5 index being written,"
        " 6 index broken, 7 over the limit of --max-cost, 8 no summary made, 9 of"
        " eval: not measured, 130 interrupted."
    ),
)
app.callback()(remember)

for command in (
    indexing.index,
    asking.search,
    asking.ask,
    chatting.chat,
    summarizing.summarize,
    reading.show,
    checking.verify,
    indexing.status,
    indexing.doctor,
):
    app.command()(command)
app.add_typer(evaluating.app)


def main() -> None:
    """Run `qa`."""
    app()
