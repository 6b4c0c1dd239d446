"""What an index run has to do: the files as they are against what is indexed."""

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

# The time of a file that was written just before it was read.
RACY = 0


@dataclass(slots=True)
class Plan:
    """What an index run has to do, file by file."""

    look_at: list[tuple[Path, FileEntry]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    failed: dict[str, Failure] = field(default_factory=dict)
    added: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Pending:
    """What an index run would have to do: files to look at, articles to drop, bytes to read."""

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
    """Compare the files with what is indexed, by size and time; nothing is read yet."""
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
    """By size and time; by content where the time proves nothing (`RACY`)."""
    if known.mtime_ns != RACY or known.size != entry.size:
        return _same(known, entry.size, entry.mtime_ns)
    try:
        content = entry.file.read_bytes()
    except OSError:
        return False
    return hashlib.sha256(content).hexdigest() == known.content_hash


def settled(mtime_ns: int) -> int:
    """The time to keep of a file: RACY for one that may be written again within its tick."""
    return mtime_ns if time.time_ns() - mtime_ns > 2_000_000_000 else RACY


def chunking_key(chunking: Chunking) -> str:
    """Names the way articles are cut: another key, another index."""
    return f"{chunking.tokens} tokens, orders to a model left out"
