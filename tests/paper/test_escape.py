"""Theorem 4.4 against exact enumeration: what the derivations say of runs, seen on every path of signs."""

from fractions import Fraction
from itertools import pairwise, product

import pytest

from lojverify.derive import proved
from lojverify.kernel.instances import refute
from lojverify.paper.contents import register
from lojverify.paper.escape_steps import signs

CONSEQUENCES = [
    entry for entry in register().values() if entry.consequence and entry.id in ("4.16", "4.21", "Theorem 4.4")
]


def run(noise, *, slope, start, offset):
    """The iterates of theta' = theta - eta (slope theta + w) with eta_k = 2/(k + offset), in fractions."""
    theta = [Fraction(start)]
    for n, w in enumerate(noise):
        eta = Fraction(2, n + offset)
        theta.append(theta[-1] - eta * (slope * theta[-1] + w))
    return theta


@pytest.mark.parametrize("aligned", [True, False])
def test_the_instance_of_theorem_4_4_stays_on_every_path(aligned):
    paths = list(product((1, -1), repeat=10))
    for Z in paths:
        w = [Z[0], *([Z[1]] * (len(Z) - 1))] if aligned else Z
        theta = run(w, slope=1, start="1/2", offset=2)
        assert max(map(abs, theta)) <= 1
        assert max(abs(t - Fraction(1, 2)) for t in theta) <= Fraction(3, 2)
    assert len(paths) == 1024


def test_4_16_on_every_path():
    """As printed the first equality is false; corrected, both lines hold, with the first noise of another direction."""
    false = 0
    for Z in product((Fraction(1), Fraction(-2), Fraction(1, 2)), repeat=4):
        sign = 1 if Z[1] > 0 else -1
        w = [Z[0], *(sign * abs(z) for z in Z[1:])]
        theta = run(w, slope=1, start="1/2", offset=2)
        eta = [Fraction(2, n + 2) for n in range(4)]
        noise = sum(e * x for e, x in zip(eta, w, strict=True))
        moves = [b - a for a, b in pairwise(theta)]
        minus, plus = (sum(m + s * e * t for m, e, t in zip(moves, eta, theta, strict=False)) for s in (-1, 1))
        false += abs(minus) != abs(noise)
        assert abs(plus) == abs(noise)
        lengths = sum(e * abs(z) for e, z in zip(eta, Z, strict=True))
        assert abs(noise) >= lengths - 2 * eta[0] * abs(Z[0])
    assert false >= 60


def test_a_run_along_a_valley_leaves_at_least_as_often_as_derived():
    """P(left by n) >= 2^(-n) where the step sizes before n sum to more than r = 1, by counting paths."""
    effective = 0
    for n in range(1, 11):
        if sum(Fraction(1, 4) / (k + 1) for k in range(n)) <= Fraction(1, 2):
            continue
        paths = list(product((1, -1), repeat=n))
        left = 0
        for Z in paths:
            place, gone = Fraction(0), False
            for k, z in enumerate(Z):
                place -= Fraction(1, 4) / (k + 1) * z
                gone = gone or abs(place) > Fraction(1, 2)
            left += gone
        assert Fraction(left, len(paths)) >= Fraction(1, 2**n)
        effective += 1
    assert effective >= 6


@pytest.mark.parametrize("entry", CONSEQUENCES, ids=lambda entry: entry.id)
def test_the_instance_has_independent_signs_and_refutes_what_follows(entry):
    found = proved(entry.consequence)
    verdict, evaluation = refute(found.problem.data(), entry.instance())
    assert (found.verdict.status, verdict.status) == ("holey", "refuted")
    assert evaluation.goal.endswith("0 > 0")
    assert min(evaluation.cases.values()) >= 1
    outcomes = entry.instance()["chain"]["outcomes"]
    assert [one["probability"] for one in outcomes] == ["1/2", "1/2"]


def test_another_noise_is_not_the_instance():
    """The hypotheses on the noise are verified: with lengths 1 and 2, or without zero mean, nothing is refuted."""
    problem = proved("theorem_4_4_fails").problem.data()
    for values in (("1", "-2"), ("1", "1"), ("0", "0")):
        instance = signs()
        for one, value in zip(instance["chain"]["outcomes"], values, strict=True):
            one["values"]["Z"] = [value]
        assert refute(problem, instance)[0].status == "rejected"
    instance = signs()
    instance["vectors"]["theta0"] = ["1"]
    assert refute(problem, instance)[0].status == "rejected"


def test_moments_on_a_quadratic_are_below_the_derived_bounds():
    """E theta^2 <= K n^(-q) and E theta^4 <= K2 n^(-2q) for q = 2/3, with roots rounded to the safe side."""
    gamma, offset, scale = 2, 64, 10**30

    def root(number):  # number^(-2/3), rounded down: the largest r with (r/scale)^3 number^2 <= 1
        r = 0
        for bit in reversed(range(101)):
            r += 1 << bit if (r + (1 << bit)) ** 3 * number**2 <= scale**3 else 0
        return Fraction(r, scale)

    second = fourth = Fraction(1)
    K = 2 * gamma + 1 / root(offset)
    K2 = 6 * gamma * K + gamma**3 + (1 / root(offset)) ** 2
    slack = 1 + Fraction(1, 10**6)
    for n in range(offset, offset + 40):
        power = root(n)
        assert second <= K * power * slack
        assert fourth <= K2 * power**2 * slack
        eta = gamma * power
        fourth = (1 - eta) ** 4 * fourth + 6 * eta**2 * (1 - eta) ** 2 * second + eta**4
        second = (1 - eta) ** 2 * second + eta**2
        second, fourth = (Fraction(int(m * scale) + 1, scale) for m in (second, fourth))
