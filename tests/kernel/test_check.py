"""The checker: verdicts, what is used, what is missing, and what a changed proof may still prove."""

import copy
import json
import random

import pytest

from lojverify.kernel.check import replay

W = "grad F(x+s*u)-grad F(x)"
IN_X, IN_Y = "r^2-<x-c,x-c> >= 0", "r^2-<x+u-c,x+u-c> >= 0"
GOAL = f"{IN_X}, {IN_Y} |- F(x)+<grad F(x),u>+C/2*<u,u> - F(x+u) >= 0"


def descent(make):
    """(3.4): where the gradient is C-Lipschitz on a ball, F(x+u) <= F(x) + <grad F(x), u> + C/2 |u|^2."""
    hypotheses = {
        "C>0": "C > 0",
        "smooth": "r^2-<y-c,y-c> >= 0, r^2-<z-c,z-c> >= 0 |- "
        "C^2*<y-z,y-z> - <grad F(y)-grad F(z),grad F(y)-grad F(z)> >= 0",
        "spare": "F(x) >= 0",
    }
    proof = [
        ("in x", "assume", {"condition": IN_X}),
        ("in y", "assume", {"condition": IN_Y}),
        ("s>=0", "assume", {"condition": "s >= 0"}),
        ("s<=1", "assume", {"condition": "1 - s >= 0"}),
        ("|u|", "norm", {"vector": "u"}),
        ("segment", "combine", {"terms": [["1", ["s<=1", "in x"], []], ["1", ["s>=0", "in y"], []],
                                          ["1", ["s>=0", "s<=1", "|u|"], []]]}),
        ("path", "path_integral", {"function": "F", "start": "x", "end": "x+u", "variable": "s"}),
        ("smooth there", "instantiate", {"fact": "smooth", "terms": {"y": "x+s*u", "z": "x"}}),
        ("lipschitz", "cut", {"fact": "smooth there", "by": ["segment", "in x"]}),
        ("cauchy", "cauchy_schwarz", {"first": W, "second": "u"}),
        ("squared", "combine", {"terms": [["1", ["cauchy"], []], ["1", ["lipschitz", "|u|"], []]]}),
        ("not", "assume", {"condition": f"<{W},u> - C*s*<u,u> > 0"}),
        ("bad", "combine", {"terms": [["1", ["squared"], []], ["1", ["not", "not"], []],
                                      ["2", ["not", "C>0", "s>=0", "|u|"], []]]}),
        ("absurd", "absurd", {"fact": "bad", "goal": f"C*s*<u,u>-<{W},u> >= 0"}),
        ("so", "assume", {"condition": f"C*s*<u,u>-<{W},u> >= 0"}),
        ("pointwise", "cases", {"first": "so", "second": "absurd", "on": f"C*s*<u,u>-<{W},u> >= 0"}),
        ("integrated", "integrate", {"fact": "pointwise", "variable": "s"}),
        ("end", "combine", {"terms": [["1", ["integrated"], []]], "equalities": [["path", "-1"]]}),
    ]  # fmt: skip
    declared = "F: F; C r: c; c x u: v; y z: p; s: s"
    return make("descent", declared, [GOAL], proof, ["end"], hypotheses=hypotheses)


def test_the_descent_inequality_is_proved_and_names_what_it_used(make):
    verdict, statements = replay([descent(make)])
    assert (verdict.status, verdict.reason, verdict.holes) == ("proved", "", ())
    assert verdict.used == ("C>0", "smooth")
    assert verdict.steps == 18
    assert verdict.rules["combine"] == 4
    assert [str(goal) for goal in statements[0].proved_goals] == [str(statements[0].proved_goals[0])]


@pytest.mark.parametrize("label", ["C>0", "smooth"])
def test_without_a_used_hypothesis_the_proof_is_rejected(make, verdict, label):
    claim = descent(make)
    del claim["problem"]["hypotheses"][label]
    assert verdict(claim).status == "rejected"


