"""Events: the reports that are about the same thing, and the day on which it happened.

Two reports are of one event if they are near in time and in meaning and share names or figures;
the less near they are, the more they must share. Mentions that most reports have (美国, IT) count
little. A report is compared only with the few latest events that share a mention with it, so the
time grows with the number of reports, not with its square.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from qa.language.quantities import Kind, find, is_article
from qa.language.time import named
from qa.summaries.salience import names

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from qa.search.evidence import Evidence
    from qa.summaries.digest.article_report import Report

    # How rare names are in the whole index, 0 to 1.
    Rarity = Callable[[Sequence[str]], Sequence[float]]

# The most days from one report of an event to the next, and from the first to the last.
NEXT = 3
LAST = 14
# By eye, on pairs of 1,500 news articles: at a cosine of 0.62, 杜苏芮, 福建省 and 5号 are one
# typhoon; at 0.82, two murderers who both fled to 西藏 are two cases.
LEAST_NEAR = 0.55
LEAST_SHARED = 1.2
ENOUGH = 0.82
# Of the mentions of the report with fewer: two laptops share a chip and a shop, and differ in 20.
LEAST_SHARE = 0.25
_OF_SHARED = 0.15  # what a shared mention adds to the cosine
_HELD = 32  # latest events that are considered for one mention
_MEMBERS = 8  # latest reports of an event that are compared
# Days before the report within which a day named in a sentence counts as the day of the event.
_NEWS = 31


def grouped(reports: Sequence[Report], rarity: Rarity | None = None) -> list[list[Report]]:
    """Group reports, given the earliest first, by the event that they are about.

    `rarity` says how rare each of some names is in the whole index, 0 to 1: two of twenty reports
    on a topic may both mention 国务院 without being of one event.
    """
    mentioned = [mentions(report) for report in reports]
    weights = _weights(mentioned, rarity)
    found: list[_Event] = []
    latest: defaultdict[str, deque[int]] = defaultdict(lambda: deque(maxlen=_HELD))
    for report, own in zip(reports, mentioned, strict=True):
        likely = sorted({n for mention in own if weights[mention] for n in latest[mention]})
        near = [(found[n].nearness(report, own, weights), -n) for n in likely]
        best, number = max(near, default=(0.0, 0))
        number = -number
        if best < ENOUGH:
            number = len(found)
            found.append(_Event())
        found[number].add(report, own)
        for mention in own:
            if number not in latest[mention]:
                latest[mention].append(number)
    return [event.reports for event in found]


@dataclass(slots=True)
class _Event:
    """The reports of an event so far, the mentions of each, and the sum of their vectors."""

    reports: list[Report] = field(default_factory=list)
    mentioned: list[Mapping[str, float]] = field(default_factory=list)
    total: NDArray[np.float32] | None = None

    def add(self, report: Report, mentioned: Mapping[str, float]) -> None:
        self.reports.append(report)
        self.mentioned.append(mentioned)
        self.total = report.vector if self.total is None else self.total + report.vector

    def nearness(
        self, report: Report, mentioned: Mapping[str, float], weights: Mapping[str, float]
    ) -> float:
        """Return how near a report is in meaning and mentions; 0 if it is of another event."""
        if self.total is None or not self._in_time(report.date):
            return 0.0
        cosine = float(self.total @ report.vector) / max(float(np.linalg.norm(self.total)), 1e-9)
        if cosine < LEAST_NEAR:
            return 0.0
        shared = max(_shared(mentioned, other, weights) for other in self.mentioned[-_MEMBERS:])
        return cosine + _OF_SHARED * shared if shared >= LEAST_SHARED else 0.0

    def _in_time(self, day: dt.date | None) -> bool:
        first, last = self.reports[0].date, self.reports[-1].date
        if day is None or first is None or last is None:
            return day is first is last is None
        return abs((day - last).days) <= NEXT and abs((day - first).days) <= LAST


def _shared(
    one: Mapping[str, float], other: Mapping[str, float], weights: Mapping[str, float]
) -> float:
    """Weigh what two reports both mention; 0 if it is little of what either of them mentions."""
    both = sum(weights[mention] * worth for mention, worth in one.items() if mention in other)
    either = min(sum(weights[m] * worth for m, worth in row.items()) for row in (one, other))
    return both if both >= LEAST_SHARE * either else 0.0


# --- what a report mentions ------------------------------------------------------------------

# Two cases judged by the same law are still two cases.
_LAW = re.compile(r"(?:法|条例|办法|规定|通知|意见)\Z")
_EXACT, _ROUND = 1.0, 0.5
_PLAIN = frozenset({Kind.DATE, Kind.TIME, Kind.ORDINAL})
_EVENT = 8  # reports that may share a mention before it counts as common, however few there are
_LEAST_COUNT = 100  # reports; among fewer, a mention in two of them is as rare as among this many
_DIGITS = 3  # that make a figure distinctive: the 1.08 of 1.08万欧元


def mentions(report: Report) -> dict[str, float]:
    """Return the names and figures of a report and its title, with the weight of each."""
    text = f"{report.title}\n{report.text}"
    found = {name: 1.0 for name in names(text) if not _LAW.search(name)}
    for figure in find(text):
        if figure.kind not in _PLAIN and not is_article(figure):
            digits = len(figure.value.normalize().as_tuple().digits)
            worth = _EXACT if digits >= _DIGITS else _ROUND
            found[f"{figure.value.normalize()} {figure.unit}"] = worth
    return dict(sorted(found.items()))


def _weights(rows: Sequence[Mapping[str, float]], rarity: Rarity | None) -> dict[str, float]:
    """Rate how rare each mention is: nearly 1 in two of very many reports, 0 in more than half."""
    held = Counter(mention for row in rows for mention in row)
    count = max(len(rows), _LEAST_COUNT)
    common = max(len(rows) / 2, _EVENT)
    weights = {m: math.log(count / n) / math.log(count) for m, n in held.items() if n <= common}
    weights |= dict.fromkeys(held.keys() - weights.keys(), 0.0)
    said = [mention for mention, n in held.items() if n > 1 and " " not in mention]
    for mention, rare in zip(said, rarity(said) if rarity else (), strict=False):
        weights[mention] = min(weights[mention], rare)
    return weights


# --- the day of an event ---------------------------------------------------------------------


def day_of(told: Sequence[Evidence]) -> dt.date | None:
    """Return the first day that the sentences of an event name, else that of the first report.

    昨日 and 9月3日 are resolved from the day of their article. A day still to come, or long past,
    is a subject of the news and not the day of the event.
    """
    days = (day for evidence in told for day in _days(evidence))
    return next(days, next((e.date for e in told if e.date), None))


def _days(evidence: Evidence) -> Iterable[dt.date]:
    published = evidence.date
    for period in named(evidence.text, published):
        gone = (published - period.first).days if published else 0
        if period.days == 1 and 0 <= gone <= _NEWS:
            yield period.first
