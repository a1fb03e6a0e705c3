"""Inner products, points and line integrals: applications that hold, and as many that must not."""

from collections import Counter

import pytest

from lojverify.kernel.polynomial import Rejected
from lojverify.kernel.rules import vectors

D = "p q: c; s t: s; y: p; u v: v; F G: F; x: x0; n: w"
SAME = "<u-v, u-v>"

TRUE = [
    ("norm", "", {"vector": "u"}, "<u, u> >= 0"),
    ("norm", "", {"vector": "u - s*n[k]"}, "<u, u> - 2*s*<u, n[k]> + s^2*<n[k], n[k]> >= 0"),
    ("norm", "", {"vector": "0"}, "0 >= 0"),
    ("cauchy_schwarz", "", {"first": "u", "second": "v"}, "<u, u>*<v, v> - <u, v>^2 >= 0"),
    ("cauchy_schwarz", "", {"first": "2*u", "second": "grad F(y)"},
     "4*<u, u>*<grad F(y), grad F(y)> - 4*<u, grad F(y)>^2 >= 0"),
    ("same_point", f"a: p > 0 |- {SAME} = 0", {"fact": "a", "first": "u", "second": "v", "against": "y"},
     "p > 0 |- <u, y> - <v, y> = 0"),
    ("same_point", f"a: -{SAME} >= 0", {"fact": "a", "first": "u", "second": "v", "function": "F"},
     "F(u) - F(v) = 0"),
    ("same_point", f"a: -{SAME} = 0",
     {"fact": "a", "first": "u", "second": "v", "function": "F", "against": "n[k]"},
     "<grad F(u), n[k]> - <grad F(v), n[k]> = 0"),
    ("path_integral", "", {"function": "F", "start": "u", "end": "u + v", "variable": "s"},
     "F(u + v) - F(u) - int[s](<grad F(u + s*v), v>) = 0"),
    ("path_integral", "", {"function": "F", "start": "t*u", "end": "n[k]", "variable": "s"},
     "F(n[k]) - F(t*u) - int[s](<grad F(t*u + s*(n[k] - t*u)), n[k] - t*u>) = 0"),
    ("path_integral", "", {"function": "F", "start": "u", "end": "u", "variable": "s"}, "0 = 0"),
]  # fmt: skip

FALSE = [
    ("norm", "", {"vector": "p"}, "scalar"),
    ("norm", "", {"vector": "u*v"}, "multiplied"),
    ("norm", "", {}, "missing"),
    ("cauchy_schwarz", "", {"first": "u"}, "missing"),
    ("cauchy_schwarz", "", {"first": "u", "second": "1"}, "scalar"),
    ("cauchy_schwarz", "", {"first": "u", "second": "v", "third": "v"}, "unexpected"),
    ("same_point", f"a: {SAME} >= 0", {"fact": "a", "first": "u", "second": "v", "against": "y"}, "not an equation"),
    ("same_point", "a: <u, v> = 0", {"fact": "a", "first": "u", "second": "v", "function": "F"}, "not an equation"),
    ("same_point", "a: <u, u> - <v, v> = 0", {"fact": "a", "first": "u", "second": "v", "function": "F"},
     "not an equation"),
    ("same_point", f"a: {SAME} = 0", {"fact": "a", "first": "u", "second": "v", "function": "p"}, "not a function"),
    ("same_point", f"a: {SAME} -> 0 (k)", {"fact": "a", "first": "u", "second": "v", "function": "F"},
     "not an equation"),
    ("path_integral", "", {"function": "F", "start": "s*u", "end": "v", "variable": "s"}, "end points"),
    ("path_integral", "", {"function": "F", "start": "u", "end": "v + s*u", "variable": "s"}, "end points"),
    ("path_integral", "", {"function": "F", "start": "u", "end": "v", "variable": "y"}, "not a variable"),
    ("path_integral", "", {"function": "F", "start": "u", "end": "v", "variable": "p"}, "not a variable"),
    ("path_integral", "", {"function": "H", "start": "u", "end": "v", "variable": "s"}, "not a function"),
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
    assert true.keys() == false.keys() == vectors.RULES.keys()
    assert min(false.values()) >= 3
