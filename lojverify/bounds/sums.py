"""Upper bounds of powers and of geometric sums, by doubling and outward rounding: few steps that a proof repeats."""

import math
from fractions import Fraction

from lojverify.exact import binary_exponent

LEAST_POWER = Fraction(1, 2**1400)  # smaller bounds are replaced by this one, to keep them short
_MOST_STEPS = 10**60
_GUARD = 192  # bits of a bound, beside those that are lost


def power_chain(rate: Fraction, steps: int) -> list[tuple[int, Fraction]]:
    """Pairs (n, u) with rate^n <= u: n = 1, and then each is twice the one before, or one more; the last is `steps`.

    rate >= 0, steps >= 1. The last u exceeds rate^steps by at most one part in 2^190, unless it is LEAST_POWER.
    """
    bits = _bits(steps)
    n, bound = 1, _up(rate, bits)
    found = [(n, bound)]
    for digit in f"{steps:b}"[1:]:
        n, bound = 2 * n, _up(bound**2, bits)
        found.append((n, bound))
        if digit == "1":
            n, bound = n + 1, _up(bound * found[0][1], bits)
            found.append((n, bound))
    return found


def sum_chain(rate: Fraction, steps: int) -> list[tuple[int, Fraction, Fraction]]:
    """Triples (n, u, s) with rate^n <= u and 1 + rate + ... + rate^(n-1) <= s, for n as in `power_chain`."""
    bits = _bits(steps)
    n, power, total = 1, _up(rate, bits), Fraction(1)
    found = [(n, power, total)]
    for digit in f"{steps:b}"[1:]:
        n, power, total = 2 * n, _up(power**2, bits), _up(total * (1 + power), bits)
        found.append((n, power, total))
        if digit == "1":
            n, power, total = n + 1, _up(power * found[0][1], bits), _up(total + power, bits)
            found.append((n, power, total))
    return found


def sum_above(rate: Fraction, steps: int) -> Fraction:
    """An upper bound of 1 + rate + ... + rate^(steps-1): that of the chain, or 1/(1 - rate) if it is smaller."""
    found = sum_chain(rate, steps)[-1][2]
    return min(found, 1 / (1 - rate)) if rate < 1 else found


def steps_to(rate: Fraction, share: Fraction) -> int | None:
    """The fewest n >= 1 that are shown to give rate^n <= share, for 0 < share < 1; None beyond 10^60."""
    many = 1
    while power_chain(rate, many)[-1][1] > share:
        if many > _MOST_STEPS:
            return None
        many *= 2
    few = many // 2
    while many - few > 1:
        middle = (few + many) // 2
        if power_chain(rate, middle)[-1][1] <= share:
            many = middle
        else:
            few = middle
    return many


def _bits(steps: int) -> int:
    # Each rounding adds one part in 2^bits, and those of the first doublings are multiplied by up to `steps`.
    return _GUARD + 2 * steps.bit_length()


def _up(x: Fraction, bits: int) -> Fraction:
    """`x` >= 0, or when it is long, the multiple of a power of 2 above it at a relative distance of at most 2^-bits."""
    if max(x.numerator.bit_length(), x.denominator.bit_length()) <= bits:
        return x
    if x < LEAST_POWER:
        return LEAST_POWER
    unit = Fraction(2) ** (binary_exponent(x) - bits)
    return math.ceil(x / unit) * unit
