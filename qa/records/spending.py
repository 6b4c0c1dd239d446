"""Records of what was spent, or would be: usage, sums and estimates."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from decimal import Decimal

    from qa.models.llm import Usage
    from qa.models.prices import Money
    from qa.models.usage import Report, Sum
    from qa.summaries.folder.plans import Estimate
    from qa.summaries.folder.runs import RunReport

    Record = dict[str, Any]


def of_usage(usage: Usage) -> Record:
    """The record of what an answer took; `cost` is a text, as figures are, null if unknown."""
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
    """The record of all that was counted, by day, model and purpose."""
    return {
        "since": report.since.isoformat() if report.since else None,
        "until": report.until.isoformat() if report.until else None,
        "total": _sum(report.total),
        "days": [{"day": name, **_sum(one)} for name, one in report.days],
        "models": [{"model": name, **_sum(one)} for name, one in report.models],
        "purposes": [{"purpose": name, **_sum(one)} for name, one in report.purposes],
    }


def _sum(one: Sum) -> Record:
    costs = {money.currency: exact(money.amount) for money in one.costs}
    return {**asdict(one), "costs": costs}


def exact(amount: Decimal) -> str:
    """Digits only: a Decimal's own text of a small amount is 7E-7."""
    return f"{amount:f}"


def of_estimate(found: Estimate) -> Record:
    """The record of what a run would take; `batched` is its cost by the Batch API."""
    return {
        "articles": found.articles,
        "up_to_date": found.up_to_date,
        "unreadable": found.unreadable,
        "todo": found.todo,
        "calls": found.calls,
        "input_tokens": found.tokens.input,
        "output_tokens": found.tokens.output,
        "cost": _amount(found.cost),
        "batched": _amount(found.batched),
        "currency": found.cost.currency if found.cost else None,
    }


def of_folder(found: RunReport, spent: Sum) -> Record:
    """The record of what became of a folder of summaries, and of what it took."""
    return {
        "written": found.progress.done,
        "up_to_date": found.progress.up_to_date,
        "failed": [{"article": one.article, "error": one.error} for one in found.failures],
        "usage": _sum(spent),
    }


def _amount(money: Money | None) -> str | None:
    return exact(money.amount) if money else None
