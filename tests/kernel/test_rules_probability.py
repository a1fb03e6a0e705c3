"""What makes an expectation exist: applications that hold, and as many that must not.

A rule of this group concludes nothing but changes what can be read: `then` could not be read before and can be after.
"""

from collections import Counter

import pytest

from lojverify.kernel.polynomial import Rejected
from lojverify.kernel.rules import probability
from lojverify.kernel.syntax import read_fact

# x, y are known at k; o, z, m, b at k+1 (unknown, square integrable, integrable, bounded); e is a bit, c a constant
D = "p q: c; s: s; u: v; x y: x0; v: z0; o: u1; z: x1; m: x2; b: b1; n: xv; r: r; a: a"
BIT = [{"kind": "bit", "name": "e", "letter": "k", "value": "x[k]"}]

TRUE = [
    ("dominate", "upper: m[k] - o[k] >= 0; lower: o[k] >= 0", {"symbol": "o"}, "E[k](o[k]) >= 0"),
    ("dominate", "upper: z[k] - o[k] >= 0; lower: o[k] + z[k] >= 0", {"symbol": "o"}, "E[k](o[k]^2) >= 0"),
    ("dominate", "upper: x[k]*b[k] - o[k] > 0; lower: o[k] = 0", {"symbol": "o"}, "E[k](o[k]^9) >= 0"),
    ("dominate", "upper: p + q^2 - o[k] = 0; lower: o[k] >= 0", {"symbol": "o"}, "E[k](o[k]^9*m[k]) >= 0"),
    ("dominate", "upper: v[k] - x[k] >= 0; lower: x[k] >= 0", {"symbol": "x"}, "E[k](x[k+1]) >= 0"),
    ("finite_mean", "upper: p - x[k] >= 0; lower: x[k] >= 0", {"symbol": "x"}, "mean(x[k]) >= 0"),
    ("finite_mean", "upper: 3*e[k]*e[0] - o[k] >= 0; lower: o[k] + 3*e[k]*e[0] >= 0", {"symbol": "o"},
     "mean(o[k]*e[k]) >= 0"),
    ("finite_mean", "upper: e[5] - r >= 0; lower: r >= 0", {"symbol": "r"}, "mean(r) >= 0"),
    ("finite_mean", "upper: a[k] - r >= 0; lower: r + a[k] >= 0", {"symbol": "r"}, "mean(r*e[2]) >= 0"),
    ("finite_mean_given_past", "lower: m[k] >= 0; upper: p*e[k] - E[k](m[k]) >= 0", {"symbol": "m"},
     "mean(m[k]) >= 0"),
    ("finite_mean_by_induction",
     "lower: v[k] >= 0; start: p - v[0] >= 0; step: 2*v[k] + q - E[k](v[k+1]) >= 0", {"symbol": "v"},
     "mean(v[k]) >= 0"),
    ("finite_mean_by_induction",
     "lower: v[k] >= 0; start: e[0] - v[0] = 0; step: e[k]*v[k] + a[k] - E[k](v[k+1]) = 0", {"symbol": "v"},
     "mean(v[k+1]) >= 0"),
]  # fmt: skip

