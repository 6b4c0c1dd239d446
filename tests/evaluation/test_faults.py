"""Faults that are planted on purpose: each is caught, with its exit code and its stage.

They are planted in what `qa eval` runs over, or in the program that it runs; the cases are of
the eval set that comes with it, and one over an article of the tests.
"""

from __future__ import annotations

import functools
import json
import re
import shutil
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from qa.answers import answering
from qa.articles import chunking
from qa.cli.app import app
from qa.corpus import reader
from qa.language.quantities import numerals
from qa.language.text import Span
from qa.models import llm, prompts
from qa.models.llm import Message, Reply, Usage
from qa.proof import citations
from qa.search import retrieval
from tests.corpora import article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.models.llm import OnText

ROOT = Path(__file__).parents[2]
SEED = "000_56e05cd621961d5d.txt"
# Of the seed set: figures in both languages, two that either half of the retrieval finds alone,
# and what is not answered.
CASES = (
    "lingang-projects-en lingang-projects-zh lingang-investment-zh hydrogen-range-zh"
    " zones-en hunan-policies-zh no-lingang-jobs no-lingang-gdp"
).split()
TRAVELLERS = {
    "id": "travellers",
    "question": "青山机场运送了多少旅客？",
    "figure": "23.88 million",  # not as the article writes it: 2388万
    "quote": "青山机场全年运送旅客2388万人次",
    "article": "airport.txt",
    "tags": ["zh", "count"],
}
THRESHOLDS = """\
[[minimum]]
score = "refusal"
least = 0.9
"""
SAID = {
    "多少个重大前沿科技产业项目": "累计签约重大前沿科技产业项目272个",
    "跨国公司地区总部": "累计达到384家",
}
# The extractive reader takes the 25 of "新增25家，累计达到384家": only a model is asked for it.
RECORDED = ["lingang-projects-zh", "headquarters-total-zh"]


class Scripted:
    """A model that cites the sentence that has what it is to say; where it is told to cite."""

    name = "scripted"

    def served(self) -> list[str]:
        return [self.name]

    def close(self) -> None:
        pass

    def reply(
        self, messages: Sequence[Message], max_tokens: int, on_text: OnText | None = None
    ) -> Reply:
        asked = messages[0].content
        said = next(words for question, words in SAID.items() if question in asked)
        number = re.search(rf"\[(\d+)\] [^\n]*{said}", asked)
        mark = f"[{number[1]}]" if number and "句末写上句子的编号" in asked else ""
        return Reply(f"{said}。{mark}", Usage(1, 300, 20), complete=True)


