"""Verdicts on the terminal: whether a run passes, each reason why not, and what was blessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from qa.render import terminal
from qa.render.terminal import DIM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.evaluation.gates import Verdict


def verdict(found: Verdict) -> None:
    """The verdict, the reasons below it, and what is worth knowing besides."""
    style = "green" if found.passed else "bold red"
    end = f" (exit code {found.exit_code})" if found.exit_code else ""
    terminal.out().print(Text(f"{found.kind}{end}", style=style))
    for reason in found.reasons:
        terminal.printed(Text(reason), indent=2)
    for note in found.notes:
        terminal.note(note)


def blessed(lines: Sequence[str]) -> None:
    """What has changed in the baseline."""
    changes = terminal.counted(len(lines), "change", "changes")
    terminal.out().print(Text(f"The baseline: {changes}", style="bold"))
    for line in lines:
        terminal.printed(Text(line, style=DIM), indent=2)
