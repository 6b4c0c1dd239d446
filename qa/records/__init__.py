"""Records: answers, hits and reports as the JSON of the command contract."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from qa.records.spending import of_estimate as of_estimate
from qa.records.spending import of_folder as of_folder
from qa.records.spending import of_ledger as of_ledger
from qa.records.spending import of_usage as of_usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.answers.answer import Answer, Withheld
    from qa.articles.article import Article
    from qa.corpus.diagnosis import Finding, Status
    from qa.index.rows import Failure
    from qa.index.sync import SyncReport
    from qa.proof.citations import Citation
    from qa.proof.grounding import GroundedFigure
    from qa.proof.versions.contradictions import CitedVersion
    from qa.search.passages import Passage
    from qa.summaries.digest.digest import Digest, Event
    from qa.summaries.summary import Summary, SummarySentence
    from qa.verify.verification import QuoteCheck, RecordCheck, Verification

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
        "withheld": [_withheld(withheld) for withheld in answer.withheld],
        "warnings": list(answer.warnings),
        "nearest": [_citation(citation) for citation in answer.nearest],
        "versions": [_version(version) for version in answer.versions],
        "model": answer.model,
        "usage": of_usage(answer.usage),
        "seconds": round(answer.seconds, 3),
    }


def of_summary(summary: Summary) -> Record:
    """The record of a summary; it holds no time, so that two runs give the same bytes."""
    return {
        "article": summary.article,
        "title": summary.title,
        "date": _iso(summary),
        "sentences": [_sentence(sentence) for sentence in summary.sentences],
        "figures": [_figure(figure) for one in summary.sentences for figure in one.figures],
        "withheld": [_withheld(withheld) for withheld in summary.withheld],
        "mode": summary.mode,
        "lang": summary.form.lang,
        "style": summary.form.style,
        "model": summary.model,
        "usage": of_usage(summary.usage),
    }


def of_digest(digest: Digest) -> Record:
    """The record of a digest; each of its events is a summary, as `qa.verify.saved` reads one."""
    return {
        "topic": digest.topic,
        "since": digest.since.isoformat() if digest.since else None,
        "until": digest.until.isoformat() if digest.until else None,
        "articles": digest.articles,
        "reprints": digest.reprints,
        "events": [_event(event) for event in digest.events],
        "more": digest.more,
        "disagreements": [
            {"versions": [*map(_differing, d.versions)]} for d in digest.disagreements
        ],
        "withheld": [_withheld(withheld) for withheld in digest.withheld],
        "mode": digest.mode,
        "model": digest.model,
        "usage": of_usage(digest.usage),
    }


def _event(event: Event) -> Record:
    return {
        "date": _iso(event),
        "title": event.title,
        "sentences": list(map(_sentence, event.lines)),
        "figures": [_figure(figure) for line in event.lines for figure in line.figures],
        "sources": [{**asdict(s), "date": _iso(s), "also": list(s.also)} for s in event.sources],
    }


def _differing(version: CitedVersion) -> Record:
    quoted = {**_source(version.citation), "paragraph": version.citation.paragraph}
    return {"figure": version.figure.text, "said": version.said, "citation": quoted}


def _sentence(sentence: SummarySentence) -> Record:
    citations = [{**_source(one), "paragraph": one.paragraph} for one in sentence.citations]
    return {
        "text": sentence.text,
        "paragraphs": list(sentence.paragraphs),
        "citations": citations,
    }


def _citation(citation: Citation) -> Record:
    return {**asdict(citation), "date": _iso(citation), "also": list(citation.also)}


def _source(citation: Citation) -> Record:
    """What every quote is recorded with, wherever it stands."""
    return {
        "article": citation.article,
        "title": citation.title,
        "date": _iso(citation),
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "verified": citation.verified,
    }


def _withheld(withheld: Withheld) -> Record:
    return {"text": withheld.text, "reasons": list(withheld.reasons)}


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
        **_source(citation),
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


def of_verification(found: Verification) -> Record:
    """The record of what still holds; `records` are those that are not as they were."""
    return {
        "holds": found.holds,
        "answers": found.answers,
        "summaries": found.summaries,
        "quotes": found.quotes,
        "held": found.held,
        "moved": found.moved,
        "changed": found.changed,
        "gone": found.gone,
        "figures": found.figures,
        "records": [_checked(record) for record in found.records],
    }


def _checked(record: RecordCheck) -> Record:
    return {
        "place": record.place,
        "name": record.name,
        "holds": record.holds,
        "problems": [asdict(problem) for problem in record.problems],
        "quotes": [_quote(check) for check in record.quotes],
        "nearest": [_quote(check) for check in record.nearest],
    }


def _quote(check: QuoteCheck) -> Record:
    now = check.now
    return {
        "article": check.was.article,
        "start": check.was.span.start,
        "end": check.was.span.end,
        "quote": check.quote,
        "fate": check.fate,
        "now": {"article": now.article, **asdict(now.span)} if now else None,
    }


def _failed(failures: Sequence[Failure]) -> list[Record]:
    return [{"article": failure.path, "error": failure.error} for failure in failures]


def _iso(dated: Article | Citation | Any) -> str | None:
    return dated.date.isoformat() if dated.date else None
