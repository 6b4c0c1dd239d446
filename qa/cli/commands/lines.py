"""The lines that a user types, or that come through a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from qa.cli import render
from qa.cli.render.chat import PROMPT
from qa.language.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def interactive() -> bool:
    """Tell whether somebody is typing."""
    return sys.stdin is not None and sys.stdin.isatty()


def lines(before: Iterable[str]) -> Iterator[str]:
    """Yield the questions, line by line; `before` are lines of earlier runs, which can be recalled.

    Ends with Ctrl-D, or with the pipe. Empty lines are left out.
    """
    if sys.stdin is None:  # qa chat <&-
        return
    for line in _typed(before) if interactive() else _piped():
        if clean := " ".join(printable(line).split()):
            yield clean


def _piped() -> Iterator[str]:
    for line in sys.stdin.buffer:
        try:
            yield line.decode("utf-8-sig")
        except UnicodeDecodeError:  # the encoding of a Chinese Windows
            yield line.decode("gb18030", "replace")


def _typed(before: Iterable[str]) -> Iterator[str]:
    _remember(before)
    while True:
        try:
            line = _line()
        except EOFError:
            render.note("")
            return
        except KeyboardInterrupt:
            render.note("\nCtrl-D or /quit ends.")
            continue
        except UnicodeDecodeError:
            render.note("That was no UTF-8.")
            continue
        # Several pasted lines arrive as one from a terminal with bracketed paste.
        yield from line.encode("utf-8", "replace").decode().splitlines()


def _line() -> str:
    if sys.stdout.isatty():
        return input(PROMPT)
    sys.stderr.write(PROMPT)  # input() would write the prompt to standard output, among the answers
    sys.stderr.flush()
    if not (line := sys.stdin.readline()):
        raise EOFError
    return line


def _remember(before: Iterable[str]) -> None:
    """Enable line editing and the recall of earlier lines, where Python has readline."""
    try:
        import readline
    except ModuleNotFoundError:  # Windows
        return
    for line in before:
        readline.add_history(line)
