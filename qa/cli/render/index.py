"""The index on the terminal: what a run did, what is indexed, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from qa.cli.render import terminal
from qa.cli.render.terminal import DIM, printed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.corpus.diagnosis import Finding, Status
    from qa.index.sync import SyncReport

_MOST_LINES = 20


def synced(report: SyncReport) -> None:
    """Print what an index run did, and what it could not read."""
    for line in report.notices[:_MOST_LINES]:
        terminal.err().print(Text(line, style="yellow"))
    _and_more(len(report.notices) - _MOST_LINES, "notes")
    for failure in report.failed[:_MOST_LINES]:
        terminal.err().print(Text(f"{failure.path}: {failure.error}", style="red"))
    _and_more(len(report.failed) - _MOST_LINES, "files that could not be read")
    terminal.out().print(
        f"{report.articles:,} articles, {report.chunks:,} chunks: {report.added} added,"
        f" {report.changed} changed, {report.removed} removed, {report.unchanged} unchanged,"
        f" {len(report.failed)} failed · {report.seconds:.1f} s"
    )


def _and_more(count: int, what: str) -> None:
    if count > 0:
        terminal.err().print(f"... and {count:,} more {what}: qa index --json names them all")


def status(found: Status) -> None:
    """Print what is indexed, as a small table."""
    if not found.generation:
        terminal.out().print(
            f"{found.index}: nothing is indexed; {found.stale:,} articles wait for: qa index"
        )
        return
    rows = [
        ("index", f"{found.index}, generation {found.generation}"),
        ("articles", f"{found.articles:,} in {found.chunks:,} chunks of up to {found.chunking}"),
        ("embedder", str(found.embedder)),
        ("vectors", str(found.vectors)),
        ("to do", f"{found.stale:,} new or changed, {found.removed:,} removed"),
        ("unreadable", f"{len(found.failed):,}"),
    ]
    for name, value in rows:
        terminal.out().print(Text(f"{name:<12}", style=DIM) + Text(value))


def findings(found: Sequence[Finding]) -> None:
    """Print what is wrong, each with the command that mends it."""
    if not found:
        terminal.out().print("All is well.")
    for finding in found:
        terminal.out().print(Text(finding.problem, style="red"))
        printed(Text(finding.mend), 4)
