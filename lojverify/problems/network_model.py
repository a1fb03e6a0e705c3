"""The network of appendix A with its data and its start, exactly, and as an object of JSON.

phi(x, theta) = W_L sigma_{L-1}( ... sigma_1(W_1 x + b_1) ... ) + b_L has one output, as in (A.2) with sigma_L(u) = u,
and theta = (W_1, b_1, ..., W_L, b_L) as in (A.3), each matrix row by row. F is the mean of
(phi(x_i, theta) - y_i)^2, (A.1).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from lojverify.errors import InputError, RejectedError
from lojverify.exact import read
from lojverify.problems.activations import ACTIVATIONS, Activation
from lojverify.problems.least_squares_evidence import numbers_from, numbers_to

Rows = Sequence[Sequence[Fraction]]


@dataclass(frozen=True, eq=False)
class Model:
    """See the module.

    inputs       n >= 1 rows of d_0 numbers
    targets      n numbers
    widths       d_1, ..., d_{L-1}, each at least 1; L >= 2
    activations  sigma_1, ..., sigma_{L-1}
    theta0       sum of d_l (d_{l-1} + 1) numbers, l = 1, ..., L, with d_L = 1

    Raises InputError where these numbers do not fit together.
    """

    inputs: Rows
    targets: Sequence[Fraction]
    widths: tuple[int, ...]
    activations: tuple[Activation, ...]
    theta0: Sequence[Fraction]

    def __post_init__(self) -> None:
        columns = {len(row) for row in self.inputs}
        if len(columns) != 1 or columns == {0} or len(self.targets) != len(self.inputs):
            raise InputError("every sample needs a target and the same number of inputs, at least one")
        if not self.widths or min(self.widths) < 1 or len(self.activations) != len(self.widths):
            raise InputError(
                "a network needs a hidden layer, and every hidden layer a width and an activation function"
            )
        if len(self.theta0) != self.dimension:
            raise InputError(
                f"theta0 needs {self.dimension} numbers for layers of width {', '.join(map(str, self.shape))}, "
                f"not {len(self.theta0)}",
                display="A.3",
            )

    @property
    def shape(self) -> tuple[int, ...]:
        """d_0, ..., d_L."""
        return len(self.inputs[0]), *self.widths, 1

    @property
    def dimension(self) -> int:
        """The number of parameters."""
        return sum(d * (below + 1) for below, d in pairwise(self.shape))

    def layers(self) -> list[tuple[Rows, Sequence[Fraction]]]:
        """W_l and b_l at the start, for l = 1, ..., L."""
        return [
            ([self.theta0[at + i * below : at + (i + 1) * below] for i in range(d)], self.theta0[end - d : end])
            for below, d, at, end in self.places()
        ]

    def places(self) -> Iterator[tuple[int, int, int, int]]:
        """For each layer: d_{l-1}, d_l, and where its parameters begin and end in theta."""
        at = 0
        for below, d in pairwise(self.shape):
            end = at + d * (below + 1)
            yield below, d, at, end
            at = end

    def as_json(self) -> dict[str, Any]:
        """The model as an object of JSON, from which `from_json` makes it again."""
        layers = zip(self.widths, self.activations, strict=True)
        return {
            "inputs": _numbers_to(self.inputs),
            "targets": _numbers_to([self.targets]),
            "layers": [{"width": width, **one.as_json()} for width, one in layers],
            "theta0": _numbers_to([self.theta0]),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Model:
        """The model of `as_json`. Raises RejectedError or what reading a malformed object raises."""
        (targets,), (theta0,) = _numbers_from(data["targets"]), _numbers_from(data["theta0"])
        widths = tuple(layer["width"] for layer in data["layers"])
        if not all(type(width) is int for width in widths):
            raise RejectedError("a width is no integer")
        activations = []
        for layer in data["layers"]:
            kind = ACTIVATIONS[layer["activation"]]
            activations.append(kind(*(read(layer[name], name) for name in kind.parameters())))
        return cls(_numbers_from(data["inputs"]), targets, widths, tuple(activations), theta0)


def theorem_start(shape: Sequence[int], weights: Sequence[Fraction]) -> list[Fraction]:
    """The start of Theorem A.2: W_1 = 0, all biases 0, and all entries of W_l equal to weights[l - 2], l >= 2."""
    found: list[Fraction] = []
    for (below, d), weight in zip(pairwise(shape), (Fraction(0), *weights), strict=True):
        found += [weight] * (d * below) + [Fraction(0)] * d
    return found


def _numbers_to(rows: Rows) -> dict[str, Any]:
    """Rows of rationals over their least common denominator, as `numbers_to` writes them."""
    scale = math.lcm(*(x.denominator for row in rows for x in row))
    return numbers_to([[x.numerator * (scale // x.denominator) for x in row] for row in rows], scale)


def _numbers_from(data: Mapping[str, Any]) -> list[list[Fraction]]:
    if not isinstance(data["denominator"], str):
        raise RejectedError("a denominator is no text")
    rows, scale = numbers_from(data)
    return [[Fraction(x, scale) for x in row] for row in rows]
