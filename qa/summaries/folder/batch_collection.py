"""Collection: replies of batches are kept and counted, and articles with all theirs finished."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from qa.errors import QaError
from qa.language.text import printable
from qa.models.llm.batch_lines import results
from qa.models.llm.metering import usable
from qa.models.meter import Call, Made
from qa.models.tokens import Tokens
from qa.summaries.folder.batch_state import advance, asked, given_up, load, status_of, unmade
from qa.summaries.folder.batch_submission import recover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from qa.models.llm import Reply, Usage
    from qa.models.llm.batch_lines import Result
    from qa.models.llm.batches import Batch, Batches
    from qa.models.meter import Meter
    from qa.summaries.folder.batch_state import (
        Account,
        Article,
        Asked,
        BatchStatus,
        Part,
        Stand,
        State,
        Store,
    )
    from qa.summaries.summary import Summary

_TOGETHER = 50  # replies that are counted in one write; a write each would take ten milliseconds
_SHOWN = 20  # problems of a batch; 50,000 wrong lines are all wrong in the same way


@dataclass(slots=True)
class Taken:
    """The keys that have a reply now, the reasons why others have none, and other problems."""

    replies: set[str] = field(default_factory=set)
    failures: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def fail(self, key: str, reason: str) -> None:
        if key not in self.replies:
            self.failures.setdefault(key, reason)


def take_in(part: Part, batch: Batch, client: Batches, store: Store, meter: Meter) -> Taken:
    """Keep the replies of a batch that has ended, from its two files in any order.

    A batch that expired or was cancelled has the replies that were ready by then. Taking it in
    again keeps no reply twice; a run that was killed may have counted a few of them already.
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
    """List what was wrong with the file, by line."""
    return [
        f"{part.name}: {f'line {problem.line}: ' if problem.line else ''}{problem}"
        for problem in batch.problems
    ]


def _reasons(part: Part, batch: Batch) -> dict[str, str]:
    """Return why the requests of a refused batch failed, each wrong line for its own reason."""
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
    """Return the reply of a line, or note in `taken` why there is none to keep."""
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
    """Yield the replies in a file that are not kept yet: an interrupted run may have kept some."""
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
    # Counted first, so that however this run ends, no reply is kept without being counted.
    costs = meter.spent(made)
    for (key, reply), usage, cost in zip(replies, used, costs, strict=True):
        store.keep(key, replace(reply, usage=replace(usage, cost=cost)))


def _used(reply: Reply, asked: Asked) -> Usage:
    return usable(reply, asked.size, lambda: asked.tokens, asked.max_tokens)


def _made(usage: Usage, part: Part, purpose: str) -> Made:
    call = Call(purpose, part.model, part.server, batched=True)
    took = Tokens(usage.input_tokens, usage.output_tokens, usage.cached_tokens)
    return Made(call, took, usage.estimated)


# --- collect -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Collected:
    """The result of a collect. `further` articles need another submit, `waiting` ones a collect.

    `batches` are those still under way; `problems` say what was wrong with the others.
    """

    replies: int
    done: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    waiting: tuple[str, ...]
    further: tuple[str, ...]
    batches: tuple[BatchStatus, ...]
    problems: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """True if every article is done."""
        return not (self.failed or self.waiting or self.further)


def collect(
    todo: Iterable[Article],
    account: Account,
    done: Callable[[str, Summary], None],
    failed: Callable[[str, str], None],
    now: float | None = None,
) -> Collected:
    """Keep the replies of batches that have ended, and finish the articles that have all theirs.

    Collecting twice is harmless; after an error the same call goes on. Raises ModelUnreachable.
    """
    state = load(account.store)
    recover(state, account)
    came = _Came()
    for part in list(state.parts):
        _fetch(part, state, account, came, now)
    finished = _Finishing(account, _under_way(state, account), state.failures, done, failed)
    finished.all(todo)
    return Collected(
        came.replies,
        tuple(finished.done),
        tuple(finished.failed),
        tuple(finished.waiting),
        tuple(finished.further),
        tuple(came.under_way),
        tuple(came.problems),
    )


@dataclass(slots=True)
class _Came:
    replies: int = 0
    under_way: list[BatchStatus] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def _fetch(part: Part, state: State, account: Account, came: _Came, now: float | None) -> None:
    """Take in a batch that has ended, or note its progress."""
    batch = asked(part, account)
    standing = status_of(part, batch, account, now)
    if batch and batch.ended:
        taken = take_in(part, batch, account.client, account.store, account.meter)
        came.problems += taken.problems
        came.replies += len(taken.replies)
        failures = taken.failures
    elif given_up(part, standing, now):
        failures = dict.fromkeys(part.requests, f"{part.server} has no results any more")
    else:
        came.under_way.append(standing)
        return
    state.parts.remove(part)
    state.failures.update(failures)
    state.save(account.store)


def _under_way(state: State, account: Account) -> frozenset[str]:
    """Return the requests that may still get a reply: those for which a batch was made."""
    unsent = unmade(state, account)
    return frozenset(key for part in state.parts if part not in unsent for key in part.requests)


class _Finishing:
    """A pass over articles that finishes those it can and sorts the others by what they lack."""

    def __init__(
        self,
        account: Account,
        under_way: frozenset[str],
        reasons: dict[str, str],
        on_done: Callable[[str, Summary], None],
        on_failed: Callable[[str, str], None],
    ) -> None:
        self._account = account
        self._under_way = under_way
        self._reasons = reasons
        self._on_done = on_done
        self._on_failed = on_failed
        self.done: list[str] = []
        self.failed: list[tuple[str, str]] = []
        self.waiting: list[str] = []
        self.further: list[str] = []

    def all(self, todo: Iterable[Article]) -> None:
        """Finish what can be; forget the replies used unless an unfinished article needs them."""
        finished: set[str] = set()
        needed: set[str] = set()
        for path, begin in todo:
            try:
                stand = advance(begin, self._account)
            except QaError as error:
                self._fail(path, error.message)
                continue
            if stand.summary is None:
                needed |= stand.keys
                self._hold(path, stand)
                continue
            finished |= stand.keys
            self._on_done(path, stand.summary)
            self.done.append(path)
        self._account.store.forget(finished - needed)

    def _hold(self, path: str, stand: Stand) -> None:
        reason = next((self._reasons[key] for key in stand.missing if key in self._reasons), None)
        if not self._under_way.isdisjoint(stand.missing):
            self.waiting.append(path)
        elif reason:
            self._fail(path, reason)
        else:
            self.further.append(path)

    def _fail(self, path: str, reason: str) -> None:
        self.failed.append((path, reason))
        self._on_failed(path, reason)
