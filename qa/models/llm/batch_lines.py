"""The lines of a batch's files: requests as they are sent, results as they come."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING

from qa.language.text import printable
from qa.models.llm import Message
from qa.models.llm.client import body
from qa.models.llm.streaming import reply_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.models.llm import Reply, Request

ENDPOINT = "/v1/chat/completions"


def line(key: str, request: Request, model: str) -> bytes:
    """Write a request as a line of a file; its reply comes back under the key.

    The line is ASCII only: servers that split lines at U+2028 would cut a text there.
    """
    # A single lone surrogate makes a strict server reject the whole file.
    messages = [Message(m.role, _sound(m.content)) for m in request.messages]
    asked = body(model, messages, request.max_tokens)
    whole = {"custom_id": key, "method": "POST", "url": ENDPOINT, "body": asked}
    return json.dumps(whole).encode() + b"\n"


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


@dataclass(frozen=True, slots=True)
class Result:
    """A line of a file of results or errors, counted from 1; `problem` is why it is not a reply.

    Without a key it cannot be assigned to a request.
    """

    line: int
    key: str | None = None
    body: object = None
    problem: str = ""

    def reply(self, max_tokens: int) -> Reply | None:
        """Return the reply, as a live call would give it; None if there is none."""
        return None if self.problem else reply_in(self.body, max_tokens)


def results(content: bytes) -> Iterator[Result]:
    """Yield the lines of a file of results or errors, in any order, whatever they contain."""
    for number, text in enumerate(io.BytesIO(content), 1):
        if text.strip():
            yield _result(number, text)


def _result(number: int, text: bytes) -> Result:
    try:
        sent = json.loads(text, object_hook=lambda known: SimpleNamespace(**known))
    except (ValueError, RecursionError):
        return Result(number, problem="it is no JSON")
    key = getattr(sent, "custom_id", None)
    if not isinstance(key, str):
        return Result(number, problem="it has no custom_id")
    error = getattr(sent, "error", None)
    response = getattr(sent, "response", None)
    status, said = (getattr(response, name, None) for name in ("status_code", "body"))
    problem = ""
    if error:
        problem = _reason(error) or "it failed, and no reason is given"
    elif status != 200:
        problem = f"it was answered {_shown(status)}: {_reason(getattr(said, 'error', None))}"
    return Result(number, key, said, problem)


def _reason(error: object) -> str:
    """Return the reason that an error gives, in whatever shape it came."""
    told = (getattr(error, name, None) for name in ("message", "code"))
    return next((_shown(each) for each in told if each), _shown(error) if error else "no reason")


def _shown(value: object) -> str:
    return printable(str(value))[:300]
