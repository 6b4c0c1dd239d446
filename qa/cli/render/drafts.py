"""Drafts on the terminal: reading and drafting shown as they happen, erased for the answer.

Nothing in a draft has been checked. Each of its lines is marked, so that none can be taken for an
answer, even one that cannot be erased: a terminal that was made smaller meanwhile may have pushed
it out of reach.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.control import Control
from rich.segment import ControlType
from rich.text import Text

from qa.cli.render import terminal
from qa.cli.render.terminal import DIM, SOURCE, broken
from qa.language.text import language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from qa.answers.watcher import Watcher
    from qa.language.text import Language
    from qa.search.evidence import Evidence

_MARK = "┊ "
_DRAFT = "dim italic"
_DROPPED = "dim strike"
_WORDS: dict[Language, dict[str, str]] = {
    "zh": {"reading": "阅读 [{}] {} · {}", "draft": "草稿，尚未核对："},
    "en": {"reading": "reading [{}] {} · {}", "draft": "Draft, not checked yet:"},
}


@contextmanager
def drafting(question: str, *, shown: bool = True) -> Iterator[Watcher]:
    """Yield a watcher that shows progress until the answer is there, and nothing in a pipe."""
    console = terminal.out()
    if not shown or not console.is_terminal or console.is_dumb_terminal:
        from qa.answers.watcher import NOBODY  # part of the model's layer: not for `qa --help`

        yield NOBODY
        return
    draft = Draft(console, language(question))
    with _no_echo():
        try:
            yield draft
        finally:
            draft.clear()


class Draft:
    """A watcher that draws the last lines of what it is told, over those it drew before."""

    def __init__(self, console: Console, spoken: Language) -> None:
        self._console = console
        self._words = _WORDS[spoken]
        self._read: list[Text] = []
        self._dropped: list[str] = []
        self._text = ""
        self._drawn: list[int] = []

    def evidence(self, found: Sequence[Evidence]) -> None:
        for number, e in enumerate(found, start=1):
            line = self._words["reading"].format(number, e.title, e.text)
            self._read.append(Text(" ".join(line.split()), style=SOURCE))
        self._draw()

    def text(self, piece: str) -> None:
        self._text += piece
        self._draw()

    def drop(self, reason: str) -> None:
        self._dropped += [self._text, reason]
        self._text = ""
        self._draw()

    def clear(self) -> None:
        """Erase what was drawn. A terminal that was made narrower has wrapped its lines anew."""
        width = max(self._console.width, 1)
        rows = sum(max(1, -(-cells // width)) for cells in self._drawn)
        self._drawn = []
        if rows:
            up = [(ControlType.CURSOR_UP, 1), (ControlType.ERASE_IN_LINE, 2)] * rows
            self._console.control(Control(ControlType.CARRIAGE_RETURN, *up))

    def _draw(self) -> None:
        with self._console:  # written in one go, so that it does not flicker
            self.clear()
            for line in self._lines():
                self._drawn.append(cell_len(line.plain))
                self._console.print(line, soft_wrap=True)

    def _lines(self) -> list[Text]:
        """Return the last lines, as many as the terminal has, less the one of the cursor."""
        width = max(self._console.width - 1, len(_MARK) + 2)
        lines = [self._cut(line, width) for line in self._read]
        for i, said in enumerate(self._dropped):
            lines += self._marked(said, width, DIM if i % 2 else _DROPPED)
        if self._text.strip():
            lines += self._marked(self._words["draft"], width, DIM)
            lines += self._marked(self._text, width, _DRAFT)
        return lines[-max(self._console.height - 1, 1) :]

    @staticmethod
    def _cut(line: Text, width: int) -> Text:
        line = line.copy()
        line.truncate(width, overflow="ellipsis")
        return line

    @staticmethod
    def _marked(said: str, width: int, style: str) -> list[Text]:
        text = Text(" ".join(said.split()), style=style)
        return [Text.assemble((_MARK, DIM), line) for line in broken(text, width - len(_MARK))]


@contextmanager
def _no_echo() -> Iterator[None]:
    """Keep what is typed meanwhile, but do not show it: it would move the lines that are drawn."""
    try:
        import termios
    except ModuleNotFoundError:  # Windows
        yield
        return
    try:
        fd = sys.stdin.fileno()
        before = termios.tcgetattr(fd)
        # A background process is stopped when it changes the terminal.
        ours = os.tcgetpgrp(fd) == os.getpgrp()
    except (termios.error, OSError, ValueError):  # a pipe, or closed
        ours = False
    if not ours:
        yield
        return
    quiet = before.copy()
    quiet[3] = before[3] & ~termios.ECHO
    try:
        termios.tcsetattr(fd, termios.TCSADRAIN, quiet)
        yield
    finally:
        termios.tcsetattr(fd, termios.TCSADRAIN, before)