@dataclass
class Ended:
    """What a run came to: its exit code, the reasons of the verdict, the stage of each case."""

    code: int
    reasons: str
    stages: dict[str, str | None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles, an eval set, cassettes and a baseline that passes."""
    home = tmp_path_factory.mktemp("faults")
    (home / "news").mkdir()
    shutil.copy(ROOT / "seeds" / SEED, home / "news" / SEED)
    article(
        home / "news" / "airport.txt", "青山机场", "青山机场全年运送旅客2388万人次。", "路已修好。"
    )
    every = yaml.safe_load((ROOT / "evals" / "seed.yaml").read_text("utf-8"))["cases"]
    chosen = {case["id"]: case for case in every}
    write_set(home / "evals", [*(chosen[key] for key in CASES), TRAVELLERS])
    write_set(home / "recorded", [chosen[key] for key in RECORDED])
    (home / "evals" / "thresholds.toml").write_text(THRESHOLDS, "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(home)
        with pytest.MonkeyPatch.context() as model:
            model.setattr(llm, "choose", lambda *_: Scripted())
            server = ["--base-url", "http://127.0.0.1:9/v1"]
            assert exit_code("eval", "recorded", "--record", "--bless", *server) == 0
        assert exit_code("eval", "--mode", "extractive", "--bless") == 0
    return home


def write_set(folder: Path, cases: list[dict[str, Any]]) -> None:
    folder.mkdir()
    whole = {"articles": "../news", "article": SEED, "cases": cases}
    (folder / "set.yaml").write_text(yaml.safe_dump(whole, allow_unicode=True), "utf-8")


@pytest.fixture
def home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder to plant a fault in; the working folder."""
    copied = shutil.copytree(made, tmp_path / "home")
    monkeypatch.chdir(copied)
    return copied


def exit_code(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        app(list(arguments))
    return int(ended.value.code or 0)


@pytest.fixture
def evaluated(home: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(file: str = "evals", mode: str = "extractive") -> Ended:
        capsys.readouterr()
        code = exit_code("eval", file, "--json", "--mode", mode)
        printed = capsys.readouterr()
        if not printed.out:
            return Ended(code, printed.err, {})
        told = json.loads(printed.out)
        results = [result for run in told["runs"] for result in run["results"]]
        return Ended(
            code,
            "\n".join(told["verdict"]["reasons"]),
            {result["case"]: result["stage"] for result in results if result["outcome"] != "pass"},
        )

    return run


def edited(file: Path, was: str, now: str) -> None:
    text = file.read_text("utf-8")
    assert was in text
    file.write_text(text.replace(was, now), "utf-8")


# --- nothing planted -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "mode"), [("evals", "extractive"), ("recorded", "replay")], ids=["alone", "replay"]
)
def test_without_a_fault_it_passes(evaluated: Any, file: str, mode: str) -> None:
    assert evaluated(file, mode) == Ended(0, "", {})


# --- in the program ------------------------------------------------------------------------


def test_one_passage_instead_of_twelve(evaluated: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "PASSAGES", 1)
    found = evaluated()
    assert (found.code, found.stages) == (1, {"zones-en": "retrieval"})
    assert "passed in the baseline, and not now: zones-en" in found.reasons


def test_words_weigh_nothing(evaluated: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    off = retrieval.Fusion(lexical={"zh": 0.0, "en": 0.0})
    monkeypatch.setattr(reader, "Retriever", functools.partial(retrieval.Retriever, fusion=off))
    found = evaluated()
    assert (found.code, found.stages) == (1, {"hunan-policies-zh": "retrieval"})


def test_a_chunker_that_cuts_figures(
    evaluated: Any, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = chunking.sentences

    def cut(text: str, within: Span) -> list[Span]:
        """The sentences, each cut within its figures: 27|2个."""
        spans = []
        for sentence in whole(text, within):
            ends = [m.end() for m in re.finditer(r"\d(?=\d)", sentence.of(text))]
            edges = [sentence.start, *(sentence.start + end for end in ends), sentence.end]
            spans += [Span(*edge) for edge in pairwise(edges)]
        return spans

    shutil.rmtree(home / ".qa-eval")
    monkeypatch.setattr(chunking, "sentences", cut)
    found = evaluated()
    assert found.code == 1
    assert found.stages["lingang-projects-zh"] in {"retrieval", "evidence"}
    assert "critical case lingang-projects-zh fails at" in found.reasons


def test_ten_thousands_read_as_hundred_millions(
    evaluated: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(numerals._EXPONENT, "万", 8)
    found = evaluated()
    assert (found.code, found.stages) == (1, {"travellers": "gold"})
    assert "it passed with this gold and this article: what reads them has changed" in found.reasons


def test_a_quote_that_is_only_like_its_article(
    evaluated: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = citations.cite

    def fuzzy(evidence: Any, read: Any) -> Any:
        cited = whole(evidence, read)
        return replace(cited, quote=cited.quote.replace("累计", "共计"), verified=True)

    monkeypatch.setattr(answering, "cite", fuzzy)
    found = evaluated()
    assert found.code == 1
    assert found.stages["lingang-projects-zh"] == "citation"
    assert "a quote it cites is not in the article" in found.reasons


def test_nothing_is_refused(evaluated: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "EXTRACTIVE_THRESHOLD", 0.0)
    found = evaluated()
    refusals = {"no-lingang-jobs": "refusal", "no-lingang-gdp": "refusal"}
    assert (found.code, found.stages) == (1, refusals)
    assert "refusal is 0.0% (0 of 2), and at least 90.0% is wanted" in found.reasons


def without_the_rule_to_cite(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shutil.copytree(prompts.folder(), home / "prompts")
    edited(folder / "answer.j2", "，句末写上句子的编号，例如：……。[1]", "。")
    monkeypatch.setattr(prompts, "folder", lambda: folder)
    monkeypatch.setattr(prompts, "_environment", functools.cache(prompts._environment.__wrapped__))


def test_a_prompt_without_the_rule_to_cite(
    evaluated: Any, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = prompts.digest("answer")
    without_the_rule_to_cite(home, monkeypatch)
    found = evaluated("recorded", "replay")
    assert (found.code, set(found.stages.values())) == (9, {"infrastructure"})
    assert f"prompts/answer.j2 was {was}, and is {prompts.digest('answer')}" in found.reasons


# --- in what it runs over ------------------------------------------------------------------


def test_a_call_that_is_not_on_the_cassette(evaluated: Any, home: Path) -> None:
    (home / "recorded" / "cassettes" / "headquarters-total-zh.yaml").unlink()
    found = evaluated("recorded", "replay")
    assert (found.code, found.stages) == (9, {"headquarters-total-zh": "infrastructure"})
    assert "case headquarters-total-zh: no call of it was recorded" in found.reasons


def test_a_reply_on_the_cassette_with_the_figure_beside(evaluated: Any, home: Path) -> None:
    cassette = home / "recorded" / "cassettes" / "headquarters-total-zh.yaml"
    edited(cassette, "reply: 累计达到384家", "reply: 新增跨国公司地区总部25家")
    found = evaluated("recorded", "replay")
    assert (found.code, found.stages) == (1, {"headquarters-total-zh": "reading"})
    assert "passed in the baseline, and not now: headquarters-total-zh at reading" in found.reasons


def test_a_reply_on_the_cassette_with_a_figure_of_no_article(evaluated: Any, home: Path) -> None:
    cassette = home / "recorded" / "cassettes" / "lingang-projects-zh.yaml"
    edited(cassette, "reply: 累计签约重大前沿科技产业项目272个", "reply: 累计签约项目727个")
    found = evaluated("recorded", "replay")
    # It does not hold, so the model is asked to mend it, and what it said to that is not there.
    assert (found.code, found.stages) == (9, {"lingang-projects-zh": "infrastructure"})
    assert "no call to repair was recorded" in found.reasons


def test_a_gold_with_a_typo(evaluated: Any, home: Path) -> None:
    edited(home / "evals" / "set.yaml", "能跑600公里", "能跑600公理")
    found = evaluated()
    assert (found.code, found.stages) == (2, {"hydrogen-range-zh": "gold"})
    assert "does not have “能跑600公理” as it is now" in found.reasons


def test_an_article_that_changed_under_the_baseline(evaluated: Any, home: Path) -> None:
    edited(home / "news" / "airport.txt", "路已修好。", "路还没修好。")
    found = evaluated()
    assert (found.code, found.stages) == (2, {})  # nothing fails, and it may not pass
    assert "airport.txt has changed since the baseline, and 1 case of it" in found.reasons


def test_a_threshold_with_a_misspelt_key(evaluated: Any, home: Path) -> None:
    edited(home / "evals" / "thresholds.toml", "least = 0.9", "leest = 0.9")
    found = evaluated()
    assert found.code == 2
    assert "minimum 1: there is no key 'leest'; did you mean 'least'?" in found.reasons
