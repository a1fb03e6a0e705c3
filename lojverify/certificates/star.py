"""Certificates by the distance to zeros (`distance`, `distance-log`, `near-linear`): solves for what is missing.

Everything is decided exactly with rational witnesses, so an answer is on the safe side, and as close to the best one as
their digits allow. Two back ends enclose the result once more.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, ClassVar, Self

from lojverify.bounds import Limit, distance, near_linear
from lojverify.bounds.distance import LOG_NAME, NAME, Point, Shift, Star
from lojverify.bounds.near_linear import NAME as NEAR_NAME
from lojverify.bounds.near_linear import Near, NearShift
from lojverify.certificates import rounding, star_proof
from lojverify.certificates.certificate import Certificate, Comparison, Unanswered, assembled
from lojverify.certificates.decreasing import widest
from lojverify.certificates.recorder import UnprovedError
from lojverify.constants import Exact, probability, shown
from lojverify.enclose import cross_check
from lojverify.errors import DisagreementError, InputError, NotApplicableError, RejectedError
from lojverify.exact import binary_exponent
from lojverify.zeros import AboutZeros, NearlyLinear, StarConvex

_BITS = (192, 384, 768)  # of the rational bounds of roots
_LARGER = {"radius": True, "step_size": False, "distance": False}  # which numbers serve beside one that does


@dataclass(frozen=True)
class ZerosQuestion:
    """The numbers of a statement, the one to be solved for None, and the `kind` of answer (see `Certificate`).

    names   of the bounds that may answer;  solvable   the numbers that may be solved for
    """

    constants: AboutZeros
    delta: Fraction | None
    kind: str
    names: ClassVar[tuple[str, ...]]
    solvable: ClassVar[tuple[str, ...]]

    @classmethod
    def read(cls, constants: AboutZeros, delta: Exact | None, solve_for: str | None = None) -> Self:
        """The question that a user asks. Raises InputError for numbers that cannot be used, or too few of them."""
        chance = None if delta is None else probability(delta)
        if solve_for is not None:
            if solve_for != "radius":
                raise InputError(name="solve_for", value=solve_for, relation="solve_for is radius, or left out")
            if "radius" not in cls.solvable:
                raise InputError("the radius cannot be solved for: its constants hold on a ball that grows with it")
            constants = replace(constants, radius=None)
        missing = [name for name in cls.solvable if (chance if name == "delta" else getattr(constants, name)) is None]
        if len(missing) > 1:
            raise InputError(f"{' and '.join(missing)} are missing: only one of them can be solved for")
        return cls(constants, chance, missing[0].replace("_", "-") if missing else "claim")

    def answer(self, bound: str) -> Certificate | Comparison:
        """The certificate by a bound, by the better one ("best"), or by each ("all").

        Raises NotApplicableError where no bound applies, RejectedError where none shows enough.
        """
        if bound in self.names:
            return self._certificate(bound)
        found = [self._attempt(name) for name in self.names]
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
        reasons = self.broken(bound)
        if reasons:
            raise NotApplicableError(bound, "; ".join(reasons))
        solved = self._solved(bound)
        solved.check_twice(bound)
        reason = ""
        for bits in _BITS:
            found = solved.witnesses(bound, bits)
            if found is None:
                continue
            assert solved.delta is not None  # noqa: S101
            numbers = solved.constants.numbers(solved.delta)
            try:
                claims = star_proof.prove(numbers, found)
            except UnprovedError as error:
                reason = str(error)
                continue
            return assembled(self.kind, bound, numbers, solved.constants, claims, ())
        raise RejectedError(f"{bound}: no proof was found, because the numbers are too close to the bound: {reason}")

    # -- solving ---------------------------------------------------------------------------------------------------

    def _solved(self, bound: str) -> "ZerosQuestion":
        """This question with its answer. Raises RejectedError where there is none."""
        if self.kind in ("delta", "claim"):
            value = self.value(bound)
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

        def at(value: Fraction) -> ZerosQuestion:
            return replace(self, constants=replace(self.constants, **{name: value}))

        def serves(value: Fraction) -> bool:
            found = at(value).value(bound)
            return found is not None and found <= delta

        found = widest(serves, larger=_LARGER[name])
        if found is None:
            raise RejectedError(f"{bound}: no {name} makes the bound at most delta = {shown(delta)}")
        return at(found)

    # -- what the bounds say ---------------------------------------------------------------------------------------

    def value(self, bound: str) -> Fraction | None:
        """The bound, from above; None where it says nothing."""
        found = self.witnesses(bound, _BITS[0])
        return None if found is None else found.bound

    def broken(self, bound: str) -> list[str]:
        """The hypotheses that the given numbers break."""
        raise NotImplementedError

    def witnesses(self, bound: str, bits: int) -> Shift | Point | NearShift | None:
        """What the bound is shown with, roots as tight as `bits`; None where it says nothing."""
        raise NotImplementedError

    def check_twice(self, bound: str) -> None:
        """Compare the result with enclosures of the bound by two back ends. Raises DisagreementError."""
        raise NotImplementedError


class StarQuestion(ZerosQuestion):
    """By `distance` and `distance-log`."""

    constants: StarConvex
    names = (NAME, LOG_NAME)
    solvable = ("delta", "step_size", "radius", "distance")

    def broken(self, bound: str) -> list[str]:
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

    def witnesses(self, bound: str, bits: int) -> Shift | Point | None:
        """See `ZerosQuestion`."""
        return distance.point(self.star(), bits) if bound == LOG_NAME else distance.shift(self.star(), bits)

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
        if not star.distance:
            return
        # Where the distance is small beside the radius, the logarithmic bound is a small difference.
        more = max(0, binary_exponent(star.radius**2 / star.distance))
        if cross_check(formula, values, bits=256 + 2 * more, digits=100 + more).lower > delta:
            raise DisagreementError(f"{bound} exceeds delta", value=delta)


class NearQuestion(ZerosQuestion):
    """By `near-linear`."""

    constants: NearlyLinear
    names = (NEAR_NAME,)
    solvable = ("delta", "step_size", "distance")

    def broken(self, bound: str) -> list[str]:  # noqa: ARG002
        """The hypotheses that the given numbers break."""
        c, found = self.constants, []
        assert c.radius is not None  # noqa: S101
        least = c.distance or Fraction(0)
        near = Near(c.singular_value, c.curvature, c.expected_smoothness, c.noise, Fraction(0), c.radius, least)
        s = near_linear.steepness(near)
        if s <= 0:
            excess = f"it exceeds singular_value = {shown(c.singular_value)} by {shown(-s)}"
            return [
                f"curvature = {shown(c.curvature)} breaks curvature (radius + distance)/2 < singular_value: {excess}"
            ]
        most = (4 - near_linear.turn(near)) / c.expected_smoothness
        limit = Limit(most, closed=False, words="(4 - 2 h (r + d0)/s)/l")
        if limit.value <= 0:
            words = "curvature (radius + distance) < 2 s with s = singular_value - curvature (radius + distance)/2"
            found.append(f"curvature = {shown(c.curvature)} breaks {words} = {shown(s)}")
        elif c.step_size is not None and not limit.admits(c.step_size):
            found.append(limit.broken_by("step_size", c.step_size))
        return found

    def near(self) -> Near:
        """The numbers of the bound, with nothing missing."""
        c = self.constants
        assert c.step_size is not None  # noqa: S101
        assert c.radius is not None  # noqa: S101
        assert c.distance is not None  # noqa: S101
        given = (c.singular_value, c.curvature, c.expected_smoothness, c.noise)
        return Near(*given, c.step_size, c.radius, c.distance)

    def witnesses(self, bound: str, bits: int) -> NearShift | None:  # noqa: ARG002
        """See `ZerosQuestion`; it is exact."""
        return near_linear.shift(self.near())

    def check_twice(self, bound: str) -> None:
        """Nothing: there is no rounding."""
