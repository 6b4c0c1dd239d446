"""Endings: how a run ends, with its exit code, and the reasons in sentences to act on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from qa.errors import OverBudget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.errors import QaError


class Kind(StrEnum):
    """The ways in which a run can end, in the order in which they have to be mended."""

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
    """A reason why a run may not pass: its kind, a sentence, and the cases that it is about.

    `ends` says that the run was stopped: there is no other report of it.
    """

    kind: Kind
    sentence: str
    cases: tuple[str, ...] = ()
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict of the gates on a run. `notes` are worth knowing, and stop nothing."""

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
        """The reasons why it may not pass, a sentence each, in the order in which to mend them."""
        ordered = sorted(self.found, key=lambda reason: _ORDER.index(reason.kind))
        return tuple(reason.sentence for reason in ordered)

    @property
    def exit_code(self) -> int:
        return EXIT_CODES[self.kind]


def joined(verdicts: Iterable[Verdict]) -> Verdict:
    """Join the verdicts of several runs into one."""
    each = list(verdicts)
    notes = dict.fromkeys(note for verdict in each for note in verdict.notes)
    return Verdict(tuple(one for verdict in each for one in verdict.found), tuple(notes))


def of_verdict(verdict: Verdict) -> dict[str, Any]:
    """Return the record of a verdict."""
    return {
        "exit_code": verdict.exit_code,
        "kind": verdict.kind.value,
        "notes": list(verdict.notes),
        "reasons": list(verdict.reasons),
    }


def stopped(error: QaError, mode: str) -> Verdict:
    """Return the verdict on a run that was stopped: over its limit, or without its server."""
    kind = Kind.BUDGET if isinstance(error, OverBudget) else Kind.INFRASTRUCTURE
    said = f"{error.message}; {error.hint}" if error.hint else error.message
    return Verdict((Reason(kind, f"{mode}: {said}", ends=True),))
