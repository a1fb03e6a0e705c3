"""Forged certificates: what is wrong in them is written consistently, digest included, and must be found all the same.

Where a forgery is accepted, what it states is true: the tests say why.
"""

import copy
import json
import random
import re
from collections import Counter
from fractions import Fraction as Q
from functools import cache

import pytest

from lojverify import Constants, certify
from lojverify.kernel import certificate as kernel
from lojverify.kernel import replay
from lojverify.kernel.certificate import check_certificate, digest
from lojverify.kernel.instances import refute
from lojverify.kernel.polynomial import Rejected
from lojverify.kernel.reading import load
from lojverify.kernel.statement import Numbers, problem, sentences

EXAMPLE = Constants(1, 1, "1/2", "1/10", 3, "1/2", 1)
STEP = Constants(1, 1, "1/2", None, 3, "1/2", 1)


@cache
def original(bound):
    if bound == "step":
        return certify(STEP, initial_loss="1/40", delta="1/21", bound="ville").as_dict()
    return certify(EXAMPLE, delta="1/20", bound=bound).as_dict()


def forged(change, bound="ville"):
    """A certificate after a change to it and to its last claim, with a digest that fits."""
    data = json.loads(json.dumps(original(bound)))
    change(data, data["proof"]["claims"][-1])
    data["digest"] = digest(data)
    return data


def setting(*path, to):
    """A change that puts a value at a path of the last claim."""

    def change(_, claim):
        for key in path[:-1]:
            claim = claim[key]
        claim[path[-1]] = to

    return change


def field(key, to):
    return lambda data, _: data.update({key: to})


def constant(key, to):
    return lambda data, _: data["constants"].update({key: to})


def claims(change):
    """A change to the list of claims."""
    return lambda data, _: change(data["proof"]["claims"])


def step(**parts):
    """A change that puts another step in front of the last claim's steps."""
    return lambda _, claim: claim["proof"]["steps"].insert(0, {"id": "forged", **parts})


TRIVIAL = {"steps": [{"id": "end", "rule": "combine", "terms": [["1", [], ["0"]]]}], "conclude": ["end"]}
FALSE = {"name": "false", "problem": {"goals": ["-1 >= 0"]}}
VACUOUS = {
    "name": "false",
    "problem": {"goals": ["-1 >= 0"], "hypotheses": {"h": "-1 >= 0"}},
    "proof": {"steps": [], "conclude": ["h"]},
}
THETA = {"sort": "vector-process", "level": 0, "order": None}
IN, OUT = "9 - <theta[k] - theta0, theta[k] - theta0>", "<theta[k] - theta0, theta[k] - theta0> - 9"

