"""The index run, which brings an index up to date: one writer at a time, which may be killed."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from qa.errors import IndexBroken, IndexBusy
from qa.index import generations
from qa.index.catalog import Catalog
from qa.index.planning import chunking_key, plan
from qa.index.schema import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from qa.index.generations import Report
    from qa.index.planning import Plan
    from qa.index.recipe import Recipe
    from qa.index.rows import Failure


# Bytes of articles that one process embeds in the time that several take to start.
_LITTLE = 300_000


@dataclass(frozen=True, slots=True)
class SyncReport:
    """The result of an index run. `failed` are the files that could not be read, and why."""

    articles: int
    chunks: int
    added: int
    changed: int
    removed: int
    unchanged: int
    failed: tuple[Failure, ...]
    notices: tuple[str, ...]
    seconds: float


def sync(
    index: Path,
    roots: Sequence[Path],
    recipe: Recipe,
    report: Report,
    *,
    rebuild: bool = False,
) -> SyncReport:
    """Index the articles that are new or changed in the folders, and drop those that are gone.

    It may be interrupted at any moment: readers then still see the generation before, and the
    next run goes on where this one stopped. Raises IndexBusy, IndexBroken, NothingIndexed.
    """
    started = time.monotonic()
    with _writing(index), _catalog(index, rebuild=rebuild) as catalog:
        anew = rebuild or not recipe.made(catalog.generation())
        todo, notices = _stage(catalog, roots, recipe, report, anew=anew)
        _swap(index, catalog, recipe, todo, report, anew=anew)
        articles, chunks = catalog.counts()
    return SyncReport(
        articles=articles,
        chunks=chunks,
        added=todo.added,
        changed=todo.changed,
        removed=len(todo.removed),
        unchanged=todo.unchanged,
        failed=tuple(todo.failed[path] for path in sorted(todo.failed)),
        notices=tuple(notices),
        seconds=time.monotonic() - started,
    )


@contextmanager
def _writing(index: Path) -> Iterator[None]:
    """Hold the lock of the only writer; the system releases it if the process is killed."""
    index.mkdir(parents=True, exist_ok=True)
    lock = FileLock(index / "writing.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise IndexBusy(
            f"{index}: another qa is writing this index",
            "wait until it is done; it can be read meanwhile",
        ) from error
    try:
        yield
    finally:
        lock.release()


def _catalog(index: Path, *, rebuild: bool) -> Catalog:
    try:
        return Catalog.open(index, create=True)
    except IndexBroken:
        if not rebuild:
            raise
    for suffix in ("", "-wal", "-shm"):
        file = index / (FILE + suffix)
        if file.exists():
            file.replace(index / f"{FILE}{suffix}.broken")
    return Catalog.open(index, create=True)


def _stage(
    catalog: Catalog, roots: Sequence[Path], recipe: Recipe, report: Report, *, anew: bool
) -> tuple[Plan, list[str]]:
    """Read, cut and embed the articles that have changed; readers see none of it yet."""
    live = catalog.entries()
    failures = {} if anew else catalog.failures()
    todo = plan(roots, {} if anew else live, failures, chunking_key(recipe.chunking))
    paths = {found.path for _, found in todo.look_at}
    if anew:
        todo.removed = sorted(live.keys() - paths)
    from qa.index.staging import Stager

    catalog.unstage(catalog.entries(live=False).keys() - paths)
    notices: list[str] = []
    done, total = 0, sum(found.size for _, found in todo.look_at)
    many = recipe.workers if total > _LITTLE else 1
    with Stager(catalog, recipe, anew=anew, workers=many) as stager:
        for root, found in todo.look_at:
            notices.extend(map(str, stager.stage(root, found, todo)))
            done += found.size
            report("articles", done, total)
        stager.finish()
    catalog.set_failures(todo.failed.values())
    return todo, notices


def _swap(
    index: Path, catalog: Catalog, recipe: Recipe, todo: Plan, report: Report, *, anew: bool
) -> None:
    """Build the next generation of the stores and show it to readers."""
    now = catalog.generation()
    if not (anew or todo.added or todo.changed or todo.removed):
        return
    wanted = catalog.next_chunk_ids(todo.removed)
    generation = recipe.generation(now.number + 1 if now else 1, len(wanted))
    generations.discard_others(index, {now.number} if now else set())
    try:
        base = None if anew else now
        generation = generations.build(index, catalog, generation, base, wanted, report)
    except IndexBroken:
        if anew or not now:
            raise
        generation = generations.build(index, catalog, generation, None, wanted, report)
    catalog.swap(generation, todo.removed)
    generations.forget(index, catalog, generation, wanted)
