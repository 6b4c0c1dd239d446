"""Signals that a sentence answers, their weights, and the confidence that follows from them.

The weights are in calibration.toml, which evals/benchmarks/calibration.py writes.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.language.text import Language

FITTED = Path(__file__).with_name("calibration.toml")


@dataclass(frozen=True, slots=True)
class Signals:
    """The signals that a sentence answers: all 0 to 1, except `place`.

    - `cosine`, `around`, `clause`: the cosine with the question of the sentence, of its passage,
      and of its best clause.
    - `words`, `before`, `after`, `words_around`, `title`: the share of the question's idf mass
      in the sentence, in it and the one before, in it and the one after, in its passage with
      the title, and in the title alone.
    - `characters`: the share of a Chinese question's characters that the sentence holds.
    - `names`: the share of the question's romanised names that the sentence holds;
      `elsewhere`: the share that another passage holds and this one does not.
    - `place`: 0 in the best passage, falling with the distance of its score.
    - `figure`: the sentence holds a figure of the kind asked for; `no_figure`: one is asked
      for and it holds none.
    - `counted`: such a figure counts something and the question names something to count;
      `thing`: how near these two are, as a cosine.
    """

    cosine: float = 0.0
    around: float = 0.0
    clause: float = 0.0
    words: float = 0.0
    before: float = 0.0
    after: float = 0.0
    words_around: float = 0.0
    title: float = 0.0
    characters: float = 0.0
    names: float = 0.0
    elsewhere: float = 0.0
    place: float = 0.0
    figure: float = 0.0
    no_figure: float = 0.0
    counted: float = 0.0
    thing: float = 0.0


@dataclass(frozen=True, slots=True)
class Outlook:
    """The signals that one of the three best sentences answers.

    - `lead`, `ahead`: how far the odds of the best sentence are above those of the next one,
      and of the next one in another article; 4 and 6 at most. `only`: there is no other
      article.
    - `clause`, `words_around`, `title`, `characters`, `no_figure`, `names`, `elsewhere`,
      `counted`, `thing`: signals of the best sentence; `context`: the better of its `before`
      and `after`.
    - `terms`: the logarithm of one more than the number of the question's terms.
    - `coverage`: the share of the question's idf mass that the index has at all; `known`: the
      same times `size`, because a word that a large index lacks says less; `held`:
      `words_around` times `size`.
    - `size`: the decimal logarithm of the number of chunks.
    """

    lead: float = 0.0
    ahead: float = 0.0
    only: float = 0.0
    clause: float = 0.0
    words_around: float = 0.0
    title: float = 0.0
    context: float = 0.0
    characters: float = 0.0
    no_figure: float = 0.0
    names: float = 0.0
    elsewhere: float = 0.0
    counted: float = 0.0
    thing: float = 0.0
    terms: float = 0.0
    coverage: float = 0.0
    known: float = 0.0
    held: float = 0.0
    size: float = 0.0


MOST_LEAD = 4.0
MOST_AHEAD = 6.0


def odds(signals: Signals, language: Language) -> float:
    """Return the log odds (no probability) that a sentence, among others, is the one that answers.

    A conditional logit (McFadden 1974, "Conditional logit analysis of qualitative choice
    behavior"): of the sentences of a question, one with odds o is chosen with the probability
    exp(o) divided by the sum of all exp(o).
    """
    weights = _fitted()[language]["sentence"]
    return float(sum(weights[name] * value for name, value in asdict(signals).items()))


def outlook(
    signals: Signals, leads: tuple[float, float | None], terms: int, coverage: float, chunks: int
) -> Outlook:
    """Return the outlook of a question from the signals and the leads of its best sentence.

    The second lead is None if no other article has a sentence.
    """
    size = math.log10(max(chunks, 1))
    return Outlook(
        lead=min(leads[0], MOST_LEAD),
        ahead=min(leads[1] or 0.0, MOST_AHEAD),
        only=float(leads[1] is None),
        clause=signals.clause,
        words_around=signals.words_around,
        title=signals.title,
        context=max(signals.before, signals.after),
        characters=signals.characters,
        no_figure=signals.no_figure,
        names=signals.names,
        elsewhere=signals.elsewhere,
        counted=signals.counted,
        thing=signals.thing,
        terms=math.log1p(terms),
        coverage=coverage,
        known=coverage * size,
        held=signals.words_around * size,
        size=size,
    )


def confidence(found: Outlook, language: Language) -> float:
    """Return the probability that one of the three best sentences holds the answer."""
    weights = _fitted()[language]["confidence"]
    logit = weights["bias"] + sum(weights[n] * value for n, value in asdict(found).items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def pooled(one: float, other: float) -> float:
    """Return the probability whose log odds are the mean of those of two.

    >>> round(pooled(0.9, 0.1), 3)
    0.5
    """
    yes, no = math.sqrt(one * other), math.sqrt((1 - one) * (1 - other))
    return yes / (yes + no) if yes else 0.0


@cache
def _fitted() -> dict[str, dict[str, dict[str, float]]]:
    """Load the weights by language and by what they are for."""
    found: dict[str, dict[str, dict[str, float]]] = tomllib.loads(FITTED.read_text("utf-8"))
    return found
