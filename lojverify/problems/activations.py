"""Activation functions with rigorous ranges of their values, slopes and second derivatives.

A new one is a class here with a `name`: a frozen dataclass whose fields are its parameters, with the three ranges and
the two functions in floating point. All of them vanish at 0, as Theorem A.2 asks.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from lojverify.enclose import Bounds
from lojverify.enclose.elementary import cos, pi, sigmoid, sin, softplus, tanh
from lojverify.errors import InputError
from lojverify.exact import sqrt_bounds, text

if TYPE_CHECKING:
    from lojverify.problems.base import Floats


class Activation(ABC):
    """A twice continuously differentiable function sigma with sigma(0) = 0.

    `lower <= upper` in its methods are rationals; bounds contain what they bound, and need not be the best.
    """

    name: ClassVar[str]

    @abstractmethod
    def value(self, lower: Fraction, upper: Fraction) -> Bounds:
        """Bounds of sigma on [lower, upper]."""

    @abstractmethod
    def slope(self, lower: Fraction, upper: Fraction) -> Bounds:
        """Bounds of sigma' on [lower, upper]."""

    @abstractmethod
    def curvature(self, lower: Fraction, upper: Fraction) -> Fraction:
        """An upper bound of |sigma''| on [lower, upper]."""

    @abstractmethod
    def floats(self, x: Floats) -> Floats:
        """sigma in floating point, for simulation."""

    @abstractmethod
    def float_slopes(self, x: Floats) -> Floats:
        """sigma' in floating point, for simulation."""

    @classmethod
    def parameters(cls) -> tuple[str, ...]:
        """The names of the parameters."""
        return tuple(one.name for one in fields(cls))  # type: ignore[arg-type]

    def as_json(self) -> dict[str, str]:
        """The name and the parameters, as texts."""
        return {"activation": self.name} | {one: text(getattr(self, one)) for one in self.parameters()}


@dataclass(frozen=True)
class Identity(Activation):
    """sigma(u) = u."""

    name: ClassVar[str] = "identity"

    def value(self, lower: Fraction, upper: Fraction) -> Bounds:
        return Bounds(lower, upper)

    def slope(self, lower: Fraction, upper: Fraction) -> Bounds:  # noqa: ARG002
        return Bounds(Fraction(1), Fraction(1))

    def curvature(self, lower: Fraction, upper: Fraction) -> Fraction:  # noqa: ARG002
        return Fraction(0)

    def floats(self, x: Floats) -> Floats:
        return x

    def float_slopes(self, x: Floats) -> Floats:
        return x * 0 + 1


@dataclass(frozen=True)
class Wave(Activation):
    """sigma(u) = u + amplitude sin u. Its slopes are positive if |amplitude| < 1."""

    amplitude: Fraction
    name: ClassVar[str] = "wave"

    def value(self, lower: Fraction, upper: Fraction) -> Bounds:
        wave = _cosine_range(lower - pi().upper / 2, upper - pi().lower / 2) if lower < upper else sin(lower)
        return _sum(Bounds(lower, upper), _times(self.amplitude, wave))

    def slope(self, lower: Fraction, upper: Fraction) -> Bounds:
        return _sum(Bounds(Fraction(1), Fraction(1)), _times(self.amplitude, _cosine_range(lower, upper)))

    def curvature(self, lower: Fraction, upper: Fraction) -> Fraction:
        # sin u = cos(u - pi/2); the interval is widened because pi is not rational.
        wave = _cosine_range(lower - pi().upper / 2, upper - pi().lower / 2)
        return abs(self.amplitude) * max(wave.upper, -wave.lower)

    def floats(self, x: Floats) -> Floats:
        import numpy as np

        return x + float(self.amplitude) * np.sin(x)

    def float_slopes(self, x: Floats) -> Floats:
        import numpy as np

        return 1 + float(self.amplitude) * np.cos(x)


@dataclass(frozen=True)
class _Leaky(Activation):
    """leak u + (1 - leak) s(u), where s is bounded in slope by 1 and rises; 0 <= leak <= 1."""

    leak: Fraction

    def __post_init__(self) -> None:
        if not 0 <= self.leak <= 1:
            raise InputError(name="leak", value=text(self.leak), relation="0 <= leak <= 1")


