"""Progress on the terminal: how far a long command is, its rate, and the time left."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from qa.cli.render import err

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import TaskID

    from qa.models.llm import Usage
    from qa.summaries.folder.runs import OnProgress, Progress


class Shown(Protocol):
    """A qa.index.generations.Report that takes a text as well, shown instead of the rate."""

    def __call__(self, stage: str, done: int, total: int, more: str = "") -> None: ...


@contextmanager
def shown() -> Iterator[Shown]:
    """Show a bar with rate and time left on a terminal; show nothing in a pipe."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=err(),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    tasks: dict[str, TaskID] = {}

    def report(stage: str, done: int, total: int, more: str = "") -> None:
        if not tasks:
            bar.start()  # only once there is something to show
        if stage not in tasks:
            tasks[stage] = bar.add_task(stage, total=total, rate="")
        speed = next(task.speed for task in bar.tasks if task.id == tasks[stage])
        bar.update(tasks[stage], completed=done, total=total, rate=more or _rate(stage, speed))

    try:
        yield report
    finally:
        bar.stop()


def _rate(stage: str, speed: float | None) -> str:
    if not speed:
        return ""
    return f"{speed / 1000:,.0f} kB/s" if stage == "articles" else f"{speed:,.0f}/s"


@contextmanager
def shown_run() -> Iterator[OnProgress]:
    """Show a bar of summaries: done, failed, tokens and cost so far, time left."""
    with shown() as report:

        def tell(progress: Progress) -> None:
            ended, spent = progress.total - progress.left, progress.usage
            report("summaries", ended, progress.total, _said(progress, spent))

        yield tell


def _said(progress: Progress, spent: Usage) -> str:
    tokens, failed = spent.input_tokens + spent.output_tokens, progress.failed
    said = [
        f"{progress.total - progress.left:,} of {progress.total:,}",
        f"{failed} failed" if failed else "",
        f"{tokens:,} tokens" if tokens else "",
    ]
    return ", ".join(filter(None, [*said, str(spent.cost or "")]))
