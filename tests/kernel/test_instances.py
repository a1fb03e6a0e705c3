"""Refutations by exact instances: printed displays that are false, and instances that refute nothing."""

import json
import re
from fractions import Fraction as Q

import pytest

from lojverify.kernel.instances import refute

# -- problems ----------------------------------------------------------------------------------------------


def run(**goal):
    """The setting of the paper's theorem, with r = R - 1; `goal` adds definitions, hypotheses and goals."""
    in_R = {p: f"R^2 - <{p} - theta0, {p} - theta0> >= 0" for p in "yz"}
    found = {
        "symbols": {
            **{name: {"sort": "constant"} for name in ("alpha", "C", "sigma", "eta", "R", "M0")},
            "F": {"sort": "function"},
            "theta0": {"sort": "vector"},
            "y": {"sort": "point"},
            "z": {"sort": "point"},
            "theta": {"sort": "vector-process", "level": 0},
            "w": {"sort": "vector-process", "level": 1, "order": 1},
        },
        "definitions": [
            define("abbreviation", "r", value="R - 1"),
            define("prefix", "e", "k", value="r^2 - <theta[k] - theta0, theta[k] - theta0>"),
        ],
        "hypotheses": {
            "alpha>0": "alpha > 0",
            "C>0": "C > 0",
            "sigma>=0": "sigma >= 0",
            "eta>0": "eta > 0",
            "M0>0": "M0 > 0",
            "R>1": "R > 1",
            "start": "<theta[0] - theta0, y> = 0",
            "iteration": "<theta[k+1] - theta[k] + eta*(grad F(theta[k]) + w[k]), y> = 0",
            "loss>=0": f"{in_R['y']} |- F(y) >= 0",
            "lojasiewicz": f"{in_R['y']} |- <grad F(y), grad F(y)> >= alpha*F(y)",
            "(2.2)": "4*F(theta0) < R^2*alpha",
            "smooth": f"{in_R['y']}, {in_R['z']} |- "
            "<grad F(y) - grad F(z), grad F(y) - grad F(z)> <= C^2*<y - z, y - z>",
            "growth": f"{in_R['y']} |- <grad F(y), grad F(y)> <= 2*C*F(y)",
            "confinement": f"<y - theta0, y - theta0> - r^2 > 0, {in_R['y']} |- F(y) >= M0",
            "zero_mean": "e[k] - 1 >= 0 |- E[k](<y, w[k]>) = 0",
            "second_moment": "e[k] - 1 >= 0 |- E[k](<w[k], w[k]>) <= sigma*F(theta[k])",
            "eta<=1/alpha": "eta*alpha <= 1",
            "step": "4*eta*C*(2*C + sigma) <= alpha",
        },
        "goals": [],
    }
    for part, more in goal.items():
        found[part] = found[part] + more if isinstance(more, list) else {**found[part], **more}
    return found


def define(kind, name, letter="", **terms):
    return {"kind": kind, "name": name, **({"letter": letter} if letter else {}), **terms}


RHO = [
    define("abbreviation", "rho", value="1 - eta*alpha + eta^2*C*(2*C + sigma)/2"),
    define("root", "srho", value="rho"),
    define("root", "sC", value="2*C"),
    define("root", "ss", value="sigma"),
    define("recursion", "power", "k", start="1", step="srho*power[k]", level=None),  # rho^(k/2)
]
LENGTH = [
    define("root", "len", "k", value="e[k]*<theta[k+1] - theta[k], theta[k+1] - theta[k]>"),
    define("recursion", "path", "k", start="0", step="path[k] + len[k]", level=0),
    define("quotient", "bound", value="(sC + ss)*eta*F(theta0)", by="1 - srho"),
]
OUT = [define("bit", "inR", "k", value="R^2 - <theta[k] - theta0, theta[k] - theta0>")]
SUMS = [  # 1/(1 - sqrt rho) and rho^2/(M0 (1 - rho))
    define("quotient", "first", value="(sC + ss)*eta*srho", by="1 - srho"),
    define("quotient", "second", value="rho^2", by="M0*(1 - rho)"),
]


