"""Which aspect, batch or month a text speaks of."""

from __future__ import annotations

import pytest

from qa.aspects import aspects, months, other_month, other_round, rounds


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("新增企业20家", {("standing", "new")}),
        ("累计达到310家", {("standing", "all")}),
        ("How many are there in total?", {("standing", "all")}),
        ("平均用时18分钟", {("extent", "mean")}),
        ("最快4分钟", {("extent", "most")}),
        ("the meaning of newsprint", set()),
        ("企业310家", set()),
    ],
)
def test_aspects(text: str, named: set[tuple[str, str]]) -> None:
    assert aspects(text) == named


@pytest.mark.parametrize(
    ("text", "numbered"),
    [
        ("第二批企业", {("批", "2")}),
        ("首批和第三批", {("批", "1"), ("批", "3")}),
        ("基金首期", {("期", "1")}),
        ("二期工程", {("期", "2")}),
        ("the second phase", {("期", "2")}),
        ("近三期间", set()),
        ("十二期", set()),
        ("a second look", set()),
    ],
)
def test_rounds(text: str, numbered: set[tuple[str, str]]) -> None:
    assert set(rounds(text)) == numbered


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2020年9月和10月", {9, 10}),
        ("in August 2020", {8}),
        ("last May?", {5}),
        ("What may it do?", set()),
        ("前9个月", set()),
        ("13月", set()),
    ],
)
def test_months(text: str, named: set[int]) -> None:
    assert set(months(text)) == named


def test_a_month_that_is_named_around_the_sentence_is_no_other() -> None:
    assert other_month("8月产量多少", "9月产量5吨", "8月停产。") is None


def test_a_sentence_without_a_month_is_of_any() -> None:
    assert other_month("8月产量多少", "产量5吨", "") is None


def test_a_batch_is_no_phase() -> None:
    assert other_round("二期规模多少", "首批企业30家") is None
