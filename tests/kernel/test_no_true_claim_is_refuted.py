"""No proved claim is refuted by a random small instance: a test of the proofs, their statements and the evaluator.

The instances are SGD on F = c x^2/2 on the line, with the noise w = t x for one of two or three rational values t of
mean zero, and rational constants drawn so that the hypotheses hold, often with equality, and so that some leave.
"""

import random
from collections import Counter
from fractions import Fraction as Q
from functools import cache
from math import isqrt

import pytest

from lojverify.derive.scripts import script
from lojverify.kernel.instances import refute

# script -> the goals that an instance can evaluate (no limits, nothing about all of the future)
CLAIMS = {
    "ville": [1],
    "ville_below": [1],
    "ville_high": [1],
    "ville_annulus": [1],
    "markov_union": [1],
    "chebyshev_union": [1],
    "printed_bound": [1],
    "printed_bound_below": [1],
    "shifted_ville": [1],
    "shifted_ville_below": [1],
    "exit_probability_le": [1],
    "staying_is_likely": [1],
    "expected_step_length": [0, 1, 2, 3, 4, 5],
    "step_length_decays": [0, 2],
    "exit_per_step": [0, 1, 2, 3, 5],
    "one_step": [0],
    "loss_contracts": [0, 1],
    "loss_contracts_given_past": [0],
    "stopped_loss_contracts": [2, 3, 4],
    "descent_step": [0, 1],
    "descent_stopped": [0],
    "leaving_is_rare": [0],
    "leaving_at_once_is_rare": [0],
    "jumps_are_rare": [0, 1, 2, 3],
    "landings_are_rare": [0, 1, 2],
}


@cache
def problem(name):
    """The statement that a proof script proves."""
    return script(name).problem().data()


def root(x, *, up):
    """A rational next to the square root of x >= 0, on the given side."""
    low = Q(isqrt((x * 10**12).__floor__()), 10**6)
    return low if low**2 == x or not up else low + Q(1, 10**6)


def law(draw, c):
    """Pairs (probability, t) of mean zero; large values are rare, so that they may take a step out of the ball."""
    large = c * draw.choice([-2, 2, -8, 8, -34, 34, -100, 100])
    p = Q(1, draw.choice([4, 60, 1156, 4000, 20000]))
    return draw.choice(
        [
            [(Q(1), Q(0))],
            [(p, large), (1 - p, -large * p / (1 - p))],
            [(p / 2, large), (p / 2, -large), (1 - p, Q(0))],
        ]
    )


def setting(draw, name):
    """Random constants that meet the hypotheses of a claim (but perhaps F(theta0) <= M0), and what belongs to them."""
    data = problem(name)
    hypotheses, names = data["hypotheses"], data["symbols"]
    c, x0 = draw.choice([Q(1, 3), Q(1), Q(3, 2)]), draw.choice([Q(1, 10), Q(-1, 2), Q(1), Q(7, 5)])
    C, alpha = c * draw.choice([1, 1, Q(6, 5)]), 2 * c * draw.choice([1, 1, Q(1, 2)])
    noise = law(draw, c)
    moment = sum(p * t**2 for p, t in noise)
    sigma = 2 * moment / c * draw.choice([1, 1, Q(11, 10)])
    limit = 2 * alpha / (C * ((2 * C if "step for rho" in hypotheses else alpha) + sigma)) * Q(999, 1000)
    if "eta<=PSB" in hypotheses:
        limit = alpha / (4 * C * (2 * C + sigma))
    eta = limit * draw.choice([1, Q(1, 2), Q(1, 20)])
    # Hardly less than the longest first step, if the minimum stays in the ball.
    step = max(abs(eta * (c + t) * x0) for _, t in noise)
    r = max(step * Q(999, 1000), abs(x0) * draw.choice([Q(101, 100), 2, 3]))
    W = draw.choice([Q(1), Q(1, 2)]) if "W" in names else Q(1)
    R = r + W
    if "r<=R" in hypotheses:
        r = r + draw.choice([0, Q(1, 2), 1])
    sphere = R - W
    M0 = c / 2 * (sphere - abs(x0)) ** 2 * draw.choice([1, 1, Q(1, 2)])
    F0, rho1 = c / 2 * x0**2, 1 - eta * alpha + eta**2 * C * (alpha + sigma) / 2
    m, t = root(M0, up=False), root((1 - eta * alpha * (1 - eta * C / 2)) * F0, up=True)
    a = min(t, m * Q(9, 10)) * draw.choice([0, Q(1, 2), 1])
    rho = 1 - eta * alpha + eta**2 * C * (2 * C + sigma) / 2
    delta = min(max(rho * F0 / M0, Q(1, 1000)), Q(999, 1000))
    beta = C * eta**2 * sigma / 2 / (1 - rho1)
    values = {"c": c, "r": r, "R": R, "W": W, "alpha": alpha, "C": C, "eta": eta, "sigma": sigma, "M0": M0,
              "m": m, "t": t, "a": a, "h": max(t - a, Q(0)), "beta": beta, "delta": delta}  # fmt: skip
    return values, x0, noise, moment, sphere


