"""Plans: which articles, in which shard, and what they would take."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from qa.errors import NothingIndexed
from qa.index.rows import Filters
from qa.models.prices import Money
from qa.summaries.folder.journal import Journal
from qa.summaries.folder.plans import Choice, estimate, in_shard, tasks
from tests.summaries.folder.ways import RECIPE, articles, steps

if TYPE_CHECKING:
    from pathlib import Path

    from qa.models.tokens import Tokens

HEAD = "---\ntitle: 题\nauthor: {}\ndate: {}\ncategories: [{}]\n---\n正文在此。\n"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    root = tmp_path / "news"
    root.mkdir()
    (root / "a.md").write_text(HEAD.format("甲", "2022-01-08", "金融, 科技"), encoding="utf-8")
    (root / "b.md").write_text(HEAD.format("乙", "2022-02-01", "科技"), encoding="utf-8")
    (root / "c.txt").write_text("没有日期。", encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("filters", "paths"),
    [
        (Filters(), ["a.md", "b.md", "c.txt"]),
        (Filters(since=dt.date(2022, 1, 8), until=dt.date(2022, 1, 8)), ["a.md"]),
        (Filters(since=dt.date(2022, 1, 9)), ["b.md"]),
        (Filters(authors=("甲", "丙")), ["a.md"]),
        (Filters(categories=("科技",)), ["a.md", "b.md"]),
        (Filters(categories=("科技",), authors=("乙",)), ["b.md"]),
        (Filters(articles=("c.txt", "none.txt")), ["c.txt"]),
    ],
)
def test_the_filters_are_those_of_search(news: Path, filters: Filters, paths: list[str]) -> None:
    assert [task.path for task in tasks([news], Choice(filters=filters))] == paths


def test_an_article_that_is_not_there_is_named(news: Path) -> None:
    with pytest.raises(NothingIndexed, match=r"none\.txt"):
        tasks([news], Choice(paths=("a.md", "none.txt")))


def test_a_file_that_cannot_be_looked_at_is_among_the_tasks_with_why(news: Path) -> None:
    (news / "d.txt").symlink_to(news / "nowhere")
    assert "leads nowhere" in tasks([news], Choice())[-1].problem


def test_each_article_is_in_one_shard() -> None:
    paths = [f"news/{number}.txt" for number in range(400)]
    shards = [{p for p in paths if in_shard(p, (number, 4))} for number in (1, 2, 3, 4)]
    assert set().union(*shards) == set(paths)
    assert sum(map(len, shards)) == 400
    assert all(70 < len(shard) < 130 for shard in shards)


def test_a_shard_is_the_same_on_every_machine() -> None:
    # The first 8 bytes of sha256(b"a.txt") are 0x18b7cb099a9ea3f5, which leaves 1 when divided by 4.
    assert [in_shard("a.txt", (number, 4)) for number in (1, 2, 3, 4)] == [
        False,
        True,
        False,
        False,
    ]


def test_an_estimate_counts_what_is_to_be_asked_first(tmp_path: Path) -> None:
    todo = articles(tmp_path / "news", 3)
    (tmp_path / "news" / "02.txt").write_bytes(b"")
    cost: list[Tokens] = []

    def price(tokens: Tokens) -> Money:
        cost.append(tokens)
        return Money(Decimal("0.5"))

    with Journal(tmp_path / "out") as journal:
        article = todo[0].read()
        journal.finish([(article.path, RECIPE.key(article.content_hash), {})])
        found = estimate(todo, journal, RECIPE, steps, price)
    assert (found.articles, found.up_to_date, found.unreadable, found.todo) == (3, 1, 1, 1)
    # 第1篇报道。 is 6 tokens or fewer, and 7 of the chat format; a reply has 10 at most
    assert (found.calls, found.tokens.output) == (1, 10)
    assert 7 < found.tokens.input <= 14
    assert cost == [found.tokens]
    assert found.over(Money(Decimal("0.49")))
    assert not found.over(Money(Decimal("0.5")))
