"""Symbols and their attributes: what is known when, what is integrable, and substitution that respects both.

Semantics. A fact holds almost surely, for all values of its index letters and (simultaneously) of its variables.
A process symbol x of level l has x[k] known at k + l; level None means that x[k] is a constant for every k. Its
order o bounds the moments given the past one step before it is known: E(|x|^(2/o) | past) is finite; 0: x is bounded
by something known; None: nothing is known. Orders of factors add (Hoelder's inequality), and E[i] takes at most 2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import add, mul
from typing import TypeAlias

from .polynomial import ONE, Monomial, Polynomial, Rejected, added, from_monomial
from .terms import (
    ELEMENTARY,
    FUNCTIONALS,
    Atom,
    Index,
    Term,
    Vector,
    as_polynomial,
    as_vector,
    atom,
    below,
    index_text,
    integral,
    letters_of,
    shift,
    variables_of,
)

SORTS = {  # sort -> tag of its atoms
    "constant": "const",
    "vector": "vec",
    "variable": "var",
    "point": "vvar",
    "random": "rand",
    "random-vector": "vrand",
    "process": "proc",
    "vector-process": "vproc",
    "function": "",
}
RESERVED = ("grad", *ELEMENTARY, *FUNCTIONALS)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,59}", re.ASCII)

# What a symbol is replaced by: a term; for a process an index letter and a term; for a function its name.
Image: TypeAlias = Term | tuple[str, Term] | str


@dataclass(frozen=True)
class Symbol:
    """A declared name. `bounded`: every value lies in [0,1]; `finite_mean`: E|x[k]| is finite for every k."""

    sort: str
    level: int | None = None
    order: int | None = None
    bounded: bool = False
    finite_mean: bool = False

    @property
    def is_vector(self) -> bool:
        """Whether terms of this sort are vectors."""
        return self.sort in ("vector", "point", "random-vector", "vector-process")

    @property
    def indexed(self) -> bool:
        """Whether the symbol takes an index."""
        return self.sort in ("process", "vector-process")


class Theory:
    """The symbols of one statement and its proof."""

    def __init__(self) -> None:
        self.symbols: dict[str, Symbol] = {}
        self._terms: dict[tuple[str, Index | None], Term] = {}  # what `term` has made; a sort never changes
        self.readings: dict[tuple[object, object], object] = {}  # what `syntax` has read, by text and kind
        self.upgrades = 0  # how many attributes were proved
        self.origins: dict[str, tuple[str, str]] = {}  # symbol -> (infimum | supremum | limit, process)

    def declare(self, name: str, symbol: Symbol) -> None:
        """Add a new symbol; a name is declared once."""
        if name in self.symbols:
            raise Rejected(f"the name {name} is declared twice")
        if not _NAME.fullmatch(name) or name in RESERVED:
            raise Rejected(f"{name!r} is not a name")
        if symbol.sort not in SORTS:
            raise Rejected(f"{symbol.sort} is not a sort")
        if not symbol.indexed and symbol.level is not None:
            raise Rejected(f"{name}: only a process has a level")
        self.symbols[name] = symbol

    def upgrade(self, name: str, *, order: int | None = None, finite_mean: bool = False) -> None:
        """Record what was proved of a symbol: an order, or that its mean is finite."""
        self.upgrades += 1
        old = self.symbols[name]
        order = old.order if order is None else order
        self.symbols[name] = replace(old, order=order, finite_mean=old.finite_mean or finite_mean)

    def origin(self, name: str, kind: str) -> str:
        """The process that a symbol was declared to be the infimum, supremum or limit of."""
        found = self.origins.get(name, ("", ""))
        if found[0] != kind:
            raise Rejected(f"{name} is not declared as the {kind} of a process")
        return found[1]

    def has_sort(self, name: str, *sorts: str) -> bool:
        """Whether a name is declared with one of these sorts."""
        return name in self.symbols and self.symbols[name].sort in sorts

    def term(self, name: str, index: Index | None = None) -> Term:
        """The term for a symbol (at an index, for a process)."""
        found = self._terms.get((name, index))
        if found is None:
            symbol = self.symbols.get(name)
            if symbol is None or symbol.sort == "function":
                raise Rejected(f"{name} is not a declared scalar or vector")
            if symbol.indexed != (index is not None):
                raise Rejected(f"{name} {'needs an' if symbol.indexed else 'takes no'} index")
            one = atom(SORTS[symbol.sort], name, *([] if index is None else [index]))
            found = self._terms[name, index] = as_vector(one) if symbol.is_vector else as_polynomial(one)
        return found

    def scalar(self, name: str, index: Index | None = None) -> Polynomial:
        """The term for a scalar symbol."""
        return scalar(self.term(name, index))

    def vector(self, name: str, index: Index | None = None) -> Vector:
        """The term for a vector symbol."""
        return vector(self.term(name, index))

    # -- what is known when ------------------------------------------------------------------------------------

    def known(self, term: Term | Atom, index: Index | None) -> bool:
        """Whether a term is known at an index; with None, whether it is a constant (variables count as known)."""
        if not isinstance(term, Atom):
            return all(self.known(a, index) for a in term.atoms())
        if term.tag in ("proc", "vproc"):
            level = self.symbols[term.name].level
            return level is None or (index is not None and below(shift(term.index, level), index))
        if term.tag in ("rand", "vrand"):
            return False
        if term.tag == "E":
            return index is not None and below(term.index, index)
        return term.tag == "mean" or all(self.known(a, index) for a in term.inside())

    def order(self, term: Term | Atom, index: Index) -> int | None:
        """The order of a term given the past at `index`: 0 if known then, None if nothing is known of it."""
        if isinstance(term, Polynomial):
            monomials = ([self.order(a, index) for a, e in m for _ in range(e)] for m in term.terms)
            return _joined((_joined(factors, add) for factors in monomials), max)
        if isinstance(term, Vector):
            parts = ((self.order(a, index), self.order(c, index)) for a, c in term.parts)
            return _joined((_joined(factors, add) for factors in parts), max)
        if self.known(term, index):
            return 0
        if not self.known(term, shift(index, 1)):
            return None
        if term.tag in ("proc", "vproc"):
            return self.symbols[term.name].order
        if term.tag in ("val", "grad"):  # continuous functions are bounded on bounded sets
            return 0 if self.order(term.point, index) == 0 else None
        return _joined((self.order(a, index) for a in term.inside()), add) if term.tag == "dot" else None

    def symbol_order(self, term: Term, letter: str, level: int) -> int | None:
        """The order that a process has whose value at `letter` is the term, known `level` steps later."""
        if level:
            return self.order(term, ((letter,), level - 1))
        return self.order(Substitution(self, {letter: ((letter,), 1)}).term(term), ((letter,), 0))

    # -- the functionals ---------------------------------------------------------------------------------------

    def expect(self, polynomial: Polynomial, index: Index) -> Polynomial:
        """E[index](polynomial) in normal form: known factors outside, one atom a monomial.

        Rejected unless every monomial is known one step later and integrable given the past.
        """
        parts = []
        for monomial, coefficient in polynomial.terms.items():
            outside = tuple(f for f in monomial if self.known(f[0], index))
            inside = tuple(f for f in monomial if f not in outside)
            value = from_monomial(outside, coefficient)
            if inside:
                order = self.order(from_monomial(inside), index)
                if order is None or order > 2:
                    past = f"integrable given the past at {index_text(index)}"
                    raise Rejected(f"{from_monomial(inside)} is not known to be {past}")
                value = value * as_polynomial(atom("E", index, inside))
            parts.append(value)
        return added(parts)

    def mean(self, polynomial: Polynomial) -> Polynomial:
        """The total expectation in normal form: constants outside, conditional expectations opened.

        Rejected unless every monomial is a product of [0,1]-valued symbols and at most one of proved finite mean.
        """
        parts = []
        for monomial, coefficient in polynomial.terms.items():
            outside = tuple(f for f in monomial if self.known(f[0], None) and not f[0].variables)
            inside = tuple(f for f in monomial if f not in outside)
            value = from_monomial(outside, coefficient)
            if inside:
                value = value * as_polynomial(atom("mean", self._averaged(inside)))
            parts.append(value)
        return added(parts)

    def _averaged(self, monomial: Monomial) -> Monomial:
        """The monomial itself if its mean is finite, with one conditional expectation opened by the tower rule."""
        for factor, exponent in monomial:
            rest = tuple(f for f in monomial if f[0] is not factor)
            if factor.tag == "E" and exponent == 1 and self.known(from_monomial(rest), factor.index):
                opened = from_monomial(rest) * from_monomial(factor.monomial)
                monomial = next(iter(opened.terms))
                break
        unbounded = 0
        for factor, exponent in monomial:
            symbol = self.symbols[factor.name] if factor.tag in ("proc", "rand") else Symbol("")
            unbounded += 0 if symbol.bounded else exponent if symbol.finite_mean else 2
        if unbounded > 1:
            raise Rejected(f"{from_monomial(monomial)} is not known to have a finite mean")
        return monomial


def scalar(term: Term) -> Polynomial:
    """The term itself; rejected unless it is a scalar."""
    if not isinstance(term, Polynomial):
        raise Rejected(f"a vector stands where a scalar is needed: {term}")
    return term


def vector(term: Term) -> Vector:
    """The term itself; rejected unless it is a vector (or the number 0, which is also the zero vector)."""
    if isinstance(term, Polynomial):
        if term:
            raise Rejected(f"a scalar stands where a vector is needed: {term}")
        return Vector([])
    return term


def _joined(orders: Iterable[int | None], join: Callable[[int, int], int]) -> int | None:
    """The order of a product (join: sum) or of a sum (join: largest) of terms of these orders; None absorbs."""
    total = 0
    for order in orders:
        if order is None:
            return None
        total = join(total, order)
    return total


class Substitution:
    """Replaces index letters, variables and symbols by terms of `theory`, and puts the result in normal form.

    `letters` maps letters to indices, `terms` names to images. A variable inside E[i](.) takes only what is known
    at i; inside mean(.) only constants; nothing that contains s enters int[s](.).
    """

    def __init__(
        self, theory: Theory, letters: Mapping[str, Index] | None = None, terms: Mapping[str, Image] | None = None
    ) -> None:
        self.theory = theory
        self.letters = dict(letters or {})
        self.terms = dict(terms or {})
        self._done: dict[Atom, Term] = {}

    def index(self, index: Index) -> Index:
        """The image of an index."""
        images = [self.letters.get(letter, ((letter,), 0)) for letter in index[0]]
        letters = sorted(letter for image in images for letter in image[0])
        return tuple(letters), index[1] + sum(image[1] for image in images)

    def term(self, term: Term) -> Term:
        """The image of a term."""
        return self.vector(term) if isinstance(term, Vector) else self.polynomial(term)

    def polynomial(self, term: Polynomial) -> Polynomial:
        """The image of a scalar."""
        return added(self._monomial(monomial).scale(c) for monomial, c in term.terms.items())

    def _monomial(self, monomial: Monomial) -> Polynomial:
        powers = [scalar(self._atom(factor)) ** exponent for factor, exponent in monomial]
        return reduce(mul, powers) if powers else ONE

    def vector(self, term: Vector) -> Vector:
        """The image of a vector."""
        return Vector(
            (image, factor * self.polynomial(coefficient))
            for part, coefficient in term.parts
            for image, factor in vector(self._atom(part)).parts
        )

    def _atom(self, term: Atom) -> Term:
        found = self._done.get(term)
        if found is None:
            found = self._done[term] = self._image(term)
        return found

    def _image(self, term: Atom) -> Term:
        if term.tag in ("val", "grad"):
            function = str(self.terms.get(term.name, term.name))
            if not self.theory.has_sort(function, "function"):
                raise Rejected(f"{function} is not a declared function")
            image = atom(term.tag, function, self.vector(term.point))
            return as_vector(image) if term.tag == "grad" else as_polynomial(image)
        if term.tag == "dot":
            left, right = (vector(self._atom(a)) for a in term.inside())
            return left.dot(right)
        if term.tag in ELEMENTARY:
            return as_polynomial(atom(term.tag, self.polynomial(term.argument)))
        if term.tag in FUNCTIONALS:
            return self._functional(term, self.polynomial(from_monomial(term.monomial)))
        index = self.index(term.index) if term.tag in ("proc", "vproc") else None
        found = self.terms.get(term.name)
        if isinstance(found, tuple) and index is not None:
            return Substitution(self.theory, {found[0]: index}).term(found[1])
        return found if isinstance(found, Polynomial | Vector) else self.theory.term(term.name, index)

    def _functional(self, term: Atom, inside: Polynomial) -> Polynomial:
        images = {name: self.terms[name] for name in term.names if name in self.terms}
        if term.tag == "int":
            if term.name in self.terms:
                raise Rejected(f"{term.name} is bound in an integral and cannot be replaced")
            for name, image in images.items():
                body = image[1] if isinstance(image, tuple) else image
                if not isinstance(body, str) and term.name in variables_of(body):
                    raise Rejected(f"the image of {name} contains the bound variable {term.name}")
            return integral(inside, term.name)
        index = self.index(term.index) if term.tag == "E" else None
        for name in term.variables & images.keys():
            image = images[name]
            if not isinstance(image, Polynomial | Vector) or not self.theory.known(image, index):
                raise Rejected(f"{name} inside {term} may only be replaced by what is known there")
        return self.theory.mean(inside) if index is None else self.theory.expect(inside, index)


def free_letters(image: Image) -> frozenset[str]:
    """The index letters on which an image depends, apart from a process's own."""
    if isinstance(image, str):
        return frozenset()
    return letters_of(image[1]) - {image[0]} if isinstance(image, tuple) else letters_of(image)
