"""The evidence of a question asked in two languages, as one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.search.evidence import pooled
from tests.evidence import evidence

ONE, TWO, THREE = (
    evidence(text, start=start) for start, text in enumerate(("甲来。", "乙来。", "丙来。"))
)


def test_the_confidence_has_the_mean_of_the_log_odds() -> None:
    # Odds of 9 and 1 to 9 make even odds; 0.8 and 0.2 likewise.
    found = pooled([replace(ONE, score=0.9)], [replace(ONE, score=0.1)])
    assert [e.score for e in found] == [pytest.approx(0.5)]


def test_what_both_put_high_comes_first() -> None:
    asked = [replace(ONE, score=0.9), replace(TWO, score=0.8), replace(THREE, score=0.1)]
    translated = [replace(THREE, score=0.9), replace(TWO, score=0.8), replace(ONE, score=0.1)]
    assert pooled(asked, translated)[0].text == TWO.text


def test_a_sentence_that_one_did_not_find_is_there_below_those_of_both() -> None:
    asked = [replace(ONE, score=0.9), replace(TWO, score=0.5)]
    translated = [replace(ONE, score=0.9)]
    assert [e.text for e in pooled(asked, translated)] == [ONE.text, TWO.text]


def test_the_best_sentence_has_the_confidence_of_the_questions() -> None:
    asked = [replace(ONE, score=0.9), replace(TWO, score=0.6)]
    translated = [replace(TWO, score=0.9), replace(ONE, score=0.2)]
    found = pooled(asked, translated)
    assert (found[0].text, found[0].score) == (TWO.text, pytest.approx(0.9))


@pytest.mark.parametrize("empty", [0, 1])
def test_where_one_finds_nothing_the_other_stands(empty: int) -> None:
    both = [[replace(ONE, score=0.7)], [replace(ONE, score=0.7)]]
    both[empty] = []
    assert [e.score for e in pooled(*both)] == [0.7]