def test_without_an_unused_hypothesis_the_proof_stands(make, verdict):
    claim = descent(make)
    del claim["problem"]["hypotheses"]["spare"]
    assert verdict(claim).status == "proved"


def test_a_weaker_hypothesis_does_not_do(make, verdict):
    claim = descent(make)
    claim["problem"]["hypotheses"]["C>0"] = "C > -1"
    assert verdict(claim).status == "rejected"


def test_a_hypothesis_behind_a_proved_attribute_counts_as_used(make, verdict):
    proof = [
        ("finite", "finite_mean", {"symbol": "x", "upper": "upper", "lower": "lower"}),
        ("square", "combine", {"terms": [["1", [], ["1"]]]}),
        ("norm", "combine", {"terms": [["1", ["x>=0"], []]]}),
        ("end", "average", {"fact": "norm"}),
    ]
    hypotheses = {"upper": "1 - x[k] >= 0", "lower": "x[k] >= 0", "x>=0": "x[k] >= 0", "spare": "x[k] >= -1"}
    found = verdict(make("t", "x: x0", ["mean(x[k]) >= 0"], proof, ["end"], hypotheses=hypotheses))
    assert found.used == ("upper", "lower", "x>=0")


def test_a_hypothesis_behind_the_mean_of_a_limit_counts_as_used(make, verdict):
    # only the attribute that `infimum` proves is used, not the facts that it concludes
    proof = [
        ("inf", "infimum", {"symbol": "y", "letter": "k", "lower": "lower", "step": "step", "mean": "mean"}),
        ("end", "average", {"fact": "y>=0"}),
    ]
    definitions = [
        {"kind": "bit", "name": "e", "letter": "k", "value": "x[k]"},
        {"kind": "abbreviation", "name": "t", "letter": "k", "value": "e[k]"},
        {"kind": "extremum", "name": "y", "of": "infimum", "value": "e"},
    ]
    hypotheses = {"lower": "e[k] >= 0", "step": "e[k] >= e[k+1]", "mean": "mean(e[k]) >= 0", "y>=0": "y >= 0"}
    goal = "mean(y) >= 0"
    found = verdict(make("t", "x: x0", [goal], proof, ["end"], hypotheses=hypotheses, definitions=definitions))
    assert found.status == "proved"
    assert set(found.used) == {"lower", "step", "mean", "y>=0"}


def test_a_hole_is_reported_wherever_it_is_used(make, verdict):
    assumed = {"name": "assumed", "problem": descent(make)["problem"]}
    assert verdict(assumed).status == "holey"
    assert verdict(assumed).holes == ("assumed",)
    step = make("guess", "p: c", ["p^2 >= p"], [("end", "hole", {"fact": "p^2 - p >= 0"})], ["end"])
    found = verdict(step)
    assert found.status == "holey"
    assert found.holes == (str(replay([step])[1][0].proved_goals[0]),)
    citing = make("use", "p: c", ["p^2 >= p"], [("end", "cite", {"claim": "guess"})], ["end"])
    assert verdict(step, citing).status == "holey"
    honest = make("honest", "p: c", ["p^2 >= 0"], [("end", "combine", {"terms": [["1", [], ["p"]]]})], ["end"])
    assert verdict(step, honest).status == "proved"


@pytest.mark.parametrize(
    ("goal", "proved"),
    [
        ("p >= 0", True), ("p + 1 > p", False), ("0 <= p", True), ("-p <= 0", True), ("p > 0", False), ("p = 0", False),
        ("q >= 0 |- p >= 0", True), ("2*p >= 0", False), ("p >= 0 |- p >= 0", True), ("p -> 0 (k)", False),
    ],
)  # fmt: skip
def test_the_goal_is_what_was_proved_or_evidently_weaker(make, verdict, goal, proved):
    found = verdict(make("t", "p q: c", [goal], [], ["h"], hypotheses={"h": "p >= 0"}))
    assert (found.status == "proved") is proved


