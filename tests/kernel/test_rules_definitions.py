"""Definitions: what they prove of the new symbol q, what attributes it gets, and what must not be defined."""

from collections import Counter

import pytest

from lojverify.kernel.polynomial import Rejected
from lojverify.kernel.rules.definitions import KINDS
from lojverify.kernel.theory import Symbol

D = "p t: c; s: s; y: p; u v: v; F: F; a: a; x: x0; b: b1; z: x1; m: x2; o: u1; n: xv; w: w; r: r; rw: rv"
BIT = [{"kind": "bit", "name": "e", "letter": "k", "value": "x[k]"}]

# kind, arguments, symbol (sort, level, order, bounded), facts
TRUE = [
    ("variable", {"of": "variable"}, ("variable",), {}),
    ("variable", {"of": "point"}, ("point",), {}),
    ("abbreviation", {"value": "p^2 + F(u)"}, ("constant",), {"is": "q - p^2 - F(u) = 0"}),
    ("abbreviation", {"value": "r + z[3]"}, ("random",), {"is": "q - r - z[3] = 0"}),
    ("abbreviation", {"value": "E[2](m[2])"}, ("random",), {"is": "q - E[2](m[2]) = 0"}),
    ("abbreviation", {"value": "mean(e[7])"}, ("constant",), {"is": "q - mean(e[7]) = 0"}),
    ("abbreviation", {"value": "u + p*v", "against": "y"}, ("vector",), {"is": "<q - u - p*v, y> = 0"}),
    ("abbreviation", {"value": "n[0]", "against": "y"}, ("random-vector",), {"is": "<q - n[0], y> = 0"}),
    ("abbreviation", {"letter": "k", "value": "a[k] + mean(e[k+1])"}, ("process", None, 0),
     {"is": "q[k] - a[k] - mean(e[k+1]) = 0"}),
    ("abbreviation", {"letter": "k", "value": "x[k]*E[k](z[k])"}, ("process", 0), {"is": "q[k] - x[k]*E[k](z[k]) = 0"}),
    ("abbreviation", {"letter": "j", "value": "x[j]*z[j]*b[j]"}, ("process", 1, 1),
     {"is": "q[j] - x[j]*z[j]*b[j] = 0"}),
    ("abbreviation", {"letter": "k", "value": "z[k]^2 + m[k]"}, ("process", 1, 2), {"is": "q[k] - z[k]^2 - m[k] = 0"}),
    ("abbreviation", {"letter": "k", "value": "z[k]*z[k+1]"}, ("process", 2, 1), {"is": "q[k] - z[k]*z[k+1] = 0"}),
    ("abbreviation", {"letter": "k", "value": "o[k]"}, ("process", 1), {"is": "q[k] - o[k] = 0"}),
    ("abbreviation", {"letter": "k", "value": "w[k] + grad F(n[k])", "against": "y"}, ("vector-process", 1, 1),
     {"is": "<q[k] - w[k] - grad F(n[k]), y> = 0"}),
    ("root", {"value": "p"}, ("constant",), {"nonnegative": "q >= 0", "square": "p >= 0 |- q^2 - p = 0"}),
    ("root", {"letter": "k", "value": "m[k]"}, ("process", 1, 1),
     {"nonnegative": "q[k] >= 0", "square": "m[k] >= 0 |- q[k]^2 - m[k] = 0"}),
    ("root", {"letter": "k", "value": "z[k]"}, ("process", 1, 1),
     {"nonnegative": "q[k] >= 0", "square": "z[k] >= 0 |- q[k]^2 - z[k] = 0"}),
    ("root", {"letter": "k", "value": "o[k]"}, ("process", 1),
     {"nonnegative": "q[k] >= 0", "square": "o[k] >= 0 |- q[k]^2 - o[k] = 0"}),
    ("root", {"letter": "k", "value": "m[k]^2"}, ("process", 1, 2),
     {"nonnegative": "q[k] >= 0", "square": "m[k]^2 >= 0 |- q[k]^2 - m[k]^2 = 0"}),
    ("quotient", {"value": "p", "by": "t^2 - 1"}, ("constant",), {"times": "t^2 - 1 > 0 |- q*t^2 - q - p = 0"}),
    ("quotient", {"letter": "k", "value": "m[k]", "by": "a[k]"}, ("process", 1, 2),
     {"times": "a[k] > 0 |- q[k]*a[k] - m[k] = 0"}),
    ("quotient", {"letter": "k", "value": "z[k]", "by": "x[k+1]"}, ("process", 1),
     {"times": "x[k+1] > 0 |- q[k]*x[k+1] - z[k] = 0"}),
    ("quotient", {"letter": "k", "value": "1", "by": "z[k+1]"}, ("process", 2),
     {"times": "z[k+1] > 0 |- q[k]*z[k+1] - 1 = 0"}),
    ("quotient", {"value": "1", "by": "r"}, ("random",), {"times": "r > 0 |- q*r - 1 = 0"}),
    ("nth_root", {"value": "p", "degree": 3}, ("constant",),
     {"nonnegative": "q >= 0", "power": "p >= 0 |- q^3 - p = 0"}),
    ("nth_root", {"letter": "k", "value": "m[k]", "degree": 64}, ("process", 1, 1),
     {"nonnegative": "q[k] >= 0", "power": "m[k] >= 0 |- q[k]^64 - m[k] = 0"}),
    ("positive_part", {"value": "p - t"}, ("constant",),
     {"nonnegative": "q >= 0", "above": "q - p + t >= 0", "either": "q^2 - q*p + q*t = 0"}),
    ("positive_part", {"letter": "k", "value": "z[k]"}, ("process", 1, 1),
     {"nonnegative": "q[k] >= 0", "above": "q[k] - z[k] >= 0", "either": "q[k]^2 - q[k]*z[k] = 0"}),
    ("bit", {"value": "p - t"}, ("constant", None, None, True),
     {"bit": "q^2 - q = 0", "yes": "q - 1 >= 0 |- p - t >= 0", "no": "-q >= 0 |- t - p > 0"}),
    ("bit", {"letter": "k", "value": "o[k]^3"}, ("process", 1, 0, True),
     {"bit": "q[k]^2 - q[k] = 0", "yes": "q[k] - 1 >= 0 |- o[k]^3 >= 0", "no": "-q[k] >= 0 |- -o[k]^3 > 0"}),
    ("bit", {"value": "r"}, ("random", None, None, True),
     {"bit": "q^2 - q = 0", "yes": "q - 1 >= 0 |- r >= 0", "no": "-q >= 0 |- -r > 0"}),
    ("prefix", {"letter": "k", "value": "p - x[k]"}, ("process", 0, 0, True),
     {"bit": "q[k]^2 - q[k] = 0", "yes": "q[k] - 1 >= 0 |- p - x[k] >= 0", "decreases": "q[k] - q[k+1] >= 0",
      "start": "p - x[0] >= 0 |- q[0] - 1 = 0", "goes_on": "q[k] - 1 >= 0, p - x[k+1] >= 0 |- q[k+1] - 1 = 0",
      "stops": "q[k] - 1 >= 0, -q[k+1] >= 0 |- x[k+1] - p > 0"}),
    ("recursion", {"letter": "k", "level": None, "start": "p", "step": "q[k]^2 + a[k]"}, ("process", None, 0),
     {"start": "q[0] - p = 0", "step": "q[k+1] - q[k]^2 - a[k] = 0"}),
    ("recursion", {"letter": "k", "level": 0, "start": "x[0]", "step": "q[k]*x[k+1] + z[k]"}, ("process", 0),
     {"start": "q[0] - x[0] = 0", "step": "q[k+1] - q[k]*x[k+1] - z[k] = 0"}),
    ("recursion", {"letter": "k", "level": 0, "start": "p", "step": "q[k]^3*z[k]"}, ("process", 0, 1),
     {"start": "q[0] - p = 0", "step": "q[k+1] - q[k]^3*z[k] = 0"}),
    ("recursion", {"letter": "k", "level": 1, "start": "m[0]", "step": "q[k] + z[k+1]"}, ("process", 1, 2),
     {"start": "q[0] - m[0] = 0", "step": "q[k+1] - q[k] - z[k+1] = 0"}),
    ("recursion", {"letter": "k", "level": 1, "start": "o[0]", "step": "z[k+1]"}, ("process", 1),
     {"start": "q[0] - o[0] = 0", "step": "q[k+1] - z[k+1] = 0"}),
    ("recursion", {"letter": "k", "level": 1, "start": "z[0]", "step": "o[k+1]"}, ("process", 1),
     {"start": "q[0] - z[0] = 0", "step": "q[k+1] - o[k+1] = 0"}),
    ("recursion", {"letter": "k", "level": 0, "start": "u", "step": "q[k] - p*grad F(q[k]) + w[k]", "against": "y"},
     ("vector-process", 0, 1),
     {"start": "<q[0] - u, y> = 0", "step": "<q[k+1] - q[k] + p*grad F(q[k]) - w[k], y> = 0"}),
    ("zero", {"variable": "s", "value": "s^3*p - t"}, ("constant",),
     {"nonnegative": "q >= 0", "at_most_one": "1 - q >= 0", "zero": "t >= 0, p - t >= 0 |- q^3*p - t = 0"}),
    ("zero", {"variable": "s", "value": "s - r"}, ("random",),
     {"nonnegative": "q >= 0", "at_most_one": "1 - q >= 0", "zero": "r >= 0, 1 - r >= 0 |- q - r = 0"}),
    ("extremum", {"of": "infimum", "value": "a"}, ("constant",), {}),
    ("extremum", {"of": "supremum", "value": "x"}, ("random",), {}),
    ("extremum", {"of": "infimum", "value": "e"}, ("random", None, None, True), {}),
    ("extremum", {"of": "limit", "value": "n"}, ("random-vector",), {}),
]  # fmt: skip

