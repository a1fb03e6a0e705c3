"""mpmath intervals, for + - * / and sqrt only.

mpmath's interval exp, log and powers miss the true value at some points, so nothing else is offered; an
integer power is a product.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Self

from mpmath.ctx_iv import MPIntervalContext

from lojverify.enclose.number import Number, refuse_root, refuse_zero
from lojverify.errors import EnclosureError


@dataclass(frozen=True, slots=True, eq=False)
class MpmathInterval(Number):
    """The interval that mpmath's `interval` holds, in a context of its own of `bits` bits."""

    interval: Any
    bits: int

    @classmethod
    def between(cls, lower: Fraction, upper: Fraction, bits: int) -> Self:
        context = _context(bits)
        ends = [context.mpf(x.numerator) / context.mpf(x.denominator) for x in (lower, upper)]
        return cls(context.mpf([ends[0].a, ends[1].b]), bits)

    @property
    def lower(self) -> Fraction:
        return _exact(self.interval, 0)

    @property
    def upper(self) -> Fraction:
        return _exact(self.interval, 1)

    def __add__(self, other: Self | int | Fraction) -> Self:
        return type(self)(self.interval + self.lift(other).interval, self.bits)

    def __neg__(self) -> Self:
        return type(self)(-self.interval, self.bits)

    def __mul__(self, other: Self | int | Fraction) -> Self:
        return type(self)(self.interval * self.lift(other).interval, self.bits)

    def __truediv__(self, other: Self | int | Fraction) -> Self:
        other = self.lift(other)
        refuse_zero(other)
        return type(self)(self.interval / other.interval, self.bits)

    def __pow__(self, exponent: int) -> Self:
        if exponent < 0:
            return 1 / self**-exponent
        power = self.lift(1)
        for digit in f"{exponent:b}":
            power = power * power * (self if digit == "1" else 1)
        return power

    def sqrt(self) -> Self:
        refuse_root(self)
        return type(self)(_context(self.bits).sqrt(self.interval), self.bits)

    def root(self, n: int) -> Self:
        if n == 2:
            return self.sqrt()
        raise EnclosureError("mpmath's intervals have no rigorous root but the square root", operand=self)


@cache
def _context(bits: int) -> Any:
    """A context of our own, because precision is a property of mpmath's contexts and theirs is shared."""
    context = MPIntervalContext()
    context.prec = bits
    return context


def _exact(interval: Any, end: int) -> Fraction:
    """The end point as the rational that it is."""
    # The public end points are intervals again; only the raw value holds the exact number.
    sign, mantissa, exponent, _ = interval._mpi_[end]
    if mantissa == 0 and exponent != 0:  # how mpmath writes infinities and nan
        raise EnclosureError("mpmath finds no finite enclosure", interval=str(interval))
    return (-1 if sign else 1) * int(mantissa) * Fraction(2) ** int(exponent)
