"""Changes: how a call to a model differs from the one that was recorded."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.language.characters import printable
from qa.models import prompts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.models.llm import Message, Request

# The templates behind the messages of each purpose; any other purpose has one of its name.
_TEMPLATES = {"repair": ("answer", "repair"), "section": ("summarize",)}


@dataclass(frozen=True, slots=True)
class Asked:
    """A call to a model: its name, the request, and the versions of the prompts."""

    model: str
    request: Request
    prompts: dict[str, str]

    @property
    def key(self) -> str:
        """A digest of model, messages, parameters and prompts: 16 digits."""
        said = [self.request.key(self.model), self.request.purpose, sorted(self.prompts.items())]
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def asked(model: str, request: Request) -> Asked:
    """Return a request with the versions that its prompts have now."""
    names = _TEMPLATES.get(request.purpose, (request.purpose,))
    there = [name for name in names if (prompts.folder() / f"{name}.j2").exists()]
    return Asked(model, request, {name: prompts.digest(name) for name in there})


def nothing_like(recorded: Sequence[Asked], call: Asked) -> str:
    """Say that no call to this purpose was recorded, and to which purposes calls were."""
    if not recorded:
        return "no call of it was recorded"
    purposes = ", ".join(sorted({one.request.purpose for one in recorded}))
    return f"no call to {call.request.purpose} was recorded, only to {purposes}"


def told(recorded: Sequence[Asked], call: Asked) -> str:
    """Say what has changed since the recorded call that is most like this one."""
    fewest = min((_differences(one, call) for one in recorded), key=len)
    return f"the call to {call.request.purpose} is not as recorded: {'; '.join(fewest)}"


def _differences(was: Asked, call: Asked) -> list[str]:
    found = []
    if was.model != call.model:
        found.append(f"the model was {was.model}, and is {call.model}")
    found += [
        f"prompts/{name}.j2 was {was.prompts.get(name, 'none')}, and is {now}"
        for name, now in call.prompts.items()
        if was.prompts.get(name) != now
    ]
    before, after = was.request, call.request
    if before.max_tokens != after.max_tokens:
        found.append(f"max_tokens was {before.max_tokens}, and is {after.max_tokens}")
    if difference := _first_difference(before.messages, after.messages):
        found.append(difference)
    return found


def _first_difference(was: Sequence[Message], now: Sequence[Message]) -> str:
    """Describe the first line in which two conversations differ."""
    if len(was) != len(now):
        return f"there were {len(was)} messages, and are {len(now)}"
    pairs = enumerate(zip(was, now, strict=True), start=1)
    number = next((n for n, (one, other) in pairs if one != other), None)
    if number is None:
        return ""
    line, before, after = _first_line(was[number - 1].content, now[number - 1].content)
    if not line:
        return f"message {number} differs in its role or its blanks"
    start = max(0, _common(before, after) - _BEFORE)
    one, other = (printable(text[start : start + _SHOWN]) for text in (before, after))
    return f"message {number} differs in line {line}: it was “{one}”, and is “{other}”"


_BEFORE, _SHOWN = 20, 60  # characters of a line: before the difference, and in all


def _first_line(was: str, now: str) -> tuple[int, str, str]:
    """Return the number, from 1, of the first line that differs, and both forms; 0 if none does."""
    lines = was.splitlines(), now.splitlines()
    for n in range(max(map(len, lines))):
        before, after = (each[n] if n < len(each) else "" for each in lines)
        if before != after:
            return n + 1, before, after
    return 0, "", ""


def _common(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
