"""Symbols and their attributes: what is known when, what is integrable, and substitution that respects both.

Semantics. A fact holds almost surely, for all values of its index letters and (simultaneously) of its variables.
A process symbol x of level l has x[k] known at k + l; level None means that x[k] is a constant for every k. Its
order bounds the moments given the past one step before it is known: 0 (bounded by something known), 1 (square
integrable), 2 (integrable), None (nothing is known). Orders of factors add, and E[i] takes total order at most 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .polynomial import NIL, Monomial, Polynomial, Rejected, from_monomial
from .terms import (
    Atom,
    Index,
    Vector,
    as_polynomial,
    as_vector,
    atom,
    below,
    index_text,
    integral,
    shift,
    vector_atoms,
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
RESERVED = frozenset(("grad", "E", "mean", "int"))
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,59}", re.ASCII)


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

    def upgrade(self, name: str, **attributes: bool | int) -> None:
        """Record a proved attribute of a symbol."""
        self.upgrades += 1
        self.symbols[name] = replace(self.symbols[name], **attributes)  # type: ignore[arg-type]

    def origin(self, name: str, kind: str) -> str:
        """The process that a symbol was declared to be the infimum, supremum or limit of."""
        found = self.origins.get(name, ("", ""))
        if found[0] != kind:
            raise Rejected(f"{name} is not declared as the {kind} of a process")
        return found[1]

    def term(self, name: str, index: Index | None = None) -> Polynomial | Vector:
        """The term for a symbol (at an index, for a process)."""
        symbol = self.symbols.get(name)
        if symbol is None or symbol.sort == "function":
            raise Rejected(f"{name} is not a declared scalar or vector")
        if symbol.indexed != (index is not None):
            raise Rejected(f"{name} {'needs an' if symbol.indexed else 'takes no'} index")
        found = atom(SORTS[symbol.sort], name, *([] if index is None else [index]))
        return as_vector(found) if symbol.is_vector else as_polynomial(found)

    # -- what is known when ------------------------------------------------------------------------------------

    def known(self, term: Polynomial | Vector | Atom, index: Index | None) -> bool:
        """Whether a term is known at an index; with None, whether it is a constant (variables count as known)."""
        if isinstance(term, Polynomial):
            return all(self.known(a, index) for a in term.atoms())
        if isinstance(term, Vector):
            return all(self.known(a, index) for a in vector_atoms(term))
        args = term.args
        if term.tag in ("proc", "vproc"):
            level = self.symbols[str(args[0])].level
            return level is None or (index is not None and below(shift(args[1], level), index))  # type: ignore[arg-type]
        if term.tag in ("rand", "vrand"):
            return False
        if term.tag == "dot":
            return self.known(args[0], index) and self.known(args[1], index)  # type: ignore[arg-type]
        if term.tag in ("val", "grad"):
            return self.known(args[1], index)  # type: ignore[arg-type]
        if term.tag == "E":
            return index is not None and below(args[0], index)  # type: ignore[arg-type]
        if term.tag == "int":
            return all(self.known(a, index) for a, _ in args[1])  # type: ignore[attr-defined]
        return True  # const, vec, var, vvar, mean

    def order(self, term: Atom, index: Index) -> int | None:
        """The order of an atom given the past at `index`: 0 if known then, None if nothing is known of it."""
        if self.known(term, index):
            return 0
        if not self.known(term, shift(index, 1)):
            return None
        if term.tag in ("proc", "vproc"):
            return self.symbols[str(term.args[0])].order
        if term.tag == "dot":
            return add_orders(self.order(a, index) for a in term.args)  # type: ignore[arg-type]
        return None

    def order_of(self, polynomial: Polynomial, index: Index) -> int | None:
        """The largest order of a monomial given the past at `index`."""
        orders = [
            add_orders(o for a, e in monomial for o in [self.order(a, index)] * e)
            for monomial in polynomial.terms
        ]
        return None if None in orders else max((o for o in orders if o is not None), default=0)

    def order_of_vector(self, vector: Vector, index: Index) -> int | None:
        """The largest order of a part of a vector given the past at `index`."""
        orders = [add_orders([self.order(a, index), self.order_of(c, index)]) for a, c in vector.parts]
        return None if None in orders else max((o for o in orders if o is not None), default=0)

    # -- the functionals ---------------------------------------------------------------------------------------

    def expect(self, polynomial: Polynomial, index: Index) -> Polynomial:
        """E[index](polynomial) in normal form: known factors outside, one atom a monomial.

        Rejected unless every monomial is known one step later and integrable given the past.
        """
        total = NIL
        for monomial, coefficient in polynomial.terms.items():
            outside = tuple(f for f in monomial if self.known(f[0], index))
            inside = tuple(f for f in monomial if f not in outside)
            value = from_monomial(outside, coefficient)
            if inside:
                order = self.order_of(from_monomial(inside), index)
                if order is None or order > 2:
                    raise Rejected(
                        f"{from_monomial(inside)} is not known to be integrable given the past at {index_text(index)}"
                    )
                value = value * as_polynomial(atom("E", index, inside))
            total = total + value
        return total

    def mean(self, polynomial: Polynomial) -> Polynomial:
        """mean(polynomial) in normal form: constants outside; mean(E[i](x)) is mean(x).

        Rejected unless every monomial is a product of [0,1]-valued symbols and at most one of proved finite mean.
        """
        total = NIL
        for monomial, coefficient in polynomial.terms.items():
            outside = tuple(f for f in monomial if self.known(f[0], None) and not f[0].variables)
            inside = tuple(f for f in monomial if f not in outside)
            value = from_monomial(outside, coefficient)
            if inside:
                value = value * as_polynomial(atom("mean", self._averaged(inside)))
            total = total + value
        return total

    def _averaged(self, monomial: Monomial) -> Monomial:
        """The monomial itself if its mean is finite, with one conditional expectation opened by the tower rule."""
        for place, (factor, exponent) in enumerate(monomial):
            if factor.tag == "E" and exponent == 1:
                rest = monomial[:place] + monomial[place + 1 :]
                if not all(self.known(a, factor.args[0]) for a, _ in rest):  # type: ignore[arg-type]
                    break
                opened = from_monomial(rest) * from_monomial(factor.args[1])  # type: ignore[arg-type]
                monomial = next(iter(opened.terms))
                break
        unbounded = 0
        for factor, exponent in monomial:
            symbol = self.symbols.get(str(factor.args[0])) if factor.tag in ("proc", "rand") else None
            if symbol is None or not (symbol.bounded or symbol.finite_mean):
                raise Rejected(f"{from_monomial(monomial)} is not known to have a finite mean")
            unbounded += 0 if symbol.bounded else exponent
        if unbounded > 1:
            raise Rejected(f"{from_monomial(monomial)} is not known to have a finite mean")
        return monomial

    def integrate(self, polynomial: Polynomial, variable: str) -> Polynomial:
        """int[variable](polynomial) in normal form."""
        total = integral(polynomial, variable)
        if total is None:
            raise Rejected(f"{variable} occurs inside another functional")
        return total


def add_orders(orders: Iterable[int | None]) -> int | None:
    """The sum of orders; None absorbs."""
    total = 0
    for order in orders:
        if order is None:
            return None
        total += order
    return total


class Substitution:
    """Replaces index letters, variables and symbols by terms of `theory`, and puts the result in normal form.

    `letters` maps letters to indices; `terms` maps names to terms: a polynomial or vector for an unindexed symbol,
    (letter, term) for a process, a name for a function. A variable inside E[i](.) takes only what is known at i;
    inside mean(.) only constants; nothing that contains s enters int[s](.).
    """

    def __init__(
        self,
        theory: Theory,
        letters: Mapping[str, Index] | None = None,
        terms: Mapping[str, object] | None = None,
    ) -> None:
        self.theory = theory
        self.letters = dict(letters or {})
        self.terms = dict(terms or {})
        self._done: dict[Atom, Polynomial | Vector] = {}

    def index(self, index: Index) -> Index:
        """The image of an index."""
        letters: list[str] = []
        offset = index[1]
        for letter in index[0]:
            image = self.letters.get(letter, ((letter,), 0))
            letters.extend(image[0])
            offset += image[1]
        return tuple(sorted(letters)), offset

    def polynomial(self, term: Polynomial) -> Polynomial:
        """The image of a polynomial."""
        total = NIL
        for monomial, coefficient in term.terms.items():
            total = total + self._monomial(monomial).scale(coefficient)
        return total

    def _monomial(self, monomial: Monomial) -> Polynomial:
        value = from_monomial(())
        for factor, exponent in monomial:
            image = self._atom(factor)
            if not isinstance(image, Polynomial):
                raise Rejected(f"{factor} is a scalar but its image is a vector")
            value = value * image**exponent
        return value

    def vector(self, term: Vector) -> Vector:
        """The image of a vector."""
        total = Vector([])
        for part, coefficient in term.parts:
            image = self._atom(part)
            if not isinstance(image, Vector):
                raise Rejected(f"{part} is a vector but its image is a scalar")
            total = total + image.times(self.polynomial(coefficient))
        return total

    def _atom(self, term: Atom) -> Polynomial | Vector:
        found = self._done.get(term)
        if found is None:
            found = self._done[term] = self._image(term)
        return found

    def _image(self, term: Atom) -> Polynomial | Vector:
        args = term.args
        name = str(args[0])
        if term.tag in ("val", "grad"):
            function = self.terms.get(name, name)
            symbol = self.theory.symbols.get(str(function))
            if symbol is None or symbol.sort != "function":
                raise Rejected(f"{function} is not a declared function")
            image = atom(term.tag, function, self.vector(args[1]))  # type: ignore[arg-type]
            return as_vector(image) if term.tag == "grad" else as_polynomial(image)
        if term.tag == "dot":
            left, right = self._atom(args[0]), self._atom(args[1])  # type: ignore[arg-type]
            if not isinstance(left, Vector) or not isinstance(right, Vector):
                raise Rejected(f"{term} is an inner product of scalars after substitution")
            return left.dot(right)
        if term.tag == "E":
            index = self.index(args[0])  # type: ignore[arg-type]
            self._check_variables(term, index)
            return self.theory.expect(self._monomial(args[1]), index)  # type: ignore[arg-type]
        if term.tag == "mean":
            self._check_variables(term, None)
            return self.theory.mean(self._monomial(args[0]))  # type: ignore[arg-type]
        if term.tag == "int":
            return self._integral(name, args[1])  # type: ignore[arg-type]
        if term.tag in ("proc", "vproc"):
            return self._process(name, self.index(args[1]))  # type: ignore[arg-type]
        image = self.terms.get(name)
        if image is None:
            return self.theory.term(name)
        if not isinstance(image, Polynomial | Vector):
            raise Rejected(f"{name} is not replaced by a term")
        return image

    def _process(self, name: str, index: Index) -> Polynomial | Vector:
        image = self.terms.get(name)
        if image is None:
            return self.theory.term(name, index)
        if not isinstance(image, tuple):
            raise Rejected(f"{name} is a process: its image needs an index letter")
        letter, term = image
        inside = Substitution(self.theory, {letter: index})
        return inside.vector(term) if isinstance(term, Vector) else inside.polynomial(term)

    def _check_variables(self, term: Atom, index: Index | None) -> None:
        for name in term.variables & self.terms.keys():
            image = self.terms[name]
            if not isinstance(image, Polynomial | Vector) or not self.theory.known(image, index):
                raise Rejected(f"{name} inside {term} may only be replaced by what is known there")

    def _integral(self, variable: str, monomial: Monomial) -> Polynomial:
        if variable in self.terms:
            raise Rejected(f"{variable} is bound in an integral and cannot be replaced")
        for factor, _ in monomial:
            for name in factor.names | factor.variables:
                image = self.terms.get(name)
                body = image[1] if isinstance(image, tuple) else image
                if isinstance(body, Polynomial | Vector) and _contains_variable(body, variable):
                    raise Rejected(f"the image of {name} contains the bound variable {variable}")
        return self.theory.integrate(self._monomial(monomial), variable)


def _contains_variable(term: Polynomial | Vector, variable: str) -> bool:
    inside = vector_atoms(term) if isinstance(term, Vector) else term.atoms()
    return any(variable in a.variables for a in inside)
