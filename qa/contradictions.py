"""Contradictions: what other sources give for the figure that answers, the newest first.

Two figures contradict each other if they measure one thing, cannot both be true, and stand
in frames of one thing. If both are of a time, and of different times (2020年, 2021年; 截至11月底,
截至12月底), they are a series: each is true of its time, so nothing is said of a contradiction.
If one of them names no time, a reader cannot tell, and is shown both with their dates.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from qa import pinyin
from qa.asked import fits
from qa.citations import Citation, cite
from qa.extractive import Reading
from qa.frames import alike, frame, of_other_times, one_story
from qa.grounding import GroundedFigure, grounded
from qa.periods import weight
from qa.quantities import agree, comparable, find, render
from qa.text import HAN, fold
from qa.wording import Held

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.citations import ReadText
    from qa.evidence import Evidence
    from qa.frames import Frame
    from qa.quantities import Quantity
    from qa.query import Query
    from qa.text import Language


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
    """The sources that give a figure for the same thing, newest first, undated last.

    Empty if none of them contradicts the answering `figure` of `evidence`. Else it is among
    them, and so are the sources that agree with it.
    """
    asked = _Asked(query, Version(figure, evidence))
    found = [version for other in others for version in asked.at_one_time(other)]
    if all(agree(figure, version.figure) for version in found):
        return ()
    return tuple(sorted([asked.own, *found], key=_age))


def newest(query: Query, reading: Reading, others: Iterable[Evidence]) -> Reading:
    """The reading, or the newest of its series: 截至12月底 where 截至11月底 was read.

    A question that names a time has its answer in what is of that time, not in what is new.
    """
    if reading.figure is None or query.periods:
        return reading
    asked = _Asked(query, Version(reading.figure, reading.evidence))
    later = [version for other in others for version in asked.later(other)]
    if not later:
        return reading
    last = max(later, key=lambda v: (_ends(v), -_age(v)))
    return Reading(last.evidence, last.figure)


def _ends(version: Version) -> dt.date:
    return frame(version.evidence, version.figure).until or dt.date.min


def _same_place(one: Evidence, other: Evidence) -> bool:
    return (one.article, one.span) == (other.article, other.span)


def _one_source(one: Evidence, other: Evidence) -> bool:
    """Whether the article of one prints the other as well."""
    return one.article in other.also or other.article in one.also


def _age(version: Version) -> int:
    return -(version.evidence.date or dt.date.min).toordinal()


def answering(
    query: Query, figures: Iterable[GroundedFigure], cited: Sequence[Evidence]
) -> Version | None:
    """The figure of a model's answer that is of the kind asked for, where its source has it."""
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
    """The thing asked about, as the answering figure's sentence has it."""

    def __init__(self, query: Query, own: Version) -> None:
        self.own = own
        self._query = query
        self._frame = frame(own.evidence, own.figure)
        self._content = _Content(query, own.evidence)

    def at_one_time(self, other: Evidence) -> list[Version]:
        """The figure that another sentence gives, unless that is of another time.

        One that agrees goes before one that does not.
        """
        if not (self._in_time(self.own.evidence) and self._in_time(other)):
            return []
        found = [v for v, theirs in self._given(other) if not of_other_times(self._frame, theirs)]
        return sorted(found, key=lambda v: not agree(self.own.figure, v.figure))[:1]

    def later(self, other: Evidence) -> list[Version]:
        """The figures that another sentence gives of a later time."""
        return [
            version
            for version, theirs in self._given(other)
            if of_other_times(self._frame, theirs) and self._frame.before(theirs)
        ]

    def _given(self, other: Evidence) -> Iterator[tuple[Version, Frame]]:
        """The figures that another sentence gives for the same thing, whenever that was."""
        if _same_place(self.own.evidence, other):
            return
        for figure in other.figures:
            if comparable(self.own.figure, figure):
                theirs = frame(other, figure)
                if _one_source(self.own.evidence, other):
                    theirs = replace(theirs, article=self._frame.article)
                if alike(self._frame, theirs) and self._content.held_by(other, self._frame, theirs):
                    yield Version(figure, other), theirs

    def _in_time(self, evidence: Evidence) -> bool:
        """Whether a sentence is of the time that the question names, if it names one."""
        periods = self._query.periods
        return not periods or weight(periods, evidence.date, evidence.text) > 0


