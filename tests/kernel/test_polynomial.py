"""Polynomials: a commutative ring with decidable equality, of bounded size."""

import random
from fractions import Fraction

import pytest

from lojverify.kernel.polynomial import NIL, ONE, Polynomial, Rejected, from_monomial, number
from lojverify.kernel.terms import as_polynomial, atom

NAMES = ("p", "q", "r")
P, Q, R = (as_polynomial(atom("const", name)) for name in NAMES)


def draw(source, depth=3):
    """A random polynomial and its value at a random point, computed apart."""
    if depth == 0:
        if source.random() < 0.3:
            value = Fraction(source.randint(-3, 3), source.randint(1, 3))
            return number(value), lambda _: value
        name = source.choice(NAMES)
        return as_polynomial(atom("const", name)), lambda at: at[name]
    (f, fv), (g, gv) = draw(source, depth - 1), draw(source, depth - 1)
    kind = source.randrange(5)
    if kind == 0:
        return f + g, lambda at: fv(at) + gv(at)
    if kind == 1:
        return f - g, lambda at: fv(at) - gv(at)
    if kind == 2:
        return f * g, lambda at: fv(at) * gv(at)
    if kind == 3:
        return f**2, lambda at: fv(at) ** 2
    return f.scale(Fraction(-2, 3)), lambda at: fv(at) * Fraction(-2, 3)


def value(polynomial, at):
    total = Fraction(0)
    for monomial, coefficient in polynomial.terms.items():
        term = Fraction(coefficient)
        for factor, exponent in monomial:
            term *= at[factor.args[0]] ** exponent
        total += term
    return total


def point(source):
    return {name: Fraction(source.randint(-9, 9), source.randint(1, 5)) for name in NAMES}


def test_arithmetic_agrees_with_evaluation():
    nonzero = 0
    for seed in range(300):
        source = random.Random(seed)
        polynomial, expected = draw(source)
        for _ in range(3):
            at = point(source)
            assert value(polynomial, at) == expected(at), (seed, polynomial, at)
        nonzero += bool(polynomial)
    assert nonzero > 200


def test_ring_axioms_hold_as_equalities():
    for seed in range(200):
        source = random.Random(seed)
        f, g, h = (draw(source)[0] for _ in range(3))
        assert f * (g + h) == f * g + f * h
        assert (f * g) * h == f * (g * h)
        assert f * g == g * f
        assert hash(f * g) == hash(g * f)
        assert f - f == NIL
        assert not f - f
        assert f * ONE == f
        assert f + NIL == f
        assert str(f + g) == str(g + f)


def test_different_polynomials_differ():
    pairs = [(P, Q), (P * P, P), (P + Q, P - Q), (P, P.scale(Fraction(1, 2))), (P * Q, P + Q), (ONE, NIL), (P, ONE)]
    for f, g in pairs:
        assert f != g
    assert P != "p"


def test_a_constant_has_a_value():
    assert number(Fraction(3, 4)).constant() == Fraction(3, 4)
    assert (P - P).constant() == 0
    assert (P * Q - Q * P + ONE).constant() == 1
    assert P.constant() is None
    assert (P + ONE).constant() is None


def test_coefficients_are_exact_and_never_zero():
    third = P.scale(Fraction(1, 3))
    assert third + third + third == P
    assert Polynomial({((atom("const", "p"), 1),): Fraction(0)}) == NIL
    assert all(type(c) is int for c in (third + third + third).terms.values())


def test_powers():
    assert P**0 == ONE
    assert (P + Q) ** 3 == (P + Q) * (P + Q) * (P + Q)
    assert from_monomial(((atom("const", "p"), 5),)) == P**5


@pytest.mark.parametrize(
    ("build", "reason"),
    [
        (lambda: ((P + Q + R + ONE) ** 16) ** 2, "product of polynomials has too many"),
        (lambda: Polynomial({((atom("const", f"p{n}"), 1),): 1 for n in range(10_001)}), "polynomial has too many"),
        (lambda: P**1001, "power"),
        (lambda: (P * Q) ** 600 * P**600, "power"),
        (lambda: number(10) ** 4201, "coefficient"),
        (lambda: number(Fraction(1, 10)) ** 4201, "coefficient"),
        (lambda: number(-(10**4201)), "coefficient"),
    ],
)
def test_size_is_bounded(build, reason):
    with pytest.raises(Rejected, match=reason):
        build()


def test_what_can_be_computed_can_be_written():
    largest = number(Fraction(10**4200 - 1, 10**4200 - 3))
    assert len(str(largest)) > 8000
