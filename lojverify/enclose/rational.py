"""Intervals with rational end points, rounded outward so that their size stays bounded."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from lojverify.enclose.number import Number, refuse_root, refuse_zero
from lojverify.exact import binary_exponent, root_bounds


@dataclass(frozen=True, slots=True, eq=False)
class RationalInterval(Number):
    """The interval [lower, upper]. An end point with more than `bits` bits above or below the line is
    replaced by a dyadic rational outside, at a relative distance of at most 2**-bits; others stay exact.
    """

    lower: Fraction
    upper: Fraction
    bits: int

    @classmethod
    def between(cls, lower: Fraction, upper: Fraction, bits: int) -> Self:
        return cls(_round(lower, bits, math.floor), _round(upper, bits, math.ceil), bits)

    def __add__(self, other: Self | int | Fraction) -> Self:
        other = self.lift(other)
        return self.between(self.lower + other.lower, self.upper + other.upper, self.bits)

    def __neg__(self) -> Self:
        return self.between(-self.upper, -self.lower, self.bits)

    def __mul__(self, other: Self | int | Fraction) -> Self:
        other = self.lift(other)
        # A bilinear function takes its extremes over a rectangle at the corners.
        corners = [x * y for x in (self.lower, self.upper) for y in (other.lower, other.upper)]
        return self.between(min(corners), max(corners), self.bits)

    def __truediv__(self, other: Self | int | Fraction) -> Self:
        other = self.lift(other)
        refuse_zero(other)
        return self * self.between(1 / other.upper, 1 / other.lower, self.bits)

    def __pow__(self, exponent: int) -> Self:
        if exponent < 0:
            return 1 / self**-exponent
        if exponent % 2:
            # An odd power rises.
            return self.between(self._power(self.lower, exponent)[0], self._power(self.upper, exponent)[1], self.bits)
        # An even power is that of the absolute value, which runs over [least, most].
        least = max(self.lower, -self.upper, Fraction(0))
        most = max(-self.lower, self.upper)
        return self.between(self._power(least, exponent)[0], self._power(most, exponent)[1], self.bits)

    def _power(self, x: Fraction, exponent: int) -> tuple[Fraction, Fraction]:
        """Bounds of x**exponent, exponent >= 0, by repeated squaring of bounds of |x|, rounded each time."""
        if x < 0 and exponent % 2:
            below, above = self._power(-x, exponent)
            return -above, -below
        low = high = Fraction(1)
        # Products of non-negative bounds are bounds, so rounding each one outward keeps them so.
        for digit in f"{exponent:b}":
            factor = abs(x) if digit == "1" else 1
            low = _round(low * low * factor, self.bits, math.floor)
            high = _round(high * high * factor, self.bits, math.ceil)
        return low, high

    def sqrt(self) -> Self:
        return self.root(2)

    def root(self, n: int) -> Self:
        refuse_root(self, n)
        lower, upper = root_bounds(self.lower, n, self.bits)[0], root_bounds(self.upper, n, self.bits)[1]
        return self.between(lower, upper, self.bits)


def _round(x: Fraction, bits: int, to_integer: Callable[[Fraction], int]) -> Fraction:
    """`x`, or when it is long, the multiple of a power of 2 next to it in the direction of `to_integer`."""
    if x.numerator.bit_length() <= bits and x.denominator.bit_length() <= bits:
        return x
    # |x| >= 2**k and unit = 2**(k - bits), so |x|/unit >= 2**bits and one unit is at most 2**-bits |x|.
    unit = Fraction(2) ** (binary_exponent(abs(x)) - bits)
    return to_integer(x / unit) * unit