def instance(name, values, x0, noise, moment, sphere):
    """The instance, with a certificate for every hypothesis about all points of the ball."""
    data = problem(name)
    c, C, alpha, sigma, M0 = (values[key] for key in ("c", "C", "alpha", "sigma", "M0"))

    def square(coefficient, term):
        return [[str(coefficient), [], [term]]] if coefficient > 0 else []

    # With u = y - x0: (u + x0)^2 = (1 - s)(u^2 - q^2) + s (u + q)^2 + (q - |x0|)^2, s = |x0|/q, for x0 >= 0.
    s, sign = abs(x0) / sphere, "+" if x0 > 0 else "-"
    outside = [[str(c / 2 * (1 - s)), [f"(y1 - ({x0}))^2 - {sphere**2}"], []]] if s < 1 else []
    outside += square(c / 2 * s, f"y1 - ({x0}) {sign} {sphere}")
    rest = c / 2 * (sphere - abs(x0)) ** 2 - M0
    outside += [[str(rest), [], []]] if rest > 0 else []
    certificates = {
        "loss>=0": square(c / 2, "y1"),
        "smooth": square(C**2 - c**2, "y1 - z1"),
        "growth": square(c * (C - c), "y1"),
        "lojasiewicz": square(c**2 - alpha * c / 2, "y1"),
        "second_moment": square(sigma * c / 2 - moment, "x1"),
    }
    certificates |= {f"{key} on R": terms for key, terms in certificates.items()}
    certificates |= dict.fromkeys(["confined", "annulus", "(2.5)"], outside)
    defined = {one["name"] for one in data.get("definitions", [])}
    constants = {key for key, symbol in data["symbols"].items() if symbol["sort"] == "constant"} - defined
    return {
        "dimension": 1,
        "constants": {key: str(values[key]) for key in constants},
        "vectors": {"theta0": [str(x0)]},
        "functions": {"F": [{"value": f"{c / 2}*x1^2"}]},
        "chain": {
            "state": "theta",
            "start": [str(x0)],
            "outcomes": [{"probability": str(p), "values": {"w": [f"{t}*x1"]}} for p, t in noise],
            "transition": [f"x1 - {values['eta']}*({c}*x1 + w1)"],
        },
        "certificates": {key: [terms] for key, terms in certificates.items() if key in data["hypotheses"]},
    }


def outcome(draw, name, number=None, goal=None):
    """Try a goal (or what is put in its place) on a random instance: refuted, evaluated, or why neither."""
    drawn = setting(draw, name)
    number = draw.choice(CLAIMS[name]) if number is None else number
    goals = [*problem(name)["goals"]]
    goals[number] = goal = goal or goals[number]
    letters = {"k": draw.randrange(3)} if "[k" in goal else {}
    found = instance(name, *drawn)
    path = [draw.randrange(len(drawn[2])) for _ in range(4)] if "mean(" not in goal else []
    evaluate = {"goal": number, "letters": letters, "path": path}
    verdict, _ = refute({**problem(name), "goals": goals}, {**found, "evaluate": evaluate})
    if verdict.status == "refuted":
        return "refuted"
    if verdict.reason.startswith("the goal is not false"):
        values, x0, noise = drawn[:3]
        leaves = any(abs(values["eta"] * (values["c"] + t) * x0) > values["r"] for _, t in noise)
        return "evaluated, may leave" if leaves else "evaluated"
    return verdict.reason


def test_no_true_claim_is_refuted():
    draw = random.Random(2304)
    count, evaluated = Counter(), Counter()
    for name in [name for name in CLAIMS for _ in range(14)]:
        found = outcome(draw, name)
        assert found != "refuted", (name, count)
        count[found if found.startswith("evaluated") else "vacuous"] += 1
        evaluated[name] += found.startswith("evaluated")
    assert count["evaluated"] + count["evaluated, may leave"] >= 280, count
    assert count["evaluated, may leave"] >= 50, count
    assert min(evaluated[name] for name in CLAIMS) >= 5, evaluated


@pytest.mark.parametrize(
    ("name", "number", "goal"),
    [
        ("ville", 1, "M0*(1 - mean(e[k])) <= (1/2*C*eta^2*(alpha + sigma) + 1 - alpha*eta)*F(theta0)/4"),
        ("step_length_decays", 2, "mean(d[k]) <= eta*F(theta0)*(s2C + ssigma)*sk[k]"),  # (3.10) as printed
        ("expected_step_length", 1, "mean(H[k]) <= 9/10*F(theta0)*rk[k]"),
        ("stopped_loss_contracts", 3, "E[k](H[k+1]) <= (1/2*C*eta^2*sigma + 1 - alpha*eta)*H[k]"),
        ("jumps_are_rare", 2, "mean(d[k]) <= eta*f0*s2C*sk[k]/2"),
        ("descent_step", 0, "e[k] - 1 >= 0, e[k+1] - 1 >= 0 |- F(theta[k+1]) <= F(theta[k])"),
    ],
)
def test_the_same_instances_refute_what_is_false(name, number, goal):
    draw = random.Random(5)
    found = Counter(outcome(draw, name, number, goal) for _ in range(25))
    assert found["refuted"] >= 1, found
