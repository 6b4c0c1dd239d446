"""The plan of an index run: the files as they are now, compared with what is indexed."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qa.articles.article import discover
from qa.index.rows import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qa.articles.article import FileEntry
    from qa.articles.chunking import Chunking
    from qa.index.rows import Entry

# Kept as the time of a file that was written just before it was read.
RACY = 0


@dataclass(slots=True)
class Plan:
    """The work of an index run, file by file."""

    look_at: list[tuple[Path, FileEntry]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    failed: dict[str, Failure] = field(default_factory=dict)
    added: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Pending:
    """The work ahead of an index run: files to look at, articles to drop, bytes to read."""

    files: int
    removed: int
    bytes: int

    def __bool__(self) -> bool:
        return bool(self.files or self.removed)


def plan(
    roots: Sequence[Path],
    live: Mapping[str, Entry],
    failures: Mapping[str, Failure],
    chunking: str,
) -> Plan:
    """Compare the files with what is indexed, by size and time; no article is parsed yet."""
    made = Plan()
    seen: dict[str, Path] = {}
    for root in roots:
        found, unreadable = discover(root)
        made.failed.update((u.article, Failure(u.article, u.error)) for u in unreadable)
        for entry in found:
            if entry.path in seen:
                twice = f"{seen[entry.path]} has an article of this name as well"
                made.failed[entry.path] = Failure(entry.path, twice)
                continue
            seen[entry.path] = root
            known, failed = live.get(entry.path), failures.get(entry.path)
            if known and known.chunking == chunking and _unchanged(known, entry):
                made.unchanged += 1
            elif failed and _same(failed, entry.size, entry.mtime_ns):
                made.failed[entry.path] = failed
            else:
                made.look_at.append((root, entry))
    made.removed = [path for path in live if path not in seen]
    return made


def _same(known: Entry | Failure, size: int, mtime_ns: int) -> bool:
    return (known.size, known.mtime_ns) == (size, mtime_ns)


def _unchanged(known: Entry, entry: FileEntry) -> bool:
    """Tell whether a file is unchanged: by size and time, or by content if the time is `RACY`."""
    if known.mtime_ns != RACY or known.size != entry.size:
        return _same(known, entry.size, entry.mtime_ns)
    try:
        content = entry.file.read_bytes()
    except OSError:
        return False
    return hashlib.sha256(content).hexdigest() == known.content_hash


def settled(mtime_ns: int) -> int:
    """Return the time to keep of a file: RACY if it may be written again in the same tick."""
    return mtime_ns if time.time_ns() - mtime_ns > 2_000_000_000 else RACY


def chunking_key(chunking: Chunking) -> str:
    """Name the way that articles are cut; an index with another key is made anew."""
    return f"{chunking.tokens} tokens, orders to a model left out"
