"""Many runs at once, each stopped when it leaves the ball. The same seed gives the same runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from lojverify.simulation.processes import Floats, Process

_BLOCK = 1000  # runs that are carried on together, fewer where theta is long; the memory is that of one block
_NUMBERS = 2_000_000
_MARKS = 10
# A run has left when it is farther away than the radius by more than what rounding could do to a point on the sphere.
_ROUNDING = 1e-12


@dataclass(frozen=True)
class Runs:
    """What happened in so many runs.

    left    how many left the ball in one of the steps
    losses  for some k, the mean of F(theta_k) over all runs, those that left by k counted as 0
    """

    trajectories: int
    steps: int
    left: int
    losses: tuple[tuple[int, float], ...]


def run(
    process: Process,
    radius: Fraction,
    trajectories: int,
    steps: int,
    seed: int,
    report: Callable[[float], None] = lambda _: None,
) -> Runs:
    """Carry out the runs.

    process       what a step does
    radius        of the ball around theta0
    trajectories  how many runs, at least 1
    steps         how many steps of each, at least 1
    seed          of PCG64, from which every block of runs gets a generator of its own
    report        is told how much of the work is done, from 0 to 1
    """
    start = process.start()
    size = max(1, min(_BLOCK, _NUMBERS // len(start)))
    blocks = [min(size, trajectories - first) for first in range(0, trajectories, size)]
    seeds = np.random.SeedSequence(seed).spawn(len(blocks))
    marks = marks_of(steps)
    sums, left = np.zeros(len(marks)), 0
    for n, (count, own) in enumerate(zip(blocks, seeds, strict=True)):
        random = np.random.Generator(np.random.PCG64(own))
        thetas = np.tile(start, (count, 1))
        for k in range(steps + 1):
            if k in marks:
                sums[marks.index(k)] += float(np.sum(process.losses(thetas)))
            if k == steps or not len(thetas):
                break
            with np.errstate(all="ignore"):  # a run that overflows has left
                thetas = process.step(thetas, k, random)
                thetas = thetas[_inside(thetas - start, float(radius))]
            report((n + (k + 1) / steps) / len(blocks))
        left += count - len(thetas)
    means = [float(total) / trajectories for total in sums]
    return Runs(trajectories, steps, left, tuple(zip(marks, means, strict=True)))


def _inside(offset: Floats, radius: float) -> np.typing.NDArray[np.bool_]:
    return np.asarray(np.sum(offset * offset, axis=1) <= (radius * (1 + _ROUNDING)) ** 2)


def marks_of(steps: int) -> list[int]:
    """About ten steps from 0 to the last, evenly apart."""
    return sorted({steps * n // _MARKS for n in range(_MARKS + 1)})
