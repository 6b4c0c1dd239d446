"""What an index holds, in a form that two indexes can be compared by."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from qa.index import generations
from qa.index.catalog import Catalog
from qa.index.schema import FILE

if TYPE_CHECKING:
    from pathlib import Path

    from qa.index.vectors import VectorStore


def contents(index: Path) -> dict[str, Any]:
    """Every article, chunk and embedding of the catalog, and all of both derived stores."""
    with Catalog.open(index) as catalog:
        generation = catalog.generation()
        assert generation is not None
        wanted = sorted(catalog.chunk_ids())
        with generations.opened(index, catalog, generation) as stores:
            assert list(generations.disagreements(catalog, generation, set(wanted), stores)) == []
            vectors = {name: _vectors(store) for name, store in stores.vectors.items()}
            lexical = {
                term: stores.lexical.search([(term,)], len(wanted))
                for term in ("产业", "企业", "42")
            }
            held = stores.lexical.search([("产业",)], len(wanted), wanted)
    return {
        "catalog": _catalog(index),
        "vectors": vectors,
        "lexical": lexical,
        "lexical ids": sorted(held),
    }


def _vectors(store: VectorStore) -> dict[str, bytes]:
    kept = store._collection.get(include=["embeddings"])
    return dict(zip(kept["ids"], (v.tobytes() for v in kept["embeddings"]), strict=True))


def _catalog(index: Path) -> list[Any]:
    db = sqlite3.connect(index / FILE)
    rows = [
        db.execute(sql).fetchall()
        for sql in (
            "SELECT path, content_hash, size, title, author, date, live FROM article ORDER BY path",
            "SELECT path, text, paragraphs, offsets FROM article JOIN body ON article = id ORDER BY 1",
            "SELECT chunk.id, path, start, end, sentences FROM chunk JOIN article a ON a.id = article ORDER BY 1",
            "SELECT id, tokens, text_hash FROM chunk ORDER BY id",
            "SELECT embedder, text_hash, vectors FROM embedding ORDER BY text_hash",
            "SELECT path, error FROM failure ORDER BY path",
        )
    ]
    db.close()
    return rows
