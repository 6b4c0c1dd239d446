"""Which chunks pass the filters, in the SQL of the catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from qa.index.rows import Filters


def chunks(db: sqlite3.Connection, filters: Filters) -> list[str]:
    """Ids of the chunks of the live articles that pass the filters."""
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
    rows = db.execute(
        # CROSS: by article, not through all chunks.
        f"SELECT c.id FROM article a CROSS JOIN chunk c ON a.id = c.article WHERE {where}",
        [value for _, values in used for value in values],
    )
    return [row[0] for row in rows]
