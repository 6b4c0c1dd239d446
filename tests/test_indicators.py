"""Which indicators a text names."""

from __future__ import annotations

import pytest

from qa.indicators import named, related


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("涉及投资额54亿元", {"投资额"}),
        ("What is the GDP of the zone?", {"国内生产总值"}),
        ("地区生产总值增长5%", {"国内生产总值", "增长率"}),
        ("人均GDP超过10万元", {"人均gdp"}),
        ("固定资产投资", {"固定资产投资"}),
        ("進出口總額4.06萬億元", {"进出口总额"}),
        ("exports rose", {"出口额"}),
        ("the exporter", set()),
        ("wage", {"工资"}),
        ("a swage", set()),
        ("实现净利润3亿元", {"净利润"}),
        ("园区很美", set()),
    ],
)
def test_an_indicator_is_named_in_any_wording(text: str, names: set[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("投资额", "固定资产投资", True),
        ("外资", "投资额", True),
        ("出口额", "进出口总额", True),
        ("国内生产总值", "投资额", False),
        ("营业收入", "净利润", False),
    ],
)
def test_one_indicator_may_be_part_of_another(one: str, other: str, may: bool) -> None:
    assert (related(one, other), related(other, one)) == (may, may)
