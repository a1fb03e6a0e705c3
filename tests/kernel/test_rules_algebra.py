"""Sequents and arithmetic: applications that hold, and as many that must not."""

from collections import Counter

import pytest

from lojverify.kernel.polynomial import Rejected
from lojverify.kernel.rules import algebra

D = "p q r: c; s: s; y: p; u v: v; F: F; x: x0; e: b1; n: w"

TRUE = [
    ("assume", "", {"condition": "p >= q"}, "p - q >= 0 |- p - q >= 0"),
    ("assume", "", {"condition": "p < q"}, "q - p > 0 |- q - p > 0"),
    ("assume", "", {"condition": "x[k] = 1"}, "x[k] - 1 = 0 |- x[k] - 1 = 0"),
    ("combine", "a: p >= 0; b: q >= 0", {"terms": [["2", ["a", "b"], []], ["1/3", ["a"], ["r"]]]},
     "2*p*q + 1/3*p*r^2 >= 0"),
    ("combine", "a: p > 0; b: q >= 0", {"terms": [["1", ["a", "a"], []], ["1", ["b"], []]]}, "p^2 + q > 0"),
    ("combine", "a: p > 0", {"terms": [["1", ["a"], ["q"]]]}, "p*q^2 >= 0"),
    ("combine", "a: p > 0; b: q >= 0", {"terms": [["1", ["a", "b"], []]]}, "p*q >= 0"),
    ("combine", "", {"terms": [["3", [], []]]}, "3 > 0"),
    ("combine", "", {"terms": [["3", [], ["p"]]]}, "3*p^2 >= 0"),
    ("combine", "", {}, "0 = 0"),
    ("combine", "a: p - q = 0", {"equalities": [["a", "-r"]]}, "q*r - p*r = 0"),
    ("combine", "a: p - q = 0; b: q > 0", {"terms": [["1", ["b"], []]], "equalities": [["a", "1"]]}, "p > 0"),
    ("combine", "a: r >= 0 |- p >= 0; b: s >= 0 |- q >= 0", {"terms": [["1", ["a"], []], ["1", ["b"], []]]},
     "r >= 0, s >= 0 |- p + q >= 0"),
    ("cases", "a: p >= 0 |- q >= 0; b: -p > 0 |- q >= 0", {"first": "a", "second": "b", "on": "p >= 0"}, "q >= 0"),
    ("cases", "a: p >= 0, r > 0 |- q = 0; b: -p >= 0 |- q > 0", {"first": "a", "second": "b", "on": "p >= 0"},
     "r > 0 |- q >= 0"),
    ("cases", "a: p = 0, p >= 0 |- q >= 0; b: -p > 0 |- q >= 0", {"first": "a", "second": "b", "on": "p >= 0"},
     "p = 0 |- q >= 0"),
    ("cases", "a: p > 0 |- q > 0; b: -p >= 0 |- q > 0", {"first": "a", "second": "b", "on": "p > 0"}, "q > 0"),
    ("split", "a: p - 1 >= 0 |- q > 0; b: -p >= 0, r >= 0 |- q > 0; d: p^2 - p = 0",
     {"first": "a", "second": "b", "bit": "d", "value": "p"}, "r >= 0 |- q > 0"),
    ("split", "a: q >= 0; b: -e[k] >= 0 |- q >= 0; d: r > 0 |- e[k] - e[k]^2 = 0",
     {"first": "a", "second": "b", "bit": "d", "value": "e[k]"}, "r > 0 |- q >= 0"),
    ("absurd", "a: p > 0 |- -1 >= 0", {"fact": "a", "goal": "q = 7"}, "p > 0 |- q - 7 = 0"),
    ("absurd", "a: 0 > 0", {"fact": "a", "goal": "q > 0"}, "q > 0"),
    ("absurd", "a: 1 = 0", {"fact": "a", "goal": "q >= 0"}, "q >= 0"),
    ("antisymmetry", "a: r >= 0 |- p - q >= 0; b: q - p >= 0", {"first": "a", "second": "b"}, "r >= 0 |- p - q = 0"),
    ("cut", "a: p >= 0, r >= 0 |- q > 0; b: s >= 0 |- p > 0", {"fact": "a", "by": ["b"]}, "r >= 0, s >= 0 |- q > 0"),
    ("cut", "a: p >= 0 |- q > 0; b: p = 0", {"fact": "a", "by": ["b"]}, "q > 0"),
    ("cut", "a: p >= 0 |- x[k] -> q (k); b: p = 0", {"fact": "a", "by": ["b"]}, "x[k] -> q (k)"),
    ("weaken", "a: q = 0", {"fact": "a", "on": ["p > 0", "r = 1"]}, "p > 0, r - 1 = 0 |- q = 0"),
    ("weaken", "a: x[k] -> q (k)", {"fact": "a", "on": ["x[j] > 0"]}, "x[j] > 0 |- x[k] -> q (k)"),
    ("instantiate", "a: x[k+1] >= x[k]", {"fact": "a", "letters": {"k": "j+2"}}, "x[j+3] - x[j+2] >= 0"),
    ("instantiate", "a: s > 0 |- p*s >= 0", {"fact": "a", "terms": {"s": "x[k] + s"}},
     "x[k] + s > 0 |- p*x[k] + p*s >= 0"),
    ("instantiate", "a: F(y) >= 0", {"fact": "a", "terms": {"y": "u + 2*n[k]"}}, "F(u + 2*n[k]) >= 0"),
    ("instantiate", "a: E[k](<n[k], y>) = 0", {"fact": "a", "letters": {"k": "k+1"}, "terms": {"y": "x[k]*u"}},
     "x[k]*E[k+1](<n[k+1], u>) = 0"),
    ("instantiate", "a: int[s](F(y + s*u)) >= 0", {"fact": "a", "terms": {"y": "p*v"}},
     "int[s](F(p*v + s*u)) >= 0"),
    ("instantiate", "a: s*x[k] -> 0 (k)", {"fact": "a", "terms": {"s": "x[j]"}}, "x[j]*x[k] -> 0 (k)"),
]  # fmt: skip

