"""Generations: complete states of the derived stores, side by side in the index folder.

A generation is built in a folder that no reader knows, checked, and only then named in
the catalog. The one before it stays until the next run, for readers that have it open.
On a Chroma server an index has one collection per embedder: new chunks are added before the
catalog names the generation, old ones are deleted after, and a reader leaves out those that
its catalog does not know.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from qa.errors import IndexBroken
from qa.index.lexical import LexicalIndex
from qa.index.rows import unpack
from qa.index.vectors import VectorStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    import numpy as np

    from qa.index.catalog import Catalog
    from qa.index.rows import Generation

    Report = Callable[[str, int, int], None]  # stage, done, total

LOCAL = "local"
_BATCH = 1_000
_SAMPLE = 5
_SMALL = 5_000  # chunks; about a second of work


def folder_of(index: Path, number: int) -> Path:
    """Return the folder of a generation."""
    return index / f"generation-{number:06d}"


def discard_others(index: Path, keep: set[int]) -> None:
    """Remove the generations that earlier and interrupted runs left, except those to keep."""
    kept = {folder_of(index, number).name for number in keep}
    for folder in index.glob("generation-*"):
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Stores:
    """The derived stores of one generation, open."""

    lexical: LexicalIndex
    vectors: Mapping[str, VectorStore]  # by embedder


@contextmanager
def opened(index: Path, catalog: Catalog, generation: Generation) -> Iterator[Stores]:
    """Open the stores of a generation for reading. Raises IndexBroken."""
    lexical = LexicalIndex.open(folder_of(index, generation.number) / "lexical")
    with ExitStack() as stack:
        vectors = {
            embedder: stack.enter_context(_vectors(index, catalog, generation, embedder))
            for embedder, _ in generation.embedders
        }
        yield Stores(lexical, vectors)


def _vectors(
    index: Path, catalog: Catalog, generation: Generation, embedder: str, *, create: bool = False
) -> VectorStore:
    if generation.vectors == LOCAL:
        folder = _vectors_folder(index, generation, embedder)
        return VectorStore.in_folder(folder, create=create)
    name = collection(catalog.index_id, embedder)
    return VectorStore.on_server(generation.vectors, name, create=create)


def _vectors_folder(index: Path, generation: Generation, embedder: str) -> Path:
    return folder_of(index, generation.number) / _named("vectors", embedder)


def collection(index_id: str, embedder: str) -> str:
    """Name the collection of an index on a server: one for each embedder it ever had.

    Chroma takes names of 3 to 63 of the characters a-z, A-Z, 0-9, `_` and `-` that end in a
    letter or digit; dots are allowed if no two follow one another. A name with other characters
    gets a hash, so that `a:b` and `a_b` stay different.

    >>> collection("0f3a", "use-multilingual-3")
    'qa-0f3a-use-multilingual-3'
    """
    return _named(f"qa-{index_id}", embedder)


def _named(prefix: str, embedder: str) -> str:
    plain = re.sub(r"[^a-zA-Z0-9_-]", "_", embedder)[:36]
    if plain == embedder and plain[-1:].isalnum():
        return f"{prefix}-{plain}"
    return f"{prefix}-{plain}-{hashlib.sha256(embedder.encode()).hexdigest()[:8]}"


def build(
    index: Path,
    catalog: Catalog,
    generation: Generation,
    base: Generation | None,
    wanted: set[str],
    report: Report,
) -> Generation:
    """Build a generation that holds the wanted chunks, and check it.

    It starts from a copy of the base generation, or from nothing if there is none. Raises
    IndexBroken if the result does not hold what it should.
    """
    folder = folder_of(index, generation.number)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    change = _Change.between(catalog.chunk_ids() if base else set(), wanted)
    contents = _Contents(catalog, generation, report)
    made = _lexical(index, generation, base, change, contents)
    for embedder, dimensions in generation.embedders:
        same = base if base and (embedder, dimensions) in base.embedders else None
        _fill(index, generation, same, embedder, change, contents)
    with opened(index, catalog, made) as stores:
        problems = list(disagreements(catalog, made, wanted, stores))
    if problems:
        raise IndexBroken("; ".join(problems), "qa index --rebuild")
    return made


@dataclass(frozen=True, slots=True)
class _Change:
    """The difference between the chunks that are there and those that are wanted."""

    wanted: set[str]
    add: list[str]
    delete: list[str]

    @classmethod
    def between(cls, have: set[str], wanted: set[str]) -> _Change:
        return cls(wanted, sorted(wanted - have), sorted(have - wanted))


def _lexical(
    index: Path,
    generation: Generation,
    base: Generation | None,
    change: _Change,
    contents: _Contents,
) -> Generation:
    """Build the lexical index; return the generation with its count of deleted chunks.

    Tantivy's BM25 goes on counting deleted chunks, so the ranking of the same articles would
    depend on their history. Therefore a small index is made anew after any deletion, a large
    one when a tenth of it has been deleted.
    """
    folder = folder_of(index, generation.number) / "lexical"
    deleted = (base.deleted if base else 0) + len(change.delete)
    whole = len(change.wanted)
    if base is None or (deleted and (whole <= _SMALL or deleted > whole / 10)):
        LexicalIndex.create(folder).update(contents.texts(sorted(change.wanted)), ())
        return replace(generation, deleted=0)
    shutil.copytree(folder_of(index, base.number) / "lexical", folder)
    LexicalIndex.open(folder).update(contents.texts(change.add), change.delete)
    return replace(generation, deleted=deleted)


def _fill(
    index: Path,
    generation: Generation,
    base: Generation | None,
    embedder: str,
    change: _Change,
    contents: _Contents,
) -> None:
    """Fill a Chroma store: a copy of the base's, a new one, or the collection on the server."""
    local = generation.vectors == LOCAL
    if local and base:
        before, after = (_vectors_folder(index, g, embedder) for g in (base, generation))
        shutil.copytree(before, after)
    with _vectors(index, contents.catalog, generation, embedder, create=True) as vectors:
        have = vectors.ids() if not (local and base) else change.wanted - set(change.add)
        if local:
            vectors.delete(change.delete)
        for ids, rows in contents.vectors(sorted(change.wanted - have), embedder):
            vectors.add(ids, rows)


