"""The record of a verification."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.verify.verification import QuoteCheck, RecordCheck, Verification

Record = dict[str, Any]


def of_verification(found: Verification) -> Record:
    """Return the record of a verification; `records` are those that are not as they were."""
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
