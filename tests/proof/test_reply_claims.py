"""What a reply claims beside figures and names, and whether the articles bear it."""

from __future__ import annotations

import pytest

from qa.proof.reply_claims import (
    affirms,
    declines,
    is_foreign,
    is_markup,
    miscoded,
    misquoted,
    mixed,
    spoken,
    turned,
)


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("他说“园区签约130个项目”。", "园区签约130个项目，"),
        ("他说「園區簽約130個項目」。", "园区签约130个项目，"),
        ('"签约１３０个项目"', "园区签约130个项目，"),
        ("被称为“最大”", "园区"),
        ('called "big park"', "园区"),
        ("the park's projects aren't 'new'", "园区"),
        ('He said "the park is open to all".', "The park is open to all, he said."),
    ],
)
def test_a_quote_that_stands_there_is_one(text: str, article: str) -> None:
    assert misquoted(text, [article]) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("他说“园区签约131个项目”。", "园区签约131个项目"),
        ("他说“园区签约131个项目。[1]", "园区签约131个项目。"),
        ("他说「甲乙丙丁『戊』己庚」", "甲乙丙丁『戊』己庚"),
        ("他说‘园区签约131个项目’。", "园区签约131个项目"),
        ('He said "the park is closed to all".', "the park is closed to all"),
    ],
)
def test_a_quote_that_does_not_stand_there_is_named(text: str, quote: str) -> None:
    assert quote in misquoted(text, ["园区签约130个项目", "The park is open to all."])


@pytest.mark.parametrize(
    ("text", "article", "said"),
    [
        ("园区没有开园", "园区开园", ["没有"]),
        ("园区没有开园", "园区尚未开园", []),
        ("The park did not open", "园区开园", ["not"]),
        ("It did not exist until 1900", "1900年才出现", []),
        ("They did not accept", "他们拒绝了", []),
        ("Not only the park", "园区", []),
        ("No, it did", "园区开园", ["no"]),
        ("周一开园", "周三开园", ["周一"]),
        ("一周一次", "每周一次", []),
        ("It opened on Monday", "星期一开园", []),
        ("周日开园", "星期天开园", []),
        ("It opened last year", "去年开园", []),
        ("去年开园", "2021年开园", ["去年"]),
        ("产值下降5%", "产值增长5%", ["下降"]),
        ("产值增长5%", "产值下降5%", ["增长"]),
        ("Output fell by 5%", "产值增长5%", ["fell"]),
        ("Output fell by 5%", "产值由升转降，减少5%", []),
        ("Output rose by 5%", "产值同比增长5%", []),
    ],
)
def test_a_word_that_turns_what_is_said_stands_in_the_articles(
    text: str, article: str, said: list[str]
) -> None:
    assert list(turned(text, [article])) == said


def test_what_the_question_says_may_be_said_again() -> None:
    assert not list(turned("因为没有下雨", ["天气干燥"], "为什么没有下雨"))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("COVID-19", []),
        ("covid 19", []),
        ("A320", []),
        ("A321", ["a321"]),
        ("1.", ["1."]),
        ("签约13O", ["13o"]),
        ("130个", []),
    ],
)
def test_what_has_digits_stands_in_the_articles(text: str, wrong: list[str]) -> None:
    assert list(miscoded(text, ["COVID-19之后，A320飞了1.5小时，签约130个"])) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The deputy head is Rong朝. [1]", ["Rong朝"]),
        ("The deputy head is Yang朝. [1]", ["Yang朝"]),
        ("The deputy head is Yang Chao(杨朝).", []),
        ("He works in Hengqin横琴.", []),
        ("He works in 横琴Hengqin.", []),
        ("He works in Hengqin前海.", ["Hengqin前海"]),
        ("It runs 5G基站.", []),
        ("It is an AI企业.", []),
        ("It is a base基站.", []),
        ("It is a base车站.", ["base车站"]),
    ],
)
def test_half_a_name_is_none(text: str, wrong: list[str]) -> None:
    assert list(mixed(text, ["副区长杨朝在横琴说，AI企业有5G基站。"])) == wrong


@pytest.mark.parametrize(
    "text", ["是的。[1]", "有。", "对，就是这样。", "Yes, it did.", "Correct."]
)
def test_a_yes_affirms(text: str) -> None:
    assert affirms(text)


@pytest.mark.parametrize(
    "text",
    ["130个。", "是否如此不明。", "有130个。", "对此没有说法。", "Rightly so.", "不是。", "No."],
)
def test_what_is_no_yes_does_not(text: str) -> None:
    assert not affirms(text)


@pytest.mark.parametrize(
    "text",
    [
        "文中没有提到开园时间。",
        "资料里并没有给出答案",
        "抱歉，我无法回答。",
        "根据上述句子无法回答。",
        "I cannot help with that.",
        "The sentences don't mention it.",
        "The fees are not mentioned in the given context.",
        "As an AI, I have no opinion.",
    ],
)
def test_a_refusal_in_other_words_is_one(text: str) -> None:
    assert declines(text)


@pytest.mark.parametrize(
    "text",
    [
        "园区没有码头。",
        "因为无法确定身份。",
        "他向公众道歉，说对不起。",
        "信息技术公司没有提供午餐。",
        "They cannot provide housing.",
        "The material does not contain lead.",
        "He apologised and said sorry.",
    ],
)
def test_an_answer_with_such_words_is_none(text: str) -> None:
    assert not declines(text)


@pytest.mark.parametrize(
    ("text", "is_code"),
    [
        ("<b>130</b>个", True),
        ('{"answer": 1}', True),
        ("```\n1\n```", True),
        ("130 < 131", False),
        ("[1] 130个", False),
        ("[[1]] 130个", False),
    ],
)
def test_markup_is_no_sentence(text: str, is_code: bool) -> None:
    assert is_markup(text) is is_code


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("園区は130件に調印しました", True),
        ("Парк", True),
        ("园区α线130个项目", False),
        ("130", False),
    ],
)
def test_other_scripts_are_foreign(text: str, foreign: bool) -> None:
    assert is_foreign(text) is foreign


@pytest.mark.parametrize(
    ("text", "said"),
    [("<think>a\nb</think>\n130", "130"), ("<think>cut", ""), ("a <think>b", "a <think>b")],
)
def test_thoughts_are_not_spoken(text: str, said: str) -> None:
    assert spoken(text) == said
