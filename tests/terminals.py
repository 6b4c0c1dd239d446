"""qa on a terminal of its own: what is typed there, and what stands on its screen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.screens import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
SECONDS = 60
# The terminal becomes the one that Ctrl-C on it interrupts.
_START = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execv(sys.executable, [sys.executable, '-m', 'qa', *sys.argv[1:]])"
)
CTRL_C, CTRL_D = "\x03", "\x04"


class Terminal:
    """A terminal with qa on it."""

    def __init__(self, process: subprocess.Popen[bytes], fd: int, screen: Screen) -> None:
        self._process = process
        self._fd = fd
        self._cut = b""
        self.screen = screen

    def type(self, text: str) -> None:
        os.write(self._fd, text.encode())

    def until(self, shown: str | Callable[[Screen], bool]) -> None:
        """Wait until this stands on the screen."""
        holds = shown if callable(shown) else lambda screen: shown in "\n".join(screen.lines)
        deadline = time.monotonic() + SECONDS
        while not holds(self.screen):
            assert time.monotonic() < deadline, "\n".join(self.screen.lines)
            assert self._read() or holds(self.screen), "\n".join(self.screen.lines)

    def press(self, key: str, shown: str) -> None:
        """Press a key, again where nothing comes of it, until this stands on the screen.

        readline misses a Ctrl-C between drawing its prompt and waiting for a key.
        """
        deadline = time.monotonic() + SECONDS
        while shown not in "\n".join(self.screen.lines):
            assert time.monotonic() < deadline, "\n".join(self.screen.lines)
            self.type(key)
            while self._read(wait=5) and shown not in "\n".join(self.screen.lines):
                pass

    def end(self) -> int:
        """Wait until qa ends; its exit code."""
        while self._read():
            pass
        return self._process.wait(SECONDS)

    def narrow(self, width: int) -> None:
        """Make the terminal narrower, as a user does with its window."""
        self.screen.narrow(width)
        _size(self._fd, width, self.screen.height)

    def _read(self, wait: int = SECONDS) -> bool:
        if not select.select([self._fd], [], [], wait)[0]:
            return False
        try:
            content = self._cut + os.read(self._fd, 65536)
        except OSError:  # the other end is closed
            return False
        text = content.decode("utf-8", "ignore")
        self._cut = content[len(text.encode()) :]
        self.screen.feed(text)
        return bool(content)


def _size(fd: int, width: int, height: int) -> None:
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))


@contextmanager
def terminal(home: Path, *args: str, width: int = 80, **variables: str) -> Iterator[Terminal]:
    """Run qa with these arguments on a terminal of this width."""
    ours, theirs = pty.openpty()
    _size(ours, width, 24)
    dropped = ("QA_", "OPENAI_", "COLUMNS", "LINES", "NO_COLOR", "TTY_", "FORCE_COLOR")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(dropped)}
    process = subprocess.Popen(
        [sys.executable, "-c", _START, *args],
        cwd=home,
        env={**environment, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **variables},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Terminal(process, ours, Screen(width, 24))
    finally:
        process.kill()
        process.wait()
        os.close(ours)
