"""Refutations by exact instances: printed displays that are false, and instances that refute nothing."""

import json
import re
from fractions import Fraction as Q

import pytest
from displays import (
    C1,
    C2,
    REFUTATIONS,
    C1_for_ever,
    define,
    display_3_10,
    display_3_14,
    display_3_22,
    growth_on_the_whole_set,
    two_pieces,
)

from lojverify.kernel.instances import refute


@pytest.mark.parametrize("name", REFUTATIONS)
def test_the_printed_display_is_refuted(name):
    problem, instance = (make() for make in REFUTATIONS[name])
    verdict, evaluation = refute(problem, instance)
    assert verdict.reason == ""
    assert verdict.status == "refuted"
    assert verdict.used == tuple(problem["hypotheses"])
    assert evaluation.value.hi < 0
    assert all(evaluation.cases.values()), "no hypothesis holds vacuously"


def test_sides_are_enclosed_for_the_report():
    instance = C1({"k": 0})
    instance["evaluate"]["sides"] = ["(sC + ss)*eta*power[k]*F(theta0)", "mean(len[k])"]
    _, evaluation = refute(display_3_10(), instance)
    (_, greater), (_, lesser) = evaluation.sides
    assert lesser.lo == lesser.hi == Q(1, 60)
    # (sqrt 2 + 1)/1200
    assert (greater.lo * 1200 - 1) ** 2 < 2 < (greater.hi * 1200 - 1) ** 2
    assert greater.hi - greater.lo < Q(1, 10**60)
    assert evaluation.letters == {"k": 0}


# -- instances that refute nothing -------------------------------------------------------------------------


def put(found, place, value):
    """The object with one part replaced (or deleted, for None); the last step of a place may be new."""
    *way, last = place
    inside = found
    for step in way:
        inside = inside[step]
    if value is None:
        del inside[last]
    else:
        inside[last] = value
    return found


