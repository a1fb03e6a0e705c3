"""Certificates by `distance` and `distance-log`, for star-convex losses: solves for the number that is missing.

Everything is decided exactly with rational witnesses, so an answer is on the safe side, and as close to the best one as
their digits allow. Two back ends enclose the result once more.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from lojverify.bounds import Limit, distance
from lojverify.bounds.distance import LOG_NAME, NAME, Point, Shift, Star
from lojverify.certificates import rounding, star_proof
from lojverify.certificates.certificate import Certificate, Comparison, Unanswered, assembled, numbers_of
from lojverify.certificates.decreasing import widest
from lojverify.certificates.recorder import UnprovedError
from lojverify.constants import Exact, StarConvex, probability, shown
from lojverify.enclose import cross_check
from lojverify.errors import DisagreementError, InputError, NotApplicableError, RejectedError

BOUNDS = (NAME, LOG_NAME)
_BITS = (192, 384, 768)  # of the rational bounds of roots
_SOLVED = ("delta", "step_size", "radius", "distance")
_LARGER = {"radius": True, "step_size": False, "distance": False}  # which numbers serve beside one that does


@dataclass(frozen=True)
class StarQuestion:
    """The numbers of a statement, the one to be solved for None, and the `kind` of answer (see `Certificate`)."""

    constants: StarConvex
    delta: Fraction | None
    kind: str

    @classmethod
    def read(cls, constants: StarConvex, delta: Exact | None, solve_for: str | None = None) -> "StarQuestion":
        """The question that a user asks. Raises InputError for numbers that cannot be used, or too few of them."""
        chance = None if delta is None else probability(delta)
        if solve_for is not None:
            if solve_for != "radius":
                raise InputError(name="solve_for", value=solve_for, relation="solve_for is radius, or left out")
            constants = replace(constants, radius=None)
        missing = [name for name in _SOLVED if (chance if name == "delta" else getattr(constants, name)) is None]
        if len(missing) > 1:
            raise InputError(f"{' and '.join(missing)} are missing: only one of them can be solved for")
        return cls(constants, chance, missing[0].replace("_", "-") if missing else "claim")

    def answer(self, bound: str) -> Certificate | Comparison:
        """The certificate by a bound, by the better one ("best"), or by each ("all").

        Raises NotApplicableError where no bound applies, RejectedError where none shows enough.
        """
        if bound in BOUNDS:
            return self._certificate(bound)
        found = [self._attempt(name) for name in BOUNDS]
        certified = [one for one in found if isinstance(one, Certificate)]
        if bound == "all":
            return Comparison(tuple(found))
        if certified:
            best = Comparison(tuple(certified)).best
            assert best is not None  # noqa: S101
            return best
        unanswered = [one for one in found if isinstance(one, Unanswered)]
        reasons = [one.reason for one in unanswered if one.applies]
        if reasons:
            raise RejectedError("; ".join(reasons))
        raise NotApplicableError("best", "; ".join(f"{one.bound}: {one.reason}" for one in unanswered))

    def _attempt(self, bound: str) -> Certificate | Unanswered:
        known = (bound, self.kind, self.constants, None, self.delta)
        try:
            return self._certificate(bound)
        except NotApplicableError as error:
            return Unanswered(*known, error.reason, applies=False)
        except RejectedError as error:
            return Unanswered(*known, str(error), applies=True)

    def _certificate(self, bound: str) -> Certificate:
        reasons = self._broken(bound)
        if reasons:
            raise NotApplicableError(bound, "; ".join(reasons))
        solved = self._solved(bound)
        solved.check_twice(bound)
        reason = ""
        for bits in _BITS:
            found = _witnesses(bound, solved.star(), bits)
            if found is None:
                continue
            assert solved.delta is not None  # noqa: S101
            numbers = numbers_of(solved.constants, None, solved.delta, None)
            try:
                claims = star_proof.prove(numbers, found)
            except UnprovedError as error:
                reason = str(error)
                continue
            return assembled(self.kind, bound, numbers, solved.constants, claims, ())
        raise RejectedError(f"{bound}: no proof was found, because the numbers are too close to the bound: {reason}")

    # -- hypotheses ------------------------------------------------------------------------------------------------

    def _broken(self, bound: str) -> list[str]:
        """The hypotheses that the given numbers break."""
        c, found = self.constants, []
        if c.radius is not None and c.distance is not None and 4 * c.distance >= c.radius**2:
            words = "twice the distance to theta* must be less than the radius"
            found.append(
                f"distance = {shown(c.distance)} breaks distance < radius^2/4 = {shown(c.radius**2 / 4)}: {words}"
            )
        if c.step_size is not None:
            spread = 3 * c.noise if bound == LOG_NAME else Fraction(0)
            words = "2 tau/(expected_smoothness + 3 noise)" if bound == LOG_NAME else "2 tau/expected_smoothness"
            limit = Limit(2 * c.tau / (c.expected_smoothness + spread), closed=True, words=words)
            if not limit.admits(c.step_size):
                found.append(limit.broken_by("step_size", c.step_size))
        return found

    def star(self) -> Star:
        """The numbers of the bounds, with nothing missing."""
        c = self.constants
        assert c.step_size is not None  # noqa: S101
        assert c.radius is not None  # noqa: S101
        assert c.distance is not None  # noqa: S101
        return Star(c.tau, c.expected_smoothness, c.noise, c.step_size, c.radius, c.distance)

    # -- solving ---------------------------------------------------------------------------------------------------

    def _solved(self, bound: str) -> "StarQuestion":
        """This question with its answer. Raises RejectedError where there is none."""
        if self.kind in ("delta", "claim"):
            value = _value(bound, self.star())
            if value is None or value >= 1:
                raise RejectedError(f"{bound} gives nothing below 1 for P(exit), which says nothing")
            if self.delta is None:
                return replace(self, delta=rounding.up(value))
            if value > self.delta:
                excess = f"which exceeds delta = {shown(self.delta)} by {shown(value - self.delta)}"
                raise RejectedError(f"{bound} gives P(exit) <= {shown(value)}, {excess}")
            return self
        name = self.kind.replace("-", "_")
        delta = self.delta
        assert delta is not None  # noqa: S101

        def at(value: Fraction) -> StarQuestion:
            return replace(self, constants=replace(self.constants, **{name: value}))

        def serves(value: Fraction) -> bool:
            found = _value(bound, at(value).star())
            return found is not None and found <= delta

        found = widest(serves, larger=_LARGER[name])
        if found is None:
            raise RejectedError(f"{bound}: no {name} makes the bound at most delta = {shown(delta)}")
        return at(found)

    # -- twice -----------------------------------------------------------------------------------------------------

    def check_twice(self, bound: str) -> None:
        """Compare the result with enclosures of the bound by two back ends."""
        star, delta = self.star(), self.delta
        assert delta is not None  # noqa: S101
        values = {"radius": star.radius, "distance": star.distance}
        if bound == LOG_NAME:
            formula: Callable[..., Any] = distance.logarithmic
            values["exponent"] = Fraction(distance.exponent(star))
        elif distance.room(star) == 0:
            formula = distance.any_noise
        else:
            formula = distance.shifted
            values["kappa"] = star.step_size * star.noise / distance.room(star)
        if star.distance and cross_check(formula, values, bits=256).lower > delta:
            raise DisagreementError(f"{bound} exceeds delta", value=delta)


def _witnesses(bound: str, star: Star, bits: int) -> Shift | Point | None:
    return distance.point(star, bits) if bound == LOG_NAME else distance.shift(star, bits)


def _value(bound: str, star: Star) -> Fraction | None:
    """The bound, from above; None where it says nothing."""
    found = _witnesses(bound, star, _BITS[0])
    return None if found is None else found.bound
