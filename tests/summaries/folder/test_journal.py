"""The journal: what comes back of what was kept, and files that are none."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from qa.errors import UsageError
from qa.models.llm import Reply, Usage
from qa.models.prices import Money
from qa.summaries.folder.journal import FILE, Failure, Journal, Unwritable

if TYPE_CHECKING:
    from pathlib import Path

REPLY = Reply("好\ud800", Usage(1, 7, 2, 3, True, Money(Decimal("0.000152"), "CNY")), False)


def test_a_reply_comes_back_as_it_was(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.keep("k", REPLY)
    with Journal(tmp_path) as journal:
        assert journal.reply("k") == REPLY


def test_what_is_forgotten_is_gone_and_the_rest_stays(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.keep("a", REPLY)
        journal.keep("b", REPLY)
        journal.forget(["a", "none"])
        assert (journal.reply("a"), journal.reply("b")) == (None, REPLY)


def test_a_record_is_found_under_its_key_alone(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.finish([("a.txt", "k", {"题": 1})])
        assert journal.finished("a.txt", "k") == {"题": 1}
        assert journal.finished("a.txt", "other") is None


def test_an_article_that_is_finished_has_not_failed(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.fail(Failure("b.txt", "down", "wait"))
        journal.fail(Failure("a.txt", "down"))
        journal.finish([("a.txt", "k", {})])
        assert journal.failures() == (Failure("b.txt", "down", "wait"),)


def test_a_state_is_the_one_saved_last(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.save("batches", "1")
        journal.save("batches", "2")
        assert (journal.load("batches"), journal.load("none")) == ("2", None)


@pytest.mark.parametrize("content", [b"no database at all" * 99, None])
def test_a_file_that_is_no_journal_is_left_as_it_is(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / FILE
    if content:
        file.write_bytes(content)
    else:
        with sqlite3.connect(file) as db:
            db.execute("PRAGMA user_version = 9")
    before = file.read_bytes()
    with pytest.raises(UsageError, match=FILE) as caught:
        Journal(tmp_path)
    assert "move the file away" in caught.value.hint
    assert file.read_bytes() == before


def test_a_full_disk_is_said_in_a_line_and_takes_nothing(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.keep("k", REPLY)
        journal._db.execute("PRAGMA max_page_count = 1")
        with pytest.raises(Unwritable, match="full"):
            journal.finish([("a.txt", "k", {"text": "x" * 100_000})], ["k"])
        assert journal.reply("k") == REPLY


def test_threads_with_journals_of_their_own_lose_nothing(tmp_path: Path) -> None:
    def keep(number: int) -> None:
        with Journal(tmp_path) as journal:
            journal.keep(str(number), REPLY)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(keep, range(20)))
    with Journal(tmp_path) as journal:
        assert all(journal.reply(str(number)) for number in range(20))
