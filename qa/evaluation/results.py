"""Results: what came of each case, scored, with the stage at which it failed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from qa.models.llm import Usage

if TYPE_CHECKING:
    from qa.evaluation.cases import Case
    from qa.evaluation.judge import Judged


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
