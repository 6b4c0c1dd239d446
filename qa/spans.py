"""Spans: the places of the articles that may answer, each with how likely it is the answer.

The reader gives spans of passages; what the sentences' own weights say of the same place,
whether other sources give the same, and whether the kind and the names of the question are
met, is weighed with it. evals/reader/calibrate.py writes the weights.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qa import names
from qa.asked import Asked, fits, measured, of_measure
from qa.evidence import bare
from qa.quantities import find
from qa.quantities.things import same
from qa.text import Span, fold
from qa.text import sentences as text_sentences
from qa.wording import Held

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qa.candidates import Known
    from qa.evidence import Evidence
    from qa.passages import Passage
    from qa.quantities import Quantity
    from qa.query import Query
    from qa.reading import Reader, Reading
    from qa.text import Language

FITTED = Path(__file__).with_name("reading") / "calibration.toml"
CONSIDERED = 6  # choices
WINDOWS = 12
CONFIRMED = 3  # choices whose whole passages are read as well
ROOM = 180  # characters of a window
READ = 0.7  # of the score of a sentence; the rest is what its own weights say
_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for it that a span is the answer.

    - `here`, `share`: the log odds that its passage answers, and the logarithm of the part of
      that which this span has.
    - `agreed`: the sentence is the one that its own weights put first; `behind`: how far, in
      log odds, these put it below that; `sure`: the log odds of what they found at all.
    - `repeated`: how likely other articles alone make the same answer.
    - `ahead`: how far it is above the next answer that differs, in log odds, 6 at most.
    - `misfit`: a figure is asked for, or one of a kind, and this is none of it.
    - `unnamed`: the share of the question's names that neither passage nor title has.
    - `untimely`: a year of the question stands neither in the passage nor in its date.
    - `words`, `around`: the share of the question's idf mass in the sentence and its title, and
      in the passage; `missing`: the rarest of the question's words that the passage lacks, as
      a share of the idf of its rarest.
    - `whole`: the log odds of the same answer where the whole passage is read.
    """

    here: float = 0.0
    share: float = 0.0
    agreed: float = 0.0
    behind: float = 0.0
    sure: float = 0.0
    repeated: float = 0.0
    ahead: float = 0.0
    misfit: float = 0.0
    unnamed: float = 0.0
    untimely: float = 0.0
    words: float = 0.0
    around: float = 0.0
    missing: float = 0.0
    whole: float = 0.0


@dataclass(frozen=True, slots=True)
class Window:
    """A few sentences of a passage, for the reader; `span` is their place in the article.

    In 150 characters it finds the right span of news three times in four, in 400 once in two.
    """

    passage: Passage
    span: Span

    @property
    def title(self) -> str:
        return self.passage.chunk.title

    @property
    def date(self) -> dt.date | None:
        return self.passage.chunk.date

    @property
    def reported(self) -> str:
        return self.span.shifted(-self.passage.chunk.span.start).of(self.passage.chunk.reported)


def windows(passages: Sequence[Passage], evidence: Sequence[Evidence]) -> list[Window]:
    """What the reader is shown: the best sentences, each amid those around it, best first."""
    found: list[Window] = []
    for each in evidence:
        passage = next((p for p in passages if _holds(p, each)), None)
        known = any(
            w.passage.chunk.article == each.article
            and w.span.start <= each.span.start
            and each.span.end <= w.span.end
            for w in found
        )
        if passage and not known:
            found.append(Window(passage, _around(passage, each.span)))
    return found[:WINDOWS]


def _holds(passage: Passage, evidence: Evidence) -> bool:
    chunk = passage.chunk
    return chunk.article == evidence.article and evidence.span in chunk.sentences


