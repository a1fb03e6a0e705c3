"""Attempts to prove something false by terms: substitution, letters and levels, integrability.

Every attack is (hypotheses, steps, goal, reason). The hypotheses can all hold, and the goal is false in a world where
they do; `tests/kernel/test_traps.py` has the honest versions of many of them.
"""

import re

import pytest
from attacks import NEXT, SETTING, combine, define, use

ATTACKS = {
    # -- substitution ----------------------------------------------------------------------------------------------
    "noise against itself, hidden in a gradient": (
        {"h": "E[k](<w[k], grad F(y)>) = 0"},
        [use("end", "instantiate", fact="h", terms={"y": "w[k]"})],
        "E[k](<w[k], grad F(w[k])>) = 0",
        "only be replaced by what is known",
    ),
    "a multiple of the noise by a later bit": (
        {"h": "E[k](<w[k], y>) = 0"},
        [NEXT, use("end", "instantiate", fact="h", terms={"y": "f[k]*u"})],
        "E[k](f[k]*<w[k], u>) = 0",
        "only be replaced by what is known",
    ),
    "a scalar that is known one step too late": (
        {"h": "s*E[k](z[k]) - E[k](s*z[k]) = 0"},  # 0 = 0, as s goes outside when this is read
        [use("end", "instantiate", fact="h", terms={"s": "z[k]"})],
        "z[k]*E[k](z[k]) - E[k](z[k]^2) = 0",
        "the goal is",
    ),
    "the letter of a limit is captured by a term": (
        {"h": "a[k] - s -> -s (k)"},
        [use("end", "instantiate", fact="h", terms={"s": "a[k]"})],
        "0 -> -a[k] (k)",
        "captured",
    ),
    "the letter of a limit is captured by an index": (
        {"h": "a[k] - a[j] -> q (k)"},
        [use("end", "instantiate", fact="h", letters={"j": "k"})],
        "q = 0",
        "captured",
    ),
    "the letter of a limit is replaced": (
        {"h": "a[k] -> q (k)"},
        [use("end", "instantiate", fact="h", letters={"k": "0"})],
        "a[0] -> q (k)",
        "bound by the limit",
    ),
    "the variable of an integral is captured": (
        {"h": "int[s](F(s*u + t*v)) - F(t*v) = 0"},
        [use("end", "instantiate", fact="h", terms={"t": "s"})],
        "int[s](F(s*u + s*v)) - F(s*v) = 0",
        "contains the bound variable",
    ),
    "the variable of an integral is replaced": (
        {"h": "int[s](F(s*u)) - F(0) = 0"},
        [use("end", "instantiate", fact="h", terms={"s": "1"})],
        "F(u) = F(0)",
        "bound in an integral",
    ),
    "a variable of a limit's assumptions takes its letter": (
        {"h": "s >= 0 |- a[k] -> q (k)"},
        [use("end", "instantiate", fact="h", terms={"s": "a[k]"})],
        "a[k] >= 0 |- a[k] -> q (k)",
        "captured|depend on k",
    ),
    # -- letters and levels ----------------------------------------------------------------------------------------
    "the past at k does not know j": ({}, [use("end", "assume", condition="E[k](x[j]) = 0")], "0 >= 0", "integrable"),
    "the past at j+k is not two steps before it": (
        {},
        [use("end", "assume", condition="E[k](z[j+k]) >= 0")],
        "0 >= 0",
        "integrable",
    ),
    "a process of level 1 at 0 is not known at 0": (
        {"h": "E[k](z[k]) = 0"},
        [use("at 0", "instantiate", fact="h", letters={"k": "0"}), combine("end", eq=[("at 0", "1")])],
        "z[0] = 0",
        "the goal is",
    ),
    "an expectation on an event of tomorrow": (
        {},
        [NEXT, use("end", "expect", fact="f.yes", index="k")],
        "f[k] - 1 >= 0 |- E[k](z[k]) >= 0",
        "not known when",
    ),
    "an event at another letter": (
        {"h": "x[j] >= 0 |- z[k] >= 0"},
        [use("end", "expect", fact="h", index="k")],
        "x[j] >= 0 |- E[k](z[k]) >= 0",
        "not known when",
    ),
    "an expectation of a fact for all variables": (
        {"h": "s*z[k] - s*x[k] >= 0"},
        [use("end", "expect", fact="h", index="k")],
        "s*E[k](z[k]) - s*x[k] >= 0",
        "free variables",
    ),
    "a mean under an assumption": (
        {"h": "q > 0 |- p - q >= 0"},
        [use("end", "average", fact="h")],
        "p - q >= 0",
        "without assumptions",
    ),
    "a conditional expectation of a conditional expectation": (
        {},
        [use("end", "assume", condition="E[k](E[k+1](z[k+1])) = 0")],
        "0 >= 0",
        "integrable",
    ),
    "a definition that looks ahead too far": (
        {},
        [define("abbreviation", "g", "k", value="x[2*k]")],
        "0 >= 0",
        r"expected '\]'|not an index",
    ),
    "a definition that knows all of the future": (
        {},
        [define("abbreviation", "g", "k", value="x[j+k]")],
        "0 >= 0",
        "another index letter",
    ),
    "a definition that knows five steps ahead": (
        {},
        [define("abbreviation", "g", "k", value="x[k+5]")],
        "0 >= 0",
        "not known at any index",
    ),
    "a recursion declared earlier than it is known": (
        {},
        [define("recursion", "g", "k", level=0, start="0", step="g[k] + z[k+1]")],
        "0 >= 0",
        "not known in time",
    ),
    "a recursion of constants that is random": (
        {},
        [define("recursion", "g", "k", level=None, start="0", step="g[k] + x[k]")],
        "0 >= 0",
        "not known in time",
    ),
    "a recursion that refers to itself later": (
        {},
        [define("recursion", "g", "k", level=0, start="0", step="g[k+1] + 1")],
        "0 >= 0",
        "in its own step only",
    ),
    "a recursion whose start depends on the index": (
        {},
        [define("recursion", "g", "k", level=None, start="a[k]", step="g[k]")],
        "0 >= 0",
        "start of g|another index letter",
    ),
    "a definition in terms of itself": (
        {},
        [define("abbreviation", "g", value="g + 1")],
        "0 >= 0",
        "not a declared",
    ),
    # -- integrability ---------------------------------------------------------------------------------------------
    "a quotient by something random inside an expectation": (
        {},
        [
            define("quotient", "g", "k", value="z[k]", by="z[k]^2"),
            use("end", "assume", condition="E[k](g[k]) >= 0"),
        ],
        "0 >= 0",
        "integrable",
    ),
    "a root of something not integrable": (
        {},
        [define("root", "g", "k", value="o[k]"), use("end", "assume", condition="E[k](g[k]) >= 0")],
        "0 >= 0",
        "integrable",
    ),
    "a root of order 3 times what is square integrable": (
        {},
        [
            define("nth_root", "g", "k", degree=3, value="m[k]*z[k]"),
            use("end", "assume", condition="E[k](g[k]*z[k]) >= 0"),
        ],
        "0 >= 0",
        "integrable",
    ),
    "a mean of a product of two unbounded factors": (
        {"low": "x[k] >= 0", "high": "1 - x[k] >= 0"},
        [
            use("finite", "finite_mean", symbol="x", lower="low", upper="high"),
            use("end", "assume", condition="mean(x[k]^2) >= 0"),
        ],
        "0 >= 0",
        "finite mean",
    ),
    "a mean by the tower rule with a bit that is not known": (
        {"low": "z[k] >= 0", "high": "1 - z[k] >= 0"},
        [
            NEXT,
            use("finite", "finite_mean", symbol="z", lower="low", upper="high"),
            use("end", "assume", condition="mean(f[k]*E[k](z[k])) = mean(f[k]*z[k])"),
        ],
        "mean(f[k]*E[k](z[k])) = mean(f[k]*z[k])",
        "finite mean",
    ),
    "two conditional expectations under one mean": (
        {},
        [NEXT, use("end", "assume", condition="mean(E[k](f[k])*E[k](f[k])) = mean(f[k])")],
        "0 >= 0",
        "finite mean",
    ),
    "a bound by oneself": (
        {"low": "x[k] >= 0"},
        [
            combine("high", squares=["0"]),
            use("end", "finite_mean", symbol="x", lower="low", upper="high"),
        ],
        "0 >= 0",
        "no upper bound",
    ),
    "a bound by oneself one step later": (
        {"low": "x[k] >= 0", "high": "x[k+1] - x[k] >= 0"},
        [use("end", "finite_mean", symbol="x", lower="low", upper="high")],
        "0 >= 0",
        "no upper bound",
    ),
    "two processes that bound each other": (
        {"low": "x[k] >= 0", "low b": "b[k] >= 0", "high": "b[k] - x[k] >= 0", "high b": "x[k] - b[k] >= 0"},
        [use("end", "finite_mean", symbol="x", lower="low", upper="high")],
        "0 >= 0",
        "finite mean",
    ),
    "domination by what is not integrable itself": (
        {"low": "z[k] >= 0", "high": "o[k] - z[k] >= 0"},
        [use("end", "dominate", symbol="z", lower="low", upper="high")],
        "0 >= 0",
        "not known to be integrable",
    ),
    "domination by what is known only later": (
        {"low": "x[k] >= 0", "high": "z[k+1] - x[k] >= 0"},
        [use("end", "dominate", symbol="x", lower="low", upper="high")],
        "0 >= 0",
        "not known to be integrable",
    ),
    "domination at one index": (
        {"low": "x[k] >= 0", "high": "q - x[0] >= 0"},
        [use("end", "finite_mean", symbol="x", lower="low", upper="high")],
        "0 >= 0",
        "no upper bound",
    ),
    "domination under an assumption": (
        {"low": "x[k] >= 0", "high": "q > 0 |- q - x[k] >= 0"},
        [use("end", "finite_mean", symbol="x", lower="low", upper="high")],
        "0 >= 0",
        "without assumptions",
    ),
    "domination for one value of a variable": (
        {"low": "x[k] >= 0", "high": "s - x[k] + s^2 >= 0"},
        [use("end", "finite_mean", symbol="x", lower="low", upper="high")],
        "0 >= 0",
        "without assumptions and variables",
    ),
    "a finite mean by induction without its start": (
        {"low": "x[k] >= 0", "step": "x[k] - E[k](b1[k]) >= 0", "start": "x[0] - x[0] >= 0"},
        [use("end", "finite_mean_by_induction", symbol="x", lower="low", start="start", step="step")],
        "0 >= 0",
        "finite mean",
    ),
    "a finite mean from a bound of another expectation": (
        {"low": "x[k] >= 0", "high": "1 - E[k](b1[k]) >= 0"},
        [use("end", "finite_mean_given_past", symbol="x", lower="low", upper="high")],
        "0 >= 0",
        "bounds no expectation",
    ),
    "a multiple of an expectation is bounded from below": (
        {"low": "b1[k] >= 0", "high": "1 + E[k](b1[k]) >= 0"},
        [use("end", "finite_mean_given_past", symbol="b1", lower="low", upper="high")],
        "0 >= 0",
        "bounds no expectation",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_the_attack_fails_for_the_expected_reason(make, verdict, name):
    hypotheses, steps, goal, reason = ATTACKS[name]
    found = verdict(make("attack", SETTING, [goal], steps, ["end"], hypotheses=hypotheses))
    assert found.status == "rejected"
    assert re.search(reason, found.reason), found.reason


def test_there_are_enough_attacks():
    assert len(ATTACKS) >= 42
