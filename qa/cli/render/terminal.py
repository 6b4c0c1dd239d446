"""The terminal: two consoles, lines broken between Han characters, notes and errors.

Results go to standard output, everything else to standard error. On a terminal, titles and the
answering figure are set off; in a pipe, or with NO_COLOR, there is plain text. Only these consoles
send commands to the terminal: nothing that is printed can, wherever it comes from.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from qa.language.characters import NEVER_PRINTED, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.errors import QaError

SOURCE = "cyan"
DIM = "dim"


class Terminal(Console):
    """A console that prints text without escapes, direction marks and hidden characters.

    They may come from an article, a file's name, a model's reply or an argument.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(highlight=False, markup=False, emoji=False, **options)

    def print(self, *objects: Any, **options: Any) -> None:
        super().print(*map(_plain, objects), **options)


def _plain(printed: Any) -> Any:
    """Remove what is unprintable; the styles of a text stay with their characters."""
    if isinstance(printed, str):
        return printable(printed)
    if isinstance(printed, Text):
        for pattern in NEVER_PRINTED:
            edges = [edge for found in pattern.finditer(printed.plain) for edge in found.span()]
            if edges:
                printed = Text().join(printed.divide(edges)[::2])
    return printed


@cache
def out() -> Console:
    """Return the console of standard output. A pipe has no width: nothing is broken there."""
    return Terminal(soft_wrap=not sys.stdout.isatty())


@cache
def err() -> Console:
    """Return the console of standard error."""
    return Terminal(stderr=True, soft_wrap=True)


def printed(text: Text, indent: int = 0) -> None:
    """Print a text with every line indented by some columns; a pipe gets it unbroken."""
    lines = broken(text, out().width - indent) if out().is_terminal else [text]
    for line in lines:
        line.rstrip()
        out().print(Text(" " * indent) + line, soft_wrap=True)


# Marks that must not begin a line.
_NEVER_FIRST = frozenset("，。、；：？！”’）》】」』…,.;:?!)]%％")


def broken(text: Text, width: int) -> list[Text]:
    """Break a text into lines of at most `width` columns, at spaces and between Han characters.

    Rich breaks at spaces only, and moves a Chinese sentence to the next line whole.
    """
    plain, cuts = text.plain, []
    start, used, last = 0, 0, 0
    for i, character in enumerate(plain):
        if i > start and _may_break(plain, i):
            last = i
        while used + cell_len(character) > width and start < i:
            start = last if last > start else i
            cuts.append(start)
            used = cell_len(plain[start:i])
        used += cell_len(character)
    return list(text.divide(cuts))


def _may_break(plain: str, i: int) -> bool:
    before, after = plain[i - 1], plain[i]
    if after in _NEVER_FIRST or after == " ":
        return False
    return before == " " or cell_len(before) == 2 or cell_len(after) == 2


_MOST_NAMES = 3


def some(paths: Sequence[str]) -> str:
    """List the first few of several articles, as "a.txt, b.txt, c.txt, ..."."""
    return ", ".join(paths[:_MOST_NAMES]) + (", ..." if len(paths) > _MOST_NAMES else "")


def counted(count: int, one: str, several: str) -> str:
    """Return a count with its noun, as "1 quote" or "1,200 quotes"."""
    return f"{count:,} {one if count == 1 else several}"


def error(problem: QaError) -> None:
    """Print what happened, and the next command to run."""
    err().print(Text(f"qa: {problem.message}", style="red"))
    if problem.hint:
        err().print(Text(f"    {problem.hint}"))


def note(text: str) -> None:
    """Print something that is worth knowing but stops nothing."""
    err().print(Text(text, style=DIM))
