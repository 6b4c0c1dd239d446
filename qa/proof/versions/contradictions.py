"""Contradictions: what other sources give for the answering figure, newest first.

Two figures contradict each other if they measure one thing, cannot both be true, and stand
in frames of one thing. If both have a time, and the times differ (2020年, 2021年; 截至11月底,
截至12月底), they are a series: each is true of its time, so no contradiction is reported.
If one of them has no time, a reader cannot tell, and is shown both with their dates.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from qa.index.reprints import Wording
from qa.language.quantities import Bound, agree, comparable, find, render
from qa.language.time import weight
from qa.proof.citations import Citation, cite
from qa.proof.grounding import GroundedFigure, grounded
from qa.proof.versions.frames import alike, frame, one_story
from qa.proof.versions.occasions import apart, until
from qa.proof.versions.topics import Topic
from qa.search.answer_kind import fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.language.quantities import Quantity
    from qa.language.text import Language
    from qa.proof.citations import ReadText
    from qa.proof.versions.frames import Frame
    from qa.search.evidence import Evidence
    from qa.search.query import Query


@dataclass(frozen=True, slots=True)
class Version:
    """A figure that a source gives for the thing asked about, as it is written there."""

    figure: Quantity
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class CitedVersion:
    """A version with its quote; `said` is the figure in the language of the question."""

    figure: GroundedFigure
    citation: Citation
    said: str


def versions(
    query: Query, figure: Quantity, evidence: Evidence, others: Iterable[Evidence]
) -> tuple[Version, ...]:
    """Return the sources that give a figure for the same thing, newest first, undated last.

    There are none if nothing contradicts the answering `figure` of `evidence`. Otherwise that
    figure is among them, and so are the sources that agree with it.
    """
    asked = _Asked(query, Version(figure, evidence))
    found = [version for other in others for version in asked.at_one_time(other)]
    if all(_agree(asked.own, version) for version in found):
        return ()
    once: dict[tuple[str, bool], Version] = {}
    for version in (asked.own, *found):
        once.setdefault((version.evidence.article, _agree(asked.own, version)), version)
    return tuple(sorted(once.values(), key=_age))


def _agree(one: Version, other: Version) -> bool:
    """Tell whether both can be true; vague ones in two versions of one sentence must be equal.

    超30% may be true where 超40% is, but a source that replaces one by the other corrects it.
    """
    first, second = Wording.of(one.evidence.text), Wording.of(other.evidence.text)
    vague = one.figure.bound is not Bound.EXACT or one.figure.upper is not None
    if vague and first.masked == second.masked and _form(one.figure) == _form(other.figure):
        mine, theirs = one.figure, other.figure
        return (mine.value, mine.upper) == (theirs.value, theirs.upper)
    return agree(one.figure, other.figure)


_NUMERAL = re.compile("[\\d.,一二两三四五六七八九十]+")


def _form(figure: Quantity) -> str:
    """Return a figure without its numerals: 约0.24万亿元 has another form than 约2412亿元."""
    return _NUMERAL.sub("0", figure.text)


def newest(query: Query, version: Version, others: Iterable[Evidence]) -> Version:
    """Return the version, or the newest of its series: 截至12月底 where 截至11月底 was read.

    A question that names a time is answered by a figure of that time, not by the newest one.
    """
    if query.periods:
        return version
    asked = _Asked(query, version)
    later = [each for other in others for each in asked.later(other)]
    return max(later, key=lambda v: (_ends(v), -_age(v))) if later else version


def _ends(version: Version) -> dt.date:
    return until(frame(version.evidence, version.figure).times) or dt.date.min


def _same_place(one: Evidence, other: Evidence) -> bool:
    return (one.article, one.span) == (other.article, other.span)


def _one_source(one: Evidence, other: Evidence) -> bool:
    """Tell whether the article of one also prints the other."""
    return one.article in other.also or other.article in one.also


def _age(version: Version) -> int:
    return -(version.evidence.date or dt.date.min).toordinal()


def answering(
    query: Query, figures: Iterable[GroundedFigure], cited: Sequence[Evidence]
) -> Version | None:
    """Find the figure of a model's answer that is of the kind asked for, as its source has it."""
    places = {(f.article, f.span) for f in figures if f.span}
    return next(
        (
            Version(held, evidence)
            for evidence in cited
            for held in find(evidence.text)
            if fits(query.asked, held)
            and (evidence.article, held.span.shifted(evidence.span.start)) in places
        ),
        None,
    )


