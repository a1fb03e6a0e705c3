"""Induction and limits: applications that hold, and as many that must not."""

from collections import Counter

import pytest

from lojverify.kernel.polynomial import Rejected
from lojverify.kernel.rules import sequences

D = "p q: c; s: s; y: p; u v: v; F: F; a b: a; x l d: x0; n: xv; m: av; c: x0"
DEFINED = [
    {"kind": "bit", "name": "e", "letter": "k", "value": "x[k]"},
    {"kind": "extremum", "name": "low", "of": "infimum", "value": "x"},
    {"kind": "extremum", "name": "lowest", "of": "infimum", "value": "e"},
    {"kind": "extremum", "name": "high", "of": "supremum", "value": "e"},
    {"kind": "extremum", "name": "sup", "of": "supremum", "value": "a"},
    {"kind": "extremum", "name": "end", "of": "limit", "value": "n"},
    {"kind": "extremum", "name": "last", "of": "limit", "value": "m"},
]
JUMP = "<n[k+1] - n[k], n[k+1] - n[k]>"

# rule, facts by the arguments' names, other arguments, conclusions
TRUE = [
    ("induction", "start: a[0] >= p; step: a[k] >= p |- a[k+1] >= p", {"letter": "k", "condition": "a[k] >= p"},
     ["a[k] - p >= 0"]),
    ("induction", "start: q > 0 |- x[0] = 0; step: x[k] >= 0, x[j] > 0 |- x[k+1] > 0",
     {"letter": "k", "condition": "x[k] >= 0"}, ["q > 0, x[j] > 0 |- x[k] >= 0"]),
    ("induction", "start: x[j] > 0; step: x[j+k+1] > 0", {"letter": "k", "condition": "x[j+k] > 0"},
     ["x[j+k] > 0"]),
    ("infimum", "lower: x[k] >= 0; step: x[k] - x[k+1] >= 0", {"symbol": "low", "letter": "k"},
     ["low >= 0", "x[k] - low >= 0", "x[k] -> low (k)"]),
    ("infimum", "lower: e[k] >= 0; step: e[k] - e[k+1] = 0; mean: mean(e[k]) - p >= 0",
     {"symbol": "lowest", "letter": "k"},
     ["lowest >= 0", "e[k] - lowest >= 0", "e[k] -> lowest (k)", "mean(lowest) - p >= 0"]),
    ("supremum", "lower: e[k] >= 0; step: e[k+1] - e[k] >= 0; mean: p - mean(e[k]) >= 0",
     {"symbol": "high", "letter": "k"},
     ["high >= 0", "high - e[k] >= 0", "e[k] -> high (k)", "p - mean(high) >= 0"]),
    ("supremum", "lower: a[k] > 0; step: a[k+1] - a[k] > 0; mean: b[j] - a[k] > 0",
     {"symbol": "sup", "letter": "k"}, ["sup >= 0", "sup - a[k] >= 0", "a[k] -> sup (k)", "b[j] - sup >= 0"]),
    ("null_terms", "bounded: p > 0 |- q - l[k] >= 0; step: l[k+1] - l[k] - d[k]^2 >= 0; lower: x[j] > 0 |- d[k]^2 >= 0",
     {"letter": "k", "sums": "l[k]", "term": "d[k]^2"}, ["p > 0, x[j] > 0 |- d[k]^2 -> 0 (k)"]),
    ("complete",
     f"bounded: x[j] - l[k] >= 0; step: l[k+1] - l[k] - d[k] = 0; lower: d[k] >= 0; bound: d[k]^2 - {JUMP} >= 0",
     {"letter": "k", "sums": "l[k]", "distance": "d[k]", "symbol": "end"},
     ["<n[k] - end, n[k] - end> -> 0 (k)"]),
    ("continuity", "fact: p > 0 |- <n[k] - u, n[k] - u> -> 0 (k)", {"point": "n[k]", "limit": "u", "function": "F"},
     ["p > 0 |- F(n[k]) -> F(u) (k)"]),
    ("continuity", "fact: a[k]^2*<u, u> -> 0 (k)", {"point": "v + a[k]*u", "limit": "v", "function": "F"},
     ["F(v + a[k]*u) -> F(v) (k)"]),
    ("squeeze", "lower: p > 0 |- d[k] > 0; upper: x[k] - d[k] >= 0; fact: q > 0 |- x[k] -> 0 (k)", {},
     ["p > 0, q > 0 |- d[k] -> 0 (k)"]),
    ("limit_order", "fact: p > 0 |- x[k] -> q (k); bound: x[j] > 0 |- x[k] > 0", {}, ["p > 0, x[j] > 0 |- q >= 0"]),
    ("limit_order", "fact: x[k] - d[k] -> q (k); bound: d[k] - x[k] = 0", {}, ["q >= 0"]),
    ("limit_unique", "first: x[k] -> p (k); second: q > 0 |- x[k] -> q (k)", {}, ["q > 0 |- p - q = 0"]),
    ("limit_algebra", "a: x[k] -> p (k); b: q > 0 |- d[k] -> q (k)",
     {"letter": "k", "terms": [["2", ["a", "b"]], ["-x[j]", ["a"]], ["q", []]]},
     ["q > 0 |- 2*x[k]*d[k] - x[j]*x[k] + q -> 2*p*q - x[j]*p + q (k)"]),
    ("limit_equal", "fact: x[k] -> p (k); equal: q > 0 |- d[k] - x[k] = 0", {"term": "d[k]"},
     ["q > 0 |- d[k] -> p (k)"]),
    ("subsequence", "fact: p > 0 |- x[k] - a[j] -> p - a[j] (k)", {"index": "k+n+2"},
     ["p > 0 |- x[k+n+2] - a[j] -> p - a[j] (k)"]),
    ("subsequence", "fact: x[k] - a[j] -> p - a[j] (k)", {"index": "j+k"}, ["x[j+k] - a[j] -> p - a[j] (k)"]),
    ("subsequence", "fact: x[k]*x[k+1] -> q (k)", {"index": "k+k"}, ["x[k+k]*x[k+k+1] -> q (k)"]),
    ("geometric", "lower: x[k] >= 0; step: q*x[k] - x[k+1] >= 0; factor: p > 0 |- 1 - q > 0", {"letter": "k"},
     ["p > 0 |- x[k] -> 0 (k)"]),
    ("geometric", "lower: a[k] >= 0; step: 1/2*a[k] - a[k+1] = 0; factor: 1/2 > 0", {"letter": "k"},
     ["a[k] -> 0 (k)"]),
]  # fmt: skip

