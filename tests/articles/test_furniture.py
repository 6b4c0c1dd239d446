"""What stands in an article and reports nothing."""

from __future__ import annotations

import pytest

from qa.articles.furniture import body, is_furniture, is_unfinished


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("新华社北京9月3日电（记者王雨）展会开幕。", "展会开幕。"),
        ("中新网8月11日电 (记者 李刚)展会开幕。", "展会开幕。"),
        ("中新社记者 王雨 摄 展会开幕。", "展会开幕。"),
        ("荆楚网（湖北日报网）讯（通讯员 李刚）展会开幕。", "展会开幕。"),
        ("，正文：展会开幕。", "展会开幕。"),
        ("，展会开幕。", "展会开幕。"),
        ("本报讯（记者 王雨 通讯员 李刚）展会开幕。", "展会开幕。"),
        ("【环球网报道 记者 王雨】展会开幕。", "展会开幕。"),
        ("IT之家 8 月 16 日消息，新品上市。", "新品上市。"),
        ("08-05 17:31，正文：展会开幕。", "展会开幕。"),
        ("原标题：秋季展会开幕了新华社北京9月3日电 展会开幕。", "展会开幕。"),
        ("原标题：秋季展会开幕了2023年9月3日，展会开幕。", "2023年9月3日，展会开幕。"),
        ("主要指标如下：营收增长三成。", "营收增长三成。"),
        ("BEIJING, Sept. 3 (Xinhua) -- The fair opened.", "The fair opened."),
        ("展会开幕。（完）", "展会开幕。"),
        ("展会开幕。（记者 王雨）", "展会开幕。"),
        ("展会开幕。【责任编辑：王雨】", "展会开幕。"),
    ],
)
def test_datelines_and_bylines_are_no_part_of_a_sentence(sentence: str, rest: str) -> None:
    assert body(sentence).of(sentence) == rest


@pytest.mark.parametrize(
    "sentence",
    [
        "据新华社9月3日消息，展会开幕。",  # whose word it is
        "快科技8月16日消息，新品今日上市。",  # 今日 is that day
        "9月3日，展会开幕。",
        "原标题：秋季展会收入90万9月3日，展会开幕。",  # 90万9 is no figure, nor is what follows
        "原标题：秋季展会开幕了9月3日至9月5日，展会开幕。",
        "展会（秋季）开幕。",
        "（完）",
    ],
)
def test_what_says_something_stays(sentence: str) -> None:
    assert body(sentence).of(sentence) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "责任编辑：王雨",
        "来源：新华网",
        "图为展会现场。",
        "昨日的开幕仪式现场。",
        "▲展会现场。",
        "记者 王雨 摄",
        "未经授权不得转载。",
        "更多精彩内容请关注我们。",
        "| 项目 | 270 |",
        "By John Smith",
        "Photo: A train leaves a station.",
    ],
)
def test_notes_captions_and_tables_report_nothing(sentence: str) -> None:
    assert is_furniture(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "一、总体要求",
        "具体情况如下：",
        "展会昨日……",
        "真的好吗？",
        "市长李刚表示。",
        "涨！",
        "9月3日，上海。",
    ],
)
def test_headings_stubs_and_questions_are_unfinished(sentence: str) -> None:
    assert is_unfinished(sentence)


def test_what_runs_on_without_a_mark_is_unfinished() -> None:
    assert is_unfinished("展会" * 121 + "。")


@pytest.mark.parametrize(
    "sentence", ["展会昨日开幕。", "市长说：“很好。”", "The fair opened.", "民警赶到救援现场。"]
)
def test_a_sentence_is_neither(sentence: str) -> None:
    assert not is_furniture(sentence)
    assert not is_unfinished(sentence)
