"""Atoms, vectors and the integral's normal form; everything the kernel can speak of is built here.

Scalars are polynomials in atoms. The scalar atoms are: constants, variables (universally quantified reals), random
variables, processes at an index, inner products, values of functions at points, exp and log of a scalar (the logarithm
of a number <= 0 is 0), and the three positive linear functionals: E[i](.), the expectation given the past at i;
mean(.), the total expectation; int[s](.), the integral over s in [0,1]. Vectors are linear combinations of vector atoms
with polynomial coefficients; points are vectors.

Everything lives on one probability space with a filtration indexed by 0, 1, 2, ... Functions are continuously
differentiable maps from R^d to R.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from typing import TypeAlias, cast

from .polynomial import ONE, Monomial, Polynomial, Rejected, added, from_monomial, number

Index = tuple[tuple[str, ...], int]  # (("j", "k"), 2) is j+k+2; each letter is an arbitrary natural number
FUNCTIONALS = ("E", "mean", "int")
ELEMENTARY = ("exp", "log")


def below(left: Index, right: Index) -> bool:
    """Whether left <= right for all values of the letters: its letters are contained, its offset is at most."""
    rest = list(right[0])
    for letter in left[0]:
        if letter not in rest:
            return False
        rest.remove(letter)
    return left[1] <= right[1]


def shift(index: Index, offset: int) -> Index:
    """The index plus an integer."""
    return index[0], index[1] + offset


def index_text(index: Index) -> str:
    """The text of an index, such as ``k+1``."""
    return "+".join([*index[0], *([str(index[1])] if index[1] or not index[0] else [])])


class Vector:
    """An immutable linear combination of vector atoms with polynomial coefficients."""

    __slots__ = ("_hash", "parts")

    def __init__(self, parts: Iterable[tuple[Atom, Polynomial]]) -> None:
        total: dict[Atom, Polynomial] = {}
        for atom, coefficient in parts:
            total[atom] = total[atom] + coefficient if atom in total else coefficient
        kept = [part for part in total.items() if part[1]]
        self.parts = tuple(sorted(kept, key=_key) if len(kept) > 1 else kept)
        self._hash = hash(self.parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vector) and self.parts == other.parts

    def __hash__(self) -> int:
        return self._hash

    def __add__(self, other: Vector) -> Vector:
        return Vector([*self.parts, *other.parts])

    def __sub__(self, other: Vector) -> Vector:
        return self + other.times(number(-1))

    def times(self, factor: Polynomial) -> Vector:
        """This vector times a scalar."""
        return Vector((atom, coefficient * factor) for atom, coefficient in self.parts)

    def dot(self, other: Vector) -> Polynomial:
        """The inner product, expanded over the vector atoms."""
        return added(as_polynomial(inner(left, right)) * (a * b) for left, a in self.parts for right, b in other.parts)

    def atoms(self) -> Iterable[Atom]:
        """The vector atoms and the scalar atoms of their coefficients."""
        for atom, coefficient in self.parts:
            yield atom
            yield from coefficient.atoms()

    def __str__(self) -> str:
        return " + ".join(a.key if c == ONE else f"({c})*{a.key}" for a, c in self.parts) or "0"

    __repr__ = __str__


def _key(part: tuple[Atom, Polynomial]) -> str:
    return part[0].key


Term: TypeAlias = Polynomial | Vector


class Atom:
    """A scalar or vector atom. Atoms are interned: equal atoms are the same object.

    tag                        arguments           is
    const var rand             name                a scalar symbol without index
    vec vvar vrand             name                a vector symbol without index (vvar: a variable)
    proc vproc                 name, index         a process at an index
    dot                        atom, atom          the inner product of two vector atoms, in the order of their keys
    val grad                   name, vector        the value or the gradient of a function at a point
    exp log                    polynomial          the exponential or the logarithm of a scalar
    E                          index, monomial     a conditional expectation
    mean                       monomial            a total expectation
    int                        name, monomial      an integral over a variable, which it binds

    `names`, `letters` and `variables` are the symbols, free index letters and free variables that occur inside; it is
    `continuous` in its variables if there is no functional and no logarithm inside; `key` is the text.
    """

    __slots__ = ("args", "continuous", "key", "letters", "name", "names", "tag", "variables")

    key: str
    names: frozenset[str]
    letters: frozenset[str]
    variables: frozenset[str]
    continuous: bool

    def __init__(self, tag: str, args: tuple[object, ...]) -> None:
        self.tag, self.args = tag, args
        self.name = args[0] if isinstance(args[0], str) else ""
        inside = list(self.inside())
        names: set[str] = set().union(*(a.names for a in inside))
        letters: set[str] = set().union(*(a.letters for a in inside))
        variables: set[str] = set().union(*(a.variables for a in inside))
        if tag in ("proc", "vproc", "E"):
            letters.update(self.index[0])
        if self.name and tag not in FUNCTIONALS:
            names.add(self.name)
        if tag in ("var", "vvar"):
            variables.add(self.name)
        if tag == "int":
            variables.discard(self.name)
        self.names, self.letters = frozenset(names), frozenset(letters)
        self.variables = frozenset(variables)
        self.continuous = tag not in (*FUNCTIONALS, "log") and all(a.continuous for a in inside)
        self.key = self._text()
        if len(self.key) > LONGEST:
            raise Rejected("a term is too long")

    @property
    def index(self) -> Index:
        """The index of a process or of a conditional expectation."""
        return cast("Index", self.args[0] if self.tag == "E" else self.args[1])

    @property
    def point(self) -> Vector:
        """Where a function or its gradient is taken."""
        return cast("Vector", self.args[1])

    @property
    def argument(self) -> Polynomial:
        """What an exponential or a logarithm is taken of."""
        return cast("Polynomial", self.args[0])

    @property
    def monomial(self) -> Monomial:
        """What a functional is taken of."""
        return cast("Monomial", self.args[-1])

    def inside(self) -> Iterable[Atom]:
        """The atoms directly inside."""
        if self.tag in ("val", "grad"):
            return self.point.atoms()
        if self.tag == "dot":
            return cast("tuple[Atom, Atom]", self.args)
        if self.tag in ELEMENTARY:
            return self.argument.atoms()
        return [factor for factor, _ in self.monomial] if self.tag in FUNCTIONALS else []

    def _text(self) -> str:
        if self.tag in ("proc", "vproc"):
            return f"{self.name}[{index_text(self.index)}]"
        if self.tag == "dot":
            return "<{}, {}>".format(*(a.key for a in self.inside()))
        if self.tag in ("val", "grad"):
            return f"{'grad ' if self.tag == 'grad' else ''}{self.name}({self.point})"
        if self.tag in ELEMENTARY:
            return f"{self.tag}({self.argument})"
        if self.tag in FUNCTIONALS:
            at = index_text(self.index) if self.tag == "E" else self.name
            return f"{self.tag}{at and f'[{at}]'}({from_monomial(self.monomial)})"
        return self.name

    def __repr__(self) -> str:
        return self.key


LONGEST = 100_000  # characters of an atom; a step that builds a longer one is rejected
_TABLE: dict[tuple[str, tuple[object, ...]], Atom] = {}


def atom(tag: str, *args: object) -> Atom:
    """The one atom with this tag and these arguments."""
    found = _TABLE.get((tag, args))
    if found is None:
        found = _TABLE[tag, args] = Atom(tag, args)
    return found


def inner(left: Atom, right: Atom) -> Atom:
    """The inner product of two vector atoms; symmetric, so the two are sorted."""
    return atom("dot", *((right, left) if right.key < left.key else (left, right)))


@cache
def as_polynomial(scalar: Atom, exponent: int = 1) -> Polynomial:
    """A power of a scalar atom as a polynomial."""
    return from_monomial(((scalar, exponent),))


@cache
def as_vector(vector: Atom) -> Vector:
    """A vector atom as a vector."""
    return Vector([(vector, ONE)])


def deep_atoms(atoms: Iterable[Atom]) -> Iterable[Atom]:
    """These atoms and everything inside them, at any depth (an atom that occurs twice comes twice)."""
    for one in atoms:
        yield one
        yield from deep_atoms(one.inside())


def letters_of(term: Term) -> frozenset[str]:
    """The free index letters of a term."""
    return frozenset().union(*(a.letters for a in term.atoms()))


def variables_of(term: Term) -> frozenset[str]:
    """The free variables of a term."""
    return frozenset().union(*(a.variables for a in term.atoms()))


def integral(polynomial: Polynomial, variable: str) -> Polynomial:
    """The integral over `variable` in [0,1] in normal form: factors free of it outside, its powers integrated.

    Rejected where the variable occurs inside another functional or a logarithm: continuity in it is not evident.
    """
    parts = []
    for monomial, coefficient in polynomial.terms.items():
        inside = tuple(f for f in monomial if variable in f[0].variables)
        value = from_monomial(tuple(f for f in monomial if f not in inside), coefficient)
        if not all(factor.continuous for factor, _ in inside):
            raise Rejected(f"{variable} occurs inside another functional or a logarithm")
        if len(inside) == 1 and inside[0][0].tag == "var":
            value = value.scale(Fraction(1, inside[0][1] + 1))
        elif inside:
            value = value * as_polynomial(atom("int", variable, inside))
        parts.append(value)
    return added(parts)
