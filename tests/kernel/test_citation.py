"""The use of a claim: what may replace its symbols, what becomes of its hypotheses, and what must be refused."""

import pytest

ZERO = [("end", "combine", {})]


def problem(make, name, declared, goals, **parts):
    """A claim whose goals are among its hypotheses, so that its proof is empty."""
    texts = {f"h{n}": goal for n, goal in enumerate(goals)}
    return make(name, declared, goals, [], list(texts), hypotheses={**texts, **parts.pop("hypotheses", {})}, **parts)


def use(make, cited, declared, hypotheses, goal, arguments, **parts):
    """A claim that cites `cited` once: its hypotheses h0, h1, ... are the premises."""
    premises = {label: label for label in cited["problem"].get("hypotheses", {})} | parts.pop("premises", {})
    arguments = {"claim": cited["name"], "premises": premises, **arguments}
    proof = [*parts.pop("before", []), ("end", "cite", arguments)]
    return make("use", declared, [goal], proof, ["end"], hypotheses=hypotheses, **parts)


# declared, statement, declared there, image, what it becomes there
IMAGES = [
    ("c: c", "c >= 0", "p q: c", {"c": "p^2 - mean(e[j])"}, "p^2 - mean(e[j]) >= 0"),
    ("c: c", "c >= 0", "x: x0", {"c": "x[j]"}, "x[j] >= 0"),
    ("c: c", "c >= 0", "s: s", {"c": "s"}, "s >= 0"),
    ("v: v; F: F", "F(v) >= 0", "n: xv; G: F", {"v": "2*n[j]", "F": "G"}, "G(2*n[j]) >= 0"),
    ("y: p; F: F", "F(y) >= 0", "z: p; F: F", {"y": "z"}, "F(z) >= 0"),
    ("s: s; c: c", "s^2 + c >= 0", "s: s; c: c", {}, "s^2 + c >= 0"),
    ("x: x0", "x[k] >= x[j]", "x: x0", {"x": {"letter": "i", "term": "x[i]^2"}}, "x[k]^2 >= x[j]^2"),
    ("x: x0", "x[k] -> 0 (k)", "z: x0; a: a", {"x": {"letter": "k", "term": "a[k]*z[k]"}}, "a[k]*z[k] -> 0 (k)"),
    ("x: x1", "E[k](x[k]^2) >= 0", "z: x1; x: x0", {"x": {"letter": "j", "term": "x[j]*z[j]"}},
     "x[k]^2*E[k](z[k]^2) >= 0"),
    ("x: x2", "E[k](x[k]) >= 0", "z: x1", {"x": {"letter": "j", "term": "z[j]^2"}}, "E[k](z[k]^2) >= 0"),
    ("x: x2", "E[k](x[k]) >= 0", "x: x0", {"x": {"letter": "j", "term": "x[j]"}}, "x[k] >= 0"),
    ("w: w", "E[k](<w[k], w[k]>) >= 0", "w: w; n: xv", {"w": {"letter": "j", "term": "w[j] - n[j]"}},
     "E[k](<w[k] - n[k], w[k] - n[k]>) >= 0"),
    ("a: a", "a[k] >= 0", "a: a", {"a": {"letter": "k", "term": "a[k+3]"}}, "a[k+3] >= 0"),
    ("r: r", "r >= 0", "x: x0", {"r": "x[7]"}, "x[7] >= 0"),
]  # fmt: skip

