"""Rules of language by name: each can choose or withhold an answer, and can be switched off.

A rule stays only while questions that nobody wrote it for are answered better with it:
`evals/benchmarks/rules.py` asks them with each one off.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What chooses among the spans that the reader finds, and what withholds a model's answer.
RULES = {
    "kind": "a figure of the kind that is asked for: a length for how tall",
    "classifier": "the sort of thing that is counted: people for 多少人, no accidents",
    "office": "the office that is asked for, no deputy's",
    "names": "every name of the question stands in the passage or its title",
    "time": "the year, month, quarter or ordinal of the question, where the passage has any",
    "list": "a list of figures whole, where one of each is asked for",
    "split": "of a span from one figure over a mark to the next, either figure",
    "whole passage": "the best choices are read in their whole passages as well",
    "figures": "every figure of a draft stands in what it cites",
    "named": "every name of a draft stands in what it cites, or around it",
    "elsewhere": "the name that answers stands in the cited sentence itself",
    "quotes": "what a draft quotes stands in a cited article",
    "turns": "what a draft denies, reverses or promises stands in what it cites",
    "codes": "codes and numbers of models stand in a cited article",
    "halves": "names are not half in one language and half in the other",
    "about": "a draft has something of the question, and what it cites may answer it",
    "quantity": "a draft gives the quantity that is asked for, where it cites one",
    "read back": "the reader finds the figure where the draft takes it from",
    "own language": "a draft is in the language of the question",
}

_off: ContextVar[frozenset[str]] = ContextVar("off", default=frozenset())


def on(name: str) -> bool:
    """Return whether a rule is in force.

    >>> on("kind")
    True
    >>> with without("kind"):
    ...     on("kind")
    False
    """
    if name not in RULES:
        raise KeyError(name)
    return name not in _off.get()


def kept(name: str, problems: Iterable[str]) -> Iterable[str]:
    """Return what a rule objects to; nothing while it is switched off."""
    return problems if on(name) else ()


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Switch rules off for as long as the context lasts."""
    token = _off.set(_off.get() | frozenset(names))
    try:
        yield
    finally:
        _off.reset(token)
