"""Watchers of an answer in the making: what is read, what is drafted, and what does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from qa.models.llm import Metering, for_purpose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.models.llm import Message, Model, OnText, Reply
    from qa.search.evidence import Evidence


class Watcher(Protocol):
    """A listener to what happens before there is an answer; none of it has been checked yet."""

    def evidence(self, found: Sequence[Evidence]) -> None:
        """Take the sentences that the model reads, numbered from 1."""

    def text(self, piece: str) -> None:
        """Take a piece of the draft, as the model writes it."""

    def drop(self, reason: str) -> None:
        """Drop the draft so far: it does not hold, and another one follows."""


@dataclass(frozen=True, slots=True)
class Nobody:
    """A watcher that ignores everything, for when nothing is shown before the answer."""

    def evidence(self, found: Sequence[Evidence]) -> None:
        pass

    def text(self, piece: str) -> None:
        pass

    def drop(self, reason: str) -> None:
        pass


NOBODY = Nobody()


@dataclass(frozen=True, slots=True)
class Watched:
    """A model that passes its replies on to a watcher as they come."""

    model: Model
    watcher: Watcher

    @property
    def name(self) -> str:
        return self.model.name

    def served(self) -> list[str]:
        return self.model.served()

    def close(self) -> None:
        self.model.close()

    def for_(self, purpose: str) -> Watched:
        """Return the same model, with its calls counted under this purpose."""
        return Watched(for_purpose(self.model, purpose), self.watcher)

    def require_price(self) -> None:
        """Check that a limit, if there is one, can be kept. Raises UsageError."""
        if isinstance(self.model, Metering):
            self.model.require_price()

    def reply(
        self, messages: Sequence[Message], max_tokens: int, on_text: OnText | None = None
    ) -> Reply:
        return self.model.reply(messages, max_tokens, on_text or self.watcher.text)


def watched(model: Model, watcher: Watcher) -> Model:
    """Return the model, its replies streamed to the watcher unless nobody watches."""
    return model if watcher is NOBODY else Watched(model, watcher)