FALSE = [
    ("dominate", "upper: p >= 0 |- m[k] - o[k] >= 0; lower: o[k] >= 0", {"symbol": "o"}, "without assumptions"),
    ("dominate", "upper: m[k] - o[k] >= 0; lower: p >= 0 |- o[k] >= 0", {"symbol": "o"}, "without assumptions"),
    ("dominate", "upper: s - o[k] >= 0; lower: o[k] >= 0", {"symbol": "o"}, "variables"),
    ("dominate", "upper: m[k] - o[k] >= 0; lower: o[k] + z[k] >= 0", {"symbol": "o"}, "no lower bound"),
    ("dominate", "upper: m[k] - o[k] >= 0; lower: m[k] >= 0", {"symbol": "o"}, "no lower bound"),
    ("dominate", "upper: z[k]*m[k] - o[k] >= 0; lower: o[k] >= 0", {"symbol": "o"}, "integrable"),
    ("dominate", "upper: m[k+1] - o[k] >= 0; lower: o[k] >= 0", {"symbol": "o"}, "integrable"),
    ("dominate", "upper: m[j] - o[k] >= 0; lower: o[k] >= 0", {"symbol": "o"}, "no upper bound"),
    ("dominate", "upper: m[0] - o[0] >= 0; lower: o[0] >= 0", {"symbol": "o"}, "no upper bound"),
    ("dominate", "upper: 2*o[k] - o[k] >= 0; lower: o[k] >= 0", {"symbol": "o"}, "no upper bound"),
    ("dominate", "upper: 2*m[k] - 2*o[k] >= 0; lower: o[k] >= 0", {"symbol": "o"}, "no upper bound"),
    ("dominate", "upper: m[k] - o[k] -> 0 (k); lower: o[k] >= 0", {"symbol": "o"}, "limit"),
    ("dominate", "upper: p - a[k] >= 0; lower: a[k] >= 0", {"symbol": "a"}, "constant"),
    ("dominate", "upper: p - r >= 0; lower: r >= 0", {"symbol": "r"}, "constant"),
    ("dominate", "upper: p - q >= 0; lower: q >= 0", {"symbol": "q"}, "not a process"),
    ("finite_mean", "upper: x[k] - o[k] >= 0; lower: o[k] >= 0", {"symbol": "o"}, "finite mean"),
    ("finite_mean", "upper: m[k] - o[k] >= 0; lower: o[k] >= 0", {"symbol": "o"}, "finite mean"),
    ("finite_mean", "upper: p - o[k] >= 0; lower: x[k] >= 0 |- o[k] >= 0", {"symbol": "o"}, "without assumptions"),
    ("finite_mean", "upper: x[k] >= 0 |- p - o[k] >= 0; lower: o[k] >= 0", {"symbol": "o"}, "without assumptions"),
    ("finite_mean", "upper: p - o[0] >= 0; lower: o[0] >= 0", {"symbol": "o"}, "no upper bound"),
    ("finite_mean", "upper: o[k+1] - o[k] >= 0; lower: o[k] >= 0", {"symbol": "o"}, "no upper bound"),
    ("finite_mean", "upper: p - o[k] >= 0; lower: o[k] + q >= 0", {"symbol": "o"}, "no lower bound"),
    ("finite_mean_given_past", "lower: m[k] >= 0; upper: x[k] - E[k](m[k]) >= 0", {"symbol": "m"}, "finite mean"),
    ("finite_mean_given_past", "lower: m[0] >= 0; upper: p - E[k](m[k]) >= 0", {"symbol": "m"}, "every index"),
    ("finite_mean_given_past", "lower: m[k+1] >= 0; upper: p - E[k](m[k]) >= 0", {"symbol": "m"}, "every index"),
    ("finite_mean_given_past", "lower: m[k] + 1 >= 0; upper: p - E[k](m[k]) >= 0", {"symbol": "m"}, "every index"),
    ("finite_mean_given_past", "lower: m[j] >= 0; upper: p - E[k](m[k]) >= 0", {"symbol": "m"}, "no expectation"),
    ("finite_mean_given_past", "lower: m[k] >= 0; upper: p + E[k](m[k]) >= 0", {"symbol": "m"}, "no expectation"),
    ("finite_mean_given_past", "lower: m[k] >= 0; upper: p - E[k](b[k]*m[k]) >= 0", {"symbol": "m"},
     "no expectation"),
    ("finite_mean_given_past", "lower: m[k] >= 0; upper: x[k] > 0 |- p - E[k](m[k]) >= 0", {"symbol": "m"},
     "without assumptions"),
    ("finite_mean_by_induction", "lower: v[k] >= 0; start: y[0] - v[0] >= 0; step: v[k] - E[k](v[k+1]) >= 0",
     {"symbol": "v"}, "finite mean"),
    ("finite_mean_by_induction", "lower: v[k] >= 0; start: p - v[1] >= 0; step: v[k] - E[k](v[k+1]) >= 0",
     {"symbol": "v"}, "finite mean"),
    ("finite_mean_by_induction", "lower: v[k] >= 0; start: p - v[0] >= 0; step: v[k]^2 - E[k](v[k+1]) >= 0",
     {"symbol": "v"}, "finite mean"),
    ("finite_mean_by_induction", "lower: v[k] >= 0; start: p - v[0] >= 0; step: v[k]*x[k] - E[k](v[k+1]) >= 0",
     {"symbol": "v"}, "finite mean"),
    ("finite_mean_by_induction", "lower: v[k] >= 0; start: p - v[0] >= 0; step: v[k+2] - E[k](v[k+1]) >= 0",
     {"symbol": "v"}, "own bound"),
    ("finite_mean_by_induction", "lower: v[k] >= 0; start: p - v[0] >= 0; step: v[j] - E[k](v[k+1]) >= 0",
     {"symbol": "v"}, "own bound"),
    ("finite_mean_by_induction", "lower: v[k] >= 0; start: p - v[0] >= 0; step: p - E[k](b[k]*v[k+1]) >= 0",
     {"symbol": "v"}, "no expectation"),
    ("finite_mean_by_induction", "lower: v[k] >= 0; start: x[0] > 0 |- p - v[0] >= 0; step: v[k] - E[k](v[k+1]) >= 0",
     {"symbol": "v"}, "without assumptions"),
]  # fmt: skip


def arguments_of(facts, arguments):
    return arguments | {part.split(":")[0].strip(): part.split(":")[0].strip() for part in facts.split(";")}


@pytest.mark.parametrize(("rule", "facts", "arguments", "then"), TRUE)
def test_holds(apply, state, rule, facts, arguments, then):
    before, _ = state(D, facts, BIT)
    with pytest.raises(Rejected):
        read_fact(then, before.theory)
    found, read = apply(D, facts, rule, arguments_of(facts, arguments), BIT)
    assert not found
    assert read(then)


@pytest.mark.parametrize(("rule", "facts", "arguments", "reason"), FALSE)
def test_is_rejected(apply, rule, facts, arguments, reason):
    with pytest.raises(Rejected, match=reason):
        apply(D, facts, rule, arguments_of(facts, arguments), BIT)


def test_every_rule_has_applications_of_both_kinds():
    true, false = (Counter(row[0] for row in table) for table in (TRUE, FALSE))
    assert true.keys() == false.keys() == probability.RULES.keys()
    assert min(false.values()) >= 3
