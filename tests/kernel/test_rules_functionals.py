"""Expectations and integrals: applications that hold, and as many that must not."""

from collections import Counter

import pytest

from lojverify.kernel.polynomial import Rejected
from lojverify.kernel.rules import functionals

# x is known at k; b, z, m, o, n at k+1 (bounded, square integrable, integrable, unknown, square integrable vector)
D = "p q: c; s t: s; y: p; u v: v; F: F; x: x0; b: b1; z: x1; m: x2; o: u1; n: w; r: r; a: a"
BIT = [{"kind": "bit", "name": "e", "letter": "k", "value": "x[k]"}]

TRUE = [
    ("expect", "a: z[k] >= x[k]", {"fact": "a", "index": "k"}, "E[k](z[k]) - x[k] >= 0"),
    ("expect", "a: z[k] > 0", {"fact": "a", "index": "k"}, "E[k](z[k]) >= 0"),
    ("expect", "a: x[k] >= 0 |- m[k] - b[k]*z[k]^2 = 0", {"fact": "a", "index": "k"},
     "x[k] >= 0 |- E[k](m[k]) - E[k](b[k]*z[k]^2) = 0"),
    ("expect", "a: m[j] >= 0", {"fact": "a", "index": "j+1"}, "m[j] >= 0"),
    ("expect", "a: z[j] >= 0", {"fact": "a", "index": "j+k"}, "E[j+k](z[j]) >= 0"),
    ("expect", "a: <n[k], n[k]> - <u, n[k]> >= 0", {"fact": "a", "index": "k"},
     "E[k](<n[k], n[k]>) - E[k](<u, n[k]>) >= 0"),
    ("expect", "a: F(u)*z[k] + x[k]^3*b[k]^5 >= 0", {"fact": "a", "index": "k"},
     "F(u)*E[k](z[k]) + x[k]^3*E[k](b[k]^5) >= 0"),
    ("average", "a: e[k] - 1/2 >= 0", {"fact": "a"}, "mean(e[k]) - 1/2 >= 0"),
    ("average", "a: a[k]*e[k] - p = 0", {"fact": "a"}, "a[k]*mean(e[k]) - p = 0"),
    ("average", "a: e[k]*E[k](e[k+1]) > 0", {"fact": "a"}, "mean(e[k]*e[k+1]) >= 0"),
    ("integrate", "a: s >= 0, 1 - s >= 0 |- p*s^2 - q > 0", {"fact": "a", "variable": "s"}, "1/3*p - q >= 0"),
    ("integrate", "a: p >= 0, s >= 0 |- F(s*u) - s*t = 0", {"fact": "a", "variable": "s"},
     "p >= 0 |- int[s](F(s*u)) - 1/2*t = 0"),
    ("integrate", "a: x[k]*s*F(n[k] + s*u) >= 0", {"fact": "a", "variable": "s"},
     "x[k]*int[s](s*F(n[k] + s*u)) >= 0"),
    ("mean_product", "a: m[k] >= 0; b: z[k]^2 > 0; c: m[k]*z[k]^2 - x[k]^2*z[k]^2 = 0",
     {"first": "a", "second": "b", "product": "c", "middle": "x[k]*z[k]", "index": "k"},
     "E[k](m[k])*E[k](z[k]^2) - x[k]^2*E[k](z[k])^2 >= 0"),
    ("mean_product", "a: m[k] >= 0; b: 1 >= 0; c: x[k] > 0 |- m[k] - z[k]^2 >= 0",
     {"first": "a", "second": "b", "product": "c", "middle": "z[k]", "index": "k"},
     "x[k] > 0 |- E[k](m[k]) - E[k](z[k])^2 >= 0"),
    ("mean_product", "a: e[k] >= 0; b: p >= 0; c: e[k]*p - q^2*e[j]^2 >= 0",
     {"first": "a", "second": "b", "product": "c", "middle": "q*e[j]"},
     "p*mean(e[k]) - q^2*mean(e[j])^2 >= 0"),
    ("null_mean", "a: e[k] >= 0; b: -mean(e[k]) >= 0", {"fact": "a", "mean": "b"}, "e[k] = 0"),
    ("null_mean", "a: 1 - e[k] > 0; b: mean(e[k]) - 1 = 0", {"fact": "a", "mean": "b"}, "1 - e[k] = 0"),
    ("null_mean", "a: a[k]*e[k] - p >= 0; b: a[k]*mean(e[k]) - p = 0", {"fact": "a", "mean": "b"}, "a[k]*e[k] - p = 0"),
]  # fmt: skip

