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
    """One message of a conversation; `role` is system, user or assistant."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one or more calls, as the server counted them, and their cost.

    `cached_tokens` are those of the input that the server had read before. `estimated` is True if
    the server did not count, and they were counted here. `cost` is None if the price of any call is
    unknown, since a partial cost would be wrong.
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
    """A model's reply; `complete` is False if it was cut short."""

    text: str
    usage: Usage
    complete: bool


@dataclass(frozen=True, slots=True)
class Request:
    """A request to a model, to be sent now or later in a batch."""

    messages: tuple[Message, ...]
    max_tokens: int
    purpose: str = "answer"

    def key(self, model: str) -> str:
        """Return a key, always the same for the same words and model: 64 hexadecimal digits."""
        said = [[message.role, message.content] for message in self.messages]
        asked = json.dumps([model, self.max_tokens, said], ensure_ascii=True)
        return hashlib.sha256(asked.encode()).hexdigest()


class Model(Protocol):
    """A language model."""

    @property
    def name(self) -> str: ...

    def served(self) -> list[str]:
        """List the models that its server has. Raises ModelUnreachable."""

    def close(self) -> None:
        """Close the connections to its server."""

    def reply(
        self, messages: Sequence[Message], max_tokens: int, on_text: OnText | None = None
    ) -> Reply:
        """Ask the model for its answer; `on_text` gets the text as it comes.

        Raises ModelUnreachable, also if the server breaks off: the part that came is not an answer.
        """


@runtime_checkable
class Metering(Protocol):
    """The extra methods of a model whose calls are counted."""

    def for_(self, purpose: str) -> Model:
        """Return the same model, with its calls counted under this purpose."""

    def require_price(self) -> None:
        """Check that the limit can be kept, if there is one. Raises UsageError."""


def for_purpose(model: Model, purpose: str) -> Model:
    """Return the model with its calls counted under a purpose, if they are counted at all."""
    return model.for_(purpose) if isinstance(model, Metering) else model


def choose(settings: Settings, meter: Meter | None = None, *, paced: bool = False) -> Model | None:
    """Return the model that the settings name, with its calls counted by the meter.

    None if answers are to be extracted. A `paced` model raises qa.models.server.Busy at once.
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
