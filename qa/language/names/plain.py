"""Plain text to look for names in, with the original place of each character."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from qa.language.text import Span, simplified


@dataclass(frozen=True, slots=True)
class Plain:
    """A text narrowed and simplified, without accents and invisible characters; case is kept.

    `places[i]` is the place of `text[i]` in the original; the last entry is the original's length.
    """

    text: str
    lower: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the place of `text[start:end]` in the original."""
        return Span(self.places[start], self.places[end - 1] + 1)


@lru_cache(maxsize=256)
def plain(text: str) -> Plain:
    """Return the plain form of a text.

    >>> plain("Ｓhang\\u200bhaí").text, plain("Ｓhang\\u200bhaí").span(0, 8)
    ('Shanghai', Span(start=0, end=9))
    """
    kept: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for piece in _plain(character):
            kept.append(piece)
            places.append(place)
    joined = _simplified("".join(kept))
    return Plain(joined, joined.lower(), (*places, len(text)))


@lru_cache(maxsize=16384)
def _plain(character: str) -> str:
    if character.isascii() and character.isprintable() and character != "_":
        return character
    if character.isspace() or character == "_":  # Super_Bowl_50, as in names of files
        return "\n" if character == "\n" else " "
    pieces = unicodedata.normalize("NFKD", character)
    visible = (c for c in pieces if unicodedata.category(c) not in {"Mn", "Cf", "Cc"})
    # "İ" and the like have two characters in lower case.
    return "".join(c for c in visible if len(c.lower()) == 1)


def _simplified(text: str) -> str:
    """Simplify a text, character by character where a whole phrase would change its length."""
    whole = simplified(text)
    if len(whole) == len(text):
        return whole
    return "".join(s if len(s := simplified(c)) == 1 else c for c in text)
