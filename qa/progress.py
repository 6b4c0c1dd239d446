"""Progress on the terminal: how far a long command is, how fast, and how long it still takes."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qa.render import err
from qa.render import total as total_spent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import TaskID

    from qa.index.generations import Report
    from qa.usage import Sum


@contextmanager
def shown() -> Iterator[Report]:
    """A bar with rate and time left on a terminal; nothing in a pipe."""
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

    def report(stage: str, done: int, total: int) -> None:
        if not tasks:
            bar.start()  # not before there is something to tell
        if stage not in tasks:
            tasks[stage] = bar.add_task(stage, total=total, rate="")
        speed = next(task.speed for task in bar.tasks if task.id == tasks[stage])
        bar.update(tasks[stage], completed=done, total=total, rate=_rate(stage, speed))

    try:
        yield report
    finally:
        bar.stop()


def _rate(stage: str, speed: float | None) -> str:
    if not speed:
        return ""
    return f"{speed / 1000:,.0f} kB/s" if stage == "articles" else f"{speed:,.0f}/s"


@contextmanager
def of_batch() -> Iterator[Callable[[int, int, int, Sum], None]]:
    """A bar with what is done, failed and spent and the time left; nothing in a pipe.

    What is given is called with how many are done, have failed and are to be done, and the sum
    of what was spent.
    """
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[spent]}"),
        TimeRemainingColumn(),
        console=err(),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    task = bar.add_task("summaries", total=None, start=False, spent="")

    def report(done: int, failed: int, total: int, spent: Sum) -> None:
        if not bar.tasks[0].started:
            bar.start()  # not before there is something to tell
            bar.start_task(task)
        lost = f", {failed:,} failed" if failed else ""
        bar.update(
            task,
            description=f"{done:,} of {total:,}{lost}",
            completed=done + failed,
            total=total,
            spent=total_spent(spent) if spent.calls else "",
        )

    try:
        yield report
    finally:
        bar.stop()
