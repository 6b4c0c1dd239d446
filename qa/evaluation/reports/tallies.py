"""Tallies: what a report counts, with how sure a count of so few cases can be."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.evaluation.results import Outcome, Stage
from qa.evaluation.scores import refusals

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa.evaluation.results import Result

_Z = 1.959963984540054  # of 95 %, both sides


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many, and the interval of 95 % for the share that it is a sample of."""

    name: str
    held: int
    of: int

    @property
    def share(self) -> float:
        return self.held / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.held, self.of)


def wilson(held: int, of: int) -> tuple[float, float]:
    """The interval of 95 % for a share; all there is where nothing was counted.

    Source: Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference".

    >>> [round(edge, 4) for edge in wilson(8, 10)]
    [0.4902, 0.9433]
    """
    if not of:
        return 0.0, 1.0
    share, z2 = held / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z / (1 + z2 / of) * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def percent(share: float, places: int = 0) -> str:
    """A share as it is read.

    >>> percent(0.8333), percent(0.8333, 1)
    ('83 %', '83.3 %')
    """
    return f"{share * 100:.{places}f} %"


def passes(name: str, results: Iterable[Result]) -> Rate:
    """How many pass; what could not be measured has not passed."""
    each = [result.outcome is Outcome.PASS for result in results]
    return Rate(name, sum(each), len(each))


def by_tag(results: Sequence[Result]) -> list[Rate]:
    """How many pass of each tag; the tag with most cases first."""
    tagged: dict[str, list[Result]] = {}
    for result in results:
        for tag in dict.fromkeys(result.case.tags):
            tagged.setdefault(tag, []).append(result)
    rates = [passes(tag, those) for tag, those in tagged.items()]
    return sorted(rates, key=lambda rate: (-rate.of, rate.name))


def means(results: Iterable[Result]) -> list[tuple[str, float, int]]:
    """Each score's name, its mean over the cases that have it, and how many those are."""
    found: dict[str, list[float]] = {}
    for result in results:
        for name, value in result.scores.items():
            found.setdefault(name, []).append(value)
    return [(name, math.fsum(all_) / len(all_), len(all_)) for name, all_ in sorted(found.items())]


def answered(result: Result) -> bool:
    """Whether there was an answer; a refusal is none, nor is what could not be measured."""
    return bool(result.record.get("answered"))


def refusing(results: Iterable[Result]) -> tuple[float | None, float | None]:
    """The precision and the recall of refusing, over the questions."""
    asked = [result for result in results if result.case.question]
    found = refusals((result.case.expected.unanswered, _refused(result)) for result in asked)
    return found.precision, found.recall


def _refused(result: Result) -> bool:
    return result.outcome is not Outcome.UNSCORED and not answered(result)


def by_stage(results: Iterable[Result]) -> list[tuple[Stage, int]]:
    """How many do not pass at each stage, in the order of the data."""
    counts = Counter(result.stage for result in results if result.outcome is not Outcome.PASS)
    return [(stage, counts[stage]) for stage in Stage]


# --- calibration -------------------------------------------------------------------------

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers of about one confidence: their mean confidence, and how many are right."""

    low: float
    high: float
    confidence: float
    right: Rate


def calibration(results: Iterable[Result]) -> list[Bin]:
    """The answers in bins of a tenth by their confidence; a bin without any is left out.

    An answer counts as right if its case passes: it is proven too. 1.0 is in the last bin.
    """
    binned: dict[int, list[Result]] = {}
    for result in results:
        if result.confidence is not None and answered(result):
            number = min(int(result.confidence * _BINS), _BINS - 1)
            binned.setdefault(number, []).append(result)
    return [_bin(number, those) for number, those in sorted(binned.items())]


def _bin(number: int, those: Sequence[Result]) -> Bin:
    mean = math.fsum(result.confidence or 0.0 for result in those) / len(those)
    return Bin(number / _BINS, (number + 1) / _BINS, mean, passes("right", those))


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """The mean distance of confidence and rate of right answers, weighted by the bins' counts.

    Source: the expected calibration error of Guo et al. 2017, "On Calibration of Modern Neural
    Networks", formula 3. None without an answer.
    """
    count = sum(bin_.right.of for bin_ in bins)
    off = math.fsum(bin_.right.of * abs(bin_.right.share - bin_.confidence) for bin_ in bins)
    return off / count if count else None


# --- latency -----------------------------------------------------------------------------

# Seconds: a case takes milliseconds without a model, and many seconds with one.
_EDGES = (0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, math.inf)


def latencies(results: Iterable[Result]) -> list[tuple[str, int]]:
    """How many cases took how long: the first and last of the bins hold some, with their names.

    A bin holds its lower edge, and not its upper.
    """
    seconds = [result.seconds for result in results]
    bins = [
        (
            f"< {_duration(high)}" if math.isfinite(high) else f"≥ {_duration(low)}",
            sum(low <= each < high for each in seconds),
        )
        for low, high in pairwise(_EDGES)
    ]
    held = [n for n, (_, count) in enumerate(bins) if count]
    return bins[held[0] : held[-1] + 1] if held else []


def duration_at(share: float, results: Iterable[Result]) -> float:
    """The time that this share of the cases did not exceed: the nearest rank. 0.5: the median."""
    seconds = sorted(result.seconds for result in results)
    return seconds[max(0, math.ceil(share * len(seconds)) - 1)] if seconds else 0.0


def _duration(seconds: float) -> str:
    """10 ms, 1 s: the edges are whole in one of them."""
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.0f} s"


def duration(seconds: float) -> str:
    """A time as it is read: 8 ms, 1.4 s.

    >>> duration(0.0084), duration(1.42)
    ('8 ms', '1.4 s')
    """
    return f"{seconds * 1000:.0f} ms" if seconds < 0.9995 else f"{seconds:.1f} s"
