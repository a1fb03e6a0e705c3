"""Decides P <= delta for a bound's formula, and encloses its value in two back ends. Nothing here uses floats."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction
from typing import Any

from lojverify.bounds import Bound, arguments
from lojverify.constants import Constants
from lojverify.enclose import Bounds, cross_check, enclose
from lojverify.errors import DisagreementError, EnclosureError, LojverifyError

PRECISIONS = (128, 256, 512, 1024, 2048, 4096)
TIGHT = Fraction(1, 2**100)  # relative width of an enclosure that is reported


def holds(bound: Bound, constants: Constants, initial_loss: Fraction, delta: Fraction) -> bool | None:
    """Whether the formula is at most `delta` and its condition holds; None where 4,096 bits leave it open."""
    values = arguments(bound.failure, constants, initial_loss=initial_loss)
    room = _has_room(bound, values)
    if not room:
        return room
    if bound.rational:
        return bool(bound.failure(**values) <= delta)
    for found in _closer(bound.failure, values):
        if found.upper <= delta:
            return True
        if found.lower > delta:
            return False
    return None


def _has_room(bound: Bound, values: dict[str, Fraction]) -> bool | None:
    """Whether the condition of the bound holds; None where 4,096 bits leave it open."""
    if bound.room is None:
        return True
    for found in _closer(bound.room, values):
        if found.lower > 0:
            return True
        if found.upper <= 0:
            return False
    return None


def _closer(formula: Callable[..., Any], values: dict[str, Fraction]) -> Iterator[Bounds]:
    """Bounds of a formula, ever closer: first by the fast back end, then by that in which short rationals are exact."""
    for backend, bits in (("arb", PRECISIONS[0]), *(("rational", bits) for bits in PRECISIONS)):
        with suppress(EnclosureError):
            yield enclose(formula, values, (backend,), bits)


def failure(bound: Bound, constants: Constants, initial_loss: Fraction) -> Bounds:
    """Tight bounds of the formula by two back ends that agree, with a recomputation in floating point.

    Raises DisagreementError where they do not agree.
    """
    return _tight(bound, bound.failure, arguments(bound.failure, constants, initial_loss=initial_loss))


def threshold(bound: Bound, constants: Constants, delta: Fraction) -> Bounds | None:
    """The same for the inverse formula; None where the formula vanishes."""
    if bound.vanishes(constants):
        return None
    return _tight(bound, bound.threshold, arguments(bound.threshold, constants, delta=delta))


def radius(bound: Bound, constants: Constants, initial_loss: Fraction, delta: Fraction) -> Bounds:
    """The same for the smallest radius. Raises LojverifyError for a bound that has none."""
    if bound.smallest_radius is None:
        raise LojverifyError(f"{bound.name} has no smallest radius")
    values = arguments(bound.smallest_radius, constants, initial_loss=initial_loss, delta=delta)
    return _tight(bound, bound.smallest_radius, values)


def _tight(bound: Bound, formula: Callable[..., Any], values: dict[str, Fraction]) -> Bounds:
    error: EnclosureError | None = None
    # Differences of rationals may cancel as many digits as the rationals have; floating point does not notice.
    lost = sum(len(str(x.numerator)) + len(str(x.denominator)) for x in values.values())
    for bits in PRECISIONS:
        try:
            found = cross_check(formula, values, bits=bits, digits=max(50, bits * 3 // 10) + 2 * lost)
        except EnclosureError as caught:
            error = caught
            continue
        if found.upper - found.lower <= TIGHT * abs(found.lower):
            break
    else:
        raise error or EnclosureError(f"the formula of {bound.name} needs more than {PRECISIONS[-1]} bits")
    if bound.rational:
        exact = Fraction(formula(**values))
        if not found.lower <= exact <= found.upper:
            raise DisagreementError("the exact value lies outside the enclosure", value=exact, bounds=found)
        return Bounds(exact, exact)
    return found


def roughly(
    bound: Bound, formula: Callable[..., Any], constants: Constants, **others: Fraction | None
) -> Bounds | None:
    """Bounds of a formula by one back end, to search and to rank with; None where 4,096 bits do not give any."""
    values = arguments(formula, constants, **others)
    if formula == bound.failure and not _has_room(bound, values):
        return None
    if bound.rational:
        try:
            exact = Fraction(formula(**values))
        except ZeroDivisionError:
            return None
        return Bounds(exact, exact)
    return next(_closer(formula, values), None)
