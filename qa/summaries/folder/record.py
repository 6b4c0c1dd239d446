"""Records of a folder of summaries: the estimate of a run, and its result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.models.record import amount, of_sum

if TYPE_CHECKING:
    from qa.models.usage import Sum
    from qa.summaries.folder.plans import Estimate
    from qa.summaries.folder.runs import RunReport

Record = dict[str, Any]


def of_estimate(found: Estimate) -> Record:
    """Return the record of an estimate; `batched` is the cost of the run by the Batch API."""
    return {
        "articles": found.articles,
        "up_to_date": found.up_to_date,
        "unreadable": found.unreadable,
        "todo": found.todo,
        "calls": found.calls,
        "input_tokens": found.tokens.input,
        "output_tokens": found.tokens.output,
        "cost": amount(found.cost),
        "batched": amount(found.batched),
        "currency": found.cost.currency if found.cost else None,
    }


def of_folder(found: RunReport, spent: Sum) -> Record:
    """Return the record of a run over a folder of summaries, and of what was spent."""
    return {
        "written": found.progress.done,
        "up_to_date": found.progress.up_to_date,
        "failed": [{"article": one.article, "error": one.error} for one in found.failures],
        "usage": of_sum(spent),
    }
