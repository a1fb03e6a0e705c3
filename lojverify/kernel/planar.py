"""Piecewise parabolas of one variable, and polynomials of two that are nonnegative on a disc or an annulus. Exact."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import comb, factorial, lcm

from .arguments import a_list, an_object, need, rational

Poly = list[list[Fraction]]  # [i][j] is the coefficient of x^i y^j
Box = tuple[Fraction, Fraction, Fraction, Fraction]  # x from, x to, y from, y to
ZERO = Fraction(0)
_LONGEST = 1000  # characters of a number
_MOST_PIECES = 24


def lowest(text: object) -> Fraction:
    """A rational text of moderate length in lowest terms."""
    need(isinstance(text, str) and len(text) <= _LONGEST, "a number is not a text of moderate length")
    value = rational(text)
    need(str(value) == text, f"{text} is not in lowest terms")
    return value


def derivative(terms: Sequence[Fraction]) -> list[Fraction]:
    """The coefficients of the derivative."""
    return [n * c for n, c in enumerate(terms)][1:]


def _at(terms: Sequence[Fraction], x: Fraction) -> Fraction:
    total = ZERO
    for c in reversed(terms):
        total = total * x + c
    return total


class Piecewise:
    """A continuously differentiable function: [{"upto": b, "value": [c0, c1, c2]}, ..., {"value": [...]}]."""

    def __init__(self, raw: object, name: str) -> None:
        parts = [an_object(one, name) for one in a_list(raw, name)]
        need(0 < len(parts) <= _MOST_PIECES, f"{name} has no pieces or too many")
        need(all(set(one) == {"upto", "value"} for one in parts[:-1]) and set(parts[-1]) == {"value"}, f"{name}: keys")
        self.ends = [lowest(one["upto"]) for one in parts[:-1]]
        self.pieces = [[lowest(c) for c in a_list(one["value"], name)] for one in parts]
        need(all(1 <= len(terms) <= 3 for terms in self.pieces), f"{name} has a piece of a degree above 2")
        need(all(a < b for a, b in pairwise(self.ends)), f"{name}: the ends do not increase")
        for end, (one, other) in zip(self.ends, pairwise(self.pieces), strict=True):
            need(_at(one, end) == _at(other, end), f"{name} is not continuous at {end}")
            smooth = _at(derivative(one), end) == _at(derivative(other), end)
            need(smooth, f"{name} is not continuously differentiable at {end}")

    def piece(self, x: Fraction) -> list[Fraction]:
        """The polynomial just to the right of x."""
        return self.pieces[bisect_right(self.ends, x)]

    def left_of(self, x: Fraction) -> tuple[Fraction | None, list[Fraction]]:
        """The piece that ends at x or contains it inside, and where it begins."""
        n = len([end for end in self.ends if end < x])
        return (self.ends[n - 1] if n else None), self.pieces[n]

    def value(self, x: Fraction, order: int = 0) -> Fraction:
        """The function, or with order 1 its derivative."""
        terms = self.piece(x)
        return _at(derivative(terms) if order else terms, x)

    def plus(self, other: Piecewise, factor: Fraction) -> Piecewise:
        """self + factor * other."""
        found = object.__new__(Piecewise)
        found.ends = sorted({*self.ends, *other.ends})
        points = [found.ends[0] - 1, *found.ends] if found.ends else [ZERO]
        found.pieces = []
        for x in points:
            one, two = self.piece(x), other.piece(x)
            size = max(len(one), len(two))
            padded = ([*terms, *[ZERO] * (size - len(terms))] for terms in (one, two))
            found.pieces.append([a + factor * b for a, b in zip(*padded, strict=True)])
        return found

    def increases(self, low: Fraction, high: Fraction) -> bool:
        """Whether the derivative is positive on [low, high]; it is linear between the ends of pieces."""
        inside = [low, *(end for end in self.ends if low < end < high), high]
        return all(self.value(x, 1) > 0 for x in inside)


def cuts(ends: Sequence[Fraction], low: Fraction, high: Fraction) -> list[Fraction]:
    """The ends of the intervals into which [low, high] is divided."""
    return [low, *sorted({end for end in ends if low < end < high}), high]


def meets(box: Box, low: Fraction, high: Fraction) -> bool:
    """Whether the box may contain a point at a distance from low to high of the origin (false only if it does not)."""
    near = sum((max(a, -b, ZERO) ** 2 for a, b in (box[:2], box[2:])), ZERO)
    far = sum((max(abs(a), abs(b)) ** 2 for a, b in (box[:2], box[2:])), ZERO)
    return near <= high**2 and far >= low**2


def nonnegative(p: Poly, box: Box, low: Fraction, high: Fraction, left: list[int]) -> bool:
    """Whether p >= 0 where the box meets the annulus from low to high, shown by Bernstein coefficients.

    A box on which some are negative is halved, unless it lies outside; `left` counts how often that may still be done.
    """
    waiting = [(box, _bernstein(p, box))]
    while waiting:
        (x0, x1, y0, y1), b = waiting.pop()
        if min(map(min, b)) >= 0 or not meets((x0, x1, y0, y1), low, high):
            continue
        left[0] -= 1
        corners = ((x0, y0, 0, 0), (x0, y1, 0, -1), (x1, y0, -1, 0), (x1, y1, -1, -1))
        if left[0] < 0 or any(b[i][j] < 0 and low**2 <= x**2 + y**2 <= high**2 for x, y, i, j in corners):
            return False
        if (x1 - x0) * (box[3] - box[2]) >= (y1 - y0) * (box[1] - box[0]):
            x = (x0 + x1) / 2
            one, other = _halved(b)
            waiting += [((x0, x, y0, y1), one), ((x, x1, y0, y1), other)]
        else:
            y = (y0 + y1) / 2
            one, other = (_transposed(half) for half in _halved(_transposed(b)))
            waiting += [((x0, x1, y0, y), one), ((x0, x1, y, y1), other)]
    return True


def _halved(b: list[list[int]]) -> tuple[list[list[int]], list[list[int]]]:
    """Positive multiples of the Bernstein coefficients on the two halves in x: de Casteljau's scheme, times 2^n."""
    n, row = len(b) - 1, b
    one, other = [[c << n for c in b[0]]], [[c << n for c in b[-1]]]
    for k in range(1, n + 1):
        row = [[p + q for p, q in zip(*pair, strict=True)] for pair in pairwise(row)]
        one.append([c << (n - k) for c in row[0]])
        other.append([c << (n - k) for c in row[-1]])
    return one, other[::-1]