def forget(index: Path, catalog: Catalog, generation: Generation, wanted: set[str]) -> None:
    """Delete from a server the chunks that the generation now in use no longer holds."""
    if generation.vectors == LOCAL:
        return
    for embedder, _ in generation.embedders:
        with _vectors(index, catalog, generation, embedder) as vectors:
            vectors.delete(sorted(vectors.ids() - wanted))


@dataclass(frozen=True, slots=True)
class _Contents:
    """The contents of the stores, read from the catalog in batches."""

    catalog: Catalog
    generation: Generation
    report: Report

    def texts(self, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
        for done, (key, title, text) in enumerate(self.catalog.texts(ids), start=1):
            if done % _BATCH == 0 or done == len(ids):
                self.report("lexical index", done, len(ids))
            yield key, f"{title}\n{text}"

    def vectors(self, ids: Sequence[str], embedder: str) -> Iterator[tuple[list[str], np.ndarray]]:
        import numpy as np

        rows = self.catalog.vectors(ids, embedder)
        dimensions = dict(self.generation.embedders)[embedder]
        done = 0
        while batch := list(islice(rows, _BATCH)):
            done += len(batch)
            # Chroma searches the chunks' own vectors only: the first row of each.
            firsts = [unpack(blob, dimensions)[0] for _, blob in batch]
            yield [key for key, _ in batch], np.stack(firsts)
            self.report("vectors", done, len(ids))


def disagreements(
    catalog: Catalog, generation: Generation, wanted: set[str], stores: Stores
) -> Iterator[str]:
    """Yield every disagreement between the stores and the catalog, in words."""
    if stores.lexical.count != len(wanted):
        yield f"the lexical index holds {stores.lexical.count} chunks of {len(wanted)}"
    sample = sorted(wanted)[:_SAMPLE]
    for embedder, dimensions in generation.embedders:
        store = stores.vectors[embedder]
        count = store.count
        if count < len(wanted) or (generation.vectors == LOCAL and count > len(wanted)):
            yield f"the Chroma store of {embedder} holds {count} vectors of {len(wanted)}"
            continue
        # A truncated HNSW file opens without an error and answers wrongly: look for known vectors.
        lost = [
            key
            for key, blob in catalog.vectors(sample, embedder)
            if max(store.nearest(unpack(blob, dimensions)[0], 1).values(), default=0.0) < 0.99
        ]
        # Even in an intact graph, one of many chunks that are alike may be out of reach.
        if len(lost) > len(sample) // 4:
            yield f"the Chroma store of {embedder} does not find chunk {lost[0]} by its own vector"
