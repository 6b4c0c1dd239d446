"""Objections: what the model of an eval set has against a file, in plain words."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from qa.evaluation.entries import Entry, SetFile

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# Type of the error -> what is wrong and what to do, with {name}, its {value} and what is {said}.
_TOLD = {
    "missing": ("{name!r} is missing", ""),
    "literal_error": ("{name!r} is {value!r}", "write {said}"),
    "value_error": ("{name!r} {said}", ""),
    "string_too_short": ("{name!r} is empty", "write something, or remove the key"),
    "string_pattern_mismatch": (
        "{name!r} is {value!r}",
        "letters, digits, '-', '_' and '.' are allowed",
    ),
    "string_too_long": ("{name!r} is longer than 100 characters", "shorten it"),
    "string_type": ("{name!r} is no text", "write the words alone"),
    "bool_type": ("{name!r} is {value!r}", "write true, or remove the key"),
    "bool_parsing": ("{name!r} is {value!r}", "write true, or remove the key"),
    "tuple_type": ("{name!r} is no list", "write each case with '- id: ...'"),
    "model_type": ("is no case", "write '- id: ...' and its other keys below"),
}


def told(detail: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong, and what to do.

    >>> told({"type": "extra_forbidden", "loc": ("cases", 0, "figur"), "msg": "", "input": "3"})
    ("unknown key 'figur'", "did you mean 'figure'?")
    """
    place, kind = detail["loc"], detail["type"]
    name = next((part for part in reversed(place) if isinstance(part, str)), "")
    context = detail.get("ctx", {})
    said = context.get("expected") or context.get("error") or detail["msg"]
    if kind == "extra_forbidden":
        return f"unknown key {name!r}", _meant(name, [*(_model(place).model_fields)])
    if kind == "value_error" and isinstance(place[-1], int):
        return f"the case {said}", ""
    message, hint = _TOLD.get(kind, ("{name!r}: {said}", ""))
    values = {"name": name, "value": detail["input"], "said": said}
    return message.format(**values), hint.format(**values)


def _model(place: tuple[int | str, ...]) -> type[Entry | SetFile]:
    return Entry if place[0] == "cases" and len(place) > 2 else SetFile


def _meant(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name.lower().rstrip("：:"), known, n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else "known: " + ", ".join(known)
