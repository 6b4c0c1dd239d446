"""The catalog: articles, chunks and embeddings in SQLite, from which all stores are derived.

Rows of an article are first *staged* (`live = 0`). Readers see them only after `swap`, one
transaction that also names the generation of the derived stores: a reader sees all of one
generation, or all of the one before, never a mixture.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import astuple
from typing import TYPE_CHECKING, Self

from qa.index import schema, selection, writing
from qa.index.rows import (
    ChunkRow,
    Entry,
    Failure,
    Filters,
    Generation,
    article_of,
    batches,
    chunk_row,
    marks,
    text_row,
)
from qa.language.text import Span, language

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from qa.articles.article import Article
    from qa.articles.chunking import Chunk
    from qa.language.text import Language


class Catalog:
    """An open catalog; use as a context manager.

    >>> Catalog.open(Path(".qa")).generation()
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Catalog:
        """Open the catalog of an index folder. Raises IndexBroken if it does not open."""
        return cls(schema.connect(folder, create=create))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write everything inside the block, or nothing if it raises."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read everything inside the block as of one moment, whatever other processes write."""
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")

    # --- what is indexed ---------------------------------------------------------------

    @property
    def index_id(self) -> str:  # tells the indexes on one server apart
        return str(self._meta("index_id"))

    def generation(self) -> Generation | None:
        """Return the generation that readers see; None before the first."""
        value = self._meta("generation")
        return Generation.from_json(value) if value else None

    def _meta(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def entries(self, *, live: bool = True) -> dict[str, Entry]:
        """Return the indexed (or the staged) articles by path."""
        rows = self._db.execute(
            "SELECT path, content_hash, size, mtime_ns, chunking FROM article WHERE live = ?",
            (live,),
        )
        return {row[0]: Entry(*row) for row in rows}

    def failures(self) -> dict[str, Failure]:
        """Return the files that could not be read at the last run, by path."""
        return {row[0]: Failure(*row) for row in self._db.execute("SELECT * FROM failure")}

    def article(self, path: str) -> Article | None:
        """Return the article as it was indexed."""
        row = self._db.execute(
            "SELECT path, title, author, date, categories, text, paragraphs, offsets,"
            " content_hash, notices FROM article JOIN body ON article = article.id"
            " WHERE live AND path = ?",
            (path,),
        ).fetchone()
        return article_of(row) if row else None

    def chunk_ids(self) -> set[str]:
        """Return the ids of the chunks that readers see."""
        return self._ids("live")

    def next_chunk_ids(self, removed: Iterable[str]) -> set[str]:
        """Return the chunk ids that readers will see once the staged articles are swapped in."""
        self._db.execute("CREATE TEMP TABLE IF NOT EXISTS gone(path TEXT PRIMARY KEY)")
        self._db.execute("DELETE FROM gone")
        self._db.executemany("INSERT OR IGNORE INTO gone VALUES (?)", ((p,) for p in removed))
        return self._ids(
            "NOT live OR path NOT IN"
            " (SELECT path FROM gone UNION SELECT path FROM article WHERE NOT live)"
        )

    def _ids(self, condition: str) -> set[str]:
        return {
            row[0]
            for row in self._db.execute(
                f"SELECT c.id FROM chunk c JOIN article a ON a.id = c.article WHERE {condition}"
            )
        }

    def select(self, filters: Filters, *, leads: bool = False) -> list[str]:
        """Return the ids of the chunks of the articles that pass, or of the first of each."""
        return (selection.leads if leads else selection.chunks)(self._db, filters)

    def language(self) -> Language:
        """Guess the language of the articles from the beginnings of some."""
        some = "SELECT substr(text, 1, 200) FROM body LIMIT 20"
        return language(str(self._db.execute(some).fetchall()))

    def counts(self) -> tuple[int, int]:
        """Count the articles and the chunks that readers see."""
        articles = self._db.execute("SELECT count(*) FROM article WHERE live").fetchone()[0]
        chunks = self._db.execute(
            "SELECT count(*) FROM chunk c JOIN article a ON a.id = c.article WHERE a.live"
        ).fetchone()[0]
        return articles, chunks

    def chunks(self, ids: Sequence[str]) -> dict[str, ChunkRow]:
        """Return the chunks with these ids, as readers see them."""
        found: dict[str, ChunkRow] = {}
        for batch in batches(ids):
            rows = self._db.execute(
                "SELECT c.id, c.start, c.end, c.sentences, a.path, a.title, a.author, a.date,"
                " substr(b.text, c.start + 1, c.end - c.start)"
                " FROM chunk c JOIN article a ON a.id = c.article JOIN body b ON b.article = a.id"
                f" WHERE a.live AND c.id IN ({marks(batch)})",
                batch,
            )
            found.update((row[0], chunk_row(row)) for row in rows)
        return found

    def texts(self, ids: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        """Yield the searchable text of chunks, staged ones too: id, title and reported text."""
        for batch in batches(ids):
            rows = self._db.execute(
                "SELECT c.id, a.title, c.sentences, substr(b.text, c.start + 1, c.end - c.start)"
                " FROM chunk c JOIN article a ON a.id = c.article"
                " JOIN body b ON b.article = c.article"
                f" WHERE c.id IN ({marks(batch)}) GROUP BY c.id ORDER BY c.id",
                batch,
            )
            yield from map(text_row, rows)

    def vectors(self, ids: Sequence[str], embedder: str) -> Iterator[tuple[str, bytes]]:
        """Yield the id and the packed vectors of each chunk, staged ones too."""
        for batch in batches(ids):
            yield from self._db.execute(
                # CROSS: otherwise SQLite goes through all vectors of the embedder first.
                "SELECT c.id, e.vectors FROM chunk c"
                " CROSS JOIN embedding e ON e.embedder = ? AND e.text_hash = c.text_hash"
                f" WHERE c.id IN ({marks(batch)}) GROUP BY c.id ORDER BY c.id",
                (embedder, *batch),
            )

    def first_vectors(self, ids: Sequence[str], embedder: str, size: int) -> dict[str, bytes]:
        """Return the first `size` bytes of the packed vectors, by id: a chunk's own vector."""
        found: dict[str, bytes] = {}
        for batch in batches(ids):
            rows = self._db.execute(
                "SELECT c.id, substr(e.vectors, 1, ?) FROM chunk c"
                " CROSS JOIN embedding e ON e.embedder = ? AND e.text_hash = c.text_hash"
                f" WHERE c.id IN ({marks(batch)})",
                (size, embedder, *batch),
            )
            found.update(rows)
        return found

    def holders(self, key: int, most: int, but: str) -> list[tuple[str, Span]]:
        """Find chunks of other articles that have a key of `reprints.keys`: (path, span)."""
        rows = self._db.execute(
            "SELECT a.path, f.start, f.end FROM fingerprint f JOIN article a ON a.id = f.article"
            " WHERE f.key = ? AND a.live AND a.path != ? LIMIT ?",
            (key, but, most),
        )
        return [(path, Span(start, end)) for path, start, end in rows]

    def excerpt(self, path: str, span: Span) -> str:
        """Return the text of an article within a span, or as much of it as there is."""
        row = self._db.execute(
            "SELECT substr(text, ?, ?) FROM body JOIN article a ON a.id = article"
            " WHERE a.live AND a.path = ?",
            (span.start + 1, span.end - span.start, path),
        ).fetchone()
        return str(row[0]) if row else ""

    def stage(self, article: Article, entry: Entry, chunks: Sequence[tuple[Chunk, bytes]]) -> None:
        """Write an article that readers will see after the next swap.

        Each chunk comes with the hash under which its vectors are kept.
        """
        writing.stage(self._db, article, entry, chunks)

    def unstage(self, paths: Iterable[str]) -> None:
        """Forget staged articles that have since changed again or been removed."""
        self._db.executemany(
            "DELETE FROM article WHERE path = ? AND NOT live", ((path,) for path in paths)
        )

    def touch(self, entries: Iterable[Entry]) -> None:
        """Record the new times of files whose content has not changed."""
        self._db.executemany(
            "UPDATE article SET size = ?, mtime_ns = ? WHERE path = ? AND live",
            ((entry.size, entry.mtime_ns, entry.path) for entry in entries),
        )

    def missing_embeddings(self, embedder: str, hashes: Iterable[bytes]) -> list[bytes]:
        """Return those of the hashes that have no vectors yet, each once, in order."""
        return [
            text_hash
            for text_hash in dict.fromkeys(hashes)
            if not self._db.execute(
                "SELECT 1 FROM embedding WHERE embedder = ? AND text_hash = ?",
                (embedder, text_hash),
            ).fetchone()
        ]

    def staged_with(self, embedders: Sequence[str], *, live: bool = False) -> dict[str, Entry]:
        """Return the staged (or indexed) articles whose chunks all have these vectors, by path."""
        without: set[str] = set()
        for embedder in embedders:
            lacking = self._db.execute(
                "SELECT DISTINCT a.path FROM article a JOIN chunk c ON c.article = a.id"
                " LEFT JOIN embedding e ON e.text_hash = c.text_hash AND e.embedder = ?"
                " WHERE a.live = ? AND e.vectors IS NULL",
                (embedder, live),
            )
            without.update(row[0] for row in lacking)
        entries = self.entries(live=live)
        return {path: entry for path, entry in entries.items() if path not in without}

    def add_embeddings(self, embedder: str, vectors: Iterable[tuple[bytes, bytes]]) -> None:
        self._db.executemany(
            "INSERT OR IGNORE INTO embedding(embedder, text_hash, vectors) VALUES (?,?,?)",
            ((embedder, text_hash, blob) for text_hash, blob in vectors),
        )

    def set_failures(self, failures: Iterable[Failure]) -> None:
        with self.transaction():
            self._db.execute("DELETE FROM failure")
            self._db.executemany(
                "INSERT OR REPLACE INTO failure VALUES (?,?,?,?)", map(astuple, failures)
            )

    def swap(self, generation: Generation, removed: Iterable[str]) -> None:
        """Show readers the staged articles and this generation from now on."""
        with self.transaction():
            self._db.executemany(
                "DELETE FROM article WHERE path = ? AND live", ((path,) for path in removed)
            )
            self._db.execute(
                "DELETE FROM article WHERE live AND path IN"
                " (SELECT path FROM article WHERE NOT live)"
            )
            self._db.execute("UPDATE article SET live = 1")
            self._db.execute(
                "DELETE FROM embedding WHERE text_hash NOT IN (SELECT text_hash FROM chunk)"
            )
            self._db.execute(
                "INSERT OR REPLACE INTO meta VALUES ('generation', ?)",
                (generation.to_json(),),
            )