@pytest.mark.parametrize(
    ("goal", "proved"),
    [
        ("a[k] -> p (k)", True),
        ("q > 0 |- a[k] -> p (k)", True),
        ("a[k] -> q (k)", False),
        ("a[j] -> p (j)", False),
        ("-a[k] -> p (k)", False),
        ("a[k] >= 0", False),
        ("a[k] = 0", False),
    ],
)
def test_a_limit_is_compared_with_its_limit_and_letter(make, verdict, goal, proved):
    found = verdict(make("t", "p q: c; a: a", [goal], [], ["h"], hypotheses={"h": "a[k] -> p (k)"}))
    assert (found.status == "proved") is proved


@pytest.mark.parametrize(
    ("goal", "proved"), [("p = 0", True), ("-p = 0", True), ("p >= 0", True), ("-p >= 0", True), ("p > 0", False)]
)
def test_an_equation_proves_both_inequalities(make, verdict, goal, proved):
    found = verdict(make("t", "p: c", [goal], [], ["h"], hypotheses={"h": "p = 0"}))
    assert (found.status == "proved") is proved


@pytest.mark.parametrize("conclude", [[], ["end", "end"], ["nothing"], [None], "end", None, [["end"]]])
def test_every_goal_is_concluded_once(make, verdict, conclude):
    assert verdict(make("t", "", ["0 = 0"], [("end", "combine", {})], conclude)).status == "rejected"


@pytest.mark.parametrize(
    "claims",
    [None, 0, "", {}, [], [[]], [None], ["t"], [{}], [{"name": "t"}], [{"name": 1, "problem": {"goals": ["0 = 0"]}}],
     [{"name": "t", "problem": []}], [{"name": "t", "problem": {"goals": []}}],
     [{"name": "t", "problem": {"goals": "0 = 0"}}], [{"name": "t", "problem": {"goals": [["0 = 0"]]}}],
     [{"name": "t", "problem": {"goals": ["0 = 0"], "more": {}}}],
     [{"name": "t", "problem": {"goals": ["0 = 0"]}, "x": 1}]],
)  # fmt: skip
def test_malformed_claims_are_rejected(claims):
    assert replay(claims)[0].status == "rejected"


@pytest.mark.parametrize(
    "symbol",
    [None, "constant", [], {}, {"sort": None}, {"sort": ["constant"]}, {"sort": "scalar"},
     {"sort": "constant", "level": 0},
     {"sort": "process", "level": -1}, {"sort": "process", "level": 3}, {"sort": "process", "level": True},
     {"sort": "process", "level": "0"}, {"sort": "process", "level": 1.0}, {"sort": "process", "level": 1, "order": 3},
     {"sort": "process", "bounded": True}, {"sort": "process", "finite_mean": True}],
)  # fmt: skip
def test_malformed_symbols_are_rejected(symbol):
    problem = {"symbols": {"x": symbol}, "goals": ["0 = 0"]}
    proof = {"steps": [{"id": "end", "rule": "combine"}], "conclude": ["end"]}
    assert replay([{"name": "t", "problem": problem, "proof": proof}])[0].status == "rejected"


def test_a_proof_has_known_parts_and_known_rules(make, verdict):
    good = make("t", "", ["0 = 0"], [("end", "combine", {})], ["end"])
    assert "claimed twice" in verdict(good, good).reason
    good["proof"]["more"] = []
    assert "steps, witness and conclude" in verdict(good).reason
    assert "not a rule" in verdict(make("t", "", ["0 = 0"], [("end", "believe", {})], ["end"])).reason
    assert "there is no fact" in verdict(make("t", "", ["0 = 0"], [("end", "combine", {})], ["start"])).reason
    assert "each goal once" in verdict(make("t", "", ["0 = 0"], [("end", "combine", {})], ["end", "end"])).reason


