"""A server that speaks OpenAI's protocol: connected when first asked, asked again while it is busy.

What chat and embeddings have in common: one client, one way to wait, one way to fail.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

import stamina

from qa.errors import ModelUnreachable
from qa.language.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    import openai
    from openai import OpenAI

T = TypeVar("T")

# Python prints the warnings of a logger without a handler: "stamina.retry_scheduled".
logging.getLogger("stamina").addHandler(logging.NullHandler())

OPENAI = "api.openai.com"

_TOO_LONG = re.compile(r"context (length|size)|too (long|large)|maximum input|max(imum)? .*tokens")


@dataclass(frozen=True, slots=True)
class Advice:
    """What its errors tell the user to look at, in the names that the user sets it by."""

    model: str
    address: str
    key: str
    instead: str
    shorter: str


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a server that is busy; a `Retry-After` above `longest` is cut to it."""

    attempts: int
    longest: float
    total: float
    timeouts: bool  # whether what took longer than the timeout is asked again
    # Whether a 429 is waited for here, not by the caller for all its calls at once: see Busy.
    limits: bool = True


def host(address: str | None) -> str | None:
    """The host of an address, with its port, which tells servers of one machine apart.

    OpenAI's where there is no address; None for what is none.

    >>> host("https://user:secret@Example.org:8080/v1")
    'example.org:8080'
    """
    if address is None:
        return OPENAI
    try:
        url = urlsplit(address)
        name, port = url.hostname, url.port
    except ValueError:
        return None
    return f"{name}:{port}" if name and port else name


class Refusal(ModelUnreachable):
    """The server understood the request and does not take it."""

    def __init__(self, message: str, hint: str, status: int) -> None:
        super().__init__(message, hint)
        self.status = status


class Busy(Refusal):
    """The server takes no more for now; `seconds` is how long it says to wait, if it says it."""

    def __init__(self, message: str, hint: str, seconds: float | None) -> None:
        super().__init__(message, hint, 429)
        self.seconds = seconds


