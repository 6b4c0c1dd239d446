"""Reading files of saved records: JSON, JSON lines, or the Markdown of a summary."""

from __future__ import annotations

import json
import re
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from qa.errors import UsageError
from qa.verify import documents
from qa.verify.saved.models import Saved, SavedAnswer, SavedSummary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager
    from typing import IO

STANDARD_INPUT = "-"
HINT = "qa verify takes what qa ask --json, qa ask --batch, qa chat or qa summarize wrote"


def is_markdown(file: str) -> bool:
    """Tell whether a file is a Markdown document, by its name."""
    return file.lower().endswith(".md")


def load(file: str) -> Iterator[Saved]:
    """Yield the records of a file, or of standard input if it is "-".

    JSON lines are read as they are needed. Raises UsageError with file and line.
    """
    if is_markdown(file):
        yield _document(file)
        return
    count = 0
    with _opened(file) as lines:
        for number, document in _documents(file, lines):
            for record in _records(document):
                yield Saved(f"{file}:{number}", _record(f"{file}:{number}", record))
                count += 1
    if not count:
        raise UsageError(f"{file}: there is no record in it", HINT)


def _document(file: str) -> Saved:
    document = documents.read(_content(file), file)
    record = _record(f"{file}:1", document.record)
    if document.edit is None:
        return Saved(f"{file}:1", record)
    return Saved(f"{file}:{document.edit.line}", record, document.edit.wanted)


def _content(file: str) -> str:
    with _opened(file) as lines:
        return "".join(_decoded(file, number, line) for number, line in enumerate(lines, 1))


def _opened(file: str) -> AbstractContextManager[IO[bytes]]:
    if file == STANDARD_INPUT:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(file).open("rb")
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{file}: cannot be read: {reason}", HINT) from error


# --- JSON --------------------------------------------------------------------------------


def _documents(file: str, lines: Iterable[bytes]) -> Iterator[tuple[int, Any]]:
    """Yield the documents of a file, each with its line number."""
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
        raise UsageError(f"{file}:{number}: this is no UTF-8", HINT) from error


def _of_several_lines(file: str, first: int, text: str) -> Iterator[tuple[int, Any]]:
    """Yield a document that spans several lines, or the elements of a list, each with its line."""
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
    return UsageError(f"{file}:{number}: this is no JSON: {what}", HINT)


def _reason(error: Exception) -> str:
    # A number with more digits than Python reads is a plain ValueError.
    return error.msg if isinstance(error, json.JSONDecodeError) else "it has an endless number"


# --- records -----------------------------------------------------------------------------


def _records(document: Any) -> Iterator[Any]:
    """Yield the records in a document.

    These are the document itself, the elements of a list, the turns of a conversation, or the
    events of a digest.
    """
    if isinstance(document, list):
        for element in document:
            yield from _records(element) if isinstance(element, dict) else [element]
    elif isinstance(document, dict) and isinstance(document.get("turns"), list):
        yield from document["turns"]
    elif isinstance(document, dict) and isinstance(document.get("events"), list):
        yield from _of_digest(document)
    else:
        yield document


def _of_digest(digest: dict[str, Any]) -> Iterator[Any]:
    """Yield events and disagreements of a digest as summaries, or an empty one if it has none."""
    differ = digest.get("disagreements")
    versions = [one for one in differ if isinstance(one, dict)] if isinstance(differ, list) else []
    if not digest["events"] and not versions:
        yield {"title": digest.get("topic"), "sentences": []}
    yield from (_event(digest, event) for event in digest["events"])
    yield from ({"title": digest.get("topic"), "sentences": _said(one)} for one in versions)


def _said(disagreement: dict[str, Any]) -> Any:
    """Return each version as a sentence: its figure as the text, with the quote that has it."""
    versions = disagreement.get("versions")
    if not isinstance(versions, list):
        return versions
    return [
        {"text": one.get("figure"), "citations": [one.get("citation")]}
        if isinstance(one, dict)
        else one
        for one in versions
    ]


def _event(digest: dict[str, Any], event: Any) -> Any:
    """Return an event of a digest as a summary, named by the topic, the date and the title."""
    if not isinstance(event, dict):
        return event
    parts = (digest.get("topic"), event.get("date"), event.get("title"))
    return {**event, "title": " ".join(str(part) for part in parts if part)}


def _record(place: str, document: Any) -> SavedAnswer | SavedSummary:
    kind = _kind(document)
    if kind is None:
        raise UsageError(f"{place}: this is no answer and no summary", HINT)
    try:
        return kind.model_validate(document)
    except ValidationError as error:
        problem = error.errors(include_input=False, include_url=False)[0]
        key = ".".join(map(str, problem["loc"]))
        raise UsageError(f"{place}: {key}: {problem['msg']}", HINT) from error


def _kind(document: Any) -> type[SavedAnswer | SavedSummary] | None:
    if not isinstance(document, dict):
        return None
    if "answered" in document:
        return SavedAnswer
    return SavedSummary if "sentences" in document else None
