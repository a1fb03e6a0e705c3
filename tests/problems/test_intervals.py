"""Both kinds of intervals against exact rationals and Arb: a number inside stays inside."""

import random
from fractions import Fraction

import numpy as np
import pytest
from flint import arb, ctx, fmpq
from formulas import random_formula

from lojverify.errors import EnclosureError
from lojverify.problems import elementary
from lojverify.problems.arrays import Array
from lojverify.problems.elementary import interval_operations, ln2_bounds, pi_bounds
from lojverify.problems.expressions import FUNCTIONS, Formulas, rational_operations
from lojverify.problems.fixed import Fixed, point

RANGES = {"exp": (-30, 30), "log": (1e-3, 60), "sin": (-40, 40), "cos": (-40, 40), "tanh": (-25, 25), "sqrt": (0, 50)}


def ball(x):
    return arb(fmpq(x.numerator, x.denominator))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_enclose_what_arb_finds(name):
    random_ = np.random.default_rng(3)
    low = random_.uniform(*RANGES[name], 300)
    high = low + random_.uniform(0, 1, 300) ** 6 * 5
    function = interval_operations(Array(low, high))[name]
    with np.errstate(all="ignore"):
        found, thin = function(Array(low, high)), function(Array(low, low))
    assert np.all(thin.high - thin.low <= 1e-12 * (1 + np.abs(thin.high)))
    for n in range(300):
        start, end = Fraction(low[n]), Fraction(high[n])
        exact = interval_operations(point(0, 128))[name](Fixed(0, 0, 128).between(start, end))
        for share in (Fraction(0), Fraction(1), Fraction(int(random_.integers(1000)), 1000)):
            with ctx.workprec(300):
                true = getattr(ball(start + share * (end - start)), name)()
                assert true >= arb(found.low[n])
                assert true <= arb(found.high[n])
                assert true >= ball(exact.lower())
                assert true <= ball(exact.upper())


def test_formulas_enclose_their_exact_values():
    random_, effective = random.Random(11), 0
    for _ in range(200):
        graph = Formulas(("x", "y", "z"), [random_formula(random_, 3)])
        middle = [Fraction(random_.randint(-16, 16), 8) for _ in range(3)]
        width = Fraction(random_.choice([0, 1, 8]), 64)
        box = [Fixed(0, 0, 100).between(m - width, m + width) for m in middle]
        arrays = [Array(np.array([float(m - width)]), np.array([float(m + width)])) for m in middle]
        nodes = [*graph.values, *graph.jacobian[0], *graph.hessians[0][0]]
        integers = graph.evaluate(nodes, box, interval_operations(box[0]))
        floats = graph.evaluate(nodes, arrays, interval_operations(arrays[0]))
        for _ in range(5):
            inside = [m + width * Fraction(random_.randint(-64, 64), 64) for m in middle]
            exact = graph.evaluate(nodes, inside, rational_operations())
            for true, whole, part in zip(exact, integers, floats, strict=True):
                assert whole.lower() <= true <= whole.upper()
                assert Fraction(float(np.ravel(part.low)[0])) <= true <= Fraction(float(np.ravel(part.high)[0]))
                effective += true != 0
    assert effective > 2000


@pytest.mark.parametrize("bits", [10, 60, 200])
def test_constants_are_enclosed(bits):
    with ctx.workprec(400):
        for (low, high), true in ((ln2_bounds(bits), arb.const_log2()), (pi_bounds(bits), arb.pi())):
            assert ball(low) <= true
            assert true <= ball(high)
            assert high - low <= Fraction(1, 1 << (bits - 2))


@pytest.mark.parametrize(
    ("function", "low", "high"),
    [("sqrt", -1, 1), ("log", 0, 1), ("log", -1, 1), ("log", -2, -1), ("exp", 1e6, 1e6), ("sin", 1e9, 1e9)],
)
def test_what_is_not_defined_is_never_an_enclosure(function, low, high):
    array = Array(np.array([float(low)]), np.array([float(high)]))
    with np.errstate(all="ignore"):
        found = interval_operations(array)[function](array)
    if function in ("exp", "sin"):  # defined, but out of range: either is refused, or enclosed
        assert not found.finite().all() or function == "sin"
    else:
        assert not found.finite().any()
    with pytest.raises(EnclosureError):
        interval_operations(point(0, 64))[function](Fixed(0, 0, 64).between(Fraction(low), Fraction(high)))


def test_a_division_by_zero_is_never_an_enclosure():
    array = Array(np.array([-1.0, 0.0, 1.0]), np.array([1.0, 0.0, 2.0]))
    with np.errstate(all="ignore"):
        quotient = array.lift(1) / array
    assert quotient.finite().tolist() == [False, False, True]
    assert not quotient.positive()[:2].any()
    with pytest.raises(EnclosureError):
        _ = point(1, 64) / Fixed(-1, 1, 64)


def test_an_overflow_is_never_a_bound():
    large = Array(np.array([1e300]), np.array([1e308]))
    with np.errstate(all="ignore"):
        for found in (
            large * large,
            large.square(),
            large * large.lift(4),
            large + large,
            large.power(5),
            large.power(4),
        ):
            assert found.low[0] <= 1.8e308 or np.isnan(found.low[0])
            assert not np.isinf(found.low[0])
    assert elementary.ln2_bounds(10)[0] < 1


def test_intervals_of_integers_are_within_those_of_floats():
    random_ = random.Random(2)
    with np.errstate(all="ignore"):
        for _ in range(200):
            low, high = sorted(random_.uniform(-3, 3) for _ in range(2))
            array = Array(np.array([low]), np.array([high]))
            whole = Fixed(0, 0, 128).between(Fraction(low), Fraction(high))
            for name in ("exp", "sin", "cos", "tanh"):
                a, b = interval_operations(array)[name](array), interval_operations(whole)[name](whole)
                assert Fraction(float(a.low[0])) <= b.lower()
                assert b.upper() <= Fraction(float(a.high[0]))
