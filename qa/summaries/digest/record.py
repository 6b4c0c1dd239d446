"""The record of a digest."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from qa.articles.record import iso
from qa.models.record import of_usage
from qa.proof.record import of_figure, of_source, of_withheld
from qa.summaries.record import of_sentence

if TYPE_CHECKING:
    from qa.proof.versions.contradictions import CitedVersion
    from qa.summaries.digest.digest import Digest, Event

Record = dict[str, Any]


def of_digest(digest: Digest) -> Record:
    """Return the record of a digest, whose events are summaries that `qa.verify.saved` reads."""
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
        "withheld": [of_withheld(withheld) for withheld in digest.withheld],
        "mode": digest.mode,
        "model": digest.model,
        "usage": of_usage(digest.usage),
    }


def _event(event: Event) -> Record:
    return {
        "date": iso(event),
        "title": event.title,
        "sentences": list(map(of_sentence, event.lines)),
        "figures": [of_figure(figure) for line in event.lines for figure in line.figures],
        "sources": [{**asdict(s), "date": iso(s), "also": list(s.also)} for s in event.sources],
    }


def _differing(version: CitedVersion) -> Record:
    quoted = {**of_source(version.citation), "paragraph": version.citation.paragraph}
    return {"figure": version.figure.text, "said": version.said, "citation": quoted}