FALSE = [
    ("variable", {"of": "constant"}, "not a sort"),
    ("variable", {"of": "function"}, "not a sort"),
    ("variable", {"of": "variable", "letter": "k"}, "not a sort"),
    ("abbreviation", {"value": "s + 1"}, "variable"),
    ("abbreviation", {"value": "x[k]"}, "another index letter"),
    ("abbreviation", {"letter": "k", "value": "x[j]"}, "another index letter"),
    ("abbreviation", {"letter": "k", "value": "x[5]"}, "not known at any index"),
    ("abbreviation", {"letter": "k", "value": "r"}, "not known at any index"),
    ("abbreviation", {"letter": "k", "value": "q[k] + 1"}, "not a declared"),
    ("abbreviation", {"value": "q + 1"}, "not a declared"),
    ("abbreviation", {"value": "u"}, "vector stands"),
    ("abbreviation", {"value": "u", "against": "v"}, "not a point"),
    ("abbreviation", {"value": "y", "against": "y"}, "variable"),
    ("root", {"value": "s"}, "variable"),
    ("root", {"letter": "k", "value": "x[j]"}, "another index letter"),
    ("root", {"value": "q"}, "not a declared"),
    ("quotient", {"value": "1", "by": "s"}, "variable"),
    ("quotient", {"value": "1", "by": "a[k]"}, "another index letter"),
    ("quotient", {"letter": "k", "value": "1", "by": "a[j]"}, "another index letter"),
    ("nth_root", {"value": "p", "degree": 1}, "degree"),
    ("nth_root", {"value": "p", "degree": 65}, "degree"),
    ("nth_root", {"value": "p", "degree": "3"}, "degree"),
    ("nth_root", {"value": "p", "degree": True}, "degree"),
    ("nth_root", {"value": "s", "degree": 3}, "variable"),
    ("positive_part", {"value": "s"}, "variable"),
    ("positive_part", {"value": "q"}, "not a declared"),
    ("positive_part", {"letter": "k", "value": "x[k+4]"}, "not known at any index"),
    ("bit", {"value": "s"}, "variable"),
    ("bit", {"letter": "k", "value": "F(y)"}, "variable"),
    ("bit", {"letter": "k", "value": "x[j]"}, "another index letter"),
    ("prefix", {"value": "p"}, "needs an index letter"),
    ("prefix", {"letter": "k", "value": "s"}, "variable"),
    ("prefix", {"letter": "k", "value": "x[j]"}, "another index letter"),
    ("recursion", {"letter": "k", "level": 0, "start": "p", "step": "q[k+1] + 1"}, "own step only"),
    ("recursion", {"letter": "k", "level": 0, "start": "p", "step": "q[0] + 1"}, "own step only"),
    ("recursion", {"letter": "k", "level": 0, "start": "p", "step": "F(q[k+2]*u)"}, "own step only"),
    ("recursion", {"letter": "k", "level": 0, "start": "q[0] + 1", "step": "q[k]"}, "not a declared"),
    ("recursion", {"letter": "k", "level": 0, "start": "x[1]", "step": "q[k]"}, "start is not known"),
    ("recursion", {"letter": "k", "level": 0, "start": "p", "step": "z[k+1]"}, "step is not known"),
    ("recursion", {"letter": "k", "level": None, "start": "p", "step": "x[k]"}, "step is not known"),
    ("recursion", {"letter": "k", "level": 0, "start": "s", "step": "q[k]"}, "variable"),
    ("recursion", {"letter": "k", "level": 0, "start": "p", "step": "s*q[k]"}, "variable"),
    ("recursion", {"letter": "k", "level": 0, "start": "p", "step": "q[k] + x[j]"}, "another index letter"),
    ("recursion", {"letter": "k", "level": None, "start": "a[k]", "step": "q[k]"}, "another index letter"),
    ("recursion", {"letter": "k", "level": 0, "start": "x[j]", "step": "q[k]"}, "another index letter"),
    ("recursion", {"level": 0, "start": "p", "step": "p"}, "index letter"),
    ("recursion", {"letter": "k", "level": 7, "start": "p", "step": "p"}, "level"),
    ("recursion", {"letter": "k", "level": True, "start": "p", "step": "p"}, "level"),
    ("recursion", {"letter": "k", "level": 0, "start": "p", "step": "mean(q[k])"}, "finite mean"),
    ("recursion", {"letter": "k", "level": 0, "start": "p", "step": "E[k](q[k+1])"}, "integrable"),
    ("zero", {"variable": "s", "value": "F(s*u)"}, "not a polynomial"),
    ("zero", {"variable": "s", "value": "s - int[s](F(s*u))*y"}, "vector"),
    ("zero", {"variable": "p", "value": "p - t"}, "not a variable"),
    ("zero", {"variable": "s", "value": "s - <y, u>"}, "variable"),
    ("zero", {"variable": "s", "value": "s - x[k]"}, "index letter"),
    ("zero", {"variable": "s", "value": "s - x[k]", "letter": "k"}, "no index letter"),
    ("extremum", {"of": "minimum", "value": "x"}, "not an extremum"),
    ("extremum", {"of": "infimum", "value": "p"}, "not a"),
    ("extremum", {"of": "infimum", "value": "n"}, "not a"),
    ("extremum", {"of": "limit", "value": "x"}, "not a"),
    ("extremum", {"of": "infimum", "value": "x", "letter": "k"}, "not an extremum"),
]  # fmt: skip


