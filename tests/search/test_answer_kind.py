import pytest

from qa.language.quantities import find
from qa.search.answer_kind import Asked, asked, fits, measured

ASKED = [
    ("how many projects signed", Asked.COUNT),
    ("一共签约了多少个项目", Asked.COUNT),
    ("有几家企业入驻", Asked.COUNT),
    ("酒店有几间客房", Asked.COUNT),
    ("大楼高几层", Asked.COUNT),
    ("第几层是商场", Asked.ORDINAL),
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
    ("精度达到多少纳米", Asked.DISTANCE),
    ("How many nanometres wide is the beam?", Asked.DISTANCE),
    ("第几次会议", Asked.ORDINAL),
    ("what is the first-phase size of the fund", Asked.FIGURE),
    ("规模有多大", Asked.FIGURE),
    ("城市人口是多少", Asked.FIGURE),
    ("企业有多少", Asked.COUNT),
    ("四大产业占总数多少", Asked.PERCENTAGE),
    ("Who won?", Asked.PERSON),
    ("谁是负责人", Asked.PERSON),
    ("Who was the first president?", Asked.PERSON),
    ("In whose honour is it named?", Asked.PERSON),
    ("After the war, who ruled the town", Asked.PERSON),
    ("the bridge was built by whom?", Asked.PERSON),
    ("Which French king signed it?", Asked.PERSON),
    ("What actor played him?", Asked.PERSON),
    ("这是由何人提出的", Asked.PERSON),
    ("哪位球员得分最高", Asked.PERSON),
    ("哪些人出席了会议", Asked.PERSON),
    ("誰是校長", Asked.PERSON),
    ("哪个国王下令修建", Asked.PERSON),
    ("Where was he born?", Asked.PLACE),
    ("From where did they come?", Asked.PLACE),
    ("During the war, where did they live?", Asked.PLACE),
    ("Which city has the port?", Asked.PLACE),
    ("In what country is it?", Asked.PLACE),
    ("which European countries signed", Asked.PLACE),
    ("总部在哪里", Asked.PLACE),
    ("会议在何处举行", Asked.PLACE),
    ("他来自哪？", Asked.PLACE),
    ("哪个城市最大", Asked.PLACE),
    ("哪些國家參加了", Asked.PLACE),
    ("位于哪一个省", Asked.PLACE),
    ("How many people live where the river ends?", Asked.COUNT),
    ("哪个城市有多少家企业", Asked.COUNT),
    ("In which year did the king die?", Asked.DATE),
    ("What did the town where he lived build?", Asked.TEXT),
    ("What did Lincoln, who was president, say?", Asked.TEXT),
    ("What made people leave?", Asked.TEXT),
    ("What did the city build?", Asked.TEXT),
    ("哪个市场增长最快", Asked.TEXT),
    ("哪家人工智能企业", Asked.TEXT),
    ("为什么", Asked.TEXT),
]


@pytest.mark.parametrize(("question", "kind"), ASKED)
def test_the_kind_of_answer_that_is_asked_for(question: str, kind: Asked) -> None:
    assert asked(question) is kind


def test_a_place_and_a_person_are_no_figures() -> None:
    words = [kind for kind in Asked if not kind.is_figure]
    assert words == [Asked.PLACE, Asked.PERSON, Asked.TEXT]


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        (Asked.COUNT, "企业20家", True),
        (Asked.COUNT, "投资3亿元", False),
        (Asked.COUNT, "有一条路", False),
        (Asked.MONEY, "投资3亿元", True),
        (Asked.PERCENTAGE, "占20%", True),
        (Asked.PERCENTAGE, "占三分之一", True),
        (Asked.DATE, "2021年9月", True),
        (Asked.DURATION, "5000小时", True),
        (Asked.DISTANCE, "600公里", True),
        (Asked.FIGURE, "3公顷", True),
        (Asked.FIGURE, "2021年9月", False),
        (Asked.ORDINAL, "第二十次会议", True),
        (Asked.TEXT, "企业20家", False),
        (Asked.PLACE, "企业20家", False),
        (Asked.PERSON, "企业20家", False),
    ],
)
def test_which_figures_fit_which_question(asked: Asked, text: str, expected: bool) -> None:
    assert fits(asked, find(text)[0]) is expected


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("装机容量多少千瓦", "power"),
        ("年产多少吨", "mass"),
        ("占地多少平方公里", "area"),
        ("How many square kilometers does it cover?", "area"),
        ("有多少家企业", None),
        ("能跑多少公里", None),  # a distance is a kind of answer of its own
        ("How many tonight", None),
    ],
)
def test_a_unit_tells_what_is_measured(question: str, kind: str | None) -> None:
    unit = measured(question)
    assert (unit and unit.kind.value) == kind
    assert (asked(question) is Asked.FIGURE) == bool(kind)
