"""Any server that speaks OpenAI's chat completions: OpenAI, Ollama, vLLM, llama.cpp, DeepSeek."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qa.errors import ModelUnreachable
from qa.models.llm.streaming import Ending, Pieces, gather, reply_in, reply_of
from qa.models.server import Advice, Patience, Refusal, Server
from qa.settings import DEFAULT_MODEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.models.llm import Message, OnText, Reply
    from qa.settings import Settings

_ADVICE = Advice(
    model="--model",
    address="--base-url",
    key="OPENAI_API_KEY",
    instead="--no-model",
    shorter="name a model that reads more with --model, or use --no-model",
)
# Somebody waits for the answer, so a timeout of a minute is not tried twice.
_PATIENCE = Patience(attempts=4, longest=20, total=40, timeouts=False)
_PACED = replace(_PATIENCE, limits=False)
_NO_STREAM = ("application/json", "text/html")
# The statuses with which servers refuse an option that they do not know (`stream_options`).
_NOT_TAKEN = frozenset({400, 422})


class OpenAIModel:
    """A model behind an OpenAI-compatible address; connected on first use."""

    def __init__(self, settings: Settings, *, paced: bool = False) -> None:
        """Set up the model; if `paced`, the caller waits for a busy server, for all its threads."""
        self._model = settings.model
        self._streams = True
        self._counts_streams = True
        self._server = Server(
            settings.base_url,
            settings.api_key,
            settings.timeout,
            _ADVICE,
            _PACED if paced else _PATIENCE,
        )

    @cached_property
    def name(self) -> str:
        """The model's name; on a server of one's own, the first model that it serves."""
        if self._model:
            return self._model
        if not self._server.base_url:
            return DEFAULT_MODEL
        served = self.served()
        if not served:
            raise ModelUnreachable(f"{self._server.place} serves no model", "name one with --model")
        return served[0]

    def served(self) -> list[str]:
        """List the models that the server has. Raises ModelUnreachable."""
        # Not models.list(), which raises an AttributeError for a page of HTML.
        reply = self._server.call(lambda: self._server.client.get("/models", cast_to=object))
        if not isinstance(reply, dict) or "data" not in reply:
            raise self._server.nonsense(reply)
        return [str(model["id"]) for model in reply["data"] or []]  # null if it has none

    def reply(
        self, messages: Sequence[Message], max_tokens: int, on_text: OnText | None = None
    ) -> Reply:
        if on_text is None:
            return self._whole(messages, max_tokens)
        request = self._request(messages, max_tokens)
        reply = None
        if self._streams:
            reply = self._streamed(request, Pieces(on_text, max_tokens))
        if reply is None:
            self._streams = False  # it sent in one piece what it was asked to stream
            reply = self._whole(messages, max_tokens)
            on_text(reply.text)
        return reply

    def _whole(self, messages: Sequence[Message], max_tokens: int) -> Reply:
        request = self._request(messages, max_tokens)
        made = self._server.call(lambda: self._server.client.chat.completions.create(**request))
        reply = reply_in(made, max_tokens)
        if reply is None:
            raise self._server.nonsense(made)
        return reply

    def _streamed(self, request: dict[str, Any], pieces: Pieces) -> Reply | None:
        """Return the streamed reply; None from a server that does not stream."""
        counted = {**request, "stream_options": {"include_usage": True}}
        if self._counts_streams:
            try:
                return self._server.call(lambda: self._stream(counted, pieces))
            except Refusal as error:
                if error.status not in _NOT_TAKEN:
                    raise
        reply = self._server.call(lambda: self._stream(request, pieces))
        self._counts_streams = False  # it would be refused every time
        return reply

    def _stream(self, request: dict[str, Any], pieces: Pieces) -> Reply | None:
        import openai

        ending = Ending()
        with self._server.client.chat.completions.create(**request, stream=True) as stream:
            if stream.response.headers.get("Content-Type", "").startswith(_NO_STREAM):
                return None
            try:
                came = gather(stream, pieces, ending)
            except openai.APIConnectionError as error:
                if not ending.reason and not pieces.handed_on:
                    raise  # nothing came yet, so it may be tried again
                if not ending.reason:
                    raise self._server.broken_off(error) from error
                came = True  # the text is complete, only the token count is missing
        if not came:
            raise self._server.nonsense("")
        return reply_of(pieces, ending)

    def _request(self, messages: Sequence[Message], max_tokens: int) -> dict[str, Any]:
        return body(self.name, messages, max_tokens)

    def close(self) -> None:
        """Close the connections to the server; the next call reopens them."""
        self._server.close()


def body(model: str, messages: Sequence[Message], max_tokens: int) -> dict[str, Any]:
    """Build the body of a request for a reply."""
    return {
        "model": model,
        "messages": [{"role": m.role, "content": m.content} for m in messages],
        "max_tokens": max_tokens,
        "temperature": 0,
    }
