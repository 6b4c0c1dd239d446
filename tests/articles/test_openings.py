"""Whether a sentence stands by itself."""

from __future__ import annotations

import pytest

from qa.articles.openings import hangs, is_torn, unlinked


@pytest.mark.parametrize(
    "sentence",
    [
        "他说，项目明年投产。",
        "其营收增长三成。",
        "对此，专家表示担忧。",
        "该公司去年亏损2亿元。",
        "据该负责人介绍，园区今年新增企业300家。",
        "这一数字比去年增加了三成。",
        "其中，制造业项目占七成。",
        "其他项目中，浙江队夺得冠军。",
        "此外，全市新建公园三座。",
        "但是，价格仍在上涨。",
        "然而市场反应平淡。",
        "与此同时，出口下降。",
        "随后，民警赶到现场。",
        "当天，两队战成平局。",
        "同比增长7.6%。",
        "我们将继续努力。",
        "我省经济持续增长。",
        "此行为扰乱了秩序。",
        "该公司的子公司包括Beauty Power Limited和Tongrun Trading Company Limited。",
        "公司表示，将按期交付。",
        "北京市监局依据条例作出上述处罚。",
        "截至目前，这名女子已被拘留。",
        "一是加强领导，二是加大投入。",
        "（三）完善制度，加强监管。",
        "仓库里的金属货架断裂，将他压倒在地。",
    ],
)
def test_what_speaks_of_something_said_before_hangs(sentence: str) -> None:
    assert hangs(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "新区累计签约项目270个。",
        "我国汽车出口增长三成。",
        "市长对此表示满意。",
        "特朗普及其盟友均作出回应。",
        "董事长李刚表示，他将辞职。",
        "截至二季度末，京东员工总数超56万。",
        "那曲市新建了一所学校。",
        "并购交易额去年达到3000亿元。",
        "“十四五”规划提出五项任务。",
        "应该部署的设备已全部到位。",
        "市长李刚说：“我们将继续努力。”",
        "土耳其里拉贬值三成。",
        "吉他销量增长一倍。",
    ],
)
def test_what_names_what_it_speaks_of_stands(sentence: str) -> None:
    assert not hangs(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "He said sales had doubled.",
        "However, fares will rise by 5 percent.",
        "Meanwhile, Siemens supplied the signals.",
        "This was the third contract in Zhejiang.",
        "It is expected to carry 300,000 passengers.",
        "The company said it had hired 1,200 workers.",
        "In 2021, they moved to Shanghai.",
        "and then fell by a third.",
    ],
)
def test_an_english_sentence_that_hangs(sentence: str) -> None:
    assert hangs(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "This year sales doubled in Shanghai.",
        "Hangzhou opened its tenth metro line on Monday.",
        "The city of Hangzhou said it would hire 1,200 workers.",
        "In 2021, the bank moved its office to Shanghai.",
        "Thousands of visitors came to the fair.",
    ],
)
def test_an_english_sentence_that_stands(sentence: str) -> None:
    assert not hangs(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "他说：“很好。",
        "明年就投产。”他说。",
        "“我们很有信心。”",
        "“我们很有信心，”他说。",
        "（见上文。",
    ],
)
def test_half_a_quote_and_one_without_a_speaker_are_torn(sentence: str) -> None:
    assert is_torn(sentence)


@pytest.mark.parametrize(
    "sentence", ["“我们很有信心。”市长李刚说。", "“双创”活动周开幕。", "市长说：“很好。”"]
)
def test_a_whole_quote_with_its_speaker_is_not_torn(sentence: str) -> None:
    assert not is_torn(sentence)


def test_a_word_that_only_adds_may_be_left_out() -> None:
    sentence = "值得一提的是，全市新建公园三座。"
    assert sentence[unlinked(sentence) :] == "全市新建公园三座。"


def test_a_word_that_contradicts_may_not() -> None:
    assert unlinked("但是，价格仍在上涨。") == 0
