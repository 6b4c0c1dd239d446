"""Usage: a ledger of every call to a server, in the index folder, and its sums."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from qa.errors import UsageError
from qa.models.prices import Money

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

FILE = "usage.sqlite3"
_VERSION = 1
# `cost` is a text, since a REAL would be a float.
_TABLE = """
CREATE TABLE call(
  at REAL NOT NULL, purpose TEXT NOT NULL, model TEXT NOT NULL, server TEXT NOT NULL,
  input_tokens INTEGER NOT NULL, cached_tokens INTEGER NOT NULL, output_tokens INTEGER NOT NULL,
  estimated INTEGER NOT NULL, cost TEXT, currency TEXT);
CREATE INDEX call_at ON call(at);
"""
_DAY = "date(at, 'unixepoch', 'localtime')"
_PATIENCE = 30  # seconds; a row takes a few milliseconds to write, on a busy disk a hundred


@dataclass(frozen=True, slots=True)
class Entry:
    """One call: its purpose, model, server, tokens and cost.

    `estimated` is True if the tokens were counted here and not by the server; `cost` is None if the
    price is not known.
    """

    purpose: str
    model: str
    server: str
    input_tokens: int
    output_tokens: int
    cached_tokens: int = 0
    estimated: bool = False
    cost: Money | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of several calls; `costs` has one amount per currency, none for `unpriced` calls."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    estimated: int = 0
    unpriced: int = 0
    costs: tuple[Money, ...] = ()

    def __add__(self, other: Sum) -> Sum:
        costs: dict[str, Decimal] = {}
        for money in (*self.costs, *other.costs):
            costs[money.currency] = costs.get(money.currency, Decimal(0)) + money.amount
        return Sum(
            self.calls + other.calls,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.estimated + other.estimated,
            self.unpriced + other.unpriced,
            tuple(Money(amount, currency) for currency, amount in costs.items()),
        )


def sum_of(entry: Entry) -> Sum:
    """Return the sum of one call."""
    return Sum(
        1,
        entry.input_tokens,
        entry.output_tokens,
        int(entry.estimated),
        int(entry.cost is None),
        (entry.cost,) if entry.cost else (),
    )


@dataclass(frozen=True, slots=True)
class Report:
    """Sums by local day (`2026-11-25`), in order, and by model and purpose, largest first."""

    since: dt.date | None
    until: dt.date | None
    total: Sum
    days: tuple[tuple[str, Sum], ...]
    models: tuple[tuple[str, Sum], ...]
    purposes: tuple[tuple[str, Sum], ...]


class Ledger:
    """The calls made with an index folder, shared by all processes and threads.

    A row is completely on disk before `add` returns. A row that cannot be written is missing from
    the sums, but stops nothing: `problem` then says why.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / FILE
        self.problem: str | None = None
        self._lock = threading.Lock()

    def add(self, *entries: Entry) -> None:
        """Write calls with the current time, all of them or none."""
        rows = [_row(entry) for entry in entries]
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with self._lock, closing(self._open()) as db, db:
                db.executemany("INSERT INTO call VALUES (?,?,?,?,?,?,?,?,?,?)", rows)
        except (sqlite3.Error, OSError) as error:
            self.problem = f"{self.file}: {error}"

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.file, timeout=_PATIENCE)
        try:
            if _version(db) == 0:
                # Another process may create the table at the same moment: one of the two waits.
                db.execute("BEGIN IMMEDIATE")
                if _version(db) == 0:
                    for statement in filter(str.strip, _TABLE.split(";")):
                        db.execute(statement)
                    db.execute(f"PRAGMA user_version = {_VERSION}")
                db.commit()
            if _version(db) != _VERSION:
                raise sqlite3.DatabaseError(f"it has schema {_version(db)}, not {_VERSION}")
        except sqlite3.Error:
            db.close()
            raise
        return db

    def report(self, since: dt.date | None = None, until: dt.date | None = None) -> Report:
        """Sum up the calls of these days, both included. Raises UsageError."""
        if not self.file.exists():
            return Report(since, until, Sum(), (), (), ())
        try:
            with closing(self._open()) as db:
                groups = [_grouped(db, key, since, until) for key in (_DAY, "model", "purpose")]
        except (sqlite3.Error, OSError) as error:
            raise UsageError(
                f"{self.file}: {error}", "move the file away; a new one is begun"
            ) from error
        days, models, purposes = groups
        total = sum((one for _, one in days), Sum())
        return Report(
            since,
            until,
            total,
            tuple(sorted(days)),
            _largest_first(models),
            _largest_first(purposes),
        )


def _row(entry: Entry) -> tuple[object, ...]:
    cost = (str(entry.cost.amount), entry.cost.currency) if entry.cost else (None, None)
    return (
        time.time(),
        entry.purpose,
        _storable(entry.model),
        _storable(entry.server),
        entry.input_tokens,
        entry.cached_tokens,
        entry.output_tokens,
        entry.estimated,
        *cost,
    )


def _largest_first(groups: Iterable[tuple[str, Sum]]) -> tuple[tuple[str, Sum], ...]:
    def by_tokens(group: tuple[str, Sum]) -> tuple[int, str]:
        return -group[1].input_tokens - group[1].output_tokens, group[0]

    return tuple(sorted(groups, key=by_tokens))


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _storable(text: str) -> str:
    """Replace the lone surrogates of a foreign name, which SQLite does not accept."""
    return text.encode("utf-8", "replace").decode()


class _Exact:
    """A sum of decimals, given as texts; SQLite's own SUM adds floats."""

    def __init__(self) -> None:
        self._sum = Decimal(0)

    def step(self, cost: str | None) -> None:
        self._sum += Decimal(cost or 0)

    def finalize(self) -> str:
        return str(self._sum)


def _grouped(
    db: sqlite3.Connection, key: str, since: dt.date | None, until: dt.date | None
) -> list[tuple[str, Sum]]:
    db.create_aggregate("exact_sum", 1, _Exact)  # type: ignore[arg-type]  # typeshed wants an int
    rows = db.execute(
        f"SELECT {key}, currency, count(*), sum(input_tokens), sum(output_tokens),"
        " sum(estimated), exact_sum(cost) FROM call"
        f" WHERE {_DAY} BETWEEN ? AND ? GROUP BY 1, 2 ORDER BY 1, 2",
        (since.isoformat() if since else "0000", until.isoformat() if until else "9999"),
    )
    found: dict[str, Sum] = {}
    for name, currency, calls, read, written, estimated, cost in rows:
        costs = (Money(Decimal(cost), currency),) if currency else ()
        unpriced = 0 if currency else calls
        found[name] = found.get(name, Sum()) + Sum(calls, read, written, estimated, unpriced, costs)
    return list(found.items())
