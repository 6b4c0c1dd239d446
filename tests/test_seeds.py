"""The main job, end to end, on the real article, without a model."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qa.corpus.corpus import Corpus
from qa.settings import Settings

SEEDS = Path(__file__).parents[1] / "seeds"

QUESTIONS = [
    ("how many projects signed in Lingang", "272个"),
    ("临港新片区累计签约了多少个项目", "272个"),
    ("How many oil and gas companies are in Zhoushan?", "8400余家"),
    ("南沙片区有多少家人工智能企业", "300多家"),
    ("How far can a hydrogen bus run on one refuel?", "600公里"),
    ("全球营运商计划累计协调解决了多少个问题", "约130个"),
    ("what is the first-phase size of the Beijing disruptive technology fund", "1亿元"),
    ("临港新片区签约项目的投资额是多少", "3316亿元"),
    ("苏州工业园区聚集了多少家生物医药企业", "近2000家"),
    ("湖南中小航空发动机国内市场占有率达到多少", "75%"),
]

UNANSWERABLE = [
    "Who won the 2018 World Cup?",
    "谁获得了2018年世界杯冠军",
    "What is the capital of France?",
    "月球到地球有多远",
    "特斯拉上海工厂一年生产多少辆汽车",
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    made = Corpus(Settings(articles=(SEEDS,), index=tmp_path_factory.mktemp("index")))
    made.index()
    return made


@pytest.mark.parametrize(("question", "figure"), QUESTIONS)
def test_the_figure_is_the_answer(corpus: Corpus, question: str, figure: str) -> None:
    with corpus.reader() as reader:
        assert reader.ask(question).text == figure


@pytest.mark.parametrize(("question", "figure"), QUESTIONS)
def test_the_figure_stands_in_the_first_citation(
    corpus: Corpus, question: str, figure: str
) -> None:
    with corpus.reader() as reader:
        assert figure in reader.ask(question).citations[0].quote


@pytest.mark.parametrize(
    "question",
    [question for question, _ in QUESTIONS],
)
def test_every_quote_is_the_article_at_its_place(corpus: Corpus, question: str) -> None:
    with corpus.reader() as reader:
        citations = reader.ask(question).citations
    shown = {c.article: corpus.article(c.article).text for c in citations}
    assert [c.quote for c in citations] == [c.span.of(shown[c.article]) for c in citations]


@pytest.mark.parametrize("question", UNANSWERABLE)
def test_what_the_article_does_not_say_is_refused(corpus: Corpus, question: str) -> None:
    with corpus.reader() as reader:
        assert not reader.ask(question).answered


def test_linked_words_come_out_seamless(corpus: Corpus) -> None:
    text = corpus.article("000_56e05cd621961d5d.txt").text
    assert "推动新产业、新业态、新模式加速聚集" in text
    assert "目前已遴选出107家“深科技”企业。" in text


def test_the_package_knows_none_of_the_questions() -> None:
    package = Path(__file__).parents[1] / "qa"
    known = r"lingang|临港|zhoushan|舟山|南沙|nansha|(?<!\d)(?:272|3316)(?!\d)"
    source = "".join(f.read_text(encoding="utf-8").lower() for f in package.rglob("*.py"))
    assert re.findall(known, source) == []