# declared, statement, declared there, image, reason
BAD_IMAGES = [
    ("c: c; x: x0", "x[k] >= c", "x: x0", {"c": "x[0]"}, "constant"),
    ("c: c; x: x0", "x[k] >= c", "x: x0; a: a", {"c": "a[k]"}, "letter of the claim"),
    ("c: c; x: x0", "x[k] >= c", "x: x0; s: s", {"c": "s"}, "contains a variable"),
    ("c: c; y: p; F: F", "F(y) >= c", "z: p; F: F", {"y": "z", "c": "F(z)"}, "variable of the claim"),
    ("y z: p; F: F", "F(y) >= F(z)", "y: p; F: F", {"y": "y", "z": "y"}, "two variables"),
    ("y: p; F: F", "F(y) >= 0", "z: p; F: F", {"y": "2*z"}, "stay one"),
    ("y: p; F: F", "F(y) >= 0", "z: v; F: F", {"y": "z"}, "stay one"),
    ("y: p; F: F", "F(y) >= 0", "z: p; F: F", {"y": "0"}, "stay one"),
    ("s: s", "s^2 >= 0", "x: x0", {"s": "x[k]"}, ""),
    ("v: v", "<v, v> >= 0", "p: c", {"v": "p"}, "vector"),
    ("c: c", "c >= 0", "p: v", {"c": "p"}, "scalar"),
    ("F: F; v: v", "F(v) >= 0", "v: v", {}, "no image"),
    ("F: F; v: v", "F(v) >= 0", "v: v", {"F": "v"}, "not a declared function"),
    ("c: c", "c >= 0", "x: x0", {"c": {"letter": "k", "term": "x[k]"}}, "must be a text"),
    ("x: x0", "x[k] >= 0", "x: x0", {"x": "x[k]"}, "must be an object"),
    ("x: x0", "x[k] >= 0", "x: x0", {"x": {"letter": "q", "term": "0"}}, "not an index letter"),
    ("x: x0", "x[k] >= 0", "x: x0", {"x": {"letter": "j", "term": "0", "level": 0}}, "a letter and a term"),
    ("x: x0", "x[k] >= 0", "x: x0", {"x": {"letter": ["k"], "term": "0"}}, "must be a text"),
    ("x: x0", "x[k] >= 0", "x: x0", {"x": {"letter": "j", "term": "x[j+1]"}}, "not known when"),
    ("x: x0", "x[k] >= 0", "z: x1", {"x": {"letter": "j", "term": "z[j]"}}, "not known when"),
    ("a: a", "a[k] >= 0", "x: x0", {"a": {"letter": "j", "term": "x[j]"}}, "not known when"),
    ("a: a", "a[k] >= 0", "a: a", {"a": {"letter": "j", "term": "a[j+k]"}}, "letter of the claim"),
    ("x: x1", "E[k](x[k]^2) >= 0", "z: x2", {"x": {"letter": "j", "term": "z[j]"}}, "integrable"),
    ("x: x1", "E[k](x[k]^2) >= 0", "z: x1", {"x": {"letter": "j", "term": "z[j]^2"}}, "integrable"),
    ("x: x1", "x[k] >= 0", "z: u1", {"x": {"letter": "j", "term": "z[j]"}}, "integrable"),
    ("w: w", "<w[k], w[k]> >= 0", "x: x1; u: v", {"w": {"letter": "j", "term": "x[j]^2*u"}}, "integrable"),
    ("c: c", "c >= 0", "p: c", {"c": "p", "d": "p"}, "does not have"),
    ("c: c", "c >= 0", "p: c", {"c": "q"}, "not a declared"),
]  # fmt: skip
BIT = [("e", "define", {"kind": "bit", "name": "e", "letter": "k", "value": "k0[k]"})]


@pytest.mark.parametrize(("declared", "text", "there", "terms", "becomes"), IMAGES)
def test_symbols_are_replaced(make, verdict, declared, text, there, terms, becomes):
    cited = problem(make, "cited", declared, [text])
    there = f"{there}; k0: x0"
    definitions = [{"kind": "bit", "name": "e", "letter": "k", "value": "k0[k]"}]
    citing = use(make, cited, there, {"h0": becomes}, becomes, {"terms": terms}, definitions=definitions)
    assert verdict(cited, citing).reason == ""


@pytest.mark.parametrize(("declared", "text", "there", "terms", "reason"), BAD_IMAGES)
def test_images_must_fit(make, verdict, declared, text, there, terms, reason):
    cited = problem(make, "cited", declared, [text])
    citing = use(make, cited, there, {"h0": "0 >= 0"}, "0 >= 0", {"terms": terms})
    found = verdict(cited, citing)
    assert found.status == "rejected"
    assert "use: step end (cite)" in found.reason
    assert reason in found.reason


