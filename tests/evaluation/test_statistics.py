"""Statistics against values worked by hand, and against those that scipy 1.17.1 gives."""

from __future__ import annotations

import pytest

from qa.evaluation.statistics import mcnemar, wilson


def test_one_case_of_five_that_differ_is_worked_by_hand() -> None:
    # n = 5, the fewer 1: 2 (C(5,0) + C(5,1)) / 2^5 = 2 * 6 / 32
    assert mcnemar(4, 1) == 12 / 32


def test_six_lost_and_none_won_is_the_first_that_is_no_chance() -> None:
    assert mcnemar(5, 0) > 0.05 > mcnemar(6, 0)


@pytest.mark.parametrize(
    ("lost", "won", "p"),  # scipy.stats.binomtest(lost, lost + won, 0.5).pvalue
    [
        (6, 0, 0.03125),
        (5, 1, 0.21875),
        (1, 9, 0.021484375),
        (3, 3, 1.0),
        (0, 1, 1.0),
        (12, 4, 0.076812744140625),
        (40, 21, 0.0204147137996349),
        (700, 620, 0.02963642932538485),
    ],
)
def test_mcnemar_is_the_two_sided_binomial_test_of_scipy(lost: int, won: int, p: float) -> None:
    assert mcnemar(lost, won) == pytest.approx(p, rel=1e-12)


def test_runs_that_do_not_differ_are_of_one_quality() -> None:
    assert mcnemar(0, 0) == 1.0


def test_one_of_one_is_worked_by_hand() -> None:
    # p = 1: (1 + z²/2 - z √(z²/4)) / (1 + z²) = 1 / (1 + 3.8415)
    assert wilson(1, 1).low == pytest.approx(1 / 4.841458820694)


@pytest.mark.parametrize(
    ("passed", "total", "low", "high"),  # binomtest(passed, total).proportion_ci(.95, "wilson")
    [
        (0, 7, 0.0, 0.35433043506668743),
        (7, 7, 0.6456695649333126, 1.0),
        (9, 16, 0.331785563988119, 0.7690134759450765),
        (85, 100, 0.7671644040916763, 0.9069401471634337),
        (98, 103, 0.8913594304491901, 0.9790891859074673),
        (1, 2000, 8.826773070546787e-05, 0.0028268625032662137),
    ],
)
def test_wilson_is_the_interval_of_scipy(passed: int, total: int, low: float, high: float) -> None:
    found = wilson(passed, total)
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-12, abs=1e-15)


def test_nothing_measured_may_be_any_rate() -> None:
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)
