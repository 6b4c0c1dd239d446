"""Batches: a file of questions in, a file of records out, resumed where it was interrupted."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qa.errors import UsageError
from qa.language.characters import json_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a batch file: the id, the question, and other keys, kept as they are."""

    id: str
    text: str
    rest: dict[str, Any]


@dataclass(frozen=True, slots=True)
class BatchReport:
    """The number of questions, and how many of them an earlier run had answered."""

    total: int
    done_before: int


def load(file: Path) -> list[Question]:
    """Load the questions of a JSON-lines file. Raises UsageError with file and line."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: {error}", "a batch file is JSON lines in UTF-8") from error
    questions = [
        _question(f"{file}:{n}", n, line) for n, line in enumerate(lines, start=1) if line.strip()
    ]
    seen: set[str] = set()
    for question in questions:
        if question.id in seen:
            raise UsageError(f"{file}: the id {question.id!r} stands there twice")
        seen.add(question.id)
    return questions


def _question(place: str, number: int, line: str) -> Question:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(f"{place}: this is no JSON: {error.msg}") from error
    text = row.get("question") if isinstance(row, dict) else None
    if not isinstance(text, str) or not text.strip():
        raise UsageError(f"{place}: there is no question", 'a line is {"id": ..., "question": ...}')
    rest = {key: value for key, value in row.items() if key not in ("id", "question")}
    return Question(str(row.get("id", number)), text, rest)


def run(
    questions: list[Question],
    out: Path,
    answer: Callable[[Question], dict[str, Any]],
    report: Callable[[str, int, int], None],
) -> BatchReport:
    """Answer each question that has no record in `out` yet, one after the other.

    A record is completely on disk before the next question is asked, so an interrupted batch loses
    at most the question in hand. Raises UsageError if `out` is something else.
    """
    done = _finish_last_line(out)
    todo = [question for question in questions if question.id not in done]
    with out.open("a", encoding="utf-8") as file:
        for number, question in enumerate(todo, start=1):
            record = {**question.rest, **answer(question)}
            file.write(json_line(record) + "\n")
            file.flush()
            os.fsync(file.fileno())
            report("questions", number, len(todo))
    return BatchReport(len(questions), len(questions) - len(todo))


def _finish_last_line(out: Path) -> set[str]:
    """Return the ids that have a record; drop a last line that was cut off by a kill."""
    if not out.exists():
        return set()
    content = out.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    ids = set(_ids(out, whole))
    if len(whole) < len(content):
        with out.open("r+b") as file:
            file.truncate(len(whole))
    return ids


def _ids(out: Path, content: bytes) -> Iterator[str]:
    for number, line in enumerate(content.splitlines(), start=1):
        try:
            yield str(json.loads(line)["id"])
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(
                f"{out}:{number}: this is no record of a batch", "name another file with --out"
            ) from error
