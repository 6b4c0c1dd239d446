"""Pacing, by a clock that only waiting moves."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from qa.summaries.folder.pacing import LONGEST, Halted, Pacing


class Clock:
    """Time that goes on where somebody waits."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def wait(self, changed: threading.Condition, seconds: float | None) -> None:
        assert seconds is not None, "it waits for a call that is not under way"
        self.now += seconds


def paced(**limits: Any) -> tuple[Pacing, Clock]:
    clock = Clock()
    return Pacing(limits.pop("most", 8), clock=clock, wait=clock.wait, **limits), clock


def begun(pacing: Pacing, clock: Clock, tokens: int = 1) -> float:
    with pacing.turn(tokens):
        return clock.now - 1000


def test_the_third_of_two_a_minute_begins_a_minute_after_the_first() -> None:
    pacing, clock = paced(requests=2)
    assert [begun(pacing, clock) for _ in range(5)] == [0, 0, 60, 60, 120]


def test_tokens_a_minute_are_kept() -> None:
    pacing, clock = paced(tokens=100)
    assert [begun(pacing, clock, size) for size in (60, 40, 1)] == [0, 0, 60]


def test_a_call_larger_than_a_minutes_tokens_has_a_minute_to_itself() -> None:
    pacing, clock = paced(tokens=100)
    assert [begun(pacing, clock, size) for size in (10, 500, 10)] == [0, 60, 120]


@pytest.mark.parametrize(("said", "waited"), [(7.0, 7), (3600.0, LONGEST), (None, 1)])
def test_all_wait_as_long_as_the_server_says(said: float | None, waited: float) -> None:
    pacing, clock = paced()
    pacing.busy(said)
    assert begun(pacing, clock) == waited


def test_a_server_that_says_nothing_is_waited_for_twice_as_long_each_time() -> None:
    pacing, clock = paced()
    times = []
    for _ in range(4):
        pacing.busy(None)
        times.append(begun(pacing, clock))
    assert times == [1, 3, 7, 15]


def test_refusals_halve_the_width_once_and_answers_mend_it_slowly() -> None:
    pacing, _ = paced()
    pacing.busy(5)
    pacing.busy(5)  # it was under way at the same time
    assert pacing.width == 4
    widths = []
    for _ in range(12):
        pacing.answered()
        widths.append(pacing.width)
    assert widths == [4, 4, 4, 4, 5, 5, 5, 5, 5, 6, 6, 6]


def test_the_width_is_never_less_than_one_call() -> None:
    pacing, _ = paced(most=2)
    for _ in range(5):
        pacing.busy(0)
    assert pacing.width == 1


def test_no_more_calls_than_the_width_are_under_way() -> None:
    pacing, second = Pacing(1), threading.Event()

    def ask() -> None:
        with pacing.turn(1):
            second.set()

    thread = threading.Thread(target=ask)
    with pacing.turn(1):
        thread.start()
        assert not second.wait(0.05)
    thread.join(5)
    assert second.is_set()


def test_who_waits_when_the_run_is_stopped_makes_no_call() -> None:
    pacing, caught = Pacing(1), threading.Event()

    def ask() -> None:
        try:
            with pacing.turn(1):
                pass
        except Halted:
            caught.set()

    with pacing.turn(1):
        thread = threading.Thread(target=ask)
        thread.start()
        pacing.halt()
        thread.join(5)
        assert caught.is_set()
