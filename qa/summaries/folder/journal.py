"""The journal: a database in the output folder of what is done and what has been paid for."""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from qa.errors import UsageError
from qa.models.llm import Reply, Usage
from qa.models.prices import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    Record = dict[str, Any]

FILE = ".qa-summaries.sqlite3"
_VERSION = 1
_PATIENCE = 30  # seconds that another process may take to write
_TABLES = """
CREATE TABLE finished(article TEXT PRIMARY KEY, key TEXT NOT NULL, record TEXT NOT NULL);
CREATE TABLE failed(
  article TEXT PRIMARY KEY, key TEXT NOT NULL, error TEXT NOT NULL, hint TEXT NOT NULL);
CREATE TABLE reply(key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE state(name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_NO_SPACE = "make room on the disk, or mend the folder; the same command goes on from there"


class Unwritable(UsageError):
    """The output folder takes no more writes: what is done is kept, nothing more can be done."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that has no summary, and the reason."""

    article: str
    error: str
    hint: str = ""


def name_of(shard: tuple[int, int] | None) -> str:
    """Return the file of a shard's journal: SQLite must not be shared over a network disk.

    >>> name_of((2, 4))
    '.qa-summaries-2-of-4.sqlite3'
    """
    return f".qa-summaries-{shard[0]}-of-{shard[1]}.sqlite3" if shard else FILE


class Journal:
    """The records of finished articles, the failures, and the replies for articles under way.

    What is written is on the disk when the call returns; many threads and processes may share a
    journal. Raises UsageError for a file that is not a journal, Unwritable if it cannot be
    written.
    """

    def __init__(self, folder: Path, shard: tuple[int, int] | None = None) -> None:
        self.file = folder / name_of(shard)
        self._lock = threading.RLock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = self._open()
        except OSError as error:
            raise Unwritable(f"{folder}: {error.strerror or error}", _NO_SPACE) from error
        except sqlite3.Error as error:
            if _is_of_the_disk(error):
                raise Unwritable(f"{self.file}: {error}", _NO_SPACE) from error
            raise UsageError(
                f"{self.file}: {error}",
                "move the file away: a new one is begun, and all summaries are made again",
            ) from error

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(
            self.file, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            found = _version(db)  # first of all: nothing is written into a file of another kind
            if found not in (0, _VERSION):
                raise sqlite3.DatabaseError(f"it has version {found}, not {_VERSION}")
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("BEGIN IMMEDIATE")  # another process may be making the tables right now
            if _version(db) == 0:
                for statement in filter(str.strip, _TABLES.split(";")):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {_VERSION}")
            db.execute("COMMIT")
        except sqlite3.Error:
            db.close()
            raise
        return db

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        with self._lock:
            self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Write all that is written inside, or nothing of it."""
        with self._lock, self._told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise Unwritable(f"{self.file}: {error}", _NO_SPACE) from error

    def _rows(self, query: str, *values: str) -> list[Any]:
        with self._lock, self._told():
            return self._db.execute(query, values).fetchall()

    # --- articles --------------------------------------------------------------------------

    def finish(self, done: Iterable[tuple[str, str, Record]], forget: Iterable[str] = ()) -> None:
        """Keep records, as (article, key, record), and forget the replies they were made from."""
        rows = [(path, key, json.dumps(record, ensure_ascii=True)) for path, key, record in done]
        with self._writing() as db:
            db.executemany("INSERT OR REPLACE INTO finished VALUES (?,?,?)", rows)
            db.executemany("DELETE FROM failed WHERE article = ?", [row[:1] for row in rows])
            db.executemany("DELETE FROM reply WHERE key = ?", [(key,) for key in forget])

    def fail(self, failure: Failure) -> None:
        """Keep why an article has no summary, in place of an earlier reason."""
        row = (failure.article, "", _storable(failure.error), _storable(failure.hint))
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO failed VALUES (?,?,?,?)", row)

    def finished(self, article: str, key: str) -> Record | None:
        """Return the record of an article, if it was made with this key."""
        query = "SELECT record FROM finished WHERE article = ? AND key = ?"
        rows = self._rows(query, article, key)
        record: Record | None = json.loads(rows[0][0]) if rows else None
        return record

    def is_finished(self, article: str, key: str) -> bool:
        query = "SELECT 1 FROM finished WHERE article = ? AND key = ?"
        return bool(self._rows(query, article, key))

    def failures(self) -> tuple[Failure, ...]:
        """Return the articles that failed the last time, by path."""
        rows = self._rows("SELECT article, error, hint FROM failed ORDER BY article")
        return tuple(Failure(*row) for row in rows)

    # --- replies, as `batch_state` wants them ------------------------------------------------

    def reply(self, key: str) -> Reply | None:
        """Return the reply that was kept under the key of its request."""
        rows = self._rows("SELECT value FROM reply WHERE key = ?", key)
        return _reply(json.loads(rows[0][0])) if rows else None

    def keep(self, key: str, reply: Reply) -> None:
        """Keep a reply until its article is done."""
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO reply VALUES (?,?)", (key, _written(reply)))

    def forget(self, keys: Iterable[str]) -> None:
        """Delete these replies; keys without a reply are ignored."""
        with self._writing() as db:
            db.executemany("DELETE FROM reply WHERE key = ?", [(key,) for key in keys])

    def load(self, name: str) -> str | None:
        """Return the text that was saved under a name."""
        rows = self._rows("SELECT value FROM state WHERE name = ?", name)
        return str(rows[0][0]) if rows else None

    def save(self, name: str, text: str) -> None:
        """Save a text under a name, in place of the one before."""
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO state VALUES (?,?)", (name, text))


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _is_of_the_disk(error: sqlite3.Error) -> bool:
    disk = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in disk | {sqlite3.SQLITE_CANTOPEN}


def _storable(text: str) -> str:
    """Replace lone surrogates, which an error may repeat from a file name and SQLite rejects."""
    return text.encode("utf-8", "replace").decode()


def _written(reply: Reply) -> str:
    usage, cost = reply.usage, reply.usage.cost
    return json.dumps(
        {
            "text": reply.text,
            "complete": reply.complete,
            "usage": [usage.calls, usage.input_tokens, usage.output_tokens, usage.cached_tokens],
            "estimated": usage.estimated,
            "cost": [str(cost.amount), cost.currency] if cost else None,
        }
    )


def _reply(value: Record) -> Reply:
    cost = Money(Decimal(value["cost"][0]), value["cost"][1]) if value["cost"] else None
    calls, read, written, cached = value["usage"]
    usage = Usage(calls, read, written, cached, value["estimated"], cost)
    return Reply(value["text"], usage, value["complete"])
