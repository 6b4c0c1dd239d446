"""Records: answers, hits and reports as the JSON of the command contract."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.answering import Answer
    from qa.articles import Article
    from qa.citations import Citation
    from qa.contradictions import CitedVersion
    from qa.diagnosis import Finding, Status
    from qa.grounding import GroundedFigure
    from qa.index.rows import Failure
    from qa.index.sync import SyncReport
    from qa.passages import Passage

Record = dict[str, Any]


def of_answer(answer: Answer, key: str | None = None) -> Record:
    """The record of an answer; `key` is the question's id in a batch."""
    return {
        "id": key,
        "question": answer.question,
        "answered": answer.answered,
        "answer": answer.text,
        "mode": answer.mode,
        "confidence": round(answer.confidence, 4),
        "citations": [_citation(citation) for citation in answer.citations],
        "figures": [_figure(figure) for figure in answer.figures],
        "withheld": [asdict(withheld) for withheld in answer.withheld],
        "nearest": [_citation(citation) for citation in answer.nearest],
        "versions": [_version(version) for version in answer.versions],
        "model": answer.model,
        "usage": asdict(answer.usage),
        "seconds": round(answer.seconds, 3),
    }


def _citation(citation: Citation) -> Record:
    return {**asdict(citation), "date": _iso(citation), "also": list(citation.also)}


def _figure(figure: GroundedFigure) -> Record:
    return {
        "text": figure.text,
        "value": figure.value,
        "unit": figure.unit,
        "supported": figure.supported,
        "article": figure.article,
        "start": figure.span.start if figure.span else None,
        "end": figure.span.end if figure.span else None,
    }


def _version(version: CitedVersion) -> Record:
    """A version; `start` and `end` are those of its quote, as in `citations`."""
    figure, citation = version.figure, version.citation
    return {
        "figure": figure.text,
        "value": figure.value,
        "unit": figure.unit,
        "article": citation.article,
        "title": citation.title,
        "date": _iso(citation),
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "verified": citation.verified,
    }


def of_hits(
    question: str, passages: Sequence[Passage], key: str | None = None, *, explain: bool = False
) -> Record:
    """The record of a search."""
    return {
        "id": key,
        "question": question,
        "hits": [{**_hit(p), **(_explanation(p) if explain else {})} for p in passages],
    }


def _hit(passage: Passage) -> Record:
    chunk = passage.chunk
    return {
        "article": chunk.article,
        "title": chunk.title,
        "date": _iso(chunk),
        "start": chunk.span.start,
        "end": chunk.span.end,
        "score": round(passage.score, 4),
        "text": chunk.text,
        "also": list(passage.also),
    }


def _explanation(passage: Passage) -> Record:
    return {
        "signals": [
            {"name": s.name, "value": round(s.value, 4), "added": round(s.added, 4)}
            for s in passage.signals
        ],
        "matched": [
            {"said": m.said, "form": m.form, "idf": round(m.idf, 2)} for m in passage.matched
        ],
    }


def of_article(article: Article) -> Record:
    """The record of an article."""
    return {
        "article": article.path,
        "title": article.title,
        "date": _iso(article),
        "author": article.author,
        "categories": list(article.categories),
        "text": article.text,
        "paragraphs": [asdict(paragraph) for paragraph in article.paragraphs],
    }


def of_sync(report: SyncReport) -> Record:
    """The record of an index run."""
    return {**asdict(report), "failed": _failed(report.failed), "seconds": round(report.seconds, 3)}


def of_status(status: Status) -> Record:
    """The record of what is indexed."""
    return {**asdict(status), "failed": _failed(status.failed)}


def of_findings(findings: Sequence[Finding]) -> Record:
    """The record of what is wrong."""
    return {"healthy": not findings, "findings": [asdict(finding) for finding in findings]}


def _failed(failures: Sequence[Failure]) -> list[Record]:
    return [{"article": failure.path, "error": failure.error} for failure in failures]


def _iso(dated: Article | Citation | Any) -> str | None:
    return dated.date.isoformat() if dated.date else None
