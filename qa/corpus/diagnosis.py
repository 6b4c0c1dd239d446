"""Diagnosis: what is indexed, what is wrong with it, and the command that mends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.errors import ModelUnreachable, QaError
from qa.index import generations
from qa.index.catalog import Catalog
from qa.index.schema import exists

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qa.corpus.corpus import Corpus
    from qa.index.rows import Failure, Generation


@dataclass(frozen=True, slots=True)
class Status:
    """The contents of an index; `stale` counts the files that have changed since it was made."""

    index: str
    articles: int
    chunks: int
    embedder: str | None
    chunking: str | None
    vectors: str | None
    generation: int
    stale: int
    removed: int
    failed: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, and the command or change that mends it."""

    problem: str
    mend: str


def status(corpus: Corpus) -> Status:
    """Return what is indexed, without loading stores or models.

    Raises IndexBroken, NothingIndexed.
    """
    pending = corpus.pending()
    folder = corpus.settings.index
    if not exists(folder):
        return Status(str(folder), 0, 0, None, None, None, 0, pending.files, 0, ())
    with Catalog.open(folder) as catalog, catalog.snapshot():
        now = catalog.generation()
        articles, chunks = catalog.counts()
        failed = tuple(catalog.failures().values())
    return Status(
        index=str(folder),
        articles=articles,
        chunks=chunks,
        embedder="+".join(name for name, _ in now.embedders) if now else None,
        chunking=now.chunking if now else None,
        vectors=now.vectors if now else None,
        generation=now.number if now else 0,
        stale=pending.files,
        removed=pending.removed,
        failed=failed,
    )


def examine(corpus: Corpus) -> list[Finding]:
    """Find all problems of an index, its stores and its models; none if all is well."""
    return [*_index(corpus), *_embedder(corpus), *_model(corpus)]


def _index(corpus: Corpus) -> Iterator[Finding]:
    folder = corpus.settings.index
    try:
        pending = corpus.pending()
        if not exists(folder):
            yield Finding(f"{folder}: there is no index", "qa index")
            return
        with Catalog.open(folder) as catalog:
            now = catalog.generation()
            if now is None:
                yield Finding(f"{folder}: nothing is indexed yet", "qa index")
                return
            if pending:
                yield Finding(
                    f"{pending.files} articles are new or changed, {pending.removed} are gone"
                    " since the index was made",
                    "qa index",
                )
            for failure in catalog.failures().values():
                yield Finding(f"{failure.path}: {failure.error}", "mend the file, then qa index")
            yield from _stores(folder, catalog, now)
    except QaError as error:
        yield Finding(error.message, error.hint)


def _stores(folder: Path, catalog: Catalog, now: Generation) -> Iterator[Finding]:
    with generations.opened(folder, catalog, now) as stores:
        wanted = catalog.chunk_ids()
        for problem in generations.disagreements(catalog, now, wanted, stores):
            yield Finding(problem, "qa index --rebuild")


def _embedder(corpus: Corpus) -> Iterator[Finding]:
    try:
        for embedder in corpus.embedders:
            embedder.query("test")
    except QaError as error:
        yield Finding(error.message, error.hint)


def _model(corpus: Corpus) -> Iterator[Finding]:
    if corpus.model is None:
        return
    try:
        served, wanted = corpus.model.served(), corpus.model.name
    except ModelUnreachable as error:
        yield Finding(error.message, error.hint)
        return
    finally:
        corpus.model.close()
    if wanted not in served:
        yield Finding(
            f"the server has no model {wanted!r}",
            f"--model takes {', '.join(served[:5])}" if served else "name one with --model",
        )
