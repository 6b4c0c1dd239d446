from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from qa.corpus.corpus import Corpus
from qa.index.catalog import Catalog
from qa.index.estimates import Estimate
from qa.models.prices import Money
from qa.settings import Settings
from tests.corpora import article
from tests.servers import Embeddings, server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def says() -> Embeddings:
    return Embeddings()


@pytest.fixture
def url(says: Embeddings) -> Iterator[str]:
    with server((200, says)) as address:
        yield address


@pytest.fixture
def home(tmp_path: Path) -> Path:
    article(tmp_path / "seeds" / "a.txt", "氢能", "城市新增氢能公交车42辆。")
    article(tmp_path / "seeds" / "b.txt", "医药", "园区聚集生物医药企业300多家。")
    return tmp_path


def corpus(home: Path, embedder: str = "openai:m", **settings: Any) -> Corpus:
    return Corpus(
        Settings(articles=(home / "seeds",), index=home / ".qa", embedder=embedder, **settings)
    )


def size(*files: Path) -> int:
    return sum(file.stat().st_size for file in files)


def files(made: Corpus, **how: Any) -> int:
    found = made.estimate(**how)
    assert found is not None
    return found.files


def test_a_new_index_is_estimated_at_half_a_token_a_byte(home: Path, url: str) -> None:
    both = size(home / "seeds" / "a.txt", home / "seeds" / "b.txt")
    assert corpus(home, base_url=url).estimate() == Estimate("m", 2, both // 2, None)


def test_an_estimate_sends_nothing(home: Path, url: str, says: Embeddings) -> None:
    corpus(home, base_url=url).estimate()
    assert says.sent == []


def test_what_is_embedded_costs_nothing(home: Path, url: str) -> None:
    corpus(home, base_url=url).index()
    assert files(corpus(home, base_url=url)) == 0


def test_only_what_has_changed_costs_something(home: Path, url: str) -> None:
    corpus(home, base_url=url).index()
    article(home / "seeds" / "a.txt", "氢能", "城市新增氢能公交车57辆。")
    assert files(corpus(home, base_url=url)) == 1


def test_an_embedder_that_the_index_had_before_costs_nothing(home: Path, url: str) -> None:
    corpus(home, base_url=url).index()
    corpus(home, "use").index()
    assert files(corpus(home, base_url=url)) == 0


def test_another_embedder_costs_all_of_it(home: Path, url: str) -> None:
    corpus(home, base_url=url).index()
    assert files(corpus(home, "openai:other", base_url=url)) == 2


def test_what_a_killed_run_has_embedded_costs_nothing(home: Path, url: str) -> None:
    corpus(home, base_url=url).index()
    with Catalog.open(home / ".qa") as catalog, catalog.transaction():
        catalog._db.execute("UPDATE article SET live = 0")
        catalog._db.execute("DELETE FROM meta WHERE key = 'generation'")
    assert files(corpus(home, base_url=url)) == 0


def test_a_rebuild_takes_what_is_embedded(home: Path, url: str) -> None:
    corpus(home, base_url=url).index()
    assert files(corpus(home, base_url=url), rebuild=True) == 0


def test_a_rebuild_of_a_broken_catalog_costs_all_of_it(home: Path, url: str) -> None:
    (home / ".qa").mkdir()
    (home / ".qa" / "catalog.sqlite3").write_text("this is no database" * 100)
    assert files(corpus(home, base_url=url), rebuild=True) == 2


def test_an_embedder_of_ones_own_has_no_estimate(home: Path) -> None:
    assert corpus(home, "use").estimate() is None


@pytest.mark.parametrize(
    ("tokens", "cost", "large"),
    [
        (1_000_000, None, False),
        (1_000_001, None, True),
        (1_000_000, Money(Decimal("0.10")), False),
        (900_000, Money(Decimal("0.117")), True),
    ],
)
def test_a_million_tokens_or_ten_cents_are_asked_about(
    tokens: int, cost: Money | None, large: bool
) -> None:
    assert Estimate("m", 1, tokens, cost).large is large


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        (
            Money(Decimal("0.062")),
            "12,345 articles, at most about 3,100,000 tokens, $0.062",
        ),
        (None, "12,345 articles, at most about 3,100,000 tokens"),
    ],
)
def test_an_estimate_says_what_it_knows(cost: Money | None, said: str) -> None:
    assert str(Estimate("m", 12_345, 3_100_000, cost)) == said
