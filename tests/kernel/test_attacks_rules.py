"""Attempts to prove something false by rules: roots and quotients, sequences, vectors, integrals, arithmetic, sequents.

Written as in `tests/kernel/test_attacks_terms.py`.
"""

import re

import pytest
from attacks import FALSE, SETTING, combine, define, use

ATTACKS = {
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


def test_there_are_enough_attacks():
    assert len(ATTACKS) >= 49
