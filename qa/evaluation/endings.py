"""Endings: what a run comes to, the exit code of that, and the reasons in sentences to act on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from qa.errors import OverBudget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.errors import QaError


class Kind(StrEnum):
    """What a run comes to. What has to be mended first comes first."""

    BUDGET = "budget"
    BAD_SET = "bad eval set"
    INFRASTRUCTURE = "infrastructure failure"
    REGRESSION = "regression"
    PASSED = "passed"


EXIT_CODES = {
    Kind.PASSED: 0,
    Kind.REGRESSION: 1,
    Kind.BAD_SET: 2,
    Kind.BUDGET: 7,
    Kind.INFRASTRUCTURE: 9,
}
_ORDER = list(Kind)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a run may not pass: what it is, in a sentence, and the cases that it is about.

    `ends` says that the run came to no end: there is no other report of it.
    """

    kind: Kind
    sentence: str
    cases: tuple[str, ...] = ()
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gates say of a run. `notes` are worth knowing, and stop nothing."""

    found: tuple[Reason, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        return min((reason.kind for reason in self.found), key=_ORDER.index, default=Kind.PASSED)

    @property
    def passed(self) -> bool:
        return not self.found

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it may not pass, a sentence each, in the order in which they have to be mended."""
        ordered = sorted(self.found, key=lambda reason: _ORDER.index(reason.kind))
        return tuple(reason.sentence for reason in ordered)

    @property
    def exit_code(self) -> int:
        return EXIT_CODES[self.kind]


def joined(verdicts: Iterable[Verdict]) -> Verdict:
    """One verdict of those of several runs."""
    each = list(verdicts)
    notes = dict.fromkeys(note for verdict in each for note in verdict.notes)
    return Verdict(tuple(one for verdict in each for one in verdict.found), tuple(notes))


def of_verdict(verdict: Verdict) -> dict[str, Any]:
    """The record of a verdict."""
    return {
        "exit_code": verdict.exit_code,
        "kind": verdict.kind.value,
        "notes": list(verdict.notes),
        "reasons": list(verdict.reasons),
    }


def stopped(error: QaError, mode: str) -> Verdict:
    """The verdict of a run that came to no end: over its limit, or without its server."""
    kind = Kind.BUDGET if isinstance(error, OverBudget) else Kind.INFRASTRUCTURE
    said = f"{error.message}; {error.hint}" if error.hint else error.message
    return Verdict((Reason(kind, f"{mode}: {said}", ends=True),))