def _transposed(b: list[list[int]]) -> list[list[int]]:
    return [list(column) for column in zip(*b, strict=True)]


def _bernstein(p: Poly, box: Box) -> list[list[int]]:
    """A positive multiple of the Bernstein coefficients of p on a box; the four at the corners are its values there."""
    factor = lcm(*(c.denominator for row in p for c in row))
    rows = [_in_one([int(c * factor) for c in row], box[2], box[3]) for row in p]
    return _transposed([_in_one(column, box[0], box[1]) for column in _transposed(rows)])


def _in_one(p: Sequence[int], low: Fraction, high: Fraction) -> list[int]:
    """n! d^n times the Bernstein coefficients on [low, high] of a polynomial of degree n; d: see below.

    With low = l/d and high - low = w/d, d^n p(low + (high - low) t) = sum p_k d^(n-k) (l + w t)^k = sum a_k t^k, and
    b_i = sum over k <= i of a_k binomial(i, k)/binomial(n, k).
    """
    n, d = len(p) - 1, lcm(low.denominator, high.denominator)
    start, width = int(low * d), int((high - low) * d)
    a = [c * d ** (n - k) for k, c in enumerate(p)]
    for m in range(n):  # Horner's scheme, once for each derivative
        for k in range(n - 1, m - 1, -1):
            a[k] += start * a[k + 1]
    a = [c * width**k * factorial(k) * factorial(n - k) for k, c in enumerate(a)]
    return [sum(a[k] * comb(i, k) for k in range(i + 1)) for i in range(n + 1)]


def add(p: Poly, q: Poly) -> Poly:
    """p + q."""
    rows, columns = max(len(p), len(q)), max(len(p[0]), len(q[0]))
    found = [[ZERO] * columns for _ in range(rows)]
    for one in (p, q):
        for i, row in enumerate(one):
            for j, c in enumerate(row):
                found[i][j] += c
    return found


def scale(c: Fraction, p: Poly) -> Poly:
    """c p."""
    return [[c * a for a in row] for row in p]


def multiply(p: Poly, q: Poly) -> Poly:
    """p q."""
    found = [[ZERO] * (len(p[0]) + len(q[0]) - 1) for _ in range(len(p) + len(q) - 1)]
    for i, row in enumerate(p):
        for j, a in enumerate(row):
            for k, other in enumerate(q):
                for m, b in enumerate(other):
                    found[i + k][j + m] += a * b
    return found


def dx(p: Poly) -> Poly:
    """The derivative in x."""
    return [[n * c for c in row] for n, row in enumerate(p)][1:] or [[ZERO]]


def dy(p: Poly) -> Poly:
    """The derivative in y."""
    return [derivative(row) or [ZERO] for row in p]