def _around(passage: Passage, sentence: Span) -> Span:
    """A sentence with those before and after it, by turns, as far as there is room."""
    sentences = passage.chunk.sentences
    first = last = sentences.index(sentence)
    turn = 0
    while first > 0 or last + 1 < len(sentences):
        back = first > 0 and (turn % 2 == 0 or last + 1 == len(sentences))
        start, end = (first - 1, last) if back else (first, last + 1)
        if sentences[end].end - sentences[start].start > ROOM:
            break
        first, last, turn = start, end, turn + 1
    return Span(sentences[first].start, sentences[last].end)


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that may answer: `span` is in the sentence of `evidence`.

    `figure` is what it is, where it is one. `probability` is that of being the right answer.
    """

    evidence: Evidence
    span: Span
    figure: Quantity | None
    probability: float = 0.0
    signs: Signs = Signs()

    @property
    def text(self) -> str:
        return self.span.of(self.evidence.text)


def choices(
    query: Query,
    passages: Sequence[Passage],
    evidence: Sequence[Evidence],
    known: Known,
    reader: Reader,
) -> list[Choice]:
    """What may answer, most likely first; the best few of what the reader finds."""
    shown = windows(passages, evidence)
    read = _read(query, shown, reader.read(query, shown), evidence)[:CONSIDERED]
    mass = {_key(choice): weight for choice, weight in read}
    ranked = [choice for choice, _ in read]
    again = _again(query, ranked[:CONFIRMED], passages, reader)
    weighed = [
        replace(
            choice,
            signs=replace(
                _signs(query, choice, ranked, mass, evidence),
                **_worded(choice, known),
                whole=_logit(again.get(_key(choice), 0.0)),
            ),
        )
        for choice in ranked
    ]
    found = [replace(c, probability=probability(c.signs, query.language)) for c in weighed]
    return sorted(found, key=lambda c: -c.probability)


def probability(signs: Signs, language: Language) -> float:
    """The probability that a choice is the right answer: a logistic regression."""
    weights = _fitted()[language]
    logit = weights["bias"] + sum(weights[n] * value for n, value in asdict(signs).items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


@cache
def _fitted() -> dict[str, dict[str, float]]:
    """The weights by language."""
    found: dict[str, dict[str, float]] = tomllib.loads(FITTED.read_text("utf-8"))
    return found


# --- from readings to choices --------------------------------------------------------------


def _read(
    query: Query,
    shown: Sequence[Window],
    readings: Sequence[Reading],
    evidence: Sequence[Evidence],
) -> list[tuple[Choice, float]]:
    """Each place once, with the probability that the reader gives it, most likely first."""
    known = {(e.article, e.span): e for e in evidence}
    shares: Counter[tuple[str, int, int]] = Counter()
    found: dict[tuple[str, int, int], tuple[Choice, float]] = {}
    for reading in readings:
        several = list(_choices(query, shown[reading.passage], reading.span, known))
        for choice in several:
            key = _key(choice)
            found.setdefault(key, (choice, reading.here))
            shares[key] += reading.share / len(several)  # type: ignore[assignment]
    kept: dict[tuple[str, int, int], float] = {}
    for key, share in shares.most_common():
        better = next((k for k in kept if _overlap(k, key)), None)
        if better is None:
            kept[key] = share
        elif found[key][0].figure is None or found[better][0].figure is None:
            kept[better] += share  # 水体缺氧, and 原因是水体缺氧
    rows = [(*found[key], min(share, 1.0)) for key, share in kept.items()]
    read = [
        (
            replace(c, signs=Signs(here=_logit(here), share=math.log(max(share, _LEAST)))),
            here * share,
        )
        for c, here, share in rows
    ]
    return sorted(read, key=lambda row: -row[1])


def _overlap(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _key(choice: Choice) -> tuple[str, int, int]:
    start = choice.evidence.span.start
    return choice.evidence.article, start + choice.span.start, start + choice.span.end


def _choices(
    query: Query, window: Window, span: Span, known: Mapping[tuple[str, Span], Evidence]
) -> Iterator[Choice]:
    """A span of a window as a place in one of its sentences, a figure there taken whole.

    One that reaches from a figure over a mark to another, where one is asked for, is of two
    minds: it begins with the one and ends with the other.
    """
    passage, chunk = window.passage, window.passage.chunk
    place = span.shifted(window.span.start)
    sentence = next((s for s in chunk.sentences if s.start <= place.start < s.end), None)
    if sentence is None:
        return
    own = known.get((chunk.article, sentence)) or bare(query, passage, sentence)
    inner = Span(place.start - sentence.start, min(place.end, sentence.end) - sentence.start)
    inner = _trimmed(own.text, inner)
    if inner.end <= inner.start:
        return
    touched = [q for q in find(own.text) if q.start < inner.end and inner.start < q.end]
    touched = [q for q in touched if fits(query.asked, q)] or touched
    between = own.text[touched[0].end : touched[-1].start] if len(touched) > 1 else ""
    if query.asked.is_figure and _MARK.search(between):
        yield from (Choice(own, q.span, q) for q in (touched[0], touched[-1]))
    else:
        figure, inner = _whole(query, own.text, inner)
        yield Choice(own, inner, figure)


_MARK = re.compile("[，,；;：:、 |]")
_EDGES = ' \t\u3000，,。；;：:、！!？?（(）)“”"‘’'
_PAIRS = [tuple(pair) for pair in ("（）", "()", "“”", "《》", "‘’", "「」")]


def _trimmed(text: str, span: Span) -> Span:
    """A span without the marks around it, but with those of a pair that it holds one of."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    for opening, closing in _PAIRS:
        inside = text[start:end]
        if inside.count(opening) > inside.count(closing) and text[end : end + 1] == closing:
            end += 1
        if inside.count(closing) > inside.count(opening) and text[start - 1 : start] == opening:
            start -= 1
    return Span(start, end)


