"""Printed displays as problems, written by hand for the kernel, and exact instances that refute them."""

from fractions import Fraction as Q

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
