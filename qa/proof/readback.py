"""Reading back: what the reader finds in the sentences that a text takes its figures from.

That a figure stands in the cited sentence proves nothing: 512万 may be of 2023 and not of 2022.
So the reader is asked the statement with the figure taken out, and the question that it answers;
if another figure of the sentence answers these better, the statement is false.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.articles.openings import hangs
from qa.language import names
from qa.language.quantities import comparable, find, is_article, supports
from qa.language.text import Span, fold, language
from qa.proof import marks
from qa.reading.spans import kinds
from qa.search.answer_kind import fits
from qa.search.query import understand

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from qa.language.quantities import Quantity
    from qa.proof.grounding import GroundedSentence
    from qa.reading import Reader, Reading
    from qa.search.evidence import Evidence
    from qa.search.query import Query

# How many times likelier another figure of the sentence must be than the claimed one.
MARGIN = 3.0
# The least probability that a passage answers at all for what is read in it to count.
READ = 0.2
# Below this no cited passage answers the question. Of the recorded cases of evals/ 14 lie below,
# most of which have no answer, and a false one at 0.10; the next right one lies at 0.16.
ABSENT = 0.15


@dataclass(frozen=True, slots=True)
class Misreading:
    """A figure of a text, the number of the sentence it cites, and the figure found there."""

    said: str
    number: int
    held: str


@dataclass(frozen=True, slots=True)
class _Text:
    title: str
    date: dt.date | None
    reported: str


@dataclass(frozen=True, slots=True)
class _Claim:
    """A figure that is claimed, and a cited sentence that has it, with its comparable figures."""

    figure: Quantity
    said: str
    number: int
    evidence: Evidence
    siblings: tuple[Quantity, ...]
    questions: tuple[Query, ...]


def misread(
    text: str,
    grounded: Sequence[GroundedSentence],
    numbered: Sequence[Evidence],
    query: Query,
    reader: Reader,
) -> list[Misreading]:
    """Find the figures of a text that are of something else in the sentences it cites."""
    claims = [c for one in grounded for c in _claims(one, text, numbered, query)]
    pairs = [(question, _passage(c.evidence)) for c in claims for question in c.questions]
    read = iter(reader.each(pairs))
    found: dict[tuple[str, int], Misreading | None] = {}
    for claim in claims:
        several = [next(read) for _ in claim.questions]
        key = (claim.figure.text, claim.figure.start)
        told, wrong = _marked(claim)
        wrong = wrong if told else _other(claim, several)
        # One cited sentence that supports it is enough.
        found[key] = None if wrong is None or (key in found and found[key] is None) else wrong
    return list(dict.fromkeys(one for one in found.values() if one))


def absent(cited: Sequence[Evidence], query: Query, reader: Reader) -> bool:
    """Tell whether none of the cited passages is likely to answer the question."""
    read = reader.each([(query, _passage(evidence)) for evidence in cited])
    return bool(read) and all(not rows or rows[0].here < ABSENT for rows in read)


def elsewhere(
    grounded: Sequence[GroundedSentence], numbered: Sequence[Evidence], query: Query
) -> Iterator[str]:
    """Yield the names of an answer that stand around its citations, but not in them.

    They are what is asked for; a name from the question itself may stand around them only.
    """
    for one in grounded:
        cited = [numbered[n - 1] for n in one.numbers if 1 <= n <= len(numbered)]
        if not cited or any(hangs(e.text) for e in cited):
            continue
        for name in names.find(one.text):
            here = names.support(name, [e.text for e in cited], query.text)
            near = names.support(name, [e.around for e in cited], query.text)
            if here.state == "unsupported" and near.state == "supported":
                yield name.text


# --- claims ------------------------------------------------------------------------------------


def _claims(
    one: GroundedSentence, text: str, numbered: Sequence[Evidence], query: Query
) -> Iterator[_Claim]:
    said = marks.blanked(one.span.of(text))
    asked = find(query.text)
    for figure in find(said):
        if is_article(figure) or any(supports(q, figure) for q in asked):  # from the question
            continue
        questions = tuple(_questions(said, figure, query))
        for number in dict.fromkeys(one.numbers):
            if not 1 <= number <= len(numbered):
                continue
            evidence = numbered[number - 1]
            figures = find(evidence.text)
            borne = next((h for h in figures if supports(h, figure)), None)
            if borne:  # else it is another sentence's, or nobody's
                siblings = tuple(h for h in figures if h == borne or comparable(borne, h))
                yield _Claim(figure, said, number, evidence, siblings, questions)


def _questions(said: str, figure: Quantity, query: Query) -> Iterator[Query]:
    if query.text and query.asked.is_figure and fits(query.asked, figure):
        yield query
    yield understand(_asked(said, figure))


_WHEN = {"zh": "什么时候", "en": "when"}
_MANY = {"zh": "多少", "en": "how many"}
_SPACE = re.compile(r"\s+")


def _asked(said: str, figure: Quantity) -> str:
    """Turn a statement into the question that its figure answers."""
    spoken = language(said)
    word = (_WHEN if figure.kind == "date" else _MANY)[spoken]
    unit = figure.unit if spoken == "zh" and figure.kind == "count" else ""
    whole = f"{said[: figure.start]} {word}{unit} {said[figure.end :]}".strip(" .。")
    asked = _SPACE.sub(" " if spoken == "en" else "", whole)
    return asked + ("?" if spoken == "en" else "？")


# --- what is read ------------------------------------------------------------------------------


def _passage(evidence: Evidence) -> _Text:
    around = evidence.around if evidence.text in evidence.around else evidence.text
    return _Text(evidence.title, evidence.date, around)


def _marked(claim: _Claim) -> tuple[bool, Misreading | None]:
    """Tell whether years and the like decide which figure is meant; if another is, return it too.

    2022年同期为318万人次 gives 318万 to 2022, whatever stands before it.
    """
    text, said = fold(claim.evidence.text), kinds.marks(fold(claim.said))
    wanted = {name: next(iter(values)) for name, values in said.items() if len(values) == 1}
    of_each = {held: kinds.bound(text, held.start) for held in claim.siblings}
    telling = {n: v for n, v in wanted.items() if any(b.get(n) == v for b in of_each.values())}
    meant = [
        h for h, b in of_each.items() if telling and all(b.get(n) == v for n, v in telling.items())
    ]
    if len(meant) != 1:
        return False, None
    right = supports(meant[0], claim.figure)
    return True, None if right else Misreading(claim.figure.text, claim.number, meant[0].text)


def _other(claim: _Claim, several: Sequence[Sequence[Reading]]) -> Misreading | None:
    """Find another figure of the sentence that answers the questions better, if there is one."""
    masses: Counter[Quantity] = Counter()
    for readings in several:
        if readings and readings[0].here >= READ:
            masses.update(_masses(claim, readings))
    if not masses:
        return None
    best, most = masses.most_common(1)[0]
    own = sum(mass for held, mass in masses.items() if supports(held, claim.figure))
    if supports(best, claim.figure) or most < MARGIN * own:
        return None
    return Misreading(claim.figure.text, claim.number, best.text)


def _masses(claim: _Claim, readings: Sequence[Reading]) -> Counter[Quantity]:
    """Weigh the figures of the sentence by how likely each is what is asked for."""
    start = max(claim.evidence.around.find(claim.evidence.text), 0)
    found: Counter[Quantity] = Counter()
    for reading in readings:
        span = Span(reading.span.start - start, reading.span.end - start)
        touched = [q for q in claim.siblings if q.start < span.end and span.start < q.end]
        for held in touched:
            found[held] += reading.probability / len(touched)  # type: ignore[assignment]
    return found
