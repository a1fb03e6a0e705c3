"""Clopper-Pearson intervals against exact binomial sums."""

from fractions import Fraction as Q
from math import comb

import pytest

from lojverify.errors import InputError
from lojverify.simulation import clopper_pearson

GRAIN = Q(1, 1 << 59)


def at_least(x, n, p):
    """P(X >= x), exactly."""
    return sum((comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(x, n + 1)), Q(0))


@pytest.mark.parametrize("confidence", [Q(1, 2), Q(19, 20), Q(999, 1000)])
@pytest.mark.parametrize("n", [1, 2, 7, 20])
def test_the_ends_are_the_roots_rounded_outwards(n, confidence):
    tail = (1 - confidence) / 2
    for x in range(n + 1):
        lower, upper = clopper_pearson(x, n, confidence)
        if x == 0:
            assert lower == 0
        else:
            assert at_least(x, n, lower) <= tail < at_least(x, n, lower + GRAIN)
        if x == n:
            assert upper == 1
        else:
            assert 1 - at_least(x + 1, n, upper) <= tail < 1 - at_least(x + 1, n, upper - GRAIN)


def test_the_interval_contains_the_probability_with_the_confidence():
    n, confidence = 12, Q(9, 10)
    intervals = [clopper_pearson(x, n, confidence) for x in range(n + 1)]
    for p in (Q(k, 40) for k in range(41)):
        covered = [x for x, (lower, upper) in enumerate(intervals) if lower <= p <= upper]
        assert sum(comb(n, x) * p**x * (1 - p) ** (n - x) for x in covered) >= confidence


def test_published_values_and_large_numbers():
    lower, upper = clopper_pearson(5, 10, Q(19, 20))
    assert (round(float(lower), 4), round(float(upper), 4)) == (0.1871, 0.8129)
    lower, upper = clopper_pearson(500_000, 1_000_000, Q(99, 100))
    assert 0.4987 < lower < 0.49872
    assert 0.50128 < upper < 0.5013
    _, upper = clopper_pearson(0, 1000, Q(99, 100))
    assert (1 - upper) ** 1000 <= Q(1, 200) < (1 - upper + GRAIN) ** 1000


@pytest.mark.parametrize(("x", "n", "confidence"), [(-1, 5, Q(1, 2)), (6, 5, Q(1, 2)), (0, 0, Q(1, 2)), (1, 5, Q(1))])
def test_other_numbers_are_refused(x, n, confidence):
    with pytest.raises(InputError):
        clopper_pearson(x, n, confidence)
