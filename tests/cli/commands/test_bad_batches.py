"""A batch of fifty summaries by a model that fails in every other article, in one way or another."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import stamina
from typer.testing import CliRunner

from qa.cli.app import app
from tests.corpora import article
from tests.servers import SAYS, server

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLES = 50
FIRST = 131  # projects of the first article; each further one has one more


def sentence(number: int) -> str:
    return f"园区今年签约项目{FIRST + number}个。"


def says(text: Any, finish: str = "stop") -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    return {**SAYS, "choices": [{"index": 0, "finish_reason": finish, "message": message}]}


# What is said of the article with this number; an honest model says its sentence.
BAD: dict[str, Any] = {
    "a wrong figure": lambda n: says(f"园区今年签约项目{FIRST + n + 500}个。[1]"),
    "another unit": lambda n: says(f"园区今年签约项目{FIRST + n}亿元。[1]"),
    "the figure of another article": lambda n: says(f"园区今年签约项目{FIRST + n + 1}个。[1]"),
    "a page": lambda n: "<html>gateway</html>",
    "no protocol": lambda n: {"detail": f"nonsense {n}"},
    "nothing": lambda n: says(""),
    "a refusal": lambda n: says("抱歉，我无法回答这个问题。"),
    "without an end": lambda n: says(f"园区签约项目{FIRST + n + 7}个，" * 900, "length"),
    "a name from nowhere": lambda n: says("市长王建国视察了横店园区。[1]"),
    "a negation": lambda n: says(f"园区今年没有签约项目{FIRST + n}个。[1]"),
    "another language": lambda n: says("Парк подписал проекты. [1]"),
    "a mark from nowhere": lambda n: says(f"园区今年签约项目{FIRST + n + 90}个。[7]"),
}  # fmt: skip


class Model:
    """Fails in the articles with an odd number, where it is bad; keeps which it was asked about."""

    def __init__(self, *, bad: bool) -> None:
        self.bad = bad
        self.asked: set[int] = set()

    def __call__(self, request: dict[str, Any]) -> Any:
        found = re.search(r"签约项目(\d+)个", request["messages"][0]["content"])
        assert found
        number = int(found[1]) - FIRST
        self.asked.add(number)
        if self.bad and number % 2:
            return list(BAD.values())[number // 2 % len(BAD)](number)
        return says(f"{sentence(number)}[1]")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder after a run against the bad model; what it said is in `said.json`."""
    folder = tmp_path_factory.mktemp("fifty")
    for number in range(ARTICLES):
        article(folder / "seeds" / f"{number:02}.txt", f"第{number}期", sentence(number))
    with (
        pytest.MonkeyPatch.context() as patch,
        stamina.set_testing(True, attempts=1),
        server((200, Model(bad=True))) as url,
    ):
        patch.chdir(folder)
        done = run(url)
        Path("said.json").write_text(json.dumps([done.exit_code, done.stdout]), "utf-8")
        yield folder


def run(url: str, *args: str) -> Any:
    order = ["summarize", "--all", "--out", "out", "--model", "m", "--base-url", url, *args]
    return CliRunner().invoke(app, order)


def written() -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in Path("out").glob("*.md")}


def test_the_batch_ends_and_says_that_some_failed(home: Path) -> None:
    code, said = json.loads(Path("said.json").read_text("utf-8"))
    assert (code, "25 summaries written, 25 failed" in said) == (1, True)


def test_the_failures_are_listed_each_with_its_reason(home: Path) -> None:
    said = json.loads(Path("said.json").read_text("utf-8"))[1]
    failed = re.findall(r"^ +(\d\d)\.txt: (\S.*)$", said, re.MULTILINE)
    assert [int(number) for number, _ in failed] == list(range(1, ARTICLES, 2))


def test_nothing_false_is_written(home: Path) -> None:
    for name, text in written().items():
        body = text.partition("\n# ")[2]
        assert set(re.findall(r"签约项目(\d+)", body)) <= {str(FIRST + int(name[:2]))}


def test_a_good_model_mends_exactly_those_that_failed(home: Path) -> None:
    before, model = written(), Model(bad=False)
    with server((200, model)) as url:
        done = run(url, "--failed")
    assert (done.exit_code, model.asked) == (0, set(range(1, ARTICLES, 2)))
    after = written()
    assert len(after) == ARTICLES
    assert {name: after[name] for name in before} == before
