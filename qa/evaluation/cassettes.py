"""Cassettes: what models and embedders replied, kept in a file for each case, to be replayed.

A folder has a file for each case, named by its id, and `+articles.yaml` for what belongs to no
case: the vectors of the articles. It holds no API keys and no headers.
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, ClassVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from qa.errors import QaError
from qa.evaluation import changes
from qa.evaluation.changes import Asked
from qa.evaluation.files import write
from qa.language.characters import printable
from qa.models.llm import Message, Reply, Request, Usage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qa.evaluation.cases import Case

ARTICLES = "+articles"


class CassetteMiss(QaError):
    """The error of a call that has no entry in the cassette: nothing was measured."""

    exit_code: ClassVar[int] = 4


class BadCassette(QaError):
    """The error of a file that is not a valid cassette."""

    exit_code: ClassVar[int] = 4


class _Saved(BaseModel):
    """An entry as it is written in its file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    model: str
    purpose: str
    prompts: dict[str, str] = {}
    max_tokens: int = 0
    messages: tuple[dict[str, str], ...] = ()
    reply: str = ""
    complete: bool = True
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    estimated: bool = False
    text: str = ""
    vector: str = ""


class _SavedFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    calls: tuple[_Saved, ...]


class Cassette:
    """A folder of recorded calls; the case that is being played names the file.

    >>> cassette = Cassette(Path("evals/cassettes"))
    >>> run(Corpus(settings, model=Replaying(cassette)), cases, "replay", playing=cassette.play)
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._case = ARTICLES
        self._files: dict[str, dict[str, _Saved]] = {}
        self._used: dict[str, set[str]] = {}
        self._lock = threading.RLock()

    def play(self, case: Case) -> None:
        """Assign the calls that follow to this case."""
        self._case = case.id
        self._used.setdefault(case.id, set())

    # --- model calls -----------------------------------------------------------------------

    def reply(self, call: Asked) -> Reply | None:
        """Return the recorded reply to a call; None if the call has no entry."""
        found = self._entry(self._case, call.key)
        if found is None or found.vector:
            return None
        usage = Usage(
            1, found.input_tokens, found.output_tokens, found.cached_tokens, found.estimated
        )
        return Reply(found.reply, usage, found.complete)

    def record(self, call: Asked, reply: Reply) -> None:
        """Keep the reply to a call."""
        used = reply.usage
        self._add(
            self._case,
            _Saved(
                key=call.key,
                model=call.model,
                purpose=call.request.purpose,
                prompts=call.prompts,
                max_tokens=call.request.max_tokens,
                messages=tuple(asdict(message) for message in call.request.messages),
                reply=reply.text,
                complete=reply.complete,
                input_tokens=used.input_tokens,
                output_tokens=used.output_tokens,
                cached_tokens=used.cached_tokens,
                estimated=used.estimated,
            ),
        )

    def missed(self, call: Asked) -> CassetteMiss:
        """Return the error of a call without an entry: which case, and what has changed."""
        recorded = [e for e in self._file(self._case).values() if not e.vector]
        near = [e for e in recorded if e.purpose == call.request.purpose]
        seen = [_asked(entry) for entry in near or recorded]
        what = changes.told(seen, call) if near else changes.nothing_like(seen, call)
        return CassetteMiss(
            f"{self._path(self._case)}: case {self._case}: {what}",
            "record it again: qa eval --record; or see what changed since it was recorded",
        )

    def models(self) -> list[str]:
        """Return the names of the recorded models."""
        every = (e for name in self._names() for e in self._file(name).values())
        return sorted({entry.model for entry in every if not entry.vector})

    # --- vectors -----------------------------------------------------------------------------

    def vector(self, embedder: str, text: str) -> str | None:
        """Return the vector kept of a text, for the case or the articles; None if there is none."""
        key = vector_key(embedder, text)
        for name in (self._case, ARTICLES):
            if (found := self._entry(name, key)) is not None:
                return found.vector
        return None

    def keep_vector(self, embedder: str, text: str, vector: str) -> None:
        """Keep the vector of a text."""
        key = vector_key(embedder, text)
        saved = _Saved(key=key, model=embedder, purpose="embed", text=text, vector=vector)
        self._add(self._case, saved)

    def missed_vector(self, embedder: str, text: str) -> CassetteMiss:
        """Return the error of a text without a vector."""
        every = (e for name in self._names() for e in self._file(name).values() if e.vector)
        models = sorted({entry.model for entry in every})
        known = f"; there are vectors of {', '.join(models)}" if models else ""
        shown = printable(text if len(text) <= 60 else f"{text[:60]}…")
        return CassetteMiss(
            f"{self._path(self._case)}: case {self._case}: no vector of {embedder} for"
            f" “{shown}”{known}",
            "record it again: qa eval --record",
        )

    def embedders(self) -> list[str]:
        """Return the names of the recorded embedders."""
        every = (e for name in self._names() for e in self._file(name).values())
        return sorted({entry.model for entry in every if entry.vector})

    # --- files -------------------------------------------------------------------------------

    def save(self, cases: Iterable[Case]) -> None:
        """Write what was recorded, each file whole or not at all.

        `cases` are all there are: files of others are removed. Of a case that was played, only the
        entries that were used are kept; of a case that was not, and of the articles, all are kept.
        """
        known = {case.id for case in cases} | {ARTICLES}
        for name in self._names():
            if name not in known:
                self._path(name).unlink(missing_ok=True)
        for name in sorted(known & self._used.keys()):
            self._write(name)

    def _write(self, name: str) -> None:
        kept = self._file(name).values()
        # An index that is up to date asks for no article's vector, so unused ones are kept too.
        entries = [e for e in kept if name == ARTICLES or e.key in self._used[name]]
        path = self._path(name)
        if not entries:
            path.unlink(missing_ok=True)
            return
        entries.sort(key=lambda e: (e.purpose, e.model, e.text, e.key))
        calls = [entry.model_dump(exclude_defaults=True, mode="json") for entry in entries]
        dumped = yaml.dump(
            {"calls": calls}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100
        )
        write(path, dumped)

    def _entry(self, name: str, key: str) -> _Saved | None:
        with self._lock:
            found = self._file(name).get(key)
            if found:
                self._used.setdefault(name, set()).add(key)
            return found

    def _add(self, name: str, entry: _Saved) -> None:
        with self._lock:
            self._file(name)[entry.key] = entry
            self._used.setdefault(name, set()).add(entry.key)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.yaml"

    def _names(self) -> list[str]:
        files = {file.stem for file in self.folder.glob("*.yaml")} if self.folder.exists() else ()
        return sorted({*files, *self._files})

    def _file(self, name: str) -> dict[str, _Saved]:
        with self._lock:
            if name not in self._files:
                self._files[name] = _read(self._path(name))
            return self._files[name]


class _Dumper(yaml.SafeDumper):
    """A dumper that writes texts of several lines as they are read."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _asked(entry: _Saved) -> Asked:
    messages = tuple(Message(**message) for message in entry.messages)
    request = Request(messages, entry.max_tokens, entry.purpose)
    return Asked(entry.model, request, entry.prompts)


def _read(file: Path) -> dict[str, _Saved]:
    try:
        text = file.read_text(encoding="utf-8")
        loaded: Any = yaml.load(text, Loader=_LOADER)  # noqa: S506  # a safe loader, see there
        return {entry.key: entry for entry in _SavedFile.model_validate(loaded).calls}
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        said = " ".join(str(error).split())[:200]
        raise BadCassette(f"{file}: this is no cassette: {said}", "qa eval --record") from error


# The loader in C is safe as well, and fast enough for a hundred files.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def vector_key(embedder: str, text: str) -> str:
    """Return the key of a text's vector: 16 digits."""
    return hashlib.sha256(repr([embedder, text]).encode("utf-8", "replace")).hexdigest()[:16]
