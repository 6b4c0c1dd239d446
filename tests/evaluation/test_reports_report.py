"""What has become of a case, which comes first, and what a report counts."""

from __future__ import annotations

import pytest

from qa.evaluation.reports import tallies
from qa.evaluation.reports.report import Change, wanted
from qa.evaluation.results import Result, Stage
from tests.evaluation.outcomes import FAIL, PASS, UNSCORED, Before, report, result


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (Before(PASS, "130个"), result(outcome=FAIL, value="150个"), Change.WORSE),
        (Before(PASS, "130个"), result(outcome=UNSCORED, value=""), Change.WORSE),
        (Before(FAIL, "150个"), result(), Change.BETTER),
        (Before(UNSCORED), result(), Change.BETTER),
        (Before(FAIL, "150个"), result(outcome=FAIL, value="170个"), Change.CHANGED),
        (Before(UNSCORED), result(outcome=FAIL, value=""), Change.CHANGED),
        (Before(PASS, "130个"), result(), Change.SAME),
    ],
)
def test_a_case_is_compared_with_what_came_of_it_before(
    before: Before, now: Result, change: Change
) -> None:
    assert report(now, baseline={"projects": before}).change(now) is change


def test_a_case_that_the_baseline_lacks_is_new() -> None:
    assert report(result(), baseline={}).change(result()) is Change.NEW


def test_without_a_baseline_nothing_has_changed() -> None:
    assert report(result()).change(result()) is None


def test_what_got_worse_comes_first_then_what_fails_then_what_changed() -> None:
    results = [
        result("same"),
        result("changed", value="130 个"),
        result("unscored", UNSCORED, Stage.INFRASTRUCTURE),
        result("reading", FAIL),
        result("retrieval", FAIL, Stage.RETRIEVAL),
        result("critical", FAIL, Stage.REFUSAL, critical=True),
        result("worse", FAIL),
        result("worst", FAIL, critical=True),
    ]
    baseline = {r.case.id: Before(r.outcome, "130个") for r in results}
    baseline |= dict.fromkeys(("worse", "worst"), Before(PASS, "130个"))
    ranked = [r.case.id for r in report(*results, baseline=baseline).ranked()]
    assert ranked == [
        *("worst", "worse", "critical", "retrieval", "reading", "unscored", "changed", "same")
    ]


def test_cases_that_are_no_longer_asked_are_gone() -> None:
    baseline = {"projects": Before(PASS), "firms": Before(PASS)}
    assert report(result(), baseline=baseline).gone() == ["firms"]


def test_all_figures_are_wanted_and_any_of_the_texts() -> None:
    from qa.evaluation.cases import Case, Expected

    case = Case("x", Expected(("1个", "2个"), ("甲", "乙"), contains=("丙",)), "x.yaml:1")
    assert wanted(result(case=case)) == "1个 and 2个; 甲 or 乙; with 丙"


# --- counts ------------------------------------------------------------------------------


def test_a_tag_counts_all_its_cases_also_those_not_measured() -> None:
    results = [
        result(tags=("zh", "count")),
        result(outcome=FAIL, tags=("zh",)),
        result(outcome=UNSCORED, tags=("zh",)),
    ]
    rates = [(name, r.reached, r.total) for name, r in tallies.by_tag(results)]
    assert rates == [("zh", 1, 3), ("count", 1, 1)]


def test_stages_come_in_the_order_of_the_data_with_those_where_nothing_is_lost() -> None:
    results = [result(outcome=FAIL), result(outcome=FAIL, stage=Stage.RETRIEVAL), result()]
    counts = {stage: count for stage, count in tallies.by_stage(results) if count}
    assert counts == {Stage.RETRIEVAL: 1, Stage.READING: 1}
    assert [stage for stage, _ in tallies.by_stage(results)] == list(Stage)


def test_calibration_bins_answers_by_confidence() -> None:
    results = [
        result(confidence=0.92),
        result(confidence=1.0),
        result(outcome=FAIL, confidence=0.98, value="150个"),
        result(outcome=FAIL, confidence=0.55, value="150个"),
        result(confidence=0.2, value=""),  # a refusal: there is nothing to be sure of
    ]
    found = tallies.calibration(results)
    bins = [(b.low, round(b.confidence, 4), b.right.reached, b.right.total) for b in found]
    assert bins == [(0.5, 0.55, 0, 1), (0.9, 0.9667, 2, 3)]
    # (1 · |0 - 0.55| + 3 · |2/3 - 0.9667|) / 4
    assert tallies.calibration_error(found) == pytest.approx(0.3625)


def test_without_an_answer_there_is_no_calibration() -> None:
    assert tallies.calibration_error(tallies.calibration([result(value="")])) is None


def test_latencies_begin_and_end_with_a_bin_that_holds_some() -> None:
    results = [result(seconds=s) for s in (0.02, 0.049, 0.3, 0.3)]
    assert tallies.latencies(results) == [
        *(("< 50 ms", 2), ("< 100 ms", 0), ("< 200 ms", 0), ("< 500 ms", 2))
    ]


def test_an_hour_is_in_the_last_bin() -> None:
    assert tallies.latencies([result(seconds=3600)]) == [("≥ 100 s", 1)]


@pytest.mark.parametrize(("share", "seconds"), [(0.5, 2.0), (0.95, 4.0), (0.25, 1.0)])
def test_a_share_of_the_cases_is_done_by_then(share: float, seconds: float) -> None:
    results = [result(seconds=s) for s in (4.0, 1.0, 3.0, 2.0)]
    assert tallies.duration_at(share, results) == seconds


def test_refusals_are_told_apart_from_the_other_scores() -> None:
    rates = tallies.scored([result(scores={"figure": 1.0}), result(scores={"figure": 0.0})])
    assert ("figure", 0.5) in [(r.score, r.value) for r in rates]
    assert not {"pass", "refusal", "refusal-precision"} & {r.score for r in rates}


def test_of_no_result_there_is_nothing_to_count() -> None:
    assert (tallies.by_tag([]), tallies.scored([]), tallies.latencies([])) == ([], [], [])
    assert not any(count for _, count in tallies.by_stage([]))