# --- what the question is about ----------------------------------------------------------------

# What asks, counts or says that something is there names nothing.
_ASKING = re.compile(
    "请问|截至|目前|现在|累计|总共|一共|大约|大概|多少|什么|哪些|哪年|何时|几|能够|可以|需要|花费|能|需|要|会|用|花|达到|达|了|的|是"
    "|有|在|为|已经|已|过|重大|重点|主要|各类|吗|呢|共|约|占|比例|比重|多[大高重长宽深快远久]|个"
)
_HAN = re.compile(f"[{HAN}]")


class _Content:
    """What of the question stands in a sentence or its title: the other has to have it too."""

    def __init__(self, query: Query, own: Evidence) -> None:
        self._query = query
        self._text = _with_title(own)
        self._names = [name for name in query.names if pinyin.holds(self._text, name)]

    def held_by(self, other: Evidence, ours: Frame, theirs: Frame) -> bool:
        """Whether another sentence is about what the question is about, as far as this one is."""
        text = _with_title(other)
        if not all(pinyin.holds(text, name) for name in self._names):
            return False
        if self._query.language == "zh":
            missing = self._missing(self._text)
            # 个 of 多少个项目 stands in no pair with 项目, and is nothing to miss
            known = not any(place + 1 in missing for place in missing)
            return self._missing(text) <= missing and (known or one_story(ours, theirs))
        known = len(self._names) == len(self._query.names)
        held, own = Held(text), Held("".join(ours.words))
        terms = (term for term in self._query.terms if not term.readings)
        met = all(held.form_of(term) or not own.form_of(term) for term in terms)
        return met and (known or one_story(ours, theirs))

    def _missing(self, text: str) -> frozenset[int]:
        """The places of the question's characters of which a text has no pair nor word."""
        question = self._query.text
        for period in self._query.periods:  # met by the day an article is of, or by its words
            question = question.replace(period.span.of(self._query.text), " ")
        question = _ASKING.sub(lambda m: " " * len(m.group()), fold(question))
        folded = fold(text)
        runs = re.finditer(rf"[{HAN}]+|[^\W{HAN}]+", question)
        return frozenset(
            run.start() + place for run in runs for place in _absent(run.group(), folded)
        )


def _absent(run: str, text: str) -> set[int]:
    """The places in a run of characters that are part of no pair that the text has."""
    if not _HAN.match(run) or len(run) == 1:
        return set() if run in text else set(range(len(run)))
    pairs = (i for i in range(len(run) - 1) if run[i : i + 2] in text)
    return set(range(len(run))) - {place for i in pairs for place in (i, i + 1)}


def _with_title(evidence: Evidence) -> str:
    return f"{evidence.title}\n{evidence.text}"


# --- what is said of them ------------------------------------------------------------------------


def told(
    query: Query, version: Version | None, others: Iterable[Evidence], read: ReadText
) -> tuple[CitedVersion, ...]:
    """The versions of the figure that answers, each with its quote; empty if there is none."""
    if version is None:
        return ()
    return cited(query, versions(query, version.figure, version.evidence, others), read)


def cited(query: Query, found: Sequence[Version], read: ReadText) -> tuple[CitedVersion, ...]:
    """The versions with their quotes; none if what can be verified does not contradict itself."""
    pairs = [(version, cite(version.evidence, read)) for version in found]
    kept = [(version, citation) for version, citation in pairs if citation.verified]
    figures = [version.figure for version, _ in kept]
    if all(agree(one, other) for one, other in combinations(figures, 2)):
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
    """A figure in the language of a question: 152个, 152; 2412亿元, 241.2 billion yuan."""
    if language == "zh":
        return figure.text
    text = render(figure, "en")
    return text.rpartition(" ")[0] if figure.kind == "count" else text


def written(found: Sequence[CitedVersion], language: Language, answer: str = "") -> str:
    """Each figure with its newest source: "152 (2022-01-08, a title); elsewhere 150 (...)".

    After an `answer` in words, if there is one.
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
