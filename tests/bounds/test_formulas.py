import random
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import mpmath
import pytest

from lojverify.bounds import REGISTRY, arguments
from lojverify.bounds.base import exponent, rho, rho1, rho1_step_limit
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
    "cantelli-ville": "0.186904043498611",
    "shifted-ville": "0.190687085453177",
    "path-length": "0.0673233502270493",
    "drift-martingale": "0.272007761675181",
    "drift-martingale-sharp": "0.406956423256280",
    "drift-martingale-shifted": "0.413808031014556",
    "drift-martingale-confined": "0.928035858084120",
    "log-ville": "0.238698578190102",
}
INVERTIBLE = [name for name, bound in REGISTRY.items() if bound.invertible]


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
        alpha, C, sigma, eta, radius, M0, w, F0 = (
            mpmath.mpf(x.numerator) / x.denominator
            for x in (c.alpha, c.smoothness, c.noise, c.step_size, c.radius, c.confinement, c.annulus, loss)
        )
        r = 1 - eta * alpha + eta**2 * C * (2 * C + sigma) / 2
        r1 = 1 - eta * alpha + eta**2 * C * (alpha + sigma) / 2
        roots = mpmath.sqrt(2 * C) + mpmath.sqrt(sigma)
        s = mpmath.sqrt(r)
        s0 = mpmath.sqrt(1 - eta * alpha * (1 - eta * C / 2))
        beta = eta**2 * C * sigma / 2 / (1 - r1)
        Lam = eta * mpmath.sqrt(alpha + sigma) / (1 - mpmath.sqrt(r1))
        Lamd = eta * mpmath.sqrt(alpha) / (1 - mpmath.sqrt(r1))
        z = mpmath.sqrt(C / 2) * Lamd
        noise = eta**2 * sigma * F0 / (1 - r1) / (radius - Lamd * mpmath.sqrt(F0)) ** 2
        farther = radius + Lamd * (mpmath.sqrt(M0) - mpmath.sqrt(F0))
        confined = eta**2 * sigma * F0 / (1 - r1) / farther**2
        return {
            "printed": F0 * (roots * eta * s / (1 - s) + r**2 / (M0 * (1 - r))),
            "markov-union": mpmath.sqrt(F0) * roots * eta / ((1 - s) * w) + F0 * r / (M0 * (1 - r)),
            "chebyshev-union": F0 * (eta**2 * (2 * C + sigma) / w**2 + r / M0) / (1 - r),
            "ville": r1 * F0 / M0,
            "cantelli-ville": beta * F0 / ((mpmath.sqrt(M0) - s0 * mpmath.sqrt(F0)) ** 2 + beta * M0),
            "shifted-ville": best_shift(s0 * mpmath.sqrt(F0 / M0), F0 / M0, beta),
            "path-length": Lam**2 * F0 / radius**2,
            "drift-martingale": noise * (1 + z ** (mpmath.mpf(2) / 3)) ** 3,
            "drift-martingale-sharp": noise * (1 + z) ** 2,
            "drift-martingale-confined": best_drift(
                radius + Lamd * mpmath.sqrt(M0),
                Lamd * mpmath.sqrt(F0),
                confined * (1 + z) ** 2,
                z / (1 + z),
            ),
            "drift-martingale-shifted": best_drift(radius, Lamd * mpmath.sqrt(F0), noise * (1 + z) ** 2, z / (1 + z)),
            "log-ville": logarithmic(s0 * mpmath.sqrt(F0 / M0), eta**2 * C * sigma / 2 * F0 / M0, int(exponent(c))),
        }[name]


def best_shift(x, square, beta):
    """The best a in [0, x] of the shifted potential, in units of M0 = 1, as a root of its derivative's numerator."""

    def at(a):
        return ((x - a) ** 2 + beta * square) / ((1 - a) ** 2 + beta)

    constant = (1 - x) * x + beta * (x - square)
    if constant <= 0:
        return at(0)
    middle = (1 - x**2) + beta * (1 - square)
    return at(2 * constant / (middle + mpmath.sqrt(middle**2 - 4 * (1 - x) * constant)))


def best_drift(radius, drift, plain, t):
    """The best shift h in [0, drift] of the potential of drift and noise; `plain` is the bound with h = 0."""
    room = radius - drift
    S = plain * room**2
    h = min(t * S / room, drift)
    return (h**2 / t + S) / (room + h) ** 2


