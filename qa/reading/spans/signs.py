"""Signs: what speaks for it that a span is the answer, and how likely that makes it."""

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
# Beside the fitted weights, which take too little off these: of 85 first choices whose passage
# lacks a name of the question 4 were right, of 44 of another kind than asked for 8, of 23 of
# another time 4.
OFF = 2.0
_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for it that a span is the answer.

    - `here`, `share`: the log odds that its passage answers, and the logarithm of the part of
      that which this span has.
    - `behind`: how far, in log odds, the weights of the sentences put its sentence below the
      best; `sure`: the log odds of what they found at all.
    - `repeated`: how likely other articles alone make the same answer.
    - `ahead`: how far it is above the next answer that differs and is of the kind that is asked
      for, in log odds, 6 at most.
    - `misfit`: a figure is asked for, or one of a kind, and this is none of it.
    - `unnamed`: the share of the question's names that neither passage nor title has.
    - `untimely`: the passage has another year, month, quarter or ordinal than the question, and
      not its.
    - `whole`: the log odds of the same answer where the whole passage is read.
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
    """The probability that a choice is the right answer: a logistic regression."""
    weights = _fitted()[language]
    logit = weights["bias"] + sum(weights[n] * value for n, value in asdict(signs).items())
    logit -= OFF * bool(signs.misfit or signs.unnamed or signs.untimely)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


@cache
def _fitted() -> dict[str, dict[str, float]]:
    """The weights by language."""
    found: dict[str, dict[str, float]] = tomllib.loads(FITTED.read_text("utf-8"))
    return found


def log_odds(probability: float) -> float:
    """The log odds of a probability, none beyond those of one in ten thousand.

    >>> log_odds(0.5), round(log_odds(0.0), 2)
    (0.0, -9.21)
    """
    inside = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(inside / (1 - inside))


def log_share(share: float) -> float:
    """The logarithm of a share, none below that of one in ten thousand."""
    return math.log(max(share, _LEAST))
