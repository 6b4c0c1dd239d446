"""Sessions: the turns of a conversation, in a file of JSON lines from which it can go on."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  # pydantic reads the annotations
import json
import os
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

from qa.errors import UsageError
from qa.proof.citations import Citation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = "sessions"
# Every record begins with this: a line that does not is foreign, not a record that was cut off.
_OURS = b'{"id": '
_IS_NONE = "name another file with --session"


class _Quote(BaseModel):
    model_config = ConfigDict(frozen=True)

    article: str
    title: str
    author: str
    date: dt.date | None
    start: int
    end: int
    paragraph: int
    quote: str
    verified: bool
    also: tuple[str, ...] = ()


class Turn(BaseModel):
    """A turn as its record has it; if it `begins`, it has nothing to do with those before."""

    model_config = ConfigDict(frozen=True)

    asked: str
    question: str
    answered: bool
    answer: str
    citations: tuple[_Quote, ...] = ()
    begins: bool = False

    @property
    def cited(self) -> list[Citation]:
        """The citations of the turn, as they were when it was answered."""
        return [Citation(**quote.model_dump()) for quote in self.citations]


class Session:
    """A conversation: the turns that belong together, and the file that each is appended to."""

    def __init__(self, file: Path, turns: list[Turn], *, mended: bool) -> None:
        self.file = file
        self.mended = mended
        starts = [n for n, turn in enumerate(turns) if turn.begins]
        self.turns = turns[starts[-1] if starts else 0 :]
        self._begins = False

    def begin(self) -> None:
        """Leave behind what was said, so that the next turn begins a new conversation."""
        self.turns = []
        self._begins = True

    def append(self, record: dict[str, Any]) -> None:
        """Add a turn; it is on disk when this returns."""
        record = {**record, "begins": self._begins}
        turn = Turn.model_validate(record)
        with self.file.open("ab") as file:
            file.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        self.turns.append(turn)
        self._begins = False


@contextmanager
def opened(file: Path | None, index: Path) -> Iterator[Session]:
    """Open the session in this file, or else a free one of the index, for this process alone.

    Raises UsageError for a file that is something else, or that another process is using.
    """
    file, lock = _locked(file) if file else _free(index / FOLDER)
    with lock:
        turns, mended = _load(file)
        yield Session(file, turns, mended=mended)


def _locked(file: Path) -> tuple[Path, FileLock]:
    lock = FileLock(file.with_name(f"{file.name}.lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise UsageError(f"{file}: another qa chat goes on with it", _IS_NONE) from error
    return file, lock


def _free(folder: Path) -> tuple[Path, FileLock]:
    """Lock the first file of the folder that no other process is using."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in count(1):
        try:
            return _locked(folder / f"{number}.jsonl")
        except UsageError:
            continue
    raise AssertionError("unreachable")


def _load(file: Path) -> tuple[list[Turn], bool]:
    """Load the turns of a file, and drop from the file a last line that a kill has cut off."""
    if not file.exists():
        return [], False
    content = file.read_bytes()
    lines = content.splitlines(keepends=True)
    turns: list[Turn] = []
    for number, line in enumerate(lines, start=1):
        try:
            turns.append(Turn.model_validate_json(line))
        except ValidationError as error:
            if number < len(lines) or not (turns or line.startswith(_OURS)) or _is_json(line):
                raise UsageError(f"{file}:{number}: this is no turn of a chat", _IS_NONE) from error
            _cut(file, len(content) - len(line))
            return turns, True
    if lines and not lines[-1].endswith(b"\n"):
        with file.open("ab") as out:
            out.write(b"\n")
    return turns, False


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _cut(file: Path, length: int) -> None:
    with file.open("r+b") as out:
        out.truncate(length)
        os.fsync(out.fileno())
