"""Evidence: the few sentences of the passages that matter, each with how well it fits.

A sentence is weighed by its meaning and that of its clauses (cosine with the question), by
its words (the share of the question's idf mass that stands in it and around it), by the
romanised names it holds, by its passage's place, by its figures (whether one is of the kind
asked for, and whether it counts what is asked about), and by its time.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.index.reprints import Wording, plain
from qa.language import pinyin
from qa.language.quantities import find
from qa.language.text import fold
from qa.language.time import elsewhen, weight
from qa.search import signals
from qa.search.answer_kind import fits
from qa.search.candidates import candidates
from qa.search.signals import Signals

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from qa.index.embedding import Embedder
    from qa.language.quantities import Quantity
    from qa.language.text import Language, Span
    from qa.search.candidates import Candidate, Known
    from qa.search.passages import Passage
    from qa.search.query import Query

    # From texts to unit vectors, one row per text.
    Encode = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of an article that may answer, with the figures in it that would.

    The `score` of the best sentence is the probability that one of the best three holds the
    answer; that of any other is this, times how likely it is compared with the best. `also` are
    other articles that print it; all of them together are one source. `around` is the text of
    its passage.
    """

    article: str
    title: str
    author: str
    date: dt.date | None
    span: Span
    text: str
    score: float
    signals: Signals
    figures: tuple[Quantity, ...]
    also: tuple[str, ...] = ()
    around: str = ""


