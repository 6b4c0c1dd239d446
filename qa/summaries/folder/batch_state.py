"""The state of batches: their stored parts, their progress, and what articles still lack.

It is stored so that no batch is lost and none is paid for twice, however a run ends.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qa.errors import UsageError
from qa.models.llm.batches import ENDED, KEPT, WINDOW
from qa.summaries.summarization import Steps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.models.llm import Reply, Request
    from qa.models.llm.batches import Batch, Batches
    from qa.models.meter import Meter
    from qa.summaries.summary import Summary

NAME = "batches"


class Store(Protocol):
    """A store of replies by the key of their request, and of a few texts by name.

    What was kept or saved is on the disk when the call returns.
    """

    def reply(self, key: str) -> Reply | None: ...

    def keep(self, key: str, reply: Reply) -> None: ...

    def forget(self, keys: Iterable[str]) -> None:
        """Delete these replies; keys without a reply are ignored."""

    def load(self, name: str) -> str | None: ...

    def save(self, name: str, text: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Account:
    """The client that makes batches, the store that records them, and the meter for their cost."""

    client: Batches
    store: Store
    meter: Meter
    model: str


class Asked(NamedTuple):
    """The facts about a request that are needed when its reply comes, on another day.

    These are its tokens by our own count, its bytes, the most tokens of its reply, and its
    purpose.
    """

    tokens: int
    size: int
    max_tokens: int
    purpose: str


class Part(BaseModel):
    """A file of requests and the batch made from it, whose `id` is None until it is known.

    The requests are in the order of their lines. `created_at` is in seconds since 1970.
    """

    model_config = ConfigDict(extra="forbid")

    job: str
    number: int
    model: str
    server: str
    file: str
    created_at: float
    requests: dict[str, Asked]
    articles: list[str]
    id: str | None = None

    @property
    def metadata(self) -> dict[str, str]:
        """The metadata by which the batch is recognized at the server."""
        return {"qa_job": self.job, "qa_part": str(self.number)}

    @property
    def name(self) -> str:
        """The name of the part in messages."""
        return self.id or f"the batch of file {self.file}"


class State(BaseModel):
    """The batches under way, why requests of earlier ones failed, and how many files were sent."""

    model_config = ConfigDict(extra="forbid")

    version: Literal[1] = 1
    parts: list[Part] = Field(default_factory=list)
    failures: dict[str, str] = Field(default_factory=dict)
    sent: int = 0

    @property
    def under_way(self) -> frozenset[str]:
        """The keys of the requests that are in a batch and must not be made again."""
        return frozenset(key for part in self.parts for key in part.requests)

    def save(self, store: Store) -> None:
        store.save(NAME, self.model_dump_json())


def load(store: Store) -> State:
    """Load the state that was saved last. Raises UsageError if it cannot be read."""
    text = store.load(NAME)
    if text is None:
        return State()
    try:
        return State.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise UsageError(
            f"what is kept of the batches cannot be read: {place}: {first['msg']}",
            "use the qa that has written it; or leave out --batch, which pays for them again",
        ) from error


def waiting(store: Store) -> frozenset[str]:
    """Return the articles with a request in a batch under way: asked live, it is paid twice."""
    return frozenset(path for part in load(store).parts for path in part.articles)


def unmade(state: State, account: Account) -> list[Part]:
    """Return the parts for which an interrupted run did not record whether a batch was made."""
    return [p for p in state.parts if p.id is None and p.server == account.client.place]


# --- how far a batch is ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BatchStatus:
    """The progress of a batch. Times are in seconds; `problem` says what the user has to do.

    `status` is the server's word, or `elsewhere` (at a server other than the one asked),
    `missing` (the server has no such batch) or `not made` (a run ended before it was).
    """

    id: str | None
    status: str
    model: str
    server: str
    articles: int
    total: int
    completed: int
    failed: int
    created_at: float
    age: float
    expires_in: float | None
    problem: str = ""


def asked(part: Part, account: Account) -> Batch | None:
    """Ask the server for the batch of a part; None if it cannot be known."""
    if part.id is None or part.server != account.client.place:
        return None
    return account.client.retrieve(part.id)


def status_of(part: Part, batch: Batch | None, account: Account, now: float | None) -> BatchStatus:
    """Return the progress of a batch, by the server's answer."""
    now = time.time() if now is None else now
    word, problem = (batch.status, _unready(batch)) if batch else _absent(part, account)
    created_at = (batch.created_at if batch else None) or part.created_at
    counts = batch.counts if batch else None
    expires_at = (batch.expires_at if batch else None) or created_at + WINDOW
    return BatchStatus(
        id=part.id,
        status=word,
        model=part.model,
        server=part.server,
        articles=len(part.articles),
        total=(counts.total if counts else 0) or len(part.requests),
        completed=counts.completed if counts else 0,
        failed=counts.failed if counts else 0,
        created_at=created_at,
        age=max(0.0, now - created_at),
        expires_in=None if batch is None or batch.ended else max(0.0, expires_at - now),
        problem=problem,
    )


def given_up(part: Part, standing: BatchStatus, now: float | None) -> bool:
    """Tell whether the results of a batch are lost: they are kept for a month.

    A batch under way is never given up, however old its server says it is.
    """
    age = (time.time() if now is None else now) - part.created_at
    return standing.status in {"missing", *ENDED} and age > WINDOW + KEPT


def _unready(batch: Batch) -> str:
    late = batch.status in ENDED and not batch.ended
    return "the server has not named the file of its results: collect later" if late else ""


def _absent(part: Part, account: Account) -> tuple[str, str]:
    if part.server != account.client.place:
        return "elsewhere", f"it is at {part.server}: name that server with --base-url"
    if part.id is None:
        return "not made", "submit again: --batch submit"
    return "missing", f"{part.server} has no such batch: check OPENAI_API_KEY"


# --- how far an article is ---------------------------------------------------------------

# The path of an article, and a function that starts its steps afresh.
Article = tuple[str, Callable[[], Steps]]


@dataclass(slots=True)
class Stand:
    """The progress of an article: its summary, or the requests without a reply yet, by key.

    `keys` are those of all requests so far.
    """

    summary: Summary | None = None
    missing: dict[str, Request] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)


def advance(begin: Callable[[], Steps], account: Account) -> Stand:
    """Run the steps of an article as far as the stored replies allow."""
    stand, steps = Stand(), begin()
    try:
        requests = next(steps)
        while not stand.missing:
            asked = {request.key(account.model): request for request in requests}
            replies = {key: account.store.reply(key) for key in asked}
            stand.keys.update(asked)
            stand.missing = {key: each for key, each in asked.items() if replies[key] is None}
            if not stand.missing:
                kept = (replies[request.key(account.model)] for request in requests)
                requests = steps.send([reply for reply in kept if reply])
    except StopIteration as end:
        stand.summary = end.value
    finally:
        steps.close()
    return stand
