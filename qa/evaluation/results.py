"""Results: what came of each case, scored, with the stage at which it failed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from qa.models.llm import Usage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa.evaluation.cases import Case


class Outcome(StrEnum):
    """Pass, fail, or unscored: an error or a skip, which counts as not passed."""

    PASS = "pass"  # noqa: S105  # no password
    FAIL = "fail"
    UNSCORED = "unscored"


class Stage(StrEnum):
    """Where a case failed: the first stage of the data at which what is needed is lost."""

    RETRIEVAL = "retrieval"  # no passage found holds the gold
    EVIDENCE = "evidence"  # a passage does, and no sentence chosen from them
    READING = "reading"  # a sentence does, and the answer is another
    CITATION = "citation"  # the answer is right, and what it cites does not prove it
    REFUSAL = "refusal"  # answered what has no answer, or did not answer what has one
    GOLD = "gold"  # what is expected is not in the article
    INFRASTRUCTURE = "infrastructure"  # a cassette, a server or a file: nothing was measured


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one case. `value` is what was answered, `record` all of it as `--json` has it.

    `scores` are numbers from 0 to 1 by name (figure, exact, f1, slot, recall@10, mrr, support,
    precision); what does not apply is not there. `evidence` are the sentences that were read,
    best first, as citations are written.
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
    """What a judge says of an answer."""

    RIGHT = "right"
    WRONG = "wrong"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was said of one answer, and why. Without an opinion it was not judged."""

    opinion: Opinion | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a model says of the answers of a run, by the id of the case.

    `prompt` is the version of the template that it was asked with.
    """

    model: str
    prompt: str
    said: Mapping[str, Judgement] = field(default_factory=dict)

    def count(self, opinion: Opinion | None) -> int:
        """Of how many answers it says this; of None: how many were not judged."""
        return sum(one.opinion is opinion for one in self.said.values())

    def compared(self, results: Sequence[Result]) -> tuple[list[Result], list[Result]]:
        """The results of which it says the same as the scores, and those of which it does not.

        What it is unsure of is neither. An answer that is right and not proven is right here.
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
    model, embedder, prompts' digests, articles' digests, version. `judged` is what a model says
    of the answers, where one was asked; no score is made of it.
    """

    mode: str
    results: tuple[Result, ...]
    conditions: dict[str, str] = field(default_factory=dict)
    judged: Judged | None = None