FORGERIES = {
    # -- another statement under the same name ---------------------------------------------------------------------
    "a false hypothesis": (setting("problem", "hypotheses", "free", to="-1 >= 0"), "other hypotheses"),
    "a look-alike hypothesis": (
        setting("problem", "hypotheses", "initi\u0430l", to="F(theta0) <= 0"), "other hypotheses"),
    "a known label for a stronger hypothesis": (
        setting("problem", "hypotheses", "initial", to="F(theta0) <= 0"), "another statement"),
    "a hypothesis of the annulus inside the ball": (
        setting("problem", "hypotheses", "confined outside", to="F(y) >= 1/2"), "another statement"),
    "a hypothesis that contradicts another": (
        setting("problem", "hypotheses", "confined", to="F(y) >= 1/2"), "another statement"),
    "noise that vanishes": (
        setting("problem", "hypotheses", "second_moment", to="E[k](<w[k], w[k]>) <= 0"), "another statement"),
    "the same hypothesis with a space": (
        setting("problem", "hypotheses", "initial", to="F(theta0)  <= 10/363"), "another statement"),
    "no iteration": (lambda _, claim: claim["problem"]["hypotheses"].pop("iteration"), "assumes differs"),
    "a goal that is trivial": (setting("problem", "goals", to=["0 <= 1/20"]), "another statement"),
    "a goal about the first step": (setting("problem", "goals", to=["1 - mean(e[0]) <= 1/20"]), "another statement"),
    "no goal": (setting("problem", "goals", to=[]), "another statement"),
    "one more goal": (setting("problem", "goals", to=["1 - mean(e_inf) <= 1/20", "0 >= 0"]), "another statement"),
    "a goal under an assumption": (
        setting("problem", "goals", to=["F(theta0) < 0 |- 1 - mean(e_inf) <= 1/20"]), "another statement"),
    "a bit that is always 1": (setting("problem", "definitions", 0, "value", to="1"), "another statement"),
    "a bit for leaving": (setting("problem", "definitions", 0, "value", to=OUT), "another statement"),
    "a bit of the present only": (setting("problem", "definitions", 0, "kind", to="bit"), "another statement"),
    "a supremum for the infimum": (setting("problem", "definitions", 1, "of", to="supremum"), "another statement"),
    "the same bit, written otherwise": (
        setting("problem", "definitions", 0, "value", to=f"({IN})"), "another statement"),
    "definitions in another order": (
        lambda _, claim: claim["problem"]["definitions"].reverse(), "another statement"),
    "one more definition": (
        lambda _, claim: claim["problem"]["definitions"].append(
            {"kind": "abbreviation", "name": "one", "value": "1"}), "another statement"),
    "noise known in advance": (setting("problem", "symbols", "w", "level", to=0), "another statement"),
    "bounded noise": (setting("problem", "symbols", "w", "order", to=0), "another statement"),
    "bounded iterates": (setting("problem", "symbols", "theta", to=THETA | {"order": 0}), "another statement"),
    "a symbol more": (setting("problem", "symbols", "c", to={"sort": "constant"}), "another statement"),
    "a symbol less": (lambda _, claim: claim["problem"]["symbols"].pop("z"), "another statement"),
    "the level false instead of 0": (setting("problem", "symbols", "theta", "level", to=False), "from 0 to 2"),
    "the order true instead of 1": (setting("problem", "symbols", "w", "order", to=True), "from 0 to 2"),
    "something that exists": (setting("problem", "exists", to={"c": "constant"}), "another statement"),
    "a problem that is a list": (setting("problem", to=[]), "not an object"),
    "another key in the problem": (setting("problem", "axioms", to=["-1 >= 0"]), "another statement"),
    # -- another claim ---------------------------------------------------------------------------------------------
    "a look-alike name": (setting("name", to="certified vill\u0435"), "of another claim"),
    "a name with a line end": (setting("name", to="certified ville\n"), "of another claim"),
    "no name": (lambda _, claim: claim.pop("name"), "of another claim"),
    "a false claim at the end": (claims(lambda found: found.append(FALSE)), "of another claim"),
    "the claims in reverse order": (claims(list.reverse), "of another claim"),
    "the last two claims exchanged": (
        claims(lambda found: found.insert(0, found.pop(-2))), "not an earlier claim"),
    "the last claim alone": (claims(lambda found: found.__delitem__(slice(None, -1))), "not an earlier claim"),
    "a claim twice": (claims(lambda found: found.insert(0, found[0])), "claimed twice"),
    "a claim under the name of another": (
        claims(lambda found: found[0].update(name=found[1]["name"])), "claimed twice|not an earlier claim"),
    "claims that are no list": (lambda data, _: data["proof"].update(claims={}), "not a list"),
    "a claim that is no object": (claims(lambda found: found.insert(0, 3)), "must be an object"),
    "one more key in the proof": (lambda data, _: data["proof"].update(trusted=True), "is not lojverify-proof/1"),
    # -- a proof that proves less ----------------------------------------------------------------------------------
    "no proof": (setting("proof", to=None), "holey"),
    "a trivial proof": (setting("proof", to=TRIVIAL), "the goal is"),
    "an empty proof": (setting("proof", to={}), "concludes each goal once"),
    "a hole": (
        lambda _, claim: claim["proof"].update(
            steps=[{"id": "end", "rule": "hole", "fact": claim["problem"]["goals"][0]}], conclude=["end"]), "holey"),
    "a hypothesis as the conclusion": (setting("proof", "conclude", to=["initial"]), "the goal is"),
    "a conclusion that is not there": (setting("proof", "conclude", to=["qed"]), "there is no fact"),
    "a citation of an unproved claim": (
        lambda data, claim: (data["proof"]["claims"].insert(0, FALSE), claim["proof"].update(
            steps=[{"id": "bad", "rule": "cite", "claim": "false"},
                   {"id": "end", "rule": "absurd", "fact": "bad", "goal": claim["problem"]["goals"][0]}],
            conclude=["end"])), "holey"),
    "a citation of a vacuous claim": (
        lambda data, claim: (data["proof"]["claims"].insert(0, VACUOUS), claim["proof"].update(
            steps=[{"id": "bad", "rule": "cite", "claim": "false", "premises": {"h": "initial"}},
                   {"id": "end", "rule": "absurd", "fact": "bad", "goal": claim["problem"]["goals"][0]}],
            conclude=["end"])), "h is"),
    "a symbol defined again": (
        step(rule="define", kind="abbreviation", name="e_inf", value="1"), "declared twice"),
    "an alternative infimum": (
        step(rule="define", kind="extremum", name="e_inf", of="supremum", value="e"), "declared twice"),
    "a step without a rule": (step(), "a rule must be a text"),
    "a library claim whose proof is missing": (
        claims(lambda found: found[-2].update(proof=None)), "holey"),
    "a library claim whose goal is stronger": (
        claims(lambda found: found[-2]["problem"].update(goals=["1 - mean(e_inf) <= 0"])), "concludes each goal"),
    "a library claim with one more hypothesis": (
        claims(lambda found: found[-2]["problem"]["hypotheses"].update(h="-1 >= 0")), "premises missing"),
    # -- numbers ---------------------------------------------------------------------------------------------------
    "delta not in lowest terms": (field("delta", "2/40"), "not in lowest terms"),
    "delta as a decimal": (field("delta", "0.05"), "not a rational"),
    "delta with a space": (field("delta", "1/20 "), "not a rational"),
    "delta with a line end": (field("delta", "1/20\n"), "not a rational"),
    "delta with a sign": (field("delta", "+1/20"), "not a rational"),
    "delta with a leading zero": (field("delta", "1/020"), "not in lowest terms"),
    "delta in other digits": (field("delta", "\u0661/\u0662\u0660"), "not a rational"),
    "delta with a division slash": (field("delta", "1\u221520"), "not a rational"),
    "delta as a number": (field("delta", 0), "not a number"),
    "delta 1": (field("delta", "1"), "below 1"),
    "delta -1": (field("delta", "-1"), "wrong sign"),
    "minus zero": (field("initial_loss", "-0"), "not in lowest terms"),
    "division by zero": (field("delta", "1/0"), "not a rational"),
    "a negative radius, of the same square": (constant("radius", "-3"), "wrong sign"),
    "a negative smoothness": (constant("smoothness", "-1"), "wrong sign"),
    "one more constant": (constant("mu", "1"), "other keys"),
    "a value that is not the solved number": (field("value", "1/20"), "does not repeat"),
    "a decimal rounded up": (field("decimal", "0.0275482093663912"), "decimal does not fit"),
    "a decimal with more digits": (field("decimal", "0.02754820936639118"), "decimal does not fit"),
    "a kind that rounds the other way": (field("kind", "delta"), "does not repeat"),
    "a kind that is a list": (field("kind", ["epsilon"]), "kind is not known"),
    "an interval of one point": (field("interval", ["1/10", "1/10"]), "interval belongs to a step size"),
    "a larger annulus without confinement": (constant("confinement", None), "needs a confinement"),
    # -- words -----------------------------------------------------------------------------------------------------
    "an assumption hidden": (lambda data, _: data["assumes"].pop(), "assumes differs"),
    "an assumption in other words": (lambda data, _: data["assumes"].__setitem__(0, "nothing"), "assumes differs"),
    "an assumption repeated": (lambda data, _: data["assumes"].append(data["assumes"][0]), "assumes differs"),
    "assumptions in another order": (lambda data, _: data["assumes"].reverse(), "assumes differs"),
    "a bound with a line end": (field("bound", "ville\n"), "bound is not a name"),
    "another bound": (field("bound", "printed"), "of another claim"),
    "another format": (field("format", "lojverify-certificate/2"), None),
    "one more key": (field("comment", "P(exit) = 0"), "the keys are not those"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGERIES)
def test_the_forgery_is_found(name):
    change, reason = FORGERIES[name]
    data = forged(change)
    if reason is None:
        assert kernel.checker(data) is None
        return
    verdict = check_certificate(data)
    if reason == "holey":
        assert verdict.status == "holey"
    else:
        assert verdict.status == "rejected"
        assert re.search(reason, verdict.reason), verdict.reason


def test_there_are_enough_forgeries():
    assert len(FORGERIES) >= 80


@pytest.mark.parametrize("bound", ["ville", "step"])
def test_the_digest_is_of_everything_else(bound):
    for key in original(bound):
        data = copy.deepcopy(original(bound))
        data[key] = [data[key]]
        assert check_certificate(data).status == "rejected"


def test_a_key_that_occurs_twice_is_not_read():
    text = json.dumps(original("ville"))
    for key in ("delta", "proof", "name", "initial", "rule"):
        place = text.index(f'"{key}": ')
        with pytest.raises(Rejected, match="occurs twice"):
            load(f'{text[:place]}"{key}": null, {text[place:]}')


# -- a statement with fewer hypotheses is stronger, so its proof must fail -----------------------------------------


@pytest.mark.parametrize("bound", ["ville", "step", "markov-union", "printed"])
def test_no_hypothesis_can_be_left_out(bound):
    for label in original(bound)["proof"]["claims"][-1]["problem"]["hypotheses"]:

        def change(data, claim, label=label):
            del claim["problem"]["hypotheses"][label]
            data["assumes"] = sentences(numbers(data), claim["problem"]["hypotheses"])

        verdict = check_certificate(forged(change, bound))
        assert verdict.status == "rejected", label
        assert "another statement" not in verdict.reason


# -- other numbers, written consistently everywhere -----------------------------------------------------------------


def numbers(data):
    """The numbers that a certificate states."""
    found = {key: None if text is None else Q(text) for key, text in data["constants"].items()}
    ends = None if data["interval"] is None else tuple(map(Q, data["interval"]))
    rest = {key: None if data[key] is None else Q(data[key]) for key in ("annulus", "initial_loss", "delta")}
    return Numbers(**found, **rest, interval=ends)


def rewritten(data):
    """The certificate with its numbers repeated wherever they occur, so that only its proof is left to fail."""
    own = numbers(data)
    claim = data["proof"]["claims"][-1]
    claim["problem"] = problem(own, claim["problem"]["hypotheses"])
    data["assumes"] = sentences(own, claim["problem"]["hypotheses"])
    name, up = kernel.KINDS[data["kind"]]
    data["value"], data["decimal"] = str(getattr(own, name)), kernel.decimal(getattr(own, name), up=up)
    return {**data, "digest": digest(data)}


def is_true(data):
    """Whether the bound `ville` shows what a certificate states, at both ends of its interval."""
    n = numbers(data)
    low = n.initial_loss <= n.confinement or 4 * n.initial_loss < n.radius**2 * n.alpha
    for eta in n.interval or (n.step_size,):
        rho1 = 1 - eta * n.alpha + eta**2 * n.smoothness * (n.alpha + n.noise) / 2
        low = low and eta * n.smoothness * (n.alpha + n.noise) < 2 * n.alpha
        low = low and rho1 * n.initial_loss <= n.delta * n.confinement
    return low


@pytest.mark.parametrize("bound", ["ville", "step"])
def test_other_numbers_are_rejected_or_true(bound):
    draw, count = random.Random(bound), Counter()
    whole = original(bound)
    earlier = {statement.name: statement for statement in replay(whole["proof"]["claims"][:-1])[1]}
    for _ in range(250):
        data = copy.deepcopy({**whole, "proof": {**whole["proof"], "claims": whole["proof"]["claims"][-1:]}})
        for _ in range(draw.choice([1, 1, 2])):
            key = draw.choice([*data["constants"], "initial_loss", "delta", "interval"])
            factor = Q(draw.choice([1, 9, 99, 101, 11, 2, 30]), draw.choice([1, 10, 100]))
            if key == "interval":
                data[key] = data[key] and [str(Q(data[key][0]) * factor), data[key][1]]
            else:
                where = data["constants"] if key in data["constants"] else data
                where[key] = str(Q(where[key]) * factor)
        verdict = check_certificate(rewritten(data), earlier)
        count[verdict.status] += 1
        assert verdict.status == "rejected" or is_true(data), data["constants"]
    assert count["rejected"] >= 150, count
    assert count["proved"] >= 10, count  # a smaller alpha times a smaller loss, another radius, ...


# -- forgeries that are accepted, because they state the truth ------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        field("version", "0.0.0+forged"),
        lambda data, claim: (data.update(bound="printed"), claim.update(name="certified printed")),
        field("annulus", "1000"),
        lambda _, claim: [one.update(note="P(exit) = 0") for one in claim["proof"]["steps"]],
        claims(lambda found: found.insert(0, FALSE)),  # unproved, and not cited
        claims(lambda found: found.insert(0, VACUOUS)),
    ],
    ids=["version", "name of the bound", "annulus that is not used", "notes", "unused claim", "unused vacuous claim"],
)
def test_what_does_not_touch_the_statement_may_be_changed(change):
    data = forged(change)
    assert check_certificate(data).status == "proved"
    assert is_true(data)
    whole = original("ville")["proof"]["claims"][-1]["problem"]
    assert data["proof"]["claims"][-1]["problem"] == whole


