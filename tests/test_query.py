import pytest

from qa.query import understand


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
