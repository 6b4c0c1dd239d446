import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qa.language.folding import folded
from qa.language.text import Span, simplified
from qa.proof.citations import cite, locate
from tests.evidence import evidence

TEXT = "第一段。\n第二段有3个项目。"
FOUND = evidence("第二段有3个项目。", start=5)


def test_a_quote_that_stands_there_is_verified() -> None:
    assert cite(FOUND, lambda path: TEXT).verified


def test_one_character_more_and_it_is_not() -> None:
    assert not cite(FOUND, lambda path: "x" + TEXT).verified


def test_an_article_that_is_gone_verifies_nothing() -> None:
    assert not cite(FOUND, lambda path: None).verified


def test_paragraphs_are_counted_from_one() -> None:
    assert cite(FOUND, lambda path: TEXT).paragraph == 2


def test_the_article_is_asked_for_by_its_path() -> None:
    asked: list[str] = []
    cite(FOUND, lambda path: asked.append(path))
    assert asked == ["a.txt"]


# --- quotes from outside -----------------------------------------------------------------

ARTICLE = (
    "揭牌以来，開發區累計簽約前沿產業項目２７２個，\n涉及投資額 3316 億元；占地15㎡，不增長……“好”。"
)


@pytest.mark.parametrize(
    ("quote", "place"),
    [
        ("揭牌以来", "揭牌以来"),
        ("累计签约前沿产业项目272个", "累計簽約前沿產業項目２７２個"),
        ("272个，涉及投资额3316亿元", "２７２個，\n涉及投資額 3316 億元"),
        ("占地15m2，不增长", "占地15㎡，不增長"),
        ("占地15m²", "占地15㎡"),
        ("不增长...「好」", "不增長……“好”"),
        (" 揭牌以来 \n", "揭牌以来"),
    ],
)
def test_a_quote_is_found_however_it_is_set(quote: str, place: str) -> None:
    span = locate(quote, ARTICLE)
    assert span is not None
    assert span.of(ARTICLE) == place


@pytest.mark.parametrize(
    "quote",
    [
        "累计签约前沿产业项目727个",
        "投资额3316万元",
        "占地15m2，增长",  # 不 is dropped
        "占地15m",
        "投资额331 6亿元",
        "投资额33.16亿元",
        "揭牌以来。",
        "",
        " ",
        "……",
        "，",
        "“”",
        "\\u200b",
        "__",
    ],
)
def test_a_quote_that_does_not_stand_there_is_not_found(quote: str) -> None:
    assert locate(quote, ARTICLE) is None


TEXTS = st.text(
    alphabet="甲臺产產不一亿万27.,，、。 \n\u3000\u200bａ１a bﬁ㎡m²…-—“”「'é\u0301",
    min_size=1,
    max_size=60,
)


@given(TEXTS, st.data())
def test_any_part_of_a_text_is_found_with_the_same_form(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end].strip()
    assume(any(c.isalnum() for c in quote) and text[end : end + 1] != "\u0301")
    place = locate(quote, text)
    assert place is not None
    assert place.of(text) == quote


@given(TEXTS, TEXTS)
def test_what_is_found_has_the_form_of_the_quote(quote: str, text: str) -> None:
    place = locate(quote, text)
    if place:
        assert 0 <= place.start < place.end <= len(text)
        assert folded(place.of(text)).form.strip() == folded(quote).form.strip()


# The character that hides best: each of these is one character for one in the form.
PLAIN = st.text(alphabet="甲乙产亿万不2７3.，", min_size=1, max_size=30)


@given(PLAIN, st.integers(0, 29), st.sampled_from("甲乙产亿万不2７3.，"))
def test_a_quote_with_one_character_changed_is_not_found(text: str, at: int, other: str) -> None:
    at %= len(text)
    quote = text[:at] + other + text[at + 1 :]
    assume(any(c.isalnum() for c in quote) and folded(quote).form != folded(text).form)
    assert locate(quote, text) is None


@given(st.text(alphabet="臺灣產業發展經濟計畫的是在", min_size=1, max_size=20))
def test_a_simplified_quote_of_a_traditional_text_is_found(text: str) -> None:
    assert locate(simplified(text), f"“{text}”") == Span(1, 1 + len(text))


@pytest.mark.parametrize(
    ("near", "start"),
    [(None, 0), (0, 0), (9, 8), (7, 8), (4, 0), (5, 8), (99, 16), (-3, 0), (10**30, 16)],
)
@pytest.mark.parametrize("quote", ["签约3个", "簽約３個"])
def test_of_several_places_the_nearest_is_taken(quote: str, near: int | None, start: int) -> None:
    text = "签约3个项目。" + "A" + "签约3个项目。" + "A" + "签约3个项目。"
    span = None if near is None else Span(near, near + 4)
    assert locate(quote, text, span) == Span(start, start + 4)


def test_a_place_that_overlaps_another_is_found_where_it_is_said_to_be() -> None:
    assert locate("aa", "aaaa", Span(1, 3)) == Span(1, 3)


@pytest.mark.parametrize(("quote", "text"), [("cafe", "cafe\u0301"), ("cafe", "café"), ("m", "㎡")])
def test_no_character_is_cut(quote: str, text: str) -> None:
    assert locate(quote, text) is None


def test_the_place_that_cuts_no_character_is_taken() -> None:
    assert locate("2m", "㎡m 2m2") == Span(3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "本报讯（记者）昨日，开发区今年累计签约项目150个，涉及投资额2400亿元。“很好”，他说……\n"
        * 8_000,
        "The quick brown fox, it said, signed 272 projects in 2021. " * 17_000,
        "a" * 1_000_000,
    ],
    ids=["Chinese", "English", "one letter"],
)
def test_a_megabyte_is_looked_through_in_no_time(text: str) -> None:
    locate("甲", "乙")  # opens the tables
    started = time.process_time()
    assert locate("这里没有ａ" + text[:1000] + "b", text, Span(5, 9)) is None
    assert time.process_time() - started < 0.6  # on a busy machine; 0.2 on a quiet one