def define(kind, arguments):
    return {"kind": kind, "name": "q", **arguments}


@pytest.mark.parametrize(("kind", "arguments", "facts"), [(row[0], row[1], row[3]) for row in TRUE])
def test_defines(apply, kind, arguments, facts):
    found, read = apply(D, "", "define", define(kind, arguments), BIT)
    assert found == {f"q.{what}": read(text) for what, text in facts.items()}


@pytest.mark.parametrize(("kind", "arguments", "symbol"), [row[:3] for row in TRUE])
def test_gives_the_symbol_its_sort_level_order_and_range(state, kind, arguments, symbol):
    statement, _ = state(D, "", [*BIT, define(kind, arguments)])
    assert statement.theory.symbols["q"] == Symbol(*symbol)


@pytest.mark.parametrize(("kind", "arguments", "reason"), FALSE)
def test_is_rejected(apply, kind, arguments, reason):
    with pytest.raises(Rejected, match=reason):
        apply(D, "", "define", define(kind, arguments), BIT)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("p", "twice"), ("x", "twice"), ("2q", "not a name"), ("E", "not a name"), ("mean", "not a name"),
     ("q.is", "not a name"), ("", "not a name"), ("q'", "not a name"), ("q" * 61, "not a name"), ("é", "not a name")],
)  # fmt: skip
def test_a_name_is_new_and_well_formed(apply, name, reason):
    with pytest.raises(Rejected, match=reason):
        apply(D, "", "define", {"kind": "abbreviation", "name": name, "value": "p"})


def test_a_kind_is_one_of_the_table(apply):
    with pytest.raises(Rejected, match="not a kind"):
        apply(D, "", "define", define("choice", {"value": "p"}))


def test_every_kind_has_definitions_of_both_kinds():
    true, false = (Counter(row[0] for row in table) for table in (TRUE, FALSE))
    assert true.keys() == false.keys() == KINDS.keys()
    assert min(false.values()) >= 3
