"""Scores by hand-worked values, by the published script's, and by what always has to hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation import scores
from qa.evaluation.segments import segments

PAIRS = Path(__file__).parents[1] / "data" / "answer_pairs.jsonl"
ROWS = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
TEXTS = st.text(alphabet="ab 1,.。《》产业项目%'", max_size=12)


@pytest.mark.parametrize(
    ("expected", "answer", "right"),
    [
        ("272个", "272个", 1),
        ("272个", "272 projects were signed. [1]", 1),
        ("272个", "272", 1),
        ("70", "170个", 0),
        ("272个", "about 272 projects", 1),
        ("272个", "at least 272 projects", 0),
        ("272个", "more than 272 projects", 0),
        ("8400余家", "more than 8,400 companies", 1),
        ("8400余家", "8,400 companies", 0),
        ("近2000家", "2,000 companies", 0),
        ("3316亿元", "331.6 billion yuan", 1),
        ("3316亿元", "about 332 billion yuan", 1),
        ("3316亿元", "3,316 billion yuan", 0),
        ("3316亿元", "331.6 billion dollars", 0),
        ("3到5分钟", "3 to 5 minutes", 1),
        ("68.7%", "69.1%", 0),
        ("2021年12月30日", "December 30, 2021", 1),
        ("2021年12月30日", "2021", 0),
        ("2021年", "2021年12月30日", 1),
        ("130个", "", 0),
        ("无", "130个", 0),
    ],
)
def test_a_figure_is_value_unit_and_bound(expected: str, answer: str, right: int) -> None:
    assert scores.figure_match(expected, answer) == right


def test_a_list_of_all_that_might_be_right_is_not_right() -> None:
    assert scores.figure_match("272个", "150个；另有报道称272个") == 0


def test_a_figure_may_follow_another_of_the_same_quote() -> None:
    quote = "在500家企业中，272家从事人工智能。"
    assert scores.figure_match("272家", "Of 500 firms, 272 do", [quote]) == 1
    assert scores.figure_match("272家", "Of 500 firms, 272 do", ["272家从事人工智能。"]) == 0


@pytest.mark.parametrize(
    ("accepted", "answer", "right"),
    [
        (["叶占军"], "葉佔軍表示", 1),
        (["AI"], "ＡＩ企业", 1),
        (["AI"], "the chair", 0),
        (["70"], "170", 0),
        (["Ye", "叶"], "Ye Zhanjun said", 1),
        (["Ye"], "Yes", 0),
        (["苹果"], "香蕉", 0),
        ([], "香蕉", 0),
        (["，"], "香蕉，", 1),
    ],
)
def test_a_slot_is_any_of_the_texts_whole(accepted: list[str], answer: str, right: int) -> None:
    assert scores.slot_match(accepted, answer) == right


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_exact_match_and_f1_are_those_of_the_published_script(row: dict[str, object]) -> None:
    golds, answer = row["golds"], row["answer"]
    assert scores.exact_match(golds, answer) == row["exact"]
    assert scores.f1(golds, answer) == pytest.approx(row["f1"], abs=1e-6)


def test_identical_chinese_texts_have_an_f1_of_one() -> None:
    assert scores.f1(["产业项目"], "产业项目") == 1


def test_f1_by_hand() -> None:
    # 最大工厂 has 4 segments, 3 of them (大工厂) in a row in 很大工厂 of 4: 2 * 3 / 8
    assert scores.f1(["最大工厂"], "很大工厂") == pytest.approx(0.75)


@given(TEXTS, TEXTS)
def test_f1_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    found = scores.f1([one], other)
    assert found == scores.f1([other], one)
    assert 0 <= found <= 1


@given(TEXTS)
def test_an_exact_match_has_an_f1_of_one(text: str) -> None:
    # A text of marks alone has no segment, and the published script gives it 0.
    assert scores.exact_match([text], text) == 1
    assert scores.f1([text], text) == float(bool(segments(text)))


@given(st.text(alphabet="abc", max_size=8), st.text(alphabet="abc", max_size=8))
def test_the_longest_common_run_is_that_of_all_runs(one: str, other: str) -> None:
    runs = [one[i:j] for i in range(len(one)) for j in range(i + 1, len(one) + 1)]
    assert scores.longest_common_run(one, other) == max(
        (len(run) for run in runs if run in other), default=0
    )


def test_recall_and_reciprocal_rank() -> None:
    ranks = [2, None, 11]
    assert scores.recall_at(10, ranks) == pytest.approx(1 / 3)
    assert scores.recall_at(11, ranks) == pytest.approx(2 / 3)
    assert scores.reciprocal_rank(ranks) == 0.5
    assert (scores.recall_at(1, []), scores.reciprocal_rank([None])) == (0, 0)


def test_a_share_of_nothing_is_none() -> None:
    assert (scores.share([]), scores.share([True, False])) == (None, 0.5)
