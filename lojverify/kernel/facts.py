"""Facts: sequents ``on |- p rel``, read: wherever everything in `on` holds, so does the conclusion.

A fact holds almost surely, for all values of its index letters and of its variables. The relation is ``=``, ``>=`` or
``>`` (compared with zero), or ``->``: the polynomial tends to `limit` as its index letter `letter` tends to infinity.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .polynomial import NIL, Polynomial, Rejected
from .terms import functionals_of, letters_of, names_of, variables_of
from .theory import Substitution, Theory

RELATIONS = ("=", ">=", ">")


@dataclass(frozen=True)
class Condition:
    """An equation or inequality ``polynomial relation 0``."""

    relation: str
    polynomial: Polynomial

    def __str__(self) -> str:
        return f"{self.polynomial} {self.relation} 0"


@dataclass(frozen=True)
class Fact:
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

    def polynomials(self) -> Iterable[Polynomial]:
        """Every polynomial of the sequent."""
        yield self.polynomial
        yield self.limit
        for condition in self.on:
            yield condition.polynomial

    def under(self, on: Iterable[Condition]) -> Fact:
        """The same conclusion under other assumptions; those of a limit may not depend on its letter."""
        if self.relation == "->":
            return tends(self.polynomial, self.limit, self.letter, on)
        return fact(self.relation, self.polynomial, on)

    def letters(self) -> frozenset[str]:
        """The free index letters of the whole sequent."""
        return frozenset().union(*(letters_of(p) for p in self.polynomials()))

    def variables(self) -> frozenset[str]:
        """The free variables of the whole sequent."""
        return frozenset().union(*(variables_of(p) for p in self.polynomials()))

    def names(self) -> frozenset[str]:
        """The symbols of the whole sequent."""
        return frozenset().union(*(names_of(p) for p in self.polynomials()))

    def functionals(self) -> frozenset[str]:
        """The kinds of functional in the whole sequent."""
        return frozenset().union(*(functionals_of(p) for p in self.polynomials()))

    def __str__(self) -> str:
        conclusion = (
            f"{self.polynomial} -> {self.limit} ({self.letter})"
            if self.relation == "->"
            else f"{self.polynomial} {self.relation} 0"
        )
        on = ", ".join(sorted(map(str, self.on)))
        return f"{on} |- {conclusion}" if on else f"|- {conclusion}"


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
    if not found.on <= wanted.on or (found.limit, found.letter) != (wanted.limit, wanted.letter):
        return False
    same = found.polynomial == wanted.polynomial
    if found.relation == "=" and not same:
        same = found.polynomial == -wanted.polynomial
    return same and (
        implies(found.relation, wanted.relation) if found.relation != "->" else wanted.relation == "->"
    )


def substitute(found: Fact, by: Substitution) -> Fact:
    """The image of a fact under a substitution of letters, variables and symbols."""
    on = frozenset(Condition(c.relation, by.polynomial(c.polynomial)) for c in found.on)
    if found.relation != "->":
        return Fact(on, found.relation, by.polynomial(found.polynomial))
    if found.letter in by.letters:
        raise Rejected(f"{found.letter} is bound by the limit and cannot be replaced")
    inside = [letter for image in by.letters.values() for letter in image[0]]
    for name in found.names():
        image = by.terms.get(name)
        body, own = (image[1], image[0]) if isinstance(image, tuple) else (image, "")
        if body is not None and not isinstance(body, str) and found.letter in letters_of(body) - {own}:  # type: ignore[arg-type]
            inside.append(found.letter)
    if found.letter in inside:
        raise Rejected(f"{found.letter} is bound by the limit and would be captured")
    return tends(by.polynomial(found.polynomial), by.polynomial(found.limit), found.letter, on)


def check_names(found: Fact, theory: Theory) -> None:
    """Reject a fact that speaks of an undeclared symbol."""
    for name in found.names():
        if name not in theory.symbols:
            raise Rejected(f"{name} is not declared")
