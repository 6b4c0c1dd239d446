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


def test_a_question_for_each_is_answered_by_the_sentence() -> None:
    query = understand("5月和6月分别占多少")
    found = evidence("5月和6月分别占31.2%和33.4%。", asked=query.asked)
    assert read(query, found, near()).figure is None
