"""Front matter as people write it: fields, lists, dates, and what is left to the body."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.articles import metadata
from qa.articles.metadata import Metadata, written_date


def head(block: str) -> Metadata:
    found = metadata.read(f"---\n{block}\n---\n正文")
    assert found.body.strip() == "正文"
    return found


@pytest.mark.parametrize(
    ("block", "title"),
    [
        ("title: 标题", "标题"),
        ("Title: '它''s'", "它's"),
        ('title: "a\\"b" # c', 'a"b'),
        ("标题: x", "x"),
        ("title: 0123", "0123"),
        ("title: 2022-01-08", "2022-01-08"),
        ("title: yes", "yes"),
        ("title: ~\nauthor: x", ""),
        ("title: >\n  长标题\n  第二行", "长标题 第二行"),
        ("title: [快讯] x", "[快讯] x"),
        ("title: [快讯]", "[快讯]"),
        ("title: 标题 #1", "标题 #1"),
        ("title: #1 新闻", "#1 新闻"),
        ("title: a\u200b b\x1b[31m", "a b"),
        ("title: a\n# a remark\n\nlayout: post", "a"),
    ],
)
def test_titles(block: str, title: str) -> None:
    assert head(block).title == title


@pytest.mark.parametrize(
    ("block", "categories"),
    [
        ("categories: \n - 金融\n - 要闻", ("金融", "要闻")),
        ("categories:\n- 金融\n- 要闻", ("金融", "要闻")),
        ("categories: [金融, 要闻]", ("金融", "要闻")),
        ("category: 金融、要闻，宏观, A股; 港股", ("金融", "要闻", "宏观", "A股", "港股")),
        ("tags: a\ncategories: b\ncategory: c", ("c", "a")),
        ("分类: 金融\ntags: [金融, 要闻]", ("金融", "要闻")),
        ("categories: []", ()),
        ("categories: null", ()),
        ("title: a: b\ncategories:\n  - 金融\n  - '要: 闻'", ("金融", "要: 闻")),
        ("title: a: b\ncategories: [金融, '要闻']", ("金融", "要闻")),
    ],
)
def test_categories(block: str, categories: tuple[str, ...]) -> None:
    assert head(block).categories == categories


def test_several_authors_are_one_line() -> None:
    assert head("author: [张三, 李四]").author == "张三、李四"


def test_what_is_no_field_is_left_alone() -> None:
    found = head("title: a\nheadimg: 'https://a.cn/?random=8212'\ncomments: false\nog:type: x")
    assert (found.title, found.remarks) == ("a", ())


def test_toml() -> None:
    text = "+++\ntitle = '标题' # x\ndate = 2022-01-08T23:00:00-08:00\ntags = ['a', 1]\n+++\r\n正文"
    found = metadata.read(text)
    assert (found.title, found.date, found.categories) == ("标题", date(2022, 1, 8), ("a", "1"))
    assert found.body.strip() == "正文"
    assert found.remarks == ()


@pytest.mark.parametrize(
    "text",
    [
        "正文\n---\ntitle: a\n---\n",
        "---\n",
        "--- 正文 ---\n正文",
        "---\n正文，没有冒号。\n---\n后文",
        "---\n问：好吗？\n答：好。\n---\n后文",
        "---\n- a\n- b\n---\n后文",
        "---\nShanghai said: all is well\n---\n后文",
        "---\n正文\ntitle without colon\n",
        "+++\n正文\n+++\n",
    ],
)
def test_text_between_rules_is_no_front_matter(text: str) -> None:
    assert metadata.read(text) == Metadata(text)


def test_three_dots_close_and_empty_lines_come_before() -> None:
    found = metadata.read("\n \n---\ntitle: a\n...\n正文\n---\n")
    assert (found.title, found.body.strip()) == ("a", "正文\n---")


def test_the_body_keeps_its_place() -> None:
    text = "---\r\ntitle: a\r\n---\r\n正文"
    body = metadata.read(text).body
    assert len(body) == len(text)
    assert body.index("正文") == text.index("正文")


@given(st.text(st.sampled_from("---\n:： ab题#'\"[]{}&*\t\r+=."), max_size=60))
def test_no_line_of_the_body_is_lost(block: str) -> None:
    text = f"---\n{block}\n\n这是正文的第一句，不会丢失。"
    body = metadata.read(text).body
    assert len(body) == len(text)
    assert body.endswith("这是正文的第一句，不会丢失。")
    assert all(new in (old, "\n") for old, new in zip(text, body, strict=True))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Sat, 08 Jan 2022 10:52:00 GMT", date(2022, 1, 8)),
        ("Sat, 08 Jan 2022 23:52:00 -0800", date(2022, 1, 8)),
        ("8 January 2022", date(2022, 1, 8)),
        ("Jan. 8th, 2022", date(2022, 1, 8)),
        ("2022-01-08", date(2022, 1, 8)),
        ("2022-01-08T23:59:59+08:00", date(2022, 1, 8)),
        ("2022-1-8 10:52 来源：新华社", date(2022, 1, 8)),
        ("2022/1/8", date(2022, 1, 8)),
        ("2022.01.08", date(2022, 1, 8)),
        ("2022年1月8日", date(2022, 1, 8)),
        ("2022 年 12 月 31 日 10:52", date(2022, 12, 31)),
        ("20220108", date(2022, 1, 8)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2022-02-29", None),
        ("2022-13-01", None),
        ("2022-1-80", None),
        ("0000-01-01", None),
        ("8 lak 2022", None),
        ("08/01/2022", None),  # 8 January or 1 August: not to be guessed
        ("1641639120", None),
        ("昨天", None),
        ("", None),
    ],
)
def test_dates(written: str, day: date | None) -> None:
    assert written_date(written) == day


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%d %b %Y", "%a, %d %B %Y"]))
def test_every_date_comes_back(day: date, form: str) -> None:
    written = day.strftime(form).replace(str(day.year), f"{day.year:04}")
    assert written_date(written) == day
