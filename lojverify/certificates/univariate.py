"""Polynomials in eta as tuples of coefficients, the constant one first."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import zip_longest

Coefficients = tuple[Fraction, ...]
STEP = "eta"


def value(p: Sequence[Fraction], at: Fraction) -> Fraction:
    """The value of the polynomial."""
    total = Fraction(0)
    for c in reversed(p):
        total = total * at + c
    return total


def plus(p: Coefficients, q: Coefficients) -> Coefficients:
    """The sum."""
    return tuple(a + b for a, b in zip_longest(p, q, fillvalue=Fraction(0)))


def scale(p: Coefficients, factor: Fraction) -> Coefficients:
    """A multiple."""
    return tuple(c * factor for c in p)


def times(p: Coefficients, q: Coefficients) -> Coefficients:
    """The product."""
    found = [Fraction(0)] * (len(p) + len(q) - 1 if p and q else 0)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            found[i + j] += a * b
    return tuple(found)


def trimmed(p: Coefficients) -> Coefficients:
    """Without leading zeros: the zero polynomial is empty."""
    end = len(p)
    while end and not p[end - 1]:
        end -= 1
    return p[:end]


def text(p: Sequence[Fraction]) -> str:
    """The polynomial as the kernel reads it."""
    powers = ("", f"*{STEP}", *(f"*{STEP}^{n}" for n in range(2, len(p))))
    return " + ".join(f"({c}){power}" for c, power in zip(p, powers, strict=False) if c) or "0"
