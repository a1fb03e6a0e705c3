"""From a concrete loss to a certificate: takes the constants, chooses what is left open, and certifies.

The bounds by the distance to zeros (`distance`, `distance-log`, `near-linear`) go with step sizes that people use, so
they are taken where they apply; the bounds by the initial loss otherwise, or where one of them is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from lojverify.bounds import REGISTRY
from lojverify.bounds.base import rho1_step_limit
from lojverify.bounds.distance import TITLES as STAR_BOUNDS
from lojverify.bounds.near_linear import NAME as NEAR_LINEAR
from lojverify.certificates.certificate import Certificate, Comparison
from lojverify.certificates.of_problem import ProblemCertificate
from lojverify.certifier import certify
from lojverify.constants import Constants, Exact, number, shown
from lojverify.errors import InputError, LojverifyError, NotApplicableError, RejectedError
from lojverify.exact import decimal, read
from lojverify.problems.base import Problem, ProblemConstants
from lojverify.zeros import NearlyLinear, StarConvex

__all__ = ["certify_problem", "smallest_batch"]

_ANY_RADIUS: int = 10**400
_DOUBLINGS = 6  # how far from the first guess, in factors of 2, a radius is sought
_BETWEEN = 3  # how often the best radius is refined
_HUGE: int = 10**60


@dataclass(frozen=True)
class _Family:
    """Bounds that rest on the same constants.

    bounds     their names
    stated     the constants on a ball, for a step size and radius or None, if the problem has them
    fastest    the step size at which the rate is best
    """

    bounds: tuple[str, ...]
    stated: Callable[[ProblemConstants, Fraction | None, Fraction | None], Any]
    fastest: Callable[[ProblemConstants], Fraction]


def _star(found: ProblemConstants, step: Fraction | None, radius: Fraction | None) -> StarConvex | None:
    star = found.star
    if star is None:
        return None
    numbers = (star.tau, star.expected_smoothness, star.noise)
    return StarConvex(*numbers, step, radius, star.distance, star.growth)


def _fastest_star(found: ProblemConstants) -> Fraction:
    """tau/l, where eta (2 tau - eta l) is largest."""
    star = found.star
    assert star is not None  # noqa: S101
    return star.tau / star.expected_smoothness


def _near(found: ProblemConstants, step: Fraction | None, radius: Fraction | None) -> NearlyLinear | None:
    near = found.near_linear
    if near is None or radius is None:
        return None
    numbers = (near.singular_value, near.curvature, near.expected_smoothness, near.noise)
    return NearlyLinear(*numbers, step, radius, near.distance)


def _fastest_near(found: ProblemConstants) -> Fraction:
    """(2 - h (r + d0)/s)/l, where eta c is largest. Raises NotApplicableError where it is not positive."""
    near, radius = found.near_linear, found.constants.radius
    assert near is not None  # noqa: S101
    bend = near.curvature * (radius + near.distance)
    steepness = near.singular_value - bend / 2
    if steepness <= 0 or bend >= 2 * steepness:
        words = f"h (r + d0) = {shown(bend)} is too large beside s_J = {shown(near.singular_value)}"
        raise NotApplicableError(
            NEAR_LINEAR, f"the residuals bend too much on the ball of radius {shown(radius)}: {words}"
        )
    return (2 - bend / steepness) / near.expected_smoothness


def _loss(found: ProblemConstants, step: Fraction | None, radius: Fraction | None) -> Constants:
    own = found.constants
    if radius is None:
        return Constants(own.alpha, own.smoothness, own.noise, step, _ANY_RADIUS)
    return replace(own, step_size=step)


def _fastest_loss(found: ProblemConstants) -> Fraction:
    """alpha/(C (alpha + sigma)), where rho1 is smallest."""
    return rho1_step_limit(found.constants).value / 2


def _short(step: Fraction) -> Fraction:
    """Its first six digits."""
    return read(decimal(step, 6), "step_size")


_FAMILIES = {
    "star": _Family(tuple(STAR_BOUNDS), _star, _fastest_star),
    "near": _Family((NEAR_LINEAR,), _near, _fastest_near),
    "loss": _Family(tuple(REGISTRY), _loss, _fastest_loss),
}


def certify_problem(
    problem: Problem,
    *,
    delta: Exact | None = None,
    step_size: Exact | None = None,
    radius: Exact | None = None,
    bound: str = "best",
) -> ProblemCertificate:
    """A certificate that SGD on a concrete loss stays in a ball, with the evidence for its constants.

    problem    from `load_problem`
    delta      the failure probability; None to solve for the smallest one, for which the step size must be given
    step_size  None for the one with the best rate or, where that is too large for delta, the largest
    radius     None for that of the problem file; where there is none, the smallest one for a loss whose constants do
               not depend on it, otherwise the one with the fewest steps to a thousandth (or, with a step size, the
               smallest delta)
    bound      an exit bound, "best", or "all" for all that rest on the same constants as the best

    Raises InputError for numbers that cannot be used or are too few, NotApplicableError where no bound applies, and
    RejectedError where a bound applies but does not show the claim, or nothing below 1.
    """
    chance = None if delta is None else number(delta, "delta")
    step = None if step_size is None else number(step_size, "step_size", ">", "3.2")
    ball = problem.radius if radius is None else number(radius, "radius", ">", "2.2")
    families = [one for one in _FAMILIES.values() if bound in ("best", "all", *one.bounds)]
    if not families:
        names = [name for one in _FAMILIES.values() for name in one.bounds]
        raise InputError(name="bound", value=bound, relation=f"bound among {', '.join(names)}, best, all")
    if chance is None and step is None:
        raise InputError("delta and step_size are missing: only one of them can be solved for")
    asked = _Asked(problem, chance, step, bound)
    if ball is not None:
        return asked.at(ball, families)
    if problem.scales_with_radius():
        return asked.best_radius(families)
    if chance is None:
        raise InputError("radius and delta are missing: only one of them can be solved for")
    return asked.smallest_radius(families)


def smallest_batch(problem: Problem, **numbers: Any) -> tuple[int, ProblemCertificate]:
    """The smallest batch size for which `certify_problem` succeeds with these numbers, and the certificate.

    Noise falls as the batch grows, so the sizes that serve are all those from some size on. Raises RejectedError where
    even the batch of all samples does not serve (with replacement: one of 2^20 times as many).
    """
    largest = problem.batch.samples * (1 if not problem.batch.replacement else 1 << 20)
    found: dict[int, ProblemCertificate] = {}

    def serves(size: int) -> bool:
        try:
            found[size] = certify_problem(problem.with_batch(size), **numbers)
        except (RejectedError, NotApplicableError):
            return False
        return True

    size, failed = 1, 0
    while not serves(size):
        if size == largest:
            raise RejectedError(f"no batch size up to {largest} serves")
        failed, size = size, min(2 * size, largest)
    while size - failed > 1:
        middle = (failed + size) // 2
        if serves(middle):
            size = middle
        else:
            failed = middle
    return size, found[size]


@dataclass(frozen=True)
class _Asked:
    """What is asked about a problem."""

    problem: Problem
    delta: Fraction | None
    step: Fraction | None
    bound: str
    computed: dict[Fraction, ProblemConstants] = field(default_factory=dict)

    def at(self, radius: Fraction, families: list[_Family]) -> ProblemCertificate:
        """The certificate on one ball, by the first family that gives one."""
        if radius not in self.computed:
            self.computed[radius] = self.problem.constants(radius)
        found = self.computed[radius]
        return self._first(found, families, lambda family: self._on_ball(found, family))

    def smallest_radius(self, families: list[_Family]) -> ProblemCertificate:
        """The certificate on the smallest ball, for a loss whose constants do not depend on it."""
        found = self.problem.constants(self.problem.first_radius())

        def solved(family: _Family) -> Certificate | Comparison:
            step = _short(family.fastest(found)) if self.step is None else self.step
            stated = family.stated(found, step, None)
            if stated is None:
                raise NotApplicableError(self.bound, "the problem is not known to be star-convex")
            loss = found.initial_loss if isinstance(stated, Constants) else None
            best = "best" if self.bound == "all" else self.bound
            return certify(stated, initial_loss=loss, delta=self.delta, bound=best, solve_for="radius")

        chosen = self._first(found, families, solved)
        radius = chosen.best.constants.radius
        assert radius is not None  # noqa: S101
        return ProblemCertificate(chosen.title, self.problem.constants(radius), chosen.certificate)

    def best_radius(self, families: list[_Family]) -> ProblemCertificate:
        """The strongest certificate over the balls that are tried, for a loss whose constants depend on it.

        By the first family that gives any: one with a better rate does so on all balls.
        """
        reasons: list[LojverifyError] = []
        for family in families:
            known: dict[Fraction, tuple[Fraction, ProblemCertificate]] = {}
            for radius in self._radii(known):
                try:
                    found = self.at(radius, [family])
                except (InputError, NotApplicableError, RejectedError) as error:
                    reasons.append(error)
                else:
                    known[radius] = self._weakness(found), found
            if known:
                return min(known.values(), key=lambda one: one[0])[1]
        raise reasons[0]

    def _radii(self, known: dict[Fraction, tuple[Fraction, ProblemCertificate]]) -> Iterator[Fraction]:
        """The radii to be tried, given those that serve: outwards from the first guess, then towards better ones."""

        def best() -> Fraction:
            return min(known, key=lambda radius: known[radius][0])

        first = self.problem.first_radius()
        yield first
        for n in range(1, _DOUBLINGS + 1):
            if not known:
                yield first * 2**n
            if not known:
                yield first / 2**n
        if not known:
            return
        for factor in (Fraction(1, 2), Fraction(2)):
            for _ in range(_DOUBLINGS):
                found = best()
                if found * factor not in known:
                    yield found * factor
                if found == best():
                    break
        for n in range(1, _BETWEEN + 1):
            found = best()
            yield found * (1 + Fraction(1, 2**n))
            yield found * (1 - Fraction(1, 2 ** (n + 1)))

    def _weakness(self, found: ProblemCertificate) -> Fraction:
        """What is smaller for a stronger certificate: delta if it is solved for, otherwise the number of steps."""
        if self.delta is None:
            return found.best.delta
        rate = found.rate
        return Fraction(_HUGE if rate is None or rate.steps is None else rate.steps)

    def _on_ball(self, found: ProblemConstants, family: _Family) -> Certificate | Comparison:
        radius = found.constants.radius
        if self.step is not None or self.delta is None:
            return self._certified(found, family, self.step, radius)
        try:  # the step with the best rate, unless it is too large
            return self._certified(found, family, _short(family.fastest(found)), radius)
        except RejectedError:
            return self._certified(found, family, None, radius)

    def _certified(
        self, found: ProblemConstants, family: _Family, step: Fraction | None, radius: Fraction
    ) -> Certificate | Comparison:
        stated = family.stated(found, step, radius)
        loss = found.initial_loss if isinstance(stated, Constants) else None
        certificate: Certificate | Comparison = certify(stated, initial_loss=loss, delta=self.delta, bound=self.bound)
        if isinstance(certificate, Comparison) and certificate.best is None:
            raise RejectedError(f"no bound shows anything: {certificate!r}")
        return certificate

    def _first(
        self,
        found: ProblemConstants,
        families: list[_Family],
        answer: Callable[[_Family], Certificate | Comparison],
    ) -> ProblemCertificate:
        """The answer by the first family that gives one; the error of the first where none does."""
        error: LojverifyError | None = None
        for family in families:
            if family.stated(found, None, found.constants.radius) is None:
                continue
            try:
                return ProblemCertificate(self.problem.title, found, answer(family))
            except (NotApplicableError, RejectedError) as caught:
                error = error or caught
        raise error or NotApplicableError(self.bound, "the problem does not have the constants that it needs")
