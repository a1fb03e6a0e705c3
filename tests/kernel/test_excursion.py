"""Explicit runs that leave the ball: what is accepted is run, step by step, and what is changed is rejected."""

import copy
import random
from fractions import Fraction as Q

import pytest

from lojverify.kernel.excursion import examine
from lojverify.kernel.polynomial import Rejected
from lojverify.kernel.statement import Numbers


def numbers(**changed):
    given = {"alpha": 1, "smoothness": 1, "noise": Q(1, 2), "step_size": Q(1, 2), "radius": 3, "confinement": None}
    given |= {"annulus": None, "initial_loss": 1, "delta": Q(1, 2)} | changed
    return Numbers(**{key: value if value is None else Q(value) for key, value in given.items()})


def instance(**changed):
    """On F = (x + 1)^2/4 + y^2/2, with two kicks of length 3; F is 1/4 before the first and 9/64 before the second."""
    floor = [{"upto": "-1", "value": ["0"]}, {"value": ["1/4", "1/2", "1/4"]}]
    given = {
        "format": "lojverify-instance/1",
        "floor": floor,
        "rise": [{"value": ["1/2"]}],
        "profile": [{"value": ["0", "0", "1"]}],
        "kick": "3",
        "stages": [[1, "1/288"], [1, "1/600"]],
        "exit": "0",
        "loss": "1/4",
        "probability": str(Q(1, 288) + Q(1, 600)),
    }
    return given | changed


ALONG = {"kick": "along", "exit": "-4", "stages": [[2, "1/1000"]], "probability": "1/500"}
DRIFT = {"kick": None, "stages": [], "exit": "-301/100", "probability": "1", "rise": [{"value": ["0"]}]}
DRIFT |= {"floor": [{"value": ["25/4", "5/2", "1/4"]}], "loss": "25/4"}
# A ledge at y = 1 that falls to the left with the slope of (2.1); the floor is 0 left of -1.
LEDGE = {
    "floor": [
        {"upto": "-1", "value": ["0"]},
        {"upto": "0", "value": ["1/4", "1/2", "1/4"]},
        {"value": ["1/4", "1/2", "10"]},
    ],
    "rise": [
        {"upto": "-1", "value": ["9", "3", "1/4"]},
        {"upto": "0", "value": ["35/4", "5/2"]},
        {"upto": "1", "value": ["35/4", "5/2", "-5/4"]},
        {"value": ["10"]},
    ],
    "profile": [{"upto": "1/2", "value": ["0", "0", "2"]}, {"upto": "1", "value": ["-1", "4", "-2"]}, {"value": ["1"]}],
    "kick": "1",
    "exit": "-3",
    "stages": [[1, "1/64"]],
    "probability": "1/64",
}
LEDGE_NUMBERS = {"smoothness": 60, "step_size": Q(1, 100), "noise": 2500}


def accepted():
    return [
        (numbers(), instance()),
        (numbers(), instance(**ALONG)),
        (numbers(), instance(**DRIFT)),
        (numbers(**LEDGE_NUMBERS), instance(**LEDGE)),
    ]


@pytest.mark.parametrize(("given", "found"), accepted())
def test_instances_that_hold(given, found):
    checked = examine(given, found)
    assert (checked.loss, checked.probability) == (Q(found["loss"]), Q(found["probability"]))


def value(pieces, x, order=0):
    piece = next((one for one in pieces if "upto" not in one or x <= Q(one["upto"])), None)
    terms = [Q(c) for c in piece["value"]]
    return sum(n * c * x ** (n - 1) if order else c * x**n for n, c in enumerate(terms) if n or not order)


def run(given, found, horizon):
    """The exact probability to leave the ball within so many steps, by the law of the iterates."""
    eta, state, left, survived = given.step_size, {(Q(0), Q(0), False): Q(1)}, Q(0), Q(1)
    law = [Q(q) for n, q in found["stages"] for _ in range(n)] + [Q(0)] * horizon
    for q in law[:horizon]:
        chance, after = q / survived, {}
        for (x, y, kicked), p in state.items():
            w, slope = value(found["profile"], abs(y)), value(found["profile"], abs(y), 1)
            rise = value(found["rise"], x)
            fx = value(found["floor"], x, 1) + value(found["rise"], x, 1) * w
            fy = rise * slope * (1 if y >= 0 else -1)
            mean = (x - eta * fx, y - eta * fy)
            if kicked or not q:
                moves = [(Q(1), (Q(0), Q(0)))]
            elif found["kick"] == "along":
                jump = mean[0] - Q(found["exit"])
                moves = [(chance, (-jump, Q(0))), (1 - chance, (jump * chance / (1 - chance), Q(0)))]
            else:
                length = Q(found["kick"])
                moves = [(chance / 2, (Q(0), length)), (chance / 2, (Q(0), -length)), (1 - chance, (Q(0), Q(0)))]
            loss = value(found["floor"], x) + rise * w
            assert sum(c * (a * a + b * b) for c, (a, b) in moves) <= eta**2 * given.noise * loss
            assert sum(c * a for c, (a, _) in moves) == sum(c * b for c, (_, b) in moves) == 0
            for n, (c, (a, b)) in enumerate(moves):
                there = (mean[0] + a, mean[1] + b)
                if there[0] ** 2 + there[1] ** 2 > given.radius**2:
                    left += c * p
                else:
                    key = (*there, kicked or (len(moves) > 1 and n < len(moves) - 1))
                    after[key] = after.get(key, Q(0)) + c * p
        state, survived = after, survived - q
    return left


