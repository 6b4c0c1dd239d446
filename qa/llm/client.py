"""Any server that speaks OpenAI's chat completions: OpenAI, Ollama, vLLM, llama.cpp, DeepSeek."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from qa.errors import ModelUnreachable
from qa.llm import Reply, Usage
from qa.server import Advice, Patience, Server
from qa.settings import DEFAULT_MODEL
from qa.text import printable
from qa.tokens import reported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openai.types.chat import ChatCompletion

    from qa.llm import Message
    from qa.settings import Settings

_ADVICE = Advice(
    model="--model",
    address="--base-url",
    key="OPENAI_API_KEY",
    instead="--no-model",
    shorter="name a model that reads more with --model, or use --no-model",
)
# Somebody waits for an answer: a minute's timeout is not waited for twice.
_PATIENCE = Patience(attempts=4, longest=20, total=40, timeouts=False)


class OpenAIModel:
    """A model behind an OpenAI-compatible address; connected when first asked."""

    def __init__(self, settings: Settings) -> None:
        self._model = settings.model
        self._server = Server(
            settings.base_url, settings.api_key, settings.timeout, _ADVICE, _PATIENCE
        )

    @cached_property
    def name(self) -> str:
        """The model's name; of a server of one's own, what it serves first."""
        if self._model:
            return self._model
        if not self._server.base_url:
            return DEFAULT_MODEL
        served = self.served()
        if not served:
            raise ModelUnreachable(f"{self._server.place} serves no model", "name one with --model")
        return served[0]

    def served(self) -> list[str]:
        """The names of the models that the server has. Raises ModelUnreachable."""
        # Not models.list(): it raises an AttributeError for a page of HTML.
        reply = self._server.call(lambda: self._server.client.get("/models", cast_to=object))
        if not isinstance(reply, dict) or "data" not in reply:
            raise self._server.nonsense(reply)
        return [str(model["id"]) for model in reply["data"] or []]  # null where it has none

    def reply(self, messages: Sequence[Message], max_tokens: int) -> Reply:
        completion = self._server.call(
            lambda: self._server.client.chat.completions.create(
                model=self.name,
                messages=[{"role": m.role, "content": m.content} for m in messages],  # type: ignore[misc]  # a role is any str here
                max_tokens=max_tokens,
                temperature=0,
            )
        )
        return _reply(completion, self._server)

    def close(self) -> None:
        """Close the connections to the server; the next call opens them again."""
        self._server.close()


def _reply(completion: ChatCompletion | str, server: Server) -> Reply:
    if isinstance(completion, str) or not completion.choices:
        raise server.nonsense(completion)
    choice, used = completion.choices[0], reported(completion.usage)
    return Reply(
        text=printable(choice.message.content or "").strip(),
        usage=Usage(1, used.input, used.output, used.cached) if used else Usage(1),
        complete=choice.finish_reason == "stop",
    )
