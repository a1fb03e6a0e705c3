"""Exponentials and logarithms: applications that hold, and as many that must not."""

import math
import random
from collections import Counter

import pytest

from lojverify.kernel.check import apply_step, read_problem
from lojverify.kernel.polynomial import Rejected
from lojverify.kernel.rules import powers
from lojverify.kernel.syntax import read_polynomial
from lojverify.kernel.theory import Substitution

D = "p q: c; s t: s; y: p; u: v; F: F; a: a; x: x0; z: x1; w: w"

TRUE = [
    ("exp_tangent", "", {"exponent": "p"}, "exp(p) - 1 - p >= 0"),
    ("exp_tangent", "", {"exponent": "0"}, "exp(0) - 1 >= 0"),
    ("exp_tangent", "", {"exponent": "-s*log(x[k])"}, "exp(-s*log(x[k])) - 1 + s*log(x[k]) >= 0"),
    ("exp_tangent", "", {"exponent": "exp(exp(F(y)))"}, "exp(exp(exp(F(y)))) - 1 - exp(exp(F(y))) >= 0"),
    ("exp_sum", "", {"first": "p", "second": "q"}, "exp(p + q) - exp(p)*exp(q) = 0"),
    ("exp_sum", "", {"first": "2*s", "second": "-s"}, "exp(s) - exp(2*s)*exp(-s) = 0"),
    ("exp_sum", "", {"first": "s", "second": "-s"}, "exp(0) - exp(s)*exp(-s) = 0"),
    ("exp_sum", "", {"first": "s", "second": "s"}, "exp(2*s) - exp(s)^2 = 0"),
    ("exp_sum", "", {"first": "x[k]", "second": "z[k+1]*q"}, "exp(x[k] + q*z[k+1]) - exp(x[k])*exp(q*z[k+1]) = 0"),
    ("exp_log", "a: p > 0", {"fact": "a"}, "exp(log(p)) - p = 0"),
    ("exp_log", "a: q > 0 |- s - p > 0", {"fact": "a"}, "q > 0 |- exp(log(s - p)) - s + p = 0"),
    ("exp_log", "a: x[k] > 0 |- x[k]^2 > 0", {"fact": "a"}, "x[k] > 0 |- exp(log(x[k]^2)) - x[k]^2 = 0"),
    ("exp_log", "a: 2 > 0", {"fact": "a"}, "exp(log(2)) - 2 = 0"),
]  # fmt: skip

FALSE = [
    ("exp_tangent", "", {"exponent": "u"}, "scalar"),
    ("exp_tangent", "", {"exponent": "exp"}, "expected"),
    ("exp_tangent", "", {"exponent": "p = 0"}, "expected"),
    ("exp_tangent", "", {}, "missing"),
    ("exp_sum", "", {"first": "p"}, "missing"),
    ("exp_sum", "", {"first": "p", "second": "w[k]"}, "scalar"),
    ("exp_sum", "", {"first": "p", "second": "q", "third": "q"}, "unexpected"),
    ("exp_log", "a: p >= 0", {"fact": "a"}, "not positive"),
    ("exp_log", "a: p = 0", {"fact": "a"}, "not positive"),
    ("exp_log", "a: p > 0 |- p >= 0", {"fact": "a"}, "not positive"),
    ("exp_log", "a: a[k] -> p (k)", {"fact": "a"}, "limit"),
    ("exp_log", "a: p > 0", {"fact": "b"}, "no fact"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "facts", "arguments", "expected"), TRUE)
def test_holds(apply, rule, facts, arguments, expected):
    found, read = apply(D, facts, rule, arguments)
    assert found["end"] == read(expected)


@pytest.mark.parametrize(("rule", "facts", "arguments", "reason"), FALSE)
def test_is_rejected(apply, rule, facts, arguments, reason):
    with pytest.raises(Rejected, match=reason):
        apply(D, facts, rule, arguments)


def test_every_rule_has_applications_of_both_kinds():
    true, false = (Counter(row[0] for row in table) for table in (TRUE, FALSE))
    assert true.keys() == false.keys() == powers.RULES.keys()
    assert min(false.values()) >= 3


@pytest.fixture
def read(state):
    """Reads a term; returns it with its theory."""
    theory = state(D)[0].theory
    return lambda text: (read_polynomial(text, theory), theory)


