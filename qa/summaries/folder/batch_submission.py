"""Submission: each request gets into exactly one batch, whatever breaks on the way to the server.

A file is uploaded and its id recorded, then a batch is made from it and the id of the batch
recorded. A run may end, or an answer be lost, between any two of these steps. A file is used for
one batch only, so the server can be asked whether one was made from it. If not, the file is
deleted before its requests are sent again, so that a call still on its way makes no batch either.
"""

from __future__ import annotations

import time
import uuid
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qa.errors import QaError
from qa.models import tokens
from qa.models.llm.batch_lines import line
from qa.models.llm.batches import MOST_BYTES, MOST_REQUESTS, refused
from qa.models.llm.metering import sent, size
from qa.models.meter import Call
from qa.models.tokens import Tokens
from qa.summaries.folder.batch_state import (
    Asked,
    Part,
    advance,
    asked,
    load,
    status_of,
    unmade,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from qa.models.llm import Request
    from qa.models.llm.batches import Batches
    from qa.models.prices import Money
    from qa.summaries.folder.batch_state import Account, Article, BatchStatus, State, Store

_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a file may hold."""

    requests: int = MOST_REQUESTS
    bytes: int = MOST_BYTES


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request to send, and the articles that wait for it: reprints share one."""

    request: Request
    articles: list[str]


@dataclass(slots=True)
class File:
    """A file of requests to send."""

    lines: list[bytes] = field(default_factory=list)
    requests: dict[str, Asked] = field(default_factory=dict)
    articles: dict[str, None] = field(default_factory=dict)
    size: int = 0


def files(wanted: dict[str, Wanted], model: str, limits: Limits) -> list[File]:
    """Pack the requests into as few files as the limits allow, in order."""
    made: list[File] = []
    for key, each in wanted.items():
        text = line(key, each.request, model)
        if not made or not _fits(made[-1], len(text), limits):
            made.append(File())
        file, messages = made[-1], each.request.messages
        file.lines.append(text)
        file.size += len(text)
        file.articles.update(dict.fromkeys(each.articles))
        file.requests[key] = Asked(
            sent(messages), size(messages), each.request.max_tokens, each.request.purpose
        )
    return made


def _fits(file: File, more: int, limits: Limits) -> bool:
    return len(file.lines) < limits.requests and file.size + more <= limits.bytes


@dataclass(frozen=True, slots=True)
class Sending:
    """A sender of files to a server for a job, which records what it sends."""

    job: str
    model: str
    client: Batches
    store: Store
    state: State

    def send(self, file: File) -> Part:
        """Make a batch of a file. Raises ModelUnreachable, UsageError if there is no batch API."""
        unclear: QaError | None = None
        for _ in range(_ATTEMPTS):
            part = self._uploaded(file)
            try:
                self._note(part, self.client.create(part.file, part.metadata).id)
            except QaError as error:
                if refused(error):
                    self._drop(part)
                    raise
                unclear = error
                if not self.settle(part):
                    continue
            return part
        raise unclear or AssertionError("unreachable")

    def settle(self, part: Part) -> bool:
        """Settle a part without a batch: return True if one is found, else make one impossible."""
        if self.recover(part):
            return True
        self.client.delete(part.file)
        if self.recover(part):  # it was made before the file was gone
            return True
        self._drop(part)
        return False

    def recover(self, part: Part) -> bool:
        """Record the batch that was made from a part; return whether there was one."""
        found = self.client.find(part.file, part.metadata)
        if found:
            self._note(part, found.id)
        return found is not None

    def _uploaded(self, file: File) -> Part:
        self.state.sent += 1
        number = self.state.sent
        name = f"qa-{self.job}-{number}.jsonl"
        part = Part(
            job=self.job,
            number=number,
            model=self.model,
            server=self.client.place,
            file=self.client.upload(name, b"".join(file.lines)),
            created_at=time.time(),
            requests=file.requests,
            # A file name may hold a lone surrogate, which JSON must not hold to be read back.
            articles=[path.encode("utf-8", "replace").decode() for path in file.articles],
        )
        self.state.parts.append(part)
        self.state.save(self.store)
        return part

    def _note(self, part: Part, batch: str) -> None:
        part.id = batch
        for key in part.requests:
            self.state.failures.pop(key, None)
        self.state.save(self.store)

    def _drop(self, part: Part) -> None:
        self.state.parts.remove(part)
        self.state.save(self.store)


def recover(state: State, account: Account) -> None:
    """Record the batches that an interrupted run made but could not record."""
    for part in unmade(state, account):
        Sending(part.job, part.model, account.client, account.store, state).recover(part)


def status(account: Account, now: float | None = None) -> list[BatchStatus]:
    """Return the progress of each batch not collected yet. Raises ModelUnreachable."""
    state = load(account.store)
    recover(state, account)
    return [status_of(part, asked(part, account), account, now) for part in state.parts]


# --- submit ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Submitted:
    """The result of a submit. `most` is the most its batches can cost, None if no price is known.

    `waiting` articles have all their requests in earlier batches; `ready` ones need no more
    replies, and a collect finishes them.
    """

    batches: tuple[str, ...]
    requests: int
    articles: tuple[str, ...]
    waiting: tuple[str, ...]
    ready: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    most: Money | None


def submit(todo: Iterable[Article], account: Account, limits: Limits | None = None) -> Submitted:
    """Put the requests that can be made for the articles now into batches.

    A request that has its reply, or is in a batch under way, is not made again. After an error
    the same call goes on. Raises UsageError if the server has no batches, OverBudget before
    anything is sent, and ModelUnreachable.
    """
    state = load(account.store)
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
    """Return the most tokens that the files can take, by the count of any model."""
    requests = [each for file in made for each in file.requests.values()]
    sent = tokens.most_of(sum(each.tokens for each in requests))
    return Tokens(sent, sum(each.max_tokens for each in requests))


def _call(made: list[File], account: Account) -> Call:
    count = sum(len(file.requests) for file in made)
    return Call(f"a batch of {count:,}", account.model, account.client.place, batched=True)


def _most(made: list[File], account: Account) -> Money | None:
    return account.meter.most(_call(made, account), _tokens(made))


def _within_limit(made: list[File], account: Account) -> AbstractContextManager[Any]:
    """Check the limit; the charge is made when the replies come, perhaps in another run."""
    if not made:
        return nullcontext()
    return account.meter.call(_call(made, account), lambda: _tokens(made))
