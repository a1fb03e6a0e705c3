"""Eigenvalues of symmetric matrices whose entries are only known within bounds: proved, and guessed.

A matrix within the bounds differs from the rounded one by a symmetric matrix whose eigenvalues are at most its largest
row sum of absolute values (Gershgorin), so that it is enough to show a little more of the rounded one.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from lojverify.enclose import Bounds
from lojverify.exact import binary_exponent
from lojverify.problems.definite import Matrix, combined, is_semidefinite, scaled_identity

Enclosed = Sequence[Sequence[Bounds]]
# How far below (above) the floating-point value an eigenvalue is claimed, relatively: the first that is proved.
_GAPS = tuple(Fraction(1, 2**bits) for bits in (33, 28, 22, 16, 10, 5, 2, 1))
_BITS = 120  # of the largest entry
_SLACK = 36  # semidefiniteness is shown with a margin of 2^-36 of the value


def is_least(matrix: Enclosed, value: Fraction) -> bool:
    """Whether it is shown that no symmetric matrix within the bounds has an eigenvalue below `value`."""
    return _is_definite(matrix, value, 1)


def is_most(matrix: Enclosed, value: Fraction) -> bool:
    """Whether it is shown that no symmetric matrix within the bounds has an eigenvalue above `value`."""
    return _is_definite(matrix, value, -1)


def guess_least(matrix: Enclosed) -> Fraction | None:
    """A value next to the least eigenvalue for which `is_least` holds; None where no positive one is found."""
    return _guess(matrix, 0, lambda x, gap: x * (1 - gap), is_least)


def guess_most(matrix: Enclosed) -> Fraction | None:
    """A value next to the largest eigenvalue for which `is_most` holds; None where no positive one is found."""
    return _guess(matrix, -1, lambda x, gap: x * (1 + gap), is_most)


def _guess(
    matrix: Enclosed,
    which: int,
    shifted: Callable[[Fraction, Fraction], Fraction],
    is_shown: Callable[[Enclosed, Fraction], bool],
) -> Fraction | None:
    import numpy as np

    size = _size(matrix)
    if size == 0:
        return None
    entries = [[float((x.lower + x.upper) / 2 / size) for x in row] for row in matrix]
    found = float(np.linalg.eigvalsh(np.array(entries))[which])
    claims = (_short(shifted(Fraction(found) * size, gap)) for gap in _GAPS if found > 0)
    return next((claim for claim in claims if is_shown(matrix, claim)), None)


def _short(x: Fraction) -> Fraction:
    """`x` rounded to about 60 binary digits; x > 0."""
    unit = Fraction(2) ** (binary_exponent(x) - 60)
    return round(x / unit) * unit


def _size(matrix: Enclosed) -> Fraction:
    return max((max(abs(x.lower), abs(x.upper)) for row in matrix for x in row), default=Fraction(0))


def _is_definite(matrix: Enclosed, value: Fraction, sign: int) -> bool:
    """Whether sign (A - value) is shown to be positive semidefinite for every symmetric A within the bounds."""
    size, n = _size(matrix), len(matrix)
    if size == 0:
        return sign * value <= 0
    unit = Fraction(2) ** (_BITS - binary_exponent(size))
    rounded: Matrix = [[0] * n for _ in range(n)]
    errors = [0] * n
    for i in range(n):
        for j in range(i + 1):
            # A is symmetric, so that its lower triangle is all of it.
            lower, upper = matrix[i][j].lower * unit, matrix[i][j].upper * unit
            rounded[i][j] = rounded[j][i] = entry = round((lower + upper) / 2)
            error = 1 + max(int(upper - entry), int(entry - lower), 0)
            errors[i] += error
            errors[j] += error * (i != j)
    claim = value * unit
    needed = max(errors) + (
        -(-claim.numerator // claim.denominator) if sign > 0 else -(claim.numerator // claim.denominator)
    )
    shown = combined(sign, rounded, -1, scaled_identity(n, needed))
    return is_semidefinite(shown, max(abs(int(claim)) >> _SLACK, 1))
