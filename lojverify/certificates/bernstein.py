"""Polynomials in one variable that are nonnegative on an interval, with the identity that shows it.

A polynomial of degree d is a combination of (x - lo)^i (hi - x)^(d-i); where every coefficient is nonnegative, so is
the polynomial on [lo, hi]. Raising d brings the coefficients close to its values.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import comb

MAX_DEGREE = 24

Summand = tuple[Fraction, int, int]


def certificate(p: Sequence[Fraction], lo: Fraction, hi: Fraction, *, strict: bool) -> list[Summand] | None:
    """Summands (c, i, j) with c > 0 whose sum of c (x - lo)^i (hi - x)^j is `p`; None if none is found.

    With `strict` the constant (i = j = 0) is among them, so that p > 0 on [lo, hi].
    """
    degree = len(p) - 1
    while degree <= MAX_DEGREE:
        b = _bernstein(p, lo, hi, degree)
        least = min(b)
        if least > 0 or (least == 0 and not strict):
            kept = least / 2 if strict else Fraction(0)
            scale = (hi - lo) ** degree
            found = [((c - kept) * comb(degree, i) / scale, i, degree - i) for i, c in enumerate(b) if c > kept]
            return [(kept, 0, 0), *found] if kept else found
        if b[0] < 0 or b[-1] < 0:  # the values at the ends
            return None
        degree = degree + 1 if degree < 6 else degree * 2
    return None


def as_square(p: Sequence[Fraction]) -> tuple[Fraction, tuple[Fraction, ...]] | None:
    """(c, q) with c > 0 and p = c q^2, q monic; None if p is no such multiple."""
    degree, odd = divmod(len(p) - 1, 2)
    if odd or not p or p[-1] <= 0:
        return None
    # q from the top: the coefficient of x^(degree + n) in q^2 gives that of x^n in q.
    monic = [c / p[-1] for c in p]
    q = [Fraction(0)] * degree + [Fraction(1)]
    for n in range(degree - 1, -1, -1):
        known = sum((q[i] * q[degree + n - i] for i in range(n + 1, degree)), Fraction(0))
        q[n] = (monic[degree + n] - known) / 2
    square = [Fraction(0)] * (2 * degree + 1)
    for i, a in enumerate(q):
        for j, b in enumerate(q):
            square[i + j] += a * b
    return (p[-1], tuple(q)) if square == monic else None


def _bernstein(p: Sequence[Fraction], lo: Fraction, hi: Fraction, degree: int) -> list[Fraction]:
    """The Bernstein coefficients of `p` on [lo, hi] at a degree not below its own."""
    # p(lo + (hi - lo) t) = sum a_k t^k, and b_i = sum over k <= i of a_k binomial(i, k)/binomial(degree, k).
    shifted = list(p)
    for n in range(len(p) - 1):  # Horner's scheme, once for each derivative
        for k in range(len(p) - 2, n - 1, -1):
            shifted[k] += lo * shifted[k + 1]
    a = [c * (hi - lo) ** k for k, c in enumerate(shifted)]
    return [
        sum((a[k] * comb(i, k) / comb(degree, k) for k in range(min(i, len(a) - 1) + 1)), Fraction(0))
        for i in range(degree + 1)
    ]