def value(polynomial, at):
    """The value of a polynomial in constants, exponentials and logarithms, in floats."""

    def of(atom):
        if atom.tag == "exp":
            return math.exp(value(atom.argument, at))
        if atom.tag == "log":
            inside = value(atom.argument, at)
            return math.log(inside) if inside > 0 else 0.0
        return at[atom.name]

    return sum(float(c) * math.prod(of(a) ** e for a, e in m) for m, c in polynomial.terms.items())


def test_what_the_rules_say_is_true_of_numbers(state):
    """The rules applied to random terms, and what they say evaluated: a check on the text of the rules."""
    rng = random.Random(41)
    terms = ["p", "-q", "p*q", "p^2 - 3/2*q", "log(q)", "p*log(q)", "log(p*q)", "exp(-p)", "log(exp(p) + 1)"]
    seen = Counter()
    for _ in range(300):
        statement, facts = state("p q: c", "a: exp(p) + q^2 > 0")
        one, other = rng.choice(terms), rng.choice(terms)
        rule = rng.choice(sorted(powers.RULES))
        arguments = {
            "exp_tangent": {"exponent": one},
            "exp_sum": {"first": one, "second": other},
            "exp_log": {"fact": "a"},
        }[rule]
        found, _ = apply_step(rule, "end", arguments, statement, facts, {})
        at = {"p": rng.uniform(-2, 2), "q": rng.uniform(-2, 2)}
        left = value(found["end"].polynomial, at)
        scale = 1 + math.exp(12)
        assert left >= -1e-12 * scale if found["end"].relation == ">=" else abs(left) <= 1e-12 * scale
        seen[rule] += 1
    assert min(seen.values()) > 50


def test_terms_are_put_into_normal_form_inside(read):
    theory = read("0")[1]
    assert read_polynomial("exp(p - p)", theory) == read_polynomial("exp(0)", theory)
    assert read_polynomial("exp(p + q)", theory) == read_polynomial("exp(q + p)", theory)
    assert read_polynomial("exp(p)*exp(q)", theory) != read_polynomial("exp(p + q)", theory)
    assert read_polynomial("log(p)", theory) != read_polynomial("exp(p)", theory)
    term = read_polynomial("exp(-q*log(x[k+1] + 1)) - exp(log(<u, u>))^2", theory)
    assert read_polynomial(str(term), theory) == term


def test_substitution_goes_inside(read):
    term, theory = read("exp(-s*log(x[k]))")
    there = Substitution(theory, {"k": ((), 3)}, {"s": read_polynomial("q + 1", theory)}).polynomial(term)
    assert there == read_polynomial("exp(-(q + 1)*log(x[3]))", theory)


def test_what_is_known_of_an_exponential_is_what_is_known_of_its_exponent(read):
    for text, at, known in [("exp(x[k])", "k", True), ("exp(z[k])", "k", False), ("log(q)", None, True)]:
        term, theory = read(text)
        assert theory.known(term, at and ((at,), 0)) is known
    term, theory = read("exp(z[k])")
    assert theory.order(term, (("k",), 0)) is None


@pytest.mark.parametrize(
    "text",
    [
        "E[k](exp(z[k]))",  # not integrable
        "E[k](log(z[k]))",
        "mean(exp(x[0]))",
        "int[s](exp(-log(s)))",  # 1/s is not integrable
        "int[s](F(log(s)*u))",
        "exp(u)",
        "log()",
        "exp p",
        "exp[k](p)",
        "exp",
    ],
)
def test_what_need_not_exist_is_rejected(read, text):
    with pytest.raises(Rejected):
        read(text)


def test_a_known_exponential_leaves_an_expectation(read):
    term, theory = read("E[k](exp(x[k])*z[k])")
    assert term == read_polynomial("exp(x[k])*E[k](z[k])", theory)
    term, theory = read("int[s](exp(s*p)*exp(q))")
    assert term == read_polynomial("exp(q)*int[s](exp(p*s))", theory)


@pytest.mark.parametrize("name", ["exp", "log"])
def test_the_names_are_reserved(name):
    with pytest.raises(Rejected, match="not a name"):
        read_problem("named", {"symbols": {name: {"sort": "constant"}}, "goals": ["0 >= 0"]})
