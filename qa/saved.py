"""Saved answers and summaries: the records that a file holds, wherever it comes from.

A file is one JSON document, a JSON list, or JSON lines; each record is what `qa ask --json`,
`qa ask --batch`, `qa chat` or `qa summarize` wrote. Keys that are not needed are not looked at.
"""

from __future__ import annotations

import json
import re
import sys
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

from qa.errors import UsageError
from qa.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager
    from typing import IO

STANDARD_INPUT = "-"
_HINT = "qa verify takes what qa ask --json, qa ask --batch, qa chat or qa summarize wrote"


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
    """A record with where it stands: `answers.jsonl:3`."""

    place: str
    record: SavedAnswer | SavedSummary


def load(file: str) -> Iterator[Saved]:
    """The records of a file, one after the other; of standard input if it is "-".

    JSON lines are read as they are wanted. Raises UsageError with file and line.
    """
    count = 0
    with _opened(file) as lines:
        for number, document in _documents(file, lines):
            for record in _records(document):
                yield Saved(f"{file}:{number}", _record(f"{file}:{number}", record))
                count += 1
    if not count:
        raise UsageError(f"{file}: there is no record in it", _HINT)


def _opened(file: str) -> AbstractContextManager[IO[bytes]]:
    if file == STANDARD_INPUT:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(file).open("rb")
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{file}: cannot be read: {reason}", _HINT) from error


# --- JSON --------------------------------------------------------------------------------


def _documents(file: str, lines: Iterable[bytes]) -> Iterator[tuple[int, Any]]:
    """The documents of a file, each with the number of its line."""
    numbered = enumerate(lines, start=1)
    first = True
    for number, line in numbered:
        if not line.strip():
            continue
        text = _decoded(file, number, line)
        try:
            document = json.loads(text)
        except (ValueError, RecursionError) as error:
            if not first:
                raise _broken(file, number, error) from error
            rest = (_decoded(file, later, more) for later, more in numbered)
            yield from _of_several_lines(file, number, "".join([text, *rest]))
            return
        yield number, document
        first = False


def _decoded(file: str, number: int, line: bytes) -> str:
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}:{number}: this is no UTF-8", _HINT) from error


def _of_several_lines(file: str, first: int, text: str) -> Iterator[tuple[int, Any]]:
    """One document over several lines; the elements of a list each with its own line."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _broken(file, first + getattr(error, "lineno", 1) - 1, error) from error
    if not isinstance(document, list):
        yield first, document
        return
    line, position = first, text.index("[") + 1
    for element in document:
        start = _SKIPPED.match(text, position).end()  # type: ignore[union-attr]  # matches nothing too
        line += text.count("\n", position, start)
        yield line, element
        end = _DECODER.raw_decode(text, start)[1]
        line, position = line + text.count("\n", start, end), end


_SKIPPED = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()


def _broken(file: str, number: int, error: Exception) -> UsageError:
    what = "it is nested too deeply" if isinstance(error, RecursionError) else _reason(error)
    return UsageError(f"{file}:{number}: this is no JSON: {what}", _HINT)


def _reason(error: Exception) -> str:
    # A number of more digits than Python reads is a ValueError of another kind.
    return error.msg if isinstance(error, json.JSONDecodeError) else "it has an endless number"


# --- records -----------------------------------------------------------------------------


def _records(document: Any) -> Iterator[Any]:
    """The records in a document: itself, those of a list, or the turns of a conversation."""
    if isinstance(document, list):
        for element in document:
            yield from _records(element) if isinstance(element, dict) else [element]
    elif isinstance(document, dict) and isinstance(document.get("turns"), list):
        yield from document["turns"]
    else:
        yield document


def _record(place: str, document: Any) -> SavedAnswer | SavedSummary:
    kind = _kind(document)
    if kind is None:
        raise UsageError(f"{place}: this is no answer and no summary", _HINT)
    try:
        return kind.model_validate(document)
    except ValidationError as error:
        problem = error.errors(include_input=False, include_url=False)[0]
        key = ".".join(map(str, problem["loc"]))
        raise UsageError(f"{place}: {key}: {problem['msg']}", _HINT) from error


def _kind(document: Any) -> type[SavedAnswer | SavedSummary] | None:
    if not isinstance(document, dict):
        return None
    if "answered" in document:
        return SavedAnswer
    return SavedSummary if "sentences" in document else None
