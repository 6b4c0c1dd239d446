"""Replies that never end: a body that drips, or is larger than any reply, is given up.

A timeout counts the wait for the next byte; a server that sends one a second never meets it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import httpx2 as httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LARGEST = 64_000_000  # bytes; a batch of vectors has a few million
# A stream comes as the model writes it; another body is written when its headers are sent.
_STREAMED = 10


class Endless(httpx.ReadTimeout):
    """A reply that has not ended in the time, or the bytes, that a reply may take."""


class _Bounded(httpx.SyncByteStream):
    def __init__(self, body: httpx.SyncByteStream, seconds: float) -> None:
        self._body = body
        self._seconds = seconds

    def __iter__(self) -> Iterator[bytes]:
        until, left = time.monotonic() + self._seconds, _LARGEST
        for part in self._body:
            left -= len(part)
            if left < 0 or time.monotonic() > until:
                raise Endless("its reply does not end")
            yield part

    def close(self) -> None:
        self._body.close()


def bounded(timeout: float) -> Callable[[httpx.Response], None]:
    """A hook for httpx that gives a reply this many seconds to end, ten times so if streamed."""

    def bound(response: httpx.Response) -> None:
        kind = response.headers.get("Content-Type", "")
        seconds = timeout * (_STREAMED if kind.startswith("text/event-stream") else 1)
        if isinstance(response.stream, httpx.SyncByteStream):
            response.stream = _Bounded(response.stream, seconds)

    return bound
