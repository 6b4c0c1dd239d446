"""Which sentences are chosen."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.summaries.salience import Statement, choose, figures, names

NONE = frozenset[str]()


def statement(row: int, figures: str = "", *, after: int | None = None) -> Statement:
    return Statement(row, 30, frozenset(figures.split()), NONE, after)


def vectors(*rows: tuple[float, ...]) -> np.ndarray:
    made = np.array(rows, np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


# Three directions that are equally far from one another, and a fourth
APART = vectors((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1))


def test_the_first_of_equal_sentences_comes_first() -> None:
    assert choose([statement(row) for row in range(4)], APART, 1) == [0]


def test_a_sentence_with_figures_comes_before_one_without() -> None:
    assert choose([statement(0), statement(1, "270 3300亿")], APART, 1) == [1]


def test_figures_that_are_there_already_count_no_more() -> None:
    told = [statement(0, "270"), statement(1, "270"), statement(2, "150")]
    assert choose(told, APART, 2) == [0, 2]


def test_what_is_like_most_others_comes_before_what_is_like_none() -> None:
    near = vectors((0, 0, 0, 1), (1, 0.2, 0, 0), (1, 0, 0.2, 0), (1, 0.2, 0.2, 0))
    assert choose([statement(row) for row in range(4)], near, 1) != [0]


def test_what_says_the_same_is_not_taken_twice() -> None:
    same = vectors((1, 0, 0), (1, 0.01, 0), (0, 1, 0))
    assert choose([statement(row, f"{row}") for row in range(3)], same, 3) == [0, 2]


def test_what_hangs_waits_for_what_it_hangs_on() -> None:
    told = [statement(0), statement(1, "1 2 3", after=0), statement(2, "4")]
    chosen = choose(told, APART, 3)
    assert chosen.index(0) < chosen.index(1)


def test_what_hangs_is_left_out_without_it() -> None:
    assert choose([statement(1, "1 2 3", after=0), statement(2)], APART, 3) == [2]


def test_what_does_not_fit_is_left_out() -> None:
    told = [statement(row) for row in range(4)]
    assert 0 not in choose(told, APART, 4, fits=lambda row: row != 0)


def test_the_shorter_of_two_that_say_as_much_comes_first() -> None:
    long = Statement(0, 200, frozenset({"1"}), NONE)
    short = Statement(1, 40, frozenset({"2"}), NONE)
    assert choose([long, short], APART, 1) == [1]


def test_of_nothing_nothing_is_chosen() -> None:
    assert choose([], np.zeros((0, 4), np.float32), 3) == []


@given(
    st.lists(st.lists(st.floats(-1, 1, width=32), min_size=3, max_size=3), max_size=12),
    st.integers(0, 6),
)
def test_never_more_than_asked_for_and_none_twice(rows: list[list[float]], most: int) -> None:
    made = np.array(rows, np.float32).reshape(-1, 3)
    chosen = choose([statement(row) for row in range(len(rows))], made, most)
    assert len(chosen) == len(set(chosen)) <= most


@given(st.integers(1, 6))
def test_a_shorter_choice_is_the_beginning_of_a_longer_one(most: int) -> None:
    made = np.random.default_rng(0).normal(size=(9, 5)).astype(np.float32)
    told = [statement(row, f"{row % 4} {row % 3}") for row in range(9)]
    assert choose(told, made, most) == choose(told, made, 7)[:most]


def test_memory_does_not_grow_with_the_square() -> None:
    made = np.random.default_rng(0).normal(size=(4_000, 8)).astype(np.float32)
    told = [statement(row, f"{row}") for row in range(len(made))]
    tracemalloc.start()
    try:
        choose(told, made, 3)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 16_000_000  # the cosines of all pairs take 64 MB


def test_a_figure_said_in_two_ways_is_one() -> None:
    assert figures("增长百分之五。") == figures("增幅为5%。")


def test_an_article_is_no_figure() -> None:
    assert figures("有一条路。") == NONE


@pytest.mark.parametrize("name", ["上海", "未来", "OpenAI", "罗尼·奥沙", "莫愁联盟"])
def test_names_that_are_cheap_to_see(name: str) -> None:
    sentence = "上海将举办《未来》展，OpenAI、“莫愁联盟”参展，罗尼·奥沙利文到场。"
    assert name in names(sentence)


def test_the_longest_name_is_taken() -> None:
    assert names("中华人民共和国成立。") == {"中华人民共和国"}
