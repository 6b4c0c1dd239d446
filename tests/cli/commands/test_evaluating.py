"""`qa eval` as a user runs it, over a small set; what it finds is tested in tests/evaluation."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from qa.cli.app import app
from qa.errors import OverBudget
from qa.evaluation import runner
from qa.models import llm, prompts
from tests.corpora import article
from tests.evaluation import sample
from tests.servers import SAYS, server

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SET = f"""\
articles: ../articles
article: {sample.FILE}
cases:
  - {{id: projects, question: 青山园区签约了多少个产业项目？, figure: 130个, quote: 累计签约产业项目130个, tags: [zh]}}
  - {{id: firms, question: 青山园区集聚了多少家软件企业？, figure: 近2000家, quote: 近2000家软件企业, tags: [zh]}}
  - {{id: penguins, question: What do penguins on Mars eat?, unanswered: true, tags: [en]}}
"""


PARKS = "2020年，红枫新城开放公园12座。", "2021年，红枫新城开放公园19座。"
OTHER = "cases: [{id: other, question: What do penguins on Mars eat?, unanswered: true}]"


@dataclass
class Ended:
    code: int
    out: str
    err: str

    @property
    def record(self) -> dict[str, Any]:
        return json.loads(self.out)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("evaluating")
    sample.articles(home / "articles")
    (home / "evals").mkdir()
    (home / "evals" / "set.yaml").write_text(SET, "utf-8")
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copied = shutil.copytree(made, tmp_path / "home")
    monkeypatch.chdir(copied)
    return copied


@pytest.fixture
def qa(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    def run(*arguments: str) -> Ended:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            app(["eval", *arguments])
        printed = capsys.readouterr()
        return Ended(int(ended.value.code or 0), printed.out, printed.err)

    return run


def test_a_set_with_no_thresholds_and_no_baseline_is_measured(qa: Any) -> None:
    ended = qa()
    assert (ended.code, ended.out.splitlines()[-1]) == (0, "passed")
    assert "extractive: 3 of 3 pass" in ended.out


@pytest.mark.parametrize(("day", "parks"), [("2021-06-01", "12座"), ("2022-06-01", "19座")])
def test_relative_days_count_from_the_day_of_the_set(
    day: str, parks: str, qa: Any, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The reader finds the year's figure, and is not sure enough to print it.
    monkeypatch.setattr("qa.answers.answering.EXTRACTIVE_THRESHOLD", 0.3)
    article(home / "articles" / "parks.txt", "公园", *PARKS)
    asked = f"{{id: last, question: 去年红枫新城开放公园多少座？, figure: {parks}}}"
    (home / "evals" / "set.yaml").write_text(f"today: {day}\n{SET}  - {asked}\n", "utf-8")
    assert qa("--case", "last").code == 0


def test_sets_of_several_days_are_run_one_by_one(qa: Any, home: Path) -> None:
    (home / "evals" / "b.yaml").write_text(f"today: 2022-02-01\n{OTHER}", "utf-8")
    ended = qa()
    assert (ended.code, "evals/b.yaml: 2022-02-01" in ended.err) == (2, True)
    assert qa("--today", "2022-02-01").code == 0


def test_two_runs_give_the_same_json_but_for_times(qa: Any) -> None:
    def without_times(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: without_times(v) for k, v in value.items() if k != "seconds"}
        return [without_times(each) for each in value] if isinstance(value, list) else value

    one, other = (json.dumps(without_times(qa("--json").record)) for _ in range(2))
    assert one == other


def test_other_articles_leave_the_index_of_the_settings_alone(qa: Any, home: Path) -> None:
    qa()
    assert sorted(path.name for path in home.iterdir()) == [".qa-eval", "articles", "evals"]


def test_blessing_writes_the_baseline_and_shows_what_changes(qa: Any, home: Path) -> None:
    blessed = qa("--bless", "--json").record["blessed"]
    assert "extractive: firms: new, pass" in blessed
    assert qa("--bless", "--json").record["blessed"] == []
    assert (home / "evals" / "baseline.json").is_file()


def test_a_lost_baseline_is_missed_where_there_are_thresholds(qa: Any, home: Path) -> None:
    (home / "evals" / "thresholds.toml").write_text("", "utf-8")
    ended = qa()
    assert (ended.code, "qa eval --bless --mode extractive" in ended.out) == (2, True)


def test_a_part_of_the_cases_can_be_run(qa: Any) -> None:
    results = qa("--json", "--tag", "zh", "--case", "firms").record["runs"][0]["results"]
    assert [result["case"] for result in results] == ["firms"]


def test_files_are_run_alone_and_miss_no_case_of_others(qa: Any, home: Path) -> None:
    other = SET.replace("id: ", "id: other-")
    (home / "evals" / "other.yaml").write_text(other, "utf-8")
    assert qa("--bless").code == 0
    assert qa("evals/set.yaml").code == 0
    (home / "evals" / "other.yaml").unlink()
    assert qa().code == 2


def test_all_reports_are_written(qa: Any, home: Path) -> None:
    assert qa("--markdown", "r.md", "--junit", "r.xml", "--html", "r.html").code == 0
    starts = [(home / name).read_text("utf-8")[:5].lower() for name in ("r.md", "r.xml", "r.html")]
    assert starts == ["## ✅ ", "<?xml", "<!doc"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--tag", "zhh"], "--tag zhh: no case has this tag\n    did you mean 'zh'?"),
        (["--case", "firm"], "did you mean 'firms'?"),
        (["--tag", "en", "--case", "firms"], "no case has both such a tag and such an id"),
        (["--repeat", "3"], "--repeat goes with --live"),
        (["--live", "--repeat", "2", "--needed", "3"], "each case is run 2 times"),
        (["--judge-model", "large"], "--judge-model goes with --judge"),
        (["--bless", "--tag", "zh"], "--bless and --tag or --case do not go together"),
        (["--live"], "--live needs a model, and none is set"),
        (["--baseline", "none.json"], "none.json: there is no such baseline"),
        (["--thresholds", "none.toml"], "none.toml: No such file"),
        (["nothing.yaml"], "nothing.yaml: is not there"),
    ],
)
def test_what_does_not_go_together_is_told(qa: Any, arguments: list[str], said: str) -> None:
    ended = qa(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_a_run_over_its_budget_ends_with_7(
    qa: Any, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def over(*_: Any, **__: Any) -> None:
        raise OverBudget("the next call may cost more", "raise --max-cost")

    monkeypatch.setattr(runner, "run", over)
    ended = qa("--json")
    assert (ended.code, ended.record["verdict"]["kind"]) == (7, "budget")
    assert ended.record["verdict"]["reasons"] == [
        "extractive: the next call may cost more; raise --max-cost"
    ]


def test_a_cassette_that_is_none_is_a_failure_of_infrastructure(qa: Any, home: Path) -> None:
    (home / "evals" / "cassettes").mkdir()
    (home / "evals" / "cassettes" / "firms.yaml").write_text("{", "utf-8")
    ended = qa()
    assert (ended.code, "replay: evals/cassettes/firms.yaml: this is no cassette" in ended.out) == (
        9,
        True,
    )


class Flaky:
    """A model that is wrong in the second of three runs, also when it is asked again."""

    name = "flaky"

    def __init__(self) -> None:
        self.asked = 0

    def served(self) -> list[str]:
        return [self.name]

    def close(self) -> None:
        pass

    def reply(self, messages: Any, max_tokens: int, on_text: Any = None) -> llm.Reply:
        self.asked += 1
        said = "签约131个产业项目。[1]" if self.asked in {2, 3} else "签约130个产业项目。[1]"
        return llm.Reply(said, llm.Usage(1, 100, 10), complete=True)


@pytest.mark.parametrize(("needed", "outcome"), [("2", "pass"), ("3", "fail")])
def test_live_runs_are_repeated(
    qa: Any, monkeypatch: pytest.MonkeyPatch, needed: str, outcome: str
) -> None:
    model = Flaky()
    monkeypatch.setattr(llm, "choose", lambda *_: model)
    live = ["--live", "--base-url", "http://127.0.0.1:9/v1", "--repeat", "3", "--needed", needed]
    (result,) = qa("--json", "--case", "projects", *live).record["runs"][0]["results"]
    assert result["outcome"] == outcome
    assert result["explanation"].startswith("passed in 2 of 3 runs")


# --- a judge beside the scores ---------------------------------------------------------------


def judging(request: dict[str, Any]) -> dict[str, Any]:
    """What a server says: answers with the sentence that has the figure; as a judge, of two minds."""
    asked = request["messages"][0]["content"]
    number = re.search(r"\[(\d+)\] [^\n]*130个", asked)
    said = f"签约130个产业项目。[{number[1]}]" if number else "没有"
    if "标准答案" in asked:
        assert request["model"] == "large"
        said = '{"verdict": "%s", "reason": "这样"}' % ("right" if "130个" in asked else "wrong")
    message = {"role": "assistant", "content": said}
    return SAYS | {"choices": [{**SAYS["choices"][0], "message": message}]}


ZH = ("--case", "projects", "--case", "firms")
LARGE = ("--judge", "--judge-model", "large")


def test_a_judge_stands_beside_the_scores_and_gates_nothing(qa: Any) -> None:
    with server((200, judging)) as address:
        ended = qa(*ZH, *LARGE, "--model", "small", "--base-url", address)
    prompt = prompts.digest("judge")
    assert ended.code == 0
    assert (
        f"judge (large, prompt {prompt}): 1 right, 1 wrong, 0 unsure; agrees with the scores in"
        " 1 of 2\n"
        "    judge says wrong, scored pass: firms (evals/set.yaml:5): 这样\n"
        "extractive: 2 of 2 pass\n"
    ) in ended.out


def test_a_judge_is_recorded_and_played_and_the_same_each_time(qa: Any, home: Path) -> None:
    with server((200, judging)) as address:
        made = qa(
            "--record", "--case", "projects", "--base-url", address, "--model", "small", *LARGE
        )
    assert made.code == 0
    played = [qa("--replay", "--case", "projects", "--judge", "--json").record for _ in range(2)]
    (run,) = played[0]["runs"]
    assert (run["judge"]["model"], run["judge"]["right"]) == ("large", 1)
    assert run["conditions"]["model"] == "small"
    assert run["results"][0]["judge"] == {"reason": "这样", "verdict": "right"}
    assert [each["runs"][0]["judge"] for each in played] == [run["judge"]] * 2


def test_a_judge_that_was_not_recorded_changes_nothing(qa: Any) -> None:
    plain, judged = qa("--json", *ZH), qa("--json", *ZH, "--judge")
    (run,) = judged.record["runs"]
    assert (judged.code, run["judge"]["not_judged"]) == (0, 2)
    assert judged.record["verdict"] == plain.record["verdict"]
    told = "2 not judged: evals/cassettes/judge/extractive: nothing that a judge said is recorded"
    assert told in qa(*ZH, "--judge").out.replace("\n", " ")


def test_no_judge_is_asked_without_judge(qa: Any) -> None:
    with server((500, {})) as address:
        ended = qa("--json", *ZH, "--base-url", address, "--model", "small")
    assert ended.code == 0
    assert "judge" not in ended.out


PRICES = """\
["small"]
input = 0
output = 1_000_000
["large"]
input = 0
output = 1_000_000
"""


def lengthy(request: dict[str, Any]) -> dict[str, Any]:
    return judging(request) | {"usage": {"prompt_tokens": 7, "completion_tokens": 100}}


@pytest.mark.parametrize(("limit", "judged"), [("400", 1), ("399", 0)])
def test_one_limit_holds_for_answers_and_judge(
    qa: Any, home: Path, limit: str, judged: int
) -> None:
    # A token costs 1: the answer took 100, and the judge may take 300.
    (home / "prices.toml").write_text(PRICES, "utf-8")
    with server((200, lengthy)) as address:
        asked = ("--live", "--case", "projects", "--base-url", address, "--model", "small")
        ended = qa("--json", "--max-cost", limit, *asked, *LARGE)
    (run,) = ended.record["runs"]
    assert (ended.code, run["judge"]["right"], run["judge"]["not_judged"]) == (
        0,
        judged,
        1 - judged,
    )


# --- runs of other days ----------------------------------------------------------------------

PAST = (
    '{"date": "2026-11-20", "mode": "extractive", "cases": 3, "passes": 1, "tags": {"zh": [1, 2]}}'
)


def passes(file: Path) -> list[tuple[str, int]]:
    """Date and passes of each line of a history."""
    rows = map(json.loads, file.read_text("utf-8").splitlines())
    return [(row["date"], row["passes"]) for row in rows]


def test_a_run_that_is_blessed_is_kept_once_a_day(qa: Any, home: Path) -> None:
    kept = home / "evals" / "history.jsonl"
    qa("--today", "2026-11-24")
    assert not kept.exists()
    for day in ("2026-11-24", "2026-11-24", "2026-11-25"):
        qa("--bless", "--today", day)
    assert passes(kept) == [("2026-11-24", 3), ("2026-11-25", 3)]


def test_the_page_plots_the_history_and_leaves_it_alone(qa: Any, home: Path) -> None:
    kept = home / "evals" / "history.jsonl"
    kept.write_text(f"{PAST}\n", "utf-8")
    assert qa("--html", "r.html", "--today", "2026-11-25").code == 0
    page = (home / "r.html").read_text("utf-8")
    assert "2026-11-20: 33" in page
    assert "2026-11-25: 100" in page
    assert kept.read_text("utf-8") == f"{PAST}\n"


def test_a_history_that_is_named_gets_each_whole_run(qa: Any, home: Path) -> None:
    named = ("--history", "runs.jsonl", "--today", "2026-11-25")
    qa(*named)
    ended = qa(*named, "--tag", "zh")
    assert passes(home / "runs.jsonl") == [("2026-11-25", 3)]
    assert "runs.jsonl: a part of the cases is not kept" in ended.err


def test_a_run_that_measured_nothing_is_not_kept(qa: Any, home: Path) -> None:
    ended = qa("--replay", "--history", "runs.jsonl")
    assert (ended.code, (home / "runs.jsonl").exists()) == (9, False)
    assert "runs.jsonl: replay is not kept: not every case was measured" in ended.err


def test_a_bad_line_of_the_history_ends_before_anything_is_run(qa: Any, home: Path) -> None:
    (home / "evals" / "history.jsonl").write_text(f"{PAST}\n{PAST[:40]}\n", "utf-8")
    ended = qa("--bless")
    assert (ended.code, ended.out) == (2, "")
    assert "evals/history.jsonl:2: this is no run of a history" in ended.err
    assert not (home / "evals" / "baseline.json").exists()


def test_the_json_has_nothing_of_the_history(qa: Any, home: Path) -> None:
    plain = qa("--json").out
    (home / "evals" / "history.jsonl").write_text(f"{PAST}\n", "utf-8")
    with_a_past = qa("--json").out
    times = re.compile(r'"seconds": ?[\d.]+')
    assert times.sub("", with_a_past) == times.sub("", plain)


# --- lint, new, twins ----------------------------------------------------------------------


def test_lint_says_what_is_wrong_and_fails(qa: Any, home: Path) -> None:
    assert qa("lint").code == 0
    (home / "evals" / "set.yaml").write_text(SET.replace("130个, q", "131个, q"), "utf-8")
    ended = qa("lint")
    assert (ended.code, ended.out.startswith("evals/set.yaml:4: projects: ")) == (2, True)
    assert qa("lint", "--json").record["findings"][0]["id"] == "projects"


def test_proposals_are_a_set_that_passes(qa: Any, home: Path) -> None:
    ended = qa("new", sample.FILE, "--articles", "articles", "--out", "evals/new.yaml")
    assert (ended.code, "tagged review" in ended.err) == (0, True)
    assert "figure: 130个" in (home / "evals" / "new.yaml").read_text("utf-8")
    assert qa("new", sample.FILE, "--articles", "articles", "--out", "evals/new.yaml").code == 2


def test_twins_are_asked_of_their_own_articles(qa: Any) -> None:
    ended = qa("twins", "--json", "--case", "projects", "--kind", "removed", "--kind", "changed")
    results = ended.record["runs"][0]["results"]
    assert [result["outcome"] for result in results] == ["pass", "pass"]
    assert ended.code == 0


def test_the_help_documents_the_exit_codes(qa: Any) -> None:
    ended = qa("--help")
    assert all(
        f"{code} {name}" in " ".join(ended.out.split())
        for code, name in [(0, "passed"), (1, "regression"), (2, "bad eval set"), (9, "infra")]
    )
