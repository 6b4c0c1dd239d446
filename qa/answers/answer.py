"""Answers: what the articles say to a question, or that they do not answer it, with the proof."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qa.models.llm import Usage
from qa.proof.citations import Citation, cite
from qa.proof.versions import contradictions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.proof.citations import ReadText
    from qa.proof.grounding import GroundedFigure
    from qa.proof.versions.contradictions import CitedVersion, Version
    from qa.proof.withheld import Withheld
    from qa.search.evidence import Evidence
    from qa.search.query import Query

CITATIONS = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of the articles to a question, or the statement that they have none.

    `text` is empty if there is no answer; `nearest` are then the sentences that came closest.
    `confidence` is the probability that one of the first three sentences, cited or nearest,
    holds the answer. `warnings` say what does not hold in an answer that is given nevertheless.
    `versions` are the figures that sources give for it, newest first, if they contradict each
    other.
    """

    question: str
    answered: bool
    text: str
    mode: str
    confidence: float
    citations: tuple[Citation, ...] = ()
    figures: tuple[GroundedFigure, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    warnings: tuple[str, ...] = ()
    nearest: tuple[Citation, ...] = ()
    versions: tuple[CitedVersion, ...] = ()
    model: str | None = None
    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0


def unanswered(
    query: Query,
    nearest: Sequence[Evidence],
    confidence: float,
    read: ReadText,
    *,
    withheld: tuple[Withheld, ...] = (),
    model: str | None = None,
    usage: Usage | None = None,
) -> Answer:
    """Say that the articles do not answer, with the sentences that came closest."""
    shown = (cite(evidence, read) for evidence in nearest[:CITATIONS])
    return Answer(
        question=query.text,
        answered=False,
        text="",
        mode="model" if model else "extractive",
        confidence=confidence,
        withheld=withheld,
        nearest=tuple(citation for citation in shown if citation.verified),
        model=model,
        usage=usage or Usage(),
    )


def told(
    answer: Answer,
    query: Query,
    version: Version | None,
    evidence: Sequence[Evidence],
    read: ReadText,
) -> Answer:
    """Add the versions of the sources to an answer, if they contradict its figure."""
    found = contradictions.told(query, version, evidence, read) if answer.answered else ()
    if not found:
        return answer
    own = answer.mode == "model"  # its text stays, and the marks in it count its citations
    cited = [version.citation for version in found]
    citations = [*answer.citations, *cited] if own else [*cited, *answer.citations]
    borne = {(f.article, f.span) for f in answer.figures} if own else set()
    figures = (v.figure for v in found if (v.figure.article, v.figure.span) not in borne)
    return replace(
        answer,
        text=contradictions.written(found, query.language, answer.text if own else ""),
        versions=found,
        citations=tuple(dict.fromkeys(citations)),
        figures=(*(answer.figures if own else ()), *figures),
    )
