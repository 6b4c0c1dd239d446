"""The fusion by hand, and the retriever over a real index."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from qa.corpus.corpus import Corpus
from qa.index.rows import NO_FILTERS, Filters, unpack
from qa.search.retrieval import meaning, standardised
from qa.settings import Settings
from tests.corpora import article

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qa.corpus.reader import Reader


def test_standardised_scores_have_mean_zero_and_deviation_one() -> None:
    assert standardised(np.array([1.0, 2.0, 3.0])) == pytest.approx([-1.2247, 0, 1.2247], abs=1e-4)


def test_scores_that_are_all_alike_say_nothing() -> None:
    assert standardised(np.array([2.0, 2.0])).tolist() == [0, 0]


def test_meaning_is_the_chunk_and_its_best_clause() -> None:
    rows = np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)
    assert meaning(rows, np.array([1, 0], dtype=np.float32)) == pytest.approx(1.6)


def test_a_chunk_without_clauses_counts_twice() -> None:
    assert meaning(np.array([[1.0, 0]]), np.array([0.5, 0])) == pytest.approx(1.0)


def test_the_score_is_the_sum_of_what_the_signals_add(reader: Reader) -> None:
    passage = reader.search("生物医药企业", 1)[0]
    assert passage.score == pytest.approx(sum(signal.added for signal in passage.signals))


def test_words_count_by_their_weight_and_coverage(reader: Reader) -> None:
    # Of the four bigrams of 生物飞机 only 生物 occurs.
    full, half = (signal(reader, question, "words") for question in ("生物", "生物飞机"))
    weights = reader.retriever().stores.lexical.weights([("生物",), ("物飞",), ("飞机",)])
    assert half / full == pytest.approx(math.sqrt(weights[0] / sum(weights)))


def test_words_that_nobody_knows_count_nothing(reader: Reader) -> None:
    assert signal(reader, "飞机", "words") == 0


def signal(reader: Reader, question: str, name: str) -> float:
    """What a signal adds to the score of the best passage."""
    passages = reader.search(question, 10)
    return max(s.added for p in passages for s in p.signals if s.name == name)


def test_a_passage_of_the_time_that_is_asked_about_gains(reader: Reader) -> None:
    # drugs.txt is of March 2022, port.txt of January.
    added = {
        p.chunk.article: s.added
        for p in reader.search("2022年3月的企业", 10)
        for s in p.signals
        if s.name == "dates"
    }
    assert added["drugs.txt"] > added["port.txt"] == 0


def test_a_question_of_no_time_has_no_dates(reader: Reader) -> None:
    passage = reader.search("企业", 1)[0]
    assert [signal.name for signal in passage.signals] == ["use-multilingual-3", "words"]


def test_two_embedders_each_have_their_say(tmp_path: Path) -> None:
    article(tmp_path / "seeds" / "bus.txt", "公交", "城市新增氢能公交车42辆。")
    article(tmp_path / "seeds" / "port.txt", "港口", "港口货物吞吐量增长8.5%。")
    corpus = Corpus(Settings(articles=(tmp_path / "seeds",), index=tmp_path / "index"))
    corpus.embedders = (*corpus.embedders, Backwards())
    corpus.index()
    with corpus.reader() as both:
        bus = both.search("hydrogen bus", 1)[0]
    assert [s.name for s in bus.signals] == ["use-multilingual-3", "backwards", "words"]


class Backwards:
    """An embedder that keeps a vector of the passage only."""

    name = "backwards"
    dimensions = 2
    spawned_as = None

    def query(self, text: str) -> np.ndarray:
        return np.array([1, 0], dtype=np.float32)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.tile(self.query(""), (len(texts), 1))

    def passages(self, passages: Sequence[Sequence[str]]) -> list[np.ndarray]:
        return [self.encode([""]) for _ in passages]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("articles")
    article(folder / "bus.txt", "公交", "城市新增氢能公交车42辆。", date="2021-05-01")
    article(folder / "drugs.txt", "医药", "园区聚集生物医药企业300多家。", date="2022-03-01")
    article(folder / "port.txt", "港口", "港口货物吞吐量增长8.5%。", date="2022-01-08")
    article(folder / "said.txt", "发言", "副部长叶展均说，他很满意。", date="2020-01-08")
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
        ("What did Ye Zhanjun say?", "said.txt"),
        ("Ye Zhan-jun", "said.txt"),
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
        (Filters(authors=("记者",)), {"bus.txt", "drugs.txt", "port.txt", "said.txt"}),
        (Filters(authors=("别人",)), set()),
        (Filters(categories=("要闻",)), {"bus.txt", "drugs.txt", "port.txt", "said.txt"}),
        (Filters(categories=("体育",)), set()),
    ],
)
def test_only_what_passes_the_filters_is_found(
    reader: Reader, filters: Filters, articles: set[str]
) -> None:
    assert set(found(reader, "企业", filters)) == articles


def test_a_filter_compares_every_chunk_that_it_leaves(reader: Reader) -> None:
    retriever = reader.retriever()
    name = "use-multilingual-3"
    vector = reader.search("企业", 1)[0].vectors[name][0]
    among = retriever.catalog.select(Filters(articles=("drugs.txt", "bus.txt")))
    rows = {
        key: unpack(blob, 512)[0] @ vector for key, blob in retriever.catalog.vectors(among, name)
    }
    assert retriever._nearest(name, vector, 9, among) == sorted(rows, key=lambda key: -rows[key])


def test_the_same_question_finds_the_same(reader: Reader) -> None:
    assert found(reader, "企业") == found(reader, "企业")
