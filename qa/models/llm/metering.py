"""A model whose calls are counted, priced and kept within a limit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa.errors import ModelUnreachable
from qa.models import tokens
from qa.models.llm import Usage
from qa.models.meter import Call
from qa.models.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qa.models.llm import Message, Model, Reply
    from qa.models.meter import Bill, Meter
    from qa.models.prices import Money

# OpenAI's chat format: three tokens for each message and one for its role, three to begin the
# reply.
_A_MESSAGE = 4
_A_REPLY = 3
# A server's template may add to a prompt, but no tokenizer makes more tokens than bytes.
_MORE_THAN_SENT = 10_000


class MeteredModel:
    """A model behind a meter, with every call in its sums, its ledger and its limit.

    `server` is the host, by which prices are chosen. Many threads may share the model.
    """

    def __init__(self, model: Model, meter: Meter, server: str, purpose: str = "answer") -> None:
        self._model = model
        self._meter = meter
        self._server = server
        self._purpose = purpose

    @property
    def name(self) -> str:
        return self._model.name

    def served(self) -> list[str]:
        """List the models that its server has. Raises ModelUnreachable."""
        return self._model.served()

    def close(self) -> None:
        """Close the connections to its server."""
        self._model.close()

    def for_(self, purpose: str) -> MeteredModel:
        """Return the same model, with its calls counted under this purpose."""
        return MeteredModel(self._model, self._meter, self._server, purpose)

    def require_price(self) -> None:
        """Check that the limit can be kept, if there is one. Raises UsageError.

        A server that does not say which model it has will fail when it is asked.
        """
        try:
            name = self.name
        except ModelUnreachable:
            return
        self._meter.require(name, self._server, output=True)

    def at_most(self, messages: Sequence[Message], max_tokens: int) -> Money | None:
        """Return the most that a call can cost, before it is made; None if its price is unknown."""
        price = self._meter.price(self.name, self._server)
        return price.of(_most(messages, max_tokens)) if price else None

    def reply(
        self,
        messages: Sequence[Message],
        max_tokens: int,
        on_text: Callable[[str], None] | None = None,
    ) -> Reply:
        """Ask the model. Raises ModelUnreachable, or OverBudget before the model is asked."""
        call = Call(self._purpose, self.name, self._server)
        with self._meter.call(call, lambda: _most(messages, max_tokens)) as bill:
            heard: list[str] = []
            try:
                reply = self._asked(messages, max_tokens, on_text, heard)
            except BaseException as error:  # also Ctrl-C in the middle of a stream
                _charge_failed(bill, messages, max_tokens, "".join(heard), error)
                raise
            usage = usable(reply, size(messages), lambda: sent(messages), max_tokens)
            counted = Tokens(usage.input_tokens, usage.output_tokens, usage.cached_tokens)
            cost = bill.charge(counted, estimated=usage.estimated)
        return replace(reply, usage=replace(usage, cost=cost))

    def _asked(
        self,
        messages: Sequence[Message],
        max_tokens: int,
        on_text: Callable[[str], None] | None,
        heard: list[str],
    ) -> Reply:
        if on_text is None:
            return self._model.reply(messages, max_tokens)

        def hear(text: str) -> None:
            heard.append(text)
            on_text(text)

        streaming: Callable[..., Reply] = self._model.reply
        return streaming(messages, max_tokens, hear)


def _most(messages: Sequence[Message], max_tokens: int) -> Tokens:
    """Return the most tokens that a call can take, by any model's count."""
    read = tokens.at_most(message.content for message in messages)
    return Tokens(read + _frame(messages), max_tokens)


def _frame(messages: Sequence[Message]) -> int:
    return _A_MESSAGE * len(messages) + _A_REPLY


def sent(messages: Sequence[Message]) -> int:
    """Count the tokens that are sent, by our own count."""
    return sum(tokens.count(message.content) for message in messages) + _frame(messages)


def size(messages: Sequence[Message]) -> int:
    """Count the bytes that are sent; no tokenizer makes more tokens than bytes."""
    return sum(len(message.content.encode("utf-8", "replace")) for message in messages)


def usable(reply: Reply, size: int, ours: Callable[[], int], max_tokens: int) -> Usage:
    """Return the server's count for a call of so many bytes, or an estimate if it cannot be right.

    `ours` is our own count of the tokens that were sent.
    """
    said = reply.usage
    least = 1 if reply.text else 0
    longest = max(max_tokens, len(reply.text.encode("utf-8", "replace")))
    fits = (
        0 < said.input_tokens <= size + _MORE_THAN_SENT
        and least <= said.output_tokens <= longest + _MORE_THAN_SENT
    )
    return said if fits else Usage(1, ours(), tokens.count(reply.text), estimated=True)


def _charge_failed(
    bill: Bill, messages: Sequence[Message], max_tokens: int, heard: str, error: BaseException
) -> Money | None:
    """Charge a failed call: the part of the reply that came, or all of it if nobody knows."""
    if heard:
        return bill.charge(Tokens(sent(messages), tokens.count(heard)), estimated=True)
    if isinstance(error, ModelUnreachable) and error.spent:
        return bill.charge(Tokens(sent(messages), max_tokens), estimated=True)
    return None
