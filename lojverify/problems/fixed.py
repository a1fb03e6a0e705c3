"""Intervals of integers over a power of two: what replays a covering list of boxes.

Standard library only; a float is no more than a guess.
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache
from typing import Any, Self

from lojverify.errors import EnclosureError

_LARGEST_SHIFT = 1 << 12


class Fixed:
    """The interval [low, high] 2^-scale; operations round outward, and raise EnclosureError where undefined."""

    __slots__ = ("high", "low", "scale")

    def __init__(self, low: int, high: int, scale: int) -> None:
        self.low, self.high, self.scale = low, high, scale

    def __add__(self, other: Self) -> Self:
        return type(self)(self.low + other.low, self.high + other.high, self.scale)

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.low - other.high, self.high - other.low, self.scale)

    def __neg__(self) -> Self:
        return type(self)(-self.high, -self.low, self.scale)

    def __mul__(self, other: Self) -> Self:
        a, b, c, d = self.low, self.high, other.low, other.high
        if a >= 0 and c >= 0:
            low, high = a * c, b * d
        else:
            products = (a * c, a * d, b * c, b * d)
            low, high = min(products), max(products)
        return type(self)(low >> self.scale, -(-high >> self.scale), self.scale)

    def __truediv__(self, other: Self) -> Self:
        a, b, c, d = self.low, self.high, other.low, other.high
        if c <= 0 <= d:
            raise EnclosureError("a division by an interval that contains zero")
        if d < 0:
            a, b, c, d = -b, -a, -d, -c
        low = (a << self.scale) // (d if a >= 0 else c)
        high = -((-b << self.scale) // (c if b >= 0 else d))
        return type(self)(low, high, self.scale)

    def square(self) -> Self:
        """The squares of the numbers in it."""
        a, b = abs(self.low), abs(self.high)
        low = 0 if self.low < 0 < self.high else min(a, b) ** 2
        return type(self)(low >> self.scale, -(-(max(a, b) ** 2) >> self.scale), self.scale)

    def power(self, k: int) -> Self:
        """The k-th powers, k >= 2, rounded once."""
        low, high = self.low**k, self.high**k
        if k % 2 == 0:
            low, high = 0 if self.low < 0 < self.high else min(low, high), max(low, high)
        shift = self.scale * (k - 1)
        return type(self)(low >> shift, -(-high >> shift), self.scale)

    def sqrt(self) -> Self:
        """The roots; of an interval that reaches below zero there are none."""
        if self.low < 0:
            raise EnclosureError("the root of an interval that contains a negative number")
        high = self.high << self.scale
        root = math.isqrt(high)
        return type(self)(math.isqrt(self.low << self.scale), root + (root * root < high), self.scale)

    def lift(self, value: Fraction | int) -> Self:
        """An enclosure of a rational, on the same scale."""
        return self.between(Fraction(value), Fraction(value))

    def between(self, lower: Fraction, upper: Fraction) -> Self:
        """An enclosure of an interval of rationals, on the same scale."""
        return type(self)(*_ends(lower, upper, self.scale), self.scale)

    def hull(self, other: Self) -> Self:
        """The least interval that holds both."""
        return type(self)(min(self.low, other.low), max(self.high, other.high), self.scale)

    def meet(self, other: Self) -> Self:
        """What is in both; the two enclose the same number, so that this is not empty."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low > high:
            raise EnclosureError("two enclosures exclude each other")
        return type(self)(low, high, self.scale)

    def lower_end(self) -> Self:
        """The lower end, a point."""
        return type(self)(self.low, self.low, self.scale)

    def upper_end(self) -> Self:
        """The upper end, a point."""
        return type(self)(self.high, self.high, self.scale)

    def middle(self) -> Self:
        """A point of it near its middle."""
        middle = (self.low + self.high) >> 1
        return type(self)(middle, middle, self.scale)

    def positive(self) -> bool:
        """Whether every number in it is positive."""
        return self.low > 0

    def nonnegative(self) -> bool:
        """Whether no number in it is negative."""
        return self.low >= 0

    def finite(self) -> bool:
        """True: what is not finite has raised an error."""
        return True

    def lower(self) -> Fraction:
        """The lower end as a rational."""
        return Fraction(self.low, 1 << self.scale)

    def upper(self) -> Fraction:
        """The upper end as a rational."""
        return Fraction(self.high, 1 << self.scale)

    # -- for exp and its like ----------------------------------------------------------------------------------------

    def bits(self) -> int:
        """The precision: a unit is 2^-bits."""
        return self.scale

    def round_quotient(self, divisor: float) -> int:
        """An integer near its quotient by `divisor`."""
        unit = round(divisor * (1 << 60))
        k = ((2 * self.low << 60) + (unit << self.scale)) // (2 * unit << self.scale)
        if abs(k) > _LARGEST_SHIFT:
            raise EnclosureError("the argument of a function is too large")
        return k

    def times_integer(self, k: int) -> Self:
        """Its product by an integer, exactly."""
        ends = (self.low * k, self.high * k)
        return type(self)(min(ends), max(ends), self.scale)

    def over_integer(self, k: int) -> Self:
        """Its quotient by an integer k > 0."""
        return type(self)(self.low // k, -(-self.high // k), self.scale)

    def times_power_of_two(self, k: int) -> Self:
        """Its product by 2^k."""
        if k >= 0:
            return type(self)(self.low << k, self.high << k, self.scale)
        return type(self)(self.low >> -k, -(-self.high >> -k), self.scale)

    def guess_log(self) -> Self:
        """A number near the logarithm of a point; no enclosure."""
        if self.low <= 0:
            raise EnclosureError("the logarithm of an interval that contains zero or a negative number")
        return self.lift(Fraction(math.log(self.low) - self.scale * math.log(2)))

    def restricted(self, most: Fraction) -> Self:
        """Itself; EnclosureError where it leaves [-most, most]."""
        bound = (most.numerator << self.scale) // most.denominator
        if self.low < -bound or self.high > bound:
            raise EnclosureError("the argument of a series is too large")
        return self

    def choose(self, condition: Any, other: Self) -> Self:
        """Itself if the condition holds, else the other."""
        return self if condition else other

    def holds_integer(self) -> bool:
        """Whether an integer lies in it."""
        return -(-self.low >> self.scale) <= self.high >> self.scale


@lru_cache(maxsize=1 << 12)
def _ends(lower: Fraction, upper: Fraction, scale: int) -> tuple[int, int]:
    """Integers low, high with low <= lower 2^scale and upper 2^scale <= high. Kept, as the same constants return."""
    low = (lower.numerator << scale) // lower.denominator
    return low, -((-upper.numerator << scale) // upper.denominator)


def point(value: Fraction | int, bits: int) -> Fixed:
    """An enclosure of a rational with a unit of 2^-bits."""
    return Fixed(0, 0, bits).lift(value)
