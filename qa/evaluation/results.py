"""Results: the outcome and scores of each case, and the stage at which it failed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from qa.models.llm import Usage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa.evaluation.cases import Case


class Outcome(StrEnum):
    """The outcome of a case; unscored is an error or a skip, and counts as not passed."""

    PASS = "pass"  # noqa: S105  # no password
    FAIL = "fail"
    UNSCORED = "unscored"


class Stage(StrEnum):
    """The stage at which a case failed: the first one that loses what is needed."""

    RETRIEVAL = "retrieval"  # no passage found holds the gold
    EVIDENCE = "evidence"  # a passage does, but no sentence chosen from them
    READING = "reading"  # a sentence does, but the answer is another
    CITATION = "citation"  # the answer is right, but what it cites does not prove it
    REFUSAL = "refusal"  # answered what has no answer, or did not answer what has one
    GOLD = "gold"  # what is expected is not in the article
    INFRASTRUCTURE = "infrastructure"  # a cassette, a server or a file: nothing was measured


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a case. `value` is what was answered, `record` all of it as `--json` has it.

    `scores` are numbers from 0 to 1 by name (figure, exact, f1, slot, recall@10, mrr, support,
    precision), without those that do not apply. `evidence` are the sentences that were read, best
    first, as citations are written.
    """

    case: Case
    outcome: Outcome
    explanation: str
    value: str
    stage: Stage | None = None
    scores: dict[str, float] = field(default_factory=dict)
    confidence: float | None = None
    record: dict[str, Any] = field(default_factory=dict)
    evidence: tuple[dict[str, Any], ...] = ()
    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0


class Opinion(StrEnum):
    """A judge's opinion of an answer."""

    RIGHT = "right"
    WRONG = "wrong"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judge's opinion of one answer, and why. Without an opinion it was not judged."""

    opinion: Opinion | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A model's opinions of the answers of a run, by the id of the case.

    `prompt` is the version of the template that it was asked with.
    """

    model: str
    prompt: str
    said: Mapping[str, Judgement] = field(default_factory=dict)

    def count(self, opinion: Opinion | None) -> int:
        """Count the answers with this opinion; with None, those that were not judged."""
        return sum(one.opinion is opinion for one in self.said.values())

    def compared(self, results: Sequence[Result]) -> tuple[list[Result], list[Result]]:
        """Return the results on which judge and scores agree, and those on which they do not.

        What the judge is unsure of is in neither. An answer that is right but not proven is right
        here.
        """
        alike: list[Result] = []
        apart: list[Result] = []
        for result in results:
            said = self.said.get(result.case.id)
            if said and said.opinion in {Opinion.RIGHT, Opinion.WRONG}:
                same = (said.opinion is Opinion.RIGHT) == _right(result)
                (alike if same else apart).append(result)
        return alike, apart


def _right(result: Result) -> bool:
    return result.outcome is Outcome.PASS or result.stage is Stage.CITATION


@dataclass(frozen=True, slots=True)
class Run:
    """All results of one run, in the order of the cases.

    `mode` is extractive, model (live), replay or record. `conditions` say what it was made with:
    model, embedder, prompts' digests, articles' digests, version. `judged` is what a model says of
    the answers, if one was asked; it does not affect the scores.
    """

    mode: str
    results: tuple[Result, ...]
    conditions: dict[str, str] = field(default_factory=dict)
    judged: Judged | None = None
