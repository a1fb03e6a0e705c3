"""Which hypotheses hold and which goals fail on a small chain; probabilities compared with a direct enumeration."""

import itertools
import random
from fractions import Fraction as Q

import pytest

from lojverify.kernel.instances import refute
from lojverify.kernel.polynomial import NIL, Rejected, number
from lojverify.kernel.theory import Theory
from lojverify.kernel.worlds import Interval, Model, World, square_root


def define(kind, name, letter="", **terms):
    return {"kind": kind, "name": name, **({"letter": letter} if letter else {}), **terms}


def chain(hypothesis="1 > 0", goal="0 >= 1", dimension=1, certificates=(), **evaluate):
    """In the line theta moves by +-1 with probability 1/2; in the plane it turns by a quarter, scaled by a half."""
    problem = {
        "symbols": {
            "c": {"sort": "constant"},
            "F": {"sort": "function"},
            "v": {"sort": "vector"},
            "s": {"sort": "variable"},
            "y": {"sort": "point"},
            "y1": {"sort": "variable"},
            "x": {"sort": "point"},
            "theta": {"sort": "vector-process", "level": 0},
            "u": {"sort": "process", "level": 0},
            "a": {"sort": "process"},
            "w": {"sort": "vector-process", "level": 1, "order": 1},
            "g": {"sort": "process", "level": 1, "order": 1},
        },
        "definitions": [
            define("bit", "b", "k", value="<theta[k], v> - 1"),
            define("prefix", "e", "k", value="3/2 - <theta[k], theta[k]>"),
            define("prefix", "late", "k", value="3/2 - <theta[k+2], theta[k+2]>"),
            define("positive_part", "p", "k", value="<theta[k], v>"),
            define("recursion", "n2", "k", level=0, start="1", step="n2[k] + <w[k], w[k]>"),
            define("recursion", "walk", "k", level=0, start="2*v", step="walk[k] + w[k]", against="y"),
            define("root", "far", "k", value="<theta[k], theta[k]>"),
            define("root", "rc", value="c"),
            define("quotient", "q", value="1", by="rc - 1"),
            define("quotient", "q0", value="1", by="1 - rc"),
            define("root", "first", value="<theta[1], theta[1]>"),
        ],
        "hypotheses": {"it": hypothesis},
        "goals": [goal],
    }
    one, two = ({"w": w, "g": [g]} for w, g in ((["1", "0"], "x1"), (["-1", "0"], "-x1")))
    plane = {"w": ["-1/2*x2 - x1", "1/2*x1 - x2"], "g": ["0"]}
    outcomes = [one, two] if dimension == 1 else [plane]
    outcomes = [{"probability": str(Q(1, len(outcomes))), "values": {**o, "w": o["w"][:dimension]}} for o in outcomes]
    transition = [f"x{n} + w{n}" for n in range(1, dimension + 1)]
    start = ["0", "2"][2 - dimension :] if dimension == 2 else ["0"]
    return problem, {
        "dimension": dimension,
        "constants": {"c": "2"},
        "vectors": {"v": ["1", "0"][:dimension]},
        "functions": {"F": [{"value": "x1^2" if dimension == 1 else "x1^2 + x2^2"}]},
        "chain": {
            "state": "theta",
            "start": start,
            "outcomes": outcomes,
            "transition": transition,
            "adapted": {"u": ["x1^3"], "a": ["1/3"]},
        },
        "certificates": {"it": list(certificates)},
        "evaluate": {"goal": 0, **evaluate},
    }


