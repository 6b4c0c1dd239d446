"""Gates: what passes, and each way not to, with its kind and a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qa.errors import ModelUnreachable, OverBudget
from qa.evaluation.baseline import Baseline, blessed
from qa.evaluation.endings import EXIT_CODES, Kind, Reason, Verdict, joined, stopped
from qa.evaluation.gates import judge
from qa.evaluation.results import Outcome, Result, Run, Stage
from qa.evaluation.thresholds import Minimum, Thresholds
from tests.evaluation.sample import FILE, case

if TYPE_CHECKING:
    from qa.evaluation.cases import Case

FREE = Thresholds(most_lost=1000)


def came(key: str, outcome: str = "pass", **more: object) -> Result:
    stage = Stage.READING if outcome == "fail" else None
    return Result(case(key), Outcome(outcome), "why", "130个", stage, **more)  # type: ignore[arg-type]


def made(*results: Result, mode: str = "extractive", digest: str = "abc") -> Run:
    return Run(mode, results, {f"article {FILE}": digest, "model": "none"})


def several(passed: int, failed: int, start: int = 0) -> list[Result]:
    outcomes = ["pass"] * passed + ["fail"] * failed
    return [came(f"c{start + n}", outcome) for n, outcome in enumerate(outcomes)]


def before(*results: Result) -> Baseline:
    return blessed(Baseline(), made(*results))


def test_the_same_as_in_the_baseline_passes_and_says_nothing() -> None:
    run = made(came("a"), came("b", "fail"))
    assert judge(run, blessed(Baseline(), run), Thresholds()) == Verdict()


def test_what_was_not_measured_is_a_failure_of_infrastructure() -> None:
    verdict = judge(made(came("a", "unscored"), came("b", "unscored")), None, FREE)
    assert (verdict.kind, verdict.exit_code) == (Kind.INFRASTRUCTURE, 9)
    assert verdict.reasons == ("extractive: not measured, so not passed: a, b: why",)


def test_many_causes_are_told_of_in_few_lines() -> None:
    misses = [replace(came(f"c{n}", "unscored"), explanation=f"miss {n}") for n in range(50)]
    reasons = judge(made(*misses), None, FREE).reasons
    assert len(reasons) == 4
    assert "47 cases more" in reasons[-1]


def test_a_bad_gold_is_a_bad_eval_set() -> None:
    bad = replace(came("a", "fail"), stage=Stage.GOLD)
    assert judge(made(bad), None, FREE).kind is Kind.BAD_SET


def test_a_gold_that_was_right_and_is_as_it_was_is_a_regression() -> None:
    bad = replace(came("a", "fail"), stage=Stage.GOLD)
    verdict = judge(made(bad), before(came("a")), FREE)
    assert verdict.kind is Kind.REGRESSION
    assert "what reads them has changed" in verdict.reasons[0]


def test_a_critical_case_that_fails_fails_the_run() -> None:
    failed = came("a", "fail")
    critical = replace(failed, case=replace(failed.case, severity="critical"))
    verdict = judge(made(critical, *several(99, 0)), before(critical, *several(99, 0)), FREE)
    assert verdict.reasons == (
        "extractive: critical case a fails at reading (evals/sample.yaml:3): why",
    )


# --- minimums ------------------------------------------------------------------------------


def least(rate: float, **of: object) -> Thresholds:
    return Thresholds(most_lost=1000, minimum=(Minimum(score="pass", least=rate, **of),))  # type: ignore[arg-type]


@pytest.mark.parametrize(("rate", "passes"), [(0.75, True), (0.76, False)])
def test_a_minimum_is_reached_or_not(rate: float, passes: bool) -> None:
    assert judge(made(*several(3, 1)), None, least(rate)).passed is passes


def test_what_was_not_measured_stays_in_the_denominator() -> None:
    run = made(*several(3, 0), came("x", "unscored"))
    assert "pass is 75.0% (3 of 4), and at least 80.0% is wanted" in "".join(
        judge(run, None, least(0.8)).reasons
    )


def test_a_minimum_of_another_mode_is_not_looked_at() -> None:
    assert judge(made(came("a", "fail")), None, least(1.0, mode="replay")).passed


def test_a_minimum_is_of_its_tag_and_language() -> None:
    tagged = came("a", "fail")
    tagged = replace(tagged, case=replace(tagged.case, tags=("money",)))
    run = made(tagged, came("b"))
    assert not judge(run, None, least(0.5, tags=("money",), language="zh")).passed
    assert judge(run, None, least(0.5, language="zh")).passed


def test_a_minimum_that_no_case_is_about_is_a_mistake() -> None:
    assert judge(made(came("a")), None, least(0.5, tags=("mony",))).kind is Kind.BAD_SET


def test_a_part_of_the_cases_is_held_to_no_minimum() -> None:
    verdict = judge(made(came("a", "fail")), None, least(0.5), whole=False)
    assert verdict.passed
    assert verdict.notes == ("extractive: a part of the cases is held to no minimum rate",)


# --- the baseline --------------------------------------------------------------------------


def test_one_lost_case_fails_where_none_may_be_lost() -> None:
    verdict = judge(made(*several(9, 1)), before(*several(10, 0)), Thresholds())
    assert (verdict.kind, verdict.found[0].cases) == (Kind.REGRESSION, ("c9",))


@pytest.mark.parametrize(("lost", "passes"), [(5, True), (6, False)])  # p = 0.0625, 0.03125
def test_a_loss_beyond_chance_fails(lost: int, passes: bool) -> None:
    verdict = judge(made(*several(20 - lost, lost)), before(*several(20, 0)), FREE)
    assert verdict.passed is passes


def test_a_gain_beyond_chance_passes_and_is_told() -> None:
    verdict = judge(made(*several(20, 0)), before(*several(10, 10)), Thresholds())
    assert verdict.passed
    assert verdict.notes[0].startswith("extractive: better than the baseline: c10, c11")


def test_live_runs_are_held_to_the_test_alone() -> None:
    live = Baseline({"live": before(*several(10, 0)).modes["extractive"]})
    assert judge(made(*several(8, 2), mode="live"), live, Thresholds()).passed


def test_a_recording_is_compared_with_what_was_replayed() -> None:
    kept = Baseline({"replay": before(*several(10, 0)).modes["extractive"]})
    assert not judge(made(*several(9, 1), mode="record"), kept, Thresholds()).passed


def test_an_article_that_has_changed_fails_though_all_passes() -> None:
    verdict = judge(made(came("a"), digest="xyz"), before(came("a")), Thresholds())
    assert verdict.kind is Kind.BAD_SET
    assert f"{FILE} has changed since the baseline, and 1 case of it" in verdict.reasons[0]


def other(**more: object) -> Case:
    return case("a", "青山园区签约了几个项目？", **more)  # type: ignore[arg-type]


def test_a_case_that_asks_something_else_is_not_compared_and_fails() -> None:
    changed = replace(came("a", "fail"), case=other())
    verdict = judge(made(changed), before(came("a")), Thresholds())
    assert [reason.kind for reason in verdict.found] == [Kind.BAD_SET]


def test_a_case_that_is_gone_fails_where_the_set_is_complete() -> None:
    kept = before(came("a"), came("b"))
    assert "no longer in the eval set: b" in judge(made(came("a")), kept, FREE).reasons[0]
    assert judge(made(came("a")), kept, FREE, complete=False).passed


def test_a_new_case_is_told_and_stops_nothing() -> None:
    verdict = judge(made(came("a"), came("b")), before(came("a")), Thresholds())
    assert verdict == Verdict((), ("extractive: not yet in the baseline: b",))


def test_a_mode_without_a_baseline_fails_and_says_how_to_make_it() -> None:
    verdict = judge(made(came("a")), Baseline(), Thresholds())
    assert verdict.kind is Kind.BAD_SET
    assert verdict.reasons[0].endswith("then qa eval --bless --mode extractive")


# --- endings -------------------------------------------------------------------------------


def test_what_has_to_be_mended_first_gives_the_exit_code() -> None:
    each = [Reason(Kind.REGRESSION, "r"), Reason(Kind.BAD_SET, "s"), Reason(Kind.BUDGET, "b")]
    verdict = joined([Verdict((one,)) for one in each])
    assert (verdict.exit_code, verdict.reasons) == (7, ("b", "s", "r"))


@pytest.mark.parametrize(
    ("error", "code"), [(OverBudget("no money", "more"), 7), (ModelUnreachable("gone"), 9)]
)
def test_a_run_without_an_end_fails(error: OverBudget | ModelUnreachable, code: int) -> None:
    assert stopped(error, "live").exit_code == code


def test_the_exit_codes_are_those_that_are_documented() -> None:
    assert {kind.value: code for kind, code in EXIT_CODES.items()} == {
        "passed": 0,
        "regression": 1,
        "bad eval set": 2,
        "budget": 7,
        "infrastructure failure": 9,
    }
