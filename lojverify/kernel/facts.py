"""Facts: sequents ``on |- p rel``, read: wherever everything in `on` holds, so does the conclusion.

A fact holds almost surely, for all values of its index letters and of its variables. The relation is ``=``, ``>=`` or
``>`` (compared with zero), or ``->``: the polynomial tends to `limit` as its index letter `letter` tends to infinity.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .polynomial import NIL, Polynomial, Rejected
from .terms import Atom, letters_of
from .theory import Substitution, free_letters

RELATIONS = ("=", ">=", ">")


class Condition(NamedTuple):
    """An equation or inequality ``polynomial relation 0``."""

    relation: str
    polynomial: Polynomial

    def __str__(self) -> str:
        return f"{self.polynomial} {self.relation} 0"


class Fact(NamedTuple):
    """A sequent; build it with `fact` or `tends`."""

    on: frozenset[Condition]
    relation: str
    polynomial: Polynomial
    limit: Polynomial = NIL
    letter: str = ""

    @property
    def condition(self) -> Condition:
        """The conclusion as a condition; rejected for a limit."""
        if self.relation not in RELATIONS:
            raise Rejected(f"a limit cannot be used as an inequality: {self}")
        return Condition(self.relation, self.polynomial)

    def says(self, relation: str) -> bool:
        """Whether the conclusion implies ``polynomial relation 0``; rejected for a limit."""
        return implies(self.condition.relation, relation)

    def under(self, on: Iterable[Condition]) -> Fact:
        """The same conclusion under other assumptions; those of a limit may not depend on its letter."""
        if self.relation == "->":
            return tends(self.polynomial, self.limit, self.letter, on)
        return fact(self.relation, self.polynomial, on)

    def atoms(self) -> Iterable[Atom]:
        """The outermost atoms of the sequent."""
        for polynomial in (self.polynomial, self.limit, *(c.polynomial for c in self.on)):
            yield from polynomial.atoms()

    def letters(self) -> frozenset[str]:
        """The index letters of the sequent, that of a limit included."""
        return frozenset().union(*(a.letters for a in self.atoms())) | ({self.letter} if self.letter else set())

    def variables(self) -> frozenset[str]:
        """The free variables of the sequent."""
        return frozenset().union(*(a.variables for a in self.atoms()))

    def names(self) -> frozenset[str]:
        """The symbols of the sequent."""
        return frozenset().union(*(a.names for a in self.atoms()))

    def __str__(self) -> str:
        limit = f"{self.polynomial} -> {self.limit} ({self.letter})"
        conclusion = limit if self.relation == "->" else f"{self.polynomial} {self.relation} 0"
        return f"{', '.join(sorted(map(str, self.on)))} |- {conclusion}".lstrip()


def fact(relation: str, polynomial: Polynomial, on: Iterable[Condition] = ()) -> Fact:
    """``on |- polynomial relation 0``."""
    return Fact(frozenset(on), relation, polynomial)


def tends(polynomial: Polynomial, limit: Polynomial, letter: str, on: Iterable[Condition] = ()) -> Fact:
    """``on |- polynomial -> limit`` as `letter` tends to infinity; neither `limit` nor `on` may depend on it."""
    on = frozenset(on)
    if letter in letters_of(limit) or any(letter in letters_of(c.polynomial) for c in on):
        raise Rejected(f"the limit or its assumptions depend on {letter}")
    return Fact(on, "->", polynomial, limit, letter)


def implies(relation: str, wanted: str) -> bool:
    """Whether ``p relation 0`` implies ``p wanted 0`` for every p."""
    return relation == wanted or (wanted == ">=" and relation in ("=", ">"))


def follows(found: Fact, wanted: Fact) -> bool:
    """Whether `found` is `wanted` or evidently stronger: fewer assumptions, a stronger relation, = either way round."""
    same = found.polynomial == wanted.polynomial
    same = same or (found.relation == "=" and found.polynomial == -wanted.polynomial)
    same = same and (found.limit, found.letter) == (wanted.limit, wanted.letter)
    return same and found.on <= wanted.on and implies(found.relation, wanted.relation)


def substitute(found: Fact, by: Substitution) -> Fact:
    """The image of a fact under a substitution of letters, variables and symbols."""
    on = {Condition(c.relation, by.polynomial(c.polynomial)) for c in found.on}
    if found.relation != "->":
        return fact(found.relation, by.polynomial(found.polynomial), on)
    if found.letter in by.letters:
        raise Rejected(f"{found.letter} is bound by the limit and cannot be replaced")
    entering = {letter for image in by.letters.values() for letter in image[0]}
    entering.update(*(free_letters(by.terms[name]) for name in found.names() & by.terms.keys()))
    if found.letter in entering:
        raise Rejected(f"{found.letter} is bound by the limit and would be captured")
    return tends(by.polynomial(found.polynomial), by.polynomial(found.limit), found.letter, on)
