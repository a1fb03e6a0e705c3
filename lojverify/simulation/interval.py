"""The confidence interval of Clopper and Pearson for a probability, with ends that are rounded outwards.

Among n independent trials with probability p each, X succeed. For x observed successes and g = (1 - confidence)/2

    the lower end is the p with P(X >= x) = g, or 0 for x = 0;
    the upper end is the p with P(X <= x) = g, or 1 for x = n,

C. J. Clopper and E. S. Pearson, Biometrika 26 (1934). Whatever p is, the interval contains it with at least this
confidence. P(X >= x) grows with p, and is at least 1/2 > g from p = x/n on, where the median of X is at least x. So the
lower end is sought below x/n by halving. There the terms of P(X >= x) = sum C(n, k) p^k (1-p)^(n-k) over k >= x fall
with ratios that fall themselves, so that what is left after a term t with the next ratio q is at most t q/(1 - q). Arb
encloses the sum, and the end moves only where that shows P(X >= x) <= g.
"""

from fractions import Fraction

from flint import arb, ctx, fmpq

from lojverify.errors import InputError

_PRECISION = 192
_NEGLIGIBLE = 2.0**-100  # a share of the tail
_HALVINGS = 60  # the ends are known to 2^-60


def clopper_pearson(successes: int, trials: int, confidence: Fraction) -> tuple[Fraction, Fraction]:
    """The interval (lower, upper), both ends rounded outwards.

    successes   0 <= successes <= trials
    trials      at least 1
    confidence  between 0 and 1

    Raises InputError for other numbers.
    """
    if not 0 <= successes <= trials or trials < 1:
        raise InputError(name="successes", value=successes, relation=f"0 <= successes <= {trials} trials, at least 1")
    if not 0 < confidence < 1:
        raise InputError(name="confidence", value=confidence, relation="0 < confidence < 1")
    tail = (1 - confidence) / 2
    # P(X <= x) for p is P(Y >= n - x) for the failures Y, which have the probability 1 - p.
    return _lower_end(successes, trials, tail), 1 - _lower_end(trials - successes, trials, tail)


def _lower_end(x: int, n: int, tail: Fraction) -> Fraction:
    """A p with P(X >= x) <= tail, at most 2^-60 below the largest."""
    if x == 0:
        return Fraction(0)
    low, high = Fraction(0), Fraction(x, n)
    with ctx.workprec(_PRECISION):
        level, ways = arb(fmpq(tail.numerator, tail.denominator)), arb.bin_uiui(n, x)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            if _at_most(level, ways, x, n, arb(fmpq(middle.numerator, middle.denominator))):
                low = middle
            else:
                high = middle
    return low


def _at_most(level: arb, ways: arb, x: int, n: int, p: arb) -> bool:
    """Whether P(X >= x) <= level is shown, for 0 < p < x/n; `ways` is C(n, x)."""
    odds = p / (1 - p)
    term = ways * p**x * (1 - p) ** (n - x)
    total, negligible = term, level * _NEGLIGIBLE
    for k in range(x, n):
        ratio = odds * (n - k) / (k + 1)
        rest = term * ratio / (1 - ratio)
        if total > level:
            return False
        if rest <= negligible:
            return bool(total + rest <= level)
        term *= ratio
        total += term
    return bool(total <= level)
