"""Summaries by the Batch API, for half the price: submitted now, collected within a day.

The requests of an article depend on the replies to its earlier ones: what can be asked is asked,
what comes back is kept, and an article that needs more is in the next batch.
"""

from __future__ import annotations

import uuid
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qa.errors import QaError
from qa.models import tokens
from qa.models.meter import Call
from qa.models.tokens import Tokens
from qa.summaries.folder import batch_state
from qa.summaries.folder.batch_results import take_in
from qa.summaries.folder.batch_sending import Limits, Sending, Wanted, files
from qa.summaries.folder.batch_status import asked, given_up, recover, status_of, unmade
from qa.summaries.folder.batch_steps import advance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager

    from qa.models.prices import Money
    from qa.summaries.folder.batch_sending import File
    from qa.summaries.folder.batch_state import Account, Part, State
    from qa.summaries.folder.batch_status import BatchStatus
    from qa.summaries.folder.batch_steps import Article, Stand
    from qa.summaries.summary import Summary


@dataclass(frozen=True, slots=True)
class Submitted:
    """What a submit did. `most` is what its batches can cost, None where no price is known.

    `waiting` articles have all their requests in earlier batches, `ready` ones need no more: they
    are finished by a collect.
    """

    batches: tuple[str, ...]
    requests: int
    articles: tuple[str, ...]
    waiting: tuple[str, ...]
    ready: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    most: Money | None


@dataclass(frozen=True, slots=True)
class Collected:
    """What a collect did. `further` articles need another submit, `waiting` ones another collect.

    `batches` are those that are still under way, `problems` what was wrong with the others.
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
        """Whether every article is done."""
        return not (self.failed or self.waiting or self.further)


# --- submit --------------------------------------------------------------------------------


def submit(todo: Iterable[Article], account: Account, limits: Limits | None = None) -> Submitted:
    """Put what can be asked of the articles now into batches.

    A request that has its reply, or is in a batch under way, is not made again. After an error
    the same call goes on. Raises UsageError where the server has no batches, OverBudget before
    anything is sent, and ModelUnreachable.
    """
    state = batch_state.load(account.store)
    sending = Sending(uuid.uuid4().hex, account.model, account.client, account.store, state)
    for part in unmade(state, account):
        sending.settle(part)
    plan = _plan(todo, account, state.under_way)
    made = files(plan.wanted, account.model, limits or Limits())
    most = _most(made, account)
    with _within_limit(made, account):
        parts = [sending.send(file) for file in made]
    return Submitted(
        batches=tuple(part.id or "" for part in parts),
        requests=len(plan.wanted),
        articles=tuple(plan.articles),
        waiting=tuple(plan.waiting),
        ready=tuple(plan.ready),
        failed=tuple(plan.failed),
        most=most,
    )


@dataclass(slots=True)
class _Plan:
    wanted: dict[str, Wanted] = field(default_factory=dict)
    articles: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    ready: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)


def _plan(todo: Iterable[Article], account: Account, under_way: frozenset[str]) -> _Plan:
    plan = _Plan()
    for path, begin in todo:
        try:
            stand = advance(begin, account)
        except QaError as error:
            plan.failed.append((path, error.message))
            continue
        new = {key: each for key, each in stand.missing.items() if key not in under_way}
        for key, each in new.items():
            plan.wanted.setdefault(key, Wanted(each, [])).articles.append(path)
        group = plan.articles if new else plan.waiting if stand.missing else plan.ready
        group.append(path)
    return plan


def _tokens(made: list[File]) -> Tokens:
    """What the files can take at most, by any model's count."""
    requests = [each for file in made for each in file.requests.values()]
    sent = tokens.most_of(sum(each.tokens for each in requests))
    return Tokens(sent, sum(each.max_tokens for each in requests))


def _call(made: list[File], account: Account) -> Call:
    count = sum(len(file.requests) for file in made)
    return Call(f"a batch of {count:,}", account.model, account.client.place, batched=True)


def _most(made: list[File], account: Account) -> Money | None:
    return account.meter.most(_call(made, account), _tokens(made))


def _within_limit(made: list[File], account: Account) -> AbstractContextManager[Any]:
    """Nothing is charged: that is done when the replies come, maybe in another run."""
    if not made:
        return nullcontext()
    return account.meter.call(_call(made, account), lambda: _tokens(made))


# --- collect -------------------------------------------------------------------------------


def collect(
    todo: Iterable[Article],
    account: Account,
    done: Callable[[str, Summary], None],
    failed: Callable[[str, str], None],
    now: float | None = None,
) -> Collected:
    """Keep the replies of the batches that have ended, and finish the articles that have all.

    Collecting twice is harmless; after an error the same call goes on. Raises ModelUnreachable.
    """
    state = batch_state.load(account.store)
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
    """Take in a batch that has ended, or say how far it is."""
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
    """The requests that a reply may still come to: none to those that no batch was made of."""
    unsent = unmade(state, account)
    return frozenset(key for part in state.parts if part not in unsent for key in part.requests)


class _Finishing:
    """Brings articles to their end, and says what keeps the others from it."""

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
        """Finish what can be; forget the replies that no unfinished article needs as well."""
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
