"""The record of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.models.record import of_usage
from qa.proof.record import of_citation, of_figure, of_version, of_withheld

if TYPE_CHECKING:
    from qa.answers.answer import Answer

Record = dict[str, Any]


def of_answer(answer: Answer, key: str | None = None) -> Record:
    """Return the record of an answer; `key` is the question's id in a batch."""
    return {
        "id": key,
        "question": answer.question,
        "answered": answer.answered,
        "answer": answer.text,
        "mode": answer.mode,
        "confidence": round(answer.confidence, 4),
        "citations": [of_citation(citation) for citation in answer.citations],
        "figures": [of_figure(figure) for figure in answer.figures],
        "withheld": [of_withheld(withheld) for withheld in answer.withheld],
        "warnings": list(answer.warnings),
        "nearest": [of_citation(citation) for citation in answer.nearest],
        "versions": [of_version(version) for version in answer.versions],
        "model": answer.model,
        "usage": of_usage(answer.usage),
        "seconds": round(answer.seconds, 3),
    }