class Server:
    """An OpenAI-compatible address; OpenAI's own where `base_url` is None."""

    def __init__(
        self,
        base_url: str | None,
        api_key: str | None,
        timeout: float,
        advice: Advice,
        patience: Patience,
        *,
        files: bool = False,
    ) -> None:
        """`files` says that whole files come from it, larger and slower than any reply."""
        self.base_url = base_url
        self._key = api_key or "none"
        self._timeout = timeout
        self._advice = advice
        self._patience = patience
        self._files = files

    @property
    def place(self) -> str:
        """How errors name it."""
        return self.base_url or "OpenAI"

    @cached_property
    def client(self) -> OpenAI:
        """Its client, for use inside `call`. Raises ModelUnreachable for a key that is none."""
        from openai import DefaultHttpxClient, OpenAI

        from qa.models.deadline import bounded

        bound = bounded(self._timeout, files=self._files)
        if not self.place.isprintable():  # httpx has an error of its own for it
            raise ModelUnreachable(
                f"{self.place}: the address holds characters that no address has",
                f"check {self._advice.address}",
            )

        return OpenAI(
            api_key=self._checked_key(),
            base_url=self.base_url,
            timeout=self._timeout,
            max_retries=0,  # its own obeys "Retry-After: 120" silently, for four minutes
            http_client=DefaultHttpxClient(event_hooks={"response": [bound]}),
        )

    def _checked_key(self) -> str:
        # A key pasted with a line break or a full-width space fails with an error that does
        # not say so.
        if not self._key.isascii() or not self._key.isprintable():
            raise ModelUnreachable(
                "the API key holds characters that no key has", f"copy {self._advice.key} again"
            )
        return self._key

    def close(self) -> None:
        """Close the connections; the next call opens them again."""
        client: OpenAI | None = self.__dict__.pop("client", None)
        if client:
            client.close()

    def call(self, request: Callable[[], T], *, repeatable: bool = True) -> T:
        """The request, tried again while the server is busy. Raises ModelUnreachable.

        One that is not `repeatable` is tried again only where the server says that it did not
        take it: with a 429.
        """
        import openai

        try:
            for attempt in stamina.retry_context(
                on=self._passing if repeatable else self._not_taken,
                attempts=self._patience.attempts,
                wait_max=self._patience.longest,
                timeout=self._patience.total,
            ):
                with attempt:
                    return request()
        except openai.APIStatusError as error:
            raise self._refusal(error) from error
        except openai.APIConnectionError as error:
            silent = ModelUnreachable(
                f"{self.place} does not answer: {_said(error)}",
                f"check {self._advice.address}, or use {self._advice.instead}",
            )
            silent.spent = isinstance(error, openai.APITimeoutError)  # it may have read all of it
            raise silent from error
        except (openai.OpenAIError, ValueError) as error:
            raise ModelUnreachable(
                f"{self.place}: {error}",
                f"check {self._advice.address}, or use {self._advice.instead}",
            ) from error
        raise AssertionError("unreachable")

    def _passing(self, error: Exception) -> bool | float:
        """Whether trying again may help, or the seconds after which the server says it does.

        A 429 for a quota that is used up says so, and does not pass.
        """
        import openai

        if isinstance(error, openai.APITimeoutError):
            return self._patience.timeouts
        if isinstance(error, openai.APIConnectionError):
            return True
        if isinstance(error, openai.RateLimitError):
            waits = self._patience.limits and error.code != "insufficient_quota"
            return waits and self._wait(error)
        if isinstance(error, openai.InternalServerError):  # llama.cpp's for a text too long, too
            return not _TOO_LONG.search(error.message.lower()) and self._wait(error)
        return False

    def _not_taken(self, error: Exception) -> bool | float:
        import openai

        return isinstance(error, openai.RateLimitError) and self._passing(error)

    def _wait(self, error: openai.APIStatusError) -> bool | float:
        seconds = error.response.headers.get("Retry-After", "")
        # The header may be a date as well; then the usual steps do.
        return min(float(seconds), self._patience.longest) if seconds.isdecimal() else True

    def _refusal(self, error: openai.APIStatusError) -> Refusal:
        import openai

        said, advice = printable(error.message)[:300], self._advice
        if isinstance(error, openai.AuthenticationError):
            message = f"{self.place} refuses the key"
            hint = f"set {advice.key}, or {advice.instead}"
        elif _TOO_LONG.search(said.lower()):
            message = f"{self.place} takes no text that long: {said}"
            hint = advice.shorter
        else:
            message = f"{self.place} answers {error.status_code}: {said}"
            hint = f"check {advice.model} and {advice.address}, or use {advice.instead}"
        if isinstance(error, openai.RateLimitError) and error.code != "insufficient_quota":
            seconds = error.response.headers.get("Retry-After", "")
            return Busy(message, hint, float(seconds) if seconds.isdecimal() else None)
        return Refusal(message, hint, error.status_code)

    def broken_off(self, error: Exception) -> ModelUnreachable:
        """The error for a reply that stops in the middle: what came of it is no answer."""
        return ModelUnreachable(
            f"{self.place} broke off in the middle of its answer: {error}",
            f"ask again, or use {self._advice.instead}",
        )

    def nonsense(self, reply: object) -> ModelUnreachable:
        """The error for a reply that is none, such as a proxy's page with status 200: a str."""
        return ModelUnreachable(
            f"{self.place} does not speak the OpenAI protocol: it answers "
            f"{printable(str(reply))[:80]!r}",
            f"check {self._advice.address}: most end in /v1",
        )


def _said(error: openai.APIConnectionError) -> str:
    """What went wrong with a connection: of a reply that was given up, why."""
    from qa.models.deadline import Endless

    cause = error.__cause__
    return str(cause if isinstance(cause, Endless) else error)
