"""What came back of a batch: replies that are kept and counted, and why the others failed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qa.llm.batch_lines import results
from qa.llm.metering import usable
from qa.meter import Call
from qa.text import printable
from qa.tokens import Tokens

if TYPE_CHECKING:
    from qa.jobs.batch_state import Asked, Part, Store
    from qa.llm import Reply, Usage
    from qa.llm.batch_lines import Result
    from qa.llm.batches import Batch, Batches
    from qa.meter import Meter

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
    keeps and counts no reply a second time.
    """
    taken = Taken(problems=_not_taken(part, batch))
    for file in filter(None, (batch.output_file_id, batch.error_file_id)):
        content = client.content(file)
        if content is None:
            taken.problems.append(f"{part.name}: its file {printable(file)} is gone")
            continue
        for result in results(content):
            _take(result, part, taken, store, meter)
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


def _take(result: Result, part: Part, taken: Taken, store: Store, meter: Meter) -> None:
    key, where = result.key, f"{part.name}: line {result.line} of its results"
    if key is None:
        taken.problems.append(f"{where}: {result.problem}")
    elif key not in part.requests:
        taken.problems.append(f"{where} answers {printable(key)[:64]!r}, which was not asked")
    elif key in taken.replies:
        taken.problems.append(f"{where} answers a second time; the first answer is kept")
    elif result.problem:
        taken.fail(key, result.problem)
    else:
        _keep(result, key, part, taken, store, meter)


def _keep(result: Result, key: str, part: Part, taken: Taken, store: Store, meter: Meter) -> None:
    asked = part.requests[key]
    reply = result.reply(asked.max_tokens)
    if reply is None:
        taken.fail(key, "what came back holds no reply")
        return
    taken.replies.add(key)
    taken.failures.pop(key, None)
    if store.reply(key) is None:  # else a run that was ended has kept it
        # Counted first: a run that is ended in between counts one reply twice, not never.
        store.keep(key, replace(reply, usage=_counted(reply, asked, part, meter)))


def _counted(reply: Reply, asked: Asked, part: Part, meter: Meter) -> Usage:
    used = usable(reply, asked.size, lambda: asked.tokens, asked.max_tokens)
    call = Call(asked.purpose, part.model, part.server, batched=True)
    took = Tokens(used.input_tokens, used.output_tokens, used.cached_tokens)
    return replace(used, cost=meter.spent(call, took, estimated=used.estimated))
