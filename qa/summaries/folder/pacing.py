"""Pacing: one limit for all threads that ask a server, and their back-off when it is busy."""

from __future__ import annotations

import threading
import time
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Wait = Callable[[threading.Condition, float | None], object]

LONGEST = 120.0  # seconds; a server that says to wait for an hour is asked sooner
_MINUTE = 60.0
_FIRST_WAIT = 1.0


class Halted(Exception):
    """The run has been stopped; no more calls may be made."""


class Pacing:
    """A limit on requests and tokens per minute, and on calls at once, for all threads together.

    A busy server halves the number of calls at once; each call that it answers adds a fraction
    (Chiu and Jain 1989, additive increase and multiplicative decrease).
    """

    def __init__(
        self,
        most: int,
        requests: int | None = None,
        tokens: int | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        wait: Wait = threading.Condition.wait,
    ) -> None:
        self._most = most
        self._requests = requests
        self._tokens = tokens
        self._clock = clock
        self._wait = wait
        self._changed = threading.Condition()
        self._began: deque[tuple[float, int]] = deque()
        self._width = float(most)
        self._under_way = 0
        self._not_before = 0.0
        self._refused = 0  # in a row
        self._halted = False

    @property
    def width(self) -> int:
        """The number of calls that may be under way now."""
        return max(1, int(self._width))

    def halt(self) -> None:
        """Let no more calls begin; those that wait raise Halted."""
        with self._changed:
            self._halted = True
            self._changed.notify_all()

    @contextmanager
    def turn(self, tokens: int) -> Iterator[None]:
        """Wait until a call of `tokens` tokens may be made; make it in the block. Raises Halted."""
        with self._changed:
            while (seconds := self._seconds(tokens)) != 0:
                self._wait(self._changed, seconds)
            self._began.append((self._clock(), tokens))
            self._under_way += 1
        try:
            yield
        finally:
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def _seconds(self, tokens: int) -> float | None:
        """Return how many seconds to wait at least; None to wait until another call has ended."""
        if self._halted:
            raise Halted
        now = self._clock()
        if now < self._not_before:
            return self._not_before - now
        while self._began and self._began[0][0] <= now - _MINUTE:
            self._began.popleft()
        if not self._fits(tokens):
            return self._began[0][0] + _MINUTE - now
        return 0 if self._under_way < self.width else None

    def _fits(self, tokens: int) -> bool:
        """Tell whether the last minute has room; a call over the limit gets a minute to itself."""
        if not self._began:
            return True
        spent = sum(each for _, each in self._began)
        few = self._requests is None or len(self._began) < self._requests
        return few and (self._tokens is None or spent + tokens <= self._tokens)

    def answered(self) -> None:
        """Note that a call was answered, and allow slightly more at once."""
        with self._changed:
            self._refused = 0
            self._width = min(self._most, self._width + 1 / self._width)
            self._changed.notify_all()

    def busy(self, seconds: float | None) -> None:
        """Note that a call was refused: all wait as long as the server says, then fewer go on.

        Refusals of calls that were under way together count as one.
        """
        with self._changed:
            now = self._clock()
            if now >= self._not_before:
                self._refused += 1
                self._width = max(1.0, self._width / 2)
            wait = _FIRST_WAIT * 2 ** (min(self._refused, 8) - 1) if seconds is None else seconds
            self._not_before = max(self._not_before, now + min(wait, LONGEST))
            self._changed.notify_all()
