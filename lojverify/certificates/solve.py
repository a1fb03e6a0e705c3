"""Solves for the one number that is missing. Formulas guess; every answer is checked forward, exactly."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from lojverify.bounds import Bound, Limit
from lojverify.certificates import gaps, numeric, rounding
from lojverify.certificates.reach import Reach
from lojverify.constants import Constants, shown
from lojverify.errors import DisagreementError, LojverifyError, RejectedError

GAP = Fraction(1, 10**18)  # how far, relative to its size, an answer may lie on the safe side of the best one
_HALVINGS = 1400  # down to the smallest step sizes that constants with exponents of 400 can make necessary


@dataclass(frozen=True)
class Solution:
    """The statement that is to be proved: the numbers solved for filled in, and what limited the answer."""

    constants: Constants
    initial_loss: Fraction
    delta: Fraction
    low: Fraction | None = None  # the formula is at most delta for every step size from here to the one solved for
    notes: tuple[str, ...] = ()
    reach: Reach | None = None


def estimate(
    bound: Bound, constants: Constants, initial_loss: Fraction | None, delta: Fraction | None
) -> tuple[Fraction, Fraction] | None:
    """Bounds of how strong the answer will be (more is stronger), to rank bounds with; None where that is not known."""
    if constants.step_size is None or (initial_loss is not None and delta is not None):
        return None
    if initial_loss is None and not bound.invertible:
        return None
    if initial_loss is not None:
        found = numeric.roughly(bound, bound.failure, constants, initial_loss=initial_loss)
        return None if found is None else (-found.upper, -found.lower)
    found, limit = numeric.roughly(bound, bound.threshold, constants, delta=delta), bound.loss_limit(constants)
    if found is None or limit is None:
        return found
    return min(found.lower, limit.value), min(found.upper, limit.value)


def falls_short(bound: Bound, constants: Constants, sure: Fraction, delta: Fraction) -> bool:
    """Whether the initial loss that a bound without inverse allows is sure to be below `sure`."""
    if bound.invertible:
        return False
    limit = bound.loss_limit(constants)
    if limit is not None and not limit.admits(sure):
        return limit.value < sure
    return numeric.holds(bound, constants, sure, delta) is False


def for_initial_loss(bound: Bound, constants: Constants, delta: Fraction) -> Solution:
    """The largest initial loss, rounded down, for which the bound is at most `delta`."""
    limit = bound.loss_limit(constants)
    if not bound.invertible:
        return _searched(bound, constants, delta, limit)
    most = numeric.threshold(bound, constants, delta)
    if limit is not None and (most is None or most.lower >= limit.value):
        found = rounding.down(limit.value) if limit.closed else rounding.below(limit.value)
        more = "any" if most is None else shown(most.lower)
        note = f"the initial loss is limited by the hypothesis F(theta0) {limit}; the formula alone would allow {more}"
        _demand(bound, constants, found, delta)
        return Solution(constants, found, delta, notes=(note,))
    if most is None:
        raise RejectedError(f"{bound.name}: every initial loss is allowed, so that there is no largest one")
    found = rounding.down(most.lower)
    if not numeric.holds(bound, constants, found, delta):  # a rational threshold that is not attained
        found = rounding.below(found)
    _demand(bound, constants, found, delta)
    further = found * (1 + GAP)
    if (limit is None or limit.admits(further)) and numeric.holds(bound, constants, further, delta):
        raise DisagreementError(f"the inverse of {bound.name} is too small", value=found)
    return Solution(constants, found, delta)


def _searched(bound: Bound, constants: Constants, delta: Fraction, limit: Limit | None) -> Solution:
    """The same without an inverse formula, up to a limit that belongs to the hypotheses."""
    if limit is None:
        raise LojverifyError(f"{bound.name} has neither an inverse nor a limit of the initial loss")

    def feasible(loss: Fraction) -> bool:
        return bool(numeric.holds(bound, constants, loss, delta))

    top = rounding.down(limit.value) if limit.closed else rounding.below(limit.value)
    if feasible(top):
        note = f"the initial loss is limited by the hypothesis F(theta0) {limit}"
        return Solution(constants, top, delta, notes=(note,))
    inside = top
    for _ in range(_HALVINGS):
        inside /= 2
        if feasible(inside):
            return Solution(constants, edge(feasible, inside, top), delta)
    raise RejectedError(f"{bound.name}: no initial loss makes the bound at most delta = {shown(delta)}")


def for_initial_loss_beside(
    bound: Bound, constants: Constants, delta: Fraction, other: Callable[[Fraction], Fraction]
) -> Solution:
    """The largest initial loss, rounded down, for which the bound and another probability are at most `delta` together.

    other   that probability for an initial loss, nondecreasing; the solution's delta is what is left to the bound
    """

    def feasible(loss: Fraction) -> bool:
        rest = delta - other(loss)
        return rest > 0 and bool(numeric.holds(bound, constants, loss, rest))

    top = for_initial_loss(bound, constants, delta)
    found = top.initial_loss
    if feasible(found):
        return replace(top, delta=delta - other(found))
    inside = found
    while not feasible(inside):
        inside /= 2
    found = edge(feasible, inside, found)
    return Solution(constants, found, delta - other(found))


def for_delta(bound: Bound, constants: Constants, initial_loss: Fraction) -> Solution:
    """The bound of the failure probability, rounded up. Raises RejectedError where it is not below 1."""
    enclosed = numeric.failure(bound, constants, initial_loss)
    found = rounding.up(enclosed.upper)
    if found >= 1:
        raise RejectedError(
            f"{bound.name} gives P(exit) <= {shown(enclosed.upper)}, which is not below 1 and says nothing"
        )
    _demand(bound, constants, initial_loss, found)
    return Solution(constants, initial_loss, found)


def claim(bound: Bound, constants: Constants, initial_loss: Fraction, delta: Fraction) -> Solution:
    """The claim that is to be tested. Raises RejectedError where the bound does not show it."""
    answer = numeric.holds(bound, constants, initial_loss, delta)
    if answer is None:
        raise RejectedError(f"{bound.name}: delta = {shown(delta)} is too close to the bound to tell")
    if not answer:
        found = numeric.failure(bound, constants, initial_loss).upper
        excess = f"which exceeds delta = {shown(delta)} by {shown(found - delta)}"
        raise RejectedError(f"{bound.name} gives P(exit) <= {shown(found)}, {excess}")
    numeric.failure(bound, constants, initial_loss)
    return Solution(constants, initial_loss, delta)


def for_step_size(bound: Bound, constants: Constants, initial_loss: Fraction, delta: Fraction) -> Solution:
    """The largest step size for which the bound is at most `delta`, rounded down.

    It is within 10^-18 of its size where the step sizes for which the bound is at most delta form an interval, as
    modules of `bounds` show for their formulas, and within 10^-12 otherwise.
    """
    limit = bound.step_limit(constants)
    notes: tuple[str, ...] = ()

    def feasible(step: Fraction) -> bool:
        return bool(numeric.holds(bound, constants.with_step_size(step), initial_loss, delta))

    top = limit.value if limit.closed else rounding.below(limit.value)
    if feasible(top):
        found = rounding.down(top) if limit.closed else top
        if found != top and not feasible(found):
            found = top
        notes = (f"the step size is limited by the hypothesis step_size {limit}",)
    else:
        if bound.steps_have_gaps:
            from_top = gaps.largest(bound, constants, initial_loss, delta, top, feasible)
            if from_top is None:
                inside = None
            else:
                inside, top = from_top
        else:
            inside = _feasible_point(bound, constants, initial_loss, top, feasible)
        if inside is None:
            raise RejectedError(f"{bound.name}: no step size makes the bound at most delta = {shown(delta)}")
        found = edge(feasible, inside, top)
        if bound.parameters(constants.with_step_size(found)):
            # The witnesses are the same for all step sizes, so that an interval takes some room below delta.
            closer = short(found * (1 - Fraction(1, 4 * 10**12)))
            found = closer if feasible(closer) else found
    tiny = rounding.unit(found)
    low = tiny if feasible(tiny) else edge(feasible, found, tiny)
    numeric.failure(bound, constants.with_step_size(found), initial_loss)
    return Solution(constants.with_step_size(found), initial_loss, delta, low, notes)


def for_radius(bound: Bound, constants: Constants, initial_loss: Fraction, delta: Fraction) -> Solution:
    """The smallest radius, rounded up, for which the bound is at most `delta`; it falls as the radius grows.

    The radius in `constants` is that of the ball on which they hold, which the answer must not exceed.
    """
    enclosed = numeric.radius(bound, constants, initial_loss, delta)
    if enclosed.upper == 0:
        raise RejectedError(f"{bound.name}: every radius serves, so that there is no smallest one")

    def serves(radius: Fraction) -> bool:
        given = replace(constants, radius=radius, confinement=None, annulus=None)
        return bool(numeric.holds(bound, given, initial_loss, delta))

    found = rounding.up(enclosed.upper)
    if not serves(found):  # a rational radius that is not attained
        found += rounding.unit(found)
    if found > constants.radius:
        raise RejectedError(
            f"{bound.name} needs a radius of {shown(found)}, which exceeds radius = {shown(constants.radius)}, up to "
            f"which the constants hold, by {shown(found - constants.radius)}"
        )
    if not serves(found) or serves(found * (1 - GAP)):
        raise DisagreementError(f"the inverse of {bound.name} for the radius fails its forward check", value=found)
    return Solution(replace(constants, radius=found, confinement=None, annulus=None), initial_loss, delta)


def _demand(bound: Bound, constants: Constants, initial_loss: Fraction, delta: Fraction) -> None:
    """The forward check of an answer."""
    if not numeric.holds(bound, constants, initial_loss, delta):
        raise DisagreementError(f"the inverse of {bound.name} fails its forward check", value=initial_loss)


def _feasible_point(
    bound: Bound, constants: Constants, initial_loss: Fraction, top: Fraction, feasible: Callable[[Fraction], bool]
) -> Fraction | None:
    """A step size below `top` at which the bound is at most delta; None if its minimum is found to exceed delta."""

    def height(step: Fraction) -> Fraction:
        given = constants.with_step_size(step)
        found = numeric.roughly(bound, bound.failure, given, initial_loss=initial_loss)
        return Fraction(10**1000) if found is None else found.upper

    # The formula has one minimum, so over top/2^n its values fall and then rise with n: go on in strides that double
    # until they rise, then search between the last three.
    heights: dict[int, Fraction] = {}

    def size(n: int) -> Fraction:
        if n not in heights:
            heights[n] = height(top / 2**n)
        return heights[n]

    first, middle, last = 0, 1, 2
    while last < _HALVINGS and size(last) <= size(middle):
        if feasible(top / 2**last):
            return Fraction(top / 2**last)
        first, middle, last = middle, last, 2 * last
    while last - first > 2:
        n = (first + middle) // 2 if middle - first >= last - middle else (middle + last + 1) // 2
        if size(n) <= size(middle):
            first, middle, last = (first, n, middle) if n < middle else (middle, n, last)
        else:
            first, last = (n, last) if n < middle else (first, n)
    left, right = top / 2**last, top / 2**first
    while right - left > GAP * left:
        thirds = [short(left + (right - left) * n / 3) for n in (1, 2)]
        for step in thirds:
            if feasible(step):
                return step
        if height(thirds[0]) <= height(thirds[1]):
            right = thirds[1]
        else:
            left = thirds[0]
    return None


def edge(feasible: Callable[[Fraction], bool], inside: Fraction, outside: Fraction) -> Fraction:
    """The decimal of 20 digits next to the edge of an interval, on the side of `inside`."""
    up = outside > inside
    # The edge may be many orders of magnitude away: first find its size.
    while True:
        further = short(inside * 2 if up else inside / 2)
        if (further >= outside) if up else (further <= outside):
            break
        if not feasible(further):
            outside = further
            break
        inside = further
    one = rounding.unit(inside) * (1 if up else -1)
    start = Fraction(-(-inside // one)) * one  # the multiple of the unit next to `inside`, toward the edge
    if not feasible(start):
        return inside
    steps_in, steps_out = 0, int((outside - start) / one) + 1
    while steps_out - steps_in > 1:
        middle = (steps_in + steps_out) // 2
        if feasible(start + middle * one):
            steps_in = middle
        else:
            steps_out = middle
    return start + steps_in * one


def short(x: Fraction) -> Fraction:
    """`x` to 20 digits, rounded down."""
    return rounding.down(x)
