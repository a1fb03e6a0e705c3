"""Semidefiniteness shown in exact integers: what is shown is true, and what has room is shown."""

import random
from fractions import Fraction

import pytest

from lojverify.problems.definite import combined, gram, is_semidefinite, scaled_identity, times, transposed


@pytest.mark.parametrize(
    ("matrix", "margin", "expected"),
    [
        ([[2, 1], [1, 2]], 1, False),  # the smallest eigenvalue is 1: no room for a margin of 1
        ([[200, 100], [100, 200]], 1, True),
        ([[100, 200], [200, 100]], 1, False),
        ([[10**30, 10**30 - 1], [10**30 - 1, 10**30]], 1, False),
        ([[10**30, 10**30 - 9], [10**30 - 9, 10**30]], 1, True),
        ([[-1]], 1, False),
        ([[0]], 1, False),
        ([[5]], 1, True),
        ([], 1, True),
    ],
)
def test_small_matrices(matrix, margin, expected):
    assert is_semidefinite(matrix, margin) is expected


def determinant(matrix):
    """By fraction-free elimination on Fractions; an independent check for small sizes."""
    rows, value = [[Fraction(x) for x in row] for row in matrix], Fraction(1)
    for i in range(len(rows)):
        pivot = next((j for j in range(i, len(rows)) if rows[j][i]), None)
        if pivot is None:
            return Fraction(0)
        if pivot != i:
            rows[i], rows[pivot], value = rows[pivot], rows[i], -value
        value *= rows[i][i]
        for j in range(i + 1, len(rows)):
            share = rows[j][i] / rows[i][i]
            rows[j] = [x - share * y for x, y in zip(rows[j], rows[i], strict=True)]
    return value


def test_what_is_shown_has_nonnegative_leading_minors():
    generator, shown, refused = random.Random(5), 0, 0
    for _ in range(300):
        size = generator.randrange(1, 6)
        rows = [[generator.randrange(-9, 10) for _ in range(size + 1)] for _ in range(size)]
        matrix = combined(1, gram(rows), -1, scaled_identity(size, generator.randrange(0, 40)))
        if is_semidefinite(matrix, 1):
            shown += 1
            assert all(determinant([row[:k] for row in matrix[:k]]) >= 0 for k in range(1, size + 1))
        elif any(determinant([row[:k] for row in matrix[:k]]) < 0 for k in range(1, size + 1)):
            refused += 1
    assert shown > 60
    assert refused > 60


def test_a_matrix_with_room_is_shown_and_one_beyond_its_smallest_eigenvalue_is_not():
    # A = Q diag Q with Q = I - 2 v v^T/|v|^2: the eigenvalues are those of the diagonal.
    generator = random.Random(8)
    for _ in range(20):
        size = generator.randrange(2, 9)
        v = [generator.randrange(-5, 6) or 1 for _ in range(size)]
        square = sum(x * x for x in v)
        Q = [[square * (i == j) - 2 * v[i] * v[j] for j in range(size)] for i in range(size)]
        values = [generator.randrange(10**6, 10**12) for _ in range(size)]
        A = [times(Q, [d * x for d, x in zip(values, row, strict=True)]) for row in Q]  # eigenvalues times square^2
        least = min(values) * square**2
        below, beyond = (combined(1, A, -1, scaled_identity(size, least + step)) for step in (-least // 10**6, 1))
        assert is_semidefinite(below, least >> 24)
        assert not is_semidefinite(beyond, 1)


def test_rows_and_columns_have_their_inner_products():
    assert gram([[1, 2], [3, 4]]) == [[5, 11], [11, 25]]
    assert gram(transposed([[1, 2], [3, 4]])) == [[10, 14], [14, 20]]
