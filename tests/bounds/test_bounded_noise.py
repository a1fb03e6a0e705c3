"""`bounded-noise`: its formulas, its exact decision, and the exact exit probabilities of random instances."""

import random
from collections import Counter
from fractions import Fraction as Q

import pytest

from lojverify.bounds import bounded_noise as bound
from lojverify.enclose import enclose

HORIZON = 5
INSTANCES = 500


def value(level, loss, total, bits=256):
    """Bounds of the formula."""
    form = bound.shifted if bound.is_shifted(level, loss, total) else bound.plain
    return enclose(form, {"confinement": level, "initial_loss": loss, "total": total}, bits=bits)


def test_the_decision_is_that_of_the_formula():
    draw = random.Random(43)
    sides = Counter()
    for _ in range(400):
        level, loss = Q(draw.randint(1, 60), 10), Q(draw.randint(0, 50), 10)
        total, delta = Q(draw.randint(0, 40), 10), Q(draw.randint(1, 99), 100)
        if loss >= level:
            continue
        found = value(level, loss, total)
        if found.lower <= delta <= found.upper:
            continue
        assert bound.holds(level, loss, total, delta) == (found.upper <= delta), (level, loss, total, delta)
        sides[bound.is_shifted(level, loss, total), found.upper <= delta] += 1
    assert min(sides.values()) >= 10
    assert len(sides) == 4


def test_at_the_threshold_itself_the_bound_holds():
    # sqrt(M0) = 2, f0 = 1, S = 1: S <= L f0 with equality, both forms give 1/2.
    level, loss, total = Q(4), Q(1), Q(1)
    assert bound.is_shifted(level, loss, total)
    assert bound.holds(level, loss, total, Q(1, 2))
    assert not bound.holds(level, loss, total, Q(499, 1000))
    assert bound.plain(confinement=level, initial_loss=loss, total=total) == Q(1, 2)


@pytest.mark.parametrize(("loss", "total", "holds"), [(Q(1), Q(0), True), (Q(0), Q(0), True), (Q(1), Q(1, 100), False)])
def test_without_noise_nothing_leaves(loss, total, holds):
    assert bound.holds(Q(4), loss, total, Q(0)) == holds


def test_the_shifted_form_is_never_the_larger_one():
    draw = random.Random(9)
    for _ in range(200):
        level, loss, total = Q(4), Q(draw.randint(1, 399), 100), Q(draw.randint(1, 300), 100)
        shifted = enclose(bound.shifted, {"confinement": level, "initial_loss": loss, "total": total})
        assert shifted.lower <= bound.plain(confinement=level, initial_loss=loss, total=total)


# -- exact instances: F = C x^2/2 on the line, noise of two or three values, step sizes gamma/(k + n0) -----------------


def instance(draw):
    """C, c, the step sizes, the start, the radius and the law of the noise."""
    C, x0 = draw.choice([Q(1), Q(1, 2)]), draw.choice([Q(0), Q(1, 10), Q(1, 2)])
    p = draw.choice([Q(1, 2), Q(1, 10), Q(1, 50), Q(1, 400)])
    size = draw.choice([Q(1), Q(3), Q(8)])
    law = [(p, size), (1 - p, -size * p / (1 - p))] if draw.random() < 0.5 else [(p / 2, size), (p / 2, -size)]
    rest = 1 - sum(q for q, _ in law)
    law += [(rest, Q(0))] if rest else []
    n0, gamma = Q(draw.choice([1, 2, 5, 20])), draw.choice([Q(1, 2), Q(1), Q(2)])
    steps = [gamma / (n0 + k) for k in range(HORIZON)]
    radius = draw.choice([Q(99, 100), Q(1, 2), Q(1, 4), Q(1, 10)]) * steps[0] * size + draw.choice([Q(0), x0])
    return C, gamma, n0, steps, x0, radius, law


def exit_probability(C, steps, x0, radius, law):
    """The exact probability to leave within the horizon."""
    here, left = {x0: Q(1)}, Q(0)
    for eta in steps:
        there = Counter()
        for x, p in here.items():
            for q, w in law:
                end = x - eta * (C * x + w)
                if abs(end - x0) > radius:
                    left += p * q
                else:
                    there[end] += p * q
        here = there
    return left


def test_exact_exit_probabilities_never_exceed_it():
    draw = random.Random(2304)
    effective, closest = 0, Q(0)
    for _ in range(INSTANCES):
        C, gamma, n0, steps, x0, radius, law = instance(draw)
        if gamma / n0 * C > 2 or radius <= x0:
            continue
        level, loss = C / 2 * (radius - x0) ** 2, C / 2 * x0**2
        if loss >= level:
            continue
        moment = sum(q * w**2 for q, w in law)
        total = C * moment / 2 * gamma**2 * (n0**-2 + 1 / n0)  # q = 1
        true = exit_probability(C, steps, x0, radius, law)
        most = value(level, loss, total).upper
        assert true <= most, (C, gamma, n0, x0, radius, law)
        # The sum of the squared steps up to the horizon alone suffices for the exit within it.
        until = C * moment / 2 * sum(eta**2 for eta in steps)
        assert true <= value(level, loss, until).upper
        effective += true > 0 and most < 1
        closest = max(closest, true / most)
    assert effective >= 40
    assert closest > Q(1, 4)