def _whole(query: Query, text: str, span: Span) -> tuple[Quantity | None, Span]:
    """The figure that a span is, or is part of, with its bound and its unit.

    A unit that no table knows stays where the reader has it: 71.9万标箱.
    """
    touched = [q for q in find(text) if q.start < span.end and span.start < q.end]
    if not touched:
        return None, span
    whole = Span(min(span.start, touched[0].start), max(span.end, touched[-1].end))
    fitting = [q for q in touched if fits(query.asked, q)] or touched
    figure = fitting[0] if len(fitting) == 1 else None
    if figure is None or not (query.asked.is_figure or figure.span == whole):
        return None, whole
    after = text[figure.end : whole.end]
    unit = len(after) <= _UNIT and not _MARK.search(after)
    return figure, Span(figure.start, whole.end if unit else figure.end)


_UNIT = 4  # characters


def _again(
    query: Query, ranked: Sequence[Choice], passages: Sequence[Passage], reader: Reader
) -> dict[tuple[str, int, int], float]:
    """How likely the reader finds each of the best choices in its whole passage as well."""
    pairs = [(c, next(p for p in passages if _holds(p, c.evidence))) for c in ranked]
    read = reader.each([(query, passage.chunk) for _, passage in pairs])
    found = {}
    for (choice, passage), readings in zip(pairs, read, strict=True):
        key = _key(choice)
        start = passage.chunk.span.start
        places = ((r, (key[0], r.span.start + start, r.span.end + start)) for r in readings)
        found[key] = sum(r.probability for r, place in places if _overlap(place, key))
    return found


def _worded(choice: Choice, known: Known) -> dict[str, float]:
    """How much of the question's words the sentence and its passage have."""
    evidence, terms = choice.evidence, [term for term, _ in known.terms]
    idf = [weight for _, weight in known.terms]
    total = sum(idf)
    if not total:
        return {}
    near, far = (
        Held(f"{evidence.title}\n{evidence.text}"),
        Held(f"{evidence.title}\n{evidence.around}"),
    )
    here, there = ([held.share_of(term) for term in terms] for held in (near, far))
    return {
        "words": sum(i * s for i, s in zip(idf, here, strict=True)) / total,
        "around": sum(i * s for i, s in zip(idf, there, strict=True)) / total,
        "missing": max(i * (1 - s) for i, s in zip(idf, there, strict=True)) / max(idf),
    }


# --- what speaks for a choice ----------------------------------------------------------------


