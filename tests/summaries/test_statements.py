"""What a reply says, sentence by sentence, and how near each is to what it cites."""

from __future__ import annotations

import pytest

from qa.models.llm import Reply, Usage
from qa.proof.overlap import overlap
from qa.summaries.statements import check, read, repeats, spoken
from tests.evidence import evidence
from tests.readings import Scripted

PARK = evidence("园区今年累计签约项目130个。")
PORT = evidence("港口开通了通往欧洲的集装箱航线。")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021年园区开园。[1]", ["2021年园区开园。[1]"]),  # no number of a list
        ("1. 园区开园。[1]", ["园区开园。[1]"]),
        ("1.5亿元已到位。[1]", ["1.5亿元已到位。[1]"]),
        ("**摘要**\n\n园区开园。[1]", ["摘要", "园区开园。[1]"]),
        ("[1] 园区开园。\n[2] 港口通航。", ["园区开园。 [1]", "港口通航。 [2]"]),
        ("问题：没有注明。[1]\n园区开园。[1]", ["园区开园。[1]"]),
        ("---\n", []),
    ],
)
def test_what_stands_around_a_sentence_is_no_part_of_it(text: str, said: list[str]) -> None:
    assert spoken(text) == said


def test_a_statement_is_moved_to_the_sentence_that_says_it() -> None:
    statement = check("港口开通通往欧洲的航线。[1]", [PARK, PORT], "zh", Scripted())
    assert (statement.cited, statement.problems) == ((PORT,), ())


def test_a_statement_with_two_sources_keeps_both() -> None:
    text = "园区今年签约项目130个，港口开通了欧洲航线。[1][2]"
    assert check(text, [PARK, PORT], "zh", Scripted()).cited == (PARK, PORT)


def test_a_figure_is_not_helped_by_words() -> None:
    statement = check("园区今年累计签约项目131个。", [PARK, PORT], "zh", Scripted())
    assert any("131个" in problem for problem in statement.problems)


@pytest.mark.parametrize(
    ("text", "cited", "share"),
    [
        ("港口开通", PORT, 1.0),  # 港口 口开 开通
        ("港口关闭", PORT, 1 / 3),  # 港口, not 口关 关闭
        ("粮食价格", PORT, 0.0),
        ("港口", PORT, None),  # one bigram tells nothing
        ("The port opened a container route to Europe.", PORT, 0.8),
    ],
)
def test_the_share_of_a_statements_words(text: str, cited: object, share: float | None) -> None:
    found = overlap(text, [cited])  # type: ignore[list-item]  # an Evidence
    assert found == (
        None if share is None else pytest.approx(share, abs=0.21 if text.isascii() else 1e-9)
    )


def test_another_figure_is_no_repetition() -> None:
    assert repeats("园区签约项目130个", ["园区签约项目130个。"])
    assert not repeats("园区签约项目130个", ["园区签约项目140个。"])


def test_a_refusal_has_no_statements() -> None:
    assert read(Reply("资料中没有答案", Usage(), complete=True), [PARK], "zh", Scripted()) == []
