"""Periods worked by hand on a calendar, what is none, and how well texts agree with them."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.time import elsewhen, named, periods, spoken, weight
from tests.periods_tables import CHINESE, ENGLISH, NONE

TODAY = date(2022, 1, 8)  # a Saturday: the tables say what is meant on it


def lines(table: str) -> list[str]:
    return table.strip().splitlines()


def written(question: str, today: date | None = TODAY) -> str:
    return " | ".join(f"{p.first}..{p.last}" for p in periods(question, today))


@pytest.mark.parametrize("case", lines(CHINESE))
def test_the_periods_of_a_chinese_question(case: str) -> None:
    question, expected = case.split(" :: ")
    assert written(question) == expected


@pytest.mark.parametrize("case", lines(ENGLISH))
def test_the_periods_of_an_english_question(case: str) -> None:
    question, expected = case.split(" :: ")
    assert written(question) == expected


@pytest.mark.parametrize("question", lines(NONE))
def test_what_is_no_period(question: str) -> None:
    assert written(question) == ""


@pytest.mark.parametrize(
    ("question", "today", "expected"),
    [
        ("9月", date(2021, 9, 15), "2021-09-01..2021-09-30"),
        ("9月", date(2021, 8, 31), "2020-09-01..2020-09-30"),
        ("last August", date(2021, 8, 15), "2020-08-01..2020-08-31"),
        ("下半年", date(2021, 11, 1), "2021-07-01..2021-12-31"),
        ("上半年", date(2021, 2, 1), "2020-01-01..2020-06-30"),
        ("前10个月", date(2021, 9, 30), "2020-01-01..2020-10-31"),
        ("前10个月", date(2021, 10, 31), "2021-01-01..2021-10-31"),
        ("上个月", date(2021, 3, 31), "2021-02-01..2021-02-28"),
        ("过去一个月", date(2021, 3, 31), "2021-02-28..2021-03-31"),
        ("31日", date(2021, 3, 1), "2021-01-31..2021-01-31"),
        ("since 2030", TODAY, "2030-01-01..2030-12-31"),
        ("近三年", date(2, 1, 1), "0001-01-01..0002-01-01"),
        ("去年", None, ""),
        ("9月", None, ""),
        ("昨天, in 2021", None, "2021-01-01..2021-12-31"),
    ],
)
def test_a_period_depends_on_what_day_it_is(
    question: str, today: date | None, expected: str
) -> None:
    assert written(question, today) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("截至２０２１年９月底的项目", "２０２１年９月底"),
        ("how many came in september 2021?", "september 2021"),
        ("between May and July 2021", "between May and July 2021"),
        ("去年的第三季度营收", "去年的第三季度"),
    ],
)
def test_a_period_has_the_span_of_its_words(question: str, expected: str) -> None:
    assert [p.span.of(question) for p in periods(question, TODAY)] == [expected]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-09-03", date(2021, 9, 3), date(2021, 9, 3)),
        ("2021-09", date(2021, 9, 1), date(2021, 9, 30)),
        (" 2021 ", date(2021, 1, 1), date(2021, 12, 31)),
        ("0999-01-02", date(999, 1, 2), date(999, 1, 2)),
        ("yesterday", date(2022, 1, 7), date(2022, 1, 7)),
        ("today", TODAY, TODAY),
        ("last month", date(2021, 12, 1), date(2021, 12, 31)),
        ("2021年9月", date(2021, 9, 1), date(2021, 9, 30)),
    ],
)
def test_a_date_may_be_all_that_is_said(text: str, first: date, last: date) -> None:
    assert spoken(text, TODAY) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "soon", "2021-02-30", "2021-13", "0000", "2021-00-01", "in 2021", "2021 2022"]
)
def test_anything_else_is_no_date(text: str) -> None:
    assert spoken(text, TODAY) is None


# --- what articles say -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        (date(2021, 9, 15), "今年以来", "2021-01-01..2021-09-15"),
        (date(2021, 9, 15), "昨日", "2021-09-14..2021-09-14"),
        (date(2021, 9, 15), "将于10月开工", "2021-10-01..2021-10-31"),
        (date(2021, 9, 15), "12月投产", "2021-12-01..2021-12-31"),
        (date(2022, 1, 8), "12月投产", "2021-12-01..2021-12-31"),
        (date(2021, 7, 24), "下半年", "2021-07-01..2021-12-31"),
        (None, "9月，去年", ""),
        (None, "2021年8月", "2021-08-01..2021-08-31"),
        (TODAY, "成交额2021.06万元", ""),
    ],
)
def test_a_text_speaks_from_the_day_it_was_published(
    published: date | None, text: str, expected: str
) -> None:
    assert " | ".join(f"{p.first}..{p.last}" for p in named(text, published)) == expected


@pytest.mark.parametrize(
    ("question", "published", "text", "expected"),
    [
        ("2021年9月", None, "2021年9月签约", 1.0),
        ("in September 2021", date(2021, 10, 9), "9月签约", 1.0),
        ("2021年9月", date(2021, 9, 4), "昨日签约", 1.0),
        ("2021年9月", date(2023, 1, 1), "2021年9月3日签约", 1.0),
        ("2021年2月", None, "2021年2月28日", 1.0),
        ("2019年和2021年", None, "2019年签约", 1.0),
        ("2021年9月", None, "2021年签约", 0.0),
        ("2021年9月", None, "2020年9月签约", 0.0),
        ("2021年9月3日", None, "2021年9月", 0.0),
        ("2021年9月", date(2021, 9, 1), "签约", 0.5),
        ("2021年9月", date(2021, 11, 14), "签约", 0.5),
        ("2021年9月", date(2021, 11, 15), "签约", 0.0),
        ("2021年9月", date(2021, 8, 31), "签约", 0.0),
        ("2021年9月", date(2021, 9, 30), "2020年8月签约", 0.5),
        ("签约了多少", date(2021, 9, 30), "2021年9月签约", 0.0),
    ],
)
def test_how_well_a_text_agrees_with_the_time_that_is_asked_about(
    question: str, published: date | None, text: str, expected: float
) -> None:
    assert weight(periods(question, TODAY), published, text) == expected


# --- whatever the text -----------------------------------------------------------------------

PIECES = st.sampled_from(
    (
        "2021 2021年 9月 3日 去年 至 到 - 至今 以来 前 底 初 近 三 个月 季度 第 上半年 世纪 年代 今年 昨天 、 。"
        " in_ since_ between_ and_ to_ September_ May_ last_ year_ first_ half_ of_ Q3 end_of_ 2019 9999 0"
        " ago_ two_ before_ 周 上 ２０２１"
    ).split()
).map(lambda piece: piece.replace("_", " "))


@given(st.lists(PIECES, max_size=12).map("".join), st.dates() | st.none())
def test_periods_are_in_order_and_apart_and_begin_before_they_end(
    question: str, today: date | None
) -> None:
    end = 0
    for period in periods(question, today):
        assert period.first <= period.last
        assert end <= period.span.start < period.span.end <= len(question)
        end = period.span.end


MARKS = (
    "1 9月 1月1日 2021年 去年 since_ last_ in_2021_ 2021- 一 一月 二〇二一年 近1 two_years_ago_ May_ end_of_"
    " 9月至 2019-2021_ Q3_ _ between_May_and_ third_quarter_of_ 1年前 19世纪 2021年底至 from_2019_to_"
)


@pytest.mark.parametrize("mark", MARKS.split())
def test_a_long_line_of_one_mark_is_soon_read(mark: str) -> None:
    piece = mark.replace("_", " ")
    began = time.process_time()
    periods(piece * (100_000 // len(piece.encode())), TODAY)
    # the slowest took 0.6 s; a search that began at the start of the text each time took 2.9
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("去年有多少座", "2020年有12座", True),
        ("去年有多少座", "2021年有12座", False),
        ("去年有多少座", "2020年有12座，2021年有19座", False),
        ("去年有多少座", "有12座", False),  # of no time
        ("2021年9月有多少座", "2021年有12座", False),  # September is in it
        ("有多少座", "2020年有12座", False),  # no time is asked for
    ],
)
def test_a_text_is_of_another_time(question: str, text: str, expected: bool) -> None:
    assert elsewhen(periods(question, TODAY), date(2022, 1, 8), text) is expected