# Taken off the log odds. Of 203 questions of the benchmarks that name a time, the first sentence
# has the answer for 172 without these and for 184 with them (evals/benchmarks/times.py).
_NO_TIME, _OTHER_TIME = 2.0, 1.0


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A candidate with all its signals, and its log odds among the others."""

    evidence: Evidence
    odds: float


def gather(
    query: Query,
    passages: Sequence[Passage],
    known: Known,
    embedder: Embedder,
    limit: int,
) -> list[Evidence]:
    """Return the sentences of the passages that fit the question best, best first.

    `embedder` is the one whose cosines the weights were fitted to. A sentence of several
    articles is returned once.
    """
    spoken = query.language
    found = candidates(query, passages, known, embedder) if passages else []
    if not found:
        return []
    found.sort(key=lambda c: (-signals.odds(c.signals, spoken), c.chunk.article, c.span.start))
    ranked = _once(_weighed(query, found[:limit], embedder.encode))
    sure = _confidence(ranked, known, spoken)
    return [
        replace(w.evidence, score=sure * math.exp(max(w.odds - ranked[0].odds, -30.0)))
        for w in ranked
    ]


def bare(query: Query, passage: Passage, span: Span) -> Evidence:
    """Return as evidence a sentence that its own weights did not put among the best."""
    chunk = passage.chunk
    text = chunk.sentence(span)
    return Evidence(
        article=chunk.article,
        title=chunk.title,
        author=chunk.author,
        date=chunk.date,
        span=span,
        text=text,
        score=0.0,
        signals=Signals(),
        figures=tuple(q for q in find(text) if fits(query.asked, q)),
        also=passage.also,
        around=chunk.reported,
    )


def pooled(one: Sequence[Evidence], other: Sequence[Evidence]) -> list[Evidence]:
    """Merge the evidence for a question asked in two languages, by the mean of both log odds.

    A sentence that one of them did not find has half of its lowest score there. The first
    sentence has the pooled confidence of the two questions. Source: Genest and Zidek 1986,
    "Combining probability distributions" (the logarithmic opinion pool).
    """
    if not one or not other:
        return list(one or other)
    sure = signals.pooled(one[0].score, other[0].score)
    first, second = ({(e.article, e.span): e.score for e in found} for found in (one, other))
    least = [min(scores.values()) / 2 for scores in (first, second)]
    known = {(e.article, e.span): e for e in (*other, *one)}
    scores = {
        place: signals.pooled(first.get(place, least[0]), second.get(place, least[1]))
        for place in known
    }
    ranked = sorted(known, key=lambda place: (-scores[place], place))
    best = scores[ranked[0]]
    return [replace(known[place], score=sure * scores[place] / best) for place in ranked]


def _confidence(ranked: Sequence[_Weighed], known: Known, spoken: Language) -> float:
    """Return the probability that one of the three best sentences holds the answer."""
    best = ranked[0]
    leads = _leads(ranked)
    found = signals.outlook(
        best.evidence.signals, leads, len(known.terms), known.coverage, known.chunks
    )
    return signals.confidence(found, spoken)


def _leads(ranked: Sequence[_Weighed]) -> tuple[float, float | None]:
    """Return how far the best sentence's odds are above the next, and the next of other articles.

    A sentence that differs only in its figures from the best, or from a sentence of the best's
    article, is a version of it and no rival: two versions of one article are as sure as one.
    """
    best, *rest = ranked
    said = [Wording.of(w.evidence.text).masked for w in ranked]
    pairs = list(zip(rest, said[1:], strict=True))
    article = best.evidence.article
    own = {said[0], *(words for w, words in pairs if w.evidence.article == article)}
    rivals = [w.odds for w, words in pairs if words != said[0]]
    others = [w.odds for w, words in pairs if w.evidence.article != article and words not in own]
    return (
        best.odds - rivals[0] if rivals else 0.0,
        best.odds - max(others) if others else None,
    )


def _once(weighed: Sequence[_Weighed]) -> list[_Weighed]:
    """Return each sentence once, best first, in its earliest article; `also` names the others."""
    ranked = sorted(weighed, key=lambda w: (-w.odds, w.evidence.article, w.evidence.span.start))
    printed: dict[str, list[_Weighed]] = {}
    for one in ranked:
        printed.setdefault(plain(fold(one.evidence.text)), []).append(one)
    return [_first(several) for several in printed.values()]


def _first(several: Sequence[_Weighed]) -> _Weighed:
    evidence = [w.evidence for w in several]
    first = min(evidence, key=lambda e: e.date or dt.date.max)
    articles = (a for e in evidence for a in (e.article, *e.also) if a != first.article)
    return _Weighed(replace(first, also=tuple(dict.fromkeys(articles))), several[0].odds)


# --- weighing ----------------------------------------------------------------------------


def _weighed(query: Query, found: Sequence[Candidate], encode: Encode) -> list[_Weighed]:
    figures = [tuple(q for q in find(c.text) if fits(query.asked, q)) for c in found]
    nearness = _Nearness(query, encode, figures)
    names = _Names(query, found)
    return [
        _evidence(query, candidate, held, nearness, names)
        for candidate, held in zip(found, figures, strict=True)
    ]


def _evidence(
    query: Query,
    candidate: Candidate,
    figures: tuple[Quantity, ...],
    nearness: _Nearness,
    names: _Names,
) -> _Weighed:
    chunk = candidate.chunk
    thing = nearness.of_things(figures)
    weighed = replace(
        candidate.signals,
        names=_share_of_names(query, names.in_sentence(candidate)),
        elsewhere=_share_of_names(query, names.elsewhere(candidate)),
        figure=float(bool(figures)),
        no_figure=float(query.asked.is_figure and not figures),
        counted=float(thing is not None),
        thing=thing or 0.0,
    )
    evidence = Evidence(
        article=chunk.article,
        title=chunk.title,
        author=chunk.author,
        date=chunk.date,
        span=candidate.span,
        text=candidate.text,
        score=0.0,
        signals=weighed,
        figures=figures,
        also=candidate.also,
        around=chunk.reported,
    )
    return _Weighed(evidence, signals.odds(weighed, query.language) - _untimely(query, candidate))


def _untimely(query: Query, candidate: Candidate) -> float:
    """Return the penalty, in log odds, of a sentence that is not of the time asked about."""
    if not query.periods:
        return 0.0
    dated = query.periods, candidate.chunk.date, candidate.text
    return _NO_TIME * (1 - weight(*dated)) + (_OTHER_TIME if elsewhen(*dated) else 0.0)


def _share_of_names(query: Query, names: Collection[str]) -> float:
    return len(names) / len(query.names) if query.names else 0.0


class _Names:
    """The places of the question's romanised names: in a sentence, around it, or elsewhere.

    An article about two towns counts the firms of each: the figure of one does not answer a
    question about the other.
    """

    def __init__(self, query: Query, found: Sequence[Candidate]) -> None:
        self._names = query.names
        chunks = {c.chunk.id: f"{c.chunk.title}\n{c.chunk.reported}" for c in found}
        self._held = {key: self._in(text) for key, text in chunks.items()}

    def _in(self, text: str) -> set[str]:
        return {name for name in self._names if pinyin.holds(text, name)}

    def in_sentence(self, candidate: Candidate) -> set[str]:
        return self._in(candidate.text)

    def elsewhere(self, candidate: Candidate) -> set[str]:
        return set().union(*self._held.values()) - self._held[candidate.chunk.id]


class _Nearness:
    """The nearness of counted things to the thing that the question asks about.

    All texts are encoded at once: one at a time takes three times as long.
    """

    def __init__(
        self, query: Query, encode: Encode, figures: Sequence[tuple[Quantity, ...]]
    ) -> None:
        counted = [q.subject for held in figures for q in held if q.subject] if query.things else []
        texts = list(dict.fromkeys([*query.things, *counted])) if counted else []
        self._query = query
        self._vectors = dict(zip(texts, encode(texts), strict=True)) if texts else {}

    def of_things(self, figures: Sequence[Quantity]) -> float | None:
        """Return the best cosine of a counted thing with the question's; None without a pair."""
        pairs = [(t, q.subject) for t in self._query.things for q in figures if q.subject]
        cosines = (float(self._vectors[a] @ self._vectors[b]) for a, b in pairs)
        return max(cosines, default=None)
