"""The record of an index run."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.index.rows import Failure
    from qa.index.sync import SyncReport

Record = dict[str, Any]


def of_sync(report: SyncReport) -> Record:
    """Return the record of an index run."""
    return {
        **asdict(report),
        "failed": of_failures(report.failed),
        "seconds": round(report.seconds, 3),
    }


def of_failures(failures: Sequence[Failure]) -> list[Record]:
    """Return the records of the articles that could not be indexed."""
    return [{"article": failure.path, "error": failure.error} for failure in failures]
