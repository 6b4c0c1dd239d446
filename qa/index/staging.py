"""From the files as they are to staged articles with chunks and vectors in the catalog."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from qa import articles
from qa.articles import ArticleError
from qa.chunking import chunk
from qa.index.planning import chunking_key, settled
from qa.index.rows import Entry, Failure, pack, sentence_offsets
from qa.text import clauses

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qa.articles import Article, FileEntry, Notice
    from qa.chunking import Chunk, Chunking
    from qa.embedding import Embedder
    from qa.index.catalog import Catalog
    from qa.index.planning import Plan


class Stager:
    """Stages one article at a time: a kill loses the one in hand.

    With `anew`, articles that are as they were are staged again.
    """

    def __init__(
        self, catalog: Catalog, embedders: Sequence[Embedder], chunking: Chunking, *, anew: bool
    ) -> None:
        self._catalog = catalog
        self._embedders = embedders
        self._chunking = chunking
        self._anew = anew
        self._live = catalog.entries()
        self._staged = catalog.staged_with([e.name for e in embedders])

    def stage(self, root: Path, found: FileEntry, plan: Plan) -> tuple[Notice, ...]:
        """Read, cut and embed one file, and note in the plan what became of it."""
        try:
            article = articles.read(root, found.file)
        except ArticleError as error:
            self._drop(found, error.unreadable.error, plan)
            return ()
        entry = Entry(
            path=found.path,
            content_hash=article.content_hash,
            size=found.size,
            mtime_ns=settled(found.mtime_ns),
            chunking=chunking_key(self._chunking),
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
            self._write(article, entry)
        return article.notices

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

    def _write(self, article: Article, entry: Entry) -> None:
        chunks = [(c, text_hash(article.text, c)) for c in chunk(article, self._chunking)]
        passages = {h: parts(article.text, c) for c, h in chunks}
        vectors = [(e.name, self._embed(e, passages)) for e in self._embedders]
        with self._catalog.transaction():
            for name, rows in vectors:
                self._catalog.add_embeddings(name, rows)
            self._catalog.stage(article, entry, chunks)

    def _embed(
        self, embedder: Embedder, passages: dict[bytes, list[str]]
    ) -> list[tuple[bytes, bytes]]:
        """The vectors of those passages that have none yet, by text hash."""
        missing = self._catalog.missing_embeddings(embedder.name, passages)
        vectors = embedder.passages([passages[h] for h in missing])
        return [(h, pack(rows)) for h, rows in zip(missing, vectors, strict=True)]


def parts(text: str, chunk: Chunk) -> list[str]:
    """What of a chunk has vectors of its own: the clauses of its sentences, in order."""
    return [clause for sentence in chunk.sentences for clause in clauses(sentence.of(text))]


def text_hash(text: str, chunk: Chunk) -> bytes:
    """The same for the same text with the same sentences: the key of its vectors."""
    content = f"{sentence_offsets(chunk)}\0{chunk.span.of(text)}"
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).digest()[:16]
