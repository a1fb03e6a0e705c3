"""How much sharper the bounds are than the paper's argument: a frozen grid of 10,000 constant sets.

The grid is its generator: seeded, exact, every set feasible (alpha <= 2 C, the printed step bound, and a confinement
level that the constants allow) with the annulus of width 1. For each set the initial loss certified for a given failure
probability is enclosed by every bound that applies; the gain is that of the best over `markov-union`. Prints the gain
(minimum, median, maximum), which bound wins how often, and the gains at the ends of the range of step sizes.

    python tests/benchmarks/gain.py [number of sets]
"""

import random
import statistics
import sys
import time
from collections import Counter
from fractions import Fraction

from lojverify.bounds import REGISTRY
from lojverify.certificates import solve
from lojverify.constants import Constants

SEED = 20230418


def decimal(rng, low, high):
    """A number of three digits, spread evenly over the orders of magnitude from 10^low to 10^high."""
    return Fraction(f"{10 ** rng.uniform(low, high):.2e}")


def constant_sets(count):
    """`count` pairs of feasible constants and a failure probability."""
    rng = random.Random(SEED)
    while count:
        smoothness = decimal(rng, -2, 2)
        alpha = smoothness * 2 * decimal(rng, -3, 0)
        noise = smoothness * decimal(rng, -3, 1)
        step = alpha / (4 * smoothness * (2 * smoothness + noise)) * decimal(rng, -2, 0)
        radius = 1 + decimal(rng, -1, 2)
        # sqrt(M0) <= sqrt(C/2) r leaves room for a positive initial loss.
        confinement = smoothness / 2 * radius**2 * decimal(rng, -3, -Fraction(1, 10))
        if alpha > 2 * smoothness or step * alpha > 1:
            continue
        count -= 1
        yield Constants(alpha, smoothness, noise, step, radius, confinement, 1), decimal(rng, -4, -Fraction(1, 2))


def certified(constants, delta):
    """The initial loss that each applicable bound certifies, from below."""
    found = {}
    for name, bound in REGISTRY.items():
        if not bound.broken(constants):
            bounds = solve.estimate(bound, constants, None, delta)
            if bounds is not None:
                found[name] = bounds[0]
    return found


def main():
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    started = time.perf_counter()
    gains, wins, without = [], Counter(), Counter()
    for constants, delta in constant_sets(count):
        found = certified(constants, delta)
        best = max(found, key=lambda name: found[name])
        gains.append(float(found[best] / found["markov-union"]))
        wins[best] += 1
        without.update(REGISTRY.keys() - found.keys())
    gains.sort()
    print(f"{count} constant sets in {time.perf_counter() - started:.0f} s; gain of best over markov-union")
    print(f"  minimum {gains[0]:.4g}   median {statistics.median(gains):.4g}   maximum {gains[-1]:.4g}")
    print(f"  below 5: {sum(g < 5 for g in gains)} sets")
    print("  bound                    wins   does not apply")
    for name in REGISTRY:
        print(f"  {name:22} {wins[name]:6} {without[name]:8}")


if __name__ == "__main__":
    main()
