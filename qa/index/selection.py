"""The chunks that pass the filters, selected with SQL in the catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from qa.index.rows import Filters


def chunks(db: sqlite3.Connection, filters: Filters) -> list[str]:
    """Return the ids of the chunks of the live articles that pass the filters."""
    where, values = _where(filters)
    rows = db.execute(
        # CROSS: SQLite then goes article by article, not through all chunks.
        f"SELECT c.id FROM article a CROSS JOIN chunk c ON a.id = c.article WHERE {where}",
        values,
    )
    return [row[0] for row in rows]


def leads(db: sqlite3.Connection, filters: Filters) -> list[str]:
    """Return the id of the first chunk of each live article that passes, in order of path."""
    where, values = _where(filters)
    rows = db.execute(
        "SELECT c.id, min(c.start) FROM article a CROSS JOIN chunk c ON a.id = c.article"
        f" WHERE {where} GROUP BY a.id ORDER BY a.path",
        values,
    )
    return [row[0] for row in rows]


def _where(filters: Filters) -> tuple[str, list[str]]:
    tests: list[tuple[str, list[str]]] = [
        ("a.date >= ?", [filters.since.isoformat()] if filters.since else []),
        ("a.date <= ?", [filters.until.isoformat()] if filters.until else []),
        ("a.author IN ({})", list(filters.authors)),
        ("a.path IN ({})", list(filters.articles)),
        (
            "EXISTS (SELECT 1 FROM json_each(a.categories) WHERE value IN ({}))",
            list(filters.categories),
        ),
    ]
    used = [(test.format(",".join("?" * len(v))), v) for test, v in tests if v]
    where = " AND ".join(["a.live", *(test for test, _ in used)])
    return where, [value for _, values in used for value in values]
