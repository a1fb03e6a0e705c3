"""No exit bound is exceeded by the exact exit probability of a random finite instance.

SGD on F = c x^2/2 on the line, with the noise t x for one of two or three rational values t of mean zero: every step
multiplies x by one of as many factors, so that equal products merge and a few dozen states hold the law of an iterate.
"""

import random
from collections import Counter
from fractions import Fraction as Q

from lojverify.bounds import REGISTRY
from lojverify.certificates import numeric
from lojverify.constants import Constants

HORIZON = 5
INSTANCES = 700
LESS = 1 - Q(1, 10**30)


def law(draw, c):
    """Pairs (probability, t) of mean zero; large values are rare, so that they may take a step out of the ball."""
    large = c * draw.choice([-1, 1, -3, 3, -8, 8, -34, 34, -100, 100])
    p = Q(1, draw.choice([2, 4, 60, 1156, 4000, 20000]))
    if draw.random() < 0.5:
        return [(p, large), (1 - p, -large * p / (1 - p))]
    return [(p / 2, large), (p / 2, -large), (1 - p, Q(0))]


def instance(draw):
    """Constants that the instance satisfies, its start, and the factors of a step with their probabilities."""
    c, x0 = draw.choice([Q(1, 3), Q(1), Q(3, 2)]), draw.choice([Q(1, 10), Q(1, 2), Q(1), Q(7, 5)])
    C, alpha = c * draw.choice([1, 1, Q(6, 5)]), 2 * c * draw.choice([1, 1, Q(1, 2)])
    noise = law(draw, c)
    sigma = 2 * sum(p * t**2 for p, t in noise) / c
    eta = 2 * alpha / (C * (alpha + sigma)) * draw.choice([Q(99, 100), Q(1, 2), Q(1, 8), Q(1, 20)])
    factors = [(p, 1 - eta * (c + t)) for p, t in noise]
    # Hardly less than the longest step from the start, or from one of the next points.
    far = max(abs(x0 - x0 * f * g) for _, f in factors for _, g in [(1, Q(1)), *factors])
    r = far * draw.choice([Q(999, 1000), Q(2, 3), Q(1, 4)])
    level = c / 2 * (r - x0) ** 2 * draw.choice([1, 1, Q(1, 2)]) if r > x0 else None
    return Constants(alpha, C, sigma, eta, r, level, None if level is None else Q(1)), x0, c / 2 * x0**2, factors


def exit_probability(x0, radius, factors):
    """The exact probability to leave within the horizon."""
    here, left = {x0: Q(1)}, Q(0)
    for _ in range(HORIZON):
        there = Counter()
        for x, p in here.items():
            for q, factor in factors:
                if abs(x * factor - x0) > radius:
                    left += p * q
                else:
                    there[x * factor] += p * q
        here = there
    return left


def test_no_bound_is_exceeded():
    draw = random.Random(422)
    applied, effective = Counter(), Counter()
    for _ in range(INSTANCES):
        c, x0, loss, factors = instance(draw)
        true = exit_probability(x0, c.radius, factors)
        for name, bound in REGISTRY.items():
            if bound.broken(c, loss):
                continue
            applied[name] += 1
            if true:
                effective[name] += 1
                assert not numeric.holds(bound, c, loss, true * LESS), (name, c, x0, factors, true)
    assert max(effective.values()) >= 500
    assert all(effective[name] >= 50 for name in REGISTRY), (applied, effective)
