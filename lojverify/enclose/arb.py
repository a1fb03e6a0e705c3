"""Arb balls from python-flint, with the precision set around each operation and end points read exactly."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from flint import arb, ctx, fmpq

from lojverify.enclose.number import Number, refuse_root, refuse_zero
from lojverify.errors import EnclosureError


@dataclass(frozen=True, slots=True, eq=False)
class ArbNumber(Number):
    """The ball of midpoint and radius that `ball` holds, computed with at `bits` bits.

    A radius has 30 bits and is rounded up, so the ball of [0, 2] reaches below zero and has no root: wide
    intervals that start at zero are for the rational back end.
    """

    ball: arb
    bits: int

    @classmethod
    def between(cls, lower: Fraction, upper: Fraction, bits: int) -> Self:
        # arb(Fraction) is refused by python-flint; a ball made from fmpq encloses the rational.
        low, high = fmpq(lower.numerator, lower.denominator), fmpq(upper.numerator, upper.denominator)
        with ctx.workprec(bits):
            ball = arb(low) if lower == upper else arb(low).union(arb(high))
        return cls(ball, bits)

    @property
    def lower(self) -> Fraction:
        return _exact(self.ball.mid()) - _exact(self.ball.rad())

    @property
    def upper(self) -> Fraction:
        return _exact(self.ball.mid()) + _exact(self.ball.rad())

    def __add__(self, other: Self | int | Fraction) -> Self:
        other = self.lift(other)
        return self._at_precision(lambda: self.ball + other.ball)

    def __neg__(self) -> Self:
        return self._at_precision(lambda: -self.ball)

    def __mul__(self, other: Self | int | Fraction) -> Self:
        other = self.lift(other)
        return self._at_precision(lambda: self.ball * other.ball)

    def __truediv__(self, other: Self | int | Fraction) -> Self:
        other = self.lift(other)
        refuse_zero(other)
        return self._at_precision(lambda: self.ball / other.ball)

    def __pow__(self, exponent: int) -> Self:
        if exponent < 0:
            return 1 / self**-exponent
        if exponent > 0 and self.lower < 0 < self.upper:
            # Arb squares [-1, 2] to [-3.5, 4], and finds nan when the midpoint is zero.
            if exponent % 2:
                return self._at_precision(lambda: (self.ball.lower() ** exponent).union(self.ball.upper() ** exponent))
            return self._at_precision(lambda: arb(0).union(self.ball.abs_upper() ** exponent))
        return self._at_precision(lambda: self.ball**exponent)

    def sqrt(self) -> Self:
        refuse_root(self)
        return self._at_precision(self.ball.sqrt)

    def root(self, n: int) -> Self:
        refuse_root(self, n)
        if self.ball.is_zero():  # whose root is nan in Arb
            return self
        return self._at_precision(lambda: self.ball.root(n))

    def _at_precision(self, operation: Callable[[], arb]) -> Self:
        with ctx.workprec(self.bits):
            ball = operation()
        if not ball.is_finite():  # comparisons with nan are silently false, so it must not get further
            raise EnclosureError("Arb finds no finite enclosure", operand=self)
        return type(self)(ball, self.bits)


def _exact(x: arb) -> Fraction:
    """The rational that a ball of radius zero is. float() would round it."""
    mantissa, exponent = x.man_exp()
    return int(mantissa) * Fraction(2) ** int(exponent)