FALSE = [
    ("induction", "start: a[0] >= p; step: a[k] > p |- a[k+1] >= p", {"letter": "k", "condition": "a[k] >= p"},
     "depends on k"),
    ("induction", "start: a[0] >= p; step: a[k] >= p, b[k] > 0 |- a[k+1] >= p",
     {"letter": "k", "condition": "a[k] >= p"}, "depends on k"),
    ("induction", "start: b[k] > 0 |- a[0] >= p; step: a[k] >= p |- a[k+1] >= p",
     {"letter": "k", "condition": "a[k] >= p"}, "depends on k"),
    ("induction", "start: a[0] >= p; step: a[k] >= p |- a[k+2] >= p", {"letter": "k", "condition": "a[k] >= p"},
     "does not show"),
    ("induction", "start: a[1] >= p; step: a[k] >= p |- a[k+1] >= p", {"letter": "k", "condition": "a[k] >= p"},
     "does not show"),
    ("induction", "start: a[0] >= p; step: a[k] >= p |- a[k+1] >= p", {"letter": "k", "condition": "a[k] > p"},
     "does not show"),
    ("induction", "start: a[0] -> 0 (k); step: a[k+1] >= 0", {"letter": "k", "condition": "a[k] >= 0"}, "limit"),
    ("infimum", "lower: x[k] >= 0; step: x[k+1] - x[k] >= 0", {"symbol": "low", "letter": "k"}, "expected"),
    ("infimum", "lower: x[k] + 1 >= 0; step: x[k] - x[k+1] >= 0", {"symbol": "low", "letter": "k"}, "expected"),
    ("infimum", "lower: x[k] > 0 |- x[k] >= 0; step: x[k] - x[k+1] >= 0", {"symbol": "low", "letter": "k"},
     "without assumptions"),
    ("infimum", "lower: x[k] >= 0; step: x[k] >= 0 |- x[k] - x[k+1] >= 0", {"symbol": "low", "letter": "k"},
     "without assumptions"),
    ("infimum", "lower: x[0] >= 0; step: x[0] - x[1] >= 0", {"symbol": "low", "letter": "k"}, "expected"),
    ("infimum", "lower: e[k] >= 0; step: e[k+1] - e[k] >= 0", {"symbol": "high", "letter": "k"}, "infimum"),
    ("infimum", "lower: x[k] >= 0; step: x[k] - x[k+1] >= 0; mean: p >= 0", {"symbol": "low", "letter": "k"},
     "finite mean"),
    ("infimum", "lower: e[k] >= 0; step: e[k] - e[k+1] >= 0; mean: mean(e[k]) - a[k] >= 0",
     {"symbol": "lowest", "letter": "k"}, "depends on k"),
    ("infimum", "lower: e[k] >= 0; step: e[k] - e[k+1] >= 0; mean: mean(e[k]) - x[0] >= 0",
     {"symbol": "lowest", "letter": "k"}, "not a constant"),
    ("infimum", "lower: e[k] >= 0; step: e[k] - e[k+1] >= 0; mean: x[0] > 0 |- mean(e[k]) - p >= 0",
     {"symbol": "lowest", "letter": "k"}, "without assumptions"),
    ("infimum", "lower: e[k] >= 0; step: e[k] - e[k+1] >= 0; mean: mean(e[k]) - p -> 0 (k)",
     {"symbol": "lowest", "letter": "k"}, "limit"),
    ("supremum", "lower: a[k] >= 0; step: a[k+1] - a[k] >= 0", {"symbol": "sup", "letter": "k"}, "missing"),
    ("supremum", "lower: a[k] >= 0; step: a[k+1] - a[k] >= 0; mean: b[k] - a[k] >= 0",
     {"symbol": "sup", "letter": "k"}, "depends on k"),
    ("supremum", "lower: a[k] >= 0; step: a[k+1] - a[k] >= 0; mean: p > 0 |- p - a[k] >= 0",
     {"symbol": "sup", "letter": "k"}, "without assumptions"),
    ("supremum", "lower: a[k] >= 0; step: p > 0 |- a[k+1] - a[k] >= 0; mean: p - a[k] >= 0",
     {"symbol": "sup", "letter": "k"}, "without assumptions"),
    ("supremum", "lower: a[k] >= 0; step: a[k+1] - a[k] >= 0; mean: s - a[k] >= 0",
     {"symbol": "sup", "letter": "k"}, "not a constant"),
    ("supremum", "lower: a[k] >= 0; step: a[k+1] - a[k] >= 0; mean: a[k] - p >= 0",
     {"symbol": "sup", "letter": "k"}, "depends on"),
    ("null_terms", "bounded: a[k] - l[k] >= 0; step: l[k+1] - l[k] - d[k] >= 0; lower: d[k] >= 0",
     {"letter": "k", "sums": "l[k]", "term": "d[k]"}, "depends on k"),
    ("null_terms", "bounded: q - l[k] >= 0; step: d[k] > 0 |- l[k+1] - l[k] - d[k] >= 0; lower: d[k] >= 0",
     {"letter": "k", "sums": "l[k]", "term": "d[k]"}, "depends on k"),
    ("null_terms", "bounded: q - l[k] >= 0; step: l[k+1] - l[k] - d[k] >= 0; lower: d[k] >= 0 |- d[k] >= 0",
     {"letter": "k", "sums": "l[k]", "term": "d[k]"}, "depends on k"),
    ("null_terms", "bounded: q - l[k] >= 0; step: l[k] - l[k+1] - d[k] >= 0; lower: d[k] >= 0",
     {"letter": "k", "sums": "l[k]", "term": "d[k]"}, "expected"),
    ("null_terms", "bounded: q - l[k] >= 0; step: l[k+1] - l[k] - d[k] >= 0; lower: l[k] >= 0",
     {"letter": "k", "sums": "l[k]", "term": "d[k]"}, "expected"),
    ("null_terms", "bounded: q - l[k] -> 0 (k); step: l[k+1] - l[k] - d[k] >= 0; lower: d[k] >= 0",
     {"letter": "k", "sums": "l[k]", "term": "d[k]"}, "limit"),
    ("null_terms", "bounded: q - l[k] >= 0; step: l[k+1] - l[k] - d[k] >= 0; lower: d[k] -> 0 (k)",
     {"letter": "k", "sums": "l[k]", "term": "d[k]"}, "expected"),
    ("null_terms", "bounded: q - l[k] >= 0; step: l[k+1] - l[k] - d[k] >= 0; lower: p = 0",
     {"letter": "k", "sums": "l[k]", "term": "d[k]"}, "expected"),
    ("null_terms", "bounded: q - l[k] >= 0; step: l[k] + d[k] - l[k+1] >= 0; lower: d[k] >= 0",
     {"letter": "k", "sums": "l[k]", "term": "d[k]"}, "expected"),
    ("null_terms", "bounded: l[k] - q >= 0; step: l[k+1] - l[k] - d[k] >= 0; lower: d[k] >= 0",
     {"letter": "k", "sums": "l[k]", "term": "d[k]"}, "depends on k"),
    ("complete",
     f"bounded: p - l[k] >= 0; step: l[k+1] - l[k] - d[k] >= 0; lower: d[k] >= 0; bound: d[k]^2 - {JUMP} >= 0",
     {"letter": "k", "sums": "l[k]", "distance": "d[k]", "symbol": "last"}, "expected"),
    ("complete",
     f"bounded: p - l[k] >= 0; step: l[k+1] - l[k] - d[k] >= 0; lower: d[k] >= 0; bound: d[k] - {JUMP} >= 0",
     {"letter": "k", "sums": "l[k]", "distance": "d[k]", "symbol": "end"}, "expected"),
    ("complete",
     f"bounded: p - l[k] >= 0; step: l[k+1] - l[k] - d[k] >= 0; lower: l[k] >= 0; bound: d[k]^2 - {JUMP} >= 0",
     {"letter": "k", "sums": "l[k]", "distance": "d[k]", "symbol": "end"}, "expected"),
    ("complete",
     f"bounded: p - l[k] >= 0; step: l[k+1] - l[k] - d[k] >= 0; lower: d[k] >= 0; bound: d[k]^2 - {JUMP} >= 0",
     {"letter": "k", "sums": "l[k]", "distance": "d[k]", "symbol": "u"}, "declared"),
    ("continuity", "fact: <n[k] - u, n[k] - u> -> p (k)", {"point": "n[k]", "limit": "u", "function": "F"},
     "limit of these points"),
    ("continuity", "fact: <n[k] - u, n[k] - u> >= 0", {"point": "n[k]", "limit": "u", "function": "F"},
     "limit of these points"),
    ("continuity", "fact: <n[k] - u, n[k] - u> -> 0 (k)", {"point": "n[k]", "limit": "v", "function": "F"},
     "limit of these points"),
    ("continuity", "fact: 0 -> 0 (k)", {"point": "n[k]", "limit": "n[k]", "function": "F"}, "depend on"),
    ("continuity", "fact: <n[k] - u, n[k] - u> -> 0 (k)", {"point": "n[k]", "limit": "u", "function": "p"}, "function"),
    ("squeeze", "lower: d[k] >= 0; upper: x[k] - d[k] >= 0; fact: x[k] -> p (k)", {}, "null sequence"),
    ("squeeze", "lower: d[k] >= 0; upper: d[k] - x[k] >= 0; fact: x[k] -> 0 (k)", {}, "expected"),
    ("squeeze", "lower: d[k] >= 0; upper: b[k] > 0 |- x[k] - d[k] >= 0; fact: x[k] -> 0 (k)", {}, "depends on k"),
    ("squeeze", "lower: b[k] > 0 |- d[k] >= 0; upper: x[k] - d[k] >= 0; fact: x[k] -> 0 (k)", {}, "depends on k"),
    ("limit_order", "fact: x[k] -> q (k); bound: b[k] > 0 |- x[k] >= 0", {}, "depends on k"),
    ("limit_order", "fact: x[k] -> q (k); bound: -x[k] >= 0", {}, "expected"),
    ("limit_order", "fact: x[k] >= 0; bound: x[k] >= 0", {}, "not a limit"),
    ("limit_unique", "first: x[k] -> p (k); second: d[k] -> q (k)", {}, "different"),
    ("limit_unique", "first: x[j+k] -> p (k); second: x[j+k] -> q (j)", {}, "different"),
    ("limit_unique", "first: x[k] -> p (k); second: x[k] - p >= 0", {}, "not a limit"),
    ("limit_algebra", "a: x[k] -> p (k)", {"letter": "k", "terms": [["x[k]", ["a"]]]}, "depends on k"),
    ("limit_algebra", "a: x[j] -> p (j)", {"letter": "k", "terms": [["1", ["a"]]]}, "not a limit in k"),
    ("limit_algebra", "a: x[k] >= 0", {"letter": "k", "terms": [["1", ["a"]]]}, "not a limit"),
    ("limit_algebra", "a: x[k] -> p (k)", {"letter": "k", "terms": [["1", ["a"], []]]}, "summand"),
    ("limit_equal", "fact: x[k] -> p (k); equal: b[k] > 0 |- d[k] - x[k] = 0", {"term": "d[k]"}, "depends on k"),
    ("limit_equal", "fact: x[k] -> p (k); equal: d[k] - x[k] >= 0", {"term": "d[k]"}, "equation"),
    ("limit_equal", "fact: x[k] -> p (k); equal: d[k] + x[k] = 0", {"term": "d[k]"}, "equation"),
    ("limit_equal", "fact: x[k] >= 0; equal: d[k] - x[k] = 0", {"term": "d[k]"}, "not a limit"),
    ("subsequence", "fact: x[k] -> q (k)", {"index": "n"}, "does not tend"),
    ("subsequence", "fact: x[k] -> q (k)", {"index": "3"}, "does not tend"),
    ("subsequence", "fact: x[k] >= 0", {"index": "k+1"}, "not a limit"),
    ("subsequence", "fact: x[j] -> q (j)", {"index": "k+1"}, "does not tend"),
    ("geometric", "lower: x[k] >= 0; step: q*x[k] - x[k+1] >= 0; factor: 1 - q >= 0", {"letter": "k"}, "below 1"),
    ("geometric", "lower: x[k] >= 0; step: a[k]*x[k] - x[k+1] >= 0; factor: 1 - a[k] > 0", {"letter": "k"}, "below 1"),
    ("geometric", "lower: x[k] >= 0; step: b[k] > 0 |- q*x[k] - x[k+1] >= 0; factor: 1 - q > 0", {"letter": "k"},
     "depends on k"),
    ("geometric", "lower: x[k] >= 0; step: q*x[k] + p - x[k+1] >= 0; factor: 1 - q > 0", {"letter": "k"}, "expected"),
    ("geometric", "lower: x[k+1] >= 0; step: q*x[k] - x[k+1] >= 0; factor: 1 - q > 0", {"letter": "k"}, "expected"),
    ("geometric", "lower: x[0] >= 0; step: q*x[0] - x[0] >= 0; factor: 1 - q > 0", {"letter": "q"}, "index letter"),
    ("geometric", "lower: x[0] >= 0; step: q*x[0] - x[1] >= 0; factor: 1 - q > 0", {"letter": "k"}, "expected"),
]  # fmt: skip


def named(rule, facts, arguments):
    """The arguments of a rule whose facts are labelled as its arguments are named."""
    if rule == "limit_algebra":
        return arguments
    return arguments | {part.split(":")[0].strip(): part.split(":")[0].strip() for part in facts.split(";")}


@pytest.mark.parametrize(("rule", "facts", "arguments", "expected"), TRUE)
def test_holds(apply, rule, facts, arguments, expected):
    found, read = apply(D, facts, rule, named(rule, facts, arguments), DEFINED)
    assert list(found.values()) == [read(text) for text in expected]


@pytest.mark.parametrize(("rule", "facts", "arguments", "reason"), FALSE)
def test_is_rejected(apply, rule, facts, arguments, reason):
    with pytest.raises(Rejected, match=reason):
        apply(D, facts, rule, named(rule, facts, arguments), DEFINED)


def test_every_rule_has_applications_of_both_kinds():
    true, false = (Counter(row[0] for row in table) for table in (TRUE, FALSE))
    assert true.keys() == false.keys() == sequences.RULES.keys()
    assert min(false.values()) >= 3
