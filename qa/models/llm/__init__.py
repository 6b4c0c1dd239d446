"""Language models: messages in, a reply out. The protocol, and the choice from the settings."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from qa.models.prices import plus

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qa.models.meter import Meter
    from qa.models.prices import Money
    from qa.settings import Settings

    # Takes the pieces of a reply as they come.
    OnText = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation: `role` is system, user or assistant."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one or more calls, as the server counted them, and what they cost.

    `cached_tokens` are those of the input that the server had read before. `estimated` is
    True where it counted none, and they were counted here. `cost` is None where the price of
    a call is not known: a part of a cost is none.
    """

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    estimated: bool = False
    cost: Money | None = None

    def __add__(self, other: Usage) -> Usage:
        if not (self.calls and other.calls):
            return self if self.calls else other
        return Usage(
            self.calls + other.calls,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.cached_tokens + other.cached_tokens,
            self.estimated or other.estimated,
            plus(self.cost, other.cost),
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said. `complete` is False where it was cut short."""

    text: str
    usage: Usage
    complete: bool


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a model, before it is asked: now, or later in a batch."""

    messages: tuple[Message, ...]
    max_tokens: int
    purpose: str = "answer"

    def key(self, model: str) -> str:
        """The same for the same words to the same model, always: 64 hexadecimal digits."""
        said = [[message.role, message.content] for message in self.messages]
        asked = json.dumps([model, self.max_tokens, said], ensure_ascii=True)
        return hashlib.sha256(asked.encode()).hexdigest()


class Model(Protocol):
    """A language model."""

    @property
    def name(self) -> str: ...

    def served(self) -> list[str]:
        """The names of the models that its server has. Raises ModelUnreachable."""

    def close(self) -> None:
        """Close the connections to its server."""

    def reply(
        self, messages: Sequence[Message], max_tokens: int, on_text: OnText | None = None
    ) -> Reply:
        """The model's answer; with `on_text`, its text is handed on as it comes.

        Raises ModelUnreachable, also where the server breaks off: what came is no answer then.
        """


@runtime_checkable
class Metering(Protocol):
    """What a model has besides where its calls are counted."""

    def for_(self, purpose: str) -> Model:
        """The same model; its calls are counted under this purpose."""

    def require_price(self) -> None:
        """See that a limit can be kept, where there is one. Raises UsageError."""


def for_purpose(model: Model, purpose: str) -> Model:
    """The model with its calls counted under a purpose, if they are counted."""
    return model.for_(purpose) if isinstance(model, Metering) else model


def choose(settings: Settings, meter: Meter | None = None, *, paced: bool = False) -> Model | None:
    """The model that the settings name, its calls counted by the meter.

    None where answers are to be extracted. A `paced` one raises qa.models.server.Busy at once.
    """
    if not settings.wants_model:
        return None
    from qa.models.llm.client import OpenAIModel

    if meter is None:
        return OpenAIModel(settings, paced=paced)
    from qa.models.llm.metering import MeteredModel
    from qa.models.server import host

    place = host(settings.base_url) or str(settings.base_url)
    return MeteredModel(OpenAIModel(settings, paced=paced), meter, place)
