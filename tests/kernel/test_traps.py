"""The traps into which a kernel of this kind falls: for each, the attack, which must fail, and the honest version."""

import pytest

from lojverify.kernel.polynomial import Rejected


def prove(verdict, make, declared, goal, proof, conclude="end", **parts):
    return verdict(make("attack", declared, [goal], proof, [conclude], **parts))


# -- facts need assumptions, and keep them ------------------------------------------------------------------------


def test_an_assumption_is_not_forgotten(make, verdict):
    proof = [("end", "assume", {"condition": "-1 >= 0"})]
    assert prove(verdict, make, "", "-1 >= 0", proof).status == "rejected"
    assert prove(verdict, make, "", "-1 >= 0 |- -1 >= 0", proof).status == "proved"


@pytest.mark.parametrize("rule", ["combine", "cut", "weaken", "antisymmetry", "limit_equal", "squeeze"])
def test_every_rule_hands_the_assumptions_on(apply, rule):
    facts = "a: c > 0 |- p >= 0; b: d > 0 |- -p >= 0; t: d > 0 |- x[k] -> 0 (k); z: c > 0 |- x[k] - p = 0"
    arguments = {
        "combine": {"terms": [["1", ["a"], []], ["1", ["b"], []]]},
        "cut": {"fact": "t", "by": ["d"]},
        "weaken": {"fact": "a", "on": ["d > 0"]},
        "antisymmetry": {"first": "a", "second": "b"},
        "limit_equal": {"fact": "t", "equal": "z", "term": "p"},
        "squeeze": {"lower": "a", "upper": "e", "fact": "t"},
    }
    facts += "; d: c > 0 |- d > 0; e: d > 0 |- x[k] - p >= 0"
    found, read = apply("c d p: c; x: x0", facts, rule, arguments[rule])
    left = {"c > 0"} if rule == "cut" else {"c > 0", "d > 0"}
    assert found["end"].on == read(f"{', '.join(left)} |- 0 >= 0").on


# -- no conditional expectation under an assumption about the future ----------------------------------------------


def test_no_expectation_under_an_assumption_about_the_future(make, verdict):
    # from {z >= 1} |- z - 1 >= 0 and E z = 0 it would follow that E z >= 1 wherever z >= 1, so that z < 1 always
    proof = [
        ("z>=1", "assume", {"condition": "z[k] >= 1"}),
        ("mean", "expect", {"fact": "z>=1", "index": "k"}),
        ("bad", "combine", {"terms": [["1", ["mean"], []]], "equalities": [["zero mean", "-1"]]}),
        ("end", "absurd", {"fact": "bad", "goal": "z[k] < 1"}),
    ]
    goal, hypotheses = "z[k] >= 1 |- z[k] < 1", {"zero mean": "E[k](z[k]) = 0"}
    assert "not known when" in prove(verdict, make, "z: x1", goal, proof, hypotheses=hypotheses).reason


def test_an_equation_that_holds_in_the_future_is_not_put_into_an_expectation(apply):
    # E[k](z) is an atom: an equation for z under an assumption can only be used through `expect`, which refuses
    with pytest.raises(Rejected, match="not known when"):
        apply("z: x1; x: x0", "h: z[k] >= 0 |- z[k] - x[k] = 0", "expect", {"fact": "h", "index": "k"})
    found, read = apply("z: x1; x: x0", "h: x[k] >= 0 |- z[k] - x[k] = 0", "expect", {"fact": "h", "index": "k"})
    assert found["end"] == read("x[k] >= 0 |- E[k](z[k]) - x[k] = 0")


def test_an_event_of_the_last_step_may_be_assumed_one_step_later(apply):
    found, read = apply("z: x1; x: x0", "h: x[k+1] >= 0 |- z[k+1] >= 0", "expect", {"fact": "h", "index": "k+1"})
    assert found["end"] == read("x[k+1] >= 0 |- E[k+1](z[k+1]) >= 0")


# -- integrability and strictness ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["E[k](o[k])", "E[k](z[k]^3)", "E[k](m[k]*z[k])", "E[k](z[k+1])", "E[k](F(w[k]))", "E[k](int[s](F(s*w[k])))",
     "E[k](<w[k], w[k]>*b[k]*z[k])", "E[k](E[k+1](z[k+1]))", "E[k](r)",
     "mean(z[k])", "mean(s*e[k])", "mean(F(s*u))", "mean(x[0])",
     "mean(F(u))*mean(r)", "mean(E[k](e[k+1])^2)", "mean(E[k](e[k+1])*E[k](e[k+1]*e[k]))",
     "E[j](z[k])"],
)  # fmt: skip
def test_an_expectation_that_may_not_exist_cannot_be_written(apply, text):
    declared = "x: x0; z: x1; m: x2; o: u1; b: b1; w: w; F: F; u: v; r: r; s: s"
    bit = [{"kind": "bit", "name": "e", "letter": "k", "value": "x[k]"}]
    with pytest.raises(Rejected, match=r"integrable|finite mean"):
        apply(declared, "", "assume", {"condition": f"{text} >= 0"}, bit)


