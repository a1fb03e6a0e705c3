"""Certificates of concrete losses: never below the exact exit probability, and what is left open is chosen well."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from lojverify import certify_problem, check, load_problem
from lojverify.errors import NotApplicableError, RejectedError
from lojverify.problem_certifier import smallest_batch
from lojverify.problems.base import Batch
from lojverify.problems.data import Samples
from lojverify.problems.examples import example
from lojverify.problems.least_squares import LeastSquares


def problem(rows, targets, start):
    samples = Samples([[Fraction(x) for x in row] for row in rows], [Fraction(y) for y in targets], ("a", "b"))
    return LeastSquares(samples, tuple(map(Fraction, start)), Batch(1, len(rows)))


def exit_probability(one, step, radius, steps):
    """The exact probability to leave the ball within so many steps, drawing one sample a step."""
    rows, targets, start = one.samples.inputs, one.samples.targets, one.theta0
    points, left = {start: Fraction(1)}, Fraction(0)
    for _ in range(steps):
        following = {}
        for theta, weight in points.items():
            for row, y in zip(rows, targets, strict=True):
                error = sum(x * t for x, t in zip(row, theta, strict=True)) - y
                moved = tuple(t - step * 2 * error * x for t, x in zip(theta, row, strict=True))
                if sum((a - b) ** 2 for a, b in zip(moved, start, strict=True)) > radius**2:
                    left += weight / len(rows)
                else:
                    following[moved] = following.get(moved, 0) + weight / len(rows)
        points = following
    return left


def test_the_exact_exit_probability_is_never_above_the_certified_one():
    """It is 0: with one sample a step and eta <= 1/max |x|^2 no run gets farther from theta*."""
    generator, certified, leaving = random.Random(6), 0, 0
    for _ in range(200):
        rows = [[generator.randrange(-3, 4) for _ in range(2)] for _ in range(2)]
        if rows[0][0] * rows[1][1] == rows[0][1] * rows[1][0]:
            continue
        start = [Fraction(generator.randrange(-4, 5), 2) for _ in range(2)]
        one = problem(rows, [generator.randrange(-2, 3) for _ in rows], start)
        star = one.constants(Fraction(1)).star
        step = Fraction(round(2 * star.tau / star.expected_smoothness * 1000) - 1, 1000)
        radius = Fraction(round(float(star.distance) ** 0.5 * generator.choice((21, 24, 30))) + 1, 10)
        if step <= 0:
            continue
        try:
            found = certify_problem(one, step_size=step, radius=radius)
        except (RejectedError, NotApplicableError):
            continue
        certified += 1
        assert exit_probability(one, step, radius, 6) == 0 <= found.best.delta
        leaving += exit_probability(one, step, radius * Fraction(2, 5), 6) > 0  # the enumeration sees exits
        if certified == 20:
            break
    assert certified == 20
    assert leaving >= 5


def diabetes():
    return load_problem(example("diabetes").path)


def test_a_certificate_is_checked_as_an_object_and_as_json():
    found = certify_problem(diabetes(), delta="1/20", radius=6)
    assert check(found).status == "proved"
    assert check(found.as_dict()).status == "proved"
    assert found.check().status == "proved"
    assert "distance" in repr(found)


def test_the_step_with_the_best_rate_is_taken_where_it_serves_and_the_largest_otherwise():
    large, small = (certify_problem(diabetes(), delta="1/20", radius=radius) for radius in (6, "9/2"))
    star = large.found.star
    best = star.tau / star.expected_smoothness
    assert best * Fraction(99999, 100000) < large.best.constants.step_size <= best
    assert small.best.kind == "step-size"
    assert small.best.constants.step_size < best
    assert large.rate.steps < small.rate.steps


def test_the_smallest_radius_is_one():
    found = certify_problem(diabetes(), delta="1/20")
    radius, step = found.best.constants.radius, found.best.constants.step_size
    assert found.found.constants.radius == radius
    certify_problem(diabetes(), delta="1/20", radius=radius, step_size=step)
    with pytest.raises(RejectedError):
        certify_problem(diabetes(), delta="1/20", radius=radius * Fraction(9999, 10000), step_size=step)


def test_the_smallest_batch_is_one():
    asked = {"delta": "1/20", "radius": 4, "step_size": "1/50"}
    size, found = smallest_batch(diabetes(), **asked)
    assert found.found.evidence["batch"] == size > 1
    with pytest.raises(RejectedError):
        certify_problem(diabetes().with_batch(size - 1), **asked)
    whole = replace(diabetes().batch, replacement=False)
    without = LeastSquares(diabetes().samples, diabetes().theta0, whole)
    assert smallest_batch(without, **asked)[0] <= size
    with pytest.raises(RejectedError, match="no batch size up to 8 serves"):
        smallest_batch(without, delta="1/20", radius="1/2", step_size="1/50")


def test_a_bound_by_the_initial_loss_needs_a_thousand_times_as_many_steps():
    near, far = (certify_problem(diabetes(), delta="1/20", bound=name) for name in ("distance", "path-length"))
    assert check(far).status == "proved"
    assert far.rate.steps > 1000 * near.rate.steps
    with pytest.raises(NotApplicableError):
        certify_problem(diabetes(), delta="1/20", radius=5, bound="near-linear")


class OnBalls(LeastSquares):
    """Least squares that are searched as if their constants depended on the radius."""

    def scales_with_radius(self):
        return True


def test_the_radius_is_sought_where_the_constants_depend_on_it():
    given = diabetes()
    one = OnBalls(given.samples, given.theta0, given.batch)
    found = certify_problem(one, delta="1/20")
    assert found.rate.steps == certify_problem(given, delta="1/20").rate.steps
    least = certify_problem(one, step_size="1/50")
    assert least.best.delta < certify_problem(given, step_size="1/50", radius=one.first_radius()).best.delta