NOISE = ["chain", "outcomes"]
WRONG = [
    # a hypothesis fails
    ("3.10", ["constants", "sigma"], "-1", "sigma>=0 is not verified"),
    ("3.10", ["constants", "alpha"], "21/10", "lojasiewicz is not verified"),
    ("3.10", ["constants", "C"], "9/10", "smooth is not verified"),
    ("3.10", ["constants", "M0"], "362/200", "confinement is not verified"),
    ("3.10", ["constants", "R"], "1/100", r"R>1 is not verified"),
    ("3.10", ["constants", "eta"], "1/7", "iteration is not verified"),
    ("3.10", ["vectors", "theta0"], ["1/9"], "start is not verified"),
    ("3.10", ["chain", "start"], ["1/11"], "start is not verified"),
    ("3.10", ["chain", "transition"], ["x1 - 1/6*(x1 - w1) + 1/1000"], "iteration is not verified"),
    ("3.10", ["functions", "F"], [{"value": "1/2*x1^2 + x1"}], "iteration is not verified"),
    ("3.10", ["functions", "F"], [{"value": "x1^4"}], "iteration is not verified"),
    ("3.12", ["constants", "delta"], "1", "delta<1 is not verified"),
    ("3.14", ["constants", "sigma"], "1/8192", "second_moment is not verified"),
    ("3.14", [*NOISE, 1, "values", "w"], ["-35/8192*x1"], "zero_mean is not verified"),
    ("3.14", [*NOISE, 1, "values", "w"], ["34/8192*x1"], "zero_mean is not verified"),
    ("3.19, eta = alpha/D", ["constants", "eta"], "1600001", "iteration is not verified"),
    ("2.4 on K", ["constants", "C"], "-1/10", "C>0 is not verified"),
    ("2.12", ["constants", "t"], "0", "t>0 is not verified"),
    ("Ville, large loss", ["constants", "M0"], "362/800", "confinement is not verified"),
    ("Ville, large loss", ["constants", "r"], "1/19", "confinement is not verified"),
    # the goal is true there
    ("3.14", ["evaluate", "letters", "k"], 1, "the goal is not false"),
    ("3.12", ["evaluate", "letters", "n"], 1, "the goal is not false"),
    ("3.19, eta = alpha/D", ["evaluate", "letters", "k"], 0, "the goal is not false"),
    ("Ville, large loss", ["evaluate", "letters", "n"], 0, "the goal is not false"),
    ("2.12", ["constants", "t"], "1/50000", "the goal is not false"),
    ("2.4 on K", ["evaluate", "points", "y"], ["2"], "the goal supposes"),
    # the law is none
    ("3.14", [*NOISE, 2, "probability"], "1154/1156", "do not sum to 1"),
    ("3.14", [*NOISE, 2, "probability"], "0", "not positive"),
    ("3.14", [*NOISE, 2, "probability"], "-1", "not positive"),
    ("3.14", [*NOISE], [], "do not sum to 1"),
    # the function is none, or not continuously differentiable
    ("2.4 on K", ["functions", "F", 0, "value"], "x1^2 + 1/3", "not continuous at 1/2"),
    ("2.4 on K", ["functions", "F", 0, "value"], "2*x1^2", "derivative is not continuous"),
    ("2.4 on K", ["functions", "F", 0, "upto"], "1/3", "not continuous at 1/3"),
    ("2.4 on K", ["functions", "F", 0, "upto"], None, "upto is missing"),
    ("2.4 on K", ["functions", "F", 1, "upto"], "1", "unexpected"),
    ("2.4 on K", ["functions", "F"], [], "list of pieces"),
    ("2.4 on K", ["functions", "F"], [{"upto": b, "value": "x1"} for b in "21"] + [{"value": "x1"}], "increase"),
    # the certificate is wrong
    ("3.10", ["certificates", "confinement", 0, 0, 0], "19/41", "confinement is not verified"),
    ("3.10", ["certificates", "confinement", 0, 0, 0], "-19/40", "not positive"),
    ("3.10", ["certificates", "confinement", 0, 0, 1], ["y1^2 - 1/5*y1 - 398/100"], "confinement is not verified"),
    ("3.10", ["certificates", "confinement", 0, 1, 1], ["y1 + 19/10"], "confinement is not verified"),
    ("3.10", ["certificates", "confinement"], None, "confinement is not verified"),
    ("3.10", ["certificates", "confinement", 0, 1], ["1", []], "a term of a certificate"),
    ("3.10", ["certificates", "nonsense"], [], "not a hypothesis"),
    ("2.4 on K", ["certificates", "smooth", 3], [], "smooth is not verified"),
    ("2.4 on K", ["certificates", "smooth", 1, 1, 0], "3", "smooth is not verified"),
    ("3.22", ["invariants", 0, "certificates", 0, 1, 0], "12/3600", "at k.1 is not verified"),
    ("3.22", ["invariants", 0, "holds"], "1/101 - <theta[k], theta[k]> >= 0", "at 0 is not verified"),
    ("3.22", ["invariants", 1, "certificates"], [], "at k.1 is not verified"),
    ("3.22", ["invariants", 1], None, "depends on all of the future"),
    ("3.22", ["invariants", 0, "holds"], "1 - <theta[k], y> >= 0", "not about the index k alone"),
    # what is given is not what is asked for
    ("3.10", ["evaluate", "letters", "k"], 101, "not a number from 0 to 100"),
    ("3.10", ["evaluate", "letters", "k"], -1, "not a number from 0 to 100"),
    ("3.10", ["evaluate", "letters", "k"], True, "not a number from 0 to 100"),
    ("3.10", ["evaluate", "letters"], {}, "the index letters of the goal"),
    ("3.10", ["evaluate", "letters", "n"], 0, "the index letters of the goal"),
    ("3.10", ["evaluate", "goal"], 1, "not a number from 0 to 0"),
    ("3.10", ["evaluate", "path"], [1], "not a number from 0 to 0"),
    ("3.10", ["evaluate", "points"], {"y": ["1"]}, "the variables of the goal"),
    ("3.10", ["evaluate", "sides"], ["1", "2"], "not the goal's sides"),
    ("3.10", ["evaluate", "sides"], ["1"], "not the goal's sides"),
    ("3.10", ["evaluate"], None, "evaluate is missing"),
    ("2.4 on K", ["evaluate", "points"], {}, "the variables of the goal"),
    ("3.10", ["constants", "alpha"], None, "constants: given are"),
    ("3.10", ["constants", "r"], "2", "constants: given are"),
    ("3.10", ["constants", "alpha"], 2, "not a rational number"),
    ("3.10", ["constants", "alpha"], "2.0", "not a rational number"),
    ("3.10", ["vectors", "theta0"], ["1/10", "0"], "expected 1 coordinates"),
    ("3.10", ["dimension"], 0, "dimension is not positive"),
    ("3.10", ["dimension"], True, "not a number from 0 to"),
    ("3.10", ["chain"], None, "chain is missing"),
    ("3.10", ["chain", "state"], "w", "the state is no"),
    ("3.10", ["chain", "adapted"], {"w": ["0"]}, "adapted: given are"),
    ("3.10", [*NOISE, 0, "values"], {}, "values: given are"),
    ("3.10", [*NOISE, 0, "values", "w"], ["theta1"], "theta1"),
    ("3.10", ["chain", "transition"], ["w2"], "w2"),
    ("3.10", ["chain", "transition"], ["1/2*x1^2*E[0](1) + mean(x1)"], "finite mean"),
    ("3.10", ["more"], 1, "unexpected"),
]


@pytest.mark.parametrize(("name", "place", "value", "reason"), WRONG)
def test_a_wrong_instance_is_rejected_for_the_right_reason(name, place, value, reason):
    problem, instance = (make() for make in REFUTATIONS[name])
    verdict, evaluation = refute(problem, put(instance, place, value))
    assert (verdict.status, evaluation) == ("rejected", None)
    assert re.search(reason, verdict.reason), verdict.reason


@pytest.mark.parametrize("instance", [None, [], {}, {"dimension": 1}, "instance", {1: 2}])
def test_what_is_not_an_instance_is_rejected(instance):
    assert refute(display_3_10(), instance)[0].status == "rejected"


