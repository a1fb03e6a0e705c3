"""Evaluating a formula in several back ends, and comparing what comes out."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from importlib import import_module
from typing import Any, NamedTuple

from lojverify.enclose.number import Number
from lojverify.errors import DisagreementError, EnclosureError, InputError

__all__ = ["Answer", "Bounds", "Formula", "Number", "compare", "cross_check", "enclose", "piecewise", "recompute"]

# Takes keyword arguments that are numbers of one back end; returns one of them, an int or a Fraction.
Formula = Callable[..., Any]

BACKENDS = {
    "arb": ("lojverify.enclose.arb", "ArbNumber"),
    "mpiv": ("lojverify.enclose.mpiv", "MpmathInterval"),
    "rational": ("lojverify.enclose.rational", "RationalInterval"),
}

# How far, relative to its size, a recomputation to 50 digits may lie outside the rigorous bounds.
TOLERANCE = Fraction(1, 10**40)


class Bounds(NamedTuple):
    """A real number lies in [lower, upper]."""

    lower: Fraction
    upper: Fraction


class Answer(Enum):
    """The outcome of a comparison. Its truth value is that of YES and NO; UNKNOWN has none and raises."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        if self is Answer.UNKNOWN:
            raise EnclosureError("the enclosures overlap, so the comparison is undecided")
        return self is Answer.YES


def compare(
    a: Number | Bounds | Fraction | int, b: Number | Bounds | Fraction | int, *, strict: bool = False
) -> Answer:
    """Whether a <= b, or a < b when `strict`.

    YES and NO hold for every pair of reals in the two enclosures; UNKNOWN when neither can be said.
    """
    low, high = _bounds(a), _bounds(b)
    if low.upper < high.lower or (low.upper == high.lower and not strict):
        return Answer.YES
    if low.lower > high.upper or (low.lower == high.upper and strict):
        return Answer.NO
    return Answer.UNKNOWN


def piecewise(difference: Number, positive: Number, otherwise: Number) -> Number:
    """`positive` where `difference` > 0, else `otherwise`; an enclosure of both where its sign is not known."""
    if difference.lower > 0:
        return positive
    if difference.upper <= 0:
        return otherwise
    ends = min(positive.lower, otherwise.lower), max(positive.upper, otherwise.upper)
    return positive.between(*ends, positive.bits)


def enclose(
    formula: Formula,
    values: Mapping[str, Fraction | Bounds],
    backends: Sequence[str] = ("rational", "arb"),
    bits: int = 128,
) -> Bounds:
    """Bounds of `formula` at `values`, agreed on by every back end named.

    formula   a function of keyword arguments, as the package describes
    values    the arguments: rationals, or bounds for reals that are not known exactly
    backends  some of "rational", "arb", "mpiv"
    bits      the working precision of each

    Returns the intersection of the enclosures. Raises InputError for an unknown back end or no precision,
    EnclosureError where the formula is not defined or the precision is too low to tell, and DisagreementError
    when two enclosures exclude each other.
    """
    if not backends or not set(backends) <= BACKENDS.keys():
        raise InputError(name="backends", value=backends, relation=f"backends among {', '.join(BACKENDS)}")
    if bits < 2:
        raise InputError(name="bits", value=bits, relation="bits >= 2")
    found = {name: _evaluate(formula, values, *BACKENDS[name], bits) for name in backends}
    lower, upper = max(each.lower for each in found.values()), min(each.upper for each in found.values())
    if lower > upper:
        raise DisagreementError(f"the enclosures by {' and '.join(found)} exclude each other", **found)
    return Bounds(lower, upper)


def recompute(formula: Formula, values: Mapping[str, Fraction], digits: int = 50) -> Fraction:
    """`formula` at `values` in mpmath floating point of `digits` digits and some guard digits.

    Not a bound: the rounding errors are not tracked. Raises InputError when digits < 50 and EnclosureError
    where the formula is not defined.
    """
    if digits < 50:
        raise InputError(name="digits", value=digits, relation="digits >= 50")
    # One digit is 3.33 bits; 15 guard digits leave room for cancellation.
    bits = (digits + 15) * 10 // 3
    return _evaluate(formula, values, "lojverify.enclose.point", "Point", bits).lower


def cross_check(
    formula: Formula,
    values: Mapping[str, Fraction],
    backends: Sequence[str] = ("rational", "arb"),
    bits: int = 128,
    digits: int = 50,
) -> Bounds:
    """`enclose`, after checking it against `recompute`.

    Raises as they do, and DisagreementError when the recomputed value lies outside the bounds by more than
    1e-40 of their size.
    """
    bounds = enclose(formula, values, backends, bits)
    value = recompute(formula, values, digits)
    slack = TOLERANCE * max(abs(bounds.lower), abs(bounds.upper))
    if not bounds.lower - slack <= value <= bounds.upper + slack:
        raise DisagreementError("the recomputed value lies outside the enclosure", value=value, bounds=bounds)
    return bounds


def _evaluate(formula: Formula, values: Mapping[str, Fraction | Bounds], module: str, name: str, bits: int) -> Bounds:
    # Imported here so that a caller pays only for the back ends that it names.
    number: type[Number] = getattr(import_module(module), name)
    result = formula(**{key: number.between(*_bounds(value), bits) for key, value in values.items()})
    if not isinstance(result, number | int | Fraction):
        raise TypeError(f"the formula returned a {type(result).__name__}, not a number of {name}")
    return _bounds(result)


def _bounds(value: Number | Bounds | Fraction | int) -> Bounds:
    """The end points of `value`; a TypeError for what is neither exact nor an enclosure, such as a float."""
    if isinstance(value, int | Fraction):
        return Bounds(Fraction(value), Fraction(value))
    if isinstance(value, float):
        raise TypeError("a float is not exact and has no enclosure")
    lower, upper = value.lower, value.upper
    if lower > upper:
        raise InputError("the bounds are in the wrong order", value=f"[{lower}, {upper}]")
    return Bounds(lower, upper)