def test_strictness_does_not_survive_a_functional(apply):
    bit = [{"kind": "bit", "name": "e", "letter": "k", "value": "x[k]"}]
    for rule, arguments in [
        ("expect", {"fact": "h", "index": "k"}),
        ("average", {"fact": "h"}),
        ("integrate", {"fact": "h", "variable": "s"}),
    ]:
        text = "s > 0" if rule == "integrate" else "e[k] > 0"
        found, _ = apply("x: x0; s: s", f"h: {text}", rule, arguments, bit)
        assert found["end"].relation == ">="


def test_a_limit_of_positive_terms_may_be_zero(apply):
    found, read = apply("a: a; q: c", "t: a[k] -> q (k); h: a[k] > 0", "limit_order", {"fact": "t", "bound": "h"})
    assert found["end"] == read("q >= 0")


def test_mean_of_a_fair_centred_variable_is_not_one(make, verdict):
    proof = [
        ("square", "combine", {"terms": [["1", [], ["z[0] - 1"]]]}),
        ("mean", "expect", {"fact": "square", "index": "0"}),
    ]
    hypotheses = {"centred": "E[k](z[k]) = 0", "fair": "E[k](z[k]^2) = 1"}
    for goal in ("E[0](z[0]) >= 1", "-1 >= 0", "E[0](z[0]^2) >= 2"):
        end = ("end", "combine", {"terms": [["1", ["mean"], []]], "equalities": [["fair", "-1"]]})
        assert prove(verdict, make, "z: x1", goal, [*proof, end], hypotheses=hypotheses).status == "rejected"
    at = ("fair at 0", "instantiate", {"fact": "fair", "letters": {"k": "0"}})
    end = ("end", "combine", {"terms": [["1", ["mean"], []]], "equalities": [["fair at 0", "-1"]]})
    goal = "2 - 2*E[0](z[0]) >= 0"
    assert prove(verdict, make, "z: x1", goal, [*proof, at, end], hypotheses=hypotheses).status == "proved"


# -- roots and quotients are total, so they need their premises -----------------------------------------------------


def test_one_is_not_below_minus_two_because_its_square_is_below_four(make, verdict):
    # the order of squares needs 0 <= hi: 1 <= (-2)^2 does not give 1 <= -2
    proof = [
        ("1<=4", "combine", {"terms": [["3", [], []]]}),
        ("not", "assume", {"condition": "1 > h"}),
        ("bad", "combine", {"terms": [["1", ["squares"], []], ["1", ["not", "not"], []], ["2", ["not"], ["1"]]]}),
        ("end", "absurd", {"fact": "bad", "goal": "h >= 1"}),
    ]
    hypotheses = {"squares": "h^2 >= 1"}
    assert "not a constant" in prove(verdict, make, "h: c", "h >= 1", proof, hypotheses=hypotheses).reason
    honest = [
        ("not", "assume", {"condition": "1 > h"}),
        ("bad", "combine", {"terms": [["1", ["squares"], []], ["1", ["not"], []], ["1", ["not", "0<=h"], []]]}),
        ("absurd", "absurd", {"fact": "bad", "goal": "h >= 1"}),
        ("so", "assume", {"condition": "h >= 1"}),
        ("end", "cases", {"first": "so", "second": "absurd", "on": "h - 1 >= 0"}),
    ]
    found = prove(verdict, make, "h: c", "h >= 1", honest, hypotheses=hypotheses | {"0<=h": "h >= 0"})
    assert found.status == "proved"


def test_a_negative_number_has_no_root(make, verdict):
    proof = [
        ("r", "define", {"kind": "root", "name": "r", "value": "-1"}),
        ("end", "combine", {"terms": [["1", [], ["r"]]], "equalities": [["r.square", "-1"]]}),
    ]
    assert prove(verdict, make, "", "-1 >= 0", proof).status == "rejected"
    assert prove(verdict, make, "", "-1 >= 0 |- -1 >= 0", proof).status == "proved"


def test_nothing_is_divided_by_zero(make, verdict):
    proof = [
        ("q", "define", {"kind": "quotient", "name": "q", "value": "1", "by": "0"}),
        ("end", "absurd", {"fact": "q.times", "goal": "-1 >= 0"}),
    ]
    assert prove(verdict, make, "", "-1 >= 0", proof).status == "rejected"


