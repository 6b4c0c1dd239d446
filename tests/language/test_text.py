import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.text import Span, clauses, fold, language, printable, sentences, simplified, terms

SENTENCES = [
    ("规模为3.5亿元。很好！", ["规模为3.5亿元。", "很好！"]),
    ("他说：“好。”然后走了。", ["他说：“好。”", "然后走了。"]),
    ("他说“好！”就走了。", ["他说“好！”就走了。"]),
    ("“甲。乙。”丙说。", ["“甲。", "乙。”", "丙说。"]),
    ("《你好！世界》上映。", ["《你好！世界》上映。"]),
    ("（共3家。）另有2家。", ["（共3家。）另有2家。"]),
    ("资质要求、行业准入等限制……一项项措施实施。", ["资质要求、行业准入等限制……", "一项项措施实施。"]),
    ("真的？！是的。", ["真的？！", "是的。"]),
    ("１．５亿元。完。", ["１．５亿元。", "完。"]),
    ("增长了2.0%。其中", ["增长了2.0%。", "其中"]),
    ("He lives in the U.S. The firm paid $3.5 million.", ["He lives in the U.S.", "The firm paid $3.5 million."]),
    ("U.S. officials met Mr. Li at 5 p.m. on Monday.", ["U.S. officials met Mr. Li at 5 p.m. on Monday."]),
    ('"Good!" he said. Done!', ['"Good!" he said.', "Done!"]),
    ("See www.example.com for v1.2.3 now. Next.", ["See www.example.com for v1.2.3 now.", "Next."]),
    ("1. 加快建设。2. 深化改革。", ["1. 加快建设。", "2. 深化改革。"]),
    ("No. 5 is 3.14. Next?", ["No. 5 is 3.14.", "Next?"]),
    ("标题\n正文。", ["标题", "正文。"]),
    ("甲。 ……", ["甲。 ……"]),
    ("记者Tom.然后", ["记者Tom.", "然后"]),
    ("", []),
    (" \n\t", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == expected


@given(st.text(alphabet="甲乙。！？…“”（）《》，、.!? \nab1《", max_size=80))
def test_sentences_leave_out_nothing_but_space(text: str) -> None:
    spans = sentences(text)
    assert "".join("".join(text.split())) == "".join("".join(s.of(text).split()) for s in spans)


@given(st.text(max_size=80))
def test_sentences_are_in_order_and_do_not_overlap(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_sentences_within_a_span_stay_in_it() -> None:
    text = "甲。乙。丙。"
    assert [s.of(text) for s in sentences(text, Span(2, 4))] == ["乙。"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("how many projects", "en"),
        ("多少个项目", "zh"),
        ("USE是什么", "zh"),
        ("What did 习近平 say about Hengqin in 2018?", "en"),
        ("272", "en"),
    ],
)
def test_language_is_that_of_most_words(text: str, expected: str) -> None:
    assert language(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("氢能产业 272 projects", ["氢能", "能产", "产业", "272", "projects"]),
        ("產業", ["产业"]),
        ("8,400余家", ["8400", "余家"]),
        ("６８.７%", ["68.7"]),
        ("COVID-19", ["covid", "19"]),
        ("甲", ["甲"]),
        ("……", []),
    ],
)
def test_terms_are_bigrams_words_and_numbers(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_traditional_and_simplified_have_the_same_terms() -> None:
    assert terms("發揮制度創新優勢") == terms("发挥制度创新优势")


def test_fold_narrows_full_width() -> None:
    assert fold("ＡＩ２０２１") == "ai2021"


def test_simplified_leaves_latin_alone() -> None:
    assert simplified("Café 產") == "Café 产"


def test_printable_drops_escapes_and_what_turns_text_around() -> None:
    assert printable("a\x1b[31mb\u202ec\u200bd\n") == "abcd\n"


def test_a_span_can_be_shifted() -> None:
    assert Span(1, 3).shifted(10) == Span(11, 13)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "在上海浦东临港新城的公交站，氢能公交车加一次氢只需3到5分钟，能跑600公里。",
            ["在上海浦东临港新城的公交站，", "氢能公交车加一次氢只需3到5分钟，能跑600公里。"],
        ),
        ("没有逗号的句子。", ["没有逗号的句子。"]),
        ("短，短，短。", ["短，短，短。"]),
        ("", [""]),
    ],
)
def test_clauses_are_parts_of_a_sentence(sentence: str, expected: list[str]) -> None:
    assert clauses(sentence) == expected


@given(st.text(alphabet="甲乙，。；“”:! a1"))
def test_clauses_tile_the_sentence(sentence: str) -> None:
    assert "".join(clauses(sentence)) == sentence
