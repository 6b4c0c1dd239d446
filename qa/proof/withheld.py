"""Withheld texts, which are not given because they do not hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Withheld:
    """A text that did not pass the checks, and why."""

    text: str
    reasons: tuple[str, ...]
