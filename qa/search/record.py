"""The record of a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.articles.record import iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.search.passages import Passage

Record = dict[str, Any]


def of_hits(
    question: str, passages: Sequence[Passage], key: str | None = None, *, explain: bool = False
) -> Record:
    """Return the record of a search."""
    return {
        "id": key,
        "question": question,
        "hits": [{**_hit(p), **(_explanation(p) if explain else {})} for p in passages],
    }


def _hit(passage: Passage) -> Record:
    chunk = passage.chunk
    return {
        "article": chunk.article,
        "title": chunk.title,
        "date": iso(chunk),
        "start": chunk.span.start,
        "end": chunk.span.end,
        "score": round(passage.score, 4),
        "text": chunk.text,
        "also": list(passage.also),
    }


def _explanation(passage: Passage) -> Record:
    return {
        "signals": [
            {"name": s.name, "value": round(s.value, 4), "added": round(s.added, 4)}
            for s in passage.signals
        ],
        "matched": [
            {"said": m.said, "form": m.form, "idf": round(m.idf, 2)} for m in passage.matched
        ],
    }
