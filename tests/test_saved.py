"""Files of saved records, good and bad."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from qa.errors import UsageError
from qa.saved import SavedAnswer, SavedSummary, load

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