SQUARE = [[["1", [], ["x1"]]]]
HYPOTHESES = [  # text, whether it holds (evidently, or by the certificates), certificates
    ("<theta[0], y> = 0", True, ()),
    ("<theta[1], theta[1]> = 1", True, ()),
    ("<theta[2], theta[2]> <= 4", True, ()),
    ("<theta[2], theta[2]> <= 3", False, ()),
    ("<theta[2], theta[2]> >= 1", False, ()),
    ("F(theta[k+1]) - F(theta[k]) = 2*<theta[k], w[k]> + 1", True, ()),
    ("F(theta[k+1]) - F(theta[k]) = 1", False, ()),
    ("E[k](<y, w[k]>) = 0", True, ()),
    ("E[k](<w[k], w[k]>) = 1", True, ()),
    ("E[k](<w[k], w[k]>) = 2", False, ()),
    ("E[k+1](<w[k+1], w[k]>) = 0", True, ()),
    ("E[k+1](g[k+1]*<w[k+1], v>) = <theta[k], v> + <w[k], v>", True, ()),
    ("E[k+1](g[k+1]*<w[k+1], v>) = <theta[k], v>", False, ()),
    ("E[k](g[k]) = 0", True, ()),
    ("E[0](<w[0], v>) = 0", True, ()),
    ("E[0](<w[0], v>) = <theta[k], v>", False, ()),
    ("g[k]*g[k] = <theta[k], theta[k]>", True, ()),
    ("u[k] = <theta[k], v>^3", True, ()),
    ("a[k] = 1/3", True, ()),
    ("a[k] = a[n]", False, ()),
    ("grad F(y) = 0", False, ()),
    ("<grad F(y), v> = 2*<y, v>", True, ()),
    ("<grad F(y) - grad F(s*y), v> = 2*<y, v>*(1 - s)", True, ()),
    ("F(y) >= 0", False, ()),
    ("F(y) >= 0", True, [[["1", [], ["y1"]]]]),
    ("F(y) > 0", False, [[["1", [], ["y1"]]]]),
    ("F(y) + 1 > 0", True, [[["1", [], ["y1"]], ["1", [], []]]]),
    ("s >= 0 |- s + F(y) >= 0", True, [[["1", ["s"], []], ["1", [], ["y1"]]]]),
    ("s > 0 |- s + F(y) > 0", True, [[["1", ["s"], []], ["1", [], ["y1"]]]]),
    ("s >= 0 |- s + F(y) > 0", False, [[["1", ["s"], []], ["1", [], ["y1"]]]]),
    ("s - 1 >= 0 |- s >= 0", False, [[["1", ["s"], []]]]),
    ("s = 1 |- s^2 = 1", False, ()),
    ("s = 1 |- 2 - s > 0", True, [[["1", ["1 - s"], []], ["1", [], []]]]),
    ("s > 0, -s > 0 |- s = 5", True, [[["1", ["s"], []], ["1", ["-s"], []]]]),
    ("s >= 0, -s >= 0 |- s = 5", False, [[["1", ["s"], []], ["1", ["-s"], []]]]),
    ("1 <= 0 |- s = 5", True, ()),
    ("b[k]^2 = b[k]", True, ()),
    ("b[k] - 1 >= 0 |- <theta[k], v> - 1 >= 0", True, [[["1", ["x1 - 1"], []]]]),
    ("b[k] - 1 >= 0 |- <theta[k], v> - 1 > 0", False, [[["1", ["x1 - 1"], []]]]),
    ("b[k] <= 0 |- <theta[k], v> - 1 < 0", True, [[["1", ["1 - x1"], []]]]),
    ("e[k+1] <= e[k]", True, ()),
    ("e[k] <= e[k+1]", False, ()),
    ("e[k] - 1 >= 0 |- 3/2 - F(theta[k]) >= 0", True, [[["1", ["3/2 - x1^2"], []]]]),
    ("e[k+1] - 1 >= 0 |- 3/2 - F(theta[k]) >= 0", True, [[["1", ["3/2 - x1^2"], []]]]),
    ("-e[k] >= 0 |- 3/2 - F(theta[k]) < 0", False, [[["1", ["x1^2 - 3/2"], []]]]),
    ("e[0] = 1", True, ()),
    ("e[1] = 1", True, ()),
    ("e[2] = 1", False, ()),
    ("E[k](<w[k], w[k]>*e[k]) = e[k]", True, ()),
    ("E[k](e[k+1]) <= e[k]", True, ()),
    ("E[k](e[k+1]) >= e[k]", False, ()),
    ("p[k] >= 0", True, [[["1", ["x1"], []]]]),
    ("p[k] >= 0", False, ()),
    ("p[k]*(p[k] - <theta[k], v>) = 0", True, ()),
    ("n2[0] = 1", True, ()),
    ("n2[2] = 3", True, ()),
    ("n2[k+1] = n2[k] + 1", False, ()),  # true, but the past is not known at an arbitrary index
    ("<walk[2] - theta[2], v> = 2", True, ()),
    ("far[k] = 0", False, ()),
    ("far[2] >= 0", True, ()),
    ("rc^2 >= 199/100", True, ()),
    ("rc >= 0", True, ()),
    ("rc > 3/2", False, ()),
    ("q*(rc - 1) >= 999/1000", True, ()),
    ("q > 241/100", True, ()),
    ("q0 = 0", True, ()),
    ("first = 1", True, ()),
    ("first = <w[k], w[k]>", False, ()),  # true, but `first` is not known at an arbitrary index
    ("<theta[k], y> -> 0 (k)", False, ()),
    ("<theta[j], theta[k]> = <theta[k], theta[j]> + 0*c", True, ()),
    ("<theta[j] - theta[k], y> = 0", False, ()),
    ("<theta[j+k+1] - theta[j+k] - w[j+k], y> = 0", True, ()),
    ("<theta[j+k] - theta[k], y> = 0", False, ()),
    ("<theta[k] - theta[0], v>^2 = <theta[k], v>^2", True, ()),
    ("E[k](<w[k], w[0]>) = 1", False, ()),  # true for k = 0 only
    ("<w[k], v>^2 + E[k](<w[k], v>) = 1", True, ()),
    ("mean(b[k]) = b[k]", False, ()),
    ("mean(b[1]) = 1/2", True, ()),
    ("mean(b[1]) = 1", False, ()),
    ("E[k+1](late[k]) <= 1", True, ()),
    ("E[k+1](late[k]) = late[k]", False, ()),
    ("s >= 0 |- -s >= 0", False, [[["1", ["-s"], []]]]),
    ("0*c -> 1 (k)", False, ()),
    ("0*c -> 0 (k)", False, ()),
    ("<x, v> - <x, v> + <theta[0], x> = 0", True, ()),
    ("<theta[k+1] - theta[k] - w[k], x> = 0", False, ()),  # true, but x1 would be two things
    ("<y, v> - y1 = 0", False, ()),  # as y1 would be
    ("<theta[k+k] - theta[k], y> = 0", False, ()),
]


