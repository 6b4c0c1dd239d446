import pytest

from qa.extractive import read
from qa.query import understand
from tests.evidence import evidence

SENTENCE = "加一次氢只需3到5分钟，能跑600公里，车价54万元，园区有企业20多家、项目130个。"


def near(*words: str):
    """Closeness that prefers the text with one of these words."""
    return lambda texts: [float(any(word in text for word in words)) for text in texts]


@pytest.mark.parametrize(
    ("question", "words", "figure"),
    [
        ("能跑多少公里", (), "600公里"),
        ("加氢要多久", (), "3到5分钟"),
        ("车价是多少元", (), "54万元"),
        ("有多少家企业", (), "20多家"),
        ("有多少个项目", (), "130个"),
        ("how many projects", ("项目",), "130个"),
        ("为什么", (), None),
    ],
)
def test_the_figure_is_of_the_kind_that_is_asked_for(
    question: str, words: tuple[str, ...], figure: str | None
) -> None:
    query = understand(question)
    reading = read(query, evidence(SENTENCE, asked=query.asked), near(*words))
    assert (reading.figure and reading.figure.text) == figure


def test_between_two_of_a_kind_the_nearer_clause_decides() -> None:
    query = understand("how many firms are listed")
    found = evidence("注册企业40家，上市企业7家。", asked=query.asked)
    assert read(query, found, near("上市")).text == "7家"


FUND = "园区设立基金，首期规模7亿元；试点一年，30余家企业近500件商标参保，业务增长超15%。"
STAFF = "片区新增企业20家，累计达到310家，平均用时18分钟，最快4分钟。"
MEASURES = "新规在9个领域提出了35项具体支持措施，茶园面积2万亩，茶叶年产量800吨。"


@pytest.mark.parametrize(
    ("question", "sentence", "figure"),
    [
        ("基金首期规模多少", FUND, "7亿元"),
        ("How large is the first phase of the fund?", FUND, "7亿元"),
        ("业务增长了多少", FUND, "超15%"),
        ("By how much did the business grow?", FUND, "超15%"),
        ("片区累计有多少家企业", STAFF, "310家"),
        ("片区有多少家企业", STAFF, "310家"),
        ("片区新增多少家企业", STAFF, "20家"),
        ("How many new companies are there in the area?", STAFF, "20家"),
        ("平均要多少分钟", STAFF, "18分钟"),
        ("最快要多久", STAFF, "4分钟"),
        ("How many specific measures support it?", MEASURES, "35项"),
        ("茶叶年产量多少", MEASURES, "800吨"),
        ("茶园面积多少", MEASURES, "2万亩"),
        ("三号线全长多少", "设车站20座，全长35公里。", "35公里"),
        ("去年的出口额多少", "售车5万辆，出口额12亿元。", "12亿元"),
        ("去年爆发过多少次", "1350和1520年间爆发了23次。", "23次"),
    ],
)
def test_the_words_of_the_question_tell_a_figure_from_its_neighbours(
    question: str, sentence: str, figure: str
) -> None:
    query = understand(question)
    # All clauses are as close, so that no vector decides: the first of those left is taken.
    assert read(query, evidence(sentence, asked=query.asked), near()).text == figure


def test_of_all_cooperatives_the_figure_without_a_name_is_one_too() -> None:
    query = understand("How many cooperatives are there in total?")
    found = evidence("新增合作社33家，累计达到290家。", asked=query.asked)
    assert read(query, found, near()).text == "290家"


DONE = "反馈的49个问题已完成32个，发电机组24台，装机容量2681万千瓦。"
DISASTER = "县内有60件路树倒塌、2件招牌掉落、29件设施受损。"
FOUNDED = "2000年，酒窖开展批发业务，2007年，公司获得奖项。"


@pytest.mark.parametrize(
    ("question", "sentence", "figure"),
    [
        ("反馈的49个问题已完成多少个", DONE, "32个"),  # 49 it says itself
        ("Of the 49 problems, how many are solved?", DONE, "32个"),
        ("发电机组24台，装机容量多少千瓦", DONE, "2681万千瓦"),
        ("How many kilowatts can it generate?", DONE, "2681万千瓦"),
        ("县内有多少件招牌掉落", DISASTER, "2件"),  # what follows
        ("县内有多少件路树倒塌", DISASTER, "60件"),
    ],
)
def test_what_the_question_says_is_not_what_it_asks_for(
    question: str, sentence: str, figure: str
) -> None:
    query = understand(question)
    found = read(query, evidence(sentence, asked=query.asked), near("完成", "设施")).figure
    assert found is not None
    assert found.text == figure


def test_where_a_question_says_all_figures_one_is_given_all_the_same() -> None:
    query = understand("24台机组有多少台在用")
    found = read(query, evidence("机组有24台。", asked=query.asked), near()).figure
    assert found is not None
    assert found.text == "24台"


def test_a_date_alone_is_of_the_clause_after_it() -> None:
    query = understand("公司什么时候获奖")
    assert read(query, evidence(FOUNDED, asked=query.asked), near("获得奖项")).text == "2007年"


def test_a_question_for_each_is_answered_by_the_sentence() -> None:
    query = understand("5月和6月分别占多少")
    found = evidence("5月和6月分别占31.2%和33.4%。", asked=query.asked)
    assert read(query, found, near()).figure is None
