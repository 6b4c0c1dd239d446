"""Signals: what speaks for a sentence, and what each signal weighs."""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.text import Language


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for a sentence: all 0 to 1, but `place`.

    - `cosine`, `around`, `clause`: with the question, of the sentence, its passage, and its
      best clause.
    - `words`, `words_around`: the share of the question's idf mass in the sentence, and in its
      passage with the title.
    - `names`: the share of the question's romanised names that the sentence holds;
      `elsewhere`: the share that another passage holds and this one does not.
    - `place`: 0 in the best passage, falling with the distance of its score.
    - `figure`: the sentence holds a figure of the kind asked for; `no_figure`: one is asked
      for and it holds none.
    - `counted`: such a figure counts something and the question names something to count;
      `thing`: how near these two are, as a cosine.
    """

    cosine: float
    around: float
    clause: float
    words: float
    words_around: float
    names: float
    elsewhere: float
    place: float
    figure: float
    no_figure: float
    counted: float
    thing: float


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression over the signals, fitted by evals/benchmarks/sentences.py."""

    bias: float
    cosine: float
    around: float
    clause: float
    words: float
    words_around: float
    names: float
    elsewhere: float
    place: float
    figure: float
    no_figure: float
    counted: float
    thing: float

    def odds(self, signals: Signals) -> float:
        """The log odds that a sentence with these signals holds the answer."""
        bias, *weights = astuple(self)
        return float(bias + sum(w * s for w, s in zip(weights, astuple(signals), strict=True)))


@dataclass(frozen=True, slots=True)
class Calibration:
    """From the log odds of the best sentence to the probability that it holds the answer.

    Choosing the best of many makes its own odds too high or too low, and one that is far
    ahead of all others is the likelier for it. Source: Platt 1999, "Probabilistic outputs for
    support vector machines".
    """

    bias: float
    slope: float
    lead: float = 0.0

    def probability(self, odds: float, lead: float = 0.0) -> float:
        """The probability at these odds, which are ahead of the next sentence's by `lead`."""
        logit = self.bias + self.slope * odds + self.lead * lead
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


# Fitted on 2026-11-24 on half of 2,400 questions of three corpora of reading comprehension
# with 3,000 news articles as distractors (RESULTS.md). Set by hand, because those have too few
# questions to tell: `names` and `elsewhere` (their places are not Chinese), and in English
# `no_figure`, `counted` and `thing`, so that "how many cats are in Hefei" is refused where the
# article counts companies there.
SENTENCE: dict[Language, Weights] = {
    "zh": Weights(
        bias=-6.472,
        cosine=1.688,
        around=-0.956,
        clause=3.906,
        words=3.466,
        words_around=3.079,
        names=1.2,
        elsewhere=-1.5,
        place=0.15,
        figure=0.23,
        no_figure=-2.037,
        counted=-0.498,
        thing=1.283,
    ),
    "en": Weights(
        bias=-5.301,
        cosine=2.688,
        around=-1.156,
        clause=4.617,
        words=2.974,
        words_around=0.873,
        names=1.2,
        elsewhere=-1.5,
        place=2.383,
        figure=0.064,
        no_figure=-2.0,
        counted=-0.8,
        thing=2.5,
    ),
}
# Fitted the same day to these weights, on half of 1,500 of the questions.
CONFIDENCE: dict[Language, Calibration] = {
    "zh": Calibration(bias=-0.169, slope=0.872, lead=1.041),
    "en": Calibration(bias=-0.274, slope=0.838, lead=0.763),
}


def confidence(odds: float, language: Language, lead: float = 0.0) -> float:
    """The probability that a sentence with these odds holds the answer, if it is the best.

    `lead` is how far its odds are above the next best sentence's.
    """
    return CONFIDENCE[language].probability(odds, lead)
