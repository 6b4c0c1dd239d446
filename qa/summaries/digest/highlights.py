"""Highlights: the few sentences that tell an event, taken from all that report it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from qa.summaries.salience import figures, names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from qa.summaries.digest.article_report import Line, Report

    # How relevant a sentence is to the topic, 0 to 2; 0 for all if there is no topic.
    Fit = Callable[[Line], float]

# The weights of a sentence's merits besides its cosine with the centroid of all of them.
_FIT = 1.5
_LEAD = 0.8
_REACH = 2.0  # sentences after which the lead has fallen to 1/e
_FIGURE = 0.2
_NAME = 0.1
_LONG = 120  # characters; longer sentences weigh less
_SAME = 0.75  # the cosine from which two sentences say the same
_LEAST = 0.7  # share of the best worth that another sentence needs to be chosen too
REPORTS = 8  # most relevant reports of an event that are read


# Share of the best fit in an event; below it, a sentence is about another matter in the passage.
LEAST_FIT = 0.5


def off_topic(_: Line) -> float:
    """Return 0: the fit of every sentence if there is no topic."""
    return 0.0


def chosen(reports: Sequence[Report], most: int, fit: Fit = off_topic) -> list[Line]:
    """Choose the sentences that say most of an event, best first; none if none can stand alone."""
    lines = [line for report in reports[:REPORTS] for line in report.lines if line.stands]
    fits = [fit(line) for line in lines]
    if not lines:
        return []
    least = LEAST_FIT * max(fits)
    lines = [line for line, on in zip(lines, fits, strict=True) if on >= least]
    fits = [on for on in fits if on >= least]
    worth = _worth(lines, fits)
    ordered = sorted(range(len(lines)), key=lambda n: (-worth[n], n))
    best = worth[ordered[0]]
    kept: list[Line] = []
    for n in ordered:
        if len(kept) < most and worth[n] >= _LEAST * best and not _repeats(lines[n], kept):
            kept.append(lines[n])
    return kept


def _worth(lines: Sequence[Line], fits: Sequence[float]) -> list[float]:
    vectors: NDArray[np.float32] = np.array([line.vector for line in lines])
    centre = vectors.mean(axis=0)
    central = vectors @ centre / max(float(np.linalg.norm(centre)), 1e-9)
    return [_of(one, float(c), on) for one, c, on in zip(lines, central, fits, strict=True)]


def _of(line: Line, central: float, fit: float) -> float:
    text = line.evidence.text
    worth = central + _FIT * fit + _LEAD * math.exp(-line.place / _REACH)
    worth += _FIGURE * bool(figures(text)) + _NAME * bool(names(text))
    return worth / math.sqrt(max(len(text), _LONG) / _LONG)


def _repeats(line: Line, kept: Sequence[Line]) -> bool:
    return any(float(line.vector @ other.vector) >= _SAME for other in kept)
