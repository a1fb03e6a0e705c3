"""mpmath floating point of many digits: a second opinion, not a bound."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Self

from mpmath.ctx_mp import MPContext

from lojverify.enclose.number import Number, refuse_root, refuse_zero


@dataclass(frozen=True, slots=True, eq=False)
class Point(Number):
    """A floating-point number of `bits` bits. `lower` and `upper` are both that number: its error is unknown,
    so that they do not bound the value it stands for.
    """

    point: Any
    bits: int

    @classmethod
    def between(cls, lower: Fraction, upper: Fraction, bits: int) -> Self:
        """The middle of [lower, upper]."""
        middle = (lower + upper) / 2
        return cls(_context(bits).mpf(middle.numerator) / middle.denominator, bits)

    @property
    def lower(self) -> Fraction:
        # The exact number behind the printed one, and finite: nothing here divides by zero or overflows.
        sign, mantissa, exponent, _ = self.point._mpf_
        return (-1 if sign else 1) * int(mantissa) * Fraction(2) ** int(exponent)

    @property
    def upper(self) -> Fraction:
        return self.lower

    def __add__(self, other: Self | int | Fraction) -> Self:
        return type(self)(self.point + self.lift(other).point, self.bits)

    def __neg__(self) -> Self:
        return type(self)(-self.point, self.bits)

    def __mul__(self, other: Self | int | Fraction) -> Self:
        return type(self)(self.point * self.lift(other).point, self.bits)

    def __truediv__(self, other: Self | int | Fraction) -> Self:
        other = self.lift(other)
        refuse_zero(other)
        return type(self)(self.point / other.point, self.bits)

    def __pow__(self, exponent: int) -> Self:
        if exponent < 0:
            return 1 / self**-exponent
        return type(self)(self.point**exponent, self.bits)

    def sqrt(self) -> Self:
        return self.root(2)

    def root(self, n: int) -> Self:
        refuse_root(self, n)
        return type(self)(_context(self.bits).root(self.point, n), self.bits)


@cache
def _context(bits: int) -> Any:
    """A context of our own, because precision is a property of mpmath's contexts and theirs is shared."""
    context = MPContext()
    context.prec = bits
    return context
