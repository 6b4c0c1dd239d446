"""Choices: the places that the reader finds in the windows, with their signs, likeliest first."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.language.rules import on
from qa.reading.spans.choice import agree, of_span, overlap
from qa.reading.spans.kinds import misfit, unnamed, untimely
from qa.reading.spans.signs import Signs, log_odds, log_share, probability
from qa.reading.spans.windows import holds, windows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa.reading import Reader, Reading
    from qa.reading.spans.choice import Choice, Place
    from qa.reading.spans.windows import Window
    from qa.search.evidence import Evidence
    from qa.search.passages import Passage
    from qa.search.query import Query

CONSIDERED = 6  # choices
CONFIRMED = 3  # choices whose whole passages are read as well


def choices(
    query: Query,
    passages: Sequence[Passage],
    evidence: Sequence[Evidence],
    reader: Reader,
) -> list[Choice]:
    """Return the best few places that the reader finds, most likely first."""
    shown = windows(passages, evidence)
    read = _read(query, shown, reader.read(query, shown), evidence)[:CONSIDERED]
    mass = {choice.place: weight for choice, weight in read}
    ranked = [choice for choice, _ in read]
    confirmed = ranked[: CONFIRMED if on("whole passage") else 0]
    again = _again(query, confirmed, passages, reader)
    weighed = [
        replace(
            choice,
            signs=replace(
                _signs(query, choice, ranked, mass, evidence),
                whole=log_odds(again.get(choice.place, 0.0)),
            ),
        )
        for choice in ranked
    ]
    found = [replace(c, probability=probability(c.signs, query.language)) for c in weighed]
    return sorted(found, key=lambda c: -c.probability)


def _read(
    query: Query,
    shown: Sequence[Window],
    readings: Sequence[Reading],
    evidence: Sequence[Evidence],
) -> list[tuple[Choice, float]]:
    """Return each place once, with the probability that the reader gives it, likeliest first."""
    known = {(e.article, e.span): e for e in evidence}
    shares: Counter[Place] = Counter()
    found: dict[Place, tuple[Choice, float]] = {}
    for reading in readings:
        several = list(of_span(query, shown[reading.passage], reading.span, known))
        for choice in several:
            key = choice.place
            found.setdefault(key, (choice, reading.here))
            shares[key] += reading.share / len(several)  # type: ignore[assignment]
    kept: dict[Place, float] = {}
    for key, share in shares.most_common():
        better = next((k for k in kept if overlap(k, key)), None)
        if better is None:
            kept[key] = share
        elif found[key][0].figure is None or found[better][0].figure is None:
            kept[better] += share  # 水体缺氧 and 原因是水体缺氧 are one answer
    rows = [(*found[key], min(share, 1.0)) for key, share in kept.items()]
    read = [
        (
            replace(c, signs=Signs(here=log_odds(here), share=log_share(share))),
            here * share,
        )
        for c, here, share in rows
    ]
    return sorted(read, key=lambda row: -row[1])


def _again(
    query: Query, ranked: Sequence[Choice], passages: Sequence[Passage], reader: Reader
) -> dict[Place, float]:
    """Return how likely the reader finds each of the best choices in its whole passage as well."""
    pairs = [(c, next(p for p in passages if holds(p, c.evidence))) for c in ranked]
    read = reader.each([(query, passage.chunk) for _, passage in pairs])
    found = {}
    for (choice, passage), readings in zip(pairs, read, strict=True):
        key = choice.place
        start = passage.chunk.span.start
        places = ((r, (key[0], r.span.start + start, r.span.end + start)) for r in readings)
        found[key] = sum(r.probability for r, place in places if overlap(place, key))
    return found


# --- the signs of a choice --------------------------------------------------------------------


def _signs(
    query: Query,
    choice: Choice,
    ranked: Sequence[Choice],
    mass: Mapping[Place, float],
    evidence: Sequence[Evidence],
) -> Signs:
    others = [other for other in ranked if other is not choice]
    same_answer = [other for other in others if agree(choice, other)]
    apart = [o for o in same_answer if o.evidence.article != choice.evidence.article]
    rivals = [mass[o.place] for o in others if o not in same_answer and not misfit(query, o)]
    own = 1 - math.prod(1 - mass[c.place] for c in (choice, *apart))
    best = evidence[0].score if evidence else 0.0
    around = f"{choice.evidence.title}\n{choice.evidence.around}\n{choice.evidence.text}"
    return replace(
        choice.signs,
        behind=min(6.0, log_share(best) - log_share(choice.evidence.score)),
        sure=log_odds(best),
        repeated=1 - math.prod(1 - mass[c.place] for c in apart),
        ahead=max(-6.0, min(6.0, log_odds(own) - log_odds(max(rivals, default=0.0)))),
        misfit=float(misfit(query, choice)),
        unnamed=unnamed(query, around),
        untimely=float(untimely(query, choice, around)),
    )
