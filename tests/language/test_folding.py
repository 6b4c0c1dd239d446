import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.folding import folded
from qa.language.text import Span

# What folds to more than a character, to less, or by what is beside it, among what does not.
MIXED = st.text(
    alphabet="甲臺产產一13.,，、。 \n\t\u3000\u200bａ１a bﬁ㎡m²³…⋯-—–~“”「'é\u0301Ⅳ½①％%㋀々",
    max_size=40,
)

SAME = [
    ("２７２個項目", "272个项目"),
    ("ＡＩ", "AI"),
    ("臺灣", "台湾"),
    ("計畫", "计划"),
    ("乾隆、乾燥", "乾隆、干燥"),
    ("「甲」『乙』", "“甲”“乙”"),
    ("it’s", "it's"),
    ("增长……", "增长..."),
    ("增长…", "增长......"),
    ("京——沪", "京—沪"),
    ("3–5分钟", "3-5分钟"),
    ("3～5", "3~5"),
    ("共 272 个\n项目", "共272个项目"),
    ("a  b", "a\nb"),
    ("27\u200b2", "272"),
    ("㎡", "m2"),
    ("m²", "m2"),
    ("ﬁrm", "firm"),
    ("café 1", "cafe\u0301 1"),
    ("Ⅳ", "IV"),
    ("25℃", "25°C"),
    ("阿·甲", "阿•甲"),
    ("A， B", "A,B"),
]

DIFFERENT = [
    ("272", "727"),
    ("亿", "万"),
    ("MW", "mW"),
    ("3.5", "35"),
    ("3.5", "3。5"),
    ("1,234", "1.234"),
    ("甲，乙", "甲。乙"),
    ("甲，乙", "甲、乙"),
    ("2 72", "272"),
    ("not able", "notable"),
    ("3. 5家", "3.5家"),
    ("3 .5家", "3.5家"),
    ("2021, 272", "2021,272"),
    ("10²", "102"),
    ("①2家", "12家"),
    ("m²5", "m25"),
    ("3½", "31⁄2"),
    ("㎡5", "m25"),
    ("㎡ 5", "m25"),
    ("㎡\u200b5", "m25"),
    ("1㋀", "11月"),
    ("é", "e"),
    ("≠", "="),
    ("-5", "5"),
    ("a b", "ab"),
    ("5′", "5″"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_is_only_set_otherwise_has_the_same_form(one: str, other: str) -> None:
    assert folded(one).form == folded(other).form


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_says_something_else_has_another_form(one: str, other: str) -> None:
    assert folded(one).form != folded(other).form


@given(MIXED)
def test_the_form_of_all_leads_back_to_all_but_what_is_dropped(text: str) -> None:
    whole = folded(text)
    if whole.form:
        place = whole.source(0, len(whole.form))
        assert place is not None
        assert folded(place.of(text)).form == whole.form


@given(MIXED, st.data())
def test_a_place_that_is_led_back_has_that_form(text: str, data: st.DataObject) -> None:
    whole = folded(text)
    if whole.form.strip():
        start = data.draw(st.integers(0, len(whole.form) - 1))
        end = data.draw(st.integers(start + 1, len(whole.form)))
        place = whole.source(start, end)
        form = whole.form[start:end]
        # What a character is beside decides about space, dots, dashes and ²: not at the edges.
        edges = {*" .…-23²³㎡\u0301"}
        if place and not edges & {form[0], form[-1]}:
            assert folded(place.of(text)).form == form


@pytest.mark.parametrize(
    ("text", "start", "end", "place"),
    [
        ("面积5㎡", 3, 5, Span(3, 4)),
        ("面积5㎡", 3, 4, None),
        ("面积5㎡", 4, 5, None),
        ("a\n\n甲 乙", 1, 3, Span(3, 6)),
        ("ﬁﬁ乙", 2, 5, Span(1, 3)),
        ("……甲", 0, 2, Span(0, 3)),
    ],
)
def test_places_lead_back(text: str, start: int, end: int, place: Span | None) -> None:
    assert folded(text).source(start, end) == place


@pytest.mark.parametrize(
    ("source", "position"), [(0, 0), (1, 1), (3, 1), (5, 2), (99, 96)]
)  # "a\n\n甲 乙" is "a甲乙"
def test_places_lead_forth(source: int, position: int) -> None:
    assert folded("a\n\n甲 乙").position(source) == position


def test_a_megabyte_of_space_takes_no_longer_than_one_of_words() -> None:
    started = time.process_time()
    folded("a" + " \u200b" * 500_000 + "甲")
    assert time.process_time() - started < 1.5  # a look at each pair of them takes hours
