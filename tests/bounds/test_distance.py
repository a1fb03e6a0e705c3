"""The bounds for star-convex losses: formulas, a worked example, and the exact law of random finite instances."""

import random
from collections import Counter
from fractions import Fraction as Q

import pytest

from lojverify.bounds import distance
from lojverify.bounds.distance import Star
from lojverify.bounds.sums import steps_to
from lojverify.enclose import enclose
from lojverify.kernel.star import StarNumbers
from lojverify.zeros import StarConvex

BITS = 192
HORIZON = 5
# 8 rows of the diabetes data, standardised: `lojverify constants` of the example.
DIABETES = Star(
    Q(2),
    Q("74.580768899004"),
    Q("68.14589099863"),
    Q("0.0106"),
    Q("4.5"),
    Q("1.4350800040147"),
)


def at(star, **changes):
    return star._replace(**{name: Q(value) for name, value in changes.items()})


def closed_forms(star):
    """The two forms of MATHEMATICS.md 2.11, as enclosures."""

    def of_order_eta(*, kappa, radius, distance):
        d = distance.sqrt()
        return kappa * distance / ((radius - 2 * d) ** 2 + kappa * (radius - d) ** 2)

    kappa = star.step_size * star.noise / distance.room(star)
    values = {"radius": star.radius, "distance": star.distance}
    return enclose(of_order_eta, {"kappa": kappa, **values}), enclose(distance.any_noise, values)


def stars(draw, count):
    for _ in range(count):
        tau, smooth = draw.choice([Q(1), Q(2)]), Q(draw.randint(1, 40), draw.randint(1, 10))
        noise = smooth * draw.choice([Q(0), Q(1, 50), Q(1, 2), Q(1)])
        step = 2 * tau / smooth * Q(draw.randint(1, 99), 100)
        d = Q(draw.randint(1, 50), 10)
        yield Star(tau, smooth, noise, step, 2 * d * (1 + Q(draw.randint(1, 300), 100)), d**2)


def test_the_best_shift_is_below_both_closed_forms_and_is_a_ratio():
    for star in stars(random.Random(5), 200):
        found = distance.shift(star, BITS)
        for form in closed_forms(star):
            assert found.bound <= form.upper * (1 + Q(1, 2**90))
        m = star.radius - found.d
        assert abs(found.bound - (found.d - found.a) / (m - found.a)) <= Q(1, 2**90)


def test_no_other_shift_is_better():
    for star in stars(random.Random(6), 100):
        d, kappa, _, bound = distance.shift(star, BITS)
        m = star.radius - d
        for n in range(11):
            a = d * n / 10
            assert bound * (1 - Q(1, 2**90)) <= ((d - a) ** 2 + kappa * d**2) / ((m - a) ** 2 + kappa * m**2)


def test_both_increase_with_the_step_size_the_noise_and_the_distance_and_fall_with_the_radius():
    draw = random.Random(7)
    compared = Counter()
    for star in stars(draw, 150):
        for name, other in (
            ("step_size", star.step_size * Q(9, 10)),
            ("noise", star.noise * Q(9, 10)),
            ("distance", star.distance * Q(9, 10)),
            ("radius", star.radius * Q(11, 10)),
        ):
            smaller = star._replace(**{name: other})
            for witnesses in (distance.shift, distance.point):
                here, there = witnesses(star, BITS), witnesses(smaller, BITS)
                if here is not None:
                    compared[witnesses] += 1
                    assert there.bound <= here.bound * (1 + Q(1, 2**90))
    assert min(compared.values()) > 100


def test_at_the_end_of_the_range_of_step_sizes_the_noise_does_not_count():
    star = Star(Q(2), Q(10), Q(9), Q(2, 5), Q(5), Q(1))
    assert distance.shift(star, BITS).bound == Q(1, 16)
    assert distance.shift(at(star, step_size="0.3999999999"), BITS).bound < Q(1, 16)
    assert distance.shift(at(star, step_size="0.4000000001"), BITS) is None


def test_without_noise_the_run_never_leaves():
    assert distance.shift(Star(Q(1), Q(4), Q(0), Q(1, 4), Q(3), Q(1)), BITS).bound == 0


