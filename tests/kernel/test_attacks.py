"""Attempts to prove something false, each a small proof that must be rejected for the expected reason.

Every attack is written as (what it tries, symbols, hypotheses, steps, goal, reason). The hypotheses can all hold, and
the goal is false in a world where they do; `tests/kernel/test_traps.py` has the honest versions of many of them.
"""

import re

import pytest


def define(kind, name, letter="", **arguments):
    """A definition in a proof."""
    parts = {"kind": kind, "name": name, **arguments}
    return (f"def {name}", "define", parts | ({"letter": letter} if letter else {}))


def use(label, rule, **arguments):
    return (label, rule, arguments)


def combine(label, *facts, eq=(), squares=()):
    """The sum of facts, multiples of equations and squares."""
    terms = [["1", [one], []] for one in facts] + [["1", [], [one]] for one in squares]
    parts = {"terms": terms} if terms else {}
    return (label, "combine", parts | ({"equalities": [list(one) for one in eq]} if eq else {}))


FALSE = use("end", "absurd", fact="bad", goal="-1 >= 0")
SETTING = "x b: x0; z: x1; m: x2; o: u1; w: w; a d: a; F: F; p q: c; u v: v; s t: s; y: p; X: r; xv: xv; b1: b1; b0: b0"
NEXT = define("bit", "f", "k", value="z[k]")  # known one step later

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
    # -- roots, quotients, zeros -----------------------------------------------------------------------------------
    "the root of an odd degree of -1": (
        {},
        [
            define("nth_root", "g", degree=3, value="-1"),
            use("cube", "cut", fact="g.power", by=["g.nonnegative"]),
            combine("end", "g.nonnegative", eq=[("cube", "-1")]),
        ],
        "-1 >= 0",
        "discharges nothing",
    ),
    "a quotient by a negative number": (
        {},
        [
            define("quotient", "g", value="1", by="-1"),
            combine("1>=0", squares=["1"]),
            use("end", "cut", fact="g.times", by=["1>=0"]),
        ],
        "-1 >= 0",
        "discharges nothing",
    ),
    "division by a symbol in a text": ({}, [use("end", "assume", condition="1/p > 0")], "0 >= 0", "rational constants"),
    "division by zero in a text": ({}, [use("end", "assume", condition="1/0 > 0")], "0 >= 0", "nonzero"),
    "a zero of a function that is not a polynomial": (
        {},
        [define("zero", "g", variable="s", value="F(s*u)")],
        "0 >= 0",
        "not a polynomial",
    ),
    "a zero that depends on a variable": (
        {},
        [define("zero", "g", variable="s", value="s - t")],
        "0 >= 0",
        "another variable",
    ),
    "a zero that depends on an index": (
        {},
        [define("zero", "g", variable="s", value="s - a[k]")],
        "0 >= 0",
        "index letter",
    ),
    # -- rules of sequences ----------------------------------------------------------------------------------------
    "induction with another start": (
        {"start": "a[1] >= 0", "step": "a[k] >= 0 |- a[k+1] >= 0"},
        [use("end", "induction", letter="k", condition="a[k] >= 0", start="start", step="step")],
        "a[k] >= 0",
        "what must be shown",
    ),
    "induction under an assumption hidden in a symbol": (
        {"start": "a[0] >= 0", "step": "d[k] >= 0, a[k] >= 0 |- a[k+1] >= 0"},
        [
            define("abbreviation", "g", "k", value="d[k]"),
            use("step 2", "weaken", fact="step", on=["g[k] >= 0"]),
            use("end", "induction", letter="k", condition="a[k] >= 0", start="start", step="step 2"),
        ],
        "a[k] >= 0",
        "depends on k",
    ),
    "induction on a weaker condition than the step assumes": (
        {"start": "a[0] >= 0", "step": "a[k] > 0 |- a[k+1] >= 0"},
        [use("end", "induction", letter="k", condition="a[k] >= 0", start="start", step="step")],
        "a[k] >= 0",
        "depends on k",
    ),
    "the infimum of a process that is not monotone": (
        {"low": "x[k] >= 0", "step": "x[k+1] - x[k] >= 0"},
        [
            define("extremum", "g", of="infimum", value="x"),
            use("end", "infimum", symbol="g", letter="k", lower="low", step="step"),
        ],
        "0 >= 0",
        "expected that this is nonnegative",
    ),
    "the infimum of a process that may be negative": (
        {"step": "x[k] - x[k+1] >= 0"},
        [
            define("extremum", "g", of="infimum", value="x"),
            use("end", "infimum", symbol="g", letter="k", lower="step", step="step"),
        ],
        "0 >= 0",
        "expected that this is nonnegative",
    ),
    "the supremum of an unbounded sequence": (
        {"low": "a[k] >= 0", "step": "a[k+1] - a[k] >= 0", "mean": "a[k+1] - a[k] >= 0"},
        [
            define("extremum", "g", of="supremum", value="a"),
            use("end", "supremum", symbol="g", letter="k", lower="low", step="step", mean="mean"),
        ],
        "0 >= 0",
        "depends on k",
    ),
    "the supremum of a random sequence bounded by a random number": (
        {"low": "x[k] >= 0", "step": "x[k+1] - x[k] >= 0", "mean": "X - x[k] >= 0"},
        [
            define("extremum", "g", of="supremum", value="x"),
            use("end", "supremum", symbol="g", letter="k", lower="low", step="step", mean="mean"),
        ],
        "0 >= 0",
        "finite mean",
    ),
    "an infimum used as a supremum": (
        {"low": "x[k] >= 0", "step": "x[k+1] - x[k] >= 0"},
        [
            define("extremum", "g", of="infimum", value="x"),
            use("end", "supremum", symbol="g", letter="k", lower="low", step="step", mean="low"),
        ],
        "0 >= 0",
        "not declared as the supremum",
    ),
    "a limit that was never declared": (
        {"b": "1 - a[k] >= 0", "s": "a[k+1] - a[k] >= 0", "l": "0 >= 0", "d": "0 >= 0"},
        [
            use("end", "complete", symbol="u", letter="k", sums="a[k]", distance="0",
                bounded="b", step="s", lower="l", bound="d"),
        ],
        "0 >= 0",
        "not declared as the limit",
    ),
    "steps of length 1/k": (
        {"b": "a[k] - d[k] >= 0", "s": "d[k+1] - d[k] - 1 >= 0", "l": "1 >= 0"},
        [use("end", "null_terms", letter="k", sums="d[k]", term="1", bounded="b", step="s", lower="l")],
        "1 -> 0 (k)",
        "depends on k",
    ),
    "limits in two letters are multiplied": (
        {"h": "a[k] -> p (k)", "g": "d[j] -> q (j)"},
        [use("end", "limit_algebra", letter="k", terms=[["1", ["h", "g"]]])],
        "a[k]*d[j] -> p*q (k)",
        "not a limit in k",
    ),
    "a coefficient that depends on the letter": (
        {"h": "a[k] -> 0 (k)"},
        [use("end", "limit_algebra", letter="k", terms=[["d[k]", ["h"]]])],
        "a[k]*d[k] -> 0 (k)",
        "depends on k",
    ),
    "an empty product has the limit 1, not 0": (
        {},
        [use("end", "limit_algebra", letter="k", terms=[["1", []]])],
        "1 -> 0 (k)",
        "the goal is",
    ),
    "a factor that tends to 1": (
        {"l": "a[k] >= 0", "s": "d[k]*a[k] - a[k+1] >= 0", "f": "1 - d[k] > 0"},
        [use("end", "geometric", letter="k", lower="l", step="s", factor="f")],
        "a[k] -> 0 (k)",
        "not a factor below 1",
    ),
    "a factor that may be 1": (
        {"l": "a[k] >= 0", "s": "q*a[k] - a[k+1] >= 0", "f": "1 - q >= 0"},
        [use("end", "geometric", letter="k", lower="l", step="s", factor="f")],
        "a[k] -> 0 (k)",
        "not a factor below 1",
    ),
    "a factor below 1 for a sequence of any sign": (
        {"l": "a[k] + 1 >= 0", "s": "q*a[k] - a[k+1] >= 0", "f": "1 - q > 0"},
        [use("end", "geometric", letter="k", lower="l", step="s", factor="f")],
        "a[k] -> 0 (k)",
        "expected that this is nonnegative",
    ),
    "a strict inequality in the limit": (
        {"h": "a[k] -> 0 (k)", "g": "a[k] > 0"},
        [use("bad", "limit_order", fact="h", bound="g"), FALSE],
        "-1 >= 0",
        "not absurd",
    ),
    "a squeeze from above alone": (
        {"h": "a[k] -> 0 (k)", "g": "a[k] - d[k] >= 0", "l": "1 >= 0"},
        [use("end", "squeeze", fact="h", upper="g", lower="l")],
        "d[k] -> 0 (k)",
        "expected that this is nonnegative",
    ),
    "a limit of values at points that do not converge": (
        {"h": "<u - v, u - v> -> q (k)"},
        [use("end", "continuity", fact="h", point="u", limit="v", function="F")],
        "F(u) -> F(v) (k)",
        "not a limit of these points",
    ),
    "a limit used as an inequality": (
        {"h": "a[k] -> 0 (k)"},
        [combine("end", "h")],
        "a[k] >= 0",
        "not an inequality",
    ),
    "a limit under the sign of expectation": (
        {"h": "x[k] -> 0 (k)"},
        [use("end", "expect", fact="h", index="k")],
        "x[k] >= 0",
        "cannot be used as an inequality",
    ),
    # -- vectors, integrals ----------------------------------------------------------------------------------------
    "points at a distance taken for equal": (
        {"h": "<u - v, u - v> >= 0"},
        [use("end", "same_point", fact="h", first="u", second="v", function="F")],
        "F(u) = F(v)",
        "not an equation of these points",
    ),
    "points equal in one direction": (
        {"h": "<u - v, w[0]> = 0"},
        [use("end", "same_point", fact="h", first="u", second="v", against="w[0]")],
        "<u - v, w[0]> >= 1",
        "not an equation of these points",
    ),
    "random points equal on an event of tomorrow, expected today": (
        {"h": "z[k] >= 0 |- <xv[k+1] - u, xv[k+1] - u> = 0"},
        [
            use("same", "same_point", fact="h", first="xv[k+1]", second="u", against="v"),
            use("end", "expect", fact="same", index="k"),
        ],
        "0 >= 0",
        "not known when",
    ),
    "a path integral along a path that depends on its variable": (
        {},
        [use("end", "path_integral", function="F", variable="s", start="u", end="s*v")],
        "0 >= 0",
        "occurs in the end points",
    ),
    "an integral under an assumption about its variable": (
        {"h": "s - 1/2 >= 0 |- s - 1/2 >= 0"},
        [use("bad", "integrate", fact="h", variable="s")],
        "0 >= 0",
        "depends on s",
    ),
    "an integral of an integral in the same variable": (
        {"h": "s >= 0, 1 - s >= 0 |- int[s](F(s*u)) - F(s*u) >= 0"},
        [use("end", "integrate", fact="h", variable="s")],
        "int[s](F(s*u)) >= 1 + int[s](F(s*u))",
        "the goal is",
    ),
    "an integral outside its interval": (
        {"h": "s - 2 >= 0 |- s - 2 >= 0"},
        [use("end", "integrate", fact="h", variable="s")],
        "-3/2 >= 0",
        "depends on s",
    ),
    # -- arithmetic and sequents -----------------------------------------------------------------------------------
    "a negative coefficient": ({}, [use("end", "combine", terms=[["-1", [], ["1"]]])], "-1 >= 0", "must be positive"),
    "an equation used as an inequality of either sign": (
        {"h": "p = 0"},
        [use("end", "combine", terms=[["1", ["h"], []]])],
        "p >= 1",
        "not an inequality",
    ),
    "an inequality used as an equation": (
        {"h": "p >= 0"},
        [use("end", "combine", equalities=[["h", "-1"]])],
        "-p >= 0",
        "not an equality",
    ),
    "a product with a negative factor": (
        {"h": "p >= 0"},
        [use("g", "assume", condition="-q >= 0"), use("end", "combine", terms=[["1", ["h", "g"], []]])],
        "p*q >= 0",
        "the goal is",
    ),
    "two strict cases": (
        {"h": "p > 0 |- q > 0", "g": "-p > 0 |- q > 0"},
        [use("end", "cases", first="h", second="g", on="p >= 0")],
        "q > 0",
        "both cases are strict",
    ),
    "a case on an equation": (
        {"h": "p = 0 |- q > 0", "g": "-p >= 0 |- q > 0"},
        [use("end", "cases", first="h", second="g", on="p = 0")],
        "q > 0",
        "do not assume",
    ),
    "a case on a number that is no bit": (
        {"h": "p - 1 >= 0 |- q > 0", "g": "-p >= 0 |- q > 0", "b": "p^2 - p >= 0"},
        [use("end", "split", first="h", second="g", bit="b", value="p")],
        "q > 0",
        "not a bit",
    ),
    "the absurd from a truth": ({"bad": "0 >= 0"}, [FALSE], "-1 >= 0", "not absurd"),
    "a cut by something weaker": (
        {"h": "p > 0 |- q > 0", "g": "p >= 0"},
        [use("end", "cut", fact="h", by=["g"])],
        "q > 0",
        "discharges nothing",
    ),
    "a label used twice": (
        {"h": "p >= 0"},
        [use("h", "assume", condition="-p > 0")],
        "p >= 0",
        "used twice",
    ),
    "a definition with the name of a symbol": (
        {"h": "p >= 1"},
        [define("abbreviation", "p", value="0")],
        "-1 >= 0",
        "declared twice",
    ),
    "a goal about a symbol of the proof": (
        {},
        [define("abbreviation", "g", value="1"), combine("end", eq=[("g.is", "1")])],
        "g - 1 = 0",
        "speaks of what the problem does not declare",
    ),
    "a step that knows no rule": ({}, [use("end", "trust", fact="h")], "-1 >= 0", "not a rule"),
    "an argument that no rule reads": (
        {"h": "p >= 0"},
        [use("end", "weaken", fact="h", on=[], drop=["p >= 0"])],
        "p >= 0",
        "unexpected arguments",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_the_attack_fails_for_the_expected_reason(make, verdict, name):
    hypotheses, steps, goal, reason = ATTACKS[name]
    found = verdict(make("attack", SETTING, [goal], steps, ["end"], hypotheses=hypotheses))
    assert found.status == "rejected"
    assert re.search(reason, found.reason), found.reason


# -- citations ---------------------------------------------------------------------------------------------------------

Q = [{"kind": "bit", "name": "e", "letter": "k", "value": "x[k]"}]
SUP = [{"kind": "extremum", "name": "top", "of": "supremum", "value": "a"}]
# what is cited (symbols, hypotheses, goals, other parts), and what its goals would become
CITATIONS = {
    "a random number for a constant, of which something exists": (
        ("c: c", {}, ["d - c = 0"], {"exists": {"d": "constant"}, "witness": {"d": "c"}}),
        {"terms": {"c": "X"}, "new": {"d": "g"}},
        "is a constant, its image is not",
    ),
    "an index in a constant, of which something exists": (
        ("c: c", {}, ["d - c = 0"], {"exists": {"d": "constant"}, "witness": {"d": "c"}}),
        {"terms": {"c": "a[j]"}, "new": {"d": "g"}},
        "depends on an index",
    ),
    "a new name that is taken": (
        ("c: c", {}, ["d - c = 0"], {"exists": {"d": "constant"}, "witness": {"d": "c"}}),
        {"terms": {"c": "p"}, "new": {"d": "q"}},
        "declared twice",
    ),
    "an image for what exists": (
        ("c: c", {}, ["d - c = 0"], {"exists": {"d": "constant"}, "witness": {"d": "c"}}),
        {"terms": {"c": "p", "d": "q"}, "new": {"d": "g"}},
        "does not have",
    ),
    "a theorem about numbers under an assumption about its variable": (
        ("c: c; s: s", {"h": "c - s >= 0"}, ["c - s >= 0"], {}),
        {"terms": {"c": "p"}, "premises": {"h": "below"}},
        "proved only under",
    ),
    "a theorem about a process under an assumption": (
        ("x: x0", {"h": "x[k] >= 0"}, ["x[k] >= 0"], {}),
        {"terms": {"x": {"letter": "k", "term": "b[k]"}}, "premises": {"h": "only where"}},
        "proved only under",
    ),
    "a premise at one index for all": (
        ("x: x0", {"h": "x[k] >= 0"}, ["x[k] >= 0"], {}),
        {"terms": {"x": {"letter": "k", "term": "b[k]"}}, "premises": {"h": "at 0"}},
        "h is",
    ),
    "a premise that is weaker": (
        ("c: c", {"h": "c > 0"}, ["c > 0"], {}),
        {"terms": {"c": "p"}, "premises": {"h": "p>=0"}},
        "h is",
    ),
    "no premise": (
        ("c: c", {"h": "c > 0"}, ["c > 0"], {}),
        {"terms": {"c": "p"}},
        "premises missing",
    ),
    "one variable for two": (
        ("s t: s", {"h": "s - t = 0"}, ["s - t = 0"], {}),
        {"terms": {"s": "s", "t": "s"}, "premises": {"h": "0=0"}},
        "two variables",
    ),
    "a number for a variable": (
        ("s: s", {"h": "s = 0"}, ["s = 0"], {}),
        {"terms": {"s": "0"}, "premises": {"h": "0=0"}},
        "must stay one",
    ),
    "a variable of the claim in an image": (
        ("c: c; s: s", {"h": "s*(c - s) = 0"}, ["s*(c - s) = 0"], {}),
        {"terms": {"c": "s"}, "premises": {"h": "0=0"}},
        "uses a variable of the claim",
    ),
    "a letter of the claim in an image": (
        ("c: c; x: a", {"h": "c - x[k] >= 0"}, ["c - x[k] >= 0"], {}),
        {"terms": {"c": "a[k]", "x": {"letter": "k", "term": "a[k]"}}, "premises": {"h": "0=0"}},
        "uses a letter of the claim",
    ),
    "noise that is not as integrable": (
        ("x: x1", {}, ["E[k](x[k]^2) - E[k](x[k]^2) = 0"], {}),
        {"terms": {"x": {"letter": "k", "term": "m[k]"}}},
        "not as integrable",
    ),
    "noise that is known later": (
        ("x: x1", {}, ["E[k](x[k]) - E[k](x[k]) = 0"], {}),
        {"terms": {"x": {"letter": "k", "term": "z[k+1]"}}},
        "not known when",
    ),
    "a square for what is square integrable": (
        ("x: x1", {}, ["E[k](x[k]^2) - E[k](x[k]^2) = 0"], {}),
        {"terms": {"x": {"letter": "k", "term": "z[k]^2"}}},
        "not as integrable",
    ),
    "a bit that is not a bit": (
        ("x: x0", {}, ["mean(e[k]) - mean(e[k]) = 0"], {"definitions": Q}),
        {"terms": {"x": {"letter": "k", "term": "b[k]"}, "e": {"letter": "k", "term": "b0[k]"}},
         "premises": {"e.bit": "0=0", "e.yes": "0=0", "e.no": "0=0"}},
        "not known to lie in",
    ),
    "the supremum of something else": (
        ("a: a", {}, ["0 >= 0"], {"definitions": SUP}),
        {"terms": {"a": {"letter": "k", "term": "a[k]"}, "top": "p"}},
        "not declared as the supremum",
    ),
    "a function that is not one": (
        ("F: F; v: v", {"h": "F(v) = 0"}, ["F(v) = 0"], {}),
        {"terms": {"F": "p", "v": "v"}, "premises": {"h": "0=0"}},
        "not a declared function",
    ),
    "the claim itself": (("c: c", {}, ["0 >= 0"], {}), {"claim": "attack"}, "not an earlier claim"),
    "a symbol that the claim does not have": (
        ("c: c", {}, ["0 >= 0"], {}),
        {"terms": {"c": "p", "more": "q"}},
        "does not have",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CITATIONS)
def test_the_citation_fails_for_the_expected_reason(make, verdict, name):
    (declared, assumed, goals, parts), arguments, reason = CITATIONS[name]
    proof, conclude = ([], list(assumed)) if assumed else ([combine("zero")], ["zero"])
    if goals == ["0 >= 0"]:
        proof = [combine("zero", squares=["0"])]
    cited = make("cited", declared, goals, proof, conclude, hypotheses=assumed, **parts)
    assert verdict(cited).status == "proved", verdict(cited).reason
    hypotheses = {"below": "p - s >= 0 |- p - s >= 0", "only where": "q > 0 |- b[k] >= 0", "at 0": "b[0] >= 0"}
    hypotheses |= {"p>=0": "p >= 0", "0=0": "0 = 0"}
    steps = [use("end", "cite", **{"claim": "cited", **arguments})]
    found = verdict(cited, make("attack", SETTING, ["-1 >= 0"], steps, ["end"], hypotheses=hypotheses))
    assert found.status == "rejected"
    assert re.search(reason, found.reason), found.reason


def test_there_are_enough_attacks():
    assert len(ATTACKS) >= 80
    assert len(CITATIONS) >= 20
