"""Verdicts on the terminal: whether a run passes, each reason why not, and what was blessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from qa.cli.render import terminal
from qa.cli.render.terminal import DIM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.evaluation.endings import Verdict


def ended(verdict: Verdict) -> None:
    """Print the verdict with its exit code, and the reasons of a run that was stopped."""
    for reason in verdict.found:
        if reason.ends:
            terminal.printed(Text(reason.sentence, style="red"))
    code = f", exit code {verdict.exit_code}" if verdict.exit_code else ""
    style = "green" if verdict.passed else "bold red"
    terminal.out().print(Text(f"{verdict.kind}{code}", style=style))


def blessed(lines: Sequence[str]) -> None:
    """Print what has changed in the baseline."""
    changes = terminal.counted(len(lines), "change", "changes")
    terminal.out().print(Text(f"The baseline: {changes}", style="bold"))
    for line in lines:
        terminal.printed(Text(line, style=DIM), indent=2)
