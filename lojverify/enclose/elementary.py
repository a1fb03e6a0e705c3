"""Elementary functions at rationals, enclosed by Arb.

Each takes a Fraction and returns Bounds that contain the value. Monotonicity is for the caller: an interval is not an
argument, because Arb's balls are poor for wide ones.
"""

from collections.abc import Callable
from fractions import Fraction

from flint import arb, ctx, fmpq

from lojverify.enclose.arb import ArbNumber
from lojverify.enclose.contract import Bounds
from lojverify.errors import EnclosureError

BITS = 128


def sin(x: Fraction, bits: int = BITS) -> Bounds:
    """Bounds of sin x."""
    return _at(x, arb.sin, bits)


def cos(x: Fraction, bits: int = BITS) -> Bounds:
    """Bounds of cos x."""
    return _at(x, arb.cos, bits)


def tanh(x: Fraction, bits: int = BITS) -> Bounds:
    """Bounds of tanh x."""
    return _at(x, arb.tanh, bits)


def sigmoid(x: Fraction, bits: int = BITS) -> Bounds:
    """Bounds of 1/(1 + e^-x)."""
    return _at(x, lambda ball: 1 / (1 + (-ball).exp()), bits)


def softplus(x: Fraction, bits: int = BITS) -> Bounds:
    """Bounds of log(1 + e^x)."""
    # For x > 0 as x + log(1 + e^-x), where the exponential cannot overflow.
    positive = x > 0
    return _at(x, lambda ball: (ball if positive else 0) + (-abs(ball)).exp().log1p(), bits)


def pi(bits: int = BITS) -> Bounds:
    """Bounds of pi."""
    return _at(Fraction(1), lambda ball: ball * arb.pi(), bits)


def _at(x: Fraction, function: Callable[[arb], arb], bits: int) -> Bounds:
    with ctx.workprec(bits):
        ball = function(arb(fmpq(x.numerator, x.denominator)))
    if not ball.is_finite():
        raise EnclosureError("Arb finds no finite enclosure", operand=str(x)[:60])
    number = ArbNumber(ball, bits)
    return Bounds(number.lower, number.upper)
