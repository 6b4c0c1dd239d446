"""Deadlines for endless replies: a body that drips, or is larger than any reply, is given up.

A timeout limits only the wait for the next byte; a server that sends one a second never meets it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import httpx2 as httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LARGEST = 64_000_000  # bytes; a batch of vectors has a few million
# The results of a batch of 50,000 requests have a few thousand bytes each.
_LARGEST_FILE = 1_000_000_000
# A stream comes as the model writes it, and a file is large; any other body is already complete
# when its headers are sent.
_STREAMED = 10


class Endless(httpx.ReadTimeout):
    """A reply that has not ended within the time, or the bytes, that a reply may take."""


class _Bounded(httpx.SyncByteStream):
    def __init__(self, body: httpx.SyncByteStream, seconds: float, largest: int) -> None:
        self._body = body
        self._seconds = seconds
        self._largest = largest

    def __iter__(self) -> Iterator[bytes]:
        until, left = time.monotonic() + self._seconds, self._largest
        for part in self._body:
            left -= len(part)
            if left < 0 or time.monotonic() > until:
                raise Endless("its reply does not end")
            yield part

    def close(self) -> None:
        self._body.close()


def bounded(timeout: float, *, files: bool = False) -> Callable[[httpx.Response], None]:
    """Make a hook for httpx that gives a reply this many seconds to end, ten times so if streamed.

    With `files`, any reply has ten times the seconds, and may have the bytes of a file.
    """

    def bound(response: httpx.Response) -> None:
        kind = response.headers.get("Content-Type", "")
        slow = files or kind.startswith("text/event-stream")
        seconds = timeout * (_STREAMED if slow else 1)
        largest = _LARGEST_FILE if files else _LARGEST
        if isinstance(response.stream, httpx.SyncByteStream):
            response.stream = _Bounded(response.stream, seconds, largest)

    return bound
