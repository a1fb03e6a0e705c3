"""Atoms, vectors and the normal forms of the functionals; everything the kernel can speak of is built here.

Scalars are polynomials in atoms. The scalar atoms are: constants, variables (universally quantified reals), random
variables, processes at an index, inner products, values of functions at points, and the three positive linear
functionals: E[i](.), the expectation given the past at i; mean(.), the total expectation; int[s](.), the integral
over s in [0,1]. Vectors are linear combinations of vector atoms with polynomial coefficients; points are vectors.

Everything lives on one probability space with a filtration indexed by 0, 1, 2, ... Functions are continuously
differentiable maps from R^d to R.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from .polynomial import NIL, ONE, Polynomial, from_monomial, number

Index = tuple[
    tuple[str, ...], int
]  # (("j", "k"), 2) is j+k+2; every letter stands for an arbitrary natural number


def below(left: Index, right: Index) -> bool:
    """Whether left <= right for all values of the letters (sufficient: letters contained, offset at most)."""
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
    parts = [*index[0], *([str(index[1])] if index[1] or not index[0] else [])]
    return "+".join(parts)


class Vector:
    """An immutable linear combination of vector atoms with polynomial coefficients."""

    __slots__ = ("_hash", "parts")

    def __init__(self, parts: Iterable[tuple[Atom, Polynomial]]) -> None:
        total: dict[Atom, Polynomial] = {}
        for atom, coefficient in parts:
            total[atom] = total.get(atom, NIL) + coefficient
        self.parts = tuple(sorted(((a, c) for a, c in total.items() if c), key=lambda part: part[0].key))
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
        total = NIL
        for left, a in self.parts:
            for right, b in other.parts:
                total = total + a * b * as_polynomial(inner(left, right))
        return total

    def __str__(self) -> str:
        return " + ".join(a.key if c == ONE else f"({c})*{a.key}" for a, c in self.parts) or "0"

    __repr__ = __str__


class Atom:
    """A scalar or vector atom. Atoms are interned: equal atoms are the same object.

    `names`, `letters` and `variables` are the symbols, free index letters and free variables that occur inside;
    `functionals` the kinds of functional (E, mean, int).
    """

    __slots__ = ("args", "functionals", "key", "letters", "names", "tag", "variables")

    def __init__(self, tag: str, args: tuple[object, ...]) -> None:
        self.tag, self.args = tag, args
        names: set[str] = set()
        letters: set[str] = set()
        variables: set[str] = set()
        functionals: set[str] = set()
        for arg in args:
            for inside in _atoms_in(arg):
                names |= inside.names
                letters |= inside.letters
                variables |= inside.variables
                functionals |= inside.functionals
        if tag in ("proc", "vproc"):
            letters.update(args[1][0])  # type: ignore[index]
        if tag == "E":
            letters.update(args[0][0])  # type: ignore[index]
        if tag in ("E", "mean", "int"):
            functionals.add(tag)
            if tag == "int":
                variables.discard(str(args[0]))
        elif tag != "dot":
            names.add(str(args[0]))
        if tag in ("var", "vvar"):
            variables.add(str(args[0]))
        self.names, self.letters = frozenset(names), frozenset(letters)
        self.variables, self.functionals = frozenset(variables), frozenset(functionals)
        self.key = self._text()

    def _text(self) -> str:
        args = self.args
        if self.tag in ("proc", "vproc"):
            return f"{args[0]}[{index_text(args[1])}]"  # type: ignore[arg-type]
        if self.tag == "dot":
            return f"<{args[0].key}, {args[1].key}>"  # type: ignore[attr-defined]
        if self.tag in ("val", "grad"):
            return f"{'grad ' if self.tag == 'grad' else ''}{args[0]}({args[1]})"
        if self.tag == "mean":
            return f"mean({from_monomial(args[0])})"  # type: ignore[arg-type]
        if self.tag == "E":
            return f"E[{index_text(args[0])}]({from_monomial(args[1])})"  # type: ignore[arg-type]
        if self.tag == "int":
            return f"int[{args[0]}]({from_monomial(args[1])})"  # type: ignore[arg-type]
        return str(args[0])

    def __repr__(self) -> str:
        return self.key


def _atoms_in(arg: object) -> Iterable[Atom]:
    """The atoms directly inside an argument of an atom: an atom, a vector or a monomial."""
    if isinstance(arg, Atom):
        yield arg
    elif isinstance(arg, Vector):
        yield from vector_atoms(arg)
    elif (
        isinstance(arg, tuple)
        and arg
        and isinstance(arg[0], tuple)
        and arg[0]
        and isinstance(arg[0][0], Atom)
    ):
        for atom, _ in arg:
            yield atom


def vector_atoms(vector: Vector) -> Iterable[Atom]:
    """The vector atoms of a vector and the scalar atoms of its coefficients."""
    for atom, coefficient in vector.parts:
        yield atom
        yield from coefficient.atoms()


_TABLE: dict[tuple[str, tuple[object, ...]], Atom] = {}


def atom(tag: str, *args: object) -> Atom:
    """The one atom with this tag and these arguments."""
    found = _TABLE.get((tag, args))
    if found is None:
        found = _TABLE[(tag, args)] = Atom(tag, args)
    return found


def inner(left: Atom, right: Atom) -> Atom:
    """The inner product of two vector atoms; symmetric, so the two are sorted."""
    if right.key < left.key:
        left, right = right, left
    return atom("dot", left, right)


def as_polynomial(scalar: Atom, exponent: int = 1) -> Polynomial:
    """A power of a scalar atom as a polynomial."""
    return from_monomial(((scalar, exponent),))


def as_vector(vector: Atom) -> Vector:
    """A vector atom as a vector."""
    return Vector([(vector, ONE)])


def deep_atoms(term: Polynomial | Vector | Atom) -> Iterable[Atom]:
    """Every atom inside a term, at any depth (an atom that occurs twice comes twice)."""
    if isinstance(term, Atom):
        yield term
        for arg in term.args:
            for inside in _atoms_in(arg):
                yield from deep_atoms(inside)
    else:
        for inside in all_atoms(term):
            yield from deep_atoms(inside)


def letters_of(term: Polynomial | Vector) -> frozenset[str]:
    """The free index letters of a term."""
    return frozenset().union(*(a.letters for a in all_atoms(term)))


def variables_of(term: Polynomial | Vector) -> frozenset[str]:
    """The free variables of a term."""
    return frozenset().union(*(a.variables for a in all_atoms(term)))


def names_of(term: Polynomial | Vector) -> frozenset[str]:
    """The symbols of a term."""
    return frozenset().union(*(a.names for a in all_atoms(term)))


def functionals_of(term: Polynomial | Vector) -> frozenset[str]:
    """The kinds of functional that occur in a term."""
    return frozenset().union(*(a.functionals for a in all_atoms(term)))


def all_atoms(term: Polynomial | Vector) -> Iterable[Atom]:
    """The outermost atoms of a polynomial or vector."""
    return vector_atoms(term) if isinstance(term, Vector) else term.atoms()


def integral(polynomial: Polynomial, variable: str) -> Polynomial | None:
    """The integral over `variable` in [0,1]: factors free of it go outside, powers of it alone are integrated.

    None where the variable occurs inside another functional, so that continuity in it is not evident.
    """
    total = NIL
    for monomial, coefficient in polynomial.terms.items():
        outside: list[tuple[Atom, int]] = []
        inside: list[tuple[Atom, int]] = []
        power = 0
        for factor, exponent in monomial:
            if variable not in factor.variables:
                outside.append((factor, exponent))
            elif factor.functionals:
                return None
            else:
                inside.append((factor, exponent))
                if factor.tag == "var":
                    power = exponent
        value = from_monomial(tuple(outside), coefficient)
        if power and len(inside) == 1:
            value = value.scale(Fraction(1, power + 1))
        elif inside:
            value = value * as_polynomial(atom("int", variable, tuple(inside)))
        total = total + value
    return total
