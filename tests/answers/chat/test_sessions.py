"""Session files: appended to, gone on from, and mended where a kill has cut them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from qa.answers.chat.sessions import opened
from qa.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def record(asked: str, **more: Any) -> dict[str, Any]:
    quote = {
        "article": "a.txt", "title": "甲", "author": "", "date": "2022-01-08", "start": 0, "end": 3,
        "paragraph": 1, "quote": "130", "verified": True, "also": [],
    }  # fmt: skip
    return {
        "id": None, "question": f"{asked}（完整）", "answered": True, "answer": "130个",
        "citations": [quote], "asked": asked, **more,
    }  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A session of two turns."""
    kept = tmp_path / "talk.jsonl"
    with opened(kept, tmp_path) as session:
        session.append(record("一"))
        session.append(record("二"))
    return kept


def asked(file: Path) -> list[str]:
    with opened(file, file.parent) as session:
        return [turn.asked for turn in session.turns]


def test_a_session_goes_on_with_its_turns(file: Path) -> None:
    assert asked(file) == ["一", "二"]


def test_a_turn_is_a_line_of_json_with_all_of_its_record(file: Path) -> None:
    lines = file.read_text("utf-8").splitlines()
    assert json.loads(lines[0]) == {**record("一"), "begins": False}


def test_a_turn_keeps_its_citations(file: Path) -> None:
    with opened(file, file.parent) as session:
        cited = session.turns[0].cited[0]
    assert (cited.article, cited.quote, str(cited.date)) == ("a.txt", "130", "2022-01-08")


def test_what_was_said_can_be_left_behind(file: Path) -> None:
    with opened(file, file.parent) as session:
        session.begin()
        assert session.turns == []
        session.append(record("三"))
        session.append(record("四"))
    assert asked(file) == ["三", "四"]


def test_nothing_is_ever_taken_out_of_the_file(file: Path) -> None:
    before = file.read_bytes()
    with opened(file, file.parent) as session:
        session.begin()
        session.append(record("三"))
    assert file.read_bytes().startswith(before)


def test_a_turn_that_was_cut_anywhere_is_dropped(file: Path) -> None:
    whole = file.read_bytes()
    first = whole.index(b"\n") + 1
    for cut in range(first + 1, len(whole) - 1):
        file.write_bytes(whole[:cut])
        with opened(file, file.parent) as session:
            found = ([turn.asked for turn in session.turns], session.mended)
        assert found == (["一"], True)
        assert file.read_bytes() == whole[:first]


def test_a_first_turn_that_was_cut_is_dropped(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:40])
    assert asked(file) == []


def test_a_missing_line_break_costs_no_turn(file: Path) -> None:
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    with opened(file, file.parent) as session:
        session.append(record("三"))
    assert asked(file) == ["一", "二", "三"]


@pytest.mark.parametrize(
    "content", [b"hello", b"hello\nworld\n", b'{"a": 1}', b'{"id": 1}\n', b"\xff\xfe", b"[]", b"\n"]
)
def test_a_file_that_is_no_session_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "other.txt"
    file.write_bytes(content)
    with pytest.raises(UsageError, match="other.txt:1: this is no turn"), opened(file, tmp_path):
        pass
    assert file.read_bytes() == content


def test_a_broken_line_in_the_middle_is_named(file: Path) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(lines[0] + b'{"id": \n' + lines[1])
    with pytest.raises(UsageError, match="talk.jsonl:2"), opened(file, file.parent):
        pass


def test_nobody_else_goes_on_with_it_meanwhile(file: Path) -> None:
    with (
        opened(file, file.parent),
        pytest.raises(UsageError, match="another qa chat"),
        opened(file, file.parent),
    ):
        pass


def test_without_a_name_it_is_in_the_index_folder(tmp_path: Path) -> None:
    with opened(None, tmp_path / ".qa") as session:
        session.append(record("一"))
    assert asked(tmp_path / ".qa" / "sessions" / "1.jsonl") == ["一"]


def test_two_chats_at_once_have_a_file_each(tmp_path: Path) -> None:
    with opened(None, tmp_path) as first, opened(None, tmp_path) as second:
        assert (first.file.name, second.file.name) == ("1.jsonl", "2.jsonl")


def test_nothing_is_written_before_there_is_a_turn(tmp_path: Path) -> None:
    with opened(tmp_path / "talk.jsonl", tmp_path):
        pass
    assert not (tmp_path / "talk.jsonl").exists()
