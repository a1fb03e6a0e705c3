"""Symmetric integer matrices that are shown to be positive semidefinite, exactly. Standard library only.

A = R R^T + E with a matrix E whose diagonal dominates (E_ii >= sum of |E_ij| over j other than i) is positive
semidefinite, since R R^T is, and so is E by Gershgorin's theorem. R comes from a Cholesky factorisation in fixed point,
which is not trusted: E is computed from it without rounding.
"""

import math
from collections.abc import Sequence
from operator import mul

Matrix = list[list[int]]


def gram(rows: Sequence[Sequence[int]]) -> Matrix:
    """The inner products of the rows."""
    found: Matrix = [[0] * len(rows) for _ in rows]
    for i, first in enumerate(rows):
        for j in range(i + 1):
            found[i][j] = found[j][i] = sum(map(mul, first, rows[j]))
    return found


def times(matrix: Sequence[Sequence[int]], vector: Sequence[int]) -> list[int]:
    """The product of a matrix and a vector."""
    return [sum(map(mul, row, vector)) for row in matrix]


def transposed(matrix: Sequence[Sequence[int]]) -> Matrix:
    """The columns as rows."""
    return [list(column) for column in zip(*matrix, strict=True)]


def combined(a: int, first: Matrix, b: int, second: Matrix) -> Matrix:
    """a first + b second."""
    return [[a * x + b * y for x, y in zip(*rows, strict=True)] for rows in zip(first, second, strict=True)]


def scaled_identity(size: int, value: int) -> Matrix:
    """The identity of this size, times a value."""
    return [[value * (i == j) for j in range(size)] for i in range(size)]


def is_semidefinite(matrix: Matrix, margin: int) -> bool:
    """Whether the method above shows that a symmetric matrix is positive semidefinite; False proves nothing.

    margin   at least 1; it succeeds if the smallest eigenvalue exceeds about twice the margin
    """
    # An entry of E is off by at most one unit 2^-bits of R times a diagonal entry of R, so by 2^-bits sqrt(max A_ii):
    # n of them are at most margin/4.
    size, largest = len(matrix), max((matrix[i][i] for i in range(len(matrix))), default=0)
    if largest < 0 or margin < 1:
        return False
    bits = (8 * size * (math.isqrt(largest) + 1) // margin).bit_length()
    scaled = [[x << 2 * bits for x in row] for row in matrix]
    factor = _factor(scaled, margin << 2 * bits)
    if factor is None:
        return False
    sums = [0] * size  # of |E_ij| in a row, without the diagonal
    diagonal = []
    for i, row in enumerate(factor):
        for j in range(i):
            rest = abs(scaled[i][j] - sum(map(mul, row, factor[j])))
            sums[i] += rest
            sums[j] += rest
        diagonal.append(scaled[i][i] - sum(map(mul, row, row)))
    return all(found >= rest for found, rest in zip(diagonal, sums, strict=True))


def _factor(matrix: Matrix, shift: int) -> Matrix | None:
    """Rows of a lower triangular R with R R^T close to the matrix less the shift on its diagonal; None: no success."""
    done: Matrix = []
    for i, wanted in enumerate(matrix):
        row: list[int] = []
        for earlier in done:
            # map stops at the end of the row so far, before the diagonal entry of the earlier one.
            row.append((wanted[len(row)] - sum(map(mul, row, earlier))) // earlier[-1])
        rest = wanted[i] - shift - sum(map(mul, row, row))
        if rest <= 0:
            return None
        row.append(math.isqrt(rest))
        done.append(row)
    return done
