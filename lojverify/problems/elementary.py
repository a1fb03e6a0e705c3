"""exp, log, sin, cos and tanh of intervals, from + - * / alone, with a remainder that is proved.

Written once for both kinds of intervals: arrays of floating-point end points (`arrays`), which search, and integers
over a power of two (`fixed`), which replay. What an interval must offer is `Interval`. Standard library only.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from math import factorial
from typing import Any, Protocol, Self, TypeVar

from lojverify.problems.expressions import Operations

Truth = Any  # a bool, or an array of bool


class Interval(Protocol):
    """A closed interval, or an array of them; every operation returns an enclosure of the exact result.

    What is not defined gives an interval that is not `finite` and passes no test, or raises EnclosureError.
    """

    def __add__(self, other: Self) -> Self: ...
    def __sub__(self, other: Self) -> Self: ...
    def __mul__(self, other: Self) -> Self: ...
    def __truediv__(self, other: Self) -> Self: ...
    def __neg__(self) -> Self: ...
    def square(self) -> Self:
        """The squares."""
        ...

    def power(self, k: int) -> Self:
        """The k-th powers, k >= 2."""
        ...

    def sqrt(self) -> Self:
        """The roots."""
        ...

    def lift(self, value: Fraction | int) -> Self:
        """A rational, as an interval of this kind."""
        ...

    def between(self, lower: Fraction, upper: Fraction) -> Self:
        """An interval of rationals."""
        ...

    def hull(self, other: Self) -> Self:
        """The least interval that holds both."""
        ...

    def meet(self, other: Self) -> Self:
        """What is in both, for two enclosures of the same number."""
        ...

    def lower_end(self) -> Self:
        """The lower end, a point."""
        ...

    def upper_end(self) -> Self:
        """The upper end, a point."""
        ...

    def middle(self) -> Self:
        """A point near the middle."""
        ...

    def positive(self) -> Truth:
        """Whether every number in it is positive."""
        ...

    def nonnegative(self) -> Truth:
        """Whether none is negative."""
        ...

    def finite(self) -> Truth:
        """Whether it is defined."""
        ...

    # What exp and its like need: `k` is an integer, or an array of them.
    def bits(self) -> int:
        """The precision."""
        ...

    def round_quotient(self, divisor: float) -> Any:
        """An integer near the quotient."""
        ...

    def times_integer(self, k: Any) -> Self:
        """The product by k."""
        ...

    def over_integer(self, k: int) -> Self:
        """The quotient by k > 0."""
        ...

    def times_power_of_two(self, k: Any) -> Self:
        """The product by 2^k."""
        ...

    def guess_log(self) -> Self:
        """A number near the logarithm of a point."""
        ...

    def restricted(self, most: Fraction) -> Self:
        """Itself, not defined where it leaves [-most, most]."""
        ...

    def choose(self, condition: Truth, other: Self) -> Self:
        """Itself where the condition holds, else the other."""
        ...

    def holds_integer(self) -> Truth:
        """False only where no integer is inside."""
        ...


I = TypeVar("I", bound=Interval)  # noqa: E741


@cache
def ln2_bounds(bits: int) -> tuple[Fraction, Fraction]:
    """Bounds of log 2 = 2 artanh(1/3) that are 2^-bits apart or closer."""
    # artanh x = sum x^(2j+1)/(2j+1); the terms from j = m on are at most x^(2m+1)/(2m+1) 1/(1 - x^2).
    total, j = Fraction(0), 0
    while True:
        term = Fraction(2, (2 * j + 1) * 3 ** (2 * j + 1))
        if term * 9 / 8 < Fraction(1, 1 << bits):
            return total, total + term * 9 / 8
        total, j = total + term, j + 1


@cache
def pi_bounds(bits: int) -> tuple[Fraction, Fraction]:
    """Bounds of pi = 16 arctan(1/5) - 4 arctan(1/239) that are 2^-bits apart or closer (Machin)."""
    low, high = Fraction(0), Fraction(0)
    for factor, q in ((16, 5), (-4, 239)):
        # An alternating series with falling terms: its sum is between two successive partial sums.
        total, j = Fraction(0), 0
        while True:
            term = Fraction(factor * (-1) ** j, (2 * j + 1) * q ** (2 * j + 1))
            if abs(term) < Fraction(1, 1 << (bits + 1)):
                break
            total, j = total + term, j + 1
        low, high = low + min(total, total + term), high + max(total, total + term)
    return low, high


def exp(x: I) -> I:
    """e^x."""
    return _increasing(_exp, x)


def log(x: I) -> I:
    """The natural logarithm; not finite where x reaches 0."""
    return _increasing(_log, x)


def tanh(x: I) -> I:
    """The hyperbolic tangent."""
    one = x.lift(1)
    # At large x the exponential overflows; tanh is within [-1, 1] anyway.
    value = _increasing(lambda t: one - x.lift(2) / (_exp(t + t) + one), x)
    return value.meet(x.between(Fraction(-1), Fraction(1)))


def sin(x: I) -> I:
    """The sine: that of both ends, and 1 or -1 where a crest or a trough may lie between them."""
    pi = x.between(*pi_bounds(x.bits()))
    half, turn = pi * x.lift(Fraction(1, 2)), pi + pi
    ends = _sin(x.lower_end()).hull(_sin(x.upper_end()))
    crest = ((x - half) / turn).holds_integer()
    trough = ((x + half) / turn).holds_integer()
    ends = ends.hull(x.lift(1)).choose(crest, ends)
    ends = ends.hull(x.lift(-1)).choose(trough, ends)
    return ends.meet(x.between(Fraction(-1), Fraction(1)))


def cos(x: I) -> I:
    """The cosine, sin(x + pi/2)."""
    return sin(x + x.between(*pi_bounds(x.bits())) * x.lift(Fraction(1, 2)))


def interval_operations(example: I) -> Operations:
    """What `Formulas.evaluate` needs for intervals such as this one."""
    return {
        "const": example.lift,
        "add": operator.add,
        "sub": operator.sub,
        "mul": operator.mul,
        "div": operator.truediv,
        "neg": operator.neg,
        "pow": lambda x, k: x.power(k),
        "sqrt": lambda x: x.sqrt(),
        "exp": exp,
        "log": log,
        "sin": sin,
        "cos": cos,
        "tanh": tanh,
    }


def _increasing(function: Callable[[I], I], x: I) -> I:
    """The range of an increasing function, from its values at the ends."""
    return function(x.lower_end()).hull(function(x.upper_end()))


@cache
def _degree(bits: int, most: Fraction) -> int:
    """An odd N with most^(N+1)/(N+1)! below 2^-bits."""
    n = 5
    while most ** (n + 1) / factorial(n + 1) > Fraction(1, 1 << bits):
        n += 2
    return n


@cache
def _remainder(bits: int, most: Fraction) -> tuple[Fraction, Fraction]:
    """Bounds of the remainder of the Taylor polynomials of degree N of e^r, sin r and cos r for |r| <= most <= 1.

    By Lagrange it is at most e^most |r|^(N+1)/(N+1)!.
    """
    n = _degree(bits, most)
    rest = 3 * most ** (n + 1) / factorial(n + 1)
    return -rest, rest


def _exp(x: I) -> I:
    """e^x of a thin interval: 2^k e^r with r = x - k log 2, by the Taylor polynomial of e^r."""
    most = Fraction(1, 2)
    k = x.round_quotient(0.6931471805599453)
    r = (x - x.between(*ln2_bounds(x.bits())).times_integer(k)).restricted(most)
    one = total = x.lift(1)
    for j in range(_degree(x.bits(), most), 0, -1):  # Horner: 1 + r/1 (1 + r/2 (1 + r/3 (...)))
        total = one + (total * r).over_integer(j)
    return (total + x.between(*_remainder(x.bits(), most))).times_power_of_two(k)


def _log(x: I) -> I:
    """log x of a thin interval: y + log(1 + z) with y near log x and z = x e^-y - 1."""
    y = x.guess_log()
    most = Fraction(1, 1 << 20)
    z = (x * _exp(-y) - x.lift(1)).restricted(most)
    count = x.bits() // 20 + 1
    total = x.lift(0)
    for j in range(count, 0, -1):
        total = (total + x.lift(Fraction((-1) ** (j + 1), j))) * z
    # |remainder| <= |z|^(count+1)/(count+1)/(1 - |z|)
    rest = 2 * most ** (count + 1)
    return y + total + x.between(-rest, rest)


def _sin(x: I) -> I:
    """sin x of a thin interval: sin or cos, up to the sign, of r = x - k pi/2."""
    most = Fraction(1)
    k = x.round_quotient(1.5707963267948966)
    half = x.between(*pi_bounds(x.bits())) * x.lift(Fraction(1, 2))
    r = (x - half.times_integer(k)).restricted(most)
    square = r.square()
    one = sine = cosine = x.lift(1)
    for j in range(_degree(x.bits(), most), 2, -2):  # Horner: 1 - r^2/(1*2) (1 - r^2/(3*4) (...)), and for sin r/r
        sine = one - (sine * square).over_integer(j * (j - 1))
        cosine = one - (cosine * square).over_integer((j - 1) * (j - 2))
    error = x.between(*_remainder(x.bits(), most))
    sine, cosine = sine * r + error, cosine + error
    value = cosine.choose(k % 2 == 1, sine)
    return (-value).choose(k % 4 >= 2, value)