@pytest.mark.parametrize(
    ("premise", "reason"),
    [
        ("p >= 0", ""),
        ("p > 0", ""),
        ("p = 0", ""),
        ("-p = 0", ""),
        ("q >= 0 |- p >= 0", ""),
        ("x[k] >= 0 |- p >= 0", ""),
        ("s >= 0 |- p >= 0", ""),
        ("q >= 0", "but proved is"),
        ("-p >= 0", "but proved is"),
        ("p + 1 >= 0", "but proved is"),
    ],
)
def test_a_theorem_about_numbers_may_be_used_under_assumptions(make, verdict, premise, reason):
    cited = make("cited", "c: c", ["c^2 >= 0"], [("end", "combine", {"terms": [["1", ["h", "h"], []]]})], ["end"],
                 hypotheses={"h": "c >= 0"})  # fmt: skip
    on = premise.partition(" |- ")[0] + " |- " if "|-" in premise else ""
    declared, arguments = "p q: c; s: s; x: x0", {"terms": {"c": "p"}}
    citing = use(make, cited, declared, {"h": premise}, f"{on}p^2 >= 0", arguments)
    found = verdict(cited, citing)
    assert (reason in found.reason) if reason else (found.status == "proved"), found.reason


def test_a_theorem_about_processes_is_not_used_under_assumptions(make, verdict):
    cited = problem(make, "cited", "x: x1", ["E[k](x[k]) >= 0"])
    citing = use(make, cited, "x: x1", {"h0": "x[0] >= 0 |- E[k](x[k]) >= 0"}, "x[0] >= 0 |- E[k](x[k]) >= 0", {})
    assert "proved only under" in verdict(cited, citing).reason


def test_an_assumption_may_not_depend_on_a_variable_of_the_hypothesis(make, verdict):
    cited = problem(make, "cited", "y: p; F: F", ["F(y) >= 0"])
    text = "F(y) >= 1 |- F(y) >= 0"
    assert "proved only under" in verdict(cited, use(make, cited, "y: p; F: F", {"h0": text}, text, {})).reason
    other = "F(z) >= 1 |- F(y) >= 0"
    citing = use(make, cited, "y z: p; F: F", {"h0": other}, other, {})
    assert verdict(cited, citing).status == "proved"


def test_an_assumption_may_not_depend_on_the_letter_of_a_limit(make, verdict):
    cited = problem(make, "cited", "c: c", ["c -> 0 (k)"])
    text = "x[j] >= 0 |- c -> 0 (k)"
    assert verdict(cited, use(make, cited, "c: c; x: x0", {"h0": text}, text, {})).status == "proved"
    assert "letter of the claim" in verdict(
        cited, use(make, cited, "x: x0", {"h0": "0 -> 0 (k)"}, "0 -> 0 (k)", {"terms": {"c": "x[k]"}})
    ).reason  # fmt: skip


@pytest.mark.parametrize(
    ("premises", "reason"),
    [
        ({}, "premises missing"),
        ({"h0": "h0", "h1": "h0"}, "premises missing"),
        ({"h0": "h1"}, "no fact"),
        ({"h0": ["h0"]}, "no fact"),
    ],
)
def test_premises_are_the_claims_hypotheses(make, verdict, premises, reason):
    cited = problem(make, "cited", "c: c", ["c >= 0"])
    proof = [("end", "cite", {"claim": "cited", "premises": premises})]
    assert reason in verdict(cited, make("use", "c: c", ["c >= 0"], proof, ["end"], hypotheses={"h0": "c >= 0"})).reason