class _Asked:
    """The thing asked about, as the sentence of the answering figure describes it."""

    def __init__(self, query: Query, own: Version) -> None:
        self.own = own
        self._query = query
        self._frame = frame(own.evidence, own.figure)
        self._topic = Topic(query, own.evidence, self._frame.words)

    def at_one_time(self, other: Evidence) -> list[Version]:
        """Return the figure that another sentence gives, or none if that is of another time.

        A figure that agrees is preferred to one that does not.
        """
        if not (self._in_time(self.own.evidence) and self._in_time(other)):
            return []
        found = [
            v for v, theirs in self._given(other) if not apart(self._frame.times, theirs.times)
        ]
        return sorted(found, key=lambda v: not _agree(self.own, v))[:1]

    def later(self, other: Evidence) -> list[Version]:
        """List the figures that another sentence gives for a later time."""
        now = until(self._frame.times) or dt.date.max
        return [
            version
            for version, theirs in self._given(other)
            if apart(self._frame.times, theirs.times) and now < (until(theirs.times) or now)
        ]

    def _given(self, other: Evidence) -> Iterator[tuple[Version, Frame]]:
        """Yield the figures that another sentence gives for the same thing, at any time."""
        figures = [figure for figure in other.figures if comparable(self.own.figure, figure)]
        if not figures or _same_place(self.own.evidence, other) or not self._topic.held_by(other):
            return
        for figure in figures:
            theirs = frame(other, figure)
            if _one_source(self.own.evidence, other):
                theirs = replace(theirs, article=self._frame.article)
            if alike(self._frame, theirs) and (self._topic.known or one_story(self._frame, theirs)):
                yield Version(figure, other), theirs

    def _in_time(self, evidence: Evidence) -> bool:
        """Tell whether a sentence is of the time that the question names, if it names one."""
        periods = self._query.periods
        return not periods or weight(periods, evidence.date, evidence.text) > 0


# --- what is said of them ------------------------------------------------------------------------


def told(
    query: Query, version: Version | None, others: Iterable[Evidence], read: ReadText
) -> tuple[CitedVersion, ...]:
    """Return the versions of the answering figure, each with its quote; empty if there is none."""
    if version is None:
        return ()
    return cited(query, versions(query, version.figure, version.evidence, others), read)


def cited(query: Query, found: Sequence[Version], read: ReadText) -> tuple[CitedVersion, ...]:
    """Return the versions with their quotes; none if those that can be verified all agree."""
    pairs = [(version, cite(version.evidence, read)) for version in found]
    kept = [(version, citation) for version, citation in pairs if citation.verified]
    if all(_agree(one, other) for (one, _), (other, _) in combinations(kept, 2)):
        return ()
    return tuple(
        CitedVersion(
            grounded(version.figure, version.evidence, version.figure),
            citation,
            _said(version.figure, query.language),
        )
        for version, citation in kept
    )


def _said(figure: Quantity, language: Language) -> str:
    """Write a figure in the language of a question: 152个, 152; 2412亿元, 241.2 billion yuan."""
    if language == "zh":
        return figure.text
    text = render(figure, "en")
    return text.rpartition(" ")[0] if figure.kind == "count" else text


def written(found: Sequence[CitedVersion], language: Language, answer: str = "") -> str:
    """Write each figure with its newest source: "152 (2022-01-08, a title); elsewhere 150 (...)".

    They follow an `answer` in words, if there is one.
    """
    say = _WORDS[language]
    newest: dict[str, Citation] = {}
    for version in found:
        newest.setdefault(version.said, version.citation)
    listed = say["other"].join(
        say["version"].format(
            said, citation.date.isoformat() if citation.date else say["undated"], citation.title
        )
        for said, citation in newest.items()
    )
    return f"{answer} {say['differ']}{listed}" if answer else listed


_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "version": "{}（{}，{}）",
        "undated": "日期不详",
        "other": "；另有报道为",
        "differ": "各报道的数字不同：",
    },
    "en": {
        "version": "{} ({}, {})",
        "undated": "undated",
        "other": "; elsewhere ",
        "differ": "Reports differ: ",
    },
}