def display_3_10():
    return run(definitions=RHO + LENGTH, goals=["mean(len[k]) <= (sC + ss)*eta*power[k]*F(theta0)"])


def display_3_11():
    return run(definitions=RHO + LENGTH, goals=["mean(path[n]) <= bound"])


def display_3_12():
    """The length of the first n steps is at most bound/delta with probability at least 1 - delta."""
    short = define("bit", "short", "n", value="bound - delta*path[n]")
    return run(
        symbols={"delta": {"sort": "constant"}},
        definitions=[*RHO, *LENGTH, short],
        hypotheses={"delta>0": "delta > 0", "delta<1": "delta < 1"},
        goals=["mean(short[n]) >= 1 - delta"],
    )


def display_3_14():
    """P(E_k and theta_{k+1} outside B(theta0, R)) is at most the printed bound."""
    goal = "mean(e[k]) - mean(e[k]*inR[k+1]) <= (sC + ss)*eta*power[k]*F(theta0)"
    return run(definitions=RHO + OUT, goals=[goal])


def display_3_19():
    """The printed exit bound, but with the step bound eta <= alpha/D instead of the printed one."""
    found = run(definitions=RHO + SUMS, goals=["1 - mean(e[k]) <= F(theta0)*(first + second)"])
    del found["hypotheses"]["eta<=1/alpha"]
    found["hypotheses"]["step"] = "eta*C*(2*C + sigma) <= alpha"
    return found


def display_3_22():
    """E|theta_{k+1} - theta_1| on E_infinity, for k = 2, is at most the printed tail of the sum."""
    return run(
        definitions=[
            *RHO,
            define("extremum", "e_inf", value="e", of="infimum"),
            define("root", "far", "k", value="<theta[k+1] - theta[1], theta[k+1] - theta[1]>"),
            define("quotient", "tail", value="(sC + ss)*eta*power[1]", by="1 - srho"),
        ],
        goals=["mean(e_inf*far[2]) <= tail*F(theta0)"],
    )


def growth_on_the_whole_set():
    """Lemma 2.1 with the growth bound (2.4) claimed on K itself, a closed ball."""
    ball = {p: f"r^2 - <{p} - c, {p} - c> >= 0" for p in "yz"}
    return {
        "symbols": {
            "F": {"sort": "function"},
            "c": {"sort": "vector"},
            "y": {"sort": "point"},
            "z": {"sort": "point"},
            "C": {"sort": "constant"},
            "r": {"sort": "constant"},
        },
        "hypotheses": {
            "C>0": "C > 0",
            "r>0": "r > 0",
            "loss>=0": "F(y) >= 0",
            "smooth": f"{ball['y']}, {ball['z']} |- "
            "<grad F(y) - grad F(z), grad F(y) - grad F(z)> <= C^2*<y - z, y - z>",
        },
        "goals": [f"{ball['y']} |- <grad F(y), grad F(y)> <= 2*C*F(y)"],
    }


def sentence_2_12():
    """P(|noise|^2 >= t varrho) <= exp(-t) <= 1 - t + t^2/2, for the value varrho of a function of F(theta0)."""
    hit = define("bit", "hit", "k", value="<w[k], w[k]> - t*varrho")
    return run(
        symbols={"t": {"sort": "constant"}, "varrho": {"sort": "constant"}},
        definitions=[hit],
        hypotheses={"t>0": "t > 0", "varrho>0": "varrho > 0"},
        goals=["mean(hit[0]) <= 1 - t + 1/2*t^2"],
    )


