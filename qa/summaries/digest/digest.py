"""Digests: many articles on a topic, or of a period, as a timeline of events.

Every line is a sentence of an article with its place or, with a model, a sentence that passed
the checks against the sentences it cites.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from qa.language.characters import printable
from qa.language.text import Language, language
from qa.models.llm import Usage
from qa.proof.citations import cite
from qa.proof.grounding import ground
from qa.proof.versions.disagreements import Disagreement, disagreements
from qa.reading import USUAL
from qa.summaries.digest import highlights, synthesis
from qa.summaries.digest.events import day_of, grouped
from qa.summaries.summary import Form, SummarySentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.models.llm import Model
    from qa.proof.citations import ReadText
    from qa.proof.withheld import Withheld
    from qa.reading import Reader
    from qa.search.evidence import Evidence
    from qa.summaries.digest.article_report import Line, Report
    from qa.summaries.digest.events import Rarity
    from qa.summaries.digest.highlights import Fit

EVENTS = 20  # that a digest shows at most


@dataclass(frozen=True, slots=True)
class Source:
    """An article that reports an event; `also` are the articles that reprint it."""

    article: str
    title: str
    date: dt.date | None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """An event of one day, in one to three lines, with the articles that report it.

    `title` is the title of the article that reports it best.
    """

    date: dt.date | None
    title: str
    lines: tuple[SummarySentence, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """The events that articles report, the earliest first, undated last.

    `articles` is how many were found, `reprints` how many of them reprint another one, `more`
    how many events are left out. If there are no events, no article is on the topic. `mode` is
    extractive or model.
    """

    topic: str
    since: dt.date | None
    until: dt.date | None
    articles: int
    reprints: int
    events: tuple[Event, ...]
    more: int = 0
    disagreements: tuple[Disagreement, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    mode: str = "extractive"
    model: str | None = None
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class Matter:
    """The subject of a digest, and the form and means in which to write it."""

    topic: str
    since: dt.date | None
    until: dt.date | None
    form: Form
    most: int = EVENTS
    model: Model | None = None
    reader: Reader = USUAL

    @property
    def lines(self) -> int:
        """The number of lines of an event: 1 in a short digest, 2 in a medium, 3 in a long one."""
        return max(1, min(3, (self.form.sentences + 1) // 3))


def digest(
    matter: Matter,
    reports: Sequence[Report],
    read: ReadText,
    fit: Fit = highlights.off_topic,
    rarity: Rarity | None = None,
) -> Digest:
    """Make a digest of reports, which are given the earliest first. Raises ModelUnreachable.

    An event is left out if none of its sentences can be read alone, or its article has changed.
    """
    ordered = sorted(grouped(reports, rarity), key=_rank)
    told = [_told(matter, of, read, fit) for of in ordered[: matter.most]]
    kept = [one for one in told if one.event.lines]
    made = Digest(
        topic=matter.topic,
        since=matter.since,
        until=matter.until,
        articles=sum(1 + len(report.also) for report in reports),
        reprints=sum(len(report.also) for report in reports),
        events=tuple(sorted((one.event for one in kept), key=_day)),
        more=len(ordered) - len(told),
        disagreements=tuple(one for told_ in kept for one in told_.disagreements),
    )
    return _with_model(made, matter, kept, read) if matter.model and kept else made


def _rank(of: Sequence[Report]) -> tuple[float, int, int, str]:
    """Return the sort key of an event: most relevant first, then most reported, then newest."""
    newest = max((report.date or dt.date.min).toordinal() for report in of)
    articles = sum(1 + len(report.also) for report in of)
    return -max(report.relevance for report in of), -articles, -newest, of[0].article


def _day(event: Event) -> tuple[dt.date, str]:
    return event.date or dt.date.max, event.sources[0].article


# --- without a model -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Told:
    """An event as it reads without a model, and the sentences that a model may be shown."""

    event: Event
    shown: tuple[Evidence, ...]
    disagreements: tuple[Disagreement, ...]


def _told(matter: Matter, of: Sequence[Report], read: ReadText, fit: Fit) -> _Told:
    first = sorted(of, key=lambda report: -report.relevance)[: highlights.REPORTS]
    lines = highlights.chosen(first, synthesis.SENTENCES, fit)
    sentences = [(line.evidence, _sentence(line, read)) for line in lines]
    held = [(evidence, sentence) for evidence, sentence in sentences if sentence]
    shown = tuple(evidence for evidence, _ in held)
    event = Event(
        date=day_of(shown[: matter.lines]),
        title=shown[0].title if shown else "",
        lines=tuple(sentence for _, sentence in held[: matter.lines]),
        sources=tuple(Source(r.article, r.title, r.date, r.also) for r in of),
    )
    told = (line.evidence for report in first for line in report.lines)
    spoken = language_of(matter, shown) if shown else "zh"
    return _Told(event, shown, disagreements(told, spoken, read) if len(first) > 1 else ())


def language_of(matter: Matter, shown: Sequence[Evidence]) -> Language:
    """Return the language asked for, else that of the topic, else that of the articles."""
    if matter.form.lang != "same":
        return matter.form.lang
    return language(matter.topic or shown[0].text)


def _sentence(line: Line, read: ReadText) -> SummarySentence | None:
    """Return a sentence with its place as proof; None if its article has changed since."""
    citation = cite(line.evidence, read)
    if not citation.verified:
        return None
    text = " ".join(printable(citation.quote).split())
    return SummarySentence(text, (citation,), tuple(ground(text, [line.evidence])))


# --- with a model --------------------------------------------------------------------------------


def _with_model(made: Digest, matter: Matter, told: Sequence[_Told], read: ReadText) -> Digest:
    """Have the model rewrite each event; an event whose new sentence does not hold is kept."""
    model = matter.model
    if model is None:
        return made
    found = [
        (
            one.event,
            synthesis.told(
                matter.topic, language_of(matter, one.shown), one.shown, model, read, matter.reader
            ),
        )
        for one in told
    ]
    events = (replace(event, lines=(by.sentence,)) if by.sentence else event for event, by in found)
    return replace(
        made,
        events=tuple(sorted(events, key=_day)),
        withheld=tuple(dict.fromkeys(w for _, by in found for w in by.withheld)),
        mode="model",
        model=model.name,
        usage=reduce(add, (by.usage for _, by in found), Usage()),
    )