@pytest.mark.parametrize("sort", ["random", "process", "function", "point", None, ["constant"]])
def test_what_exists_is_a_constant_or_a_vector(make, verdict, sort):
    claim = make("t", "", ["0 = 0"], [("end", "combine", {})], ["end"], exists={"d": sort}, witness={"d": "0"})
    assert "a constant or a vector" in verdict(claim).reason


def test_labels_are_used_once(make, verdict):
    again = [("h", "combine", {})]
    assert "twice" in verdict(make("t", "p: c", ["0 = 0"], again, ["h"], hypotheses={"h": "p = 0"})).reason
    define = ("d", "define", {"kind": "abbreviation", "name": "q", "value": "0"})
    assert "twice" in verdict(make("t", "", ["0 = 0"], [("q.is", "combine", {}), define], ["q.is"])).reason
    definitions = [{"kind": "abbreviation", "name": "q", "value": "p"}]
    found = verdict(make("t", "p: c", ["p >= 0"], [], ["q.is"], hypotheses={"q.is": "p >= 0"}, definitions=definitions))
    assert "twice" in found.reason


# -- mutations ----------------------------------------------------------------------------------------------------

JUNK = [None, True, 0, -1, 7, "", "0", "k", "x", "end", "p >= 0", [], [[]], {}, {"k": []}, [None], "-" * 70, "(" * 70]


def places(value, path=()):
    """Every place inside a JSON value."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        yield from places(part, (*path, key))


def mutate(claim, source):
    """A copy of a claim in which one place of the proof or, less often, of the problem is changed."""
    claim = copy.deepcopy(claim)
    root = claim["proof"] if source.random() < 0.8 else claim
    *way, last = source.choice([place for place in places(root) if place])
    for key in way:
        root = root[key]
    choice = source.randrange(6)
    if choice == 0:
        del root[last]
    elif choice == 1:
        root[last] = source.choice(JUNK)
    elif choice == 2 and isinstance(root, list):
        root.insert(source.randrange(len(root) + 1), copy.deepcopy(root[last]))
    elif choice == 3 and isinstance(root[last], str) and root[last]:
        at = source.randrange(len(root[last]))
        root[last] = root[last][:at] + source.choice("xuyzsFCrck0123>=<-+*^|, ()[]") + root[last][at + 1 :]
    elif choice == 4 and isinstance(root, dict):
        root[source.choice([*root, "level", "on", "extra"])] = copy.deepcopy(root[last])
    else:
        others = [part for part in places(claim["proof"]) if part]
        *way, key = source.choice(others)
        value = claim["proof"]
        for one in (*way, key):
            value = value[one]
        root[last] = copy.deepcopy(value)
    return claim


def test_a_mutated_proof_is_rejected_or_proves_exactly_its_goal(make):
    claim = descent(make)
    _, (original,) = replay([claim])
    rejected = proved = other = 0  # three outcomes, and none else
    for seed in range(400):
        changed = mutate(claim, random.Random(seed))
        verdict, statements = replay(json.loads(json.dumps([changed])))
        if verdict.status == "rejected":
            assert verdict.reason
            rejected += 1
        elif verdict.status == "holey":
            assert "hole" in verdict.rules or changed.get("proof") is None
            other += 1
        elif changed["problem"] == claim["problem"]:
            assert statements[0].proved_goals == original.proved_goals
            proved += 1
        else:  # the problem itself was changed, so another statement is proved
            other += 1
    assert rejected > 300
    assert proved >= 5


def test_no_mutation_of_a_step_is_an_unforeseen_error(make):
    claim = descent(make)
    malformed = set()
    for seed in range(400, 700):
        verdict, _ = replay([mutate(claim, random.Random(seed))])
        if "malformed" in verdict.reason:
            malformed.add((seed, verdict.reason))
    assert not malformed
