"""Short rationals on the safe side of a number."""

import math
from collections.abc import Callable
from fractions import Fraction

from lojverify.exact import binary_exponent

DIGITS = 20  # of a rounded number; the relative error is below 10^-19
SHORT: int = 10**DIGITS  # exact rationals below this above and below the line are kept


def down(x: Fraction) -> Fraction:
    """`x` if it is short, else the decimal of 20 significant digits below it; x >= 0."""
    return x if _short(x) else _decimal(x, math.floor)


def up(x: Fraction) -> Fraction:
    """`x` if it is short, else the decimal of 20 significant digits above it; x >= 0."""
    return x if _short(x) else _decimal(x, math.ceil)


def below(x: Fraction) -> Fraction:
    """The largest decimal of 20 significant digits that is less than x > 0."""
    one = unit(x)
    return (math.ceil(x / one) - 1) * one


def unit(x: Fraction) -> Fraction:
    """The power of ten with 10^19 <= x/unit < 10^20 or so, for x > 0."""
    # log10 x is within 1 of this guess, which is all that is needed of the unit.
    guess = math.floor(binary_exponent(x) * Fraction(30103, 100000))
    if Fraction(10) ** (guess + 1) <= x:
        guess += 1
    return Fraction(10) ** (guess - DIGITS + 1)


def _short(x: Fraction) -> bool:
    return x.numerator < SHORT > x.denominator


def _decimal(x: Fraction, to_integer: Callable[[Fraction], int]) -> Fraction:
    one = unit(x)
    return to_integer(x / one) * one
