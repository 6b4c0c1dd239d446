"""What is read of a saved record; keys that are not needed are not looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from qa.language.text import Span


def _sound(text: str) -> str:
    """A text that can be written: JSON may hold half a character, "\\ud800"."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise PydanticCustomError("half", "it holds half a character") from None
    return text


Text = Annotated[str, AfterValidator(_sound)]


class _Outside(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class SavedQuote(_Outside):
    """A citation, or a sentence that came near."""

    article: Text
    quote: Text
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class SavedVersion(SavedQuote):
    """What one source says where several contradict each other; the answer names them."""

    title: Text = ""
    date: Text | None = None


class SavedFigure(_Outside):
    """A figure of an answer; `value` is what the record says that it is worth."""

    text: Text
    value: Text = ""


class SavedSentence(_Outside):
    """A sentence of a summary, with what it rests on."""

    text: Text
    citations: tuple[SavedQuote, ...] = ()


class SavedAnswer(_Outside):
    """An answer, or that there is none."""

    id: Text | int | None = None
    question: Text | None = None  # qa chat asks none where it has no model to put it in full
    answered: bool
    answer: Text = ""
    mode: Text = ""
    citations: tuple[SavedQuote, ...] = ()
    versions: tuple[SavedVersion, ...] = ()
    figures: tuple[SavedFigure, ...] = ()
    nearest: tuple[SavedQuote, ...] = ()

    @property
    def name(self) -> str:
        return (self.question or "") if self.id is None else str(self.id)


class SavedSummary(_Outside):
    """A summary of an article; without sentences where all of them were withheld."""

    id: Text | int | None = None
    article: Text = ""
    title: Text = ""
    sentences: tuple[SavedSentence, ...]
    figures: tuple[SavedFigure, ...] = ()

    @property
    def name(self) -> str:
        return (self.article or self.title) if self.id is None else str(self.id)


@dataclass(frozen=True, slots=True)
class Saved:
    """A record with where it stands: `answers.jsonl:3`.

    `edited` is what should stand at `place`, in a document that somebody has edited there.
    """

    place: str
    record: SavedAnswer | SavedSummary
    edited: str | None = None
