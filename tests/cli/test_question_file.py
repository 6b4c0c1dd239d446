import json
from pathlib import Path
from typing import Any

import pytest

from qa.cli.question_file import BatchReport, Question, load, run
from qa.errors import UsageError


def questions(folder: Path, text: str) -> Path:
    file = folder / "questions.jsonl"
    file.write_text(text, encoding="utf-8")
    return file


def quiet(stage: str, done: int, total: int) -> None:
    pass


def echo(question: Question) -> dict[str, Any]:
    return {"id": question.id, "answer": question.text.upper()}


THREE = [Question(str(n), f"q{n}", {}) for n in (1, 2, 3)]


def records(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_more_keys_are_kept(tmp_path: Path) -> None:
    file = questions(tmp_path, '{"id": 7, "question": "多少", "tag": "a"}\n')
    assert load(file) == [Question("7", "多少", {"tag": "a"})]


def test_a_question_without_an_id_has_its_line_number(tmp_path: Path) -> None:
    file = questions(tmp_path, '\n{"question": "a"}\n')
    assert load(file)[0].id == "2"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"question": "a"}\n{oops\n', ":2: this is no JSON"),
        ('{"id": 1}\n', ":1: there is no question"),
        ("[1]\n", ":1: there is no question"),
        ('{"question": " "}\n', ":1: there is no question"),
        ('{"id": 1, "question": "a"}\n{"id": "1", "question": "b"}\n', "stands there twice"),
    ],
)
def test_a_broken_batch_file_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError) as error:
        load(questions(tmp_path, text))
    assert said in error.value.message


def test_a_missing_batch_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="none.jsonl"):
        load(tmp_path / "none.jsonl")


def test_each_question_has_a_record_in_order(tmp_path: Path) -> None:
    run(THREE, tmp_path / "out", echo, quiet)
    assert [r["answer"] for r in records(tmp_path / "out")] == ["Q1", "Q2", "Q3"]


def test_an_interrupted_batch_goes_on_where_it_stopped(tmp_path: Path) -> None:
    out = tmp_path / "out"

    def interrupted(question: Question) -> dict[str, Any]:
        if question.id == "3":
            raise KeyboardInterrupt
        return echo(question)

    with pytest.raises(KeyboardInterrupt):
        run(THREE, out, interrupted, quiet)
    asked: list[str] = []
    run(THREE, out, lambda q: asked.append(q.id) or echo(q), quiet)
    assert asked == ["3"]


def test_a_record_that_was_cut_off_is_written_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(THREE, out, echo, quiet)
    whole = out.read_bytes()
    out.write_bytes(whole[:-5])
    run(THREE, out, echo, quiet)
    assert out.read_bytes() == whole


def test_the_report_tells_what_was_done_before(tmp_path: Path) -> None:
    run(THREE[:2], tmp_path / "out", echo, quiet)
    assert run(THREE, tmp_path / "out", echo, quiet) == BatchReport(3, 2)


def test_a_file_that_is_no_batch_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "notes.txt"
    out.write_text("my notes\n", encoding="utf-8")
    with pytest.raises(UsageError, match="notes.txt:1"):
        run(THREE, out, echo, quiet)


def test_keys_of_the_question_are_in_its_record(tmp_path: Path) -> None:
    run([Question("1", "a", {"tag": "x"})], tmp_path / "out", echo, quiet)
    assert records(tmp_path / "out")[0]["tag"] == "x"
