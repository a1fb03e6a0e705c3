"""No certified bound is exceeded by an explicit run, and the search finds runs for all kinds of constants."""

import random
from collections import Counter
from fractions import Fraction as Q

import pytest

from lojverify import Constants
from lojverify.adversaries import plans, shapes
from lojverify.adversaries.search import two_sided
from lojverify.bounds import REGISTRY
from lojverify.certificates import numeric
from lojverify.certificates.certificate import numbers_of
from lojverify.kernel.excursion import examine
from lojverify.kernel.polynomial import Rejected

SETS = 620
LESS = 1 - Q(1, 10**30)


def decimal(draw, low, high):
    return Q(f"{10 ** draw.uniform(low, high):.2e}")


def setting(draw):
    """Feasible constants, an initial loss and a plan of a run."""
    smoothness = decimal(draw, -1, 1)
    alpha = min(2, 2 * decimal(draw, -3, 0.1)) * smoothness
    noise = smoothness * decimal(draw, -2, 1)
    step = 2 * alpha / (smoothness * (alpha + noise)) * decimal(draw, -2, -0.05)
    radius = decimal(draw, -1, 1)
    level = smoothness / 2 * radius**2 * decimal(draw, -3, -0.3) if draw.random() < 0.5 else None
    width = draw.choice([None, 1, 1, radius / 7]) if level is not None else None
    if width is not None:  # the bounds of the paper's own argument need small steps
        step = alpha / (4 * smoothness * (2 * smoothness + noise)) * decimal(draw, -1.5, 0)
    constants = Constants(alpha, smoothness, noise, step, radius, level, width)
    loss = radius**2 * alpha / 4 * decimal(draw, -2, -0.05)
    numbers = numbers_of(constants, loss, Q(1, 2), None)
    kinds = [plans.along, plans.direct, plans.ledge] if alpha < smoothness / 3 else [plans.along, plans.direct]
    return constants, numbers, draw.choice(kinds)


def test_no_bound_is_exceeded():
    draw = random.Random(505)
    kinds, applied = Counter(), Counter()
    for _ in range(SETS):
        constants, numbers, kind = setting(draw)
        plan = kind(numbers, numbers.initial_loss)
        instance = None if plan is None else shapes.built(numbers, plan)
        if instance is None:
            continue
        try:
            found = examine(numbers, instance)
        except Rejected:
            continue
        kinds[kind.__name__] += 1
        for name, bound in REGISTRY.items():
            if not bound.broken(constants, found.loss):
                applied[name] += 1
                assert not numeric.holds(bound, constants, found.loss, found.probability * LESS), (name, constants)
    assert kinds.total() >= 500
    assert min(kinds[name] for name in ("along", "direct", "ledge")) >= 50
    assert all(applied[name] >= 50 for name in REGISTRY), applied


@pytest.mark.parametrize(
    ("given", "loss"),
    [
        ((1, 1, "1/2", "1/10", 3, "1/2"), "2/5"),
        ((1, 1, "1/2", "1/10", 3, "1/2", 1), "2/5"),
        ((1, 1, "1/2", "1/10", 3), "1/10"),
        (("1/10", 10, 1, "1/2000", 3), "1/100"),
        (("1/10", 10, 1, "1/2000", 3, "1/10", "1/10"), "1/100"),
        ((2, 1, "1/2", "1/2", 3), "1/10"),  # alpha = 2 C: F is quadratic
    ],
)
def test_both_sides_are_found_and_the_failing_loss_is_larger(given, loss):
    constants = Constants(*given)
    # The largest loss that a bound certifies for this delta is below that of any run that leaves more often.
    numbers = numbers_of(constants, Q(loss), Q(1, 4), None)
    answer = two_sided(numbers)
    assert answer.probability is not None
    assert answer.probability > 0
    assert answer.delta_ratio == Q(1, 4) / answer.probability
    assert Q(answer.failing["probability"]) > Q(1, 4)
    assert answer.failing_loss > Q(loss)
    assert answer.loss_ratio == answer.failing_loss / Q(loss)
    assert examine(numbers, answer.failing).loss == answer.failing_loss


@pytest.mark.parametrize(
    ("given", "loss", "reason"),
    [
        ((1, 1, 0, "1/10", 3), "1/10", "without noise"),
        ((1, 1, 1, "1/10", 3), "0", "starts at a zero"),
        ((1, 1, 1, "1e-390", 3), "1/10", "floats"),
        ((1, 1, 1, "1/10", 1, "1/2"), "1/10", "no loss with these constants"),
    ],
)
def test_a_missing_exit_probability_has_a_reason(given, loss, reason):
    answer = two_sided(numbers_of(Constants(*given), Q(loss), Q(1, 20), None))
    assert answer.probability is None
    assert answer.delta_ratio is None
    assert reason in answer.reason


def test_without_noise_the_failing_loss_is_that_of_a_drift():
    answer = two_sided(numbers_of(Constants(1, 1, 0, "1/10", 3), Q(1, 10), Q(1, 20), None))
    assert 0 < answer.failing_loss - Q(9, 4) < Q(1, 10**5)  # alpha r^2/4: gradient descent alone leaves
    assert answer.failing["probability"] == "1"


@pytest.mark.parametrize("size", ["1e-300", "1e-160", "1e-30", "1e30", "1e160", "1e300"])
@pytest.mark.parametrize("level", [None, "1/10"])
def test_numbers_of_any_size_have_an_answer_or_a_reason(size, level):
    radius = Q(size)
    confinement = None if level is None else Q(level) * radius**2
    numbers = numbers_of(Constants(1, 1, 1, "1/10", radius, confinement), radius**2 / 100, Q(1, 20), None)
    answer = two_sided(numbers)
    assert (answer.instance is None) == (answer.reason is not None)
    assert (answer.failing is None) == (answer.failing_reason is not None)
    assert answer.failing is not None or radius > 10**100 or radius < Q(1, 10**100)
