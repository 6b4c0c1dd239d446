"""Records of what proves a text: quotes, figures, versions, and what was withheld."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from qa.articles.record import iso

if TYPE_CHECKING:
    from qa.proof.citations import Citation
    from qa.proof.grounding import GroundedFigure
    from qa.proof.versions.contradictions import CitedVersion
    from qa.proof.withheld import Withheld

Record = dict[str, Any]


def of_citation(citation: Citation) -> Record:
    """Return the record of a quote of an answer."""
    return {**asdict(citation), "date": iso(citation), "also": list(citation.also)}


def of_source(citation: Citation) -> Record:
    """Return the fields that every record of a quote has."""
    return {
        "article": citation.article,
        "title": citation.title,
        "date": iso(citation),
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "verified": citation.verified,
    }


def of_withheld(withheld: Withheld) -> Record:
    """Return the record of what was withheld."""
    return {"text": withheld.text, "reasons": list(withheld.reasons)}


def of_figure(figure: GroundedFigure) -> Record:
    """Return the record of a figure."""
    return {
        "text": figure.text,
        "value": figure.value,
        "unit": figure.unit,
        "supported": figure.supported,
        "article": figure.article,
        "start": figure.span.start if figure.span else None,
        "end": figure.span.end if figure.span else None,
    }


def of_version(version: CitedVersion) -> Record:
    """Return the record of a version; `start` and `end` are its quote's, as in `citations`."""
    figure, citation = version.figure, version.citation
    return {
        "figure": figure.text,
        "value": figure.value,
        "unit": figure.unit,
        **of_source(citation),
    }
