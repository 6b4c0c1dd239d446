"""What a name is: its text, its place, and what tells that it is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from qa.language.text import Span

# known: the dictionary has it as a proper noun; latin: a word that only its letters show.
Kind = Literal[
    "known", "pinyin", "acronym", "latin", "title", "quoted", "person", "organisation", "place"
]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a text writes it; `form` is how it is compared, without what hides in it.

    `core` is what the name turns on: 云从 in 云从科技集团. A `firm` one is expected to stand,
    in some form, in whatever bears it; of others it cannot be told.
    """

    text: str
    span: Span
    kind: Kind
    form: str
    core: str
    firm: bool
