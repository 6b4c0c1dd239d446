"""Passages: the chunks that were found for a question, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.search.terms import Held

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from qa.index.rows import ChunkRow
    from qa.search.terms import Term

    Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal of a passage: its own value, and what that added to the score."""

    name: str
    value: float
    added: float


@dataclass(frozen=True, slots=True)
class Match:
    """A term of the question, the form in which the passage has it, and its idf."""

    said: str
    form: str
    idf: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk that was found, with what each signal gave and which terms it has.

    `vectors` are those of the chunk by embedder, as `Embedder.passages` gives them; `also` are
    other articles that print the same.
    """

    chunk: ChunkRow
    score: float
    signals: tuple[Signal, ...]
    vectors: Mapping[str, Vector]
    matched: tuple[Match, ...] = ()
    also: tuple[str, ...] = ()


def matched(chunk: ChunkRow, terms: Sequence[Term], idf: Sequence[float]) -> tuple[Match, ...]:
    """Return the terms that a chunk or its title has, those with the highest idf first."""
    held = Held(f"{chunk.title}\n{chunk.reported}")
    found = (
        Match(term.said, form, weight)
        for term, weight in zip(terms, idf, strict=True)
        if (form := held.form_of(term))
    )
    return tuple(sorted(found, key=lambda match: -match.idf))
