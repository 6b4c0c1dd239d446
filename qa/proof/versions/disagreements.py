"""Disagreements: the figures for one thing that differ between the reports of an event.

They are like the contradictions of an answer (`contradictions`), but no question says which
figure is meant: every figure of every sentence is compared with those of the other reports.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations, islice
from typing import TYPE_CHECKING

from qa.language.quantities import Kind, agree, comparable, find, is_article
from qa.proof.versions.contradictions import CitedVersion, Version, cited
from qa.proof.versions.frames import alike, frame, one_story
from qa.proof.versions.occasions import apart
from qa.search.answer_kind import Asked
from qa.search.query import Query

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from qa.language.text import Language
    from qa.proof.citations import ReadText
    from qa.proof.versions.frames import Frame
    from qa.search.evidence import Evidence

MOST = 120  # figures of an event that are compared, in pairs
REAL = 2  # figures in which two reports of one event may differ
_PLAIN = frozenset({Kind.DATE, Kind.TIME, Kind.ORDINAL, Kind.NUMBER})
_LEAST_WORDS = 8  # of a frame: 同比增长 is said of anything


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The figures that sources give for one thing, the newest first, each with its quote."""

    versions: tuple[CitedVersion, ...]


def disagreements(
    sentences: Iterable[Evidence], spoken: Language, read: ReadText
) -> tuple[Disagreement, ...]:
    """Find what the sentences of an event give different figures for, told in `spoken`."""
    asked = Query("", spoken, (), Asked.TEXT)
    told = (cited(asked, versions, read) for versions in differing(sentences))
    return tuple(Disagreement(versions) for versions in told if versions)


def differing(sentences: Iterable[Evidence]) -> list[tuple[Version, ...]]:
    """List the versions of each thing for which the figures of two articles cannot both be true.

    A series (截至11月底, 截至12月底) is no disagreement.
    """
    framed = list(islice(_framed(sentences), MOST))
    taken: set[int] = set()
    found: list[tuple[Version, ...]] = []
    for n, (own, around) in enumerate(framed):
        if n in taken:
            continue
        same = [m for m in range(n + 1, len(framed)) if _of_one(own, around, *framed[m])]
        group = [own, *(framed[m][0] for m in same)]
        if any(not agree(own.figure, other.figure) for other in group[1:]):
            taken.update(same)
            found.append(_newest_first(group))
    return _without_templates(found)


def _without_templates(found: list[tuple[Version, ...]]) -> list[tuple[Version, ...]]:
    """Drop the disagreements of articles that differ in figure after figure.

    These tell of two things: 主力资金净流出1285万元，占总成交额16.59% is said of every share.
    """
    pairs = Counter(pair for versions in found for pair in _articles(versions))
    return [v for v in found if all(pairs[pair] <= REAL for pair in _articles(v))]


def _articles(versions: tuple[Version, ...]) -> set[tuple[str, str]]:
    named = sorted({version.evidence.article for version in versions})
    return set(combinations(named, 2))


def _framed(sentences: Iterable[Evidence]) -> Iterator[tuple[Version, Frame]]:
    for evidence in sentences:
        for figure in find(evidence.text):
            if figure.kind in _PLAIN or is_article(figure):
                continue
            around = frame(evidence, figure)
            if len(around.words) >= _LEAST_WORDS:
                yield Version(figure, evidence), around


def _of_one(own: Version, around: Frame, other: Version, theirs: Frame) -> bool:
    """Tell whether two figures of different sources are of one thing at one time."""
    one, two = own.evidence, other.evidence
    if one.article == two.article or one.article in two.also or two.article in one.also:
        return False
    if not comparable(own.figure, other.figure) or apart(around.times, theirs.times):
        return False
    # The words have to say it, as there is no question to say who is meant.
    return alike(around, theirs) and (_whole(around, theirs) or one_story(around, theirs))


def _whole(one: Frame, other: Frame) -> bool:
    """Tell whether both sentences name who or what is counted."""
    return not (one.bare or other.bare)


def _newest_first(group: Sequence[Version]) -> tuple[Version, ...]:
    """Return each figure of an article once, newest first, undated last."""
    once: dict[tuple[str, str], Version] = {}
    for version in group:
        once.setdefault((version.evidence.article, str(version.figure.value)), version)
    return tuple(sorted(once.values(), key=_age))


def _age(version: Version) -> tuple[int, str]:
    day: dt.date | None = version.evidence.date
    return -(day.toordinal() if day else 0), version.evidence.article
