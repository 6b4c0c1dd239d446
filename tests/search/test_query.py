from datetime import date

import pytest

from qa.search.query import understand


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
        ("园区有多少间酒店", ["酒店"]),
        ("摆放了多少张办公桌", ["办公桌"]),
        ("有几艘货船靠港", ["货船靠港"]),
        ("商场有多少層停車場", ["停车场"]),
        ("抓获多少间谍", ["间谍"]),
        ("楼有多少层", ["层"]),
        ("Who won?", []),
        ("为什么", []),
    ],
)
def test_the_thing_that_is_counted(question: str, expected: list[str]) -> None:
    assert list(understand(question).things) == expected


def test_the_times_that_are_named_are_those_of_today() -> None:
    period = understand("去年\n9月签约了多少个项目", date(2022, 1, 8)).periods[0]
    assert (period.first, period.last) == (date(2021, 9, 1), date(2021, 9, 30))


def test_a_time_stands_in_the_text_of_the_query() -> None:
    query = understand("  how many  in September 2021?")
    assert [p.span.of(query.text) for p in query.periods] == ["September 2021"]


def test_without_a_today_nothing_is_relative_to_it() -> None:
    assert understand("去年签约了多少个项目").periods == ()


def test_what_is_not_seen_in_a_question_is_not_asked() -> None:
    assert understand("签约\u200b2\u202e7个\ud800\x1b[2J\u2028项目").text == "签约27个 项目"


def test_what_is_counted_is_told_in_traditional_script() -> None:
    assert understand("園區簽約了多少個科技項目？").things == ("科技项目",)
