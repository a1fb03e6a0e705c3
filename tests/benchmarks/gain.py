"""How much sharper the bounds are than the paper's argument: a frozen grid of 10,000 constant sets.

The grid is its generator: seeded, exact, every set feasible (alpha <= 2 C, the printed step bound, and a confinement
level that the constants allow) with the annulus of width 1. For each set the initial loss certified for a given failure
probability is enclosed by every bound that applies; the gain is that of the best over `markov-union`, the paper's own
argument corrected. The two-sided ratios are those of `certify --two-sided`: delta over the exit probability of an
explicit run from the certified loss, and the failing loss over the certified one. Where no loss with the constants has
the certified F(theta0), they are those at the largest that one can have, with the delta that is certified there.

    python tests/benchmarks/gain.py [number of sets] [number of them with two-sided ratios] [file for the table]
"""

import os
import random
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from pathlib import Path

from lojverify.adversaries.search import two_sided
from lojverify.bounds import REGISTRY
from lojverify.certificates import numeric, solve
from lojverify.certificates.certificate import numbers_of
from lojverify.constants import Constants

SEED = 20230418
WANTED = 5  # the gain, at every set
QUANTILES = (0, 5, 10, 25, 50, 75, 90, 95, 100)


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
    found, searched = {}, []
    for name, bound in REGISTRY.items():
        if bound.broken(constants):
            continue
        if not bound.invertible:
            searched.append(bound)
            continue
        bounds = solve.estimate(bound, constants, None, delta)
        if bounds is not None:
            found[name] = bounds[0]
    for bound in searched:  # only where it is the best
        loss = best = max(found.values())
        if solve.falls_short(bound, constants, best, delta):
            found[bound.name] = Fraction(0)
            continue
        limit = bound.loss_limit(constants)
        while (limit is None or limit.admits(loss)) and numeric.holds(bound, constants, loss, delta):
            found[bound.name] = loss
            loss *= Fraction(1001, 1000)
    return found


def examine(task):
    """The losses that are certified for one set, and for some the answer from below."""
    constants, delta, from_below = task
    found = certified(constants, delta)
    if not from_below:
        return found, None
    loss, limit = max(found.values()), constants.largest_loss()
    if loss > limit:
        loss, delta = limit, least_delta(constants, limit)
    return found, two_sided(numbers_of(constants, loss, delta, None))


def least_delta(constants, loss):
    """The least failure probability that a bound certifies for this initial loss, from above."""
    bounds = [bound for bound in REGISTRY.values() if not bound.broken(constants, loss)]
    return min(-found[0] for bound in bounds if (found := solve.estimate(bound, constants, loss, None)) is not None)


def quantiles(values):
    """A row of a table."""
    ordered = sorted(values)
    return "".join(f"{ordered[round(p * (len(ordered) - 1) / 100)]:11.4g}" for p in QUANTILES)


def table(count, below, seconds, results):
    """The lines of the table."""
    gains, wins, without, ratios, reasons = [], Counter(), Counter(), {"all": []}, Counter()
    losses, beyond = [], 0
    for found, answer in results:
        best = max(found, key=lambda name: found[name])
        gains.append(float(found[best] / found["markov-union"]))
        wins[best] += 1
        without.update(REGISTRY.keys() - found.keys())
        beyond += answer is not None and answer.initial_loss < found[best]
        if answer is not None and answer.loss_ratio is not None:
            losses.append(float(answer.loss_ratio))
        if answer is not None and answer.delta_ratio is None:
            reasons[answer.reason] += 1
        elif answer is not None:
            ratios["all"].append(float(answer.delta_ratio))
            ratios.setdefault(best, []).append(float(answer.delta_ratio))
    yield f"{count} constant sets, {below} of them two-sided, in {seconds:.0f} s ({time.strftime('%Y-%m-%d')})"
    yield f"in {beyond} of these no loss with the constants is as large as the certified one"
    yield f"{'quantile, percent':48}" + "".join(f"{p:11}" for p in QUANTILES)
    yield f"{'gain of the best over markov-union':48}" + quantiles(gains)
    yield f"  below {WANTED}: {sum(gain < WANTED for gain in gains)} sets"
    for name, values in ratios.items():
        if values:
            yield f"{f'delta/P(exit) of a run: {name}':48}" + quantiles(values) + f"   ({len(values)} sets)"
    if losses:
        yield f"{'failing loss/certified loss':48}" + quantiles(losses) + f"   ({len(losses)} sets)"
    yield from (f"  no run: {reason}: {number} sets" for reason, number in reasons.items())
    yield "  bound                        best   does not apply"
    yield from (f"  {name:26} {wins[name]:6} {without[name]:8}" for name in REGISTRY)


def main():
    """Print the table, and write it to a file."""
    count, below = (int(sys.argv[n]) if len(sys.argv) > n else given for n, given in ((1, 10_000), (2, 200)))
    started = time.perf_counter()
    tasks = [(constants, delta, n < below) for n, (constants, delta) in enumerate(constant_sets(count))]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(examine, tasks, chunksize=8))
    text = "\n".join(table(count, below, time.perf_counter() - started, results)) + "\n"
    print(text, end="")
    if len(sys.argv) > 3:
        Path(sys.argv[3]).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