@dataclass(frozen=True)
class LeakyTanh(_Leaky):
    """sigma(u) = leak u + (1 - leak) tanh u, 0 <= leak <= 1. Its slopes are positive, and at least leak."""

    name: ClassVar[str] = "leaky-tanh"

    def value(self, lower: Fraction, upper: Fraction) -> Bounds:
        ends = Bounds(tanh(lower).lower, tanh(upper).upper)
        return _sum(_times(self.leak, Bounds(lower, upper)), _times(1 - self.leak, ends))

    def slope(self, lower: Fraction, upper: Fraction) -> Bounds:
        # tanh' = 1 - tanh^2 falls in |u|.
        near, far = _distances(lower, upper)
        ends = Bounds(1 - tanh(far).upper ** 2, 1 - tanh(near).lower ** 2)
        return _sum(Bounds(self.leak, self.leak), _times(1 - self.leak, ends))

    def curvature(self, lower: Fraction, upper: Fraction) -> Fraction:
        # |tanh''| = 2 t (1 - t^2), t = tanh |u|, rises up to t^2 = 1/3, where it is 4/(3 sqrt 3), and falls beyond.
        near, far = _distances(lower, upper)
        low, high = tanh(near).lower, tanh(far).upper
        if 3 * high**2 <= 1:
            most = 2 * high * (1 - high**2)
        elif 3 * low**2 >= 1:
            most = 2 * low * (1 - low**2)
        else:
            most = sqrt_bounds(Fraction(16, 27), 128)[1]
        return (1 - self.leak) * most

    def floats(self, x: Floats) -> Floats:
        import numpy as np

        return float(self.leak) * x + float(1 - self.leak) * np.tanh(x)

    def float_slopes(self, x: Floats) -> Floats:
        import numpy as np

        return float(self.leak) + float(1 - self.leak) * (1 - np.tanh(x) ** 2)


@dataclass(frozen=True)
class LeakySoftplus(_Leaky):
    """sigma(u) = leak u + (1 - leak) (log(1 + e^u) - log 2), 0 <= leak <= 1. Its slopes are positive."""

    name: ClassVar[str] = "leaky-softplus"

    def value(self, lower: Fraction, upper: Fraction) -> Bounds:
        if lower == upper == 0:
            return Bounds(Fraction(0), Fraction(0))
        origin = softplus(Fraction(0))
        ends = Bounds(softplus(lower).lower - origin.upper, softplus(upper).upper - origin.lower)
        return _sum(_times(self.leak, Bounds(lower, upper)), _times(1 - self.leak, ends))

    def slope(self, lower: Fraction, upper: Fraction) -> Bounds:
        ends = Bounds(sigmoid(lower).lower, sigmoid(upper).upper)
        return _sum(Bounds(self.leak, self.leak), _times(1 - self.leak, ends))

    def curvature(self, lower: Fraction, upper: Fraction) -> Fraction:
        # s(1 - s) with s = sigmoid |u| >= 1/2 falls in |u|.
        near, _ = _distances(lower, upper)
        share = max(sigmoid(near).lower, Fraction(1, 2))
        return (1 - self.leak) * share * (1 - share)

    def floats(self, x: Floats) -> Floats:
        import numpy as np

        found: Floats = float(self.leak) * x + float(1 - self.leak) * (np.logaddexp(0, x) - np.log(2))
        return found

    def float_slopes(self, x: Floats) -> Floats:
        import numpy as np

        return float(self.leak) + float(1 - self.leak) * (1 + np.tanh(x / 2)) / 2


ACTIVATIONS: dict[str, type[Activation]] = {one.name: one for one in (Identity, Wave, LeakyTanh, LeakySoftplus)}


def _sum(first: Bounds, second: Bounds) -> Bounds:
    return Bounds(first.lower + second.lower, first.upper + second.upper)


def _times(factor: Fraction, bounds: Bounds) -> Bounds:
    ends = factor * bounds.lower, factor * bounds.upper
    return Bounds(min(ends), max(ends))


def _distances(lower: Fraction, upper: Fraction) -> tuple[Fraction, Fraction]:
    """The least and the greatest |u| on [lower, upper]."""
    return max(lower, -upper, Fraction(0)), max(-lower, upper)


def _cosine_range(lower: Fraction, upper: Fraction) -> Bounds:
    """Bounds of the cosine on [lower, upper]."""
    ends = cos(lower), cos(upper)
    least, most = min(ends[0].lower, ends[1].lower), max(ends[0].upper, ends[1].upper)
    # An extreme k pi lies inside only if it does for some value of pi within its bounds; k even: 1, k odd: -1.
    low, high = pi()
    first = math.ceil(min(lower / low, lower / high))
    last = math.floor(max(upper / low, upper / high))
    if last > first or (last == first and first % 2):
        least = Fraction(-1)
    if last > first or (last == first and first % 2 == 0):
        most = Fraction(1)
    return Bounds(max(least, Fraction(-1)), min(most, Fraction(1)))
