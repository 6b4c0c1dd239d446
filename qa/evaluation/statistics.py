"""Statistics: whether two runs differ by more than chance, and how sure a rate is."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb, sqrt

# The quantile of the normal distribution that leaves 2.5 % above it: intervals of 95 %.
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Interval:
    """The bounds of a rate, from 0 to 1."""

    low: float
    high: float


def mcnemar(lost: int, won: int) -> float:
    """Return the two-sided p of two equally good runs differing at least this unevenly.

    `lost` are the cases that passed before and do not now, `won` the other way round; cases that
    did not change say nothing. Under the hypothesis that both runs are as good, lost ~ B(n, 1/2)
    with n = lost + won, and p = min(1, 2 P(X <= min(lost, won))). It is exact, also for few cases.
    Source: McNemar 1947, "Note on the sampling error of the difference between correlated
    proportions or percentages", Psychometrika 12, with the binomial distribution in place of its
    approximation by chi-square.

    >>> mcnemar(6, 0), mcnemar(5, 1)
    (0.03125, 0.21875)
    """
    n, fewer = lost + won, min(lost, won)
    tail = sum(comb(n, k) for k in range(fewer + 1))
    # 2 ** 1100 is too large for a float, but the quotient of whole numbers is not.
    return float(min(Fraction(1), Fraction(2 * tail, 2**n)))


def wilson(passed: float, total: int) -> Interval:
    """Return Wilson's 95 % interval for the rate of `passed` of `total`.

    With p = passed / total: (p + z²/2n ± z √(p(1 - p)/n + z²/4n²)) / (1 + z²/n). It stays within 0
    and 1, also where all pass; of no cases it is 0 to 1. `passed` may be a sum of scores. Source:
    Wilson 1927, "Probable inference, the law of succession, and statistical inference", Journal of
    the American Statistical Association 22.

    >>> found = wilson(85, 100)
    >>> round(found.low, 4), round(found.high, 4)
    (0.7672, 0.9069)
    """
    if total == 0:
        return Interval(0.0, 1.0)
    rate, wide = passed / total, _Z * _Z / total
    middle = (rate + wide / 2) / (1 + wide)
    half = _Z * sqrt(rate * (1 - rate) / total + wide / (4 * total)) / (1 + wide)
    # 20 of 20: rounding brings the bound to 1.0000000000000002.
    return Interval(max(0.0, middle - half), min(1.0, middle + half))