FALSE = [
    ("assume", "", {"condition": "x[k] -> 0 (k)"}, "not a relation"),
    ("assume", "", {"condition": "p >= q >= r"}, "expected"),
    ("assume", "", {"condition": "t >= 0"}, "not a declared"),
    ("assume", "", {"condition": "p >= 0", "on": "p"}, "unexpected arguments"),
    ("combine", "a: p >= 0", {"terms": [["-1", ["a"], []]]}, "positive"),
    ("combine", "a: p >= 0", {"terms": [["0", ["a"], []]]}, "positive"),
    ("combine", "a: p >= 0", {"terms": [[1, ["a"], []]]}, "not a rational"),
    ("combine", "a: p >= 0", {"terms": [["1/0", ["a"], []]]}, "not a rational"),
    ("combine", "a: p >= 0", {"terms": [["0.5", ["a"], []]]}, "not a rational"),
    ("combine", "a: p = 0", {"terms": [["1", ["a"], []]]}, "not an inequality"),
    ("combine", "a: p >= 0", {"equalities": [["a", "-1"]]}, "not an equality"),
    ("combine", "a: x[k] -> 0 (k)", {"terms": [["1", ["a"], []]]}, "not an inequality"),
    ("combine", "a: x[k] -> 0 (k)", {"equalities": [["a", "1"]]}, "not an equality"),
    ("combine", "", {"terms": [["1", ["a"], []]]}, "no fact"),
    ("combine", "", {"terms": [["1", [], [], []]]}, "a summand is"),
    ("combine", "", {"terms": [["1", []]]}, "a summand is"),
    ("combine", "a: p = 0", {"equalities": [["a", "1", "1"]]}, "an equality is"),
    ("combine", "", {"terms": [["1", [], ["u"]]]}, "vector"),
    ("cases", "a: p > 0 |- q >= 0; b: -p > 0 |- q >= 0", {"first": "a", "second": "b", "on": "p >= 0"}, "strict"),
    ("cases", "a: p >= 0 |- q >= 0; b: -p >= 0 |- r >= 0", {"first": "a", "second": "b", "on": "p >= 0"},
     "differently"),
    ("cases", "a: p >= 0 |- q >= 0; b: q >= 0", {"first": "a", "second": "b", "on": "p >= 0"}, "opposite"),
    ("cases", "a: p >= 0 |- q >= 0; b: 1 - p >= 0 |- q >= 0", {"first": "a", "second": "b", "on": "p >= 0"},
     "opposite"),
    ("cases", "a: p >= 0 |- x[k] -> q (k); b: -p >= 0 |- x[k] -> q (k)", {"first": "a", "second": "b", "on": "p >= 0"},
     "limit"),
    ("cases", "a: p = 0 |- q >= 0; b: -p >= 0 |- q >= 0", {"first": "a", "second": "b", "on": "p >= 0"}, "opposite"),
    ("cases", "a: p >= 0 |- q >= 0; b: p = 0 |- q >= 0", {"first": "a", "second": "b", "on": "p >= 0"}, "opposite"),
    ("split", "a: p >= 0 |- q > 0; b: -p >= 0 |- q >= 0; d: p^2 - p >= 0",
     {"first": "a", "second": "b", "bit": "d", "value": "p"}, "bit"),
    ("split", "a: p - 1 >= 0 |- q > 0; b: -p >= 0 |- q > 0; d: p^2 - 2*p = 0",
     {"first": "a", "second": "b", "bit": "d", "value": "p"}, "bit"),
    ("split", "a: p - 1 >= 0 |- q > 0; b: -p >= 0 |- r > 0; d: p^2 - p = 0",
     {"first": "a", "second": "b", "bit": "d", "value": "p"}, "differently"),
    ("absurd", "a: 0 >= 0", {"fact": "a", "goal": "q >= 0"}, "not absurd"),
    ("absurd", "a: 1 > 0", {"fact": "a", "goal": "q >= 0"}, "not absurd"),
    ("absurd", "a: p > p + q", {"fact": "a", "goal": "q >= 0"}, "not a constant"),
    ("absurd", "a: 1 -> 0 (k)", {"fact": "a", "goal": "q >= 0"}, "limit"),
    ("antisymmetry", "a: p - q >= 0; b: p - q >= 0", {"first": "a", "second": "b"}, "opposite"),
    ("antisymmetry", "a: p >= 0; b: q >= 0", {"first": "a", "second": "b"}, "opposite"),
    ("antisymmetry", "a: x[k] -> 0 (k); b: -x[k] >= 0", {"first": "a", "second": "b"}, "limit"),
    ("antisymmetry", "a: x[k] >= 0; b: -x[k] -> 0 (k)", {"first": "a", "second": "b"}, "limit"),
    ("cut", "a: p > 0 |- q > 0; b: p >= 0", {"fact": "a", "by": ["b"]}, "discharges nothing"),
    ("cut", "a: p = 0 |- q > 0; b: p >= 0", {"fact": "a", "by": ["b"]}, "discharges nothing"),
    ("cut", "a: p >= 0 |- q > 0; b: -p >= 0", {"fact": "a", "by": ["b"]}, "discharges nothing"),
    ("cut", "a: p >= 0 |- q > 0; b: p -> 0 (k)", {"fact": "a", "by": ["b"]}, "limit"),
    ("cut", "a: p >= 0 |- x[k] -> q (k); b: x[k] >= 0 |- p >= 0", {"fact": "a", "by": ["b"]}, "depend on k"),
    ("weaken", "a: x[k] -> q (k)", {"fact": "a", "on": ["x[k] > 0"]}, "depend on k"),
    ("weaken", "a: q = 0", {"fact": "a", "on": "p > 0"}, "list"),
    ("weaken", "a: q = 0", {"fact": "a", "on": [["p > 0"]]}, "text"),
    ("instantiate", "a: p >= 0", {"fact": "a", "terms": {"p": "q"}}, "not a variable"),
    ("instantiate", "a: F(y) >= 0", {"fact": "a", "terms": {"F": "F"}}, "not a variable"),
    ("instantiate", "a: F(y) >= 0", {"fact": "a", "terms": {"y": "p"}}, "vector"),
    ("instantiate", "a: s >= 0", {"fact": "a", "terms": {"s": "u"}}, "scalar"),
    ("instantiate", "a: E[k](<n[k], y>) = 0", {"fact": "a", "terms": {"y": "n[k]"}}, "known"),
    ("instantiate", "a: E[k](<n[k], y>) = 0", {"fact": "a", "letters": {"k": "0"}, "terms": {"y": "x[1]*u"}}, "known"),
    ("instantiate", "a: int[s](F(y + s*u)) >= 0", {"fact": "a", "terms": {"y": "s*v"}}, "bound"),
    ("instantiate", "a: s >= 0 |- int[s](F(y + s*u)) >= 0", {"fact": "a", "terms": {"s": "p"}}, "bound"),
    ("instantiate", "a: x[k] -> 0 (k)", {"fact": "a", "letters": {"k": "j"}}, "bound"),
    ("instantiate", "a: x[j]*x[k] -> 0 (k)", {"fact": "a", "letters": {"j": "k"}}, "captured"),
    ("instantiate", "a: s*x[k] -> 0 (k)", {"fact": "a", "terms": {"s": "x[k]"}}, "captured"),
    ("instantiate", "a: x[k] >= 0", {"fact": "a", "letters": {"k": "-1"}}, "not an index"),
    ("instantiate", "a: x[k] >= 0", {"fact": "a", "letters": {"p": "0"}}, "not index letters"),
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
    assert true.keys() == false.keys() == algebra.RULES.keys()
    assert min(false.values()) >= 3
