"""Which figures can both be true; each pair is worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.quantities import agree, comparable, find


def both(one: str, other: str) -> tuple[bool, bool]:
    """Whether two figures are comparable, and whether they agree either way around."""
    a, b = find(one)[0], find(other)[0]
    assert comparable(a, b) == comparable(b, a)
    assert agree(a, b) == agree(b, a) or not comparable(a, b)
    return comparable(a, b), agree(a, b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("152个", "152个"),
        ("150余个", "152个"),
        ("约150个", "152个"),
        ("8400余家", "8400家"),
        ("8400余家", "8450家"),
        ("近2000家", "2000家"),
        ("近2000家", "1960家"),
        ("2412亿元", "0.24万亿元"),
        ("2412亿元", "约2400亿元"),
        ("241.2 billion yuan", "2412亿元"),
        ("超过8000家", "8412家"),
        ("超过8000家", "12000家"),
        ("20多家", "24家"),
        ("不足100人", "96人"),
        ("68.7%", "69%"),
        ("百分之六十八点七", "68.7%"),
        ("5公里", "5000米"),
        ("1小时", "60分钟"),
        ("3到5分钟", "4分钟"),
        ("1.2万人", "12034人"),
        ("三百家", "300家"),
        ("2021年9月", "2021年9月3日"),
        ("2021年", "2021年9月"),
        ("9月3日", "2021年9月"),
    ],
)
def test_both_can_be_true(one: str, other: str) -> None:
    assert both(one, other) == (True, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("152个", "150个"),
        ("152个项目", "150项"),
        ("8400余家", "8500家"),
        ("8400余家", "8600余家"),
        ("近2000家", "2100家"),
        ("近2000家", "1500家"),
        ("约150个", "200个"),
        ("2412亿元", "2413亿元"),
        ("2412亿元", "0.25万亿元"),
        ("2412亿元", "2412万元"),
        ("20多家", "300多家"),
        ("不足100人", "120人"),
        ("超过8000家", "7500家"),
        ("68.7%", "68.9%"),
        ("5公里", "50公里"),
        ("3到5分钟", "8分钟"),
        ("2万人", "3万人"),
        ("1个", "2个"),
        ("2021年", "2020年"),
        ("2021年9月", "2021年10月"),
        ("第3位", "第5位"),
    ],
)
def test_only_one_can_be_true(one: str, other: str) -> None:
    assert both(one, other) == (True, False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("152家", "150人"),
        ("150人次", "150人"),
        ("3亿元", "2亿美元"),
        ("5公里", "5吨"),
        ("30%", "30个百分点"),
        ("12种", "15家"),
        ("2021年", "2021家"),
    ],
)
def test_figures_of_different_measures_are_not_compared(one: str, other: str) -> None:
    assert not both(one, other)[0]


@given(st.integers(1, 10**9))
def test_a_figure_agrees_with_itself_and_not_with_the_next(value: int) -> None:
    assert both(f"{value}家", f"{value}家")[1]
    assert not both(f"{value}家", f"{value + 1}家")[1]
