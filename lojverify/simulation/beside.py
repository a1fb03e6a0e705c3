"""Runs beside a certificate: how many leave the ball, and how the loss falls, beside what is certified."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import lojverify
from lojverify.adversaries.search import two_sided
from lojverify.bounds.base import rho1
from lojverify.certificates.certificate import Certificate
from lojverify.certificates.of_problem import ProblemCertificate
from lojverify.constants import Constants
from lojverify.errors import InputError
from lojverify.kernel.statement import Numbers
from lojverify.problems.base import Problem
from lojverify.simulation.interval import clopper_pearson
from lojverify.simulation.processes import Descent, Excursions, Process
from lojverify.simulation.runs import Runs, run

FORMAT = "lojverify-simulation/1"
CONFIDENCE = Fraction(99, 100)
_MOST = 10**9

Report = Callable[[float], None]


@dataclass(frozen=True)
class Simulation:
    """Runs of SGD beside a certified exit bound.

    title      what was run, in words
    runs       what happened
    seed       of the random numbers
    step_size, radius   of the runs and their ball
    bound      the name of the exit bound
    certified  P(the run ever leaves the ball) <= this
    shown      for an explicit instance, a lower bound of the same probability, from the kernel; else None
    confidence of the interval
    factor     rho1, where E[F(theta_k); in the ball up to k] <= rho1^k F(theta0) falls; else None
    loss       F(theta0), or an upper bound
    """

    title: str
    runs: Runs
    seed: int
    step_size: Fraction
    radius: Fraction
    bound: str
    certified: Fraction
    shown: Fraction | None
    confidence: Fraction
    factor: Fraction | None
    loss: Fraction

    @cached_property
    def interval(self) -> tuple[Fraction, Fraction]:
        """The Clopper-Pearson interval of the probability to leave within these steps."""
        return clopper_pearson(self.runs.left, self.runs.trajectories, self.confidence)

    @property
    def contradicted(self) -> bool:
        """Whether the certified bound lies below the interval, which also holds for the probability to leave ever."""
        return self.certified < self.interval[0]

    def certified_loss(self, k: int) -> float | None:
        """rho1^k F(theta0) in floating point; None without rho1."""
        return None if self.factor is None else float(self.factor) ** k * float(self.loss)

    def as_json(self) -> dict[str, Any]:
        """Everything as an object of JSON: exact numbers as texts, those of the runs as floats."""
        lower, upper = self.interval
        return {
            "format": FORMAT,
            "version": lojverify.__version__,
            "title": self.title,
            "seed": self.seed,
            "trajectories": self.runs.trajectories,
            "steps": self.runs.steps,
            "step_size": str(self.step_size),
            "radius": str(self.radius),
            "left": self.runs.left,
            "frequency": self.runs.left / self.runs.trajectories,
            "confidence": str(self.confidence),
            "interval": [str(lower), str(upper)],
            "bound": self.bound,
            "certified": str(self.certified),
            "shown_to_leave": None if self.shown is None else str(self.shown),
            "contradicted": self.contradicted,
            "rho1": None if self.factor is None else str(self.factor),
            "losses": [{"k": k, "mean": mean, "certified": self.certified_loss(k)} for k, mean in self.runs.losses],
        }


def simulate_problem(
    problem: Problem,
    found: ProblemCertificate,
    *,
    trajectories: int = 1000,
    steps: int = 1000,
    seed: int = 0,
    confidence: Fraction = CONFIDENCE,
    report: Report = lambda _: None,
) -> Simulation:
    """Runs of SGD on a problem, with its batches, beside a certificate that `certify_problem` gave for it.

    The other arguments are those of `run`. Raises InputError for numbers that cannot be used.
    """
    best = found.best
    step, radius = best.constants.step_size, best.constants.radius  # type: ignore[union-attr]  # constant steps
    assert step is not None  # noqa: S101
    assert radius is not None  # noqa: S101
    own = found.found.constants
    known = Constants(own.alpha, own.smoothness, own.noise, step, own.radius)
    settings = _checked(trajectories, steps, seed)
    runs = run(Descent(problem, step), radius, *settings, report)
    loss = found.found.initial_loss
    return Simulation(
        found.title, runs, seed, step, radius, best.bound, best.delta, None, confidence, _falling(known), loss
    )


def simulate_instance(
    certificate: Certificate,
    *,
    family: str = "worst",
    trajectories: int = 1000,
    steps: int | None = None,
    seed: int = 0,
    confidence: Fraction = CONFIDENCE,
    report: Report = lambda _: None,
) -> Simulation:
    """Runs of an explicit instance with the constants of a certificate, the one that leaves most often.

    certificate  for a constant step size and a small initial loss
    family       "worst", or among which instances the worst is sought: "along", "direct" or "ledge"
    steps        None for 1,000, or the certificate's horizon where there is one

    The other arguments are those of `run`. Raises InputError where no instance is known, or numbers cannot be used.
    """
    numbers, constants = certificate.numbers, certificate.constants
    if not isinstance(constants, Constants) or not isinstance(numbers, Numbers):
        raise InputError("explicit runs are known for --alpha with a constant step size only: simulate a --problem")
    if certificate.two_sided is not None and family == "worst":
        both = certificate.two_sided
    else:
        both = two_sided(numbers, failing=False, family=family)
    if both.instance is None:
        raise InputError(f"there is no explicit run for this certificate: {both.reason}")
    horizon = numbers.horizon
    watched = steps if steps is not None else horizon or 1000
    if horizon is not None and watched > horizon:
        raise InputError(name="steps", value=watched, relation=f"steps <= {horizon}, the horizon of the certificate")
    settings = _checked(trajectories, watched, seed)
    process: Process = Excursions(both.instance, constants.step_size or Fraction(0))
    runs = run(process, constants.radius, *settings, report)
    return Simulation(
        f"an explicit run, {_kind(both.instance)}",
        runs,
        seed,
        constants.step_size or Fraction(0),
        constants.radius,
        certificate.bound,
        numbers.exit if numbers.exit is not None else certificate.delta,
        both.probability,
        confidence,
        _falling(constants),
        Fraction(both.instance["loss"]),
    )


def _kind(instance: Mapping[str, Any]) -> str:
    if instance["kick"] == "along":
        return "kicked along its way out of the ball"
    return "kicked sideways, and led out from there"


def _falling(constants: Constants) -> Fraction | None:
    """rho1 where it is below 1."""
    factor = rho1(constants)
    return factor if factor < 1 else None


def _checked(trajectories: int, steps: int, seed: int) -> tuple[int, int, int]:
    for name, value in (("trajectories", trajectories), ("steps", steps)):
        if not 1 <= value <= _MOST:
            raise InputError(name=name, value=value, relation=f"1 <= {name} <= {_MOST}")
    if seed < 0:
        raise InputError(name="seed", value=seed, relation="seed >= 0")
    return trajectories, steps, seed
