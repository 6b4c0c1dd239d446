"""Language models: messages in, a reply out. The protocol, and the choice from the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
    """Tokens of one or more calls, as the server counted them."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.calls + other.calls,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said. `complete` is False where it was cut short."""

    text: str
    usage: Usage
    complete: bool


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


def choose(settings: Settings) -> Model | None:
    """The model that the settings name; None where answers are to be extracted."""
    if not settings.wants_model:
        return None
    from qa.llm.client import OpenAIModel

    return OpenAIModel(settings)
