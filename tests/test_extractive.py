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
