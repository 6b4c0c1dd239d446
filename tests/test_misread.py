"""A model that gives a figure of the sentence it cites to another year, line, part or row.

The figure stands there, and the statement is false: none of these is printed, in an answer or
in a summary. The reader is the one that comes with qa.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa.corpus.corpus import Corpus
from qa.language.text import language
from qa.models.llm import Reply, Usage
from qa.summaries.statements import read
from tests.corpora import article
from tests.evidence import evidence
from tests.servers import server
from tests.test_bad_model import BadModel, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PORT = "2023年上半年，南湾机场接待旅客512万人次，2022年同期为318万人次。"
METRO = "白川地铁1号线全长26公里，2号线全长33公里，3号线全长41公里。"
SCHOOLS = "东林区共有学校420所，其中小学260所、初中110所、高中50所。"
WAGES = "一月份全市新设企业310家，二月份新设企业275家。"
HALLS = "青坪会展中心各展厅面积：东厅 8600平方米；西厅 5400平方米；南厅 12000平方米。"
ARTICLES = {"机场": PORT, "地铁": METRO, "学校": SCHOOLS, "企业": WAGES, "展厅": HALLS}

# The question, a false statement, and the true one.
MISREAD = {
    "another year": (
        "2022年上半年南湾机场接待了多少旅客？",
        "2022年上半年南湾机场接待旅客512万人次。",
        "南湾机场2022年同期接待旅客318万人次。",
    ),
    "the year before": (
        "2023年上半年南湾机场接待了多少旅客？",
        "2023年上半年南湾机场接待旅客318万人次。",
        "2023年上半年南湾机场接待旅客512万人次。",
    ),
    "another year in English": (
        "How many passengers did Nanwan airport handle in the first half of 2022?",
        "Nanwan airport handled 5.12 million passengers in the first half of 2022.",
        "Nanwan airport handled 3.18 million passengers in 2022.",
    ),
    "another line": (
        "白川地铁2号线全长多少公里？",
        "白川地铁2号线全长41公里。",
        "白川地铁2号线全长33公里。",
    ),
    "the first line": (
        "白川地铁3号线全长多少公里？",
        "白川地铁3号线全长26公里。",
        "白川地铁3号线全长41公里。",
    ),
    "the whole for a part": (
        "东林区有多少所初中？",
        "东林区有初中420所。",
        "东林区有初中110所。",
    ),
    "another part": (
        "东林区有多少所小学？",
        "东林区有小学110所。",
        "东林区有小学260所。",
    ),
    "another part in English": (
        "How many primary schools are there in Donglin district?",
        "There are 110 primary schools in Donglin district.",
        "There are 260 primary schools in Donglin district.",
    ),
    "another month in English": (
        "How many new firms were set up in the city in February?",
        "310 new firms were set up in the city in February.",
        "275 new firms were set up in the city in February.",
    ),
    "a part for the whole": (
        "东林区一共有多少所学校？",
        "东林区共有学校260所。",
        "东林区共有学校420所。",
    ),
    "another line in English": (
        "How long is line 2 of the Baichuan metro?",
        "Line 2 of the Baichuan metro is 41 km long.",
        "Line 2 of the Baichuan metro is 33 km long.",
    ),
    "the whole for a part in English": (
        "How many junior middle schools are there in Donglin district?",
        "There are 420 junior middle schools in Donglin district.",
        "There are 110 junior middle schools in Donglin district.",
    ),
    "another row": (
        "青坪会展中心西厅面积多少平方米？",
        "青坪会展中心西厅面积12000平方米。",
        "青坪会展中心西厅面积5400平方米。",
    ),
    "another row in English": (
        "How large is the south hall of the Qingping convention centre?",
        "The south hall of the Qingping convention centre covers 8,600 square metres.",
        "The south hall of the Qingping convention centre covers 12,000 square metres.",
    ),
    "another month": (
        "二月份全市新设企业多少家？",
        "二月份全市新设企业310家。",
        "二月份全市新设企业275家。",
    ),
    "the month after": (
        "一月份全市新设企业多少家？",
        "一月份全市新设企业275家。",
        "一月份全市新设企业310家。",
    ),
}


IN_CHINESE = {
    MISREAD["another year in English"][0]: MISREAD["another year"][0],
    MISREAD["another part in English"][0]: MISREAD["another part"][0],
    MISREAD["another month in English"][0]: MISREAD["another month"][0],
    MISREAD["another line in English"][0]: MISREAD["another line"][0],
    MISREAD["the whole for a part in English"][0]: MISREAD["the whole for a part"][0],
    MISREAD["another row in English"][0]: "青坪会展中心南厅面积多少平方米？",
}


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BadModel]:
    home = tmp_path_factory.mktemp("misread")
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setattr("tests.test_bad_model.IN_CHINESE", IN_CHINESE)
    for title, text in ARTICLES.items():
        article(home / "seeds" / f"{title}.txt", title, text)
    model = BadModel()
    with server((200, model)) as address:
        corpus = Corpus(settings_of(home, address))
        corpus.index()
        with corpus.reader() as model.reader:
            yield model
    monkeypatch.undo()


@pytest.mark.parametrize("way", MISREAD)
def test_a_figure_of_something_else_is_no_answer(bad: BadModel, way: str) -> None:
    question, false, _ = MISREAD[way]
    assert not bad.asked(question, f"{false} [1]").answered


@pytest.mark.parametrize("way", MISREAD)
def test_what_the_sentence_says_of_it_is_an_answer(bad: BadModel, way: str) -> None:
    question, _, true = MISREAD[way]
    assert bad.asked(question, f"{true} [1]").text == f"{true} [1]"


@pytest.mark.parametrize("way", MISREAD)
def test_a_figure_of_something_else_is_in_no_summary(way: str) -> None:
    _, false, true = MISREAD[way]
    lang = language(false)
    numbered = [evidence(text) for text in ARTICLES.values()]
    kept = [
        one.text
        for text in (false, true)
        for n in range(1, len(ARTICLES) + 1)
        for one in read(Reply(f"{text} [{n}]", Usage(), complete=True), numbered, lang)
        if not one.problems
    ]
    assert false not in kept
