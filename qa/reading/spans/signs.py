"""Signs that a span is the answer, and the probability that follows from them."""

from __future__ import annotations

import math
import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.language.text import Language

FITTED = Path(__file__).parents[1] / "calibration.toml"
# Taken off in addition to the fitted weights, which take off too little. Right were: of 85 first
# choices whose passage lacks a name of the question, 4; of 44 of another kind than is asked for,
# 8; of 23 of another time, 4.
OFF = 2.0
_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs that a span is the answer, or is not.

    - `here`, `share`: the log odds that its passage answers, and the logarithm of this span's
      share of that.
    - `behind`: how far, in log odds, the weights of the sentences put its sentence below the
      best; `sure`: the log odds that these weights give to the best.
    - `repeated`: how likely other articles alone make the same answer.
    - `ahead`: how far it is above the next answer that differs and is of the kind that is asked
      for, in log odds, 6 at most.
    - `misfit`: a figure, or one of some kind, is asked for, and this is not one.
    - `unnamed`: the share of the question's names that neither passage nor title has.
    - `untimely`: the passage has another year, month, quarter or ordinal instead of the
      question's.
    - `whole`: the log odds of the same answer when the whole passage is read.
    """

    here: float = 0.0
    share: float = 0.0
    behind: float = 0.0
    sure: float = 0.0
    repeated: float = 0.0
    ahead: float = 0.0
    misfit: float = 0.0
    unnamed: float = 0.0
    untimely: float = 0.0
    whole: float = 0.0


def probability(signs: Signs, language: Language) -> float:
    """Return the probability that a choice is the right answer, by logistic regression."""
    weights = _fitted()[language]
    logit = weights["bias"] + sum(weights[n] * value for n, value in asdict(signs).items())
    logit -= OFF * bool(signs.misfit or signs.unnamed or signs.untimely)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


@cache
def _fitted() -> dict[str, dict[str, float]]:
    """Read the weights, by language."""
    found: dict[str, dict[str, float]] = tomllib.loads(FITTED.read_text("utf-8"))
    return found


def log_odds(probability: float) -> float:
    """Return the log odds of a probability, at most those of one in ten thousand either way.

    >>> log_odds(0.5), round(log_odds(0.0), 2)
    (0.0, -9.21)
    """
    inside = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(inside / (1 - inside))


def log_share(share: float) -> float:
    """Return the logarithm of a share, at least that of one in ten thousand."""
    return math.log(max(share, _LEAST))
