import random
from fractions import Fraction

import mpmath
import pytest

from lojverify.bounds import REGISTRY, arguments
from lojverify.bounds.base import rho, rho1
from lojverify.constants import Constants
from lojverify.enclose import cross_check
from lojverify.exact import decimal

DELTA = Fraction(1, 20)

# The worked example of the mathematics: alpha = C = 1, sigma = 1/2, eta = 1/10, r = 3, M0 = 1/2, delta = 1/20.
EXAMPLE = Constants(1, 1, "1/2", "1/10", 3, "1/2", 1)
TABLE = {
    "printed": "0.00212221862119041",
    "markov-union": "0.000101994163249553",
    "chebyshev-union": "0.00236486486486486",
    "ville": "0.0275482093663912",
}


def nearest(x):
    """x to 15 significant digits."""
    down, up = Fraction(decimal(x, 15, "down")), Fraction(decimal(x, 15, "up"))
    return decimal(down if x - down < up - x else up)


def threshold(bound, constants, delta=DELTA):
    return cross_check(bound.threshold, arguments(bound.threshold, constants, delta=delta), bits=256, digits=70)


def failure(bound, constants, loss):
    return cross_check(bound.failure, arguments(bound.failure, constants, initial_loss=loss), bits=256, digits=70)


def literally(name, c, loss):
    """The formulas as the mathematics states them, in floating point of 60 digits."""
    with mpmath.workdps(60):
        alpha, C, sigma, eta, M0, w, F0 = (
            mpmath.mpf(x.numerator) / x.denominator
            for x in (c.alpha, c.smoothness, c.noise, c.step_size, c.confinement, c.annulus, loss)
        )
        r = 1 - eta * alpha + eta**2 * C * (2 * C + sigma) / 2
        r1 = 1 - eta * alpha + eta**2 * C * (alpha + sigma) / 2
        roots = mpmath.sqrt(2 * C) + mpmath.sqrt(sigma)
        s = mpmath.sqrt(r)
        return {
            "printed": F0 * (roots * eta * s / (1 - s) + r**2 / (M0 * (1 - r))),
            "markov-union": mpmath.sqrt(F0) * roots * eta / ((1 - s) * w) + F0 * r / (M0 * (1 - r)),
            "chebyshev-union": F0 * (eta**2 * (2 * C + sigma) / w**2 + r / M0) / (1 - r),
            "ville": r1 * F0 / M0,
        }[name]


def random_constants(draw, *, printed=False):
    def some(low, high):
        return Fraction(draw.randint(low, high), draw.randint(1, 30))

    C, sigma = some(1, 90), some(0, 60)
    alpha = 2 * C * Fraction(draw.randint(1, 20), 20)
    most = 2 * alpha / (C * (2 * C + sigma))
    eta = (most / 8 if printed else most) * Fraction(draw.randint(1, 99), 100)
    return Constants(alpha, C, sigma, eta, some(1, 90), some(1, 90), 1 if printed else some(1, 60))


def test_the_registry_has_the_bounds_in_order():
    assert list(REGISTRY) == ["printed", "markov-union", "chebyshev-union", "ville"]
    assert all(bound.name == name for name, bound in REGISTRY.items())


@pytest.mark.parametrize("name", TABLE)
def test_the_table_of_the_mathematics_to_15_digits(name):
    found = threshold(REGISTRY[name], EXAMPLE)
    assert nearest(found.lower) == nearest(found.upper) == TABLE[name]


def test_the_factors_of_the_worked_example():
    assert rho(EXAMPLE) == Fraction("0.9125")
    assert rho1(EXAMPLE) == Fraction("0.9075")


@pytest.mark.parametrize("name", REGISTRY)
def test_formulas_are_those_of_the_mathematics(name):
    draw = random.Random(name)
    for _ in range(60):
        c = random_constants(draw, printed=name == "printed")
        loss = Fraction(draw.randint(0, 50), draw.randint(1, 50))
        found = failure(REGISTRY[name], c, loss)
        expected = literally(name, c, loss)
        assert abs(mpmath.mpf(found.lower.numerator) / found.lower.denominator - expected) <= 1e-13 * abs(expected), c


@pytest.mark.parametrize("name", REGISTRY)
def test_between_two_step_sizes_a_bound_is_at_most_the_larger_of_its_values_there(name):
    draw = random.Random(name)
    bound = REGISTRY[name]
    for _ in range(60):
        c = random_constants(draw, printed=name == "printed")
        end = bound.step_limit(c).value
        steps = sorted(end * Fraction(draw.randint(1, 999), 1000) for _ in range(3))
        values = [failure(bound, c.with_step_size(step), Fraction(1)) for step in steps]
        assert values[1].lower <= max(values[0].upper, values[2].upper), (c, steps)


@pytest.mark.parametrize("name", REGISTRY)
def test_the_inverse_formula_inverts(name):
    draw = random.Random(name)
    for _ in range(60):
        c = random_constants(draw, printed=name == "printed")
        delta = Fraction(draw.randint(1, 99), 100)
        loss = threshold(REGISTRY[name], c, delta)
        assert abs(failure(REGISTRY[name], c, loss.lower).lower - delta) < Fraction(1, 10**40), c


@pytest.mark.parametrize("name", [name for name, bound in REGISTRY.items() if bound.rational])
def test_formulas_without_roots_run_on_fractions(name):
    bound = REGISTRY[name]
    exact = bound.failure(**arguments(bound.failure, EXAMPLE, initial_loss=Fraction(1, 7)))
    assert isinstance(exact, Fraction)
    enclosed = failure(bound, EXAMPLE, Fraction(1, 7))
    assert enclosed.lower <= exact <= enclosed.upper


@pytest.mark.parametrize("name", REGISTRY)
def test_no_loss_no_exit(name):
    assert failure(REGISTRY[name], EXAMPLE, Fraction(0)) == (0, 0)


def test_the_factor_may_vanish():
    c = Constants("2/3", "1/3", 0, 3, 3, "1/2", 1)  # rho = rho1 = 0
    assert rho(c) == rho1(c) == 0
    assert failure(REGISTRY["ville"], c, Fraction(1, 2)) == (0, 0)
    assert failure(REGISTRY["markov-union"], c, Fraction(1, 100)).lower > 0
