"""Models of saved records, with the keys that are needed; others are ignored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from qa.language.text import Span


def _sound(text: str) -> str:
    """Reject a text that cannot be encoded: JSON may hold half a character, "\\ud800"."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise PydanticCustomError("half", "it holds half a character") from None
    return text


Text = Annotated[str, AfterValidator(_sound)]


class _Outside(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class SavedQuote(_Outside):
    """A citation, or a sentence that came close to an answer."""

    article: Text
    quote: Text
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class SavedVersion(SavedQuote):
    """The statement of one source, where sources contradict each other; the answer names them."""

    title: Text = ""
    date: Text | None = None


class SavedFigure(_Outside):
    """A figure of a record; `value` is its value according to the record."""

    text: Text
    value: Text = ""


class SavedSentence(_Outside):
    """A sentence of a summary, with the quotes it rests on."""

    text: Text
    citations: tuple[SavedQuote, ...] = ()


class SavedAnswer(_Outside):
    """The record of an answer, or of a question that has none."""

    id: Text | int | None = None
    question: Text | None = None  # qa chat has none without a model to put it in full
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
    """A summary of an article; it has no sentences if all of them were withheld."""

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
    """A record and its place in a file, such as `answers.jsonl:3`.

    `edited` is the line that should stand at `place`, if somebody has edited the document there.
    """

    place: str
    record: SavedAnswer | SavedSummary
    edited: str | None = None
