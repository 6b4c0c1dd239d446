"""What came back of a batch: replies that are kept and counted, and why the others failed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from qa.language.text import printable
from qa.models.llm.batch_lines import results
from qa.models.llm.metering import usable
from qa.models.meter import Call, Made
from qa.models.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.models.llm import Reply, Usage
    from qa.models.llm.batch_lines import Result
    from qa.models.llm.batches import Batch, Batches
    from qa.models.meter import Meter
    from qa.summaries.folder.batch_state import Asked, Part, Store

_TOGETHER = 50  # replies that are counted in one write: each would take ten milliseconds
_SHOWN = 20  # problems of a batch; what is wrong with 50,000 lines is wrong in the same way


@dataclass(slots=True)
class Taken:
    """The keys that have a reply now, why others have none, and what else is to be said."""

    replies: set[str] = field(default_factory=set)
    failures: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def fail(self, key: str, reason: str) -> None:
        if key not in self.replies:
            self.failures.setdefault(key, reason)


def take_in(part: Part, batch: Batch, client: Batches, store: Store, meter: Meter) -> Taken:
    """Keep the replies of a batch that has ended, of its two files in any order.

    A batch that expired or was cancelled has those that were ready by then. Taking it in again
    keeps no reply a second time; a run that was killed may have counted a few of them already.
    """
    taken = Taken(problems=_not_taken(part, batch))
    for file in filter(None, (batch.output_file_id, batch.error_file_id)):
        content = client.content(file)
        if content is None:
            taken.problems.append(f"{part.name}: its file {printable(file)} is gone")
            continue
        fresh = _fresh(content, part, taken, store)
        while some := list(islice(fresh, _TOGETHER)):
            _keep(some, part, store, meter)
    reasons = _reasons(part, batch)
    for key in part.requests:
        taken.fail(key, reasons.get(key, _UNANSWERED.get(batch.status, "no answer came back")))
    left_out = len(taken.problems) - _SHOWN
    if left_out > 0:
        taken.problems[_SHOWN:] = [f"{part.name}: {left_out} more"]
    return taken


_UNANSWERED = {
    "expired": "the batch expired before it was answered",
    "cancelled": "the batch was cancelled before it was answered",
}


def _not_taken(part: Part, batch: Batch) -> list[str]:
    """What was wrong with the file, by its lines."""
    return [
        f"{part.name}: {f'line {problem.line}: ' if problem.line else ''}{problem}"
        for problem in batch.problems
    ]


def _reasons(part: Part, batch: Batch) -> dict[str, str]:
    """Why a batch that was not taken was not: of the requests of wrong lines, their own reason."""
    if batch.status != "failed":
        return {}
    keys = list(part.requests)
    first = next(iter(batch.problems), None)
    where = f"line {first.line}: " if first and first.line else ""
    reasons = dict.fromkeys(keys, f"the batch was refused: {where}{first or 'no reason is given'}")
    own = {problem.line: str(problem) for problem in batch.problems if problem.line}
    reasons.update((keys[n - 1], reason) for n, reason in own.items() if 0 < n <= len(keys))
    return reasons


def _take(result: Result, part: Part, taken: Taken) -> Reply | None:
    """A reply that is to be kept; else what is said of the line."""
    key, where = result.key, f"{part.name}: line {result.line} of its results"
    if key is None:
        taken.problems.append(f"{where}: {result.problem}")
    elif key not in part.requests:
        taken.problems.append(f"{where} answers {printable(key)[:64]!r}, which was not asked")
    elif key in taken.replies:
        taken.problems.append(f"{where} answers a second time; the first answer is kept")
    elif result.problem:
        taken.fail(key, result.problem)
    elif reply := result.reply(part.requests[key].max_tokens):
        taken.replies.add(key)
        taken.failures.pop(key, None)
        return reply
    else:
        taken.fail(key, "what came back holds no reply")
    return None


def _fresh(content: bytes, part: Part, taken: Taken, store: Store) -> Iterator[tuple[str, Reply]]:
    """The replies in a file that are not kept yet: a run that was ended may have kept some."""
    for result in results(content):
        reply = _take(result, part, taken)
        if reply and result.key and store.reply(result.key) is None:
            yield result.key, reply


def _keep(replies: list[tuple[str, Reply]], part: Part, store: Store, meter: Meter) -> None:
    used = [_used(reply, part.requests[key]) for key, reply in replies]
    made = [
        _made(usage, part, part.requests[key].purpose)
        for usage, (key, _) in zip(used, replies, strict=True)
    ]
    # Counted first: what is kept is never without its count, whatever ends this run.
    costs = meter.spent(made)
    for (key, reply), usage, cost in zip(replies, used, costs, strict=True):
        store.keep(key, replace(reply, usage=replace(usage, cost=cost)))


def _used(reply: Reply, asked: Asked) -> Usage:
    return usable(reply, asked.size, lambda: asked.tokens, asked.max_tokens)


def _made(usage: Usage, part: Part, purpose: str) -> Made:
    call = Call(purpose, part.model, part.server, batched=True)
    took = Tokens(usage.input_tokens, usage.output_tokens, usage.cached_tokens)
    return Made(call, took, usage.estimated)
