"""Reading, printing and rooting rationals exactly. Standard library only; no float is ever made.

read(given, name)               what a user wrote -> Fraction
text(x)                         Fraction -> "p/q"
decimal(x, digits, toward)      Fraction -> decimal, rounded to the safe side
sqrt_bounds, root_bounds        rational bounds of roots
"""

import math
import re
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from lojverify.errors import InputError

MAX_LENGTH = 60
MAX_EXPONENT = 400

_RATIO = re.compile(r"([+-]?[0-9]+)(?:/([0-9]+))?")
_DECIMAL = re.compile(r"([+-]?)([0-9]*)\.?([0-9]*)(?:[eE]([+-]?[0-9]+))?")


def read(given: object, name: str) -> Fraction:
    """The rational that `given` denotes, exactly.

    given  an int, a Fraction, a finite Decimal, or a str: `[+-]digits[/digits]` or a decimal with an
           optional exponent, ASCII, without spaces or underscores, at most 60 characters, |exponent| <= 400
    name   the argument, for the error

    Raises InputError for anything else. A float is refused because it is not the number that was written.
    """
    if isinstance(given, Fraction):
        return given
    if isinstance(given, int) and not isinstance(given, bool):
        return Fraction(given)
    if isinstance(given, str):
        return _read_text(given, name)
    if isinstance(given, Decimal):
        return _read_decimal(given, name)
    if isinstance(given, float):
        raise InputError(
            'a float is not exact (0.1 is not 1/10); write it as text, such as "0.1"', name=name, value=given
        )
    raise InputError(f"a number is needed, not a {type(given).__name__}", name=name, value=given)


def _read_text(given: str, name: str) -> Fraction:
    if len(given) > MAX_LENGTH:
        raise InputError(f"a number has at most {MAX_LENGTH} characters", name=name, value=given)
    if ratio := _RATIO.fullmatch(given):
        denominator = int(ratio[2] or 1)
        if denominator == 0:
            raise InputError("the denominator is zero", name=name, value=given)
        return Fraction(int(ratio[1]), denominator)
    parts = _DECIMAL.fullmatch(given)
    if parts is None or not parts[2] + parts[3]:
        raise InputError("not a number such as 3, -1/2, 0.05 or 1e-3", name=name, value=given)
    sign, whole, fraction, written = parts.groups()
    exponent = int(written or 0)
    if abs(exponent) > MAX_EXPONENT:
        raise InputError(f"the exponent exceeds {MAX_EXPONENT}", name=name, value=given)
    return int(f"{sign}{whole}{fraction}") * Fraction(10) ** (exponent - len(fraction))


def _read_decimal(given: Decimal, name: str) -> Fraction:
    if not given.is_finite():
        raise InputError("a number must be finite", name=name, value=given)
    if abs(given.adjusted()) > MAX_EXPONENT:
        raise InputError(f"the exponent exceeds {MAX_EXPONENT}", name=name, value=given)
    return Fraction(given)


def text(x: Fraction) -> str:
    """`x` as "p/q" in lowest terms, or "p" for an integer; `read` takes it back when it is short enough."""
    return str(Fraction(x))


def decimal(x: Fraction, digits: int = 15, toward: Literal["down", "up"] = "down") -> str:
    """`x` to at most `digits` significant digits, rounded toward minus ("down") or plus ("up") infinity.

    Trailing zeros are dropped. Numbers below 1e-4 or with more than `digits` digits before the point are
    written as `6.02810317887263e-5`. Raises InputError when digits < 1.
    """
    if digits < 1:
        raise InputError(name="digits", value=digits, relation="digits >= 1")
    if x == 0:
        return "0"
    size = abs(x)
    exponent = _decimal_exponent(size)
    scaled = size * Fraction(10) ** (digits - 1 - exponent)
    away_from_zero = (toward == "up") == (x > 0)
    mantissa = math.ceil(scaled) if away_from_zero else math.floor(scaled)
    if mantissa == 10**digits:  # 9.99... was rounded up to 10
        mantissa, exponent = 10 ** (digits - 1), exponent + 1
    sign = "-" if x < 0 else ""
    shown = str(mantissa).rstrip("0")
    if exponent < -4 or exponent >= digits:
        point = "." if len(shown) > 1 else ""
        return f"{sign}{shown[0]}{point}{shown[1:]}e{exponent}"
    if exponent < 0:
        return f"{sign}0.{'0' * (-exponent - 1)}{shown}"
    whole, fraction = shown[: exponent + 1].ljust(exponent + 1, "0"), shown[exponent + 1 :]
    return f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}"


