"""How sentences are weighed, one signal at a time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from qa.evidence import clauses, fits, gather
from qa.index.rows import ChunkRow
from qa.quantities import find
from qa.query import Asked, understand
from qa.retrieval import Passage
from qa.signals import CONFIDENCE, SENTENCE, Signals, confidence
from qa.text import sentences
from tests.evidence import NO_SIGNALS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.evidence import Evidence


def passage(text: str, *, cosine: float = 0.5, score: float = 1.0, key: str = "c") -> Passage:
    spans = tuple(sentences(text))
    chunk = ChunkRow(
        key, _whole(text), spans, f"{key}.txt", "标题", "", date(2022, 1, 8), text, None
    )
    return Passage(chunk, score, cosine, tuple(cosine for _ in spans), 0.0, 1.0)


def _whole(text: str):
    from qa.text import Span

    return Span(0, len(text))


def alike(texts: Sequence[str]) -> np.ndarray:
    """Every text means the same: the clauses and things decide nothing."""
    return np.ones((len(texts), 1), dtype=np.float32)


def gathered(question: str, *passages: Passage, **idf: float) -> list[Evidence]:
    query = understand(question)
    return gather(query, passages, idf or dict.fromkeys(query.terms, 1.0), alike, 10)


def test_every_sentence_is_evidence_with_its_place() -> None:
    text = "甲有3个。乙有5个。"
    found = gathered("有多少个", passage(text))
    assert sorted(e.span.of(text) for e in found) == ["乙有5个。", "甲有3个。"]


def test_the_words_of_the_question_come_first() -> None:
    assert (
        gathered("乙的公园有多少", passage("甲的公园有3个。乙的公园有5个。"))[0].text
        == "乙的公园有5个。"
    )


def test_a_figure_of_the_kind_asked_for_comes_first() -> None:
    assert gathered("公园多大", passage("公园很美。公园有3公顷。"))[0].text == "公园有3公顷。"


def test_the_better_passage_comes_first() -> None:
    found = gathered("甲", passage("甲来。", score=0, key="a"), passage("甲去。", score=2, key="b"))
    # The first passage given is the best: its place is 0, the other's is above it.
    assert found[0].article == "b.txt"


def test_a_romanised_name_in_the_sentence_speaks_for_it() -> None:
    found = gathered("How many firms are in Hengqin?", passage("前海有3家。横琴有5家。"))
    assert [e.signals.names for e in found if "横琴" in e.text] == [1.0]


def test_a_name_that_only_another_passage_holds_speaks_against() -> None:
    found = gathered(
        "How many firms are in Hengqin?",
        passage("横琴有5家。", key="a"),
        passage("前海有3家。", key="b"),
    )
    assert {e.article: e.signals.elsewhere for e in found} == {"a.txt": 0.0, "b.txt": 1.0}


def test_no_more_than_the_limit_are_weighed() -> None:
    query = understand("甲")
    assert len(gather(query, [passage("甲。乙。丙。")], {"甲": 1.0}, alike, 2)) == 2


def test_no_passages_are_no_evidence() -> None:
    assert gathered("甲") == []


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        (Asked.COUNT, "企业20家", True),
        (Asked.COUNT, "投资3亿元", False),
        (Asked.COUNT, "有一条路", False),
        (Asked.MONEY, "投资3亿元", True),
        (Asked.PERCENTAGE, "占20%", True),
        (Asked.PERCENTAGE, "占三分之一", True),
        (Asked.DATE, "2021年9月", True),
        (Asked.DURATION, "5000小时", True),
        (Asked.DISTANCE, "600公里", True),
        (Asked.FIGURE, "3公顷", True),
        (Asked.FIGURE, "2021年9月", False),
        (Asked.ORDINAL, "第二十次会议", True),
        (Asked.TEXT, "企业20家", False),
        (Asked.PLACE, "企业20家", False),
        (Asked.PERSON, "企业20家", False),
    ],
)
def test_which_figures_fit_which_question(asked: Asked, text: str, expected: bool) -> None:
    assert fits(asked, find(text)[0]) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("加一次氢要3分钟，能跑600公里。", ["加一次氢要3分钟", "能跑600公里"]),
        ("没有逗号的句子。", []),
    ],
)
def test_clauses_are_parts_of_a_sentence(sentence: str, expected: list[str]) -> None:
    assert clauses(sentence) == expected


def test_the_odds_are_the_weighted_sum() -> None:
    weights = SENTENCE["zh"]
    signals = Signals(1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)
    assert weights.odds(signals) == pytest.approx(weights.bias + weights.cosine + weights.words)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sentence_with_nothing_for_it_is_no_answer(language: str) -> None:
    assert confidence(NO_SIGNALS, language) < 0.05  # type: ignore[arg-type]


def test_confidence_grows_with_the_odds() -> None:
    low, high = (CONFIDENCE["zh"].probability(odds) for odds in (-2.0, 2.0))
    assert 0 < low < 0.5 < high < 1