@pytest.mark.parametrize(("text", "holds", "certificates"), HYPOTHESES)
def test_hypotheses(text, holds, certificates):
    verdict, _ = refute(*chain(text, certificates=certificates))
    assert (verdict.status == "refuted") is holds, verdict.reason


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("4*<theta[k+1], theta[k+1]> = <theta[k], theta[k]>", True),
        ("F(theta[k]) = 4*F(theta[k+1])", True),
        ("<theta[k+1], theta[k]> = 0", True),
        ("<theta[k+1], v> = 0", False),
        ("<theta[2], v> = 0", True),
        ("<theta[1], v> = -1", True),
        ("<grad F(y), y> = 2*<y, y>", True),
    ],
)
def test_hypotheses_in_the_plane(text, holds):
    verdict, _ = refute(*chain(text, dimension=2))
    assert (verdict.status == "refuted") is holds, verdict.reason


GOALS = [  # text, where, whether it is false there
    ("mean(e[n]) >= 1", {"letters": {"n": 1}}, False),
    ("mean(e[n]) >= 1", {"letters": {"n": 2}}, True),
    ("mean(e[n]) = 1/2", {"letters": {"n": 3}}, False),
    ("mean(e[n]) = 1/2", {"letters": {"n": 4}}, True),
    ("mean(n2[n]) <= n2[n]", {"letters": {"n": 3}, "path": [0, 0, 0]}, False),
    ("mean(p[n]) < 1/2", {"letters": {"n": 2}}, True),
    ("mean(p[n]) <= 1/2", {"letters": {"n": 2}}, False),
    ("<theta[2], v> <= 1", {"path": [0, 0]}, True),
    ("<theta[2], v> <= 1", {"path": [0, 1]}, False),
    ("<theta[2], v> <= 1", {"path": [0]}, False),
    ("<theta[1], v> >= 0 |- <theta[2], v> <= 1", {"path": [0, 0]}, True),
    ("<theta[1], v> <= 0 |- <theta[2], v> <= 1", {"path": [0, 0]}, False),
    ("E[1](g[1]) = <theta[1], v>", {"path": [0]}, True),
    ("E[1](g[1]) = 0", {"path": [0]}, False),
    ("E[1](g[1]*<w[1], v>) <= 0", {"path": [0]}, True),
    ("E[1](g[1]*<w[1], v>) <= 0", {"path": [1]}, False),
    ("E[1](g[1]*<w[1], v>) <= 0", {}, False),
    ("rc*rc = 2", {}, False),
    ("rc < 1", {}, True),
    ("rc = 1", {}, True),
    ("far[2] < first + rc", {"path": [0, 0]}, False),
    ("far[2] <= first", {"path": [0, 0]}, True),
    ("F(y) <= s", {"points": {"y": ["-2"]}, "variables": {"s": "7/2"}}, True),
    ("F(y) <= s", {"points": {"y": ["-2"]}, "variables": {"s": "4"}}, False),
    ("F(y) <= s", {"variables": {"y": "-2", "s": "7/2"}}, False),
    ("-a[k] -> -1/3 (k)", {"letters": {"k": 0}}, False),
    ("int[s](s) = 0", {}, True),
    ("int[s](F(s*y)) <= 0", {"points": {"y": ["1"]}}, False),  # false, but an integral is not evaluated
]


