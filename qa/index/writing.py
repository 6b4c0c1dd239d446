"""An article with its chunks, written into the tables of the catalog."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qa.index.reprints import keys
from qa.index.rows import body_values, sentence_offsets

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from qa.articles.article import Article
    from qa.articles.chunking import Chunk
    from qa.index.rows import Entry


def stage(
    db: sqlite3.Connection, article: Article, entry: Entry, chunks: Sequence[tuple[Chunk, bytes]]
) -> None:
    """Write an article that readers will see after the next swap.

    Each chunk comes with the hash under which its vectors are kept.
    """
    db.execute("DELETE FROM article WHERE path = ? AND NOT live", (article.path,))
    row = db.execute(
        "INSERT INTO article(path, content_hash, size, mtime_ns, chunking, live, title,"
        " author, date, categories, notices) VALUES (?,?,?,?,?,0,?,?,?,?,?)",
        (
            article.path, entry.content_hash, entry.size, entry.mtime_ns, entry.chunking,
            article.title, article.author, article.date and article.date.isoformat(),
            json.dumps(article.categories, ensure_ascii=False),
            json.dumps([[n.line, n.message] for n in article.notices], ensure_ascii=False),
        ),
    )  # fmt: skip
    db.execute("INSERT INTO body VALUES (?,?,?,?)", (row.lastrowid, *body_values(article)))
    db.executemany(
        "INSERT INTO chunk(article, id, start, end, tokens, sentences, text_hash)"
        " VALUES (?,?,?,?,?,?,?)",
        (
            (row.lastrowid, c.id, c.start, c.end, c.tokens, sentence_offsets(c), text_hash)
            for c, text_hash in chunks
        ),
    )
    db.executemany(
        "INSERT OR IGNORE INTO fingerprint(key, article, start, end) VALUES (?,?,?,?)",
        (
            (key, row.lastrowid, c.start, c.end)
            for c, _ in chunks
            for key in keys(c.span.of(article.text))
        ),
    )
