"""Articles that are summarized in one, two or three rounds, and a store that can be cut off."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from qa.models.llm import Message, Reply, Request, Usage
from qa.models.llm.batches import Batches
from qa.models.meter import Meter
from qa.models.prices import Price, Prices
from qa.models.server import Patience
from qa.settings import Settings
from qa.summaries.folder.batch_collection import collect
from qa.summaries.folder.batch_state import Account
from qa.summaries.folder.batch_submission import status, submit
from qa.summaries.summary import Form, Summary
from tests.batch_server import says

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qa.models.usage import Ledger
    from qa.summaries.folder.batch_collection import Collected
    from qa.summaries.folder.batch_state import Article, BatchStatus
    from qa.summaries.folder.batch_submission import Limits, Submitted
    from qa.summaries.summarization import Steps
    from tests.batch_server import BatchServer

MODEL = "m"
# A token costs 1; in a batch, half.
PRICES = Prices(
    {"m": Price(input=Decimal(1_000_000), output=Decimal(1_000_000), batch=Decimal("0.5"))}
)
QUICK = Patience(attempts=2, longest=0.001, total=5, timeouts=False)


class Killed(BaseException):
    """The process has ended here."""


@dataclass
class Store:
    """What a disk would hold; a run that uses it may be killed before or after a write."""

    replies: dict[str, Reply] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    kill_at: float | None = None  # 1: before the first write, 1.5: after it
    writes: int = 0

    def reply(self, key: str) -> Reply | None:
        return self.replies.get(key)

    def keep(self, key: str, reply: Reply) -> None:
        self._write(lambda: self.replies.update({key: reply}))

    def forget(self, keys: Iterable[str]) -> None:
        gone = list(keys)
        self._write(lambda: [self.replies.pop(key, None) for key in gone])

    def load(self, name: str) -> str | None:
        return self.texts.get(name)

    def save(self, name: str, text: str) -> None:
        self._write(lambda: self.texts.update({name: text}))

    def _write(self, change: Callable[[], object]) -> None:
        self.writes += 1
        if self.kill_at == self.writes:
            raise Killed
        change()
        if self.kill_at == self.writes + 0.5:
            raise Killed


def account(
    url: str, store: Store, *, ledger: Ledger | None = None, limit: int | None = None
) -> Account:
    """A new process: nothing is known but what the store holds.

    Its client is an old one, that knows nothing but the address, and is slow to make.
    """
    client = connected(url)
    meter = Meter(lambda: PRICES, ledger, None if limit is None else Decimal(limit))
    return Account(client, store, meter, MODEL)


@cache
def connected(url: str) -> Batches:
    return Batches(Settings(base_url=url, timeout=10), QUICK)


def request(text: str) -> Request:
    return Request((Message("system", "概括。"), Message("user", text)), 50, "summarize")


def key(text: str) -> str:
    return request(text).key(MODEL)


def summary(path: str, replies: list[Reply]) -> Summary:
    """One whose title is what the model said."""
    usage = sum((reply.usage for reply in replies), Usage())
    return Summary(path, replies[-1].text, None, (), Form(), "model", usage=usage)


def short(path: str, text: str = "") -> Article:
    """An article of one request, and of a second where the reply has to be mended."""

    def steps() -> Steps:
        replies = yield [request(text or path)]
        if "坏" in replies[0].text:
            replies += yield [request(f"改：{replies[0].text}")]
        return summary(path, replies)

    return path, steps


def long(path: str) -> Article:
    """An article of two sections, and what they say in one."""

    def steps() -> Steps:
        sections = yield [request(f"{path}之一"), request(f"{path}之二")]
        last = yield [request("合：" + "；".join(reply.text for reply in sections))]
        return summary(path, sections + last)

    return path, steps


def echo(body: dict[str, Any]) -> tuple[int, Any]:
    """A model that repeats what it was asked; of what holds 要改, badly at first."""
    asked = body["messages"][-1]["content"]
    return 200, says(
        f"坏{asked}" if "要改" in asked and "改：" not in asked else asked.replace("坏", "好")
    )


@dataclass
class Journal:
    """What the callbacks were told."""

    done: dict[str, Summary] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    @property
    def titles(self) -> dict[str, str]:
        return {path: each.title for path, each in self.done.items()}

    def left(self, todo: list[Article]) -> list[Article]:
        return [each for each in todo if each[0] not in self.done]


def restarted(store: Store) -> Store:
    """The same disk, read by another process."""
    return Store(copy.copy(store.replies), copy.copy(store.texts))


@dataclass
class Runs:
    """Runs of the command over one folder, each in a process of its own."""

    server: BatchServer
    todo: list[Article]
    store: Store = field(default_factory=Store)
    journal: Journal = field(default_factory=Journal)
    ledger: Ledger | None = None

    def submit(self, limits: Limits | None = None, limit: int | None = None) -> Submitted:
        self.store = restarted(self.store)
        to = account(self.server.url, self.store, ledger=self.ledger, limit=limit)
        return submit(self.journal.left(self.todo), to, limits)

    def collect(self, now: float | None = None) -> Collected:
        self.store = restarted(self.store)
        to = account(self.server.url, self.store, ledger=self.ledger)
        told = self.journal
        told.failed.clear()
        left = told.left(self.todo)
        return collect(left, to, told.done.__setitem__, told.failed.__setitem__, now)

    def status(self, now: float | None = None) -> list[BatchStatus]:
        to = account(self.server.url, restarted(self.store))
        return status(to, now)

    def all_at_once(self) -> Collected:
        self.submit()
        self.server.finish()
        return self.collect()

    def until_done(self, most: int = 6) -> None:
        for _ in range(most):
            if self.all_at_once().complete:
                return
        raise AssertionError(f"not done after {most} rounds")


def sizes(server: BatchServer) -> list[int]:
    """How many requests each batch has."""
    return [len(server.requests(batch)) for batch in server.batches.values()]
