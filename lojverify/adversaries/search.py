"""Finds the instance that leaves the ball most often, and the least initial loss for which one leaves too often."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from lojverify.adversaries import plans, shapes
from lojverify.adversaries.answer import TwoSided
from lojverify.adversaries.pieces import short
from lojverify.errors import InputError
from lojverify.exact import sqrt_bounds
from lojverify.kernel.excursion import examine
from lojverify.kernel.polynomial import Rejected
from lojverify.kernel.statement import Numbers

# How much of the smoothness the climb to a ledge uses, and how much of it the floor.
_CLIMBS = ((0.97, 0.15), (0.95, 0.3), (0.8, 0.5), (0.5, 0.7))
_WIDER = (1.03, 1.06, 1.1, 1.2, 1.5, 2, 3, 5, 10, 30, 100)  # factors of a failing loss that floats have found
_HALVINGS = 24
_NUMERIC = (OverflowError, ZeroDivisionError, ValueError)  # numbers beyond the range of floats

FAMILIES = ("along", "direct", "ledge")  # see `plans`

Instance = dict[str, Any]


def two_sided(numbers: Numbers, *, failing: bool = True, family: str = "worst") -> TwoSided:
    """The lower side of a statement: what an explicit loss and noise with its constants do.

    numbers   the statement: P(exit) <= delta for every loss with F(theta0) <= initial_loss
    failing   whether to search for a failing initial loss too
    family    one of `FAMILIES`, to search for the instance among them only, or "worst"

    Every instance in the answer has been checked by `kernel.excursion`. Raises InputError for another family.
    """
    if family not in ("worst", *FAMILIES):
        raise InputError(f"it is none of worst, {', '.join(FAMILIES)}", name="adversary", value=family)
    instance, reason = _worst(numbers, numbers.initial_loss, family)
    other, why = _failing(numbers) if failing else (None, "it was not searched for")
    return TwoSided(numbers.initial_loss, numbers.delta, instance, reason, other, why)


def _worst(numbers: Numbers, loss: Fraction, family: str = "worst") -> tuple[Instance | None, str | None]:
    """The instance with the largest exit probability from an initial loss of at most `loss`, or why there is none."""
    if numbers.noise == 0:
        return None, "without noise no run from this initial loss leaves the ball"
    if loss == 0:
        return None, "no run that starts at a zero of F leaves the ball"
    limit = _largest_loss(numbers)
    if limit <= 0:
        return None, "no loss with these constants has its zero in the ball"
    best: Instance | None = None
    try:
        for plan in sorted(_plans(numbers, min(loss, limit), family), key=lambda one: -one.promise):
            if best is not None and plan.promise <= float(Fraction(best["probability"])):
                break
            found = _checked(numbers, shapes.built(numbers, plan))
            if found is not None and (best is None or Fraction(found["probability"]) > Fraction(best["probability"])):
                best = found
    except _NUMERIC:
        return None, "these numbers are beyond the range of the search, which uses floats"
    if best is None:
        which = "known families" if family == "worst" else f"family {family}"
        return None, f"no instance of the {which} is verified to have these constants"
    return best, None


def _plans(numbers: Numbers, loss: Fraction, family: str = "worst") -> Iterator[plans.Plan]:
    found: list[plans.Plan | None] = []
    if family in ("worst", "along"):
        found.append(plans.along(numbers, loss))
    if family in ("worst", "direct"):
        found.append(plans.direct(numbers, loss))
    if family in ("worst", "ledge") and numbers.horizon is None:  # the way along a ledge is long
        found += [plans.ledge(numbers, loss, tight=tight, steep=steep) for tight, steep in _CLIMBS]
    return (plan for plan in found if plan is not None)


def _checked(numbers: Numbers, instance: Instance | None) -> Instance | None:
    """The instance if the kernel finds that it has the constants and leaves as it says."""
    if instance is None:
        return None
    try:
        examine(numbers, instance)
    except Rejected:
        return None
    return instance


def _largest_loss(numbers: Numbers) -> Fraction:
    """Nearly the largest F(theta0) of a loss with a zero in the ball: sqrt(F(theta0)) <= sqrt(C/2) r - sqrt(M0)."""
    room = sqrt_bounds(numbers.smoothness / 2, 128)[0] * numbers.radius
    if numbers.confinement is not None:
        room -= sqrt_bounds(numbers.confinement, 128)[1] * (1 + Fraction(plans.ROOM))
    return room * abs(room) * (1 - 3 * Fraction(plans.ROOM))


def _failing(numbers: Numbers) -> tuple[Instance | None, str | None]:
    """The instance with the least initial loss that was found to leave with a probability above delta."""
    if numbers.horizon is not None:
        return None, "the instance that leaves surely takes longer than the horizon"
    try:
        drifting = _checked(numbers, shapes.drift(numbers))
        if drifting is None:
            return None, "no instance of the known families is verified to leave as often"
        if numbers.noise == 0 or numbers.initial_loss == 0:
            return drifting, None
        high = min(Fraction(drifting["loss"]), _largest_loss(numbers))
        return _least(numbers, high) or drifting, None
    except _NUMERIC:
        return None, "these numbers are beyond the range of the search, which uses floats"


def _least(numbers: Numbers, high: Fraction) -> Instance | None:
    """The same with noise, below a loss."""
    low = numbers.initial_loss

    def leaves(loss: Fraction) -> bool:
        return max((plan.promise for plan in _plans(numbers, loss)), default=0.0) > float(numbers.delta)

    if high <= low or not leaves(high):
        return None
    outside = high
    for _ in range(_HALVINGS):
        middle = low * short((float(outside / low)) ** 0.5)
        if not low < middle < outside:
            break
        if leaves(middle):
            outside = middle
        else:
            low = middle
    for factor in _WIDER:
        loss = outside * Fraction(factor)
        if loss >= high:
            break
        instance, _ = _worst(numbers, loss)
        if instance is not None and Fraction(instance["probability"]) > numbers.delta:
            return instance
    return None