def _decimal_exponent(x: Fraction) -> int:
    """The integer e with 10**e <= x < 10**(e+1), for x > 0."""
    # log2 x is within 1 of binary_exponent(x), so this guess is off by little; the loops make it exact.
    guess = binary_exponent(x) * 30103 // 100000
    while Fraction(10) ** guess > x:
        guess -= 1
    while Fraction(10) ** (guess + 1) <= x:
        guess += 1
    return guess


def binary_exponent(x: Fraction) -> int:
    """An integer k with 2**k <= x < 2**(k+2), for x > 0."""
    # 2**(a-1) <= p < 2**a and 2**(b-1) <= q < 2**b give 2**(a-1-b) < p/q < 2**(a-b+1).
    return x.numerator.bit_length() - x.denominator.bit_length() - 1


def sqrt_bounds(x: Fraction, bits: int) -> tuple[Fraction, Fraction]:
    """Rationals lower <= sqrt(x) <= upper; see `root_bounds`."""
    return root_bounds(x, 2, bits)


def root_bounds(x: Fraction, n: int, bits: int) -> tuple[Fraction, Fraction]:
    """Rationals lower <= x**(1/n) <= upper with upper - lower <= 2**-bits * lower.

    x >= 0, n >= 1, bits >= 1. The two are equal when x is the n-th power of a rational.
    Raises InputError outside that domain.
    """
    if x < 0 or n < 1 or bits < 1:
        raise InputError(
            f"x = {decimal(x)}, n = {n}, bits = {bits} have no root bounds",
            relation="x >= 0, n >= 1 and bits >= 1",
        )
    x = Fraction(x)
    p, q = _floor_root(x.numerator, n), _floor_root(x.denominator, n)
    if p**n == x.numerator and q**n == x.denominator:
        return Fraction(p, q), Fraction(p, q)
    # Let y = x 2**(n s) and r = floor(y**(1/n)) = floor(floor(y)**(1/n)). Then
    #     r <= y**(1/n) < r + 1,   that is   r/2**s <= x**(1/n) < (r+1)/2**s,
    # an interval of relative width 1/r. With x >= 2**k and s = bits - floor(k/n),
    #     y >= 2**(k + n bits - n floor(k/n)) >= 2**(n bits),   so   r >= 2**bits.
    shift = bits - binary_exponent(x) // n
    unit = Fraction(2) ** -shift
    r = _floor_root(math.floor(x * Fraction(2) ** (n * shift)), n)
    return r * unit, (r + 1) * unit


def _floor_root(y: int, n: int) -> int:
    """The largest integer r with r**n <= y, for y >= 0."""
    if n == 1 or y < 2:
        return y
    if n == 2:
        return math.isqrt(y)
    if y.bit_length() <= n:  # y < 2**n
        return 1
    # Newton from above: starting at or above the root the iterates fall strictly until they reach its floor. From far
    # above they fall by one part in n only, so that the leading half of the digits is found first.
    half = -(-y.bit_length() // n) // 2
    r = (_floor_root(y >> (n * half), n) + 1) << half
    while True:
        below = ((n - 1) * r + y // r ** (n - 1)) // n
        if below >= r:
            return r
        r = below
