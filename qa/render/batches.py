"""Batches of summaries on the terminal: what one would take, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from qa.render import terminal
from qa.render.terminal import DIM, counted
from qa.render.usage import total
from qa.text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qa.usage import Sum


def ended(
    out: Path,
    written: int,
    kept: int,
    failed: Sequence[tuple[str, str]],
    spent: Sum,
    again: str,
) -> None:
    """How many were written, were up to date and failed, each with its reason, and the cost.

    `again` is the command that does those that failed once more.
    """
    style = "bold red" if failed else "green"
    terminal.out().print(Text(f"{out}: {_counts(written, kept, failed)}", style=style))
    for article, reason in failed:
        line = f"{printable(article)}: {' '.join(printable(reason).split())}"
        terminal.out().print(Text(f"    {line}", style="red"), soft_wrap=True)
    if spent.calls:
        terminal.out().print(Text(total(spent), style=DIM))
    if failed:
        terminal.out().print(Text(f"Only those that failed, once more:\n    {again}"))


def _counts(written: int, kept: int, failed: Sequence[tuple[str, str]]) -> str:
    if not (written or failed):
        return f"{counted(kept, 'summary is', 'summaries are')} up to date; nothing was asked"
    parts = [f"{counted(written, 'summary', 'summaries')} written"]
    if kept:
        parts.append(f"{kept:,} up to date")
    if failed:
        parts.append(f"{len(failed):,} failed")
    return ", ".join(parts)
