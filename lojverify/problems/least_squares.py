"""Least squares: F(theta) = (1/n) sum_i (x_i.theta - y_i)^2 with data that some theta interpolates.

Whether one does is decided exactly. Eigenvalues are guessed in floating point; `least_squares_evidence` proves them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from lojverify.errors import InputError, RejectedError
from lojverify.exact import decimal, sqrt_bounds
from lojverify.problems.base import Batch, Problem, ProblemConstants
from lojverify.problems.data import Samples, read_samples, read_vector
from lojverify.problems.definite import Matrix, gram, times, transposed
from lojverify.problems.files import Table, batch_of
from lojverify.problems.least_squares_evidence import (
    Proved,
    System,
    largest_quotient,
    numbers_to,
    prove,
    smallest_quotient,
)

if TYPE_CHECKING:
    from lojverify.problems.base import Floats, Integers

# How far below (above) the floating-point value an eigenvalue is claimed, relatively: the first that is proved.
_GAPS = tuple(Fraction(1, 2**bits) for bits in (33, 31, 28, 24, 18, 12, 6, 2))
_MOST_SHARP = 160  # samples for which the noise is bounded by eigenvalues
_BITS = 60  # of a direction
_ILL = 1e-9  # a smaller ratio of eigenvalues is too inaccurate in floating point
_SOLUTION_BITS = 160
_PRIME = 2**61 - 1


def load(table: Table) -> LeastSquares:
    """The problem that the rest of a problem file describes; see README.md beside this file for its keys."""
    samples = read_samples(table.table("data"))
    start = _start(table.table("start"), len(samples.names))
    batch, radius = batch_of(table, len(samples.inputs)), table.positive("radius")
    title = table.text("title", table.name)
    table.done()
    return LeastSquares(samples, start, batch, radius, str(title))


def _start(table: Table, dimension: int) -> tuple[Fraction, ...]:
    """theta0: zero, or the numbers that are given."""
    values, path = table.rationals("theta"), table.path("file")
    table.done()
    if values is not None and path is not None:
        raise table.error("theta", f"theta and file exclude each other, and the file is {path}")
    if path is not None:
        values = read_vector(path)
    if values is not None and len(values) != dimension:
        raise table.error("theta", f"theta0 needs {dimension} numbers, one for each input, not {len(values)}")
    return tuple(values or [Fraction(0)] * dimension)


@dataclass(eq=False)
class LeastSquares(Problem):
    """See the module.

    samples, theta0, batch, radius, title   as in the problem file

    Raises InputError for data that nothing interpolates, with a lower bound of F, and for inputs that are all zero.
    """

    samples: Samples
    theta0: tuple[Fraction, ...]
    batch: Batch
    radius: Fraction | None = None
    title: str = "least squares"
    kind: str = "least-squares"

    def __post_init__(self) -> None:
        self.dimension = len(self.theta0)
        if any(len(row) != self.dimension for row in self.samples.inputs) or not self.samples.inputs:
            raise InputError(f"every sample needs {self.dimension} inputs, one for each parameter")
        if len(self.samples.targets) != len(self.samples.inputs):
            raise InputError("every sample needs one target")
        self._rows, self._scale = _integers(self.samples.inputs)
        (self._targets,), self._unit = _integers([self.samples.targets])
        (self._theta0,), self._share = _integers([self.theta0])
        self._system = System.at(self._rows, self._scale, self._targets, self._unit, self._theta0, self._share)
        self._proved: Proved | None = None

    def constants(self, radius: Fraction) -> ProblemConstants:
        """The constants on the ball; but for the confinement they do not depend on its radius."""
        found = self._known().on_ball(radius)
        return replace(found, notes=(*self.samples.notes, *found.notes))

    def first_radius(self) -> Fraction:
        """About 5 |theta0 - theta*|; 1 if they are equal."""
        star = self.constants(Fraction(1)).star
        assert star is not None  # noqa: S101
        return 5 * sqrt_bounds(star.distance, 16)[1] or Fraction(1)

    def scales_with_radius(self) -> bool:
        """The loss is quadratic."""
        return False

    def with_batch(self, size: int) -> LeastSquares:
        """The same problem with another batch size."""
        return LeastSquares(self.samples, self.theta0, replace(self.batch, size=size), self.radius, self.title)

    # -- the evidence ------------------------------------------------------------------------------------------------

    def _known(self) -> Proved:
        """What is proved on every ball; guessed once, and proved."""
        if self._proved is None:
            self._proved = self._guessed()
        return self._proved

    def _guessed(self) -> Proved:
        """The evidence from floating point, with the claims as close to it as they can be proved."""
        import numpy as np

        structure, parts = self._structure()
        X, rank = _floats(self._rows, self._scale), parts.pop("rank")
        n = len(X)
        values, vectors = np.linalg.eigh(X @ X.T if n <= self.dimension else X.T @ X)
        last = vectors[:, 0]
        if values[0] < _ILL * values[-1] and structure != "basis":
            last = np.linalg.eigh(_inverse(self._system.smaller))[1][:, -1]
        if structure == "basis":
            chosen = _floats([self._rows[i] for i in parts["basis"]["rows"]], self._scale)
            last = np.linalg.lstsq(chosen.T, np.linalg.svd(X)[2][rank - 1], rcond=None)[0]
        share = float(self.batch.variance_factor)
        lengths, K = np.diag((X * X).sum(axis=1)), X @ X.T / n
        spread = second = None
        if 1 < n <= _MOST_SHARP:
            spread = float(np.linalg.eigvalsh(4 * (lengths - K))[-1])
            if share < 1:
                second = float(np.linalg.eigvalsh(4 * (share * lengths + (1 - share) * K))[-1])
        fixed = {
            "kind": self.kind,
            "inputs": numbers_to(self._rows, self._scale),
            "targets": numbers_to([self._targets], self._unit),
            "start": numbers_to([self._theta0], self._share),
            "radius": "1",
            "batch": self.batch.size,
            "replacement": self.batch.replacement,
            "structure": structure,
            "directions": {"smallest": _direction(last), "largest": _direction(vectors[:, -1])},
            **parts,
        }
        return _proved(fixed, self._system, spread, second)

    def _structure(self) -> tuple[str, dict[str, Any]]:
        """How the system is solved, and the solution; raises InputError where there is none."""
        from flint import fmpz_mat

        rows, errors, n = self._rows, self._system.errors, len(self._rows)
        rank = _rank(rows)
        if rank == 0:
            raise InputError("all inputs are zero, so that F is constant")
        if rank == n:
            return "rows", {"rank": rank, "basis": None, "solution": self._weights(rows, errors)}
        if fmpz_mat([[*row, e] for row, e in zip(rows, errors, strict=True)]).rank() > rank:
            raise InputError(_residual(rows, errors, self._system.unit, n))
        if rank == self.dimension:
            move, unit = _solved(gram(transposed(rows)), times(transposed(rows), errors))
            # X^T X u = X^T e with X = rows/scale and e = errors/unit
            solution = numbers_to([[x * self._scale for x in move]], unit * self._system.unit)
            return "columns", {"rank": rank, "basis": None, "solution": solution}
        chosen, coefficients, denominator = _independent(rows)
        picked = [rows[i] for i in chosen]
        s = float(_least_square(_floats(picked, self._scale)))
        basis = {
            "rows": chosen,
            "coefficients": numbers_to(coefficients, denominator),
            "smallest": _rounded(Fraction(s) * Fraction(99, 100)),
        }
        return "basis", {
            "rank": rank,
            "basis": basis,
            "solution": self._weights(picked, [errors[i] for i in chosen]),
        }

    def _weights(self, rows: Matrix, errors: list[int]) -> dict[str, Any]:
        """w with S S^T w = e, rounded."""
        found, unit = _solved(gram(rows), errors)
        # S = rows/scale and e = errors/unit
        exact = [Fraction(x * self._scale**2, unit * self._system.unit) for x in found]
        size = max((abs(x) for x in exact), default=Fraction(0))
        exponent = size.numerator.bit_length() - size.denominator.bit_length() if size else 0
        shift = _SOLUTION_BITS - exponent
        share = Fraction(2) ** shift
        rounded, denominator = [round(x * share) for x in exact], 2 ** max(shift, 0)
        return numbers_to([[x * 2 ** max(-shift, 0) for x in rounded]], denominator)

    # -- floating point, for simulation ------------------------------------------------------------------------------

    def start(self) -> Floats:
        """theta0."""
        found: Floats = _floats([self._theta0], self._share)[0]
        return found

    def losses(self, thetas: Floats) -> Floats:
        """F at each row of `thetas`."""
        errors = thetas @ _floats(self._rows, self._scale).T - _floats([self._targets], self._unit)
        found: Floats = (errors**2).mean(axis=1)
        return found

    def gradients(self, thetas: Floats, rows: Integers) -> Floats:
        """The mean of 2 (x_i.theta - y_i) x_i over i in rows[j], at thetas[j]."""
        X, y = _floats(self._rows, self._scale)[rows], _floats([self._targets], self._unit)[0][rows]
        errors = (X * thetas[:, None, :]).sum(axis=2) - y
        found: Floats = 2 * (errors[:, :, None] * X).mean(axis=1)
        return found


def _proved(fixed: dict[str, Any], system: System, spread: float | None, second: float | None) -> Proved:
    """The evidence with the eigenvalues as close to the guesses as they can be proved.

    The quotient in the direction of an approximate eigenvector is closer to the eigenvalue than the vector is to it.
    """
    least, most = smallest_quotient(fixed, system), largest_quotient(fixed, system)
    reason = ""
    for gap in _GAPS:
        evidence = fixed | {
            "smallest": _rounded(least * (1 - gap)),
            "largest": _rounded(most * (1 + gap), up=True),
            "spread": None if spread is None else _rounded(Fraction(max(spread, 0.0)) * (1 + gap), up=True),
            "second_moment": None if second is None else _rounded(Fraction(second) * (1 + gap), up=True),
        }
        try:
            return prove(evidence)
        except RejectedError as error:
            reason = str(error)
    raise InputError(f"the constants of these data are not proved, because they are too badly conditioned: {reason}")


def _integers(rows: Any) -> tuple[Matrix, int]:
    """Rows of rationals over their least common denominator."""
    scale = math.lcm(*(x.denominator for row in rows for x in row))
    return [[x.numerator * (scale // x.denominator) for x in row] for row in rows], scale


def _floats(rows: Matrix, scale: int) -> Floats:
    import numpy as np

    try:
        return np.array([[x / scale for x in row] for row in rows], dtype=float)
    except OverflowError:
        raise InputError("the data have numbers beyond 1e308") from None


def _direction(vector: Floats) -> str:
    size = max(abs(float(x)) for x in vector)
    return " ".join(str(round(float(x) / size * 2**_BITS)) for x in vector)


def _rounded(x: Fraction, *, up: bool = False) -> str:
    """A decimal of about 13 digits below (above) a number."""
    return decimal(x, 13, "up" if up else "down")


def _rank(rows: Matrix) -> int:
    """The rank. That modulo a prime is at most as large, and found fast."""
    from flint import fmpz_mat, nmod_mat

    full = min(len(rows), len(rows[0]))
    modulo: Any = nmod_mat(len(rows), len(rows[0]), [x % _PRIME for row in rows for x in row], _PRIME)
    return full if modulo.rank() == full else int(fmpz_mat(rows).rank())


def _solved(matrix: Matrix, right: list[int]) -> tuple[list[int], int]:
    """The solution of a regular system of integers, as integers over a common denominator."""
    from flint import fmpz_mat

    solution: Any = fmpz_mat(matrix).solve(fmpz_mat([[x] for x in right]))
    found, denominator = solution.numer_denom()
    return [int(x) for x in found.entries()], int(denominator)


def _inverse(matrix: Matrix) -> Floats:
    """The inverse of a regular matrix, computed exactly, in units of its largest entry."""
    import numpy as np
    from flint import fmpz_mat

    exact: Any = fmpz_mat(matrix).inv()
    numbers = [int(x) for x in exact.numer_denom()[0].entries()]
    largest, size = max(map(abs, numbers)), len(matrix)
    return np.array([x / largest for x in numbers]).reshape(size, size)


def _independent(rows: Matrix) -> tuple[list[int], Matrix, int]:
    """Indices of independent rows that span the others, and the coefficients of all rows over a denominator."""
    from flint import fmpz_mat

    reduced, denominator, rank = fmpz_mat(transposed(rows)).rref()
    table = [[int(x) for x in row] for row in reduced.tolist()][:rank]
    chosen = [next(j for j, x in enumerate(row) if x) for row in table]
    sign = 1 if int(denominator) > 0 else -1
    return chosen, [[sign * x for x in column] for column in transposed(table)], abs(int(denominator))


def _least_square(rows: Floats) -> float:
    import numpy as np

    return float(np.linalg.svd(rows, compute_uv=False)[-1] ** 2)


def _residual(rows: Matrix, errors: list[int], unit: int, n: int) -> str:
    """The sentence that nothing interpolates: min F = (|e|^2 - e.P e)/n > 0, P the projection to the column space."""
    columns = transposed(rows)
    chosen, _, _ = _independent(columns)
    picked = [columns[j] for j in chosen]
    right = times(picked, errors)
    found, denominator = _solved(gram(picked), right)
    explained = Fraction(sum(a * b for a, b in zip(found, right, strict=True)), denominator)
    least = (sum(e * e for e in errors) - explained) / unit**2 / n
    return (
        f"no parameters interpolate these data: F >= {decimal(least)} everywhere, so that no zero is near theta0, (2.2)"
    )
