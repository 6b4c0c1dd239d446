"""Which figure is whose where a sentence says 分别."""

from __future__ import annotations

import pytest

from qa.enumerations import respective, several
from qa.quantities import find

MONTHS = "9月和10月，四大产业新登记企业户数，分别占当月总户数的31.2%和33.4%。"
YEARS = "2020年9月和10月，产量分别占全年的11%和13%。"
TOWNS = "横琴、前海和金桥分别有企业300家、200家和150家。"


@pytest.mark.parametrize(
    ("question", "sentence", "figure"),
    [
        ("10月四大产业占多少", MONTHS, "33.4%"),
        ("9月四大产业占多少", MONTHS, "31.2%"),
        ("2020年10月产量占多少", YEARS, "13%"),
        ("2020年9月产量占多少", YEARS, "11%"),
        ("2020年二季度产量占多少", "2020年一季度和二季度，产量分别占11%和13%。", "13%"),
        ("What share did they have in October?", MONTHS, "33.4%"),
        ("前海有多少家企业", TOWNS, "200家"),
        ("How many firms are in Hengqin?", TOWNS, "300家"),
        ("金桥有多少家企业", TOWNS, "150家"),
        ("四大产业占多少", MONTHS, None),
        ("前海有多少家企业", "横琴和前海分别有企业300家、200家和150家。", None),
        ("前海有多少家企业", "前海有企业200家，横琴有300家。", None),
    ],
)
def test_the_figure_stands_where_the_item_stands(
    question: str, sentence: str, figure: str | None
) -> None:
    wanted = [q for q in find(sentence) if q.kind in {"percentage", "count"}]
    found = respective(question, sentence, wanted)
    assert (found and found.text) == figure


@pytest.mark.parametrize(
    ("question", "each"),
    [
        ("9月和10月分别占多少", True),
        ("两镇各有多少家企业", True),
        ("What were their shares, respectively?", True),
        ("各国有多少家企业", False),
        ("9月占多少", False),
    ],
)
def test_some_questions_ask_for_a_figure_of_each(question: str, each: bool) -> None:
    assert several(question) is each
