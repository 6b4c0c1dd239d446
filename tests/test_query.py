import pytest

from qa.query import Asked, understand

ASKED = [
    ("how many projects signed", Asked.COUNT),
    ("一共签约了多少个项目", Asked.COUNT),
    ("有几家企业入驻", Asked.COUNT),
    ("How much money was raised?", Asked.MONEY),
    ("how much did the bridge cost", Asked.MONEY),
    ("投资额是多少", Asked.MONEY),
    ("卖了多少万元", Asked.MONEY),
    ("What percentage of the market does it hold?", Asked.PERCENTAGE),
    ("占比达到多少", Asked.PERCENTAGE),
    ("增长了百分之几", Asked.PERCENTAGE),
    ("失业率是多少", Asked.PERCENTAGE),
    ("When was the plan launched?", Asked.DATE),
    ("in which year did it open", Asked.DATE),
    ("什么时候启动", Asked.DATE),
    ("他哪一年出生", Asked.DATE),
    ("How long does it take?", Asked.DURATION),
    ("加一次氢要多久", Asked.DURATION),
    ("需要几个小时", Asked.DURATION),
    ("How far can the bus run?", Asked.DISTANCE),
    ("能跑多少公里", Asked.DISTANCE),
    ("第几次会议", Asked.ORDINAL),
    ("what is the first-phase size of the fund", Asked.FIGURE),
    ("规模有多大", Asked.FIGURE),
    ("Who won?", Asked.TEXT),
    ("谁是负责人", Asked.TEXT),
    ("为什么", Asked.TEXT),
]


@pytest.mark.parametrize(("question", "asked"), ASKED)
def test_the_kind_of_answer_that_is_asked_for(question: str, asked: Asked) -> None:
    assert understand(question).asked is asked


def test_line_breaks_in_a_question_are_spaces() -> None:
    assert understand(" how\n many ").text == "how many"


def test_the_language_of_the_question() -> None:
    assert understand("多少").language == "zh"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("how many projects signed in town", ["projects", "projects signed"]),
        ("How many oil firms are there?", ["oil", "oil firms"]),
        ("what is the first-phase size of the fund", ["first-phase", "first-phase size"]),
        ("有多少家人工智能企业", ["人工智能企业"]),
        ("累计签约了多少个项目", ["项目"]),
        ("有多少人参加了比赛", ["人"]),
        ("Who won?", []),
        ("为什么", []),
    ],
)
def test_the_thing_that_is_counted(question: str, expected: list[str]) -> None:
    assert list(understand(question).things) == expected
