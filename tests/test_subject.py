"""Whether a sentence speaks of what a question asks about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.query import understand
from qa.subject import lacking, missed
from tests.evidence import evidence


def missing(question: str, sentence: str, *, around: str = "", title: str = "标题") -> str | None:
    query = understand(question)
    found = replace(evidence(sentence, asked=query.asked), around=around or sentence, title=title)
    return missed(query, found)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("横琴有多少家企业", "横琴已有企业300家。"),
        ("How many firms are in Hengqin?", "横琴已有企业300家。"),
        ("How many oil companies are there?", "已集聚8400余家油气企业。"),
        ("How many people came?", "现场观众达3000人。"),
        ("What was the investment?", "项目涉及投资额24亿元。"),
        ("外资是多少", "实际使用外资5亿美元。"),
        ("项目花了多少钱", "项目耗资3亿元。"),
        ("2021年新增多少家企业", "2021年新增企业300家。"),
        ("获得过几次冠军", "球队六次夺冠。"),
        ("有多少人投票", "共有178万多人投票。"),
        ("谁提出了这个理论", "牛顿首先阐明了它。"),
        ("How far can it run?", "加一次氢能跑600公里。"),
        ("8月产量占多少", "1月至9月，产量占全年的70%。"),
        ("2020年8月产量占多少", "8月和9月，产量分别占11%和13%。"),
        ("二期规模多少", "首期规模3亿元，二期规模4亿元。"),
        ("基金规模多少", "首期规模3亿元。"),
        ("二季度产量占多少", "一至三季度，产量占70%。"),
        ("一共新增多少家企业", "累计新增企业400家。"),
        ("有多少家企业", "累计引进企业400家。"),
        ("How many firms are in New York?", "纽约累计有企业400家。"),
        ("Who is the mayor of the town?", "市长王大川出席了会议。"),
        ("青岩镇有多少家企业", "竹坝镇以东的青岩镇有企业30家。"),
    ],
)
def test_a_sentence_that_speaks_of_it_meets_the_question(question: str, sentence: str) -> None:
    assert missing(question, sentence) is None


@pytest.mark.parametrize(
    ("question", "sentence", "what"),
    [
        ("前海有多少家企业", "横琴已有企业300家。", "前海"),
        ("How many firms are in Qianhai?", "横琴已有企业300家。", "Qianhai"),
        ("How many firms are in Shanghai?", "北京已有企业300家。", "Shanghai"),
        ("新区的GDP是多少", "新区涉及投资额24亿元。", "gdp"),
        ("What is the GDP of the zone?", "新区涉及投资额24亿元。", "gdp"),
        ("新区的出口额是多少", "新区净利润24亿元。", "出口额"),
        ("How many cats are there?", "已集聚8400余家油气企业。", "cats"),
        ("有多少个项目", "已有企业300家。", "项目"),
        ("2019年新增多少家企业", "2021年新增企业300家。", "2019"),
        ("横琴集聚了多少家企业", "前海已集聚300家企业。", "横琴"),
        ("前海金桥片区集聚了多少家企业", "横琴片区集聚300家企业。", "前海金桥"),
        ("竹坝镇的茶园面积多少", "青岩镇的茶园面积为2万亩。", "竹坝镇"),
        ("2020年8月产量占多少", "2020年9月和10月，产量分别占11%和13%。", "8月"),
        ("What share did it have in August 2020?", "2020年9月的比重为11%。", "august"),
        ("基金二期规模多少", "基金首期规模3亿元。", "二期"),
        ("三季度产量占多少", "一季度和二季度，产量分别占11%和13%。", "三季度"),
        ("新增多少家企业", "五年来，累计引进企业400家。", "新增"),
        ("How many firms are there in total?", "去年新增企业30家。", "in total"),
        ("第二批企业增长了多少", "首批企业增长15%。", "第二批"),
        ("Who is the mayor of the town?", "镇上有企业30家。", "mayor"),
    ],
)
def test_a_sentence_about_something_else_does_not(question: str, sentence: str, what: str) -> None:
    assert missing(question, sentence) == what


def test_what_is_asked_about_may_stand_around_the_sentence() -> None:
    assert (
        missing("前海有多少家企业", "已有企业300家。", around="前海合作区。已有企业300家。") is None
    )


def test_what_is_asked_about_may_stand_in_the_title() -> None:
    assert missing("前海有多少家企业", "已有企业300家。", title="前海之春") is None


def test_the_year_may_be_that_of_the_article() -> None:
    # 2022-01-08 is the date of the article; 2021年 is that of another figure.
    assert missing("2022年新增多少家企业", "新增企业300家，2021年为200家。") is None


def test_a_year_that_only_the_passage_has_is_another_year_too() -> None:
    around = "2022年新增企业52家。新增企业累计415家。"
    assert missing("2019年新增多少家企业", "新增企业累计415家。", around=around) == "2019"


def test_another_town_in_the_passage_does_not_make_its_figure_that_of_the_sentence() -> None:
    around = "青岩镇的茶园面积为2万亩。竹坝镇种茶。"
    assert missing("竹坝镇的茶园面积多少", "青岩镇的茶园面积为2万亩。", around=around) == "竹坝镇"


@pytest.mark.parametrize(
    ("question", "sentence", "what"),
    [
        ("一辆车多少钱", "一辆车能跑500公里。", "金额"),
        ("那里能发多少千瓦", "建有机组24台。", "千瓦"),
        ("装机容量多少千瓦", "装机容量2681万千瓦。", None),
        ("温度为多少度", "入口温度为565°C。", None),
        ("How many qubits does it have?", "它搭载的是自主研发的芯片。", "a number"),
        ("How much money was raised?", "这家公司成立于前年。", "a sum of money"),
        ("How many pounds of steam are used?", "消耗8.8磅蒸汽。", None),
        ("有多少食物", "吃掉十倍于自身体重的食物。", None),
        ("新区的GDP是多少", "新区涉及投资额24亿元。", "gdp"),
    ],
)
def test_a_sentence_may_lack_the_sum_or_the_number(
    question: str, sentence: str, what: str | None
) -> None:
    query = understand(question)
    assert lacking(query, evidence(sentence, asked=query.asked, around=sentence)) == what


def lacks(question: str, sentence: str) -> str | None:
    query = understand(question)
    return lacking(query, evidence(sentence, asked=query.asked))


@pytest.mark.parametrize(
    ("question", "sentence", "given"),
    [
        ("签约企业有多少家", "2020年12月16日，园区启动了签约计划。", "数量"),
        ("园区是哪一天启动的", "2020年8月，园区启动。", "哪一天"),
        ("Which day did the park open?", "2020年8月，园区启动。", "which day"),
        ("青岩镇副镇长是谁", "青岩镇镇委书记王大川出席了会议。", "副镇长"),
        ("总部累计达到多少家", "首批签约41家总部。", "累计"),
        ("园区产量增长了多少", "园区产品的市场占有率达到75%。", "增长了多少"),
        (
            "By how much did output grow?",
            "规模继续扩大，市场占有率达到75%。",
            "by how much did output grow",
        ),
        ("签约了多少个项目", "园区利用两种资源。", "项目"),
        ("甘肃园区哪一年获批", "2020年，国务院批复了青海的园区。", "甘肃"),
    ],
)
def test_what_is_near_is_no_answer(question: str, sentence: str, given: str) -> None:
    assert lacks(question, sentence) == given


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("签约企业有多少家", "2020年12月16日，几十家企业签约。"),
        ("园区产量增长了多少", "园区产量增长75%，占全省的一半。"),
        ("园区是哪一天启动的", "2020年8月3日，园区启动。"),
        ("园区是哪一天启动的", "昨日，园区启动。"),
        ("园区是哪一年启动的", "2020年8月，园区启动。"),
        ("青岩镇副镇长是谁", "青岩镇副镇长王大川出席了会议。"),
        ("总部累计达到多少家", "首批签约41家总部，总部累计达到90家。"),
        ("首批总部累计达到多少家", "首批签约41家总部。"),
        ("甘肃园区哪一年获批", "2020年，国务院批复了甘肃和青海的园区。"),
    ],
)
def test_what_has_it_is_an_answer(question: str, sentence: str) -> None:
    assert lacks(question, sentence) is None
