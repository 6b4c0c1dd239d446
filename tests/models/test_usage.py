"""The ledger: sums by hand, several processes at once, kills, and files that are none."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import UsageError
from qa.models import usage
from qa.models.prices import Money
from qa.models.usage import FILE, Entry, Ledger, Sum, sum_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DAY = dt.date(2026, 3, 9)


def entry(
    purpose: str = "answer", model: str = "m", cost: str | None = "0.1", currency: str = "USD"
) -> Entry:
    money = Money(Decimal(cost), currency) if cost else None
    return Entry(purpose, model, "host", 10, 2, cost=money)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "index")


def on(monkeypatch: pytest.MonkeyPatch, day: dt.date, hour: int = 12) -> None:
    """Let it be this day, by the clock of this place."""
    moment = time.mktime((day.year, day.month, day.day, hour, 0, 0, 0, 0, -1))
    monkeypatch.setattr(usage.time, "time", lambda: moment)


# --- sums ------------------------------------------------------------------------------------------


def test_a_ledger_that_is_not_there_has_no_calls(ledger: Ledger) -> None:
    assert ledger.report().total == Sum()
    assert not ledger.file.parent.exists()


def test_costs_add_up_exactly(ledger: Ledger) -> None:
    # As floats, 0.1 + 0.1 + 0.1 is 0.30000000000000004.
    for _ in range(3):
        ledger.add(entry())
    assert ledger.report().total == Sum(3, 30, 6, costs=(Money(Decimal("0.3")),))


def test_a_call_without_a_price_is_in_no_cost(ledger: Ledger) -> None:
    ledger.add(entry())
    ledger.add(entry(cost=None))
    assert ledger.report().total == Sum(2, 20, 4, unpriced=1, costs=(Money(Decimal("0.1")),))


def test_a_free_call_has_a_price(ledger: Ledger) -> None:
    ledger.add(entry(cost="0"))
    assert ledger.report().total == Sum(1, 10, 2, costs=(Money(Decimal(0)),))


def test_currencies_are_not_mixed(ledger: Ledger) -> None:
    ledger.add(entry())
    ledger.add(entry(currency="CNY"))
    assert ledger.report().total.costs == (
        Money(Decimal("0.1"), "CNY"),
        Money(Decimal("0.1"), "USD"),
    )


def test_sums_are_by_day_model_and_purpose(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, DAY)
    ledger.add(entry("translate", "a"))
    on(monkeypatch, DAY + dt.timedelta(1))
    for _ in range(2):
        ledger.add(entry("answer", "b"))
    report = ledger.report()
    assert [(name, one.calls) for name, one in report.days] == [
        ("2026-03-09", 1),
        ("2026-03-10", 2),
    ]
    assert [(name, one.calls) for name, one in report.models] == [("b", 2), ("a", 1)]
    assert [(name, one.calls) for name, one in report.purposes] == [("answer", 2), ("translate", 1)]


@pytest.fixture
def _in_shanghai() -> Iterator[None]:
    """Eight hours before UTC: what happens at midnight is of the day before there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Asia/Shanghai")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("_in_shanghai")
@pytest.mark.parametrize("hour", [0, 23])
@pytest.mark.parametrize(
    ("since", "until", "calls"), [(-1, 1, 1), (0, 0, 1), (1, None, 0), (None, -1, 0)]
)
def test_a_day_is_a_day_of_this_place(
    ledger: Ledger,
    monkeypatch: pytest.MonkeyPatch,
    hour: int,
    since: int | None,
    until: int | None,
    calls: int,
) -> None:
    on(monkeypatch, DAY, hour)
    ledger.add(entry())
    days = (None if d is None else DAY + dt.timedelta(d) for d in (since, until))
    assert ledger.report(*days).total.calls == calls


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["USD", "CNY"])), max_size=8))
def test_sums_add_up_in_any_order(costs: list[tuple[int, str]]) -> None:
    sums = [sum_of(entry(cost=str(c), currency=currency)) for c, currency in costs]
    forwards, backwards = sum(sums, Sum()), sum(reversed(sums), Sum())
    assert (forwards.calls, set(forwards.costs)) == (backwards.calls, set(backwards.costs))


def test_a_name_that_is_no_text_is_kept_as_far_as_it_can_be(ledger: Ledger) -> None:
    ledger.add(entry(model="m\udcff"))
    assert (ledger.problem, ledger.report().models[0][0]) == (None, "m?")


# --- broken ----------------------------------------------------------------------------------------


def test_a_file_that_is_no_ledger_is_named_and_stops_nothing(ledger: Ledger) -> None:
    ledger.file.parent.mkdir()
    ledger.file.write_bytes(b"this is no database" * 100)
    ledger.add(entry())
    assert "not a database" in str(ledger.problem)
    with pytest.raises(UsageError, match="not a database") as error:
        ledger.report()
    assert "move the file away" in error.value.hint


def test_a_ledger_of_another_version_is_left_alone(ledger: Ledger) -> None:
    ledger.add(entry())
    db = sqlite3.connect(ledger.file)
    db.execute("PRAGMA user_version = 99")
    db.close()
    ledger.add(entry())
    assert "schema 99" in str(ledger.problem)


def test_a_cost_that_is_none_is_named(ledger: Ledger) -> None:
    ledger.add(entry())
    db = sqlite3.connect(ledger.file)
    db.execute("UPDATE call SET cost = 'dear'")
    db.commit()
    db.close()
    with pytest.raises(UsageError, match=FILE):
        ledger.report()


# --- several at once, and killed -------------------------------------------------------------------

ADDS = """
import itertools, sys
from decimal import Decimal
from pathlib import Path
from qa.models.prices import Money
from qa.models.usage import Entry, Ledger
ledger = Ledger(Path(sys.argv[1]))
for n in range(1, int(sys.argv[2]) + 1):
    ledger.add(Entry("answer", "m", "host", 1, 0, cost=Money(Decimal("0.001"))))
    assert ledger.problem is None, ledger.problem
    print(n, flush=True)
"""


def adding(folder: Path, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", ADDS, str(folder), str(count)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_threads_lose_no_call(ledger: Ledger) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: ledger.add(entry()), range(40)))
    assert (ledger.problem, ledger.report().total.calls) == (None, 40)


def test_ledgers_begun_at_the_same_moment_are_one(tmp_path: Path) -> None:
    ledgers, at_once = [Ledger(tmp_path) for _ in range(8)], threading.Barrier(8)

    def add(one: Ledger) -> None:
        at_once.wait()
        one.add(entry())

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, ledgers))
    assert [one.problem for one in ledgers] == [None] * 8
    assert ledgers[0].report().total.calls == 8


def test_two_processes_at_once_lose_no_call(ledger: Ledger) -> None:
    runs = [adding(ledger.file.parent, 30) for _ in range(2)]
    for run in runs:
        run.communicate()
    assert [run.returncode for run in runs] == [0, 0]
    assert ledger.report().total == Sum(60, 60, 0, costs=(Money(Decimal("0.060")),))


def test_a_kill_loses_no_call_that_was_written(ledger: Ledger) -> None:
    run = adding(ledger.file.parent, 100_000)
    assert run.stdout is not None
    for _ in range(10):
        run.stdout.readline()
    run.send_signal(signal.SIGKILL)
    rest, _ = run.communicate()
    written = 10 + len([line for line in rest.split("\n")[:-1] if line])
    adding(ledger.file.parent, 5).communicate()
    total = ledger.report().total
    # The last one may be written and not yet told.
    assert total.calls - 5 in {written, written + 1}
    assert total.costs == (Money(Decimal("0.001") * total.calls),)
