"""Files that are written whole or not at all, whenever a run ends."""

from __future__ import annotations

import errno
import itertools
import os
import re
import socket
import time
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.errors import QaError, UsageError
from qa.summaries.folder.journal import Unwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Record = dict[str, Any]
    Text = Callable[[Record], str]

# What no other file can be written after either.
_OF_THE_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE})
_HOST = f"{zlib.crc32(socket.gethostname().encode()):08x}"
_PART = re.compile(r"\.qa-part-(?P<host>[0-9a-f]{8})-(?P<pid>\d+)-\d+")
_OLD = 3600  # seconds after which nobody is still writing a file on another machine
_numbers = itertools.count()


def write(file: Path, parts: Iterable[str]) -> None:
    """Write a file of these parts, in place of the one before. Raises OSError.

    It is on the disk under its name before this returns: a file, its content and its folder.
    """
    part = file.with_name(f".qa-part-{_HOST}-{os.getpid()}-{next(_numbers)}")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(parts)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync(file.parent)


def _sync(folder: Path) -> None:
    """Have a folder's names on the disk; Windows opens no folder, and needs none opened."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def clear(folder: Path) -> int:
    """Remove what runs that were killed left half-written; returns how many files."""
    removed = 0
    for place, _, names in os.walk(folder):
        for name in filter(_PART.fullmatch, names):
            file = Path(place, name)
            if _is_left(file):
                file.unlink(missing_ok=True)
                removed += 1
    return removed


def _is_left(file: Path) -> bool:
    found = _PART.fullmatch(file.name)
    try:
        age = time.time() - file.stat().st_mtime
    except FileNotFoundError:  # renamed meanwhile: it is being written
        return False
    here = found is not None and found["host"] == _HOST
    return age > _OLD or (here and found is not None and not _runs(int(found["pid"])))


def _runs(pid: int) -> bool:
    if os.name == "nt":  # there, this would end it
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def require_outside(out: Path, articles: Sequence[Path]) -> None:
    """See that no summary would be read as an article. Raises UsageError."""
    place = out.resolve()
    for folder in articles:
        root = folder.resolve()
        if place.is_relative_to(root) or root.is_relative_to(place):
            raise UsageError(
                f"--out {out}: it is not apart from the articles folder {folder}:"
                " summaries would be read as articles",
                "name a folder beside it, as --out summaries",
            )


@dataclass(frozen=True, slots=True)
class Output:
    """The folder of the summaries. `texts` make a file's text of a record, by its suffix.

    >>> Output(Path("out"), {".md": to_markdown}).file("a/b.txt", ".md")
    PosixPath('out/a/b.txt.md')
    """

    folder: Path
    texts: Mapping[str, Text]
    put: Callable[[Path, Iterable[str]], None] = write

    def file(self, article: str, suffix: str) -> Path:
        return self.folder / f"{article}{suffix}"

    def write(self, article: str, record: Record) -> None:
        """Write the files of an article that are not as they should be.

        Raises Unwritable if no other could be written either, else QaError.
        """
        for suffix, text in self.texts.items():
            file, content = self.file(article, suffix), text(record)
            with _Told(file):
                if not _holds(file, content):
                    file.parent.mkdir(parents=True, exist_ok=True)
                    self.put(file, [content])

    def together(self, name: str, lines: Iterable[str]) -> None:
        """Write one file of all records, a line each. Raises Unwritable, QaError."""
        with _Told(self.folder / name):
            self.folder.mkdir(parents=True, exist_ok=True)
            self.put(self.folder / name, (f"{line}\n" for line in lines))

    def clear(self) -> int:
        """Remove what a run that was killed has left half-written."""
        return clear(self.folder)


def _holds(file: Path, content: str) -> bool:
    try:
        return file.read_bytes() == content.encode("utf-8")
    except FileNotFoundError:
        return False


class _Told:
    """Says in a line what became of a file that cannot be written."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if not isinstance(error, OSError):
            return
        said = f"{self._file}: cannot be written: {error.strerror or error}"
        if error.errno in _OF_THE_DISK:
            hint = "make room on the disk, or mend it; the same command goes on from there"
            raise Unwritable(said, hint) from error
        raise QaError(said, "rename the article, or name another folder with --out") from error


def jsonl_name(shard: tuple[int, int] | None) -> str:
    """The file of all records; each shard has its own.

    >>> jsonl_name((2, 4))
    'summaries-2-of-4.jsonl'
    """
    return f"summaries-{shard[0]}-of-{shard[1]}.jsonl" if shard else "summaries.jsonl"