@pytest.mark.parametrize(("text", "where", "false"), GOALS)
def test_goals(text, where, false):
    verdict, _ = refute(*chain(goal=text, **where))
    assert (verdict.status == "refuted") is false, verdict.reason


@pytest.mark.parametrize(
    ("dimension", "place", "value", "reason"),
    [
        (1, "a", ["x1"], "a is not known at k"),
        (1, "u", ["w1"], "w1"),
        (2, "F", [{"upto": "0", "value": "0"}, {"value": "x1^3"}], "several pieces"),
    ],
)
def test_what_a_symbol_cannot_be(dimension, place, value, reason):
    problem, instance = chain(dimension=dimension)
    (instance["functions"] if place == "F" else instance["chain"]["adapted"])[place] = value
    verdict, _ = refute(problem, instance)
    assert verdict.status == "rejected"
    assert reason in verdict.reason


def test_means_agree_with_a_direct_enumeration():
    """P(|theta_j - 1/3| <= r for j <= n) for random walks with random laws, counted by hand."""
    effective = 0
    for seed in range(50):
        rng = random.Random(seed)
        size, n = rng.randint(2, 3), rng.randint(1, 3)
        weights = [rng.randint(1, 5) for _ in range(size)]
        law = [(Q(weight, sum(weights)), Q(rng.randint(-6, 6), 4)) for weight in weights]
        factor, radius = Q(rng.randint(-2, 3), 2), Q(rng.randint(1, 4))
        expected = Q(0)
        for path in itertools.product(law, repeat=n):
            x, inside, chance = Q(1), True, Q(1)
            for probability, jump in path:
                inside = inside and abs(x - Q(1, 3)) <= radius
                x, chance = factor * x + jump, chance * probability
            expected += chance * (inside and abs(x - Q(1, 3)) <= radius)
        effective += 0 < expected < 1
        problem = {
            "symbols": {"theta": {"sort": "vector-process", "level": 0}, "v": {"sort": "vector"}},
            "definitions": [define("prefix", "e", "k", value=f"{radius**2} - <theta[k] - v, theta[k] - v>")],
            "goals": [f"mean(e[n]) = {expected}", f"mean(e[n]) > {expected}"],
        }
        instance = {
            "dimension": 1,
            "vectors": {"v": ["1/3"]},
            "chain": {
                "state": "theta",
                "start": ["1"],
                "outcomes": [{"probability": str(p)} for p, _ in law],
                "transition": [f"{factor}*x1"],
            },
        }
        problem["symbols"]["w"] = {"sort": "vector-process", "level": 1}
        for (_, jump), outcome in zip(law, instance["chain"]["outcomes"], strict=True):
            outcome["values"] = {"w": [str(jump)]}
        instance["chain"]["transition"] = [f"{factor}*x1 + w1"]
        for goal, status in ((0, "rejected"), (1, "refuted")):
            instance["evaluate"] = {"goal": goal, "letters": {"n": n}}
            verdict, _ = refute(problem, instance)
            assert verdict.status == status, (seed, verdict.reason)
    assert effective >= 15


