"""Sparse polynomials over the rationals in canonical form: two polynomials are equal iff ``==`` says so.

A monomial is a tuple of (atom, exponent) pairs with positive exponents, sorted by the atoms' texts; a polynomial maps
monomials to nonzero rational coefficients. Atoms come from `terms`; here they only need a text ``key`` to sort by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .terms import Atom

Monomial = tuple[tuple["Atom", int], ...]
MOST_BITS = 13_953  # bound for numerators and denominators, 4,200 digits; a step beyond one of these is rejected
MOST_TERMS = 10_000  # bound for the number of terms
MOST_FACTORS = 1000  # bound for exponents
MOST_PRODUCTS = 300_000  # bound for the number of products of terms in one multiplication
Rational = int | Fraction  # integers are kept as int, which is several times faster; nothing here divides them


class Rejected(Exception):
    """The input is not a correct statement or proof; the message says where and why."""


def _multiply(left: Monomial, right: Monomial) -> Monomial:
    """The product of two monomials, sorted again."""
    if not left:
        return right
    if not right:
        return left
    if left[-1][0].key < right[0][0].key:
        return left + right
    exponents = dict(left)
    for atom, exponent in right:
        exponents[atom] = exponents.get(atom, 0) + exponent
        if exponents[atom] > MOST_FACTORS:
            raise Rejected(f"a power of {atom} is too large")
    return tuple(sorted(exponents.items(), key=_by_key))


def _by_key(factor: tuple[Atom, int]) -> str:
    return factor[0].key


class Polynomial:
    """An immutable polynomial; supports + - * with polynomials and rationals, and nonnegative integer powers."""

    __slots__ = ("_hash", "_text", "terms")

    def __init__(self, terms: Mapping[Monomial, Rational]) -> None:
        self.terms: dict[Monomial, Rational] = {}
        for monomial, c in terms.items():
            if c:
                if c.__class__ is not int:
                    if c.denominator.bit_length() > MOST_BITS:
                        raise Rejected("a coefficient of a polynomial is too large")
                    c = c if c.denominator != 1 else c.numerator  # noqa: PLW2901
                if c.numerator.bit_length() > MOST_BITS:
                    raise Rejected("a coefficient of a polynomial is too large")
                self.terms[monomial] = c
        if len(self.terms) > MOST_TERMS:
            raise Rejected("a polynomial has too many terms")
        self._hash: int | None = None
        self._text: str | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Polynomial) and self.terms == other.terms

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self.terms.items()))
        return self._hash

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __add__(self, other: Polynomial) -> Polynomial:
        return added((self, other)) if self.terms and other.terms else self if self.terms else other

    def __neg__(self) -> Polynomial:
        return Polynomial({m: -c for m, c in self.terms.items()})

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self + other.scale(-1) if other.terms else self

    def __mul__(self, other: Polynomial) -> Polynomial:
        for one, rest in ((self, other), (other, self)):
            if len(one.terms) == 1:  # no two products are equal
                ((left, a),) = one.terms.items()
                return Polynomial({_multiply(left, m): a * c for m, c in rest.terms.items()}) if left else rest.scale(a)
        if len(self.terms) * len(other.terms) > MOST_PRODUCTS:
            raise Rejected("a product of polynomials has too many terms")
        terms: dict[Monomial, Rational] = {}
        for left, a in self.terms.items():
            for right, b in other.terms.items():
                monomial = _multiply(left, right)
                terms[monomial] = terms.get(monomial, 0) + a * b
        return Polynomial(terms)

    def __pow__(self, exponent: int) -> Polynomial:
        result = self if exponent else ONE
        for _ in range(1, exponent):
            result = result * self
        return result

    def scale(self, factor: Rational) -> Polynomial:
        """This polynomial times a rational."""
        if factor == 1:
            return self
        return Polynomial({m: c * factor for m, c in self.terms.items()})

    def constant(self) -> Fraction | None:
        """The value of a constant polynomial, None for any other."""
        if not self.terms:
            return ZERO
        return Fraction(self.terms[()]) if self.terms.keys() == _CONSTANT else None

    def atoms(self) -> Iterable[Atom]:
        """The atoms that occur, each once."""
        return {atom: None for monomial in self.terms for atom, _ in monomial}

    def __str__(self) -> str:
        if self._text is None:
            self._text = self._write()
        return self._text

    def _write(self) -> str:
        """The canonical text, which `syntax` reads back to an equal polynomial."""
        parts: list[str] = []
        for text, coefficient in sorted((_monomial_text(m), c) for m, c in self.terms.items()):
            size = abs(coefficient)
            body = str(size) if not text else text if size == 1 else f"{size}*{text}"
            sign = "-" if coefficient < 0 else "+"
            parts.append(f"{sign} {body}" if parts else (f"-{body}" if sign == "-" else body))
        return " ".join(parts) or "0"

    __repr__ = __str__


def _monomial_text(monomial: Monomial) -> str:
    return "*".join(atom.key if e == 1 else f"{atom.key}^{e}" for atom, e in monomial)


ZERO = Fraction(0)
_CONSTANT: frozenset[Monomial] = frozenset([()])  # the monomials of a constant
NIL = Polynomial({})
ONE = Polynomial({(): 1})


def number(value: Rational) -> Polynomial:
    """The constant polynomial with this value."""
    return Polynomial({(): value})


def added(parts: Iterable[Polynomial]) -> Polynomial:
    """The sum of polynomials."""
    terms: dict[Monomial, Rational] = {}
    for part in parts:
        for monomial, coefficient in part.terms.items():
            terms[monomial] = terms.get(monomial, 0) + coefficient
        if len(terms) > MOST_TERMS:
            raise Rejected("a sum of polynomials has too many terms")
    return Polynomial(terms)


def from_monomial(monomial: Monomial, coefficient: Rational = 1) -> Polynomial:
    """One monomial with a coefficient."""
    return Polynomial({monomial: coefficient})