@pytest.mark.parametrize("radius", ["2", "1.9", "1"])
def test_a_distance_of_half_the_radius_or_more_is_refused(radius):
    star = Star(Q(1), Q(4), Q(1), Q(1, 4), Q(radius), Q(1))
    assert distance.shift(star, BITS) is None
    assert distance.point(star, BITS) is None


def test_the_diabetes_example():
    order_eta, _ = closed_forms(at(DIABETES, step_size="0.01147"))
    assert order_eta.upper < Q(1, 20) < closed_forms(at(DIABETES, step_size="0.01148"))[0].lower
    assert distance.shift(at(DIABETES, step_size="0.01194"), BITS).bound < Q(1, 20)
    assert distance.shift(at(DIABETES, step_size="0.01195"), BITS).bound > Q(1, 20)
    assert distance.exponent(at(DIABETES, step_size="0.0143")) == 1
    assert distance.point(at(DIABETES, step_size="0.0143"), BITS).bound < Q(1, 20)
    mu = Q("0.0028006219773037")
    step = Q("0.0143")
    factor = 1 - step * (4 - step * DIABETES.expected_smoothness) * mu
    assert steps_to(factor, Q(1, 1000)) == 58795


@pytest.mark.parametrize(("factor", "share"), [(Q(1, 2), Q(1, 1000)), (Q(999, 1000), Q(1, 1000)), (Q(0), Q(1, 2))])
def test_the_fewest_steps(factor, share):
    n = steps_to(factor, share)
    assert factor**n <= share
    assert n == 1 or factor ** (n - 1) > share


def test_a_factor_of_1_needs_more_steps_than_there_are():
    assert steps_to(Q(1), Q(1, 2)) is None


def law(draw, c):
    """Pairs (probability, t) of mean zero; large values are rare, so that they may take a step out of the ball."""
    large = c * draw.choice([-1, 1, -3, 3, -8, 8, -34, 34, -100, 100])
    p = Q(1, draw.choice([2, 4, 60, 1156, 4000, 20000]))
    if draw.random() < 0.5:
        return [(p, large), (1 - p, -large * p / (1 - p))]
    return [(p / 2, large), (p / 2, -large), (1 - p, Q(0))]


def test_neither_the_bounds_nor_the_rate_are_exceeded_by_exact_runs():
    """F = c x^2/2 on the line with noise t x: theta* = 0, tau = 2, mu = c/2 and F is as steep as these allow."""
    draw = random.Random(811)
    effective = Counter()
    for _ in range(700):
        c, x0 = draw.choice([Q(1, 3), Q(1), Q(3, 2)]), draw.choice([Q(1, 10), Q(1), Q(7, 5)])
        noise = law(draw, c)
        spread = sum(p * t**2 for p, t in noise)
        smooth, sigma = 2 * (c**2 + spread) / c, 2 * spread / c
        eta = 4 / smooth * draw.choice([Q(1), Q(99, 100), Q(1, 2), Q(1, 8), Q(1, 20)])
        factors = [(p, 1 - eta * (c + t)) for p, t in noise]
        far = max(abs(x0 - x0 * f * g) for _, f in factors for _, g in [(1, Q(1)), *factors])
        r = max(far * draw.choice([Q(999, 1000), Q(2, 3), Q(1, 4)]), x0 * Q(21, 10))
        star = Star(Q(2), smooth, sigma, eta, r, x0**2)
        factor = StarNumbers(*star, growth=c / 2, delta=Q(1, 2)).factor
        here, left, second = {x0: Q(1)}, Q(0), x0**2
        for _ in range(HORIZON):
            there = Counter()
            for x, p in here.items():
                for q, f in factors:
                    if abs(x * f - x0) > r:
                        left += p * q
                    else:
                        there[x * f] += p * q
            here, second = there, second * factor
            assert sum(p * x**2 for x, p in here.items()) <= second
        if left:
            for witnesses in (distance.shift, distance.point):
                found = witnesses(star, BITS)
                if found is not None:
                    effective[witnesses] += 1
                    assert left <= found.bound, (star, factors)
    assert effective[distance.shift] >= 250, effective
    assert effective[distance.point] >= 100, effective


def test_constants_that_exclude_each_other_are_refused():
    from lojverify.errors import InputError

    with pytest.raises(InputError, match=r"growth <= expected_smoothness/tau\^2 = 5/2"):
        StarConvex(2, 10, 8, radius=5, distance=1, growth=3)
