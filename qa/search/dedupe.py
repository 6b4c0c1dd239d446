"""Deduplication: what several articles print of one story is one hit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.index.reprints import Wording, copies, keys, stands_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.index.catalog import Catalog
    from qa.language.text import Span
    from qa.search.passages import Passage

_LEAST = 0.25  # of a passage's keys; a copy with edits all over shares as many


@dataclass(slots=True)
class _Source:
    """A passage, and those after it that say the same in other articles."""

    passages: list[Passage]
    wording: Wording
    keys: frozenset[int]

    @classmethod
    def of(cls, passage: Passage) -> _Source:
        text = passage.chunk.reported
        return cls([passage], Wording.of(text), frozenset(keys(text)))

    def holds(self, other: _Source) -> bool:
        """Tell whether another passage is a copy of this one: all it says stands here."""
        article = other.passages[0].chunk.article
        return (
            all(p.chunk.article != article for p in self.passages)
            and len(self.keys & other.keys) >= _LEAST * len(other.keys)
            and stands_in(other.wording, self.wording)
        )


def independent(passages: Iterable[Passage], k: int, catalog: Catalog) -> list[Passage]:
    """Return the k best passages that say something of their own, best first.

    Of several articles that print the same, the earliest is shown, and its `also` names the
    others.
    """
    return [_shown(source, catalog) for source in _sources(passages, k)]


def _sources(passages: Iterable[Passage], k: int) -> Iterator[_Source]:
    found: list[_Source] = []
    for passage in passages:
        new = _Source.of(passage)
        source = next((s for s in found if s.holds(new)), None)
        if source:
            source.passages.append(passage)
        elif len(found) == k:
            break
        else:
            found.append(new)
    yield from found


def _shown(source: _Source, catalog: Catalog) -> Passage:
    best = source.passages[0]
    first = min(source.passages, key=lambda p: p.chunk.date or dt.date.max)
    others = [p.chunk.article for p in source.passages] + _elsewhere(first, catalog)
    also = dict.fromkeys(article for article in others if article != first.chunk.article)
    return replace(first, score=best.score, also=tuple(also))


def _elsewhere(passage: Passage, catalog: Catalog) -> list[str]:
    """List the other articles of the index that have a passage."""
    chunk = passage.chunk

    def holders(key: int, most: int) -> Iterable[tuple[str, Span]]:
        return catalog.holders(key, most, but=chunk.article)

    return copies(chunk.text, holders, catalog.excerpt)
