"""What is kept of batches, so that none is lost and none is paid for twice, whatever ends a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qa.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.models.llm import Reply
    from qa.models.llm.batches import Batches
    from qa.models.meter import Meter

NAME = "batches"


class Store(Protocol):
    """Where replies are kept by the key of their request, and a few texts by name.

    What was kept or saved is on the disk when the call returns.
    """

    def reply(self, key: str) -> Reply | None: ...

    def keep(self, key: str, reply: Reply) -> None: ...

    def forget(self, keys: Iterable[str]) -> None:
        """Keep these replies no longer; a key without a reply is none too many."""

    def load(self, name: str) -> str | None: ...

    def save(self, name: str, text: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Account:
    """Where batches are made, where they are written down, and what counts them."""

    client: Batches
    store: Store
    meter: Meter
    model: str


class Asked(NamedTuple):
    """What is to be known of a request when its reply comes, on another day.

    Its tokens by our own count, its bytes, the most tokens of its reply, and what it is for.
    """

    tokens: int
    size: int
    max_tokens: int
    purpose: str


class Part(BaseModel):
    """A file of requests and the batch that is made of it; `id` is None until it is known.

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
        """By which the server's batch is known to be this one."""
        return {"qa_job": self.job, "qa_part": str(self.number)}

    @property
    def name(self) -> str:
        """How messages name it."""
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
        """The keys of the requests that are in a batch: they are not to be made again."""
        return frozenset(key for part in self.parts for key in part.requests)

    def save(self, store: Store) -> None:
        store.save(NAME, self.model_dump_json())


def load(store: Store) -> State:
    """The state as it was saved last. Raises UsageError where it cannot be read."""
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
