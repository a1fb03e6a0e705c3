"""Continuously differentiable functions of one variable, built from parabolas that are joined exactly."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lojverify.exact import decimal

Parabola = tuple[Fraction, Fraction, Fraction]  # c0 + c1 x + c2 x^2
Pieces = list[tuple[Fraction | None, Parabola]]  # from right to left, where each begins; the last at -infinity


def short(x: float | Fraction, digits: int = 9) -> Fraction:
    """A rational of few digits near x."""
    return Fraction(decimal(Fraction(x), digits))


def square(factor: Fraction, center: Fraction) -> Parabola:
    """factor (x - center)^2."""
    return factor * center**2, -2 * factor * center, factor


def at(p: Parabola, x: Fraction) -> tuple[Fraction, Fraction]:
    """The value and the derivative of p at x."""
    return p[0] + x * (p[1] + x * p[2]), p[1] + 2 * x * p[2]


def osculating(p: Parabola, x: Fraction, second: Fraction) -> Parabola:
    """The parabola with the value and derivative of p at x, and another second derivative."""
    value, slope = at(p, x)
    return value - slope * x + second * x**2 / 2, slope - second * x, second / 2


def touching(p: Parabola, x: Fraction) -> tuple[Parabola, Fraction]:
    """The multiple of a square with the value and derivative of p at x, where both are not 0; and its zero."""
    value, slope = at(p, x)
    zero = x - 2 * value / slope
    return square(slope**2 / (4 * value), zero), zero


@dataclass
class Spline:
    """Pieces from right to left: (where a piece begins, the piece); the last begins at -infinity."""

    pieces: Pieces

    def as_json(self) -> list[dict[str, Any]]:
        """As the kernel reads it, from left to right."""
        found: list[dict[str, Any]] = []
        for (_, parabola), (end, _) in zip(self.pieces[::-1], [*self.pieces[-2::-1], (None, None)], strict=True):
            one: dict[str, Any] = {} if end is None else {"upto": str(end)}
            found.append(one | {"value": [str(c) for c in parabola]})
        return found

    def minus(self, other: "Spline") -> "Spline":
        """self - other."""
        starts = sorted({s for one in (self, other) for s, _ in one.pieces if s is not None}, reverse=True)
        found: Pieces = []
        for start in [*starts, None]:
            a, b = (_piece(one.pieces, start) for one in (self, other))
            found.append((start, (a[0] - b[0], a[1] - b[1], a[2] - b[2])))
        return Spline(found)


def _piece(pieces: Pieces, start: Fraction | None) -> Parabola:
    """The piece just to the right of a point, or the leftmost one."""
    for begins, parabola in pieces:
        if begins is None or (start is not None and begins <= start):
            return parabola
    raise AssertionError("the last piece begins at -infinity")
