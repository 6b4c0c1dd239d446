"""The clause of a sentence that stands by itself."""

from __future__ import annotations

import pytest

from qa.summaries.headlines import LONGEST, clause


def of(sentence: str) -> str | None:
    place = clause(sentence)
    return place.of(sentence) if place else None


LATER = "，相关部门将在今后三年里继续推进各项建设工作并定期公布进展情况。"


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        ("新区累计签约项目270个。", "新区累计签约项目270个"),
        ("9月3日，新区累计签约项目270个" + LATER, "9月3日，新区累计签约项目270个"),
        ("The fair opened in Shanghai on Monday.", "The fair opened in Shanghai on Monday"),
    ],
)
def test_the_longest_clauses_that_are_short_and_stand(sentence: str, headline: str) -> None:
    assert of(sentence) == headline


@pytest.mark.parametrize(
    "sentence",
    [
        "国家统计局局长王雨昨日表示" + LATER,  # what he says is missing
        "为了进一步提高水平和质量" + LATER,  # who does it is missing
        "如果项目未完成环保验收工作" + LATER,
        "该公司去年亏损了两亿多元" + LATER,
        "新区累计签约项目270个，但投资额大幅下降到去年同期的一半以下而且预计在未来三年里还会继续下降，相关部门将继续推进工作。",
    ],
)
def test_what_leaves_out_what_matters_is_no_headline(sentence: str) -> None:
    assert of(sentence) is None


def test_a_figure_is_not_parted_at_its_comma() -> None:
    sentence = "The company hired 12,345,678 people in the province of Zhejiang, it said on Monday."
    assert "12,345,678" in (of(sentence) or "")


def test_a_headline_is_short() -> None:
    assert len(of("新区签约项目很多" * 3 + LATER) or "") <= LONGEST["zh"]
