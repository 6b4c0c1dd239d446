"""Tokens and money on the terminal: of an answer, of a run, and of all that is in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from qa.cli.render import terminal
from qa.cli.render.terminal import DIM
from qa.language.text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.models.llm import Usage
    from qa.models.usage import Report, Sum

MOST_DAYS = 14


def spent(usage: Usage) -> str:
    """Return what an answer took, as "1,234+56 tokens · $0.0007"; without a price, tokens only."""
    about = "about " if usage.estimated else ""
    tokens = f"{about}{usage.input_tokens:,}+{usage.output_tokens:,} tokens"
    return f"{tokens} · {usage.cost}" if usage.cost else tokens


def total(run: Sum) -> str:
    """Return what a run took, as "3 calls, 1,234+56 tokens · $0.0007"."""
    about = "about " if run.estimated else ""
    calls = f"{run.calls:,} {'call' if run.calls == 1 else 'calls'}"
    tokens = f"{calls}, {about}{run.input_tokens:,}+{run.output_tokens:,} tokens"
    return " · ".join([tokens, *([cost] if (cost := _cost(run)) else [])])


def _cost(one: Sum) -> str:
    parts = [" + ".join(map(str, one.costs))] if one.costs else []
    if one.unpriced:
        parts.append(f"{one.unpriced:,} without a price")
    return ", ".join(parts)


def usage(found: Report) -> None:
    """Print three tables, by day, by model and by purpose, and the total."""
    if not found.total.calls:
        when = "of these days" if found.since or found.until else "yet"
        terminal.out().print(f"No call to a server is counted {when}.")
        return
    all_days = found.since is not None
    days = found.days if all_days else found.days[-MOST_DAYS:]
    _table("day", days)
    if len(days) < len(found.days):
        earlier = len(found.days) - len(days)
        terminal.out().print(Text(f"and {earlier:,} days before: --since {found.days[0][0]}", DIM))
    _table("model", found.models)
    _table("purpose", found.purposes)
    _table("", [("total", found.total)])
    if found.total.estimated:
        said = f"tokens of {found.total.estimated:,} calls are estimated: the server gave no count"
        terminal.out().print(Text(said, DIM))


def _table(what: str, rows: Sequence[tuple[str, Sum]]) -> None:
    names = [printable(name) for name, _ in rows]
    width = max(24, *(cell_len(name) for name in names))
    if what:
        heading = f"{what:<{width}}{'calls':>9}{'input':>14}{'output':>12}  cost"
        terminal.out().print(Text(heading, DIM))
    for name, (_, one) in zip(names, rows, strict=True):
        line = (
            f"{name}{' ' * (width - cell_len(name))}{one.calls:>9,}{one.input_tokens:>14,}"
            f"{one.output_tokens:>12,}  {_cost(one)}"
        )
        terminal.out().print(Text(line.rstrip()), soft_wrap=True)
    if what:
        terminal.out().print()
