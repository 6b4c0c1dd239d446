"""Cases: a question, or an article to summarize, with what is expected of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["normal", "critical"]


@dataclass(frozen=True, slots=True)
class Gold:
    """A place in an article that holds the answer; the whole article if there is no quote."""

    article: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """The expected answer: figures (each of them), one of the texts, or that there is no answer.

    `figures` are written as an article would write them, "130个" or "5.42 billion yuan". `contains`
    and `lacks` are for summaries. `gold` are the places that prove the answer.
    """

    figures: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    unanswered: bool = False
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    gold: tuple[Gold, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A case of an eval set. Either `question` or `summarize` (an article) is given.

    `place` is the file and line where it stands: `evals/seed.yaml:12`.
    """

    id: str
    expected: Expected
    place: str
    question: str = ""
    summarize: str = ""
    tags: tuple[str, ...] = ()
    severity: Severity = "normal"
    notes: str = ""
