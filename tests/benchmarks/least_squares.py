"""Least squares: how long the constants take, how sharp they are, and how long and large their evidence is.

The gap is how much larger alpha could be at most, relatively (the smoothness: smaller); "float" is the distance
of alpha to that of a singular value decomposition in floating point.
"""

import json
import random
import time
from fractions import Fraction

import numpy as np

from lojverify.problems.base import Batch
from lojverify.problems.data import Samples
from lojverify.problems.least_squares import LeastSquares
from lojverify.problems.replay import replay

SIZES = ((8, 10), (20, 30), (60, 20), (50, 100), (100, 200))


def problem(n, p, generator):
    """Random data with six decimals; those of more samples than parameters come from a theta of integers."""
    rows = [[Fraction(generator.randrange(-3 * 10**6, 3 * 10**6), 10**6) for _ in range(p)] for _ in range(n)]
    theta = [generator.randrange(-5, 6) for _ in range(p)]
    exact = [sum(x * t for x, t in zip(row, theta, strict=True)) for row in rows]
    targets = exact if n > p else [Fraction(generator.randrange(-(10**6), 10**6), 10**6) for _ in range(n)]
    samples = Samples(rows, targets, tuple(str(k) for k in range(p)))
    return LeastSquares(samples, (Fraction(0),) * p, Batch(1, n))


def main():
    print("samples  parameters  seconds  gap alpha  gap smoothness  float     replay  evidence")
    generator = random.Random(1)
    for n, p in SIZES:
        one = problem(n, p, generator)
        start = time.perf_counter()
        found = one.constants(Fraction(10))
        seconds = time.perf_counter() - start
        start = time.perf_counter()
        replay(found.evidence)
        again = time.perf_counter() - start
        alpha, smoothness = found.constants.alpha, found.constants.smoothness
        gaps = float(found.sharpest["alpha"] / alpha - 1), float(1 - found.sharpest["smoothness"] / smoothness)
        X = np.array([[float(x) for x in row] for row in one.samples.inputs])
        distance = abs(4 * np.linalg.svd(X, compute_uv=False)[-1] ** 2 / n / float(alpha) - 1)
        size = len(json.dumps(found.evidence)) // 1024
        print(
            f"{n:7}  {p:10}  {seconds:7.2f}  {gaps[0]:9.1e}  {gaps[1]:14.1e}  {distance:.1e}  {again:6.2f}  {size:5} KB"
        )


if __name__ == "__main__":
    main()
