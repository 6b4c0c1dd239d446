"""A server that speaks OpenAI's protocol: connected on first use, asked again while it is busy.

It is what chat and embeddings share: one client, one way to wait, one way to fail.
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

# Python prints the warnings of loggers without a handler ("stamina.retry_scheduled").
logging.getLogger("stamina").addHandler(logging.NullHandler())

OPENAI = "api.openai.com"

_TOO_LONG = re.compile(r"context (length|size)|too (long|large)|maximum input|max(imum)? .*tokens")


@dataclass(frozen=True, slots=True)
class Advice:
    """The names of settings that errors tell the user to check, as the user sets them."""

    model: str
    address: str
    key: str
    instead: str
    shorter: str


@dataclass(frozen=True, slots=True)
class Patience:
    """The time to wait for a busy server; a `Retry-After` above `longest` is cut to it."""

    attempts: int
    longest: float
    total: float
    timeouts: bool  # True if a request that timed out is sent again
    # True if a 429 is waited for here; else the caller waits for all its calls at once, see Busy.
    limits: bool = True


def host(address: str | None) -> str | None:
    """Return the host of an address, with its port, which separates servers on one machine.

    OpenAI's host if there is no address; None if the address is invalid.

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
    """A request that the server understood and does not accept."""

    def __init__(self, message: str, hint: str, status: int) -> None:
        super().__init__(message, hint)
        self.status = status


class Busy(Refusal):
    """A server that accepts no more for now; `seconds` is how long it says to wait, if it does."""

    def __init__(self, message: str, hint: str, seconds: float | None) -> None:
        super().__init__(message, hint, 429)
        self.seconds = seconds


class Server:
    """An OpenAI-compatible address; OpenAI's own if `base_url` is None."""

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
        """Set up the server; with `files`, it sends whole files, larger and slower than replies."""
        self.base_url = base_url
        self._key = api_key or "none"
        self._timeout = timeout
        self._advice = advice
        self._patience = patience
        self._files = files

    @property
    def place(self) -> str:
        """The name of the server in errors."""
        return self.base_url or "OpenAI"

    @cached_property
    def client(self) -> OpenAI:
        """The client, for use inside `call`. Raises ModelUnreachable for an invalid key."""
        from openai import DefaultHttpxClient, OpenAI

        from qa.models.deadline import bounded

        bound = bounded(self._timeout, files=self._files)
        if not self.place.isprintable():  # httpx would raise an error of its own
            raise ModelUnreachable(
                f"{self.place}: the address holds characters that no address has",
                f"check {self._advice.address}",
            )

        return OpenAI(
            api_key=self._checked_key(),
            base_url=self.base_url,
            timeout=self._timeout,
            max_retries=0,  # its own retries obey "Retry-After: 120" silently, for four minutes
            http_client=DefaultHttpxClient(event_hooks={"response": [bound]}),
        )

    def _checked_key(self) -> str:
        # A key pasted with a line break or a full-width space fails with an error that does not say
        # so.
        if not self._key.isascii() or not self._key.isprintable():
            raise ModelUnreachable(
                "the API key holds characters that no key has", f"copy {self._advice.key} again"
            )
        return self._key

    def close(self) -> None:
        """Close the connections; the next call reopens them."""
        client: OpenAI | None = self.__dict__.pop("client", None)
        if client:
            client.close()

    def call(self, request: Callable[[], T], *, repeatable: bool = True) -> T:
        """Make the request, again while the server is busy. Raises ModelUnreachable.

        A request that is not `repeatable` is sent again only if the server says with a 429 that it
        did not accept it.
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
            silent.spent = isinstance(error, openai.APITimeoutError)  # it may have read it all
            raise silent from error
        except (openai.OpenAIError, ValueError) as error:
            raise ModelUnreachable(
                f"{self.place}: {error}",
                f"check {self._advice.address}, or use {self._advice.instead}",
            ) from error
        raise AssertionError("unreachable")

    def _passing(self, error: Exception) -> bool | float:
        """Tell whether trying again may help, or after how many seconds, if the server says so.

        A 429 for a used-up quota says so, and does not pass.
        """
        import openai

        if isinstance(error, openai.APITimeoutError):
            return self._patience.timeouts
        if isinstance(error, openai.APIConnectionError):
            return True
        if isinstance(error, openai.RateLimitError):
            waits = self._patience.limits and error.code != "insufficient_quota"
            return waits and self._wait(error)
        if isinstance(error, openai.InternalServerError):  # llama.cpp's for too long a text, too
            return not _TOO_LONG.search(error.message.lower()) and self._wait(error)
        return False

    def _not_taken(self, error: Exception) -> bool | float:
        import openai

        return isinstance(error, openai.RateLimitError) and self._passing(error)

    def _wait(self, error: openai.APIStatusError) -> bool | float:
        seconds = error.response.headers.get("Retry-After", "")
        # The header may also be a date; then the usual steps are taken.
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
        """Return the error for a reply that stops in the middle: what came is not an answer."""
        return ModelUnreachable(
            f"{self.place} broke off in the middle of its answer: {error}",
            f"ask again, or use {self._advice.instead}",
        )

    def nonsense(self, reply: object) -> ModelUnreachable:
        """Return the error for an invalid reply, such as a proxy's page with status 200, a str."""
        return ModelUnreachable(
            f"{self.place} does not speak the OpenAI protocol: it answers "
            f"{printable(str(reply))[:80]!r}",
            f"check {self._advice.address}: most end in /v1",
        )


def _said(error: openai.APIConnectionError) -> str:
    """Return what went wrong with a connection or, if a reply was given up, why."""
    from qa.models.deadline import Endless

    cause = error.__cause__
    return str(cause if isinstance(cause, Endless) else error)