def test_roots_are_enclosed_tightly_and_exactly_where_rational():
    effective = 0
    for seed in range(300):
        rng = random.Random(seed)
        scale = 10 ** rng.choice((1, 3, 30, 90))
        value = Q(rng.randint(0, scale), rng.randint(1, 10 ** rng.choice((1, 3, 30))))
        root, exact = square_root(value), square_root(value**2)
        assert root.lo**2 <= value <= root.hi**2
        assert root.hi - root.lo <= Q(1, 2**256)
        assert exact == Interval(value, value)
        effective += root.lo < root.hi
    assert effective > 200
    assert square_root(Q(-1)) == Interval(Q(0), Q(0))


def test_quotients_by_roots_are_enclosed():
    world = World(Model(Theory(), {}, 1, {}, {}, {}), {}, {}, ())
    for seed in range(50):
        rng = random.Random(seed)
        below, above = number(Q(rng.randint(2, 99), rng.randint(1, 9))), number(Q(rng.randint(-9, 9)))
        root = world.root(below * below * number(2))
        quotient, divisor = world.bounds(world.quotient(above, root)), world.bounds(root)
        ends = [above.constant() / end for end in (divisor.lo, divisor.hi)]
        assert divisor.lo < divisor.hi
        assert (quotient.lo, quotient.hi) == (min(ends), max(ends))
        assert world.quotient(above, -root) == NIL
        with pytest.raises(Rejected, match="is not decided"):
            world.quotient(above, root * root - below * below * number(2))


def test_products_of_intervals_hold_every_product():
    for seed in range(200):
        rng = random.Random(seed)
        a, b = (sorted(Q(rng.randint(-9, 9), rng.randint(1, 4)) for _ in range(2)) for _ in range(2))
        product, total = Interval(*a) * Interval(*b), Interval(*a) + Interval(*b)
        x, y = (ends[0] + (ends[1] - ends[0]) * Q(rng.randint(0, 4), 4) for ends in (a, b))
        assert product.lo <= x * y <= product.hi
        assert total.lo <= x + y <= total.hi
        assert {product.lo, product.hi} <= {p * q for p in a for q in b}


@pytest.mark.parametrize(
    ("lo", "hi", "surely", "never"),
    [
        (1, 2, {">", ">="}, {"="}),
        (0, 2, {">="}, set()),
        (0, 0, {">=", "="}, {">"}),
        (-1, 0, set(), {">"}),
        (-1, 1, set(), set()),
        (-2, -1, set(), {">", ">=", "="}),
    ],
)
def test_an_interval_decides_a_relation_or_not(lo, hi, surely, never):
    interval = Interval(Q(lo), Q(hi))
    assert {relation for relation in ("=", ">=", ">") if interval.surely(relation)} == surely
    assert {relation for relation in ("=", ">=", ">") if interval.never(relation)} == never
