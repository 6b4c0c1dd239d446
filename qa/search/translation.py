"""Translations of questions into the language of the articles, made once by the model and kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qa.errors import ModelUnreachable
from qa.language.text import language
from qa.models import prompts
from qa.models.llm import Message, Usage, for_purpose
from qa.settings import cache_folder

if TYPE_CHECKING:
    from pathlib import Path

    from qa.models.llm import Model

_MOST_TOKENS = 200
_LONGEST = 400  # characters; a longer reply explains instead of translating


@dataclass(frozen=True, slots=True)
class Translation:
    """A question in Chinese, and the usage of translating it: none if it was kept.

    An empty `text` means that there is no translation; a failed attempt still has its usage.
    """

    text: str = ""
    usage: Usage = field(default_factory=Usage)


NONE = Translation()


class Translator:
    """A translator of questions into Chinese, with a model.

    A translation only helps to find passages: it is never printed, and no answer rests on it.
    Once the model cannot be reached, it is not asked again. With `keeps` false nothing is kept,
    so that results do not depend on what was asked before, or on which machine.
    """

    def __init__(self, model: Model, file: Path | None = None, *, keeps: bool = True) -> None:
        self._model = for_purpose(model, "translate")
        self._file = file or cache_folder() / "translations.sqlite3"
        self._keeps = keeps
        self._reachable = True

    def translate(self, question: str) -> Translation:
        """Translate a question into Chinese; return NONE if the model cannot be reached."""
        if not self._reachable:
            return NONE
        try:
            return self._kept_or_asked(question)
        except ModelUnreachable:  # also when the server is asked which model it has
            self._reachable = False
            return NONE

    def _kept_or_asked(self, question: str) -> Translation:
        kept = self._kept(question)
        if kept is not None:
            return Translation(kept)
        prompt = prompts.render("translate", question=question)
        reply = self._model.reply([Message("user", prompt)], _MOST_TOKENS)
        text = reply.text.strip().partition("\n")[0]
        fits = reply.complete and len(text) <= _LONGEST and language(text) == "zh"
        chinese = text if fits else ""
        self._keep(question, chinese)
        return Translation(chinese, reply.usage)

    def _key(self, question: str) -> str:
        return f"{self._model.name}\0{prompts.digest('translate')}\0{question}"

    def _kept(self, question: str) -> str | None:
        if not self._keeps:
            return None
        try:
            with closing(sqlite3.connect(self._file, timeout=5)) as db:
                row = db.execute(
                    "SELECT text FROM translation WHERE key = ?", (self._key(question),)
                ).fetchone()
        except sqlite3.Error:
            return None
        return str(row[0]) if row else None

    def _keep(self, question: str, text: str) -> None:
        """Keep a translation; a cache that cannot be written only costs a call the next time."""
        if not self._keeps:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file, timeout=5)) as db, db:
                db.execute(
                    "CREATE TABLE IF NOT EXISTS translation(key TEXT PRIMARY KEY, text TEXT)"
                )
                row = (self._key(question), text)
                db.execute("INSERT OR REPLACE INTO translation VALUES (?,?)", row)
        except (sqlite3.Error, OSError):
            return
