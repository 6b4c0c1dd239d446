"""Records of usage: of one answer, and of all calls."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from decimal import Decimal

    from qa.models.llm import Usage
    from qa.models.prices import Money
    from qa.models.usage import Report, Sum

Record = dict[str, Any]


def of_usage(usage: Usage) -> Record:
    """Return the record of an answer's usage; `cost` is a text, as figures are, null if unknown."""
    nothing = None if usage.calls else "0"
    return {
        "calls": usage.calls,
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "estimated": usage.estimated,
        "cost": exact(usage.cost.amount) if usage.cost else nothing,
        "currency": usage.cost.currency if usage.cost else None,
    }


def of_ledger(report: Report) -> Record:
    """Return the record of all counted calls, by day, model and purpose."""
    return {
        "since": report.since.isoformat() if report.since else None,
        "until": report.until.isoformat() if report.until else None,
        "total": of_sum(report.total),
        "days": [{"day": name, **of_sum(one)} for name, one in report.days],
        "models": [{"model": name, **of_sum(one)} for name, one in report.models],
        "purposes": [{"purpose": name, **of_sum(one)} for name, one in report.purposes],
    }


def of_sum(one: Sum) -> Record:
    """Return the record of a sum."""
    costs = {money.currency: exact(money.amount) for money in one.costs}
    return {**asdict(one), "costs": costs}


def exact(amount: Decimal) -> str:
    """Write an amount in digits only: Decimal writes a small one as 7E-7."""
    return f"{amount:f}"


def amount(money: Money | None) -> str | None:
    """Return the digits of an amount, if there is one."""
    return exact(money.amount) if money else None
