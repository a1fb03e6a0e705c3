"""Every false thing that the kernel once proved, as a proof that must be rejected for the right reason."""

ZERO = [("end", "combine", {})]  # 0 = 0


def test_a_case_that_assumes_both_strict_and_weak_is_strict(make, verdict):
    proof = [
        ("a", "assume", {"condition": "p > 0"}),
        ("a2", "combine", {"terms": [["1", ["a", "a"], []]]}),
        ("a3", "weaken", {"fact": "a2", "on": ["p >= 0"]}),
        ("b", "assume", {"condition": "-p > 0"}),
        ("b2", "combine", {"terms": [["1", ["b", "b"], []]]}),
        ("end", "cases", {"first": "a3", "second": "b2", "on": "p >= 0"}),
    ]
    found = verdict(make("squares are positive", "p: c", ["p^2 > 0"], proof, ["end"]))
    assert "strict" in found.reason


def test_a_divisor_contains_no_variable(make, verdict):
    proof = [
        ("q", "define", {"kind": "quotient", "name": "q", "value": "1", "by": "s"}),
        ("at 1", "instantiate", {"fact": "q.times", "terms": {"s": "1"}}),
        ("at 2", "instantiate", {"fact": "q.times", "terms": {"s": "2"}}),
        ("1", "combine", {"terms": [["1", [], []]]}),
        ("2", "combine", {"terms": [["2", [], []]]}),
        ("so 1", "cut", {"fact": "at 1", "by": ["1"]}),
        ("so 2", "cut", {"fact": "at 2", "by": ["2"]}),
        ("bad", "combine", {"equalities": [["so 2", "1"], ["so 1", "-2"]]}),
        ("end", "absurd", {"fact": "bad", "goal": "-1 >= 0"}),
    ]
    assert "variable" in verdict(make("q", "s: s", ["-1 >= 0"], proof, ["end"])).reason


def test_a_divisor_contains_no_other_index_letter(make, verdict):
    proof = [("q", "define", {"kind": "quotient", "name": "q", "value": "1", "by": "a[j]"})]
    goal = "a[j] > 0 |- q*a[j] - 1 = 0"
    assert "letter" in verdict(make("q", "a: a", [goal], proof, ["q.times"])).reason


def test_an_infimum_does_not_drop_assumptions(make, verdict):
    proof = [
        ("x", "define", {"kind": "abbreviation", "name": "x", "letter": "k", "value": "-1"}),
        ("y", "define", {"kind": "extremum", "name": "y", "of": "infimum", "value": "x"}),
        ("lower", "assume", {"condition": "x[k] >= 0"}),
        ("step", "assume", {"condition": "x[k] - x[k+1] >= 0"}),
        ("inf", "infimum", {"symbol": "y", "letter": "k", "lower": "lower", "step": "step"}),
        ("end", "combine", {"terms": [["1", ["inf.1"], []], ["1", ["inf.2"], []]], "equalities": [["x.is", "-1"]]}),
    ]
    assert "without assumptions" in verdict(make("inf", "", ["-1 >= 0"], proof, ["end"])).reason


def test_a_supremum_does_not_drop_assumptions(make, verdict):
    proof = [
        ("y", "define", {"kind": "extremum", "name": "y", "of": "supremum", "value": "x"}),
        ("lower", "assume", {"condition": "x[k] >= 0"}),
        ("step", "assume", {"condition": "x[k+1] - x[k] >= 0"}),
        ("sup", "supremum", {"symbol": "y", "letter": "k", "lower": "lower", "step": "step", "mean": "b"}),
    ]
    found = verdict(make("sup", "x: a", ["y >= 0"], proof, ["sup.1"], hypotheses={"b": "1 - x[k] >= 0"}))
    assert "without assumptions" in found.reason


def test_a_goal_speaks_only_of_the_problems_symbols(make, verdict):
    one = [("q", "define", {"kind": "abbreviation", "name": "q", "value": "1"})]
    cited = make("q is one", "", ["q - 1 = 0"], one, ["q.is"])
    proof = [
        ("q", "define", {"kind": "abbreviation", "name": "q", "value": "0"}),
        ("cited", "cite", {"claim": "q is one"}),
        ("bad", "combine", {"equalities": [["cited", "1"], ["q.is", "-1"]]}),
        ("end", "absurd", {"fact": "bad", "goal": "-1 >= 0"}),
    ]
    assert verdict(cited).status == "rejected"
    assert verdict(cited, make("false", "", ["-1 >= 0"], proof, ["end"])).status == "rejected"


def test_what_exists_does_not_depend_on_an_index(make, verdict):
    above = make(
        "something is above x[0]",
        "x: a",
        ["c - x[0] - 1 = 0"],
        [("end", "combine", {})],
        ["end"],
        exists={"c": "constant"},
        witness={"c": "x[0] + 1"},
    )
    assert verdict(above).status == "proved"
    arguments = {"claim": above["name"], "terms": {"x": {"letter": "k", "term": "y[k+j]"}}, "new": {"c": "d"}}
    proof = [("end", "cite", arguments)]
    found = verdict(above, make("every sequence is bounded", "y: a", ["d - y[j] - 1 = 0"], proof, ["end"]))
    assert found.status == "rejected"


def test_text_that_ends_early_is_rejected(make, verdict):
    for text in (
        "",
        "-",
        "x",
        "x >=",
        "int[",
        "E[",
        "grad",
        "<x",
        "(x",
        "x^",
        "x[",
        "x +",
        "x >= 0 |-",
        "x -> 0 (",
        "-> 0 (k)",
        "->",
    ):
        assert verdict(make("t", "x: c", ["0 = 0"], [*ZERO], ["end"], hypotheses={"h": text})).status == "rejected"


def test_huge_numbers_and_powers_are_rejected(make, verdict):
    tower = "(" * 20 + "x + y + 2" + ")^64" * 20
    for text in (
        "9" * 5000,
        "a[" + "9" * 5000 + "]",
        tower,
        tower.replace("x + y + ", ""),
        tower.replace("+ y + 2", ""),
    ):
        declared, hypotheses = "x y: c; a: a", {"h": f"{text} >= 0"}
        assert verdict(make("t", declared, ["0 = 0"], [*ZERO], ["end"], hypotheses=hypotheses)).status == "rejected"