def ville_without_a_small_loss():
    """P(exit by n) <= rho1 F(theta0)/M0, with F >= M0 on the sphere only and no bound on F(theta0)."""
    found = run(goals=["M0*(1 - mean(e[n])) <= (1 - eta*alpha + eta^2*C*(alpha + sigma)/2)*F(theta0)"])
    found["symbols"]["r"] = {"sort": "constant"}
    del found["definitions"][0], found["symbols"]["R"]
    wanted = {"R>1": "r > 0", "step": "2*alpha - eta*C*(alpha + sigma) > 0", "(2.2)": "r > 0"}
    sphere = "r^2 - <y - theta0, y - theta0> >= 0, <y - theta0, y - theta0> - r^2 >= 0 |- F(y) >= M0"
    hypotheses = {key: text.replace("R^2", "r^2") for key, text in found["hypotheses"].items()}
    found["hypotheses"] = {**hypotheses, **wanted, "confinement": sphere}
    return found


# -- instances ---------------------------------------------------------------------------------------------


def quadratic(C, theta0, eta, outcomes, constants, certificates, **evaluate):
    """F = C x^2/2 on the line; `outcomes` are pairs (probability, noise as a polynomial)."""
    return {
        "dimension": 1,
        "constants": {"C": C, "eta": eta, **constants},
        "vectors": {"theta0": [theta0]},
        "functions": {"F": [{"value": f"1/2*{C}*x1^2"}]},
        "chain": {
            "state": "theta",
            "start": [theta0],
            "outcomes": [{"probability": p, "values": {"w": [value]}} for p, value in outcomes],
            "transition": [f"x1 - {eta}*({C}*x1 + w1)"],
        },
        "certificates": {"loss>=0": [[[str(Q(C) / 2), [], ["y1"]]]], **certificates},
        "evaluate": {"goal": 0, **evaluate},
    }


def C1(letters, **constants):
    """No noise; theta0 = 1/10. With u = y - 1/10: y^2 - (19/10)^2 = 19/20 (u^2 - 4) + 1/20 (u + 2)^2."""
    return quadratic(
        "1",
        "1/10",
        "1/6",
        [("1", "0")],
        {"alpha": "2", "sigma": "1", "R": "3", "M0": "361/200", **constants},
        {
            "confinement": [
                [["19/40", ["y1^2 - 1/5*y1 - 399/100"], []], ["1/40", [], ["y1 + 19/10"]]],
            ],
            "second_moment": [[["1/2", [], ["x1"]]]],
        },
        letters=letters,
    )


def C2(k=0):
    """theta1 is -27/16 or 41/16 with probability 1/1156. With u = y - 1/2: u^2 + u = (u^2 - 1)/2 + (u + 1)^2/2."""
    return quadratic(
        "1/8192",
        "1/2",
        "1024",
        [("1/2312", "34/8192*x1"), ("1/2312", "-34/8192*x1"), ("1155/1156", "0")],
        {"alpha": "1/4096", "sigma": "1/4096", "R": "2", "M0": "1/65536"},
        {
            "confinement": [[["1/32768", ["y1^2 - y1 - 3/4"], []], ["1/32768", [], ["y1 + 1/2"]]]],
        },
        letters={"k": k},
    )


def C8():
    """theta1 is -39/5 or 41/5 with probability 1/400. 7 (y^2 - 36) = 6 ((y - 1)^2 - 49) + (y + 6)^2."""
    return quadratic(
        "1/2000000",
        "1",
        "1600000",
        [("1/800", "10/2000000*x1"), ("1/800", "-10/2000000*x1"), ("399/400", "0")],
        {"alpha": "1/1000000", "sigma": "1/4000000", "R": "8", "M0": "9/1000000"},
        {
            "confinement": [
                [["6/28000000", ["y1^2 - 2*y1 - 48"], []], ["1/28000000", [], ["y1 + 6"]]],
            ],
        },
        letters={"k": 1},
    )


