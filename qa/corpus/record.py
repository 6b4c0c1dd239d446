"""Records of an index: its contents and its defects."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from qa.index.record import of_failures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.corpus.diagnosis import Finding, Status

Record = dict[str, Any]


def of_status(status: Status) -> Record:
    """Return the record of what is indexed."""
    return {**asdict(status), "failed": of_failures(status.failed)}


def of_findings(findings: Sequence[Finding]) -> Record:
    """Return the record of what is wrong."""
    return {"healthy": not findings, "findings": [asdict(finding) for finding in findings]}
