"""Rates over results, and several runs as one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.evaluation.rates import SCORES, Part, rate
from qa.evaluation.repeats import majority, together
from qa.evaluation.results import Outcome, Result, Run
from tests.evaluation.sample import case

FIGURE = Result(case("a"), Outcome.PASS, "", "130个", scores={"figure": 1.0, "precision": 0.5})
WRONG = replace(FIGURE, outcome=Outcome.FAIL, scores={"figure": 0.0, "precision": 0.0})
LOST = Result(case("b"), Outcome.UNSCORED, "no server", "")
REFUSED = Result(
    case("c", "市长是谁？", (), unanswered=True), Outcome.PASS, "", "", scores={"refusal": 1.0}
)


def test_a_score_is_over_the_cases_that_it_is_about() -> None:
    found = rate([FIGURE, WRONG, REFUSED], "figure")
    assert (found.reached, found.total, found.value) == (1.0, 2, 0.5)


@pytest.mark.parametrize(
    ("score", "total"), [("figure", 2), ("recall@10", 2), ("precision", 2), ("slot", 0)]
)
def test_what_was_not_measured_counts_as_nothing_reached(score: str, total: int) -> None:
    assert rate([FIGURE, LOST], score).total == total


def test_a_refusal_has_no_proof_that_could_be_rated() -> None:
    assert rate([FIGURE, REFUSED], "precision").value == 0.5


def test_refusals_that_were_wrong_lower_the_precision() -> None:
    wrong = replace(WRONG, record={"answered": False})
    right = replace(REFUSED, record={"answered": False})
    answered = replace(FIGURE, record={"answered": True})
    assert rate([right, wrong, answered], "refusal-precision").value == 0.5
    assert rate([right, LOST], "refusal-precision").value == 0.5


@pytest.mark.parametrize("score", SCORES)
def test_every_score_has_a_rate_of_nothing(score: str) -> None:
    assert rate([], score).value == 0.0


def test_a_part_has_the_cases_of_its_language_that_have_all_its_tags() -> None:
    tagged = replace(case("a"), tags=("count", "near-miss"))
    assert Part("zh", ("count",)).has(tagged)
    assert not Part("en").has(tagged)
    assert not Part("", ("count", "money")).has(tagged)


# --- repeats -------------------------------------------------------------------------------


def runs(*results: Result) -> list[Run]:
    return [Run("live", (result,)) for result in results]


@pytest.mark.parametrize(("needed", "outcome"), [(2, Outcome.PASS), (3, Outcome.FAIL)])
def test_a_case_passes_that_passes_often_enough(needed: int, outcome: Outcome) -> None:
    (found,) = together(runs(WRONG, FIGURE, FIGURE), needed).results
    assert (found.outcome, found.scores["figure"]) == (outcome, pytest.approx(2 / 3))
    assert found.explanation.startswith(f"passed in 2 of 3 runs ({needed} needed)")


def test_what_was_never_measured_is_unscored() -> None:
    assert together(runs(LOST, LOST), 1).results[0].outcome is Outcome.UNSCORED


def test_a_run_that_was_not_measured_lowers_the_scores() -> None:
    lost = replace(LOST, case=FIGURE.case)
    assert together(runs(FIGURE, lost), 1).results[0].scores["figure"] == 0.5


def test_most_of_the_runs_are_more_than_half() -> None:
    assert [majority(n) for n in (1, 2, 3, 4, 5)] == [1, 2, 2, 3, 3]
