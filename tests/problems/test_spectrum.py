"""Eigenvalues of matrices that are known within bounds: what is shown is true, and nearly all that is true is shown."""

import random
from fractions import Fraction

import numpy as np

from lojverify.enclose import Bounds
from lojverify.problems.spectrum import guess_least, guess_most, is_least, is_most


def symmetric(rng, size, width=Fraction(0), scale=Fraction(1)):
    """Bounds around a random matrix G G^T, and its floating-point eigenvalues."""
    rows = [[Fraction(rng.randint(-99, 99), 50) for _ in range(size + 2)] for _ in range(size)]
    exact = [[scale * sum(a * b for a, b in zip(x, y, strict=True)) for y in rows] for x in rows]
    enclosed = [[Bounds(x - width, x + width) for x in row] for row in exact]
    return enclosed, np.linalg.eigvalsh(np.array(exact, dtype=float))


def test_guesses_are_proved_and_sharp():
    rng, effective = random.Random(5), 0
    for _ in range(40):
        scale = Fraction(10) ** rng.randint(-30, 30)
        matrix, values = symmetric(rng, rng.randint(1, 8), scale * Fraction(1, 10**25), scale)
        least, most = guess_least(matrix), guess_most(matrix)
        effective += least is not None
        assert least is None or 0.999 * values[0] <= float(least) <= values[0] * (1 + 1e-9)
        assert values[-1] * (1 - 1e-9) <= float(most) <= values[-1] * 1.001
    assert effective >= 38


def test_what_is_false_of_one_matrix_within_the_bounds_is_not_shown():
    rng = random.Random(6)
    for _ in range(40):
        size, width = rng.randint(1, 6), Fraction(rng.randint(0, 20), 1000)
        matrix, values = symmetric(rng, size, width)
        # Moving the diagonal moves all eigenvalues by the width.
        below, above = Fraction(float(values[0])) - width, Fraction(float(values[-1])) + width
        gap = Fraction(1, 10**6)
        assert not is_least(matrix, below + gap)
        assert not is_most(matrix, above - gap)
        # Together the entries move them by at most size * width.
        assert is_least(matrix, Fraction(float(values[0])) - size * width - gap)
        assert is_most(matrix, Fraction(float(values[-1])) + size * width + gap)


def test_a_singular_matrix_and_zero():
    ones = [[Bounds(Fraction(1), Fraction(1))] * 2] * 2
    zero = [[Bounds(Fraction(0), Fraction(0))]]
    assert guess_least(ones) is None
    assert not is_least(ones, Fraction(1, 10**6))
    assert (guess_least(zero), guess_most(zero)) == (None, None)
    assert is_most(zero, Fraction(0))
    assert is_least(zero, Fraction(0))
    assert not is_least(zero, Fraction(1, 10**30))
    assert not is_most(zero, Fraction(-1, 10**30))