def test_definitions_are_premises_too(make, verdict):
    root = [{"kind": "root", "name": "r", "value": "c"}]
    cited = make("cited", "c: c", ["r >= 0"], [], ["r.nonnegative"], definitions=root)
    premises = {"r.nonnegative": "r.nonnegative", "r.square": "r.square"}
    good = make("use", "c: c", ["r >= 0"], [("end", "cite", {"claim": "cited", "premises": premises})], ["end"],
                definitions=root)  # fmt: skip
    assert verdict(cited, good).status == "proved"
    arguments = {"claim": "cited", "premises": premises, "terms": {"r": "-r"}}
    bad = make("use", "c: c", ["-r >= 0"], [("end", "cite", arguments)], ["end"], definitions=root)
    assert "but proved is" in verdict(cited, bad).reason


def test_the_range_of_a_bit_is_asked_of_its_image(make, verdict):
    bit = [{"kind": "bit", "name": "e", "letter": "k", "value": "x[k]"}]
    half = [("end", "average", {"fact": "e.bit"})]
    cited = make("cited", "x: x0", ["mean(e[k]^2) - mean(e[k]) = 0"], half, ["end"], definitions=bit)
    premises = {f"e.{what}": f"e.{what}" for what in ("bit", "yes", "no")}
    terms = {"e": {"letter": "k", "term": "d[k]"}}
    arguments = {"claim": "cited", "premises": premises, "terms": terms}
    facts = {
        "e.bit": "d[k]^2 - d[k] = 0",
        "e.yes": "d[k] >= 1 |- x[k] >= 0",
        "e.no": "-d[k] >= 0 |- -x[k] > 0",
    }
    citing = make("use", "x: x0; d: b0", ["0 = 0"], [("c", "cite", arguments), *ZERO], ["end"], hypotheses=facts)
    assert "not known to lie in [0,1]" in verdict(cited, citing).reason
    own = [{"kind": "bit", "name": "d", "letter": "k", "value": "x[k]"}]
    arguments["premises"] = {f"e.{w}": f"d.{w}" for w in ("bit", "yes", "no")}
    goal = "mean(d[k]^2) - mean(d[k]) = 0"
    citing = make("use", "x: x0", [goal], [("end", "cite", arguments)], ["end"], definitions=own)
    assert verdict(cited, citing).status == "proved"


def infimum(process, name):
    return {"kind": "extremum", "name": name, "of": "infimum", "value": process}


def test_the_image_of_an_infimum_is_the_infimum_of_the_image(make, verdict):
    facts = {"lower": "x[k] >= 0", "step": "x[k] >= x[k+1]"}
    proof = [("inf", "infimum", {"symbol": "y", "letter": "k", "lower": "lower", "step": "step"})]
    cited = make("cited", "x: x0", ["x[k] >= y"], proof, ["inf.2"], hypotheses=facts, definitions=[infimum("x", "y")])
    arguments = {"claim": "cited", "premises": {"lower": "lower", "step": "step"}}
    image = {"x": {"letter": "k", "term": "z[k]"}, "y": "inf"}
    there = {"lower": "z[k] >= 0", "step": "z[k] >= z[k+1]"}

    def attempt(terms, *definitions):
        proof = [("end", "cite", arguments | {"terms": terms})]
        return make(
            "use", "x z: x0; r: r", ["z[k] >= inf"], proof, ["end"], hypotheses=there, definitions=[*definitions]
        )

    assert verdict(cited, attempt(image, infimum("z", "inf"))).reason == ""
    assert "not the infimum of" in verdict(cited, attempt(image, infimum("x", "inf"))).reason
    assert "not declared as" in verdict(cited, attempt(image | {"y": "r"}, infimum("z", "inf"))).reason
    assert "not declared as" in verdict(cited, attempt(image | {"y": "inf + 1"}, infimum("z", "inf"))).reason
    supremum = infimum("z", "inf") | {"of": "supremum"}
    assert "not declared as" in verdict(cited, attempt(image, supremum)).reason
    twice = image | {"x": {"letter": "k", "term": "2*z[k]"}}
    assert "not the infimum of" in verdict(cited, attempt(twice, infimum("z", "inf"))).reason


