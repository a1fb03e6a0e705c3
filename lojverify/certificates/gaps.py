"""The largest step size where those that serve may have gaps: from the top, excluding intervals one by one.

A formula of numbers of a back end, evaluated at an interval of step sizes, gives a lower bound of its values there.
Where that exceeds delta, no step size in the interval serves; otherwise the interval is halved.
"""

from collections.abc import Callable
from fractions import Fraction

from lojverify.bounds import Bound, arguments
from lojverify.constants import Constants
from lojverify.enclose import enclose
from lojverify.errors import EnclosureError, RejectedError

NARROW = Fraction(1, 10**13)  # relative width of an interval that is not halved any more
_HALVINGS = 1400  # of the range of step sizes, as in `solve`
_BITS = 128  # at the top; the formulas may lose twice the digits by which a step size is small
_MOST = 20_000  # intervals between a step size and its half


def largest(
    bound: Bound,
    constants: Constants,
    initial_loss: Fraction,
    delta: Fraction,
    top: Fraction,
    serves: Callable[[Fraction], bool],
) -> tuple[Fraction, Fraction] | None:
    """Step sizes (a, b) with a < b <= a (1 + 10^-13) such that a serves and b does not, nor any from b to `top`.

    None if none serves. `top` does not serve. An interval of that width, neither of whose ends serves and that cannot
    be excluded either, is passed over: the bound comes close to delta there without reaching it at an end.
    """
    right = top
    for piece in (*(end for end in bound.breaks(constants) if end < top), None):
        for n in range(_HALVINGS if piece is None else 1):
            at_right = constants.with_step_size(right)
            if piece is None and _hopeless(bound, at_right, initial_loss, delta):
                return None
            left = right / 2 if piece is None else piece
            found = _within(bound, constants, initial_loss, delta, (left, right), serves, _BITS + 2 * n)
            if found is not None:
                return found
            right = left
            if serves(right):  # the formula changes at this end of a piece
                return right, right * (1 + NARROW)
    return None


def _within(
    bound: Bound,
    constants: Constants,
    initial_loss: Fraction,
    delta: Fraction,
    ends: tuple[Fraction, Fraction],
    serves: Callable[[Fraction], bool],
    bits: int,
) -> tuple[Fraction, Fraction] | None:
    at_right = constants.with_step_size(ends[1])
    waiting = [ends]
    for _ in range(_MOST):
        if not waiting:
            return None
        a, b = waiting.pop()
        if _excluded(bound, at_right, initial_loss, delta, (a, b), bits):
            continue
        if b - a <= NARROW * a:
            if serves(a):
                return a, b
            continue
        middle = (a + b) / 2
        if serves(middle):
            waiting = []  # what serves further down does not matter
        else:
            waiting.append((a, middle))
        waiting.append((middle, b))
    raise RejectedError(f"{bound.name}: delta is too close to the least value of the bound to find a step size")


def _hopeless(bound: Bound, at_right: Constants, initial_loss: Fraction, delta: Fraction) -> bool:
    """Whether no step size up to this one serves."""
    if bound.floor(at_right, initial_loss) > delta:
        return True
    assert at_right.step_size is not None  # noqa: S101
    return _excluded(bound, at_right, initial_loss, delta, (Fraction(0), at_right.step_size), _BITS)


def _excluded(
    bound: Bound,
    at_right: Constants,
    initial_loss: Fraction,
    delta: Fraction,
    ends: tuple[Fraction, Fraction],
    bits: int,
) -> bool:
    """Whether no step size between these ends serves, as the formula exceeds delta at its least arguments."""
    values = arguments(bound.failure, at_right, initial_loss=initial_loss) | bound.least(at_right, *ends)
    try:
        return enclose(bound.failure, values, ("rational",), bits).lower > delta
    except EnclosureError:
        return False
