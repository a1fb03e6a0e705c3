"""Lowering from sympy is exact: sympy and the kernel give the same value at random rational points."""

import random
from fractions import Fraction

import pytest
import sympy

from lojverify.derive import Eq, Loss, Problem, exp, expect, inner, integral, log, lower, mean, norm2, power
from lojverify.derive.language import j, k, n
from lojverify.kernel.check import read_problem
from lojverify.kernel.syntax import read_condition, read_polynomial

F = Loss("F")
a, b, c = sympy.symbols("a b c")
x = sympy.IndexedBase("x")


def theory():
    p = Problem("lowering")
    p.constants("a b c")
    p.vectors("u v")
    p.variables("s")
    p.function("F")
    p.process("x", level=1, order=1)
    p.assume("a", a > 0)
    p.goal(a > 0)
    return read_problem(p.name, p.data()).theory


def value(polynomial, point):
    """A polynomial in constants at a point."""
    total = Fraction(0)
    for monomial, coefficient in polynomial.terms.items():
        term = Fraction(coefficient)
        for atom, exponent in monomial:
            term *= point[atom.key] ** exponent
        total += term
    return total


def random_expression(rng, depth):
    if depth == 0:
        return rng.choice([a, b, c, sympy.Integer(rng.randint(-3, 3)), sympy.Rational(rng.randint(-5, 5), 7)])
    left, right = random_expression(rng, depth - 1), random_expression(rng, depth - 1)
    return rng.choice([left + right, left - right, left * right, left ** rng.randint(1, 3), left / 3 - right])


def test_lowering_keeps_values():
    rng = random.Random(4)
    scope = theory()
    effective = 0
    for _ in range(300):
        expression = random_expression(rng, rng.randint(1, 4))
        lowered = read_polynomial(lower(expression), scope)
        for _ in range(3):
            point = {name: Fraction(rng.randint(-20, 20), rng.randint(1, 9)) for name in "abc"}
            exact = sympy.sympify(expression).xreplace({s: sympy.Rational(point[s.name]) for s in (a, b, c)})
            assert value(lowered, point) == Fraction(int(exact.p), int(exact.q)), expression
        effective += bool(lowered.atoms())
    assert effective > 200


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (norm2(sympy.Symbol("u") - sympy.Symbol("v")), "<u, u> - 2*<u, v> + <v, v>"),
        (inner(F.grad(sympy.Symbol("u")), sympy.Symbol("v")), "<grad F(u), v>"),
        (F(sympy.Symbol("u") + 2 * sympy.Symbol("v")), "F(u + 2*v)"),
        (expect(k, x[k] * a), "a*E[k](x[k])"),
        (x[j + n + 1], "x[j+n+1]"),
        (a * exp(b - log(c)) ** 2, "a*exp(b - log(c))^2"),
        (power(a + 1, -b), "exp(-b*log(a + 1))"),
        (exp(log(a)), "exp(log(a))"),
        (integral(sympy.Symbol("s") * a, sympy.Symbol("s")), "1/2*a"),
    ],
)
def test_vectors_functions_and_functionals(expression, text):
    scope = theory()
    assert read_polynomial(lower(expression), scope) == read_polynomial(text, scope)


def test_means_and_relations():
    scope = theory()
    scope.upgrade("x", finite_mean=True)
    assert lower(mean(x[k])) == "mean(x[k])"
    assert read_condition(lower(a <= b), scope) == read_condition("b - a >= 0", scope)
    assert read_condition(lower(a > b), scope) == read_condition("a - b > 0", scope)
    assert read_condition(lower(Eq(a, b)), scope) == read_condition("a - b = 0", scope)


@pytest.mark.parametrize(
    "expression",
    [sympy.Float(0.5), sympy.sqrt(a), a ** sympy.Rational(1, 2), a**-1, sympy.exp(a), a**b, x[2 * k], x[k - 1]],
)
def test_what_the_kernel_cannot_say_is_refused(expression):
    with pytest.raises(TypeError):
        lower(expression)
