"""The schema of the catalog, and the opening of its database."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from qa.errors import IndexBroken

if TYPE_CHECKING:
    from pathlib import Path

VERSION = 2
FILE = "catalog.sqlite3"

_TABLES = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('index_id', lower(hex(randomblob(6))));
CREATE TABLE article(
  id INTEGER PRIMARY KEY, path TEXT NOT NULL, content_hash TEXT NOT NULL,
  size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, chunking TEXT NOT NULL,
  live INTEGER NOT NULL, title TEXT NOT NULL, author TEXT NOT NULL, date TEXT,
  categories TEXT NOT NULL, notices TEXT NOT NULL, UNIQUE(path, live));
CREATE TABLE body(
  article INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
  text TEXT NOT NULL, paragraphs TEXT NOT NULL, offsets TEXT NOT NULL);
CREATE TABLE chunk(
  article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  id TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  tokens INTEGER NOT NULL, sentences TEXT NOT NULL, text_hash BLOB NOT NULL,
  PRIMARY KEY(article, id)) WITHOUT ROWID;
CREATE INDEX chunk_id ON chunk(id);
CREATE INDEX chunk_text_hash ON chunk(text_hash);
CREATE TABLE fingerprint(
  key INTEGER NOT NULL, article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  start INTEGER NOT NULL, end INTEGER NOT NULL, PRIMARY KEY(key, article, start)) WITHOUT ROWID;
CREATE INDEX fingerprint_article ON fingerprint(article);
CREATE TABLE embedding(
  embedder TEXT NOT NULL, text_hash BLOB NOT NULL, vectors BLOB NOT NULL,
  UNIQUE(embedder, text_hash));
CREATE TABLE failure(
  path TEXT PRIMARY KEY, error TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL
) WITHOUT ROWID;
"""


def connect(folder: Path, *, create: bool) -> sqlite3.Connection:
    """Open the database of an index folder, ready to use. Raises IndexBroken."""
    file = folder / FILE
    try:
        if create:
            folder.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(
            f"{file.absolute().as_uri()}?mode={'rwc' if create else 'rw'}",
            uri=True,
            timeout=30,
            isolation_level=None,
        )
        _prepare(db, create=create)
    except (sqlite3.Error, OSError) as error:
        raise IndexBroken(
            f"{file}: the catalog does not open: {error}", "qa index --rebuild"
        ) from error
    return db


def exists(folder: Path) -> bool:
    """Tell whether there is a catalog in this folder."""
    return (folder / FILE).exists()


def _prepare(db: sqlite3.Connection, *, create: bool) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    if create:
        db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version == 0 and create:
        db.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
    elif version != VERSION:
        raise sqlite3.DatabaseError(f"it has schema {version}, this version of qa reads {VERSION}")
