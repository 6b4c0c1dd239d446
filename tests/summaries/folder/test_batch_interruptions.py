"""Whatever ends a run, and whatever a server breaks off: nothing is paid for twice, all ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from qa.errors import QaError
from qa.models.usage import Ledger
from qa.summaries.folder.batch_collection import collect
from qa.summaries.folder.batch_submission import Limits, submit
from tests.batch_server import DROPPED, LOST, BatchServer, Fault
from tests.summaries.folder.batch_articles import (
    Journal,
    Killed,
    Store,
    account,
    echo,
    long,
    restarted,
    short,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.summaries.folder.conftest import Stage

TODO = [long("长"), short("要改"), short("甲"), short("乙", "甲")]
TITLES = {"长": "合：长之一；长之二", "要改": "改：好要改", "甲": "甲", "乙": "甲"}
FAULTS = [Fault(429), Fault(500), DROPPED, LOST, Fault(500, handled=True)]
IN_HAND = 2  # of the first batch, when the first or the second is kept
FATES = ["finish", "expire", "cancel", "refuse", "wait"]

# A run: submit or collect; the write it is killed at, or after; the request to the server that
# goes wrong, and how; and what becomes of the batches afterwards, after how many answers.
RUNS = st.lists(
    st.tuples(
        st.sampled_from(["submit", "collect"]),
        st.none() | st.integers(2, 12).map(lambda halves: halves / 2),
        st.dictionaries(st.integers(1, 8), st.sampled_from(FAULTS), max_size=3),
        st.sampled_from(FATES),
        st.integers(0, 2),
    ),
    max_size=6,
)


class Night:
    """A folder, a disk and a server, and runs that come to any end."""

    def __init__(self, server: BatchServer, ledger: Ledger | None = None) -> None:
        self.server = server
        self.store = Store()
        self.journal = Journal()
        self.ledger = ledger

    def run(self, command: str, kill_at: float | None = None) -> bool:
        """Whether every article is done; a run that is ended leaves what is on the disk."""
        self.store = restarted(self.store)
        self.store.kill_at = kill_at
        to, told = account(self.server.url, self.store, ledger=self.ledger), self.journal
        todo = told.left(TODO)
        try:
            if command == "submit":
                submit(todo, to, Limits(requests=2))
                return False
            return collect(todo, to, told.done.__setitem__, told.failed.__setitem__).complete
        except (Killed, QaError):
            return False

    def goes_wrong(self, faults: dict[int, Fault]) -> None:
        begun = len(self.server.asked)
        self.server.fault_at = {begun + n: fault for n, fault in faults.items()}

    def passes(self, fate: str, answers: int) -> None:
        self.server.fault_at = {}
        if fate == "wait":
            return
        self.server.start(problems=[{"message": "No."}] if fate == "refuse" else None)
        self.server.answer(answers)
        if fate == "cancel":
            for batch in self.server._with("in_progress"):
                self.server.cancel(batch["id"])
        self.server.cancelled()
        if fate == "expire":
            self.server.expire()
        if fate == "finish":
            self.server.finish()

    def ends(self) -> bool:
        """Whether all is done after a few runs that nothing disturbs."""
        for _ in range(6):
            self.server.finish()
            if self.run("collect"):
                return True
            self.run("submit")
        return False


def on(stage: tuple[Stage, str]) -> BatchServer:
    made, url = stage
    made.server = BatchServer(reply=echo, url=url)
    return made.server


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RUNS)
@example([("submit", 2, {}, "finish", 2)])  # the file is there, the batch not
@example([("submit", 3, {}, "finish", 2)])  # the batch is there, and not written down
@example([("submit", None, {2: LOST, 3: DROPPED, 4: DROPPED}, "finish", 2)])
def test_nothing_is_paid_for_twice_and_every_article_ends(
    stage: tuple[Stage, str], runs: list[tuple[str, float | None, dict[int, Fault], str, int]]
) -> None:
    night = Night(on(stage))
    for command, kill_at, faults, fate, answers in runs:
        night.goes_wrong(faults)
        night.run(command, kill_at)
        night.passes(fate, answers)
    assert night.ends()
    assert night.journal.titles == TITLES
    assert set(night.server.paid.values()) == {1}


@pytest.mark.parametrize("kill_at", [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5])
@pytest.mark.parametrize("command", ["submit", "collect"])
def test_a_run_that_is_killed_at_any_write_goes_on(
    server: BatchServer, command: str, kill_at: float, tmp_path: Path
) -> None:
    night = Night(server, Ledger(tmp_path))
    if command == "collect":
        night.run("submit")
        server.finish()
    night.run(command, kill_at)
    assert night.store.writes == int(kill_at)  # it was killed there
    assert night.ends()
    assert set(server.paid.values()) == {1}
    # The replies in hand when a run was killed may be counted twice, none is left out.
    assert 0 <= Ledger(tmp_path).report().total.calls - len(server.paid) <= IN_HAND
