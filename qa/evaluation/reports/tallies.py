"""Tallies: the counts of a report, and how certain counts of so few cases can be."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.evaluation.rates import SCORES, rate
from qa.evaluation.results import Outcome, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa.evaluation.rates import Rate
    from qa.evaluation.results import Result


def percent(share: float, places: int = 0) -> str:
    """Format a share as a percentage.

    >>> percent(0.8333), percent(0.8333, 1)
    ('83 %', '83.3 %')
    """
    return f"{share * 100:.{places}f} %"


def by_tag(results: Sequence[Result]) -> list[tuple[str, Rate]]:
    """Return the rate of passes for each tag, the tag with most cases first."""
    tagged: dict[str, list[Result]] = {}
    for result in results:
        for tag in dict.fromkeys(result.case.tags):
            tagged.setdefault(tag, []).append(result)
    rates = [(tag, rate(those, "pass")) for tag, those in tagged.items()]
    return sorted(rates, key=lambda tag: (-tag[1].total, tag[0]))


_APART = {"pass", "refusal", "refusal-precision"}


def scored(results: Sequence[Result]) -> list[Rate]:
    """Return the rates of the scores that some case is about, without those reported apart."""
    rates = [rate(results, score) for score in SCORES if score not in _APART]
    return [each for each in rates if each.total]


def by_stage(results: Iterable[Result]) -> list[tuple[Stage, int]]:
    """Count the cases that do not pass at each stage, in the order of the data."""
    counts = Counter(result.stage for result in results if result.outcome is not Outcome.PASS)
    return [(stage, counts[stage]) for stage in Stage]


# --- calibration -------------------------------------------------------------------------

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers of similar confidence: their mean confidence, and how many are right."""

    low: float
    high: float
    confidence: float
    right: Rate


def calibration(results: Iterable[Result]) -> list[Bin]:
    """Sort the answers into bins of a tenth by their confidence; empty bins are left out.

    An answer counts as right if its case passes, so it is proven too. 1.0 is in the last bin.
    """
    binned: dict[int, list[Result]] = {}
    for result in results:
        if result.confidence is not None and result.record.get("answered"):
            number = min(int(result.confidence * _BINS), _BINS - 1)
            binned.setdefault(number, []).append(result)
    return [_bin(number, those) for number, those in sorted(binned.items())]


def _bin(number: int, those: Sequence[Result]) -> Bin:
    mean = math.fsum(result.confidence or 0.0 for result in those) / len(those)
    return Bin(number / _BINS, (number + 1) / _BINS, mean, rate(those, "pass"))


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Return the mean distance of confidence and rate of right answers, weighted by bin counts.

    Source: the expected calibration error of Guo et al. 2017, "On Calibration of Modern Neural
    Networks", formula 3. None without an answer.
    """
    count = sum(bin_.right.total for bin_ in bins)
    off = math.fsum(bin_.right.total * abs(bin_.right.value - bin_.confidence) for bin_ in bins)
    return off / count if count else None


# --- latency -----------------------------------------------------------------------------

# Seconds: a case takes milliseconds without a model, and many seconds with one.
_EDGES = (0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, math.inf)


def latencies(results: Iterable[Result]) -> list[tuple[str, int]]:
    """Count cases by the time they took, from the first bin that holds some to the last, by name.

    A bin includes its lower edge, but not its upper.
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
    """Return the time that this share of the cases did not exceed (nearest rank); 0.5: median."""
    seconds = sorted(result.seconds for result in results)
    return seconds[max(0, math.ceil(share * len(seconds)) - 1)] if seconds else 0.0


def _duration(seconds: float) -> str:
    """Format an edge as 10 ms or 1 s: each is a whole number of one of them."""
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.0f} s"


def duration(seconds: float) -> str:
    """Format a time for reading: 8 ms, 1.4 s.

    >>> duration(0.0084), duration(1.42)
    ('8 ms', '1.4 s')
    """
    return f"{seconds * 1000:.0f} ms" if seconds < 0.9995 else f"{seconds:.1f} s"
