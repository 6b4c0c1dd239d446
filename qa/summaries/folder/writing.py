"""Writing files whole or not at all, however a run ends."""

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

# Errors after which no other file can be written either.
_OF_THE_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE})
_HOST = f"{zlib.crc32(socket.gethostname().encode()):08x}"
_PART = re.compile(r"\.qa-part-(?P<host>[0-9a-f]{8})-(?P<pid>\d+)-\d+")
_OLD = 3600  # seconds after which a file of another machine is no longer being written
_numbers = itertools.count()


def write(file: Path, parts: Iterable[str]) -> None:
    """Write a file of these parts, replacing the one before. Raises OSError.

    When this returns, the content of the file and its name in the folder are on the disk.
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
    """Flush the names in a folder to the disk; Windows cannot open a folder and need not."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def clear(folder: Path) -> int:
    """Remove the half-written files of runs that were killed, and return how many."""
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
    if os.name == "nt":  # on Windows, os.kill would end the process
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def require_outside(out: Path, articles: Sequence[Path]) -> None:
    """Check that no summary would be read as an article. Raises UsageError."""
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
    """The folder of the summaries. `texts` maps a suffix to what makes the text of a record.

    >>> Output(Path("out"), {".md": to_markdown}).file("a/b.txt", ".md")
    PosixPath('out/a/b.txt.md')
    """

    folder: Path
    texts: Mapping[str, Text]
    put: Callable[[Path, Iterable[str]], None] = write

    def file(self, article: str, suffix: str) -> Path:
        return self.folder / f"{article}{suffix}"

    def write(self, article: str, record: Record) -> None:
        """Write those files of an article that are missing or differ.

        Raises Unwritable if no other file could be written either, else QaError.
        """
        for suffix, text in self.texts.items():
            file, content = self.file(article, suffix), text(record)
            with _Told(file):
                if not _holds(file, content):
                    file.parent.mkdir(parents=True, exist_ok=True)
                    self.put(file, [content])

    def together(self, name: str, lines: Iterable[str]) -> None:
        """Write one file of all records, one per line. Raises Unwritable, QaError."""
        with _Told(self.folder / name):
            self.folder.mkdir(parents=True, exist_ok=True)
            self.put(self.folder / name, (f"{line}\n" for line in lines))

    def clear(self) -> int:
        """Remove the half-written files of runs that were killed."""
        return clear(self.folder)


def _holds(file: Path, content: str) -> bool:
    try:
        return file.read_bytes() == content.encode("utf-8")
    except FileNotFoundError:
        return False


class _Told:
    """A context that turns an OSError into a one-line message on the file it was writing."""

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
    """Return the name of the file of all records; each shard has its own.

    >>> jsonl_name((2, 4))
    'summaries-2-of-4.jsonl'
    """
    return f"summaries-{shard[0]}-of-{shard[1]}.jsonl" if shard else "summaries.jsonl"
