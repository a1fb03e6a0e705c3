"""Ranges of activation functions: they contain what is sampled, and are close to it."""

import random
from fractions import Fraction

import numpy as np
import pytest

from lojverify.errors import InputError
from lojverify.problems.activations import ACTIVATIONS, Identity, LeakySoftplus, LeakyTanh, Wave

SOME = (
    *(Identity(), Wave(Fraction(1, 2)), Wave(Fraction(-3, 2)), Wave(Fraction(0))),
    *(LeakyTanh(Fraction(1, 10)), LeakyTanh(Fraction(0)), LeakySoftplus(Fraction(1, 5)), LeakySoftplus(Fraction(1))),
)
ROUNDING = 1e-12


def intervals(seed, count):
    rng = random.Random(seed)
    for _ in range(count):
        lower = Fraction(rng.gauss(0, 3))
        yield lower, lower + Fraction(abs(rng.gauss(0, 1))) * rng.choice((0, 1, 1, 4))


@pytest.mark.parametrize("sigma", SOME, ids=repr)
def test_ranges_contain_samples_and_are_close(sigma):
    farthest = 0
    for lower, upper in intervals(3, 150):
        x = np.linspace(float(lower), float(upper), 401)
        values, slopes = sigma.floats(x), sigma.float_slopes(x)
        bends = np.abs(sigma.float_slopes(x + 1e-6) - sigma.float_slopes(x - 1e-6)) / 2e-6
        value, slope, curvature = sigma.value(lower, upper), sigma.slope(lower, upper), sigma.curvature(lower, upper)
        assert float(value.lower) - ROUNDING <= values.min()
        assert values.max() <= float(value.upper) + ROUNDING
        assert float(slope.lower) - ROUNDING <= slopes.min()
        assert slopes.max() <= float(slope.upper) + ROUNDING
        assert bends.max() <= float(curvature) + 1e-7
        gaps = slopes.min() - float(slope.lower), float(slope.upper) - slopes.max(), float(curvature) - bends.max()
        farthest = max(farthest, *gaps)
    assert farthest < 2e-3


@pytest.mark.parametrize("sigma", SOME, ids=repr)
def test_slopes_are_derivatives_and_zero_goes_to_zero_exactly(sigma):
    x, step = np.linspace(-4, 4, 81), 1e-6
    assert np.abs((sigma.floats(x + step) - sigma.floats(x - step)) / (2 * step) - sigma.float_slopes(x)).max() < 1e-8
    assert sigma.value(Fraction(0), Fraction(0)) == (0, 0)


def test_at_a_point_the_range_is_thin_however_large_the_argument():
    for sigma in SOME:
        for x in (Fraction(1, 3), Fraction(-22, 7), Fraction(10**6)):
            for found in (sigma.value(x, x), sigma.slope(x, x)):
                assert 0 <= found.upper - found.lower < Fraction(1, 10**24) * max(1, abs(x)), (sigma, x)


def test_extremes_inside_an_interval_are_seen():
    wave, tanh = Wave(Fraction(1)), LeakyTanh(Fraction(0))
    assert wave.slope(Fraction(3), Fraction(4)).lower == 0  # at pi
    assert wave.slope(Fraction(-1), Fraction(1)).upper == 2
    assert wave.slope(Fraction(1), Fraction(2)).upper < 2
    assert wave.curvature(Fraction(1), Fraction(2)) == 1
    assert 0 <= tanh.curvature(Fraction(0), Fraction(1)) ** 2 - Fraction(16, 27) < Fraction(1, 10**30)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_function_is_known_by_its_name_and_its_parameters(name):
    kind = ACTIVATIONS[name]
    one = kind(*(Fraction(1, 3) for _ in kind.parameters()))
    assert one.as_json() == {"activation": name} | dict.fromkeys(kind.parameters(), "1/3")


@pytest.mark.parametrize("leak", [Fraction(-1, 10), Fraction(11, 10)])
@pytest.mark.parametrize("kind", [LeakyTanh, LeakySoftplus])
def test_a_leak_beyond_0_and_1_is_refused(kind, leak):
    with pytest.raises(InputError, match="0 <= leak <= 1"):
        kind(leak)
