"""`qa summarize` as a user runs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from qa.articles.article import parse
from qa.cli.app import app
from qa.corpus.corpus import Corpus
from qa.errors import ModelUnreachable, OverBudget
from qa.summaries.summary import Form, Summary
from tests.cli.commands.test_checking import qa
from tests.corpora import article

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

LINES = ["城市新增氢能公交车42辆。", "加氢站建成7座。", "氢能产业园投资额达到54.2亿元。"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with three articles; no variable names a model."""
    for name in ("QA_BASE_URL", "OPENAI_BASE_URL", "OPENAI_API_KEY", "QA_API_KEY", "QA_MAX_COST"):
        monkeypatch.delenv(name, raising=False)
    article(tmp_path / "seeds" / "a.txt", "氢能", *LINES)
    article(
        tmp_path / "seeds" / "b.txt", "医药", "园区聚集生物医药企业300多家。", date="2022-03-01"
    )
    article(tmp_path / "seeds" / "deep" / "c.txt", "港口", "港口吞吐量增长8%。", date="2021-05-01")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- in a process of its own -------------------------------------------------------------------


def test_one_article_is_shown_with_its_marks_and_quotes(home: Path) -> None:
    run = qa(home, "summarize", "a.txt", "--length", "short")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines() == [
        "氢能 · 2022-01-08 · a.txt",
        "",
        *(f"- {line} [¶{number}]" for number, line in enumerate(LINES, start=1)),
        "",
        "原文：",
        "    ¶1  qa show a.txt --span 0:13",
        "    ¶2  qa show a.txt --span 14:22",
        "    ¶3  qa show a.txt --span 23:40",
        "",
        "extractive",
    ]


def test_what_is_printed_as_json_is_verified(home: Path) -> None:
    said = qa(home, "summarize", "a.txt", "b.txt", "--json").stdout
    assert [json.loads(line)["article"] for line in said.splitlines()] == ["a.txt", "b.txt"]
    run = qa(home, "verify", "-", stdin=said)
    assert (run.returncode, run.stdout) == (0, "4 quotes in 2 summaries: 4 hold\n")


# --- in this process ---------------------------------------------------------------------------


def run(*args: str) -> Result:
    return CliRunner().invoke(app, ["summarize", *args])


@pytest.fixture
def summarized(home: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Form]]:
    """What is summarized, in order; b.txt cannot be, and of deep/c.txt nothing can be proven."""
    asked: list[tuple[str, Form]] = []

    def summarize(self: Corpus, path: str, form: Form) -> Summary:
        asked.append((path, form))
        if path == "b.txt":
            raise ModelUnreachable("b.txt: no reply", "again")
        found = parse((home / "seeds" / path).read_bytes(), path)
        return Summary(path, found.title, found.date, (), form, "model")

    monkeypatch.setattr(Corpus, "summarize", summarize)
    return asked


@pytest.mark.parametrize(
    ("args", "form"),
    [
        ([], Form(5, "same", "bullets")),
        (["--length", "long", "--lang", "en"], Form(8, "en", "bullets")),
        (["--sentences", "2", "--style", "paragraph"], Form(2, "same", "paragraph")),
        (["--style", "headline"], Form(1, "same", "headline")),
    ],
)
def test_the_form_that_is_asked_for(summarized: list[Any], args: list[str], form: Form) -> None:
    run("a.txt", *args)
    assert summarized == [("a.txt", form)]


@pytest.mark.parametrize(
    ("args", "paths"),
    [
        (["--all"], ["a.txt", "b.txt", "deep/c.txt"]),
        (["--all", "--since", "2022"], ["a.txt", "b.txt"]),
        (["--all", "--until", "2022-01-08"], ["a.txt", "deep/c.txt"]),
        (["--all", "--article", "b.txt"], ["b.txt"]),
        (["deep/c.txt", "a.txt", "deep/c.txt"], ["deep/c.txt", "a.txt"]),
    ],
)
def test_the_articles_that_are_meant(
    summarized: list[Any], args: list[str], paths: list[str]
) -> None:
    run(*args, "--json")
    assert [path for path, _ in summarized] == paths


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["a.txt", "deep/c.txt", "--json"], 0),
        (["a.txt", "b.txt", "--json"], 1),
        (["--all", "--article", "b.txt", "--json"], 8),
        (["a.txt"], 1),
        (["b.txt"], 4),
        (["none.txt"], 3),
        (["a.txt", "--all"], 2),
        ([], 2),
    ],
    ids=["all", "some", "none", "nothing proven", "no reply", "no article", "wrong", "nothing"],
)
def test_the_exit_code_tells(
    summarized: list[Any], monkeypatch: pytest.MonkeyPatch, args: list[str], code: int
) -> None:
    if args == ["none.txt"]:
        monkeypatch.undo()
    assert run(*args).exit_code == code


def test_one_that_fails_is_named_and_the_others_go_on(summarized: list[Any]) -> None:
    done = run("b.txt", "a.txt", "--json")
    assert json.loads(done.stdout)["article"] == "a.txt"
    assert "qa: b.txt: no reply" in done.stderr


def test_at_the_limit_it_stops(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def summarize(*_: object) -> Summary:
        raise OverBudget("the limit", "")

    monkeypatch.setattr(Corpus, "summarize", summarize)
    done = run("--all", "--json")
    assert (done.exit_code, done.stdout, done.stderr.count("qa: the limit")) == (7, "", 1)


def test_a_translation_needs_a_model(home: Path) -> None:
    done = run("a.txt", "--lang", "en")
    assert done.exit_code == 2
    assert "a summary in English is a translation, and that needs a model" in done.stderr


@pytest.mark.parametrize(
    "args", [["a.txt", "--length", "x"], ["a.txt", "--sentences", "0"], ["--all", "--format", "x"]]
)
def test_a_value_that_is_none_is_named(home: Path, args: list[str]) -> None:
    done = run(*args)
    assert (done.exit_code, "Traceback" in done.stderr) == (2, False)
    assert args[-2] in done.stderr
