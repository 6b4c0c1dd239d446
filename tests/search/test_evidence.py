"""How sentences are weighed, one signal at a time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from qa.index.rows import ChunkRow
from qa.language.text import Span, sentences
from qa.search.candidates import Known
from qa.search.evidence import gather
from qa.search.passages import Passage
from qa.search.query import understand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.search.evidence import Evidence


class Alike:
    """An embedder for which every text means the same: cosines and things decide nothing."""

    name = "alike"
    dimensions = 1

    def query(self, text: str) -> np.ndarray:
        return np.ones(1, dtype=np.float32)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.ones((len(texts), 1), dtype=np.float32)

    def passages(self, passages: Sequence[Sequence[str]]) -> list[np.ndarray]:
        return [self.encode(["", *parts]) for parts in passages]


def passage(text: str, *, score: float = 1.0, key: str = "c", **vectors: np.ndarray) -> Passage:
    spans = tuple(sentences(text))
    chunk = ChunkRow(
        key, Span(0, len(text)), spans, f"{key}.txt", "标题", "", date(2022, 1, 8), text
    )
    return Passage(chunk, score, (), vectors)


def gathered(
    question: str, *passages: Passage, limit: int = 10, today: date | None = None
) -> list[Evidence]:
    query = understand(question, today)
    known = Known([(term, 1.0) for term in query.terms], 1.0, 100)
    return gather(query, passages, known, Alike(), limit)


def test_every_sentence_is_evidence_with_its_place() -> None:
    text = "甲有3个。乙有5个。"
    found = gathered("有多少个", passage(text))
    assert sorted(e.span.of(text) for e in found) == ["乙有5个。", "甲有3个。"]


def test_a_sentence_has_the_text_of_its_passage_around_it() -> None:
    text = "横琴合作区由珠海设立。签约项目130个。"
    assert {e.around for e in gathered("签约了多少个项目", passage(text))} == {text}


def test_the_words_of_the_question_come_first() -> None:
    assert (
        gathered("乙的公园有多少", passage("甲的公园有3个。乙的公园有5个。"))[0].text
        == "乙的公园有5个。"
    )


def test_a_figure_of_the_kind_asked_for_comes_first() -> None:
    assert gathered("公园多大", passage("公园很美。公园有3公顷。"))[0].text == "公园有3公顷。"


def test_a_sentence_of_the_time_that_is_asked_for_comes_first() -> None:
    parks = passage("2020年开放公园12座。2021年开放公园19座。")
    for year, text in ((2021, "2020年开放公园12座。"), (2022, "2021年开放公园19座。")):
        found = gathered("去年开放公园多少座", parks, today=date(year, 6, 1))
        assert found[0].text == text


def test_the_better_passage_comes_first() -> None:
    found = gathered("甲", passage("甲来。", score=0, key="a"), passage("甲去。", score=2, key="b"))
    # The first passage given is the best: its place is 0, the other's is above it.
    assert found[0].article == "b.txt"


def test_the_same_sentence_of_two_articles_is_one_source() -> None:
    found = gathered("甲", passage("甲来了三次。", key="a"), passage("甲来了三次！", key="b"))
    assert [(e.article, e.also) for e in found] == [("a.txt", ("b.txt",))]


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
    assert len(gathered("甲", passage("甲。乙。丙。"), limit=2)) == 2


def test_vectors_that_are_indexed_are_not_made_again() -> None:
    # The chunk and its two sentences of one clause each.
    known = np.array([[0.5], [0.25], [0.75]], dtype=np.float32)
    found = gathered("甲", passage("甲来。乙去。", alike=known))
    assert [e.signals.around for e in found] == [0.5, 0.5]


def test_an_english_word_stands_in_a_sentence_as_its_translation() -> None:
    found = gathered("quarterbacks", passage("四分卫来。别人去。"))
    assert {e.text: e.signals.words for e in found} == {"四分卫来。": 1.0, "别人去。": 0.0}


def test_no_passages_are_no_evidence() -> None:
    assert gathered("甲") == []


def test_the_best_sentence_has_the_confidence_and_the_others_a_part_of_it() -> None:
    scores = [e.score for e in gathered("乙的公园", passage("甲的公园有3个。乙的公园有5个。"))]
    assert 0 < scores[1] < scores[0] < 1


def test_another_version_of_an_article_leaves_it_as_sure() -> None:
    text = "乙的公园有{}个，都在河边。甲的公园很大，也在河边。"
    first, other = (passage(text.format(n), key=key) for n, key in ((3, "a"), (5, "b")))
    alone, both = (gathered("乙的公园有多少个", *of) for of in ([first], [first, other]))
    assert both[0].score == alone[0].score


def test_another_article_makes_it_less_sure() -> None:
    first, other = (
        passage("乙的公园有3个，都在河边。", key="a"),
        passage("乙的公园有5个。", key="b"),
    )
    alone, both = (gathered("乙的公园有多少个", *of) for of in ([first], [first, other]))
    assert both[0].score != alone[0].score


def test_the_sentence_before_counts_as_context() -> None:
    found = gathered("张三的公园", passage("张三来了。他的公园有3个。"))
    signals = next(e.signals for e in found if "3个" in e.text)
    assert (signals.words, signals.before) == (0.5, 0.75)


def test_the_sentence_after_counts_as_context() -> None:
    found = gathered("张三的公园", passage("公园有3个。张三来了。"))
    signals = next(e.signals for e in found if "3个" in e.text)
    assert signals.words < signals.after


def test_the_characters_of_a_chinese_question_count_one_by_one() -> None:
    found = gathered("猫狗有几只", passage("狗来了，猫也来了。"))
    assert found[0].signals.characters == 2 / 4  # 猫狗有只


def test_the_title_is_a_signal_of_its_own() -> None:
    assert gathered("标题", passage("甲来。"))[0].signals.title == 1.0
