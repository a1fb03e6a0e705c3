"""What is run: SGD on a concrete loss with its batches, or an explicit instance with its kicks. Floating point."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from lojverify.kernel.planar import Piecewise
from lojverify.problems.base import Batch, Problem

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


class Process(Protocol):
    """A Markov chain on parameters, all of whose runs start at the same point."""

    def start(self) -> Floats:
        """theta0, of shape (dimension,)."""

    def losses(self, thetas: Floats) -> Floats:
        """F at each row."""

    def step(self, thetas: Floats, k: int, random: np.random.Generator) -> Floats:
        """theta_(k+1) for each row theta_k."""


class Descent:
    """SGD on a problem: every step draws a batch for each run, as the problem says."""

    def __init__(self, problem: Problem, step_size: Fraction) -> None:
        self.problem, self.step_size = problem, float(step_size)
        self.start, self.losses = problem.start, problem.losses

    def step(self, thetas: Floats, k: int, random: np.random.Generator) -> Floats:  # noqa: ARG002
        """theta - eta v, v the mean of the gradients of the batch."""
        rows = draw(self.problem.batch, len(thetas), random)
        return np.asarray(thetas - self.step_size * self.problem.gradients(thetas, rows))


def draw(batch: Batch, runs: int, random: np.random.Generator) -> Integers:
    """The samples of a batch for each run, of shape (runs, batch.size); without replacement those of a row differ."""
    if batch.replacement:
        return random.integers(batch.samples, size=(runs, batch.size))
    # The first entries of a random permutation, by exchanges (Fisher and Yates).
    order = np.tile(np.arange(batch.samples), (runs, 1))
    every = np.arange(runs)
    for place in range(batch.size):
        other = random.integers(place, batch.samples, size=runs)
        order[every, place], order[every, other] = order[every, other], order[every, place]
    return order[:, : batch.size]


class Excursions:
    """The runs of an explicit instance in the plane; `kernel.excursion` says what it is and why they leave."""

    def __init__(self, instance: Mapping[str, Any], step_size: Fraction) -> None:
        self.step_size = float(step_size)
        self.floor, self.rise, self.profile = (_Parts(instance, name) for name in ("floor", "rise", "profile"))
        kick = instance["kick"]
        self.along = kick == "along"
        self.kick = float(Fraction(kick)) if kick not in (None, "along") else 0.0
        self.exit = float(Fraction(instance["exit"]))
        self.stages = [(int(count), Fraction(q)) for count, q in instance["stages"]]
        self.ends, self.before = [0], [Fraction(0)]  # the steps before each stage, and the chance of a kick in them
        for count, q in self.stages:
            self.ends.append(self.ends[-1] + count)
            self.before.append(self.before[-1] + count * q)

    def start(self) -> Floats:
        """The origin."""
        return np.zeros(2)

    def losses(self, thetas: Floats) -> Floats:
        """floor(x) + rise(x) profile(|y|)."""
        x, y = thetas[:, 0], np.abs(thetas[:, 1])
        return self.floor(x) + self.rise(x) * self.profile(y)

    def chance(self, k: int) -> float:
        """p_k: the probability of a kick in step k, given that there was none before."""
        stage = bisect_right(self.ends, k) - 1
        if stage >= len(self.stages):
            return 0.0
        q = self.stages[stage][1]
        return float(q / (1 - self.before[stage] - (k - self.ends[stage]) * q))

    def step(self, thetas: Floats, k: int, random: np.random.Generator) -> Floats:
        """A step along the gradient, and a kick with the probability of this step for each run that had none."""
        x, y = thetas[:, 0], thetas[:, 1]
        height = np.abs(y)
        down = self.floor.slope(x) + self.rise.slope(x) * self.profile(height)
        across = np.sign(y) * self.rise(x) * self.profile.slope(height)
        found: Floats = thetas - self.step_size * np.stack([down, across], axis=1)
        p = self.chance(k)
        if p == 0:
            return found
        drawn = random.random(len(thetas))
        kicked = (drawn < p) & (y == 0)
        if self.along:
            # The others are moved the other way, so that the mean of the noise is 0.
            found[:, 0] = np.where(kicked, self.exit, found[:, 0] + p / (1 - p) * (found[:, 0] - self.exit))
        else:
            found[:, 1] += np.where(kicked, np.where(drawn < p / 2, self.kick, -self.kick), 0.0)
        return found


class _Parts:
    """A function of one variable made of parabolas, each a + b (x - v) + c (x - v)^2."""

    def __init__(self, instance: Mapping[str, Any], name: str) -> None:
        exact = Piecewise(instance[name], name)
        self.ends = np.array([float(end) for end in exact.ends])
        far = 4 * max([Fraction(1), *map(abs, exact.ends)])
        self.terms = np.array([[float(c) for c in _centred(terms, far)] for terms in exact.pieces])

    def __call__(self, x: Floats) -> Floats:
        a, b, c, v = self.terms[np.searchsorted(self.ends, x, side="right")].T
        return np.asarray(a + (x - v) * (b + (x - v) * c))

    def slope(self, x: Floats) -> Floats:
        """The derivative."""
        _, b, c, v = self.terms[np.searchsorted(self.ends, x, side="right")].T
        return np.asarray(b + 2 * (x - v) * c)


def _centred(terms: Sequence[Fraction], far: Fraction) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """(a, b, c, v) with v the vertex, so that nothing cancels near a zero, unless the vertex is farther away."""
    a, b, c = [*terms, Fraction(0), Fraction(0)][:3]
    if c == 0 or abs(b) > 2 * abs(c) * far:
        return a, b, c, Fraction(0)
    return a - b**2 / (4 * c), Fraction(0), c, -b / (2 * c)
