"""A name: its text, its place, and how it was recognised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from qa.language.text import Span

# known: a proper noun of the dictionary; latin: a word recognised only by its letters.
Kind = Literal[
    "known", "pinyin", "acronym", "latin", "title", "quoted", "person", "organisation", "place"
]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a text writes it; `form` is how it is compared, without hidden characters.

    `core` is the part that identifies it: 云从 in 云从科技集团. A `firm` name should appear, in
    some form, in any text that has it; for other names that cannot be told.
    """

    text: str
    span: Span
    kind: Kind
    form: str
    core: str
    firm: bool
