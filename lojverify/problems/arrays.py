"""Arrays of intervals with floating-point end points, rounded outward: what searches.

IEEE 754 rounds + - * / and the root correctly, and numpy keeps to it; numpy's exp, log, sin, cos and tanh are not
rounded so, and `elementary` makes them from these. An end point that is not a number makes every test fail.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

# Rounding to nearest, |fl(x) - x| <= 2^-53 |fl(x)| + 2^-1075. With y = fl(x) and e = fl(fl(E |y|) + T),
#     e >= ((1 + 2^-20) 2^-52 |y| (1 - 2^-53) + 2^-1021 - 2^-1075)(1 - 2^-53),
# so that fl(y - e) <= y - e + 2^-53 (|y| + e) <= y - 2^-53 |y| - 2^-1075 <= x. This costs a fifth of np.nextafter.
_RELATIVE = (1 + 2.0**-20) * 2.0**-52
_ABSOLUTE = 2.0**-1021
_LARGEST = float(np.finfo(np.float64).max)


def _down(y: Any) -> Any:
    error = np.abs(y)
    error *= _RELATIVE  # in place, as an array is new
    error += _ABSOLUTE
    return y - error


def _up(y: Any) -> Any:
    error = np.abs(y)
    error *= _RELATIVE
    error += _ABSOLUTE
    return y + error


class Array:
    """The intervals [low, high], elementwise; what is not defined has an end point that is not finite."""

    __slots__ = ("high", "low")

    def __init__(self, low: Any, high: Any) -> None:
        self.low, self.high = low, high

    def __add__(self, other: Self) -> Self:
        return type(self)(_down(self.low + other.low), _up(self.high + other.high))

    def __sub__(self, other: Self) -> Self:
        return type(self)(_down(self.low - other.high), _up(self.high - other.low))

    def __neg__(self) -> Self:
        return type(self)(-self.high, -self.low)

    def __mul__(self, other: Self) -> Self:
        if self.low is self.high or other.low is other.high:
            return self._times_point(other) if other.low is other.high else other._times_point(self)
        a, b = self.low * other.low, self.low * other.high
        c, d = self.high * other.low, self.high * other.high
        low = np.minimum(np.minimum(a, b), np.minimum(c, d))
        return type(self)(_down(low), _up(np.maximum(np.maximum(a, b), np.maximum(c, d))))

    def _times_point(self, other: Self) -> Self:
        factor = other.low
        if np.ndim(factor) == 0 and abs(factor) >= 1 and abs(np.frexp(factor)[0]) == 0.5:  # a power of two: exact
            a, b = (self.low, self.high) if factor > 0 else (self.high, self.low)
            # but for an overflow, past which infinity is no lower bound
            return type(self)(np.minimum(a * factor, _LARGEST), np.maximum(b * factor, -_LARGEST))
        a, b = self.low * factor, self.high * factor
        return type(self)(_down(np.minimum(a, b)), _up(np.maximum(a, b)))

    def __truediv__(self, other: Self) -> Self:
        # Where zero is in the divisor the quotients are made not a number.
        inside = (other.low <= 0) & (other.high >= 0)
        one = np.where(inside, np.nan, 1.0)
        a, b = self.low / other.low * one, self.low / other.high
        c, d = self.high / other.low, self.high / other.high
        low = np.minimum(np.minimum(a, b), np.minimum(c, d))
        return type(self)(_down(low), _up(np.maximum(np.maximum(a, b), np.maximum(c, d))))

    def square(self) -> Self:
        """The squares of the numbers in it."""
        if self.low is self.high:
            product = self.low * self.low
            return type(self)(np.maximum(_down(product), 0.0), _up(product))
        far = np.maximum(-self.low, self.high)
        near = np.maximum(np.maximum(self.low, -self.high), 0.0)
        return type(self)(np.maximum(_down(near * near), 0.0), _up(far * far))

    def power(self, k: int) -> Self:
        """The k-th powers, k >= 2."""
        if k == 2:
            return self.square()
        if k % 2 == 0:
            return self.power(k // 2).square()
        if self.low is self.high:
            return self.power(k - 1) * self
        return self.lower_end().power(k).hull(self.upper_end().power(k))

    def sqrt(self) -> Self:
        """The roots; not a number where it reaches below zero."""
        low = np.sqrt(self.low)
        return type(self)(np.maximum(_down(low), 0.0), _up(np.sqrt(self.high)) + low * 0.0)

    def lift(self, value: Fraction | int) -> Self:
        """An enclosure of a rational."""
        value = Fraction(value)
        nearest = np.float64(value.numerator / value.denominator)
        if Fraction(float(nearest)) == value:
            return type(self)(nearest, nearest)
        return type(self)(_down(nearest), _up(nearest))

    def between(self, lower: Fraction, upper: Fraction) -> Self:
        """An enclosure of an interval of rationals."""
        return type(self)(self.lift(lower).low, self.lift(upper).high)

    def hull(self, other: Self) -> Self:
        """The least interval that holds both."""
        return type(self)(np.minimum(self.low, other.low), np.maximum(self.high, other.high))

    def meet(self, other: Self) -> Self:
        """What is in both; the two enclose the same number, so that this is not empty."""
        return type(self)(np.maximum(self.low, other.low), np.minimum(self.high, other.high))

    def lower_end(self) -> Self:
        """The lower end, a point."""
        return type(self)(self.low, self.low)

    def upper_end(self) -> Self:
        """The upper end, a point."""
        return type(self)(self.high, self.high)

    def middle(self) -> Self:
        """A point of it near its middle."""
        middle = 0.5 * (self.low + self.high)
        return type(self)(middle, middle)

    def positive(self) -> Booleans:
        """Whether every number in it is positive."""
        return np.asarray((self.low > 0) & (self.high > 0))

    def nonnegative(self) -> Booleans:
        """Whether no number in it is negative."""
        return np.asarray((self.low >= 0) & (self.high >= 0))

    def finite(self) -> Booleans:
        """Whether both ends are finite."""
        return np.asarray(np.isfinite(self.low) & np.isfinite(self.high))

    # -- for exp and its like ----------------------------------------------------------------------------------------

    def bits(self) -> int:
        """The precision in bits."""
        return 56

    def round_quotient(self, divisor: float) -> Any:
        """An integer near its quotient by `divisor`."""
        return np.rint(self.low / divisor)

    def times_integer(self, k: Any) -> Self:
        """Its product by an integer."""
        return self * type(self)(k, k)

    def over_integer(self, k: int) -> Self:
        """Its quotient by an integer k > 0."""
        return type(self)(_down(self.low / k), _up(self.high / k))

    def times_power_of_two(self, k: Any) -> Self:
        """Its product by 2^k."""
        shift = np.clip(np.nan_to_num(k), -3000, 3000).astype(np.int64)
        # Rounded outward, as the result may be subnormal; past the largest number an end is not a number.
        return type(self)(_down(np.ldexp(self.low, shift)), _up(np.ldexp(self.high, shift)))

    def guess_log(self) -> Self:
        """A number near the logarithm of a point; no enclosure, and not a number where there is none."""
        guess = np.log(np.where(self.low > 0, self.low, np.nan))
        return type(self)(guess, guess)

    def restricted(self, most: Fraction) -> Self:
        """Itself, and not a number where it leaves [-most, most]."""
        bound = float(most)
        one = np.where((self.low >= -bound) & (self.high <= bound), 1.0, np.nan)
        return type(self)(self.low * one, self.high * one)

    def choose(self, condition: Any, other: Self) -> Self:
        """Itself where the condition holds, elsewhere the other."""
        return type(self)(np.where(condition, self.low, other.low), np.where(condition, self.high, other.high))

    def holds_integer(self) -> Booleans:
        """False only where no integer is inside."""
        return np.asarray(~(np.ceil(self.low) > np.floor(self.high)))
