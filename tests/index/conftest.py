"""A real embedder and a small folder of articles for the tests of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa.articles.chunking import Chunking
from qa.index.embedding.use import UniversalSentenceEncoder
from qa.index.recipe import Recipe
from tests.corpora import article

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def embedder() -> UniversalSentenceEncoder:
    return UniversalSentenceEncoder()


@pytest.fixture
def recipe(embedder: UniversalSentenceEncoder) -> Recipe:
    return Recipe((embedder,), Chunking(64))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles about three things."""
    root = tmp_path / "articles"
    article(root / "a.txt", "氢能", "城市新增氢能公交车42辆。", "加氢站建成7座。")
    article(root / "b.txt", "医药", "园区聚集生物医药企业300家。", date="2022-03-01")
    article(root / "deep" / "c.txt", "港口", "港口吞吐量增长8.5%。", date="2021-12-31")
    return root