FALSE = [
    ("expect", "a: z[k] >= 0 |- z[k] - 1 >= 0", {"fact": "a", "index": "k"}, "not known when"),
    ("expect", "a: x[k+1] >= 0 |- z[k] >= 0", {"fact": "a", "index": "k"}, "not known when"),
    ("expect", "a: s >= 0 |- z[k] >= 0", {"fact": "a", "index": "k"}, "free variables"),
    ("expect", "a: s*z[k] >= 0", {"fact": "a", "index": "k"}, "free variables"),
    ("expect", "a: o[k] >= 0", {"fact": "a", "index": "k"}, "integrable"),
    ("expect", "a: z[k]^3 >= 0", {"fact": "a", "index": "k"}, "integrable"),
    ("expect", "a: m[k]*z[k] >= 0", {"fact": "a", "index": "k"}, "integrable"),
    ("expect", "a: z[k+1] >= 0", {"fact": "a", "index": "k"}, "integrable"),
    ("expect", "a: z[j] >= 0", {"fact": "a", "index": "k"}, "integrable"),
    ("expect", "a: r >= 0", {"fact": "a", "index": "k"}, "integrable"),
    ("expect", "a: F(n[k]) >= 0", {"fact": "a", "index": "k"}, "integrable"),
    ("expect", "a: E[k+1](z[k+1]) >= 0", {"fact": "a", "index": "k"}, "integrable"),
    ("expect", "a: z[k] -> 0 (k)", {"fact": "a", "index": "0"}, "limit"),
    ("average", "a: x[k] >= 0", {"fact": "a"}, "finite mean"),
    ("average", "a: p >= 0 |- e[k] >= 0", {"fact": "a"}, "without assumptions"),
    ("average", "a: s*e[k] >= 0", {"fact": "a"}, "variables"),
    ("average", "a: e[k]*r >= 0", {"fact": "a"}, "finite mean"),
    ("average", "a: F(u)*<n[k], u> >= 0", {"fact": "a"}, "finite mean"),
    ("average", "a: E[k](z[k]) >= 0", {"fact": "a"}, "finite mean"),
    ("average", "a: e[k+1]*E[k](e[k+1]) >= 0", {"fact": "a"}, "finite mean"),
    ("average", "a: s*F(u) >= 0", {"fact": "a"}, "variables"),
    ("average", "a: e[k] -> p (k)", {"fact": "a"}, "limit"),
    ("integrate", "a: s > 0 |- F(s*u) >= 0", {"fact": "a", "variable": "s"}, "depends on s"),
    ("integrate", "a: 2 - s >= 0 |- F(s*u) >= 0", {"fact": "a", "variable": "s"}, "depends on s"),
    ("integrate", "a: p*s >= 0 |- F(s*u) >= 0", {"fact": "a", "variable": "s"}, "depends on s"),
    ("integrate", "a: s*p >= 0", {"fact": "a", "variable": "p"}, "not a variable"),
    ("integrate", "a: <y, y> >= 0", {"fact": "a", "variable": "y"}, "not a variable"),
    ("integrate", "a: E[k](<grad F(s*u), n[k]>) >= 0", {"fact": "a", "variable": "s"}, "another functional"),
    ("integrate", "a: int[t](F(s*t*u)) >= 0", {"fact": "a", "variable": "s"}, "another functional"),
    ("integrate", "a: s -> s (k)", {"fact": "a", "variable": "s"}, "limit"),
    ("mean_product", "a: m[k] >= 0; b: 1 >= 0; c: m[k] - z[k]^2 >= 0",
     {"first": "a", "second": "b", "product": "c", "middle": "2*z[k]", "index": "k"}, "not x y"),
    ("mean_product", "a: m[k] >= 0; b: z[k] >= 0 |- 1 >= 0; c: m[k] - z[k]^2 >= 0",
     {"first": "a", "second": "b", "product": "c", "middle": "z[k]", "index": "k"}, "not known when"),
    ("mean_product", "a: s^2 >= 0; b: 1 >= 0; c: s^2 - s^2 >= 0",
     {"first": "a", "second": "b", "product": "c", "middle": "s", "index": "k"}, "free variables"),
    ("mean_product", "a: e[k] >= 0; b: 1 >= 0; c: p >= 0 |- e[k] - e[k]^2 >= 0",
     {"first": "a", "second": "b", "product": "c", "middle": "e[k]"}, "without assumptions"),
    ("mean_product", "a: m[k] = 0; b: 1 >= 0; c: z[k]^2 - m[k] = 0",
     {"first": "a", "second": "b", "product": "c", "middle": "z[k]", "index": "k"}, "not x y"),
    ("mean_product", "a: m[k]^2 >= 0; b: 1 >= 0; c: m[k]^2 - m[k]^2 >= 0",
     {"first": "a", "second": "b", "product": "c", "middle": "m[k]", "index": "k"}, "integrable"),
    ("mean_product", "a: x[k] -> 0 (k); b: 1 >= 0; c: x[k] - x[k]^2 >= 0",
     {"first": "a", "second": "b", "product": "c", "middle": "x[k]", "index": "k"}, "limit"),
    ("null_mean", "a: 1 - e[k] >= 0; b: -mean(e[k]) >= 0", {"fact": "a", "mean": "b"}, "mean zero"),
    ("null_mean", "a: e[k] >= 0; b: 1 - mean(e[k]) >= 0", {"fact": "a", "mean": "b"}, "mean zero"),
    ("null_mean", "a: e[k] >= 0; b: mean(e[k]) >= 0", {"fact": "a", "mean": "b"}, "mean zero"),
    ("null_mean", "a: e[k] - 1/2 >= 0; b: -mean(e[j]) + 1/2 >= 0", {"fact": "a", "mean": "b"}, "mean zero"),
    ("null_mean", "a: p >= 0 |- e[k] >= 0; b: -mean(e[k]) >= 0", {"fact": "a", "mean": "b"}, "without assumptions"),
    ("null_mean", "a: e[k] >= 0; b: p >= 0 |- -mean(e[k]) >= 0", {"fact": "a", "mean": "b"}, "without assumptions"),
    ("null_mean", "a: s*e[k] >= 0; b: -mean(e[k]) >= 0", {"fact": "a", "mean": "b"}, "variables"),
    ("null_mean", "a: x[k] >= 0; b: -mean(e[k]) >= 0", {"fact": "a", "mean": "b"}, "finite mean"),
    ("null_mean", "a: e[k] -> 0 (k); b: -mean(e[k]) >= 0", {"fact": "a", "mean": "b"}, "limit"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "facts", "arguments", "expected"), TRUE)
def test_holds(apply, rule, facts, arguments, expected):
    found, read = apply(D, facts, rule, arguments, BIT)
    assert found["end"] == read(expected)


@pytest.mark.parametrize(("rule", "facts", "arguments", "reason"), FALSE)
def test_is_rejected(apply, rule, facts, arguments, reason):
    with pytest.raises(Rejected, match=reason):
        apply(D, facts, rule, arguments, BIT)


def test_every_rule_has_applications_of_both_kinds():
    true, false = (Counter(row[0] for row in table) for table in (TRUE, FALSE))
    assert true.keys() == false.keys() == functionals.RULES.keys()
    assert min(false.values()) >= 3