def logarithmic(c, rest, j):
    b = mpmath.mpf(1) / (j + 1)
    base = 1 - (1 - b) * c
    return 1 - (1 - c) * base ** (-1 / (1 - b)) + base ** (-(2 - b) / (1 - b)) * rest


def admitted(name, c, loss):
    """An initial loss for which the bound is proved, near `loss`."""
    if name in ("cantelli-ville", "shifted-ville", "log-ville"):
        return min(loss, c.confinement)
    if name.startswith("drift-martingale"):
        # Lamd <= 2 alpha^(1/2)/(alpha - eta C (alpha + sigma)/2)
        drop = c.alpha - c.step_size * c.smoothness * (c.alpha + c.noise) / 2
        return min(loss, (c.radius * drop) ** 2 / c.alpha / 5)
    return loss


def random_constants(draw, *, printed=False):
    def some(low, high):
        return Fraction(draw.randint(low, high), draw.randint(1, 30))

    C, sigma = some(1, 90), some(0, 60)
    alpha = 2 * C * Fraction(draw.randint(1, 20), 20)
    most = 2 * alpha / (C * (2 * C + sigma))
    eta = (most / 8 if printed else most) * Fraction(draw.randint(1, 99), 100)
    return Constants(alpha, C, sigma, eta, some(1, 90), some(1, 90), 1 if printed else some(1, 60))


def test_the_registry_has_the_bounds_in_order():
    assert list(REGISTRY) == [*TABLE]
    assert all(bound.name == name for name, bound in REGISTRY.items())


@pytest.mark.parametrize("name", INVERTIBLE)
def test_the_table_of_the_mathematics_to_15_digits(name):
    found = threshold(REGISTRY[name], EXAMPLE)
    assert Fraction(nearest(found.lower)) == Fraction(nearest(found.upper)) == Fraction(TABLE[name])


def test_the_value_of_log_ville_to_15_digits():
    near = Fraction(TABLE["log-ville"])
    half = Fraction(1, 2 * 10**15)
    found = [failure(REGISTRY["log-ville"], EXAMPLE, near + sign * half) for sign in (-1, 1)]
    assert found[0].upper < DELTA < found[1].lower
    assert exponent(EXAMPLE) == 18


def test_the_factors_of_the_worked_example():
    assert rho(EXAMPLE) == Fraction("0.9125")
    assert rho1(EXAMPLE) == Fraction("0.9075")


@pytest.mark.parametrize("name", REGISTRY)
def test_formulas_are_those_of_the_mathematics(name):
    draw = random.Random(name)
    for _ in range(60):
        c = random_constants(draw, printed=name == "printed")
        loss = admitted(name, c, Fraction(draw.randint(0, 50), draw.randint(1, 50)))
        found = failure(REGISTRY[name], c, loss)
        expected = literally(name, c, loss)
        assert (
            abs(mpmath.mpf(found.lower.numerator) / found.lower.denominator - expected) <= 1e-13 * abs(expected) + 1e-50
        ), c


INTERVALS = [name for name, bound in REGISTRY.items() if not bound.steps_have_gaps]


@pytest.mark.parametrize("name", INTERVALS)
def test_between_two_step_sizes_a_bound_is_at_most_the_larger_of_its_values_there(name):
    draw = random.Random(name)
    bound = REGISTRY[name]
    for _ in range(60):
        c = random_constants(draw, printed=name == "printed")
        end = bound.step_limit(c).value
        steps = sorted(end * Fraction(draw.randint(1, 999), 1000) for _ in range(3))
        loss = admitted(name, c.with_step_size(steps[-1]), Fraction(1))
        values = [failure(bound, c.with_step_size(step), loss) for step in steps]
        assert values[1].lower <= max(values[0].upper, values[2].upper), (c, steps)


@pytest.mark.parametrize("name", INVERTIBLE)
def test_the_inverse_formula_inverts(name):
    draw = random.Random(name)
    for _ in range(60):
        c = random_constants(draw, printed=name == "printed")
        delta = Fraction(draw.randint(1, 99), 100)
        if REGISTRY[name].vanishes(c):
            continue
        loss = threshold(REGISTRY[name], c, delta)
        if c.noise or not name.startswith("drift-martingale"):  # without noise it is 0 up to there
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


RISING = ["path-length", *(name for name in REGISTRY if name.startswith("drift-martingale"))]
SMALL = ["cantelli-ville", "shifted-ville", *RISING[1:]]  # of the order of the step size


