"""The tests of claims on boxes: what they are made of, with exact cases that hold and as many that do not."""

from fractions import Fraction

import numpy as np
import pytest

from lojverify.problems.arrays import Array
from lojverify.problems.claims import Region, claim_of, local, positive_definite
from lojverify.problems.expressions import Formulas
from lojverify.problems.fixed import Fixed

ONE = Fixed(0, 0, 128)


def interval(low, high=None):
    return ONE.between(Fraction(low), Fraction(low if high is None else high))


@pytest.mark.parametrize(
    ("matrix", "truth"),
    [
        ([["1"]], True),
        ([["0"]], False),
        ([["2", "1"], ["1", "2"]], True),
        ([["1", "2"], ["2", "1"]], False),
        ([["1", "1"], ["1", "1"]], False),
        ([["1", "1"], ["1", "1.001"]], True),
        ([["2", "-1", "0"], ["-1", "2", "-1"], ["0", "-1", "2"]], True),
        ([["2", "-2", "0"], ["-2", "2", "-1"], ["0", "-1", "2"]], False),
        ([["-1", "0"], ["0", "1"]], False),
        ([["1", "0"], ["0", "-1"]], False),
    ],
)
def test_a_matrix_is_positive_definite_or_not(matrix, truth):
    assert positive_definite([[interval(x) for x in row] for row in matrix]) is truth
    arrays = [[Array(np.array([float(x)] * 2), np.array([float(x)] * 2)) for x in row] for row in matrix]
    with np.errstate(all="ignore"):
        assert positive_definite(arrays).tolist() == [truth, truth]


@pytest.mark.parametrize(("wide", "truth"), [("0.9", True), ("1.1", False)])
def test_every_matrix_in_an_interval_matrix_counts(wide, truth):
    off = interval(f"-{wide}", wide)
    assert positive_definite([[interval(1), off], [off, interval(1)]]) is truth


def test_the_mean_jacobian_takes_a_step_from_the_zero_to_the_residual():
    # r = x^2 + x y and r = y + x^3 from the zero 0: along the segment to (x, y) the mean of J is
    # (x + y/2, x/2) and (x^2, 1).
    graph = Formulas(("x", "y"), ["x^2 + x*y", "y + x^3"])
    zero = ((Fraction(0), Fraction(0)),) * 2
    for x, y in ((1, 2), (-3, 1), (Fraction(1, 2), -5)):
        for width in (Fraction(0), Fraction(1, 8)):
            box = [interval(x - width, x + width), interval(y - width, y + width)]
            for level in "12":
                columns, _ = local(graph, box, claim_of("star"), level, zero).between()
                means = [[x + Fraction(y) / 2, Fraction(x) ** 2], [Fraction(x) / 2, Fraction(1)]]
                for column, exact in zip(columns, means, strict=True):
                    for entry, mean in zip(column, exact, strict=True):
                        assert entry.lower() <= mean <= entry.upper()


QUADRATIC = (("x", "y"), ["x - 1", "2*y"])  # F = ((x-1)^2 + 4 y^2)/2: alpha = 2, largest 8, hess 4, mu = 1/2


@pytest.mark.parametrize(
    ("name", "sharp", "lower"),
    [
        ("alpha", "2", True),
        ("growth", "8", False),
        ("smoothness", "4", False),
        ("gradients", "4", False),
        ("singular", "1/2", True),
        ("star", "2", True),
        ("star-growth", "1/2", True),
    ],
)
def test_the_thresholds_of_a_quadratic_loss_are_sharp(name, sharp, lower):
    graph, claim = Formulas(*QUADRATIC), claim_of(name)
    zero = ((Fraction(1), Fraction(1)), (Fraction(0), Fraction(0)))
    box = [interval("0.9", "1.1"), interval("-0.1", "0.1")]
    weaker = Fraction(99, 100) if lower else Fraction(101, 100)
    for level in "12":
        at = local(graph, box, claim, level, zero)
        assert claim.test(at, Fraction(sharp) * weaker)
        assert not claim.test(at, Fraction(sharp) / weaker)


def test_a_region_is_missed_only_by_boxes_without_a_common_point():
    ball = Region((Fraction(0), Fraction(0)), Fraction(1))
    sphere = Region(ball.centre, ball.radius, sphere=True)
    for low, high, ball_missed, sphere_missed in (
        ("0.8", "0.9", True, True),
        ("0.7", "0.8", False, False),
        ("-0.1", "0.1", False, True),
        ("-2", "2", False, False),
    ):
        box = [interval(low, high)] * 2
        assert ball.misses(box) is ball_missed
        assert sphere.misses(box) is sphere_missed


@pytest.mark.parametrize("name", ["curvature 0", "curvature", "beta", "curvature x"])
def test_an_unknown_claim_is_refused(name):
    with pytest.raises((KeyError, ValueError)):
        claim_of(name)