def _signs(
    query: Query,
    choice: Choice,
    ranked: Sequence[Choice],
    mass: Mapping[tuple[str, int, int], float],
    evidence: Sequence[Evidence],
) -> Signs:
    others = [other for other in ranked if other is not choice]
    same_answer = [other for other in others if _same(choice, other)]
    apart = [o for o in same_answer if o.evidence.article != choice.evidence.article]
    rivals = [mass[_key(o)] for o in others if o not in same_answer]
    own = 1 - math.prod(1 - mass[_key(c)] for c in (choice, *apart))
    best = evidence[0].score if evidence else 0.0
    around = f"{choice.evidence.title}\n{choice.evidence.around}\n{choice.evidence.text}"
    return replace(
        choice.signs,
        agreed=float(bool(evidence) and choice.evidence.span == evidence[0].span
                     and choice.evidence.article == evidence[0].article),
        behind=min(6.0, math.log(max(best, _LEAST) / max(choice.evidence.score, _LEAST))),
        sure=_logit(best),
        repeated=1 - math.prod(1 - mass[_key(c)] for c in apart),
        ahead=max(-6.0, min(6.0, _logit(own) - _logit(max(rivals, default=0.0)))),
        misfit=float(_misfit(query, choice)),
        unnamed=_unnamed(query, around),
        untimely=float(_untimely(query, choice, around)),
    )  # fmt: skip


def _logit(probability: float) -> float:
    inside = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(inside / (1 - inside))


def _same(one: Choice, other: Choice) -> bool:
    """Whether two choices give one answer: the same figure, or one text within the other."""
    if one.figure and other.figure:
        mine, theirs = one.figure, other.figure
        return (mine.value, mine.upper, mine.kind) == (
            theirs.value,
            theirs.upper,
            theirs.kind,
        ) and (mine.kind != "count" or mine.unit == theirs.unit or same(mine, theirs))
    mine_, theirs_ = fold(one.text), fold(other.text)
    return mine_ in theirs_ or theirs_ in mine_


# What a question asks the measure of, and the kinds of figures that have it.
_EXTENTS = (
    (re.compile(r"多高|身高|海拔|how (?:tall|high)\b"), {"distance"}),
    (re.compile(r"多重|体重|how heavy\b"), {"mass"}),
    (re.compile(r"多深|水深|how deep\b|多宽|how wide\b"), {"distance"}),
    (re.compile(r"多大年纪|多大岁数|几岁|多少岁|年龄|how old\b|\bage of\b"), {"count", "duration"}),
    (re.compile(r"人口|population\b"), {"count", "number"}),
    (re.compile(r"面积|\barea of\b"), {"area"}),
)


# 所有者权益有多少, 涨了多少: nothing says what is counted.
_ANY = re.compile("多少[?？。]*$")


def _misfit(query: Query, choice: Choice) -> bool:
    """Whether a figure of a kind is asked for, and the choice has none of that kind."""
    given = [choice.figure] if choice.figure else find(choice.text)
    asked = fold(query.text)
    if unit := measured(query.text):
        return not any(of_measure(unit, q) for q in given)
    for pattern, kinds in _EXTENTS:
        if query.asked.is_figure and pattern.search(asked):
            return not any(q.kind in kinds for q in given)
    if query.asked in {Asked.PLACE, Asked.PERSON}:
        return choice.figure is not None
    if _ANY.search(asked):
        return not any(q.kind not in {"date", "ordinal"} for q in given)
    return query.asked.is_figure and not any(fits(query.asked, q) for q in given)


def _unnamed(query: Query, around: str) -> float:
    """The share of the question's names that would stand in the text, and do not."""
    found = names.find(query.text)
    lost = [n for n in found if names.support(n, [around]).state == "unsupported"]
    return len(lost) / len(found) if found else 0.0


_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")


def _untimely(query: Query, choice: Choice, around: str) -> bool:
    asked = set(_YEAR.findall(query.text))
    day = choice.evidence.date
    return bool(asked) and not asked & ({*_YEAR.findall(around)} | {str(day.year) if day else ""})


# --- sentences --------------------------------------------------------------------------------


def once(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Each sentence once, in order."""
    return list({(e.article, e.span): e for e in reversed(list(evidence))}.values())[::-1]


def ranked(found: Sequence[Choice], evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences by what the reader and their own weights say of them together."""
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
    """The sentence before one, in its passage."""
    at = evidence.around.find(evidence.text)
    found = [s for s in text_sentences(evidence.around) if s.end <= at] if at > 0 else []
    if not found:
        return None
    start = evidence.span.start - at
    return replace(
        evidence, span=found[-1].shifted(start), text=found[-1].of(evidence.around), figures=()
    )
