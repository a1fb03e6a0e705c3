"""The constants of the recursion (4.2), read exactly; where the explicit bounds start; the recursion carried out."""

from collections.abc import Callable, Iterable
from fractions import Fraction

from lojverify.constants import Exact, number
from lojverify.errors import InputError
from lojverify.exact import text
from lojverify.kernel.rates import RateNumbers
from lojverify.rates.steps import enclosed, rounded

LARGEST = 10**18  # of the indices
_BITS = 160
_LARGEST_ROOT = 1000  # of the numerators and denominators of exponents


def read(*, q: Exact, p: Exact, c1: Exact, c2: Exact, n0: Exact, b1: Exact) -> RateNumbers:
    """The constants of Lemma 4.1. Raises InputError for numbers that break what it assumes."""
    found = RateNumbers(
        q=number(q, "q", ">", "4.2"),
        p=number(p, "p", ">", "4.2"),
        c1=number(c1, "c1", ">", "4.2"),
        c2=number(c2, "c2", ">", "4.2"),
        n0=number(n0, "n0", ">=", "4.1"),
        b1=number(b1, "b1", ">=", "4.2"),
    )
    if found.q > 1:
        raise InputError(name="q", value=text(found.q), relation="0 < q <= 1", display="4.2")
    if found.q == 1 and found.c1 <= found.p:
        raise InputError(name="c1", value=text(found.c1), relation=f"c1 > p = {text(found.p)} for q = 1", display="4.3")
    exponents = {"q": found.q, "p": found.p} | ({"c1": found.c1} if found.q == 1 else {})
    for name, exponent in exponents.items():
        if max(exponent.numerator, exponent.denominator) > _LARGEST_ROOT:
            relation = f"an exponent a/b has a, b <= {_LARGEST_ROOT}"
            raise InputError(name=name, value=text(exponent), relation=relation)
    return found


def indices(given: Iterable[Exact]) -> tuple[int, ...]:
    """Indices k, each once, in order. Raises InputError for what is none."""
    found = set()
    for one in given:
        k = number(one, "k")
        if k.denominator != 1 or k > LARGEST:
            raise InputError("an index is an integer from 1 to 10^18", name="k", value=text(k))
        found.add(k.numerator)
    if not found:
        raise InputError("an index k is needed")
    return tuple(sorted(found))


def start(numbers: RateNumbers) -> int | None:
    """The least index m >= 1 from which on the explicit bound holds; None if it is beyond 10^18.

    q = 1: m + n0 >= c1. q < 1: (m + n0)^q >= c1 and c1 (m + n0)^(1-q) >= 2 (p + 1 - q), by a small margin, since a
    proof bounds the powers by rationals; so m may be one more than the least.
    """

    def late(m: int) -> bool:
        x = m + numbers.n0
        if numbers.q == 1:
            return x >= numbers.c1
        least = 1 + Fraction(1, 2**100)
        enough = enclosed(x, numbers.q)[0] >= numbers.c1 * least
        need = 2 * (numbers.p + 1 - numbers.q) * least
        return enough and numbers.c1 * enclosed(x, 1 - numbers.q)[0] >= need

    return _least(late, LARGEST)


def _least(holds: Callable[[int], bool], most: int) -> int | None:
    """The least integer from 1 to `most` at which a condition holds that holds from there on."""
    high = 1
    while not holds(high):
        if high >= most:
            return None
        high = min(2 * high, most)
    low = high // 2 + 1 if high > 1 else 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return high


def iterated(numbers: RateNumbers, wanted: Iterable[int], most: int) -> dict[int, Fraction]:
    """Upper bounds of the largest b_k that (4.2) allows, by carrying it out, for the wanted k up to `most`.

    They exceed it by rounding only: at one part in 2^160 a step.
    """
    keys = {k for k in wanted if k <= most}
    found, b = {}, numbers.b1
    for k in range(1, max(keys, default=0) + 1):
        if k in keys:
            found[k] = b
        x = k + numbers.n0
        factor = 1 - numbers.c1 * enclosed(x, -numbers.q)[0]
        # Where the factor is negative, b_k = 0 allows the most.
        b = max(factor, Fraction(0)) * b + numbers.c2 * enclosed(x, -numbers.q - numbers.p)[1]
        b = rounded(b, up=True, bits=_BITS)
    return found