def test_a_polynomial_without_change_of_sign_has_no_zero(make, verdict):
    proof = [
        ("q", "define", {"kind": "zero", "name": "q", "variable": "s", "value": "s^2 + 1"}),
        ("end", "combine", {"terms": [["1", [], []], ["1", [], ["q"]]], "equalities": [["q.zero", "-1"]]}),
    ]
    assert prove(verdict, make, "s: s", "0 > 0", proof).status == "rejected"
    assert prove(verdict, make, "s: s", "-1 >= 0, 2 >= 0 |- 0 > 0", proof).status == "proved"


# -- instantiation respects sorts, induction its letter -------------------------------------------------------------


def test_a_constant_is_not_a_variable(apply):
    with pytest.raises(Rejected, match="not a variable"):
        apply("p q: c", "h: p >= 0", "instantiate", {"fact": "h", "terms": {"p": "-1"}})


def test_unbiased_noise_is_not_unbiased_against_itself(apply):
    # E<w, y> = 0 for every y that is known; for y = w it would say that there is no noise
    with pytest.raises(Rejected, match="known"):
        apply("w: w; y: p", "h: E[k](<w[k], y>) = 0", "instantiate", {"fact": "h", "terms": {"y": "w[k]"}})


def test_no_induction_under_an_assumption_about_the_index(apply):
    facts = "start: a[0] >= 0; step: b[k] > 0, a[k] >= 0 |- a[k+1] >= 0"
    arguments = {"start": "start", "step": "step", "letter": "k", "condition": "a[k] >= 0"}
    with pytest.raises(Rejected, match="depends on k"):
        apply("a b: a", facts, "induction", arguments)


def test_a_process_does_not_know_the_future(make, verdict):
    # x := z would make E[k](x[k+1]) an expectation of what is known only at k+2
    cited = make("cited", "x: x0", ["x[k] >= x[k]"], [("end", "combine", {"terms": [["1", [], ["0"]]]})], ["end"])
    image = {"x": {"letter": "k", "term": "z[k]"}}
    citing = make("use", "z: x1", ["0 >= 0"], [("end", "cite", {"claim": "cited", "terms": image})], ["end"])
    assert "not known when" in verdict(cited, citing).reason


# -- a certificate is self-contained ----------------------------------------------------------------------------------


def test_a_cited_theorem_that_is_not_in_the_file_is_no_theorem(make, verdict):
    proof = [("end", "cite", {"claim": "well known"})]
    assert "not an earlier claim" in prove(verdict, make, "", "-1 >= 0", proof).reason


def test_a_cited_theorem_without_proof_is_a_hole(make, verdict):
    known = {"name": "well known", "problem": {"goals": ["-1 >= 0"]}}
    found = verdict(known, make("use", "", ["-1 >= 0"], [("end", "cite", {"claim": "well known"})], ["end"]))
    assert found.status == "holey"
    assert found.holes == ("well known: well known",)


def test_a_claim_does_not_cite_itself(make, verdict):
    proof = [("end", "cite", {"claim": "attack"})]
    assert "not an earlier claim" in prove(verdict, make, "", "-1 >= 0", proof).reason


def test_the_last_claim_counts(make, verdict):
    honest = make("honest", "", ["0 = 0"], [("end", "combine", {})], ["end"])
    assert verdict(make("false", "", ["-1 >= 0"], [("end", "combine", {})], ["end"]), honest).status == "rejected"


# -- limits -------------------------------------------------------------------------------------------------------


def test_what_converges_under_an_assumption_converges_under_it_only(apply):
    facts = "b: p > 0 |- q - l[k] >= 0; s: l[k+1] - l[k] - d[k] >= 0; d: d[k] >= 0"
    arguments = {"bounded": "b", "step": "s", "lower": "d", "letter": "k", "sums": "l[k]", "term": "d[k]"}
    found, read = apply("p q: c; l d: x0", facts, "null_terms", arguments)
    assert found["end"] == read("p > 0 |- d[k] -> 0 (k)")


def test_terms_of_a_series_bounded_term_by_term_need_not_vanish(apply):
    facts = "b: x[k] - l[k] >= 0; s: l[k+1] - l[k] - d[k] >= 0; d: d[k] >= 0"
    arguments = {"bounded": "b", "step": "s", "lower": "d", "letter": "k", "sums": "l[k]", "term": "d[k]"}
    with pytest.raises(Rejected, match="depends on k"):
        apply("l d x: x0", facts, "null_terms", arguments)


def test_a_means_limit_needs_a_bound_that_does_not_move(apply):
    definitions = [{"kind": "extremum", "name": "y", "of": "supremum", "value": "a"}]
    facts = "lower: a[k] >= 0; step: a[k+1] - a[k] >= 0; mean: b[k] - a[k] >= 0"
    arguments = {"symbol": "y", "letter": "k", "lower": "lower", "step": "step", "mean": "mean"}
    with pytest.raises(Rejected, match="depends on k"):
        apply("a b: a", facts, "supremum", arguments, definitions)
