"""The fusion by hand, and the retriever over a real index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from qa.corpus import Corpus
from qa.index.rows import NO_FILTERS, Filters
from qa.retrieval import Fusion, fuse, standardised
from qa.settings import Settings
from tests.corpora import article

if TYPE_CHECKING:
    from qa.reader import Reader


def cosines(*rows: list[float]) -> list[np.ndarray]:
    return [np.array(row, dtype=np.float32) for row in rows]


def test_standardised_scores_have_mean_zero_and_deviation_one() -> None:
    assert standardised(np.array([1.0, 2.0, 3.0])) == pytest.approx([-1.2247, 0, 1.2247], abs=1e-4)


def test_scores_that_are_all_alike_say_nothing() -> None:
    assert standardised(np.array([2.0, 2.0])).tolist() == [0, 0]


def test_meaning_is_the_chunk_and_its_best_sentence() -> None:
    # 0.5 + 0.9 = 1.4 and 0.6 + 0.4 = 1.0: standardised 1 and -1.
    fused = fuse(cosines([0.5, 0.1, 0.9], [0.6, 0.4]), np.zeros(2), 1.0, Fusion())
    assert fused == pytest.approx([1, -1], abs=1e-5)


def test_words_count_by_their_weight_and_coverage() -> None:
    fused = fuse(cosines([0.5], [0.5]), np.array([4.0, 2.0]), 0.4, Fusion(lexical=0.5))
    assert fused == pytest.approx([0.2, -0.2])


def test_words_that_nobody_knows_count_nothing() -> None:
    fused = fuse(cosines([0.5], [0.5]), np.array([4.0, 2.0]), 0.0, Fusion())
    assert fused.tolist() == [0, 0]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("articles")
    article(folder / "bus.txt", "公交", "城市新增氢能公交车42辆。", date="2021-05-01")
    article(folder / "drugs.txt", "医药", "园区聚集生物医药企业300多家。", date="2022-03-01")
    article(folder / "port.txt", "港口", "港口货物吞吐量增长8.5%。", date="2022-01-08")
    corpus = Corpus(Settings(articles=(folder,), index=tmp_path_factory.mktemp("index")))
    corpus.index()
    with corpus.reader() as opened:
        yield opened


def found(reader: Reader, question: str, filters: Filters = NO_FILTERS, k: int = 10) -> list[str]:
    return [passage.chunk.article for passage in reader.search(question, k, filters)]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("生物医药企业", "drugs.txt"),
        ("hydrogen buses in the city", "bus.txt"),
        ("港口吞吐量", "port.txt"),
        ("生物醫藥企業", "drugs.txt"),
    ],
)
def test_the_passage_that_is_about_it_comes_first(
    reader: Reader, question: str, first: str
) -> None:
    assert found(reader, question)[0] == first


def test_no_more_than_k_are_found(reader: Reader) -> None:
    assert len(found(reader, "企业", k=2)) == 2


def test_title_words_find_an_article(reader: Reader) -> None:
    assert found(reader, "医药")[0] == "drugs.txt"


@pytest.mark.parametrize(
    ("filters", "articles"),
    [
        (Filters(articles=("bus.txt",)), {"bus.txt"}),
        (Filters(authors=("记者",)), {"bus.txt", "drugs.txt", "port.txt"}),
        (Filters(authors=("别人",)), set()),
        (Filters(categories=("要闻",)), {"bus.txt", "drugs.txt", "port.txt"}),
        (Filters(categories=("体育",)), set()),
    ],
)
def test_only_what_passes_the_filters_is_found(
    reader: Reader, filters: Filters, articles: set[str]
) -> None:
    assert set(found(reader, "企业", filters)) == articles


def test_the_same_question_finds_the_same(reader: Reader) -> None:
    assert found(reader, "企业") == found(reader, "企业")