@pytest.mark.parametrize(("given", "found"), accepted())
def test_a_run_step_by_step_leaves_as_often(given, found):
    slow = found["kick"] == "1"
    if slow:  # a shorter way along the ledge: positions get longer with every step
        given = numbers(**LEDGE_NUMBERS | {"radius": Q(5, 4)})
        found = instance(**LEDGE | {"exit": "-3/4"})
        assert examine(given, found).probability == Q(1, 64)
        assert run(given, found, 20) == 0
    assert run(given, found, 40 if slow else 12) == Q(found["probability"])


CHANGES = [
    {"format": "lojverify-instance/2"},
    {"loss": "1/5"},
    {"loss": "2/8"},
    {"probability": "1/100"},
    {"kick": "299/100"},
    {"kick": "0"},
    {"kick": "-3"},
    {"kick": "4"},
    {"exit": "1/10"},
    {"stages": []},
    {"stages": [[1, "1/287"]], "probability": "1/287"},
    {"stages": [[2, "1/600"]], "probability": "1/100"},
    {"stages": [[2, "1/300"]], "probability": "1/150"},
    {"stages": [[0, "1/600"]], "probability": "0"},
    {"stages": [[1, "-1/600"]], "probability": "-1/600"},
    {"stages": [[1, "2"]], "probability": "2"},
    {"stages": [[True, "1/600"]], "probability": "1/600"},
    {"rise": [{"value": ["501/1000"]}]},
    {"rise": [{"value": ["-1/2"]}]},
    {"rise": [{"value": ["1/10"]}]},
    {"profile": [{"value": ["0", "1", "1"]}]},
    {"profile": [{"value": ["1", "0", "1"]}]},
    {"profile": [{"value": ["0", "0", "0", "1"]}]},
    {"floor": [{"value": ["1/4", "1/2", "249/1000"]}]},
    {"floor": [{"upto": "-1", "value": ["1"]}, {"value": ["1/4", "1/2", "1/4"]}]},
    {"floor": [{"upto": "-1/2", "value": ["1/16"]}, {"value": ["1/4", "1/2", "1/4"]}]},
    {"floor": [{"value": ["1/4", "-1/2", "1/4"]}]},
    {"floor": [{"value": ["1/4"]}]},
    {"floor": []},
    ALONG | {"exit": "-3"},
    ALONG | {"exit": "-2"},
    ALONG | {"stages": [[2, "1/100"]], "probability": "1/50"},
    ALONG | {"stages": [[2000, "1/10000"]], "probability": "1/5"},
    DRIFT | {"exit": "-3"},
    DRIFT | {"exit": "-6"},
    DRIFT | {"stages": [[1, "1/600"]]},
    DRIFT | {"floor": [{"value": ["1/4", "1/2", "1/4"]}], "loss": "1/4"},
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_rejected(change):
    with pytest.raises(Rejected):
        examine(numbers(), instance(**change))


@pytest.mark.parametrize(
    "change",
    [
        {"smoothness": Q(99, 100)},
        {"alpha": Q(101, 100)},
        {"noise": Q(49, 100)},
        {"step_size": Q(49, 100)},
        {"radius": Q(31, 10)},
        {"confinement": Q(1)},
        {"horizon": 1},
    ],
)
def test_other_constants_are_rejected(change):
    with pytest.raises(Rejected):
        examine(numbers(**change), instance())


@pytest.mark.parametrize(
    "change",
    [
        {"exit": "-2"},
        {"exit": "-7"},
        {"kick": "9/10"},
        {"kick": "1/2"},
        {"rise": [*LEDGE["rise"][:3], {"value": ["9"]}]},
        {"profile": [{"value": ["0", "0", "1"]}]},
    ],
)
def test_a_changed_ledge_is_rejected(change):
    with pytest.raises(Rejected):
        examine(numbers(**LEDGE_NUMBERS), instance(**LEDGE | change))


def test_junk_is_rejected():
    draw, effective = random.Random(7), 0
    junk = [None, True, 0, -1, "", "x", "1/0", [], [[]], {}, "9" * 2000, [1, 2], "along", {"value": []}]
    for given, found in accepted():
        for key in found:
            for _ in range(4):
                changed = copy.deepcopy(found)
                changed[key] = draw.choice(junk)
                if changed == found or (key == "stages" and found["kick"] is None):
                    continue
                effective += 1
                with pytest.raises(Rejected):
                    examine(given, changed)
    for found in (None, [], "x", {}, {**instance(), "more": 1}):
        with pytest.raises(Rejected):
            examine(numbers(), found)
    assert effective >= 100
