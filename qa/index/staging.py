"""Staging: from the files as they are now to articles with chunks and vectors in the catalog."""

from __future__ import annotations

import hashlib
from collections import deque
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from qa.articles.article import ArticleError
from qa.articles.article import read as read_article
from qa.articles.chunking import chunk
from qa.errors import QaError
from qa.index.embedding import Metered
from qa.index.planning import chunking_key, settled
from qa.index.rows import Entry, Failure, pack, sentence_offsets
from qa.language.text import clauses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from qa.articles.article import Article, FileEntry, Notice
    from qa.articles.chunking import Chunk
    from qa.index.catalog import Catalog
    from qa.index.embedding import Embedder
    from qa.index.planning import Plan
    from qa.index.recipe import Recipe

    Vectors = list[NDArray[np.float32]]
    Embed = Callable[[Sequence[Sequence[str]]], Future[Vectors]]

_BATCH = 40_000  # characters; a second or two of work, which each worker loses if the run is killed


@dataclass(frozen=True, slots=True)
class _Read:
    """An article that has been read and cut, with its passages by the hash of their text."""

    article: Article
    entry: Entry
    chunks: list[tuple[Chunk, bytes]]
    passages: dict[bytes, list[str]]


@dataclass(slots=True)
class _Batch:
    """Articles whose vectors are being made: by embedder, the hashes and the future vectors."""

    read: list[_Read] = field(default_factory=list)
    size: int = 0
    vectors: list[tuple[str, list[bytes], Future[Vectors]]] = field(default_factory=list)


class Stager:
    """A stager of articles in batches, which `workers` processes embed; use as a context manager.

    If the run is killed, the batches in hand are lost. With `anew`, unchanged articles are
    staged again.
    """

    def __init__(self, catalog: Catalog, recipe: Recipe, *, anew: bool, workers: int) -> None:
        self._catalog = catalog
        self._recipe = recipe
        self._anew = anew
        self._workers = workers
        self._live = catalog.entries()
        self._staged = catalog.staged_with([e.name for e in recipe.embedders])
        self._batch = _Batch()
        self._in_hand: deque[_Batch] = deque()
        self._embed: dict[str, Embed] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        for embedder in self._recipe.embedders:
            self._embed[embedder.name] = self._engine(embedder)
        return self

    def __exit__(self, *error: object) -> None:
        self._open.__exit__(*error)  # type: ignore[arg-type]  # the arguments of __exit__

    def _engine(self, embedder: Embedder) -> Embed:
        """Return what makes the vectors: processes if that is faster, else the embedder itself."""
        if self._workers > 1 and embedder.spawned_as:
            from qa.index.embedding.pool import Pool

            return self._open.enter_context(Pool(embedder.spawned_as, self._workers)).submit
        return _at_once(embedder)

    def stage(self, root: Path, found: FileEntry, plan: Plan) -> tuple[Notice, ...]:
        """Read and cut one file, have it embedded, and record in the plan what became of it."""
        try:
            article = read_article(root, found.file)
        except ArticleError as error:
            self._drop(found, error.unreadable.error, plan)
            return ()
        entry = Entry(
            path=found.path,
            content_hash=article.content_hash,
            size=found.size,
            mtime_ns=settled(found.mtime_ns),
            chunking=chunking_key(self._recipe.chunking),
        )
        known = self._live.get(found.path)
        if known and known.content_hash == entry.content_hash:
            plan.unchanged += 1
            if not self._anew:
                self._keep(entry)
                return ()
        elif known:
            plan.changed += 1
        else:
            plan.added += 1
        if not self._is_staged(entry):
            self._take(article, entry)
        return article.notices

    def finish(self) -> None:
        """Stage the batches that are still in hand."""
        self._submit()
        while self._in_hand:
            self._write(self._in_hand.popleft())

    def _drop(self, found: FileEntry, why: str, plan: Plan) -> None:
        plan.failed[found.path] = Failure(found.path, why, found.size, found.mtime_ns)
        self._catalog.unstage([found.path])
        if found.path in self._live:
            plan.removed.append(found.path)

    def _keep(self, entry: Entry) -> None:
        with self._catalog.transaction():
            self._catalog.unstage([entry.path])
            self._catalog.touch([entry])

    def _is_staged(self, entry: Entry) -> bool:
        staged = self._staged.get(entry.path)
        return staged is not None and (staged.content_hash, staged.chunking) == (
            entry.content_hash,
            entry.chunking,
        )

    def _take(self, article: Article, entry: Entry) -> None:
        """Put an article into the batch; have the batch embedded once it is large enough."""
        chunks = [(c, text_hash(article.text, c)) for c in chunk(article, self._recipe.chunking)]
        passages = {h: parts(article.text, c) for c, h in chunks}
        self._batch.read.append(_Read(article, entry, chunks, passages))
        self._batch.size += len(article.text)
        if self._batch.size >= _BATCH:
            self._submit()
        while len(self._in_hand) > 2 * self._workers:
            self._write(self._in_hand.popleft())

    def _submit(self) -> None:
        batch, self._batch = self._batch, _Batch()
        try:
            self._make_vectors(batch)
        except QaError:  # the batches in hand have been paid for
            while self._in_hand:
                self._write(self._in_hand.popleft())
            raise
        self._in_hand.append(batch)

    def _make_vectors(self, batch: _Batch) -> None:
        for embedder in self._recipe.embedders:
            embed = self._embed[embedder.name]
            for passages in self._jobs(embedder, batch):
                vectors = embed(list(passages.values()))
                batch.vectors.append((embedder.name, list(passages), vectors))

    def _jobs(self, embedder: Embedder, batch: _Batch) -> Iterator[dict[bytes, list[str]]]:
        """Yield the passages to embed in one call, by hash.

        If vectors are paid for, only the passages that have none yet. Otherwise article by
        article, all of its passages: the last bit of the sums depends on the other texts in the
        call, and an index must not depend on where it was interrupted.
        """
        if isinstance(embedder, Metered):
            passages = {h: texts for one in batch.read for h, texts in one.passages.items()}
            missing = self._catalog.missing_embeddings(embedder.name, passages)
            yield {h: passages[h] for h in missing}
            return
        for one in batch.read:
            if self._catalog.missing_embeddings(embedder.name, one.passages):
                yield one.passages

    def _write(self, batch: _Batch) -> None:
        """Write the articles of a batch with their vectors, in one transaction."""
        packed = [(name, _packed(hashes, rows.result())) for name, hashes, rows in batch.vectors]
        with self._catalog.transaction():
            for name, rows in packed:
                self._catalog.add_embeddings(name, rows)
            for one in batch.read:
                self._catalog.stage(one.article, one.entry, one.chunks)


def _at_once(embedder: Embedder) -> Embed:
    def embed(passages: Sequence[Sequence[str]]) -> Future[Vectors]:
        done: Future[Vectors] = Future()
        done.set_result(embedder.passages(passages))
        return done

    return embed


def _packed(hashes: Iterable[bytes], vectors: Vectors) -> list[tuple[bytes, bytes]]:
    return [(h, pack(rows)) for h, rows in zip(hashes, vectors, strict=True)]


def parts(text: str, chunk: Chunk) -> list[str]:
    """Return the clauses of a chunk's sentences, in order: each has a vector of its own."""
    return [clause for sentence in chunk.sentences for clause in clauses(sentence.of(text))]


def text_hash(text: str, chunk: Chunk) -> bytes:
    """Return the key of a chunk's vectors: the same for the same text with the same sentences."""
    content = f"{sentence_offsets(chunk)}\0{chunk.span.of(text)}"
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).digest()[:16]