def above(make):
    """There is a constant above x[0], for every sequence of constants x and every c."""
    return make("above", "x: a; c: c", ["d - x[0] - c^2 = 0"], ZERO, ["end"], exists={"d": "constant"},
                witness={"d": "x[0] + c^2"})  # fmt: skip


@pytest.mark.parametrize(
    ("terms", "new", "goal", "reason"),
    [
        ({}, {"d": "new"}, "new - x[0] - c^2 = 0", ""),
        ({"c": "mean(e[3])"}, {"d": "new"}, "new - x[0] - mean(e[3])^2 = 0", ""),
        ({"x": {"letter": "k", "term": "x[k+j]"}}, {"d": "new"}, "new - x[j] - c^2 = 0", "depends on an index"),
        ({"c": "x[j]"}, {"d": "new"}, "new - x[0] - x[j]^2 = 0", "depends on an index"),
        ({"c": "s"}, {"d": "new"}, "new - x[0] - s^2 = 0", "variable"),
        ({"c": "z[0]"}, {"d": "new"}, "new - x[0] - z[0]^2 = 0", "not"),
        ({}, {"d": "c"}, "0 = 0", "twice"),
        ({}, {"d": "x y"}, "0 = 0", "not a name"),
        ({}, {}, "0 = 0", "new names"),
        ({}, {"d": "new", "c": "new2"}, "0 = 0", "new names"),
        ({"d": "c"}, {"d": "new"}, "new - x[0] - c^2 = 0", "does not have"),
    ],
)
def test_what_exists_gets_a_new_name(make, verdict, terms, new, goal, reason):
    cited = above(make)
    proof = [("end", "cite", {"claim": "above", "terms": terms, "new": new})]
    definitions = [{"kind": "bit", "name": "e", "letter": "k", "value": "z[k]"}]
    # a goal cannot speak of the new constant, so it is compared under another name that equals it
    shown = [*proof, ("as", "hole", {"fact": goal}), ("gap", "combine", {"equalities": [["end", "1"], ["as", "-1"]]})]
    citing = make("use", "x: a; c: c; s: s; z: x0", ["0 = 0"], shown, ["gap"], definitions=definitions)
    found = verdict(cited, citing)
    assert (reason in found.reason) if reason else found.status == "holey", found.reason


@pytest.mark.parametrize(
    ("witness", "reason"),
    [
        ({"d": "x[0] + c^2"}, ""),
        ({"d": "x[1] + c^2"}, "the goal is"),
        ({"d": "x[k]"}, "not closed"),
        ({"d": "s"}, "not closed"),
        ({"d": "z[0]"}, "not a constant"),
        ({"d": "u"}, "vector"),
        ({"d": "0"}, "the goal is"),
        ({}, "witnesses"),
        ({"d": "c", "c": "d"}, "witnesses"),
    ],
)
def test_a_witness_is_a_closed_constant(make, verdict, witness, reason):
    declared = "x: a; c: c; s: s; z: x0; u: v"
    goal, exists = "d - x[0] - c^2 = 0", {"d": "constant"}
    found = verdict(make("above", declared, [goal], ZERO, ["end"], exists=exists, witness=witness))
    assert (reason in found.reason) if reason else found.status == "proved", found.reason


def test_what_a_claim_proves_of_integrability_holds_for_the_image(make, verdict):
    bounds = {"upper": "c - x[k] >= 0", "lower": "x[k] >= 0"}
    mean = ("mean", "finite_mean", {"symbol": "x", "upper": "upper", "lower": "lower"})
    end = ("end", "average", {"fact": "upper"})
    cited = make("cited", "x: x0; c: c", ["c - mean(x[k]) >= 0"], [mean, end], ["end"], hypotheses=bounds)
    there = {"upper": "c - z[k] >= 0", "lower": "z[k] >= 0"}
    premises = {"upper": "upper", "lower": "lower"}
    image = {"x": {"letter": "j", "term": "z[j]"}}
    proof = [("end", "cite", {"claim": "cited", "premises": premises, "terms": image})]
    citing = make("use", "z: x0; c: c", ["c - mean(z[k]) >= 0"], proof, ["end"], hypotheses=there)
    assert verdict(cited, citing).status == "proved"
    shifted = {"x": {"letter": "j", "term": "1/2*z[j]"}}
    half = {"upper": "c - 1/2*z[k] >= 0", "lower": "1/2*z[k] >= 0"}
    proof = [("end", "cite", {"claim": "cited", "premises": premises, "terms": shifted})]
    citing = make("use", "z: x0; c: c", ["0 = 0"], [*proof, ("z", "combine", {})], ["z"], hypotheses=half)
    assert "finite mean" in verdict(cited, citing).reason


