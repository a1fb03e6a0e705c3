"""The rigorous constants of random small networks beside the sampled extremes, and how long larger ones take.

A ratio is that of the rigorous constant to the extreme of the samples (its inverse for alpha and s_J): at least 1, and
the closer to 1 the sharper. Samples include the directions of the gradients of the outputs and of singular vectors.
"""

import json
import random
import sys
import time
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

from float_network import FloatNetwork, random_model

from lojverify.errors import InputError
from lojverify.problems.activations import Wave
from lojverify.problems.base import Batch
from lojverify.problems.network import Network
from lojverify.problems.network_ball import on_ball
from lojverify.problems.network_centre import Start
from lojverify.problems.network_model import Model, theorem_start
from lojverify.problems.replay import replay

NETWORKS = 100
SHARES = (Fraction(1, 50), Fraction(1, 4), Fraction(1))  # of the radius at which a search begins
LEAST = 1e-12  # of the losses that are compared


def ratios(problem, radius, seed):
    """By the name of a constant, the ratio to the extreme of the samples."""
    K = problem.constants(radius).constants
    start = Start(problem.model)
    near = on_ball(start.centre(start.guess()), radius)
    sampled = FloatNetwork(problem.model)
    points = [sampled.measured(theta) for theta in sampled.points(float(radius), 12, np.random.default_rng(seed))]
    quotients = [(x["gradient"] / x["loss"], x["second_moment"] / x["loss"]) for x in points if x["loss"] > LEAST]
    singular = min(x["singular"] for x in points)
    found = {
        "alpha": min(x for x, _ in quotients) / float(K.alpha),
        "s_J": singular / (float(max(near.alpha.values())) ** 0.5 / 2),
        "smoothness": float(K.smoothness) / max(x["smoothness"] for x in points),
        "growth": 4 * float(near.jacobian) ** 2 / max(x for x, _ in quotients),
        "l": float(K.noise + K.alpha) / max(x for _, x in quotients),
        "h": float(near.curvature) / max(*(x["curvature"] for x in points), 1e-300),
    }
    methods = {name: singular / (float(alpha) ** 0.5 / 2) for name, alpha in near.alpha.items() if alpha > 0}
    return found | methods


def sharpness():
    table = {}
    for seed in range(NETWORKS):
        model = random_model(seed)
        problem = Network(model, Batch(1, len(model.targets)))
        for share in SHARES:
            try:
                found = ratios(problem, problem.first_radius() * share, seed)
            except InputError:
                continue  # no alpha > 0 is shown on so large a ball
            for name, value in found.items():
                table.setdefault(name, []).append(value)
    print(f"{'ratio':12} {'balls':>6} {'least':>8} {'median':>8} {'90 %':>8}")
    for name, values in table.items():
        ordered = sorted(values)
        shown = ordered[0], ordered[len(values) // 2], ordered[len(values) * 9 // 10]
        print(f"{name:12} {len(values):6} " + " ".join(f"{x:8.3f}" for x in shown))


def speed():
    rng = random.Random(1)
    print(f"\n{'samples, widths':24} {'parameters':>10} {'start':>8} {'a ball':>8} {'replay':>8}  seconds")
    for n, shape in ((10, (64, 1, 1)), (20, (64, 64, 1)), (50, (100, 30, 20, 1)), (100, (200, 50, 1))):
        inputs = [[Fraction(rng.randint(-99, 99), 100) for _ in range(shape[0])] for _ in range(n)]
        hidden, targets = len(shape) - 2, [Fraction(rng.choice((-1, 1))) for _ in range(n)]
        theta0 = theorem_start(shape, [Fraction(200)] * hidden)
        model = Model(inputs, targets, shape[1:-1], (Wave(Fraction(1, 10)),) * hidden, theta0)
        problem, clock = Network(model, Batch(1, n)), [time.perf_counter()]
        radius = problem.first_radius()
        clock.append(time.perf_counter())
        found = problem.constants(radius)
        clock.append(time.perf_counter())
        replay(json.loads(json.dumps(dict(found.evidence))))
        clock.append(time.perf_counter())
        times = " ".join(f"{b - a:8.2f}" for a, b in pairwise(clock))
        name = f"{n}, {'-'.join(map(str, shape))}"
        print(f"{name:24} {problem.dimension:10} {times}")


sharpness()
speed()
