"""`qa summarize --out`: runs, dry runs, limits, batches at the server, and a model that lies."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from qa.cli.app import app
from tests.batch_server import BatchServer, serve
from tests.batch_server import says as batch_says
from tests.corpora import article
from tests.servers import SAYS, server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click.testing import Result

COUNTS = {"a.txt": 41, "b.txt": 52, "deep/c.txt": 63}
PRICE = '["m"]\ninput = 1000.0\noutput = 1000.0\n'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with three articles of one figure each; no variable names a model."""
    for name in ("QA_BASE_URL", "OPENAI_BASE_URL", "OPENAI_API_KEY", "QA_API_KEY", "QA_MAX_COST"):
        monkeypatch.delenv(name, raising=False)
    for path, count in COUNTS.items():
        article(tmp_path / "seeds" / path, f"园区{count}", f"园区今年签约项目{count}个。")
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Model:
    """A model that summarizes what it is shown by its first sentence; `calls` counts."""

    def __init__(self, change: Any = lambda text: text) -> None:
        self.calls = 0
        self.change = change

    def text(self, request: dict[str, Any]) -> str:
        self.calls += 1
        prompt = request["messages"][0]["content"]
        first = re.search(r"^\[1\] (.+)$", prompt, re.MULTILINE)
        assert first
        return str(self.change(first[1])) + "[1]"

    def __call__(self, request: dict[str, Any]) -> dict[str, Any]:
        message = {"role": "assistant", "content": self.text(request)}
        return {**SAYS, "choices": [{"index": 0, "finish_reason": "stop", "message": message}]}


def qa(*args: str) -> Result:
    return CliRunner().invoke(app, list(args))


def summarize(*args: str, url: str = "") -> Result:
    at = ("--base-url", url, "--model", "m") if url else ("--no-model",)
    return qa("summarize", "--all", "--out", "out", *args, *at)


def files(folder: str = "out") -> dict[str, bytes]:
    found = (p for p in Path(folder).rglob("*") if p.is_file() and p.name[0] != ".")
    return {str(p.relative_to(folder)): p.read_bytes() for p in found}


# --- runs ----------------------------------------------------------------------------------------


def test_each_article_has_its_file_that_is_verified(home: Path) -> None:
    done = summarize()
    assert (done.exit_code, done.stdout) == (0, "out: 3 summaries written\n")
    assert sorted(files()) == ["a.txt.md", "b.txt.md", "deep/c.txt.md"]
    assert qa("verify", "out").stdout == "3 quotes in 3 summaries: 3 hold\n"


def test_a_second_run_makes_no_call_and_says_so(home: Path) -> None:
    model = Model()
    with server((200, model)) as url:
        summarize(url=url)
        before, calls = files(), model.calls
        again = summarize(url=url)
    assert again.stdout == "out: 3 summaries are up to date; nothing was asked\n"
    assert (model.calls, files()) == (calls, before)


@pytest.mark.parametrize(
    "args",
    [["--length", "short"], ["--style", "headline"], ["--lang", "zh"]],
    ids=["length", "style", "language"],
)
def test_another_form_is_made_anew(home: Path, args: list[str]) -> None:
    summarize()
    assert "3 summaries written" in summarize(*args).stdout


def test_a_changed_article_alone_is_made_anew(home: Path) -> None:
    summarize()
    article(home / "seeds" / "b.txt", "园区", "园区今年签约项目77个。")
    assert "1 summary written, 2 up to date" in summarize().stdout
    assert "77个" in files()["b.txt.md"].decode()


def test_each_format_that_is_asked_for(home: Path) -> None:
    summarize("--format", "json", "--format", "jsonl")
    made = files()
    assert sorted(made) == ["a.txt.json", "b.txt.json", "deep/c.txt.json", "summaries.jsonl"]
    records = [json.loads(line) for line in made["summaries.jsonl"].splitlines()]
    assert [record["article"] for record in records] == sorted(COUNTS)
    assert records[0] == json.loads(made["a.txt.json"])


def test_shards_are_the_whole_once(home: Path) -> None:
    for part in ("1/2", "2/2"):
        qa("summarize", "--all", "--no-model", "--out", f"out{part[0]}", "--shard", part)
    one, two = files("out1") if Path("out1").exists() else {}, files("out2")
    assert not one.keys() & two.keys()
    summarize()
    assert one | two == files()


def test_a_language_that_needs_a_model_is_refused(home: Path) -> None:
    done = summarize("--lang", "en")
    assert (done.exit_code, files()) == (2, {})


def test_the_report_is_json_where_it_is_asked_for(home: Path) -> None:
    report = json.loads(summarize("--json").stdout)
    assert (report["written"], report["up_to_date"], report["failed"]) == (3, 0, [])


# --- failures ------------------------------------------------------------------------------------


