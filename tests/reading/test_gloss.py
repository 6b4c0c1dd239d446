"""The Chinese words that an English question is shown with, as a passage has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.reading import gloss
from qa.reading.gloss import glossed
from qa.search.query import understand

if TYPE_CHECKING:
    import pytest

FIRMS = "How many firms are there in Hengqin?"


def test_a_chinese_question_stays_as_it_is() -> None:
    assert glossed(understand("横琴有多少家企业？"), "横琴的企业有300家。") == "横琴有多少家企业？"


def test_words_and_names_are_given_as_the_passage_has_them() -> None:
    assert glossed(understand(FIRMS), "横琴的企业有300家。") == f"{FIRMS} | 横琴 企业"


def test_a_name_is_spelled_as_the_passage_spells_it() -> None:
    question = "Who is Wang Bangchun?"
    assert glossed(understand(question), "主任王邦春说。") == f"{question} | 王邦春"


def test_a_proper_noun_that_does_not_stand_there_is_given_all_the_same() -> None:
    assert "上海" in glossed(understand("Who lives in Shanghai?"), "横琴的企业有300家。")


def test_a_common_word_that_does_not_stand_there_is_left_out() -> None:
    question = "How many quarterbacks are there?"
    assert glossed(understand(question), "横琴的企业有300家。") == question


def test_a_word_that_is_meant_twice_is_given_once() -> None:
    question = "How many firms and companies are there?"
    assert glossed(understand(question), "企业有300家。") == f"{question} | 企业"


def test_no_more_words_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gloss, "MOST", 1)
    assert glossed(understand(FIRMS), "横琴的企业有300家。") == f"{FIRMS} | 横琴"
