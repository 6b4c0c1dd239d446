"""What several articles print of one story is one hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa.corpus.corpus import Corpus
from qa.settings import Settings
from tests.corpora import article

if TYPE_CHECKING:
    from pathlib import Path

    from qa.search.passages import Passage

STORY = (
    "临港新片区揭牌成立两年多来，累计签约重大前沿科技产业项目272个，涉及投资额3316亿元，"
    "集成电路、生物医药、人工智能等产业集聚发展，一批龙头企业相继落户。"
)


def found(home: Path, question: str = "临港新片区签约项目", k: int = 5) -> list[Passage]:
    corpus = Corpus(Settings(articles=(home / "seeds",), index=home / ".qa"))
    corpus.index()
    with corpus.reader() as reader:
        return reader.search(question, k)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    seeds = tmp_path / "seeds"
    article(seeds / "late.txt", "转载", "据新华社报道，" + STORY, date="2022-01-09")
    article(seeds / "first.txt", "首发", STORY, date="2022-01-07")
    article(seeds / "third.txt", "再转", STORY, date="2022-01-10")
    article(seeds / "other.txt", "天气", "上海今日多云转阴，最高气温9度。", date="2022-01-01")
    return tmp_path


def test_the_earliest_of_reprints_is_shown_with_the_others_named(home: Path) -> None:
    best = found(home)[0]
    assert (best.chunk.article, set(best.also)) == ("first.txt", {"late.txt", "third.txt"})


def test_a_reprint_without_a_date_is_not_the_earliest(home: Path) -> None:
    (home / "seeds" / "undated.txt").write_text(f"<p>{STORY}</p>", encoding="utf-8")
    assert found(home)[0].chunk.article == "first.txt"


def test_reprints_are_one_hit(home: Path) -> None:
    assert [p.chunk.article for p in found(home)] == ["first.txt", "other.txt"]


def test_reprints_leave_room_for_others(home: Path) -> None:
    assert [p.chunk.article for p in found(home, k=2)] == ["first.txt", "other.txt"]


def test_a_story_with_another_figure_is_no_reprint(home: Path) -> None:
    article(home / "seeds" / "changed.txt", "更新", STORY.replace("272", "290"))
    shown = {p.chunk.article: p.also for p in found(home)}
    assert "changed.txt" in shown
    assert "changed.txt" not in shown["first.txt"]


def test_an_article_that_is_gone_is_not_named(home: Path) -> None:
    found(home)
    (home / "seeds" / "third.txt").unlink()
    assert found(home)[0].also == ("late.txt",)


def test_what_nobody_reprints_stands_alone(home: Path) -> None:
    assert found(home, "上海天气")[0].also == ()


def test_an_answer_counts_reprints_as_one_source(home: Path) -> None:
    corpus = Corpus(Settings(articles=(home / "seeds",), index=home / ".qa"))
    corpus.index()
    with corpus.reader() as reader:
        citations = reader.ask("临港新片区累计签约了多少个项目").citations
    assert [(c.article, set(c.also)) for c in citations] == [
        ("first.txt", {"late.txt", "third.txt"})
    ]
