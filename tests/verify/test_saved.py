"""Files of saved records, good and bad."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from qa.errors import UsageError
from qa.verify.documents import markdown
from qa.verify.saved import SavedAnswer, SavedSummary, found, load
from tests.summary_records import summary

if TYPE_CHECKING:
    from pathlib import Path

QUOTE = {"article": "a.txt", "start": 0, "end": 2, "quote": "甲乙", "verified": True}
ANSWER: dict[str, Any] = {
    "id": "x",
    "question": "?",
    "answered": True,
    "answer": "甲",
    "citations": [QUOTE],
}
SUMMARY: dict[str, Any] = {"article": "a.txt", "sentences": [{"text": "甲", "citations": [QUOTE]}]}


@pytest.mark.parametrize(
    ("content", "places"),
    [
        (json.dumps(ANSWER), [1]),
        (json.dumps(ANSWER, indent=1), [1]),
        (f"\n\n{json.dumps(ANSWER, indent=1)}", [3]),
        (f"\ufeff{json.dumps(ANSWER)}\n", [1]),
        (f"{json.dumps(ANSWER)}\n\n{json.dumps(SUMMARY)}\r\n", [1, 3]),
        (json.dumps([ANSWER, SUMMARY]), [1, 1]),
        (f"[\n{json.dumps(ANSWER)},\n\n{json.dumps(SUMMARY)}\n]", [2, 4]),
        (f"\n[{json.dumps(ANSWER, indent=0)},\n{json.dumps(SUMMARY)}]", [2, 17]),
        (json.dumps({"turns": [ANSWER, ANSWER]}), [1, 1]),
        (json.dumps({"turns": [ANSWER, ANSWER]}, indent=1), [1, 1]),
    ],
)
def test_each_record_has_its_file_and_line(tmp_path: Path, content: str, places: list[int]) -> None:
    file = tmp_path / "f"
    file.write_text(content, encoding="utf-8")
    assert [saved.place for saved in load(str(file))] == [f"{file}:{line}" for line in places]


def test_answers_and_summaries_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_text(f"{json.dumps(ANSWER)}\n{json.dumps(SUMMARY)}", encoding="utf-8")
    assert [type(saved.record) for saved in load(str(file))] == [SavedAnswer, SavedSummary]


def test_a_line_is_read_when_it_is_wanted(tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_text(f"{json.dumps(ANSWER)}\nno JSON", encoding="utf-8")
    assert next(load(str(file))).record.name == "x"


DEEP = "[" * 100_000


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"", "", "there is no record in it"),
        (b" \n\n", "", "there is no record in it"),
        (b"[]", "", "there is no record in it"),
        (b"nonsense", ":1", "this is no JSON: Expecting value"),
        (b'{"answered": true}\n{"answered": ', ":2", "this is no JSON: Expecting value"),
        (b'{\n"answered": true,\n}', ":3", "this is no JSON: Expecting property name enclosed in double quotes"),
        (b"\xff\xfe{}", ":1", "this is no UTF-8"),
        (b'{"answered": true}\n\xff', ":2", "this is no UTF-8"),
        (DEEP.encode(), ":1", "this is no JSON: it is nested too deeply"),
        (b"9" * 5000, ":1", "this is no JSON: it has an endless number"),
        (b"3", ":1", "this is no answer and no summary"),
        (b"[[3]]", ":1", "this is no answer and no summary"),
        (b'{"hits": []}', ":1", "this is no answer and no summary"),
        (b'{"answered": "perhaps"}', ":1", "answered: Input should be a valid boolean, unable to interpret input"),
        (b'{"answered": true, "citations": 3}', ":1", "citations: Input should be a valid tuple"),
        (b'{"answered": true, "citations": [{"article": "a"}]}', ":1", "citations.0.quote: Field required"),
        (b'{"sentences": 3}', ":1", "sentences: Input should be a valid tuple"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_named_with_its_line(
    tmp_path: Path, content: bytes, line: str, said: str
) -> None:
    file = tmp_path / "f"
    file.write_bytes(content)
    with pytest.raises(UsageError) as error:
        list(load(str(file)))
    assert error.value.message == f"{file}{line}: {said}"


@pytest.mark.parametrize("value", ['"\\ud800"', "1e400", "NaN", "null", "{}", '"x"', "[]", "-0.5"])
@pytest.mark.parametrize("key", ["article", "start"])
def test_a_value_of_the_wrong_kind_is_named(tmp_path: Path, key: str, value: str) -> None:
    row = json.dumps({"answered": True, "citations": [{**QUOTE, key: "HERE"}]})
    file = tmp_path / "f"
    file.write_text(row.replace('"HERE"', value), encoding="utf-8")
    if (key, value) == ("article", '"x"'):
        assert len(list(load(str(file)))) == 1
        return
    with pytest.raises(UsageError, match=f"f:1: citations.0.{key}: "):
        list(load(str(file)))


@pytest.mark.parametrize("name", ["none", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        list(load(f"{tmp_path}/{name}"))


# --- summaries as documents, digests -------------------------------------------------------


def test_a_document_is_a_summary(tmp_path: Path) -> None:
    file = tmp_path / "a.txt.md"
    file.write_text(markdown(summary()), encoding="utf-8")
    [saved] = load(str(file))
    assert (saved.place, saved.edited, saved.record.name) == (f"{file}:1", None, "a.txt")
    assert saved.record == SavedSummary.model_validate(summary())


def test_an_edited_document_says_where_and_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "a.MD"
    written = markdown(summary())
    place = written.splitlines().index("# 氢能") + 1
    file.write_text(written.replace("# 氢能", "# 氢"), encoding="utf-8")
    [saved] = load(str(file))
    assert (saved.place, saved.edited) == (f"{file}:{place}", "# 氢能")


def test_markdown_that_is_no_document_is_named(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text("# 读我", encoding="utf-8")
    with pytest.raises(UsageError, match=r"README\.md:1: there is no front matter"):
        list(load(str(file)))


def test_the_events_of_a_digest_are_summaries(tmp_path: Path) -> None:
    event = {"date": "2022-01-08", "sentences": SUMMARY["sentences"]}
    file = tmp_path / "f.json"
    file.write_text(json.dumps({"topic": "氢能", "events": [event, event]}), encoding="utf-8")
    saved = list(load(str(file)))
    assert [one.record.name for one in saved] == ["氢能 2022-01-08"] * 2
    assert [len(one.record.sentences) for one in saved] == [1, 1]  # type: ignore[union-attr]


@pytest.mark.parametrize("event", ["3", "[]", "{}", '{"sentences": 3}'])
def test_an_event_that_is_none_is_named(tmp_path: Path, event: str) -> None:
    file = tmp_path / "f.json"
    file.write_text(f'{{"topic": "x", "events": [{event}]}}', encoding="utf-8")
    with pytest.raises(UsageError, match="f.json:1: "):
        list(load(str(file)))


# --- folders -------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two summaries, a list of them, and what is none of them."""
    root = tmp_path / "out"
    for place in ("b.txt.md", "deep/a.txt.md", ".hidden/c.md"):
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text(markdown(summary()), encoding="utf-8")
    (root / "all.jsonl").write_text(json.dumps(SUMMARY), encoding="utf-8")
    (root / "README.md").write_text("# 读我", encoding="utf-8")
    (root / "old.md").write_bytes("正文".encode("gb18030"))
    (root / "notes.txt").write_text("x", encoding="utf-8")
    (root / ".state.json").write_text("{}", encoding="utf-8")
    return root


def test_the_files_of_a_folder_are_found_by_name(folder: Path) -> None:
    names = ["all.jsonl", "b.txt.md", "deep/a.txt.md"]
    assert found([str(folder)]).files == tuple(f"{folder}/{name}" for name in names)


def test_markdown_that_is_no_summary_is_left_out(folder: Path) -> None:
    assert found([str(folder)]).left_out == (f"{folder}/README.md", f"{folder}/old.md")


def test_what_is_named_is_read_whatever_it_is(folder: Path) -> None:
    named = ("-", f"{folder}/README.md", "x" * 300, "a\0b")
    assert (found(named).files, found(named).left_out) == (named, ())


@pytest.mark.parametrize("names", [[], ["README.md"], ["a.txt"]])
def test_a_folder_with_nothing_to_read_is_named(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).write_text("# 读我", encoding="utf-8")
    with pytest.raises(UsageError, match="there is nothing in this folder that qa wrote"):
        found([str(tmp_path)])