@pytest.mark.parametrize("name", RISING)
def test_these_increase_in_the_step_size(name):
    draw = random.Random(name)
    for _ in range(60):
        c = random_constants(draw)
        c = replace(c, confinement=min(c.confinement, c.smoothness * c.radius**2 / 2))  # else no loss has them
        loss = admitted(name, c, Fraction(1))
        values = [failure(REGISTRY[name], c.with_step_size(c.step_size / n), loss) for n in (100, 10, 2, 1)]
        assert all(a.lower <= b.upper for a, b in pairwise(values)), c


@pytest.mark.parametrize("name", SMALL)
def test_these_tend_to_0_as_the_step_size_does(name):
    values = [failure(REGISTRY[name], EXAMPLE.with_step_size(Fraction(1, 10**n)), Fraction(1, 4)) for n in (2, 6, 12)]
    assert values[0].upper < 1
    for n, value in zip((6, 12), values[1:], strict=True):
        assert 0 < value.lower < Fraction(100, 10**n)


@pytest.mark.parametrize("name", SMALL)
def test_without_noise_these_are_0(name):
    assert failure(REGISTRY[name], Constants(1, 1, 0, "1/10", 3, "1/2"), Fraction(1, 4)) == (0, 0)


FAMILIES = {
    "shifted-ville": ("ville", "cantelli-ville"),
    "drift-martingale-shifted": ("drift-martingale-sharp", "drift-martingale"),
    "drift-martingale-confined": ("drift-martingale-shifted",),
}


@pytest.mark.parametrize(("name", "members"), FAMILIES.items())
def test_the_best_shift_is_at_most_every_member_of_its_family(name, members):
    draw = random.Random(name)
    below = Counter()
    for _ in range(300):
        c = random_constants(draw)
        loss = admitted(name, c, Fraction(draw.randint(1, 50), draw.randint(1, 50)))
        best = failure(REGISTRY[name], c, loss)
        for member in members:
            other = failure(REGISTRY[member], c, loss)
            assert best.lower <= other.upper, (c, loss, member)
            below[member] += best.upper < other.lower
    assert min(below[member] for member in members) >= 20, below


def test_both_forms_of_the_shifted_bounds_occur():
    """Without shift for much noise (shifted-ville), with the largest shift near the end of the range (the other)."""
    draw = random.Random(1)
    unshifted = largest = 0
    for _ in range(300):
        c = random_constants(draw)
        loss = min(c.confinement, Fraction(draw.randint(1, 50), draw.randint(1, 50)))
        same = failure(REGISTRY["ville"], c, loss)
        unshifted += abs(failure(REGISTRY["shifted-ville"], c, loss).lower - same.lower) < Fraction(1, 10**50)
        near = c.with_step_size(rho1_step_limit(c).value * (1 - Fraction(1, 10**4)))
        loss = admitted("drift-martingale-shifted", near, Fraction(1))
        whole, half = (failure(REGISTRY["drift-martingale-shifted"], near, loss / n).lower for n in (1, 2))
        largest += abs(whole - 2 * half) < Fraction(1, 10**40) * whole  # proportional to F(theta0)
    assert unshifted >= 10
    assert largest >= 20


def test_where_gradient_descent_leaves_the_confined_bound_just_does_not_apply():
    # F = theta^2/2 from theta0 = 1: the first step ends on the sphere, F = M0 there, and L = 0 exactly.
    c = Constants(2, 1, 0, "1/10", "1/20", Fraction(19, 20) ** 2 / 2)
    bound = REGISTRY["drift-martingale-confined"]
    assert bound.broken(c, Fraction(1, 2) * (1 - Fraction(1, 10**30))) == []
    assert "breaks Lamd (sqrt(initial_loss) - sqrt(confinement)) < radius" in bound.broken(c, Fraction(1, 2))[0]


def test_what_no_small_step_size_helps_is_refused_at_once():
    c = EXAMPLE.with_step_size(Fraction(1, 10))
    for name in ("cantelli-ville", "shifted-ville"):
        bound = REGISTRY[name]
        assert bound.floor(c, Fraction(1, 3)) == 0
        floor = bound.floor(c, c.confinement)
        assert Fraction(1, 2) < floor < 1
        for n in range(6):
            step = c.step_size / 10**n
            assert failure(bound, c.with_step_size(step), c.confinement).lower > floor
