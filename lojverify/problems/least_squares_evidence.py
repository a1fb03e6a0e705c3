"""The evidence for the constants of least squares, replayed in exact integers by the standard library alone.

F(theta) = (1/n) |X theta - y|^2 with rows x_i of X. Let S hold those rows, or some of them, of which all are
combinations, e = y - X theta0, and K = S S^T. All stochastic gradients are in the span of the rows, so the run stays in
theta0 + span, and F is considered there. What is checked, and what follows:

    X theta* = y has a solution; theta* is the one in theta0 + span, V0 = |theta0 - theta*|^2
    lambda |u|^2 <= |X u|^2 <= mu |u|^2 on the span           (matrices that are shown to be semidefinite)
    grad F . (theta - theta*) = 2 F,    4 lambda/n F <= |grad F|^2 <= 4 mu/n F,    F >= (lambda/n) |theta - theta*|^2
    E|v|^2 <= l F for one sample, l = 4 max |x_i|^2;           v = 2 (x_i.theta - y_i) x_i, i uniform
    E|v|^2 <= l_b F and E|v - grad F|^2 <= sigma F for a batch, with the factors of `Batch`, or from
    E|v|^2 = (4/n^2) e^T (phi n diag |x_i|^2 + (1 - phi) X X^T) e as largest eigenvalues, which is sharper

The structure says how S is found: "rows" (all rows, independent), "columns" (the rows span R^d; theta* is given
exactly), "basis" (some rows, with the coefficients of the others).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from operator import mul
from typing import Any

from lojverify.constants import Constants
from lojverify.errors import RejectedError
from lojverify.exact import decimal, read, sqrt_bounds
from lojverify.problems.base import Batch, ProblemConstants, Star
from lojverify.problems.definite import (
    Matrix,
    combined,
    gram,
    is_semidefinite,
    scaled_identity,
    times,
    transposed,
)

STRUCTURES = ("rows", "columns", "basis")
KEYS = {
    *("kind", "inputs", "targets", "start", "radius", "batch", "replacement"),  # the problem
    *("structure", "basis", "solution"),  # why the data are interpolated
    *("smallest", "largest", "spread", "second_moment", "directions"),  # claims about eigenvalues
}
SLACK = 36  # a matrix is shown to be semidefinite with a margin of 2^-36 of its size
_LONG: int = 10**40  # longer numerators and denominators are rounded


@dataclass(frozen=True)
class System:
    """X = rows/scale, and e = errors/unit, all of them integers."""

    rows: Matrix
    scale: int
    errors: list[int]
    unit: int

    @classmethod
    def read(cls, evidence: Mapping[str, Any]) -> System:
        """The system of the data and the start that are in the evidence."""
        rows, scale = numbers_from(evidence["inputs"])
        (targets,), unit = numbers_from(evidence["targets"])
        (start,), share = numbers_from(evidence["start"])
        _need(bool(rows) and {len(row) for row in rows} == {len(start)}, "the rows have different lengths")
        _need(len(targets) == len(rows), "there is not one target for each row")
        return cls.at(rows, scale, targets, unit, start, share)

    @classmethod
    def at(
        cls, rows: Matrix, scale: int, targets: Sequence[int], unit: int, start: Sequence[int], share: int
    ) -> System:
        """e = y - X theta0 with the common denominator of all three."""
        predicted = times(rows, start)
        errors = [y * scale * share - x * unit for x, y in zip(predicted, targets, strict=True)]
        return cls(rows, scale, errors, unit * scale * share)

    @cached_property
    def outer(self) -> Matrix:
        """X X^T scale^2."""
        return gram(self.rows)

    @cached_property
    def inner(self) -> Matrix:
        """X^T X scale^2."""
        return gram(transposed(self.rows))

    @cached_property
    def smaller(self) -> Matrix:
        """The smaller of the two, which has the same positive eigenvalues."""
        return self.outer if len(self.rows) <= len(self.rows[0]) else self.inner

    @property
    def loss(self) -> Fraction:
        """F(theta0)."""
        return Fraction(sum(map(mul, self.errors, self.errors)), self.unit**2 * len(self.rows))

    def lengths(self) -> list[int]:
        """|x_i|^2 scale^2."""
        return [self.outer[i][i] for i in range(len(self.rows))]


def numbers_to(rows: Sequence[Sequence[int]], denominator: int) -> dict[str, Any]:
    """Rows of rationals as an object of JSON: a text a row, and their common denominator."""
    return {"denominator": str(denominator), "rows": [" ".join(map(str, row)) for row in rows]}


def numbers_from(data: Mapping[str, Any]) -> tuple[Matrix, int]:
    """The rows and the common denominator, from `numbers_to`."""
    denominator = int(data["denominator"])
    _need(denominator > 0, "a denominator is not positive")
    return [[int(entry) for entry in row.split()] for row in data["rows"]], denominator


def replay(evidence: Mapping[str, Any]) -> ProblemConstants:
    """What the evidence proves. Raises RejectedError where it does not prove it."""
    return prove(evidence).on_ball(read(evidence["radius"], "radius"))


@dataclass(frozen=True)
class Proved:
    """What the evidence proves on every ball: the constants, V0, bounds of them from the other side, max |x_i|^2."""

    evidence: Mapping[str, Any]
    batch: Batch
    loss: Fraction
    alpha: Fraction
    growth: Fraction
    noise: Fraction
    expected_smoothness: Fraction
    distance: Fraction
    sharpest: Mapping[str, Fraction]
    longest: Fraction
    words: tuple[str, str]

    def on_ball(self, radius: Fraction) -> ProblemConstants:
        """The constants on the ball of this radius."""
        reach = radius - sqrt_bounds(self.distance, 128)[1]
        confinement = shortened(self.alpha / 4 * reach**2, up=False) if reach > 0 else None
        batch, (formula, space) = self.batch, self.words
        sampling = (
            f"each step draws a fresh batch of {batch.size}, uniformly {'with' if batch.replacement else 'without'} "
            "replacement and independent of the past, and takes the mean of the gradients of its samples"
        )
        steps, near = decimal(1 / self.longest, 6), decimal(2 * sqrt_bounds(self.distance, 64)[1], 6, "up")
        surely = (
            f"with a step size up to 1/max |x_i|^2, {steps}, no run ever leaves the ball of radius "
            f'2 |theta0 - theta*|, {near} (lojverify show "never farther")'
        )
        star = Star(Fraction(2), self.expected_smoothness, self.noise, self.distance, self.alpha / 4)
        return ProblemConstants(
            Constants(self.alpha, self.growth / 2, self.noise, radius=radius, confinement=confinement),
            self.loss,
            star,
            None,
            {**self.evidence, "radius": str(radius)},
            (formula, sampling),
            (space, surely),
            sharpest=self.sharpest,
        )


def prove(evidence: Mapping[str, Any]) -> Proved:
    """What the evidence proves, whatever its radius. Raises RejectedError where it does not prove it."""
    _need(set(evidence) == KEYS, "its keys are others")
    system = System.read(evidence)
    n = len(system.rows)
    batch = Batch(evidence["batch"], n, replacement=evidence["replacement"])
    _need(type(evidence["batch"]) is int and type(evidence["replacement"]) is bool, "the batch is none")
    smallest, largest = read(evidence["smallest"], "smallest"), read(evidence["largest"], "largest")
    _need(smallest > 0 and evidence["structure"] in STRUCTURES, "the smallest eigenvalue is not positive")
    _need((evidence["basis"] is None) == (evidence["structure"] != "basis"), "a basis belongs to the structure basis")
    distance, sharp_alpha = _STRUCTURES[evidence["structure"]](evidence, system, smallest)
    sharp_smoothness = _largest(evidence, system, largest)

    alpha, growth = 4 * smallest / n, 4 * largest / n
    single = Fraction(4 * max(system.lengths()), system.scale**2)
    noise, smooth = batch.noise(single, alpha), batch.expected_smoothness(single, growth)
    share = batch.variance_factor
    if (value := evidence["spread"]) is not None:
        noise = min(noise, share * _mixture(system, read(value, "spread"), Fraction(1), Fraction(-1)))
    if (value := evidence["second_moment"]) is not None:
        smooth = min(smooth, _mixture(system, read(value, "second_moment"), share, 1 - share))
    span = f"{'' if evidence['structure'] == 'columns' else 'the rows, not all of '}R^{len(system.rows[0])}"
    return Proved(
        evidence,
        batch,
        shortened(system.loss, up=True),
        shortened(alpha, up=False),
        shortened(growth, up=True),
        shortened(noise, up=True),
        shortened(smooth, up=True),
        shortened(distance, up=True),
        {"alpha": 4 * sharp_alpha / n, "smoothness": 2 * sharp_smoothness / n},
        single / 4,
        (
            f"F(theta) = (1/{n}) sum (x_i.theta - y_i)^2 with the {n} samples of the evidence, from its theta0",
            f"F is considered on theta0 + the span of {span}, which the run never leaves",
        ),
    )


def shortened(x: Fraction, *, up: bool) -> Fraction:
    """`x` >= 0 itself, or a decimal of 24 digits beside it where it is long."""
    if x.numerator < _LONG > x.denominator:
        return x
    return read(decimal(x, 24, "up" if up else "down"), "a constant")


# -- lambda, theta* and V0, by structure: each returns V0, bounded, and the lambda that no other can exceed ------------


def _rows(evidence: Mapping[str, Any], system: System, smallest: Fraction) -> tuple[Fraction, Fraction]:
    """K = X X^T >= lambda > 0: the rows are independent, so there is a solution."""
    K, square = system.outer, system.scale**2
    _need(_at_least(K, square, smallest), "X X^T - lambda is not shown to be semidefinite")
    distance = _distance(K, square, system.errors, system.unit, smallest, evidence["solution"])
    return distance, smallest_quotient(evidence, system)


def _columns(evidence: Mapping[str, Any], system: System, smallest: Fraction) -> tuple[Fraction, Fraction]:
    """X^T X >= lambda > 0: the span is R^d. The solution is theta0 + u with X u = e, exactly."""
    _need(_at_least(system.inner, system.scale**2, smallest), "X^T X - lambda is not shown to be semidefinite")
    (move,), unit = numbers_from(evidence["solution"])
    # (rows/scale) (move/unit) = errors/system.unit
    scaled = [x * system.unit for x in times(system.rows, move)]
    _need(scaled == [e * unit * system.scale for e in system.errors], "the solution leaves a residual")
    distance = Fraction(sum(map(mul, move, move)), unit**2)
    return distance, smallest_quotient(evidence, system)


def _basis(evidence: Mapping[str, Any], system: System, smallest: Fraction) -> tuple[Fraction, Fraction]:
    """X = T S for the rows S with K = S S^T >= kappa > 0; on u = S^T c: |X u|^2 = c^T H c and |u|^2 = c^T K c."""
    given, square = evidence["basis"], system.scale**2
    chosen = [system.rows[index] for index in given["rows"]]
    picked = [system.errors[index] for index in given["rows"]]
    coefficients, unit = numbers_from(given["coefficients"])
    _need(len(coefficients) == len(system.rows), "a row has no coefficients")
    columns = transposed(chosen)
    for row, error, parts in zip(system.rows, system.errors, coefficients, strict=True):
        _need(times(columns, parts) == [unit * x for x in row], "a row is not the combination that is given")
        _need(sum(map(mul, parts, picked)) == unit * error, "the targets contradict each other")
    K, H = _basis_matrices(evidence, system)
    kappa = read(given["smallest"], "smallest")
    _need(kappa > 0 and _at_least(K, square, kappa), "S S^T is not shown to be positive")
    # H - lambda K >= 0 with lambda = p/q: q H - p scale^2 K
    p, q = smallest.numerator, smallest.denominator
    shift = 1 << 2 * SLACK
    margin = int(shift * p * square * square * kappa) >> SLACK
    _need(is_semidefinite(combined(shift * q, H, -shift * p * square, K), margin), "H - lambda K is not semidefinite")
    distance = _distance(K, square, picked, system.unit, kappa, evidence["solution"])
    return distance, smallest_quotient(evidence, system)


def _basis_matrices(evidence: Mapping[str, Any], system: System) -> tuple[Matrix, Matrix]:
    """K = S S^T scale^2 and H = S X^T X S^T scale^4."""
    chosen = [system.rows[index] for index in evidence["basis"]["rows"]]
    return gram(chosen), gram([times(system.rows, row) for row in chosen])


_STRUCTURES = {"rows": _rows, "columns": _columns, "basis": _basis}


def _distance(
    K: Matrix, square: int, errors: Sequence[int], unit: int, smallest: Fraction, solution: Mapping[str, Any]
) -> Fraction:
    """An upper bound of V0 = e^T K^-1 e, as theta* = theta0 + S^T K^-1 e.

    For every w: V0 = 2 w.e - w.K w + f.K^-1 f with f = e - K w, and f.K^-1 f <= |f|^2/lambda.
    """
    (w,), share = numbers_from(solution)
    _need(len(w) == len(errors), "the solution has another length")
    Kw = times(K, w)  # over square * share
    # f = errors/unit - Kw/(square share)
    rest = [e * square * share - x * unit for e, x in zip(errors, Kw, strict=True)]
    value = Fraction(2 * sum(map(mul, w, errors)), share * unit) - Fraction(sum(map(mul, w, Kw)), square * share**2)
    return value + Fraction(sum(map(mul, rest, rest)), (unit * square * share) ** 2) / smallest


# -- eigenvalues -------------------------------------------------------------------------------------------------------


def _at_least(matrix: Matrix, denominator: int, value: Fraction) -> bool:
    """Whether matrix/denominator >= value is shown."""
    p, q = value.numerator * denominator, value.denominator
    return _semidefinite(q, matrix, -p, p)


def _largest(evidence: Mapping[str, Any], system: System, largest: Fraction) -> Fraction:
    """|X u|^2 <= mu |u|^2, by the smaller of X X^T and X^T X; returns the mu that no other can fall below."""
    p, q = largest.numerator * system.scale**2, largest.denominator
    _need(_semidefinite(-q, system.smaller, p, p), "mu - X X^T is not shown to be semidefinite")
    return largest_quotient(evidence, system)


def smallest_quotient(evidence: Mapping[str, Any], system: System) -> Fraction:
    """|X u|^2/|u|^2 in the direction that is given, which no lambda exceeds."""
    square, c = system.scale**2, _direction(evidence, "smallest")
    if evidence["structure"] == "basis":
        K, H = _basis_matrices(evidence, system)
        return _quotient(H, square, c) / _quotient(K, 1, c)
    return _quotient(system.outer if evidence["structure"] == "rows" else system.inner, square, c)


def largest_quotient(evidence: Mapping[str, Any], system: System) -> Fraction:
    """|X u|^2/|u|^2 in the direction that is given, below which no mu falls."""
    return _quotient(system.smaller, system.scale**2, _direction(evidence, "largest"))


def _mixture(system: System, value: Fraction, lengths: Fraction, cross: Fraction) -> Fraction:
    """`value`, after a check that 4 (lengths diag |x_i|^2 + (cross/n) X X^T) <= value."""
    K, n, square = system.outer, len(system.rows), system.scale**2
    # value - 4 lengths diag(...)/square - 4 cross/n K/square, times a common denominator
    common = value.denominator * lengths.denominator * cross.denominator * n
    factor = -int(4 * cross / n * common)
    rest = [[factor * x for x in row] for row in K]
    diagonal, top = int(4 * lengths * common), int(value * common) * square
    for i, length in enumerate(system.lengths()):
        rest[i][i] -= diagonal * length
    _need(_semidefinite(1, rest, top, top), "a moment of the noise is not shown")
    return value


def _semidefinite(factor: int, matrix: Matrix, diagonal: int, size: int) -> bool:
    """Whether factor matrix + diagonal is shown to be semidefinite, with a margin of a share of size."""
    shift = 1 << SLACK
    return is_semidefinite(
        combined(shift * factor, matrix, 1, scaled_identity(len(matrix), shift * diagonal)), max(size, 1)
    )


def _quotient(matrix: Matrix, denominator: int, direction: Sequence[int]) -> Fraction:
    """v.A v/v.v, which lies between the extreme eigenvalues."""
    _need(len(direction) == len(matrix) and any(direction), "a direction has another length")
    value = Fraction(sum(map(mul, direction, times(matrix, direction))), sum(map(mul, direction, direction)))
    return value / denominator


def _direction(evidence: Mapping[str, Any], which: str) -> list[int]:
    return [int(entry) for entry in evidence["directions"][which].split()]


def _need(holds: bool, message: str) -> None:  # noqa: FBT001
    if not holds:
        raise RejectedError(f"the evidence proves nothing: {message}")