def test_with_the_root_of_the_loss_3_10_is_true_in_C1():
    problem = display_3_10()
    problem["definitions"].append(define("root", "f0", value="F(theta0)"))
    problem["goals"] = ["mean(len[k]) <= (sC + ss)*eta*power[k]*f0"]
    for k in range(4):
        assert "not false" in refute(problem, C1({"k": k}))[0].reason


def test_a_hypothesis_may_need_an_invariant():
    """4 - (x - 1/10)^2 = 2 (1/100 - x^2) + (x + 1/10)^2 + 99/25: the ball is never left."""
    problem, instance = display_3_22(), C1_for_ever()
    problem["hypotheses"]["stays"] = "r^2 - <theta[k] - theta0, theta[k] - theta0> >= 0"
    terms = [["2", ["1/100 - x1^2"], []], ["1", [], ["x1 + 1/10"]], ["99/25", [], []]]
    instance["certificates"]["stays"] = [terms]
    assert refute(problem, instance)[0].status == "refuted"
    del instance["invariants"]
    assert "stays is not verified" in refute(problem, instance)[0].reason


def test_an_instance_does_not_refute_existence():
    problem = {**display_3_10(), "exists": {"bound0": "constant"}}
    assert "exists" in refute(problem, C1({"k": 0}))[0].reason


# -- the same problem written otherwise --------------------------------------------------------------------


def renamed(found, names):
    """The same object under other names (of symbols, and of the coordinates that carry their names)."""
    pattern = re.compile(rf"\b({'|'.join(names)})(\d*)\b")
    return json.loads(pattern.sub(lambda m: names[m[1]] + m[2], json.dumps(found)))


@pytest.mark.parametrize("name", REFUTATIONS)
def test_names_do_not_matter(name):
    problem, instance = (make() for make in REFUTATIONS[name])
    names = {"theta": "iterate", "w": "noise", "y": "a", "z": "d", "F": "loss", "eta": "h", "e": "inside", "C": "L"}
    before, after = refute(problem, instance), refute(renamed(problem, names), renamed(instance, names))
    assert after[0].status == before[0].status == "refuted", after[0].reason
    assert after[1].value == before[1].value


@pytest.mark.parametrize("scale", [Q(2), Q(1, 3)])
def test_units_do_not_matter(scale):
    """theta -> c theta, F -> F, in (3.14) with C2: alpha, C, sigma, 1/eta are divided by c^2, the width 1 is c."""
    problem, instance = display_3_14(), C2()
    problem["definitions"][0] = define("abbreviation", "r", value="R - width")
    problem["symbols"]["width"] = {"sort": "constant"}
    c, square = scale, scale**2
    rescale = {"C": 1 / square, "alpha": 1 / square, "sigma": 1 / square, "eta": square, "R": c}
    for key, factor in rescale.items():
        instance["constants"][key] = str(Q(instance["constants"][key]) * factor)
    instance["constants"]["width"] = str(c)
    instance["vectors"]["theta0"] = instance["chain"]["start"] = [str(c / 2)]
    C, eta = instance["constants"]["C"], instance["constants"]["eta"]
    instance["functions"]["F"] = [{"value": f"1/2*{C}*x1^2"}]
    instance["chain"]["transition"] = [f"x1 - {eta}*({C}*x1 + w1)"]
    for outcome, size in zip(instance["chain"]["outcomes"], (34, -34, 0), strict=True):
        outcome["values"]["w"] = [f"{size}*{C}*x1"]
    half = str(Q(C) / 4)
    instance["certificates"] = {
        "loss>=0": [[[str(Q(C) / 2), [], ["y1"]]]],
        "confinement": [[[half, [f"(y1 - {c / 2})^2 - {square}"], []], [half, [], [f"y1 + {c / 2}"]]]],
    }
    problem["hypotheses"]["R>1"] = "R > width"
    problem["goals"] = ["width*mean(e[k]) - width*mean(e[k]*inR[k+1]) <= (sC + ss)*eta*power[k]*F(theta0)"]
    (_, before), (verdict, after) = refute(display_3_14(), C2()), refute(problem, instance)
    assert verdict.status == "refuted", verdict.reason
    assert after.value.hi == after.value.lo == c * before.value.hi


def test_a_redundant_hypothesis_does_not_matter():
    problem, instance = display_3_10(), C1({"k": 0})
    problem["hypotheses"]["again"] = problem["hypotheses"]["start"]
    assert refute(problem, instance)[0].status == "refuted"


def places(found, at=()):
    """The place of every part of an object."""
    if at:
        yield at
    inside = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for key, part in inside:
        yield from places(part, (*at, key))


@pytest.mark.parametrize("junk", [[], {}, "", "x1 + 1", "y", "1/0", 7, True, 0.5, ["5"], {"goal": 0}])
def test_junk_anywhere_is_a_verdict_and_never_an_error(junk):
    """What survives is a part that is not needed: a certificate in a case that another one settles."""
    survivors = set()
    for place in places(two_pieces()):
        verdict, _ = refute(growth_on_the_whole_set(), put(two_pieces(), list(place), junk))
        if verdict.status == "refuted":
            survivors.add(place)
    assert all(place[0] == "certificates" for place in survivors), survivors