def C1_for_ever():
    """C1 never leaves the ball: |theta_k| <= 1/10 by induction. With x = theta_k, X = 5 x/6 and h = 1/100 - x^2:

    1/100 - X^2 = 25/36 h + 11/3600  and  4 - (X - 1/10)^2 = 25/18 h + (X + 1/10)^2 + 398/100 - 1/72.
    """
    h, leaves = "1/100 - x1^2", "(5/6*x1 - 1/10)^2 - 4"
    inside = [["25/18", [h], []], ["1", [], ["5/6*x1 + 1/10"]], [str(Q(398, 100) - Q(1, 72)), [], []]]
    small = {
        "holds": "1/100 - <theta[k], theta[k]> >= 0",
        "certificates": [[["25/36", [h], []], ["11/3600", [], []]]],
    }
    stays = {"holds": "e[k] - 1 >= 0", "certificates": [[*inside, ["1", [leaves], []]]]}
    return {**C1({}), "invariants": [small, stays]}


def unit_noise():
    """|Z| = 1 surely, so |noise|^2 = sigma F(theta0) = 1/100 >= t varrho."""
    return quadratic(
        "1",
        "1/10",
        "1/8",
        [("1/2", "x1"), ("1/2", "-x1")],
        {"alpha": "2", "sigma": "2", "R": "3", "M0": "361/200", "t": "1/100000", "varrho": "1000"},
        {"confinement": C1({})["certificates"]["confinement"]},
    )


def large_loss(n=1):
    """theta1 = 9/10 is outside the ball of radius 1/20 about 1.

    With v = y - 1 and r = 1/20: y^2 - (19/20)^2 = 20 (v + 1/20)^2 + 19 (r^2 - v^2).
    """
    return quadratic(
        "1",
        "1",
        "1/10",
        [("1", "0")],
        {"alpha": "2", "sigma": "0", "r": "1/20", "M0": "361/800"},
        {"confinement": [[["10", [], ["y1 - 19/20"]], ["19/2", ["2*y1 - y1^2 - 399/400"], []]]]},
        letters={"n": n},
    )


def two_pieces():
    """F = x for x >= 1/2 and x^2 + 1/4 below, K = [1/2, 1]: there |F'|^2 = 1 and 2 C F <= 1/5.

    With u = 1/2 - y, a point of the ball has -u^2 - u/2 >= 0; if also u >= 0, then -4 u^2 >= 0.
    """
    inside = {p: f"3/2*{p}1 - {p}1^2 - 1/2" for p in "yz"}
    below = {p: f"1/2 - {p}1" for p in "yz"}
    flat = {p: [["4", [inside[p]], []], ["2", [below[p]], []]] for p in "yz"}
    apart = ["1/100", [], ["y1 - z1"]]
    return {
        "dimension": 1,
        "constants": {"C": "1/10", "r": "1/4"},
        "vectors": {"c": ["3/4"]},
        "functions": {"F": [{"upto": "1/2", "value": "x1^2 + 1/4"}, {"value": "x1"}]},
        "certificates": {
            "loss>=0": [
                [["1", [], ["y1"]], ["1/4", [], []]],
                [["1", ["y1 - 1/2"], []], ["1/2", [], []]],
            ],
            "smooth": [
                [apart],
                [apart, *flat["y"]],
                [apart, *flat["z"]],
                [apart, *flat["y"], *flat["z"], ["8", [below["y"], below["z"]], []]],
            ],
        },
        "evaluate": {"goal": 0, "points": {"y": ["3/4"]}},
    }


REFUTATIONS = {
    "3.10": (display_3_10, lambda: C1({"k": 0})),
    "3.11": (display_3_11, lambda: C1({"n": 1})),
    "3.12": (display_3_12, lambda: C1({"n": 2}, delta="1/2")),
    "3.14": (display_3_14, C2),
    "3.22": (display_3_22, C1_for_ever),
    "3.19, eta = alpha/D": (display_3_19, C8),
    "2.4 on K": (growth_on_the_whole_set, two_pieces),
    "2.12": (sentence_2_12, unit_noise),
    "Ville, large loss": (ville_without_a_small_loss, large_loss),
}


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
