"""What is known of a network at its start: its outputs and Jacobian there, and the sizes of its weights.

Outputs, slopes and the Gram matrix of the gradients are enclosed by balls (Arb). Eigenvalues are claimed by `Claims`,
guessed in floating point or read from evidence, and each is proved here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from lojverify.enclose import Bounds
from lojverify.enclose.matrix import BallMatrix
from lojverify.errors import RejectedError
from lojverify.exact import sqrt_bounds
from lojverify.problems.network_model import Model
from lojverify.problems.spectrum import Enclosed, guess_least, guess_most, is_least, is_most

BITS = 192
ROOT_BITS = 96


@dataclass(frozen=True)
class Claims:
    """Bounds of eigenvalues; None where nothing is claimed.

    inputs          lambda_0, below those of (X X^T + 1 1^T)/n, X with the rows x_i
    jacobian_least  below those of J J^T at theta0, the rows of J the gradients of the outputs;  jacobian_most  above
    norms           for l = 2, ..., L: above those of W_l W_l^T
    singular        for l = 2, ..., L: below those of W_l W_l^T
    """

    inputs: Fraction | None
    jacobian_least: Fraction | None
    jacobian_most: Fraction | None
    norms: tuple[Fraction, ...]
    singular: tuple[Fraction | None, ...]

    def as_json(self) -> dict[str, Any]:
        """The claims as texts."""
        return {
            name: [_text(x) for x in value] if isinstance(value, tuple) else _text(value)
            for name, value in asdict(self).items()
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Claims:
        """The claims of `as_json`."""
        return cls(
            _read(data["inputs"]),
            _read(data["jacobian_least"]),
            _read(data["jacobian_most"]),
            tuple(_needed(one) for one in data["norms"]),
            tuple(_read(one) for one in data["singular"]),
        )


@dataclass(frozen=True)
class Weights:
    """Sizes of W_l at the start, l >= 2.

    norm      >= |W_l|, the largest singular value;  column   >= the length of each column
    singular  <= |W_l^T v|/|v| for every v, and >= 0;  entry   the least entry
    """

    norm: Fraction
    column: Fraction
    singular: Fraction
    entry: Fraction


@dataclass(frozen=True, eq=False)
class Centre:
    """What is known at the start; per sample, and per layer from the first.

    model      the network
    lengths    |x_i|^2 + 1
    inputs     for each hidden layer and sample: bounds of the arguments z of its units
    outputs    for each hidden layer and sample: >= the length of its outputs
    weights    of the layers from the second
    path       <= |W_2^T ... W_L^T|
    least      lambda_0, or 0
    gradients  >= |grad phi(x_i, .)|
    jacobian   0 <= its least, and >= its largest singular value, over sqrt(n)
    loss       >= F(theta0), and equal where the outputs are known exactly
    """

    model: Model
    lengths: list[Fraction]
    inputs: list[list[list[Bounds]]]
    outputs: list[list[Fraction]]
    weights: list[Weights]
    path: Fraction
    least: Fraction
    gradients: list[Fraction]
    jacobian: Bounds
    loss: Fraction


class Start:
    """The matrices at the start from which `Claims` are guessed, and by which `Centre` proves them."""

    def __init__(self, model: Model) -> None:
        self.model = model
        layers = [(BallMatrix.of(W, BITS), BallMatrix.of([b] * len(model.inputs), BITS)) for W, b in model.layers()]
        self.weights = [W for W, _ in layers]
        self._forward([b for _, b in layers])
        self._backward()

    def _forward(self, biases: Sequence[BallMatrix]) -> None:
        """``outputs[l]``, ``inputs[l]`` of the hidden layers, ``last`` of the network: a row for each sample."""
        self.outputs = [BallMatrix.of(self.model.inputs, BITS)]
        self.inputs: list[BallMatrix] = []
        for weights, bias, sigma in zip(self.weights, biases, self.model.activations, strict=False):
            self.inputs.append(self.outputs[-1] @ weights.transposed() + bias)
            self.outputs.append(self.inputs[-1].map(_on(sigma.value)))
        self.last = self.outputs[-1] @ self.weights[-1].transposed() + biases[-1]

    def _backward(self) -> None:
        """``gram``: J J^T is the sum over layers of (p_i.p_j) (a_i.a_j + 1), p the derivatives by their inputs."""
        ones = BallMatrix.of([[Fraction(1)] for _ in self.model.inputs], BITS)
        square = ones @ ones.transposed()
        slopes, self.gram = ones, (self.outputs[-1] @ self.outputs[-1].transposed()) + square
        above = reversed(list(zip(self.weights[1:], self.inputs, self.outputs, self.model.activations, strict=False)))
        for weights, inputs, outputs, sigma in above:
            rates = inputs.map(_on(sigma.slope))
            slopes = (slopes @ weights).entrywise(rates)
            below = outputs @ outputs.transposed() + square
            self.gram += (slopes @ slopes.transposed()).entrywise(below)

    @cached_property
    def products(self) -> Enclosed:
        """J J^T."""
        return self.gram.bounds()

    @cached_property
    def data(self) -> Enclosed:
        """(X X^T + 1 1^T)/n."""
        inputs, n = self.outputs[0], len(self.model.inputs)
        share = BallMatrix.of([[Fraction(1, n)] * n] * n, BITS)
        ones = BallMatrix.of([[Fraction(1)] * n] * n, BITS)
        return (inputs @ inputs.transposed() + ones).entrywise(share).bounds()

    @cached_property
    def squares(self) -> list[tuple[Enclosed, bool]]:
        """For l >= 2 the smaller of W_l W_l^T and W_l^T W_l, and whether it is the first."""
        found: list[tuple[Enclosed, bool]] = []
        for weights in self.weights[1:]:
            rows, columns = weights.shape
            first = rows <= columns
            square = weights @ weights.transposed() if first else weights.transposed() @ weights
            found.append((square.bounds(), first))
        return found

    def guess(self) -> Claims:
        """Claims that are proved, as sharp as they can be."""
        gram, squares = self.products, self.squares
        return Claims(
            guess_least(self.data),
            guess_least(gram),
            guess_most(gram),
            tuple(guess_most(one) or Fraction(0) for one, _ in squares),
            tuple(guess_least(one) if first else None for one, first in squares),
        )

    def centre(self, claims: Claims) -> Centre:
        """What is known at the start. Raises RejectedError for a claim that is not proved."""
        gram, model, n = self.products, self.model, len(self.model.inputs)
        trace = sum((gram[i][i].upper for i in range(n)), Fraction(0))
        least = _proved(claims.jacobian_least, gram, "J J^T", is_least) or Fraction(0)
        most = _proved(claims.jacobian_most, gram, "J J^T", is_most) or trace
        errors = [
            Bounds(out.lower - y, out.upper - y) for (out,), y in zip(self.last.bounds(), model.targets, strict=True)
        ]
        product = self.weights[-1]
        for weights in reversed(self.weights[1:-1]):
            product = product @ weights
        return Centre(
            model,
            [sum((x * x for x in row), Fraction(1)) for row in model.inputs],
            [layer.bounds() for layer in self.inputs],
            [[_length(row)[1] for row in layer.bounds()] for layer in self.outputs[1:]],
            self._sizes(claims),
            _length(product.bounds()[0])[0],
            _proved(claims.inputs, self.data, "(X X^T + 1 1^T)/n", is_least) or Fraction(0),
            [sqrt_bounds(gram[i][i].upper, ROOT_BITS)[1] for i in range(n)],
            Bounds(sqrt_bounds(least / n, ROOT_BITS)[0], sqrt_bounds(most / n, ROOT_BITS)[1]),
            sum((max(-x.lower, x.upper) ** 2 for x in errors), Fraction(0)) / n,
        )

    def _sizes(self, claims: Claims) -> list[Weights]:
        layers = self.model.layers()[1:]
        found = []
        for (W, _), (square, first), norm, least in zip(
            layers, self.squares, claims.norms, claims.singular, strict=True
        ):
            if not is_most(square, norm):
                raise RejectedError("the norm of a matrix of weights is not shown")
            if least is not None and not first:
                raise RejectedError("a matrix of weights has more rows than columns, so that W^T has a kernel")
            shown = _proved(least, square, "W W^T", is_least) or Fraction(0)
            columns = max(sum((x * x for x in column), Fraction(0)) for column in zip(*W, strict=True))
            found.append(
                Weights(
                    sqrt_bounds(norm, ROOT_BITS)[1],
                    sqrt_bounds(columns, ROOT_BITS)[1],
                    sqrt_bounds(shown, ROOT_BITS)[0],
                    min(x for row in W for x in row),
                )
            )
        return found


def _on(function: Callable[[Fraction, Fraction], Bounds]) -> Callable[[Bounds], Bounds]:
    return lambda x: function(x.lower, x.upper)


def _proved(value: Fraction | None, matrix: Enclosed, name: str, is_shown: Any) -> Fraction | None:
    if value is not None and (value < 0 or not is_shown(matrix, value)):
        raise RejectedError(f"an eigenvalue of {name} is not shown")
    return value


def _length(row: Sequence[Bounds]) -> tuple[Fraction, Fraction]:
    """Bounds of the length of a vector with these entries."""
    low = sum((max(x.lower, -x.upper, Fraction(0)) ** 2 for x in row), Fraction(0))
    high = sum((max(-x.lower, x.upper) ** 2 for x in row), Fraction(0))
    return sqrt_bounds(low, ROOT_BITS)[0], sqrt_bounds(high, ROOT_BITS)[1]


def _text(x: Fraction | None) -> str | None:
    return None if x is None else str(x)


def _read(value: Any) -> Fraction | None:
    return None if value is None else _needed(value)


def _needed(value: Any) -> Fraction:
    if not isinstance(value, str):
        raise RejectedError("a number is no text")
    numerator, _, denominator = value.partition("/")
    return Fraction(int(numerator), int(denominator or 1))