@pytest.mark.parametrize("bound", ["ville", "step", "printed"])
def test_what_the_sorts_suppose_is_said(bound):
    """A function is C^1 on R^d, a process adapted, and w of order 1 at every k, after an exit too."""
    data = original(bound)
    symbols = data["proof"]["claims"][-1]["problem"]["symbols"]
    assert (symbols["theta"]["level"], symbols["w"]["level"], symbols["w"]["order"]) == (0, 1, 1)
    assert "continuously differentiable on R^d" in data["assumes"][0]
    assert "w_k at k+1, with E|w_k|^2 given the past finite" in data["assumes"][1]


# -- the hypotheses of a certificate can be met ---------------------------------------------------------------------


def quadratic(data, x0, t):
    """SGD on F = x^2/2 from x0 with the noise t x or -t x, and why it meets the hypotheses of a certificate."""
    n = numbers(data)
    labels = data["proof"]["claims"][-1]["problem"]["hypotheses"]
    r, s = n.radius, x0 / n.radius
    rest = (r - x0) ** 2 / 2 - n.confinement
    outside = [
        [str((1 - s) / 2), [f"(y1 - {x0})^2 - {r**2}"], []],
        [str(s / 2), [], [f"y1 - {x0} + {r}"]],
        [str(rest), [], []],
    ]
    found = {"loss>=0": [["1/2", [], ["y1"]]], "lojasiewicz": [[str(1 - n.alpha / 2), [], ["y1"]]]}
    found |= {f"{key} outside": terms for key, terms in found.items()}
    found |= {
        "second_moment": [[str(n.noise / 2 - t**2), [], ["x1"]]],
        "confined": outside,
        "confined outside": outside,
    }
    return {
        "dimension": 1,
        "vectors": {"theta0": [str(x0)]},
        "functions": {"F": [{"value": "1/2*x1^2"}]},
        "chain": {
            "state": "theta",
            "start": [str(x0)],
            "outcomes": [{"probability": "1/2", "values": {"w": [f"{sign}{t}*x1"]}} for sign in ("", "-")],
            "transition": [f"x1 - {n.step_size}*(x1 + w1)"],
        },
        "certificates": {key: [terms] for key, terms in found.items() if key in labels},
    }


@pytest.mark.parametrize("bound", ["ville", "printed", "markov-union", "chebyshev-union"])
def test_the_hypotheses_of_a_certificate_can_all_be_met(bound):
    data = original(bound)
    stated = data["proof"]["claims"][-1]["problem"]
    instance = quadratic(data, Q(1, 200), Q(1, 4))
    # The goal is about all of the future; it is evaluated after every hypothesis has been verified.
    verdict, _ = refute(stated, {**instance, "evaluate": {"goal": 0}})
    assert verdict.reason == "e_inf depends on all of the future"
    stated = {**stated, "goals": [f"1 - mean(e[3]) <= {data['delta']}"]}
    verdict, _ = refute(stated, {**instance, "evaluate": {"goal": 0}})
    assert verdict.reason.startswith("the goal is not false")
    # Were one of them false, that would be the reason.
    verdict, _ = refute(stated, {**quadratic(data, Q(1), Q(1, 4)), "evaluate": {"goal": 0}})
    assert "initial is not verified" in verdict.reason
    verdict, _ = refute(stated, {**quadratic(data, Q(1, 200), Q(2, 3)), "evaluate": {"goal": 0}})
    assert "positive" in verdict.reason  # the certificate for the second moment
