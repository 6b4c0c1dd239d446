"""The sentences of the choices and all others, ranked together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa.language.text import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa.language.text import Span
    from qa.reading.spans.choice import Choice
    from qa.search.evidence import Evidence

READ = 0.7  # the reader's part of a sentence's score; the rest is from its own weights


def once(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return each sentence once, in order."""
    return list({(e.article, e.span): e for e in reversed(list(evidence))}.values())[::-1]


def ranked(found: Sequence[Choice], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Rank the sentences by what the reader and their own weights say of them together."""
    likely: dict[tuple[str, Span], float] = {}
    for choice in found:
        place = (choice.evidence.article, choice.evidence.span)
        likely[place] = max(likely.get(place, 0.0), choice.probability)
    every = once([*evidence, *(choice.evidence for choice in found)])
    scored = [
        replace(e, score=READ * likely.get((e.article, e.span), 0.0) + (1 - READ) * e.score)
        for e in every
    ]
    return sorted(scored, key=lambda e: -e.score)


def before(evidence: Evidence) -> Evidence | None:
    """Find the sentence before this one in its passage."""
    at = evidence.around.find(evidence.text)
    found = [s for s in sentences(evidence.around) if s.end <= at] if at > 0 else []
    if not found:
        return None
    start = evidence.span.start - at
    return replace(
        evidence, span=found[-1].shifted(start), text=found[-1].of(evidence.around), figures=()
    )