def test_a_model_that_lies_is_never_printed_and_mended_by_one_that_does_not(home: Path) -> None:
    liar = Model(lambda text: text.replace("52", "25"))
    with server((200, liar)) as url:
        bad = summarize(url=url)
    assert bad.exit_code == 1
    assert "b.txt: no sentence of its summary held" in bad.stdout
    assert sorted(files()) == ["a.txt.md", "deep/c.txt.md"]
    honest = Model()
    with server((200, honest)) as url:
        good = summarize("--failed", url=url)
    assert (good.exit_code, honest.calls) == (0, 1)
    assert "52个" in files()["b.txt.md"].decode()


def test_the_command_that_does_the_failed_ones_again_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["qa", "summarize", "--all", "--out", "my out"])
    with server((200, Model(lambda text: "园区签约项目999个。"))) as url:
        done = summarize(url=url)
    assert done.exit_code == 8
    assert "    qa summarize --all --out 'my out' --failed\n" in done.stdout


def test_a_wrong_key_stops_at_once(home: Path) -> None:
    with server((401, {"error": {"message": "no"}})) as url:
        assert summarize(url=url).exit_code == 4


# --- before spending -----------------------------------------------------------------------------


def test_a_dry_run_counts_and_leaves_nothing(home: Path) -> None:
    Path("prices.toml").write_text(PRICE, "utf-8")
    done = summarize("--dry-run", "--json", url="http://127.0.0.1:9/v1")
    found = json.loads(done.stdout)
    assert (found["todo"], found["calls"], found["currency"]) == (3, 3, "USD")
    spent = (found["input_tokens"] + found["output_tokens"]) / 1000
    assert float(found["cost"]) == pytest.approx(spent)
    assert not Path("out").exists()


def test_over_the_limit_nothing_is_asked_without_a_terminal(home: Path) -> None:
    Path("prices.toml").write_text(PRICE, "utf-8")
    model = Model()
    with server((200, model)) as url:
        done = summarize("--max-cost", "0.01", url=url)
        assert (done.exit_code, model.calls) == (7, 0)
        assert "3 articles cost about" in done.stderr
        assert summarize("--max-cost", "0.01", "--yes", url=url).exit_code == 0


# --- the Batch API -------------------------------------------------------------------------------


@pytest.fixture
def at_openai(home: Path) -> Iterator[tuple[BatchServer, str]]:
    """A server that plays the Batch API, with an honest model."""
    model = Model()
    playing = BatchServer(lambda body: (200, batch_says(model.text(body))))
    with serve(lambda: playing) as url:
        yield playing, url


def test_what_is_submitted_is_collected_in_its_form(at_openai: tuple[BatchServer, str]) -> None:
    playing, url = at_openai
    sent = summarize("--batch", "submit", "--format", "json", "--length", "short", url=url)
    assert (sent.exit_code, "3 requests sent for 3 articles" in sent.stdout) == (0, True)
    playing.start()
    early = summarize("--batch", "collect", url=url)
    assert (early.exit_code, files()) == (1, {})
    playing.finish()
    late = summarize("--batch", "collect", url=url)
    assert (late.exit_code, "3 summaries written" in late.stdout) == (0, True)
    assert sorted(files()) == ["a.txt.json", "b.txt.json", "deep/c.txt.json"]
    assert "no batch is under way" in summarize("--batch", "status", url=url).stdout


def test_what_a_batch_wrote_is_up_to_date(at_openai: tuple[BatchServer, str]) -> None:
    playing, url = at_openai
    summarize("--batch", "submit", url=url)
    playing.finish()
    summarize("--batch", "collect", url=url)
    assert "3 summaries are up to date" in summarize(url=url).stdout


def test_a_run_pays_for_nothing_that_is_in_a_batch(at_openai: tuple[BatchServer, str]) -> None:
    _, url = at_openai
    summarize("--batch", "submit", url=url)
    done = summarize(url=url)
    assert (done.exit_code, files()) == (0, {})
    assert "3 more are in batches under way" in done.stderr


def test_another_form_waits_for_what_is_under_way(at_openai: tuple[BatchServer, str]) -> None:
    playing, url = at_openai
    summarize("--batch", "submit", url=url)
    done = summarize("--batch", "submit", "--length", "long", url=url)
    assert (done.exit_code, len(playing.batches)) == (2, 1)


# --- digests -------------------------------------------------------------------------------------


def test_a_digest_is_written_in_each_format(home: Path) -> None:
    done = qa(
        "summarize", "--topic", "园区签约项目", "--no-model", "--out", "out",
        "--format", "md", "--format", "json",
    )  # fmt: skip
    assert done.exit_code == 0
    assert sorted(files()) == ["digest-园区签约项目.json", "digest-园区签约项目.md"]
    assert qa("verify", "out/digest-园区签约项目.json").exit_code == 0


def test_a_topic_that_nothing_is_about_is_no_digest(home: Path) -> None:
    assert qa("summarize", "--topic", "火星移民", "--no-model").exit_code == 1
