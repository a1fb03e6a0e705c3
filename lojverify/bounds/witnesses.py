"""What a proof puts in place of the roots and quotients of a bound.

A claim that a certificate instantiates has free constants instead, of which it supposes inequalities between
polynomials. Here are rationals that satisfy them; with an interval of step sizes, polynomials in eta that do so for
each of them, as tuples of coefficients, the constant one first. A quantity that is convex in eta is at most its chord.
"""

from collections.abc import Callable
from fractions import Fraction

from lojverify.exact import binary_exponent, root_bounds
from lojverify.kernel.statement import Numbers

Coefficients = tuple[Fraction, ...]
Witnesses = dict[str, Coefficients]


def root_above(x: Fraction, bits: int, order: int = 2) -> Fraction:
    """A rational that is at least the root of x >= 0, and close to it."""
    return root_bounds(x, order, bits)[1]


def root_below(x: Fraction, bits: int) -> Fraction:
    """A rational that is at most the square root of x >= 0, and close to it."""
    return root_bounds(x, 2, bits)[0]


def short_below(x: Fraction, bits: int) -> Fraction:
    """A rational that is at most x >= 0, close to it, and short."""
    if x == 0:
        return x
    unit = Fraction(2) ** (binary_exponent(x) - bits)
    return x // unit * unit


def ends(numbers: Numbers) -> tuple[Fraction, Fraction]:
    """The smallest and the largest step size of the statement."""
    return numbers.interval or (numbers.step_size, numbers.step_size)


def chord(convex: Callable[[Fraction], Fraction], numbers: Numbers) -> Coefficients:
    """The affine function of eta that agrees with `convex` at the ends of the interval; without one, its value."""
    low, high = ends(numbers)
    if low == high:
        return (convex(high),)
    slope = (convex(high) - convex(low)) / (high - low)
    return (convex(high) - slope * high, slope)


def from_zero(start: Fraction, at_high: Fraction, numbers: Numbers) -> Coefficients:
    """The chord from `start` at eta = 0 to `at_high` at the largest step size; without an interval, `at_high`."""
    if numbers.interval is None:
        return (at_high,)
    return (start, (at_high - start) / ends(numbers)[1])


def mean_factor(numbers: Numbers, step: Fraction) -> Fraction:
    """s0^2 = 1 - eta alpha (1 - eta C/2), whose root is convex in eta because alpha <= 2 C."""
    return 1 - step * numbers.alpha * (1 - step * numbers.smoothness / 2)


def drop1(numbers: Numbers, step: Fraction) -> Fraction:
    """(1 - rho1)/eta = alpha - eta C (alpha + sigma)/2, positive in the range of rho1."""
    return numbers.alpha - step * numbers.smoothness * (numbers.alpha + numbers.noise) / 2


def envelope(numbers: Numbers, square: Fraction, bits: int) -> Witnesses:
    """Constants s >= sqrt(rho1) and Lam >= eta sqrt(square)/(1 - s).

    sqrt(rho1) is convex in eta and 1 at eta = 0, so it is at most 1 - k eta with the k of its chord, and then
    eta sqrt(square)/(1 - s) = sqrt(square)/k is the same for all step sizes: the value at the largest.
    """
    high = ends(numbers)[1]
    gap = high * drop1(numbers, high)
    # For R >= sqrt(rho1), s = 1 - (1 - rho1)/(1 + R) has s^2 >= rho1; and no digits of 1 - s cancel.
    rest = gap / (1 + min(root_above(1 - gap, bits), Fraction(1)))
    lam = high * root_above(square, bits) / rest
    return {"s": from_zero(Fraction(1), 1 - rest, numbers), "Lam": (lam,)}
