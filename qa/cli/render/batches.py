"""Batches of summaries on the terminal: the estimate before a run, and the results after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from qa.cli.render import terminal
from qa.cli.render.terminal import DIM, counted
from qa.cli.render.usage import total
from qa.language.text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qa.models.usage import Sum
    from qa.summaries.folder.batch_collection import Collected
    from qa.summaries.folder.batch_state import BatchStatus
    from qa.summaries.folder.batch_submission import Submitted
    from qa.summaries.folder.plans import Estimate


def ended(
    out: Path,
    written: int,
    kept: int,
    failed: Sequence[tuple[str, str]],
    spent: Sum,
    again: str,
) -> None:
    """Print how many were written, were up to date and failed, each with its reason, and the cost.

    `again` is the command that retries those that failed.
    """
    _line(f"{out}: {_counts(written, kept, failed)}", "bold red" if failed else "green")
    _failures(failed)
    if spent.calls:
        _line(total(spent), DIM)
    if failed:
        _line("Only those that failed, once more:")
        _line(again, indent=4)


def _counts(written: int, kept: int, failed: Sequence[tuple[str, str]]) -> str:
    if not (written or failed):
        return f"{counted(kept, 'summary is', 'summaries are')} up to date; nothing was asked"
    parts = [f"{counted(written, 'summary', 'summaries')} written"]
    if kept:
        parts.append(f"{kept:,} up to date")
    if failed:
        parts.append(f"{len(failed):,} failed")
    return ", ".join(parts)


def estimated(found: Estimate) -> None:
    """Print what a run would take, before it starts."""
    less = [
        f"{count:,} {what}"
        for count, what in ((found.up_to_date, "up to date"), (found.unreadable, "not readable"))
        if count
    ]
    _line(", ".join([f"{counted(found.todo, 'article', 'articles')} to summarize", *less]))
    if not found.calls:
        _line("no call would be made", DIM)
        return
    read, written = found.tokens.input, found.tokens.output
    _line(f"about {counted(found.calls, 'call', 'calls')}: {read:,} tokens in, {written:,} out")
    if found.cost is None:
        _line("what they cost is not known: write the price into prices.toml", DIM)
        return
    half = f"; {found.batched} with --batch submit" if found.batched else ""
    _line(f"about {found.cost}{half}. Repairs come on top: at most as much again.")


# --- the Batch API -----------------------------------------------------------------------


def submitted(found: Submitted) -> None:
    """Print what was sent, what it can cost, and what to do next."""
    if found.batches:
        most = f", at most {found.most}" if found.most else ""
        sent = f"{counted(found.requests, 'request', 'requests')} sent"
        _line(f"{sent} for {_articles(found.articles)}{most}: {', '.join(found.batches)}", "green")
    else:
        _line("nothing was sent", "green")
    if found.waiting:
        _line(f"{_articles(found.waiting)} in batches that were sent before")
    if found.ready:
        _line(f"{_articles(found.ready)} ready to be collected")
    _failures(found.failed)


def standing(batches: Sequence[BatchStatus]) -> None:
    """Print a line for each batch that was submitted and is not collected yet."""
    if not batches:
        _line("no batch is under way")
    for batch in batches:
        left = "" if batch.expires_in is None else f", {_hours(batch.expires_in)} left"
        lost = f", {batch.failed:,} failed" if batch.failed else ""
        done = f"{batch.completed:,} of {counted(batch.total, 'request', 'requests')}{lost}"
        _line(f"{batch.id or '-'}: {batch.status}, {done}, {_hours(batch.age)} old{left}")
        if batch.problem:
            _line(batch.problem, "red", 4)


def collected(out: Path, found: Collected, spent: Sum) -> None:
    """Print what was written, what is still missing, and the command that brings it."""
    _line(f"{out}: {counted(len(found.done), 'summary', 'summaries')} written", "green")
    for problem in found.problems:
        _line(problem, "red", 4)
    _failures(found.failed)
    if found.waiting:
        _line(f"{_articles(found.waiting)} in batches under way: --batch collect, later")
    if found.further:
        _line(f"{_articles(found.further)} with more to ask: --batch submit")
    if found.batches:
        standing(found.batches)
    if spent.calls:
        _line(total(spent), DIM)


def _articles(paths: Sequence[str]) -> str:
    return counted(len(paths), "article", "articles")


def _hours(seconds: float) -> str:
    """Format a duration roughly, as "3 h" or "20 min"."""
    return f"{seconds / 3600:,.0f} h" if seconds >= 3600 else f"{seconds / 60:.0f} min"


def _failures(failed: Sequence[tuple[str, str]]) -> None:
    for article, reason in failed:
        _line(f"{article}: {reason.removeprefix(f'{article}: ')}", "red", 4)


def _line(said: str, style: str = "", indent: int = 0) -> None:
    """Print a text as one line: line breaks in it that came from outside become spaces."""
    text = " ".join(printable(said).split())
    terminal.out().print(Text(f"{' ' * indent}{text}", style=style), soft_wrap=True)
