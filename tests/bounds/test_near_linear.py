"""The bound for nearly linear least squares: formulas, the worked example, and the exact law of random instances."""

import random
from collections import Counter
from fractions import Fraction as Q

import pytest

from lojverify.bounds import distance, near_linear
from lojverify.bounds.near_linear import Near
from lojverify.kernel.near import NearNumbers

HORIZON = 5
# The network of MATHEMATICS.md 2.10, constants of SHARPER.md 6: s = 103.80, l = 180,615, sigma = l - 4 s_J^2.
NETWORK = Near(Q("104.8727"), Q("23.97"), Q(180615), Q(136621), Q("1e-5"), Q("0.08"), Q("0.009535"))


def at(near, **changes):
    return near._replace(**{name: Q(value) for name, value in changes.items()})


def test_the_network():
    found = near_linear.shift(NETWORK)
    assert round(float(found.s), 2) == 103.80
    assert round(float(found.c), 3) == 2.152
    assert round(float(found.p), 4) == 0.0192
    first = found.bound / (1 - found.bound)  # S/L^2, from S/(L^2 + S)
    assert Q("0.01624") < first < Q("0.01625")
    factor = NearNumbers(*NETWORK, delta=Q(1, 2)).factor
    assert Q("0.76") < factor < Q("0.77")
    smaller = near_linear.shift(at(NETWORK, radius="0.0555", step_size="1.079e-5"))
    assert Q("0.049") < smaller.bound < Q("0.05")


def test_the_kernel_and_the_bound_have_the_same_constants():
    numbers, found = NearNumbers(*NETWORK, delta=Q(1, 2)), near_linear.shift(NETWORK)
    assert (numbers.steepness, numbers.room) == (found.s, found.c)


def nears(draw, count):
    for _ in range(count):
        singular, d = Q(draw.randint(1, 100), 10), Q(draw.randint(1, 50), 100)
        radius = d * Q(draw.randint(21, 80), 10)
        bend = singular / (radius + d) * draw.choice([Q(0), Q(1, 100), Q(1, 10), Q(1, 2), Q(1)])
        smooth = 4 * singular**2 * draw.randint(1, 10)
        step = Q(4) / smooth * Q(draw.randint(1, 99), 100)
        yield Near(singular, bend, smooth, smooth * draw.choice([Q(0), Q(1, 2), Q(1)]), step, radius, d)


def test_no_other_shift_is_better():
    effective = 0
    for near in nears(random.Random(1), 400):
        found = near_linear.shift(near)
        if found is None:
            continue
        effective += 1
        d, p = near.distance, found.p
        for n in range(11):
            a = d * n / 10
            level = near.radius - d - (1 + p) * a
            assert level > 0
            assert found.bound <= (1 + p) ** 2 * ((d - a) ** 2 + found.kappa * d**2) / level**2
        level = near.radius - d - (1 + p) * found.a
        assert found.bound == (1 + p) ** 2 * ((d - found.a) ** 2 + found.kappa * d**2) / level**2
    assert effective >= 150


def test_it_increases_with_the_step_size_the_noise_the_curvature_and_the_distance():
    compared = 0
    for near in nears(random.Random(2), 300):
        here = near_linear.shift(near)
        if here is None:
            continue
        for name in ("step_size", "noise", "curvature", "distance"):
            compared += 1
            assert near_linear.shift(near._replace(**{name: getattr(near, name) * Q(9, 10)})).bound <= here.bound
    assert compared >= 500


def test_without_curvature_it_is_a_little_weaker_than_the_bound_by_the_distance():
    compared = 0
    for near in nears(random.Random(3), 300):
        found = near_linear.shift(at(near, curvature=0))
        if found is None or found.bound == 0:
            continue
        compared += 1
        star = distance.Star(Q(2), *near[2:6], near.distance**2)
        assert distance.shift(star, 192).bound <= found.bound * (1 + Q(1, 2**90))
    assert compared >= 100


def test_without_noise_the_run_never_leaves():
    assert near_linear.shift(at(NETWORK, noise=0)).bound == 0


@pytest.mark.parametrize(
    "changes", [{"curvature": 3000}, {"curvature": 1200}, {"step_size": "2.2e-5"}, {"radius": "0.019"}]
)
def test_where_it_does_not_apply(changes):
    assert near_linear.shift(at(NETWORK, **changes)) is None


def test_neither_the_bound_nor_the_rate_are_exceeded_by_exact_runs():
    """F = phi^2 with the residual phi = x + b x^2 on the line, of which 0 is the nearest zero where phi' > 0; h = 2 b.

    The noise t phi phi' scales with the loss: E|v|^2 = (4 + E t^2) phi'^2 F.
    """
    draw = random.Random(812)
    effective = Counter()
    for _ in range(500):
        x0, bend = Q(draw.randint(5, 100), 1000), draw.choice([Q(0), Q(1, 50), Q(1, 10), Q(1, 4)])
        r = x0 * Q(draw.randint(21, 60), 10)
        low, high = 1 - 2 * bend * (2 * r + 2 * x0), 1 + 2 * bend * (2 * r + 2 * x0)
        if low <= 0:
            continue
        large = draw.choice([-1, 1, -8, 8, -40, 40])
        p = Q(1, draw.choice([2, 4, 60, 1156]))
        noise = [(p / 2, large), (p / 2, -large), (1 - p, Q(0))]
        spread = sum(q * t**2 for q, t in noise)
        # phi' lies in [low, high] on the ball of radius 2 r + d0 about x0.
        smooth, sigma = (4 + spread) * high**2, spread * high**2
        step = 4 / smooth * draw.choice([Q(99, 100), Q(1, 2), Q(1, 8)])
        near = Near(low, 2 * bend, smooth, sigma, step, r, x0)
        found = near_linear.shift(near)
        if found is None:
            continue
        factor = NearNumbers(*near, delta=Q(1, 2)).factor
        here, left, second = {x0: Q(1)}, Q(0), x0**2
        for _ in range(HORIZON - 2):
            there = Counter()
            for x, chance in here.items():
                slope = (x + bend * x**2) * (1 + 2 * bend * x)
                for q, t in noise:
                    y = x - step * (2 + t) * slope
                    if abs(y - x0) > r:
                        left += chance * q
                    else:
                        there[y] += chance * q
            here, second = there, second * factor
            effective["rate"] += 1
            assert sum(chance * x**2 for x, chance in here.items()) <= second
        if left:
            effective["exit"] += 1
            effective["bent"] += bend > 0
            assert left <= found.bound, near
    assert effective["exit"] >= 30, effective
    assert effective["bent"] >= 20, effective
    assert effective["rate"] >= 300, effective
