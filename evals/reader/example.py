"""An example: a question, a passage, and the place in it that answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """`start` and `end` are of the answer in the passage; -1 where nothing there answers.

    `kind` says how it was made, `head` is the date and title of the passage's article.
    """

    kind: str
    question: str
    head: str
    passage: str
    start: int = -1
    end: int = -1

    @property
    def answered(self) -> bool:
        return self.start >= 0