def test_an_image_gets_only_what_was_proved(make, verdict):
    cited = problem(make, "cited", "x: x0", ["x[k] >= 0"])
    image = {"x": {"letter": "j", "term": "z[j]"}}
    proof = [
        ("c", "cite", {"claim": "cited", "terms": image, "premises": {"h0": "h"}}),
        ("end", "average", {"fact": "c"}),
    ]
    citing = make("use", "z: x0", ["mean(z[k]) >= 0"], proof, ["end"], hypotheses={"h": "z[k] >= 0"})
    assert "finite mean" in verdict(cited, citing).reason


@pytest.mark.parametrize(("sort", "status"), [("u1", "proved"), ("x0", "rejected")])
def test_an_order_is_handed_on_only_between_equal_levels(make, verdict, sort, status):
    # x has level 1: bounded by c given the past at k. A process of level 0 is known then, and need not be
    # integrable one step before
    bounds = {"upper": "y[k] - x[k] >= 0", "lower": "x[k] >= 0"}
    order = ("order", "dominate", {"symbol": "x", "upper": "upper", "lower": "lower"})
    cited = make("cited", "x: u1; y: x0", ["0 = 0"], [order, *ZERO], ["end"], hypotheses=bounds)
    there = {"upper": "y[k] - z[k] >= 0", "lower": "z[k] >= 0", "h": "z[k] >= 0"}
    arguments = {"claim": "cited", "premises": {"upper": "upper", "lower": "lower"}}
    proof = [
        ("c", "cite", arguments | {"terms": {"x": {"letter": "j", "term": "z[j]"}}}),
        ("later", "instantiate", {"fact": "h", "letters": {"k": "k" if sort == "u1" else "k+1"}}),
        ("end", "expect", {"fact": "later", "index": "k"}),
    ]
    citing = make("use", f"y: x0; z: {sort}", [], proof, [], hypotheses=there)
    citing["problem"]["goals"] = ["E[k](z[k]) >= 0" if sort == "u1" else "E[k](z[k+1]) >= 0"]
    citing["proof"]["conclude"] = ["end"]
    found = verdict(cited, citing)
    assert found.status == status, found.reason
    assert (status == "proved") or "integrable" in found.reason


def test_what_exists_does_not_depend_on_chance(make, verdict):
    proof = [("end", "combine", {})]
    cited = make("cited", "c: c", ["d - c = 0"], proof, ["end"], exists={"d": "constant"}, witness={"d": "c"})
    for image in ("x[0]", "x[k]"):
        cite = ("c", "cite", {"claim": "cited", "terms": {"c": image}, "new": {"d": "new"}})
        citing = make("use", "x: x0", ["0 = 0"], [cite, *ZERO], ["end"])
        assert verdict(cited, citing).status == "rejected"
    assumption = ("c", "cite", {"claim": "cited", "terms": {"c": "p"}, "new": {"d": "new"}})
    assert verdict(cited, make("use", "p: c", ["0 = 0"], [assumption, *ZERO], ["end"])).status == "proved"


def test_only_earlier_claims_are_cited(make, verdict):
    cited = problem(make, "cited", "c: c", ["c >= 0"])
    citing = use(make, cited, "c: c", {"h0": "c >= 0"}, "c >= 0", {})
    assert "not an earlier claim" in verdict(citing, cited).reason
    assert "not an earlier claim" in verdict(use(make, citing, "c: c", {}, "c >= 0", {})).reason
