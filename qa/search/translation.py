"""A question in the language of the articles, translated by the model once and kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
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
_LONGEST = 400  # characters; a reply that goes on explains, and does not translate


@dataclass(frozen=True, slots=True)
class Translation:
    """A question in Chinese, and what translating it took: nothing if it was kept."""

    text: str
    usage: Usage


class Translator:
    """Translates questions into Chinese with a model.

    It is to find passages by only: nothing of it is printed, and no answer rests on it. Once
    the model cannot be reached, it is not asked again. What is not to depend on what was asked
    before, on another machine, keeps nothing (`keeps`).
    """

    def __init__(self, model: Model, file: Path | None = None, *, keeps: bool = True) -> None:
        self._model = for_purpose(model, "translate")
        self._file = file or cache_folder() / "translations.sqlite3"
        self._keeps = keeps
        self._reachable = True

    def translate(self, question: str) -> Translation | None:
        """The question in Chinese; None where the model gives no Chinese, or cannot be reached."""
        if not self._reachable:
            return None
        try:
            return self._kept_or_asked(question)
        except ModelUnreachable:  # also where the server was to say which model it has
            self._reachable = False
            return None

    def _kept_or_asked(self, question: str) -> Translation | None:
        kept = self._kept(question)
        if kept is not None:
            return Translation(kept, Usage()) if kept else None
        prompt = prompts.render("translate", question=question)
        reply = self._model.reply([Message("user", prompt)], _MOST_TOKENS)
        text = reply.text.strip().partition("\n")[0]
        fits = reply.complete and len(text) <= _LONGEST and language(text) == "zh"
        self._keep(question, text if fits else "")
        return Translation(text, reply.usage) if fits else None

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
        """A cache that cannot be written costs a call the next time, and nothing else."""
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
