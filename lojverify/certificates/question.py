"""What is asked of a bound: the numbers that are given, the one that is solved for, a horizon and a target."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from lojverify.bounds import Bound, available
from lojverify.certificates import rounding, solve
from lojverify.certificates.reach import MOST_STEPS, Reach, fewest_steps, is_floored, least_target, miss
from lojverify.certificates.solve import Solution
from lojverify.constants import Constants, Exact, number, probability, shown
from lojverify.errors import InputError, RejectedError
from lojverify.exact import text

_FLOORED = (
    "a floor: rho1^steps is below 2^-1400 and replaced by that, so the target loss is no smaller than for fewer steps"
)
_SOLVED_BY = {"initial_loss": "epsilon", "delta": "delta", "step_size": "step-size"}


@dataclass(frozen=True)
class Question:
    """The numbers of a statement, those to be solved for None, and the `kind` of answer (see `Certificate`)."""

    constants: Constants
    initial_loss: Fraction | None
    delta: Fraction | None
    kind: str
    horizon: int | None = None
    steps: int | None = None
    target_loss: Fraction | None = None

    @classmethod
    def read(
        cls,
        constants: Constants,
        initial_loss: Exact | None,
        delta: Exact | None,
        solve_for: str | None,
        *,
        horizon: Exact | None = None,
        steps: Exact | None = None,
        target_loss: Exact | None = None,
    ) -> Question:
        """The question that a user asks. Raises InputError for numbers that cannot be used, or too few of them."""
        loss = None if initial_loss is None else number(initial_loss, "initial_loss", ">=", "2.2")
        chance = None if delta is None else probability(delta)
        target = None if target_loss is None else number(target_loss, "target_loss", ">", "3.9")
        until = None if horizon is None else _natural(horizon, "horizon", "3.3")
        at = None if steps is None else _natural(steps, "steps", "3.9")
        if until is not None and at is not None and at > until:
            raise InputError(name="steps", value=str(at), relation=f"steps <= horizon = {until}", display="3.3")
        given = {"initial_loss": loss, "delta": chance, "step_size": constants.step_size}
        missing = [name for name, value in given.items() if value is None]
        if (target is None) != (at is None):
            kind = "steps" if at is None else "target-loss"
            if missing or solve_for is not None:
                what = f"{missing[0]} is missing" if missing else f"solve_for = {solve_for}"
                raise InputError(f"{what}: only one number can be solved for, here {kind.replace('-', '_')}")
        else:
            kind = _kind(missing, solve_for)
        if target is not None and kind == "step-size":
            raise InputError("step_size is missing: with a target loss it must be given", name="step_size")
        return cls(constants, loss, chance, kind, until, at, target)

    @property
    def bounds(self) -> dict[str, Bound]:
        """The bounds that may answer, by name."""
        return available(self.constants, self.horizon)

    @property
    def has_target(self) -> bool:
        """Whether the statement is about a target."""
        return self.steps is not None or self.target_loss is not None

    def broken(self, bound: Bound) -> list[str]:
        """Why a bound does not apply."""
        if self.kind != "radius":
            return bound.broken(self.constants, self.initial_loss)
        if bound.smallest_radius is None:
            return ["it says nothing of other radii, because M0 belongs to the sphere of one radius, (2.5)"]
        return bound.broken(self.constants)

    def estimate(self, bound: Bound) -> tuple[Fraction, Fraction] | None:
        """Bounds of the strength of the answer by a bound; None where that is not known."""
        if self.has_target and self.kind in ("epsilon", "radius"):
            return None
        delta = None if self.has_target else self.delta
        return solve.estimate(bound, self.constants, self.initial_loss, delta)

    def falls_short(self, bound: Bound, sure: Fraction) -> bool:
        """Whether the answer by a bound without inverse is sure to be weaker than `sure`."""
        if self.has_target or self.kind != "epsilon" or self.delta is None:
            return False
        return solve.falls_short(bound, self.constants, sure, self.delta)

    def strength(self, found: Solution) -> Fraction:
        """What is larger for a stronger answer."""
        if self.kind == "epsilon":
            return found.initial_loss
        if self.kind == "radius":
            return -found.constants.radius
        if self.kind == "step-size":
            return found.constants.step_size or Fraction(0)
        # Steps, target and delta are the smaller, the less likely it is that the run leaves.
        return -(found.delta if found.reach is None or found.reach.exit is None else found.reach.exit)

    def solution(self, bound: Bound) -> Solution:
        """The statement that is to be proved by a bound. Raises RejectedError where it shows nothing."""
        if self.has_target:
            return self._with_target(bound)
        found = self._without_target(bound)
        return found if self.horizon is None else replace(found, reach=Reach(self.horizon))

    def _without_target(self, bound: Bound) -> Solution:
        constants, loss, delta = self.constants, self.initial_loss, self.delta
        if loss is None:
            assert delta is not None  # noqa: S101
            return solve.for_initial_loss(bound, constants, delta)
        if delta is None:
            return solve.for_delta(bound, constants, loss)
        if self.kind == "radius":
            return solve.for_radius(bound, constants, loss, delta)
        if self.kind == "step-size":
            return solve.for_step_size(bound, constants, loss, delta)
        return solve.claim(bound, constants, loss, delta)

    # -- with a target: delta = exit + miss ------------------------------------------------------------------------

    def _with_target(self, bound: Bound) -> Solution:
        constants, loss, delta = self.constants, self.initial_loss, self.delta
        if loss is None:
            assert delta is not None  # noqa: S101
            found = solve.for_initial_loss_beside(bound, constants, delta, self._missed)
            return self._split(found, delta, self._missed(found.initial_loss))
        if self.kind == "radius":
            assert delta is not None  # noqa: S101
            missed = self._missed(loss)
            if missed >= delta:
                raise RejectedError(
                    f"the target is missed with probability up to {shown(missed)}, which exceeds delta = "
                    f"{shown(delta)} by {shown(missed - delta)}"
                )
            return self._split(solve.for_radius(bound, constants, loss, delta - missed), delta, missed)
        found = solve.for_delta(bound, constants, loss)
        if delta is None:
            missed = self._missed(loss)
            total = rounding.up(found.delta + missed)
            if total >= 1:
                raise RejectedError(f"{_parts(bound, found.delta, missed)}, which is not below 1 and says nothing")
            return self._split(found, total, missed)
        if self.kind == "claim":
            missed = self._missed(loss)
            if found.delta + missed > delta:
                excess = f"which exceeds delta = {shown(delta)} by {shown(found.delta + missed - delta)}"
                raise RejectedError(f"{_parts(bound, found.delta, missed)}, {excess}")
            return self._split(found, delta, missed)
        if found.delta >= delta:
            raise RejectedError(
                f"{bound.name} gives P(exit) <= {shown(found.delta)}, which leaves no room for missing the target: "
                f"it exceeds delta = {shown(delta)} by {shown(found.delta - delta)}"
            )
        room, target, steps = delta - found.delta, self.target_loss, self.steps
        if steps is None:
            assert target is not None  # noqa: S101
            steps = fewest_steps(constants, loss, target, room)
            if self.horizon is not None and steps > self.horizon:
                raise RejectedError(f"the target needs {steps} steps, which is beyond the horizon = {self.horizon}")
        else:
            target = least_target(constants, loss, steps, room)
            if target == 0:
                raise RejectedError("every target loss serves, so that there is no smallest one")
        assert target is not None  # noqa: S101
        missed = min(miss(constants, loss, target, steps), room)  # which is rounded up beyond the room
        reach = Reach(self.horizon, steps, target, found.delta, missed)
        notes = (*found.notes, _FLOORED) if self.steps is not None and is_floored(constants, steps) else found.notes
        return replace(found, reach=reach, delta=delta, notes=notes)

    def _missed(self, loss: Fraction) -> Fraction:
        """The probability that the run stays and misses the target, bounded."""
        assert self.target_loss is not None and self.steps is not None  # noqa: S101, PT018
        return miss(self.constants, loss, self.target_loss, self.steps)

    def _split(self, found: Solution, delta: Fraction, missed: Fraction) -> Solution:
        """The solution with the parts of its delta."""
        reach = Reach(self.horizon, self.steps, self.target_loss, found.delta, missed)
        return replace(found, delta=delta, reach=reach)


def _parts(bound: Bound, out: Fraction, missed: Fraction) -> str:
    total = shown(out + missed)
    return f"{bound.name} gives P(exit) <= {shown(out)} and P(target missed) <= {shown(missed)}, in all {total}"


def _natural(given: Exact, name: str, display: str) -> int:
    value = number(given, name, ">", display)
    if value.denominator != 1 or value > MOST_STEPS:
        raise InputError("an integer from 1 to 10^60 is needed", name=name, value=text(value), display=display)
    return value.numerator


def _kind(missing: list[str], solve_for: str | None) -> str:
    if len(missing) > 1:
        raise InputError(f"{' and '.join(missing)} are missing: only one of them can be solved for")
    if solve_for is None:
        return _SOLVED_BY[missing[0]] if missing else "claim"
    if solve_for != "radius":
        raise InputError(name="solve_for", value=solve_for, relation="solve_for is radius, or left out")
    if missing:
        raise InputError(f"{missing[0]} is missing: only one number can be solved for, here the radius")
    return "radius"
