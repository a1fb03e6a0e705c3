"""Nonnegative polynomials on a disc or an annulus, and piecewise parabolas."""

import random
from fractions import Fraction as Q

import pytest

from lojverify.kernel.planar import Piecewise, add, dx, dy, multiply, nonnegative, scale
from lojverify.kernel.polynomial import Rejected

X, Y = [[Q(0)], [Q(1)]], [[Q(0), Q(1)]]
ROUND = add(multiply(X, X), multiply(Y, Y))  # x^2 + y^2
BOX = (Q(-2), Q(2), Q(0), Q(2))


def constant(c):
    return [[Q(c)]]


def at(p, x, y):
    return sum(c * x**i * y**j for i, row in enumerate(p) for j, c in enumerate(row))


@pytest.mark.parametrize(
    ("p", "low", "high", "holds"),
    [
        (ROUND, 0, 2, True),
        (add(ROUND, constant(-1)), 0, 2, False),
        (add(ROUND, constant(-1)), Q(101, 100), 2, True),
        (add(ROUND, constant(-1)), Q(99, 100), 2, False),
        (add(constant(1), scale(Q(-1), ROUND)), 0, Q(99, 100), True),
        (add(constant(1), scale(Q(-1), ROUND)), 0, Q(101, 100), False),
        (add(X, constant(1)), 0, Q(99, 100), True),
        (add(X, constant(1)), 0, Q(101, 100), False),
        (Y, 0, 2, True),
        (multiply(X, X), 0, 2, True),
        (multiply(add(X, Y), add(X, Y)), 1, 2, False),  # true, but its zeros are not met by halving
        (constant(0), 0, 2, True),
        (constant(-1), 0, 2, False),
        (constant(-1), 3, 4, True),  # the box does not reach there
    ],
)
def test_nonnegative_on_the_part_of_a_box_at_these_distances(p, low, high, holds):
    assert nonnegative(p, BOX, Q(low), Q(high), [2000]) is holds


def test_what_is_shown_to_be_nonnegative_is_so():
    draw, shown, refused = random.Random(3), 0, 0
    for _ in range(300):
        p = [[Q(draw.randint(-4, 6), draw.randint(1, 3)) for _ in range(3)] for _ in range(3)]
        low, high = Q(draw.randint(0, 3), 2), Q(draw.randint(3, 5), 2)
        x0, y0 = Q(draw.randint(-6, 2), 3), Q(draw.randint(0, 3), 3)
        box = (x0, x0 + Q(draw.randint(1, 6), 3), y0, y0 + Q(draw.randint(1, 6), 3))
        points = [
            (box[0] + (box[1] - box[0]) * Q(i, 8), box[2] + (box[3] - box[2]) * Q(j, 8))
            for i in range(9)
            for j in range(9)
        ]
        values = [at(p, x, y) for x, y in points if low**2 <= x**2 + y**2 <= high**2]
        if nonnegative(p, box, low, high, [200]):
            shown += bool(values)
            assert min(values, default=0) >= 0
        else:
            refused += bool(values) and min(values) < 0
    assert shown >= 30
    assert refused >= 30


def test_derivatives_and_products():
    draw = random.Random(5)
    p, q = ([[Q(draw.randint(-9, 9)) for _ in range(3)] for _ in range(3)] for _ in range(2))
    x, y = Q(2, 3), Q(-5, 7)
    assert at(multiply(p, q), x, y) == at(p, x, y) * at(q, x, y)
    assert at(dx(multiply(p, q)), x, y) == at(dx(p), x, y) * at(q, x, y) + at(p, x, y) * at(dx(q), x, y)
    assert at(dy(multiply(p, q)), x, y) == at(dy(p), x, y) * at(q, x, y) + at(p, x, y) * at(dy(q), x, y)


GOOD = [{"upto": "0", "value": ["0"]}, {"upto": "1", "value": ["0", "0", "1"]}, {"value": ["-1", "2"]}]


def test_a_piecewise_parabola():
    found = Piecewise(GOOD, "f")
    assert [found.value(Q(x)) for x in (-1, 0, 1, 3)] == [0, 0, 1, 5]
    assert [found.value(Q(x), 1) for x in (-1, 0, 1, 3)] == [0, 0, 2, 2]
    assert found.left_of(Q(1)) == (Q(0), [0, 0, 1])
    assert found.increases(Q(1, 9), Q(5))
    assert not found.increases(Q(0), Q(5))
    doubled = found.plus(Piecewise([{"value": ["1", "1"]}], "g"), Q(3))
    assert [doubled.value(Q(x)) for x in (-1, 0, 1, 3)] == [0, 3, 7, 17]


@pytest.mark.parametrize(
    "bad",
    [
        [],
        [{"value": []}],
        [{"value": ["0", "0", "0", "1"]}],
        [{"value": ["0.5"]}],
        [{"value": ["2/4"]}],
        [{"upto": "0", "value": ["0"]}],
        [{"value": ["0"]}, {"value": ["0"]}],
        [{"upto": "0", "value": ["0"]}, {"value": ["1"]}],
        [{"upto": "0", "value": ["0"]}, {"value": ["0", "1"]}],
        [GOOD[1], GOOD[0], GOOD[2]],
        [{"upto": "0", "value": ["0"]}, {"upto": "0", "value": ["0"]}, {"value": ["0"]}],
        [{"value": ["0"]}] * 30,
    ],
)
def test_what_is_no_piecewise_parabola_is_rejected(bad):
    with pytest.raises(Rejected):
        Piecewise(bad, "f")
