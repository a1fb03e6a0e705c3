"""Elementary functions at rationals: against mpmath at many digits, and functional equations."""

import random
from fractions import Fraction

import mpmath
import pytest

from lojverify.enclose import elementary
from lojverify.enclose.matrix import BallMatrix

REFERENCE = {
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "tanh": mpmath.tanh,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "softplus": lambda x: mpmath.log(1 + mpmath.exp(x)),
}


@pytest.mark.parametrize("name", REFERENCE)
def test_bounds_contain_the_value_and_are_thin(name):
    rng = random.Random(name)
    with mpmath.workdps(120):
        for _ in range(200):
            x = Fraction(rng.randint(-(10**6), 10**6), rng.randint(1, 10**6)) * Fraction(10) ** rng.choice(
                (-6, -2, 0, 0)
            )
            found = getattr(elementary, name)(x)
            value = REFERENCE[name](mpmath.mpf(x.numerator) / x.denominator)
            low, high = (mpmath.mpf(end.numerator) / end.denominator for end in found)
            slack = mpmath.mpf(10) ** -100 * abs(value)
            assert low - slack <= value <= high + slack
            assert high - low <= mpmath.mpf(2) ** -90 * max(1, abs(value))


def test_pi_lies_between_convergents_of_its_continued_fraction():
    lower, upper = elementary.pi()
    assert Fraction(103993, 33102) < lower < upper < Fraction(104348, 33215)
    assert upper - lower < Fraction(1, 2**100)


def test_products_of_matrices_contain_the_exact_ones():
    rng = random.Random(1)
    for _ in range(30):
        m, k, n = (rng.randint(1, 5) for _ in range(3))
        A, B = (
            [[Fraction(rng.randint(-99, 99), rng.randint(1, 99)) for _ in range(cols)] for _ in range(rows)]
            for rows, cols in ((m, k), (k, n))
        )
        product = BallMatrix.of(A, 96) @ BallMatrix.of(B, 96)
        both = (product.entrywise(product) + product).transposed()
        assert both.shape == (n, m)
        for i in range(m):
            for j in range(n):
                exact = sum((A[i][l] * B[l][j] for l in range(k)), Fraction(0))  # noqa: E741
                low, high = both.bounds()[j][i]
                assert low <= exact**2 + exact <= high
                assert high - low < Fraction(1, 2**60)
