"""The command that holds a conversation: chat."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli import render
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
from qa.cli.commands.lines import interactive, lines
from qa.cli.options import common
from qa.cli.render import chat as shown
from qa.errors import QaError
from qa.settings import Settings  # noqa: TC001  # typer reads the annotations

if TYPE_CHECKING:
    from qa.answers.chat import chat as chats

Session = Annotated[
    Path | None,
    typer.Option("--session", help="File of the conversation. Default: one in the index folder."),
]
New = Annotated[bool, typer.Option("--new", help="Leave behind what was said.")]


@common
def chat(
    settings: Settings,
    session: Session = None,
    new: New = False,
    since: Since = None,
    until: Until = None,
    author: Author = None,
    category: Category = None,
    article: Only = None,
    as_json: Json = False,
) -> None:
    """Ask one question after the other, and go on from what was said; /help says how."""
    from qa.answers.chat import chat as chats  # imports what checks answers: not for `qa --help`
    from qa.answers.chat import sessions

    corpus = corpus_of(settings)
    filters = filters_of(corpus.today, since, until, author, category, article)
    with counting(corpus):
        refresh(corpus)
    with (
        counting(corpus),
        sessions.opened(session, settings.index) as kept,
        corpus.reader() as reader,
    ):
        if new:
            kept.begin()
        shown.resumed(kept)
        asking = _Asking(
            chats.Chat(reader, corpus.model, kept, filters, strict=settings.strict), as_json=as_json
        )
        for line in lines([turn.asked for turn in kept.turns]):
            if not asking.take(line):
                break
    raise typer.Exit(0 if interactive() else asking.failed)


@dataclass(slots=True)
class _Asking:
    """A conversation, line by line; `failed` is the exit code of the last line that went wrong."""

    chat: chats.Chat
    as_json: bool
    failed: int = 0

    def take(self, line: str) -> bool:
        """Answer a line or carry out its command; return False if the chat is to end."""
        if line[0] in "/／":
            return self._command(f"/{line[1:].lower()}")
        try:
            self._ask(line)
        except QaError as error:
            render.error(error)
            self.failed = error.exit_code
        except KeyboardInterrupt:
            if not interactive():
                raise
            render.note("\nStopped; it is not kept. Ctrl-D or /quit ends.")
        return True

    def _ask(self, asked: str) -> None:
        from qa.answers.chat.chat import refusal

        if not interactive() and not self.as_json:
            shown.typed(asked)
        meant = self.chat.understand(asked)
        if meant is None:
            if self.as_json:
                print_record(refusal(asked))
            else:
                shown.refused(asked)
        else:
            shown.understood(meant)
            self._answer(meant)
        if not self.as_json:
            shown.gap()
        sys.stdout.flush()  # the reader of a pipe may be waiting for it

    def _answer(self, meant: chats.Understood) -> None:
        from qa.answers.chat.chat import record

        streamed = not self.as_json and sys.stdout.isatty()
        with render.drafting(meant.question, shown=streamed) as watch:
            answer = self.chat.answer(meant, watch)
        if self.as_json:
            print_record(record(meant, answer))
        else:
            render.answer(answer)

    def _command(self, line: str) -> bool:
        if line == "/sources":
            turns = self.chat.session.turns
            shown.cited(self.chat.sources(), turns[-1].question if turns else "")
            shown.gap()
        elif line == "/new":
            self.chat.session.begin()
            render.note("What was said is left behind.")
        elif line == "/help":
            shown.usage()
        elif line != "/quit":
            render.note(f"There is no {line}: /help says what there is.")
        return line != "/quit"
