"""How long one enclosure of a formula with a root and a division takes, by back end and precision."""

import timeit
from fractions import Fraction

from lojverify.enclose import enclose
from lojverify.enclose.contract import BACKENDS, Number


def formula(alpha: Number, step_size: Number, noise: Number) -> Number:
    """A bound of the shape that the paper has."""
    return (1 - alpha * step_size) ** 3 * (noise / (alpha + 2)).sqrt() + 1 / (1 + noise)


VALUES = {"alpha": Fraction(1), "step_size": Fraction(1, 10), "noise": Fraction(1, 2)}
REPEATS = 500

for backend in BACKENDS:
    for bits in (64, 128, 1024):
        seconds = timeit.timeit(lambda: enclose(formula, VALUES, (backend,), bits), number=REPEATS)  # noqa: B023
        print(f"{backend:10} {bits:5} bits {seconds / REPEATS * 1e6:9.1f} µs")
