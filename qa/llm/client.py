"""Any server that speaks OpenAI's chat completions: OpenAI, Ollama, vLLM, llama.cpp, DeepSeek."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import stamina

from qa.errors import ModelUnreachable
from qa.llm import Reply, Usage
from qa.settings import DEFAULT_MODEL
from qa.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from openai import OpenAI
    from openai.types.chat import ChatCompletion

    from qa.llm import Message
    from qa.settings import Settings

T = TypeVar("T")

_ATTEMPTS = 4
_LONGEST_WAIT = 20.0


class OpenAIModel:
    """A model behind an OpenAI-compatible address; connected when first asked."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def name(self) -> str:
        """The model's name; of a server of one's own, what it serves first."""
        if self._settings.model:
            return self._settings.model
        if not self._settings.base_url:
            return DEFAULT_MODEL
        served = self.served()
        if not served:
            raise ModelUnreachable(f"{self._place} serves no model", "name one with --model")
        return served[0]

    def served(self) -> list[str]:
        """The names of the models that the server has. Raises ModelUnreachable."""
        return [model.id for model in self._call(lambda: self._client.models.list().data)]

    def reply(self, messages: Sequence[Message], max_tokens: int) -> Reply:
        completion = self._call(
            lambda: self._client.chat.completions.create(
                model=self.name,
                messages=[{"role": m.role, "content": m.content} for m in messages],  # type: ignore[misc]
                max_tokens=max_tokens,
                temperature=0,
            )
        )
        return _reply(completion, self._place)

    def close(self) -> None:
        """Close the connections to the server; the next call opens them again."""
        client: OpenAI | None = self.__dict__.pop("_client", None)
        if client:
            client.close()

    @property
    def _place(self) -> str:
        return self._settings.base_url or "OpenAI"

    @cached_property
    def _client(self) -> OpenAI:
        from openai import OpenAI

        return OpenAI(
            api_key=_checked(self._settings.api_key or "none"),
            base_url=self._settings.base_url,
            timeout=self._settings.timeout,
            max_retries=0,  # its own obeys "Retry-After: 120" silently, for four minutes
        )

    def _call(self, request: Callable[[], T]) -> T:
        """The request, tried again while the server is busy. Raises ModelUnreachable."""
        import openai

        try:
            for attempt in stamina.retry_context(
                on=_passing, attempts=_ATTEMPTS, wait_max=_LONGEST_WAIT, timeout=2 * _LONGEST_WAIT
            ):
                with attempt:
                    return request()
        except openai.AuthenticationError as error:
            raise ModelUnreachable(
                f"{self._place} refuses the key", "set OPENAI_API_KEY, or --no-model"
            ) from error
        except openai.APIConnectionError as error:
            raise ModelUnreachable(
                f"{self._place} does not answer: {error}", "check --base-url, or use --no-model"
            ) from error
        except openai.APIStatusError as error:
            raise ModelUnreachable(
                f"{self._place} answers {error.status_code}: {printable(error.message)[:300]}",
                "check --model and --base-url, or use --no-model",
            ) from error
        except (openai.OpenAIError, ValueError) as error:
            raise ModelUnreachable(
                f"{self._place}: {error}", "check --base-url, or use --no-model"
            ) from error
        raise AssertionError("unreachable")


def _passing(error: Exception) -> bool:
    """Whether trying again may help: a server that is busy or gone for a moment.

    A 429 for a quota that is used up says so, and does not pass.
    """
    import openai

    if isinstance(error, openai.RateLimitError):
        return error.code != "insufficient_quota"
    if isinstance(error, openai.APITimeoutError):
        return False  # a minute was waited already
    return isinstance(error, (openai.InternalServerError, openai.APIConnectionError))


def _checked(key: str) -> str:
    # A key pasted with a line break or a full-width space fails with an error that does not
    # say so.
    if not key.isascii() or not key.isprintable():
        raise ModelUnreachable(
            "the API key holds characters that no key has", "copy OPENAI_API_KEY again"
        )
    return key


def _reply(completion: ChatCompletion | str, place: str) -> Reply:
    # A proxy's HTML page with status 200 comes back as a str.
    if isinstance(completion, str) or not completion.choices:
        raise ModelUnreachable(
            f"{place} does not speak the OpenAI protocol: it answers "
            f"{printable(str(completion))[:80]!r}",
            "check --base-url: most end in /v1",
        )
    choice, usage = completion.choices[0], completion.usage
    return Reply(
        text=printable(choice.message.content or "").strip(),
        usage=Usage(
            calls=1,
            input_tokens=usage.prompt_tokens if usage else 0,
            output_tokens=usage.completion_tokens if usage else 0,
        ),
        complete=choice.finish_reason == "stop",
    )
