"""Values of terms in a finite instance, exactly, along a path of outcomes.

A value is a polynomial with rational coefficients in free variables and in irrational roots. Roots come with
rational enclosures, so the sign of a closed value is decided by exact interval arithmetic, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from math import isqrt
from typing import TypeVar

from .arguments import need
from .facts import Condition
from .polynomial import NIL, ONE, ZERO, Monomial, Polynomial, Rejected, from_monomial, number
from .terms import Atom, Index, Vector, as_polynomial, as_vector, atom
from .theory import Theory, scalar

Coordinates = tuple[Polynomial, ...]
T = TypeVar("T")
_BITS = 256  # roots are enclosed in intervals of width 2^-_BITS
_MOST_CASES = 100_000


@dataclass(frozen=True)
class Interval:
    """The reals between two rationals, both included."""

    lo: Fraction
    hi: Fraction

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.lo + other.lo, self.hi + other.hi)

    def __mul__(self, other: Interval) -> Interval:
        ends = [a * b for a in (self.lo, self.hi) for b in (other.lo, other.hi)]
        return Interval(min(ends), max(ends))

    def surely(self, relation: str) -> bool:
        """Whether every number x of the interval satisfies ``x relation 0``."""
        return self.lo > 0 if relation == ">" else self.lo >= 0 and (relation == ">=" or self.hi <= 0)

    def never(self, relation: str) -> bool:
        """Whether no number x of the interval satisfies ``x relation 0``."""
        return self.hi <= 0 if relation == ">" else self.hi < 0 or (relation == "=" and self.lo > 0)


def square_root(value: Fraction) -> Interval:
    """Encloses the square root of a rational, exactly where it is rational; that of a negative number is 0.

    For real t >= 0, s = isqrt(floor(t)) has s^2 <= t < (s+1)^2; here t = 4^_BITS value.
    """
    if value <= 0:
        return Interval(ZERO, ZERO)
    exact = Fraction(isqrt(value.numerator), isqrt(value.denominator))
    if exact * exact == value:
        return Interval(exact, exact)
    below = isqrt((value.numerator << 2 * _BITS) // value.denominator)
    return Interval(Fraction(below, 1 << _BITS), Fraction(below + 1, 1 << _BITS))


@dataclass
class Model:
    """An instance after reading, with the problem's definitions parsed: name -> (kind, letter, terms)."""

    theory: Theory
    definitions: dict[str, tuple[str, str, dict[str, Polynomial | Vector]]]
    dimension: int
    constants: dict[str, Polynomial]
    vectors: dict[str, Coordinates]
    functions: dict[str, tuple[list[tuple[Fraction, Polynomial]], Polynomial]]  # pieces (upto, value), last piece
    state: str = ""
    start: Coordinates = ()
    outcomes: list[tuple[Fraction, dict[str, Coordinates]]] = field(default_factory=list)
    transition: Coordinates = ()
    adapted: dict[str, Coordinates] = field(default_factory=dict)
    invariants: list[Condition] = field(default_factory=list)  # what holds at every k, in the letter k
    roots: dict[Atom, Interval] = field(default_factory=dict)  # the irrational roots met so far


class Open(Rejected):
    """A value depends on the next outcome, which the path does not say."""


class Undecided(Rejected):
    """A value depends on the sign of a polynomial in free variables."""

    def __init__(self, polynomial: Polynomial) -> None:
        super().__init__(f"the sign of {polynomial} is not decided")
        self.polynomial = polynomial


@dataclass(frozen=True)
class World:
    """Evaluates terms along a path of outcomes.

    A letter stands for a number of steps from `origin`: the start or, in a `free` world, an arbitrary state at
    an arbitrary index, which is then the sum of the letters; an index without letter always counts from the start.
    `given` are the values of the variables, `decided` the signs that are supposed.
    """

    model: Model
    letters: Mapping[str, int]
    given: Mapping[str, Polynomial | Coordinates]
    origin: Coordinates
    free: bool = False
    path: tuple[int, ...] = ()
    decided: Mapping[Polynomial, bool] = field(default_factory=dict)

    def closed(self) -> World:
        """This world seen from the start, before any outcome."""
        return replace(self, letters={}, origin=self.model.start, free=False, path=())

    def bounds(self, value: Polynomial) -> Interval | None:
        """An enclosure of a value; None if it depends on free variables."""
        total = Interval(ZERO, ZERO)
        for monomial, coefficient in value.terms.items():
            product = Interval(Fraction(coefficient), Fraction(coefficient))
            for factor, exponent in monomial:
                if factor not in self.model.roots:
                    return None
                for _ in range(exponent):
                    product = product * self.model.roots[factor]
            total = total + product
        return total

    def nonnegative(self, value: Polynomial) -> bool:
        """Whether a value is >= 0."""
        bounds = self.bounds(value)
        if bounds is None:
            if value not in self.decided:
                raise Undecided(value)
            return self.decided[value]
        need(bounds.surely(">=") or bounds.never(">="), f"the sign of {value} is not decided")
        return bounds.surely(">=")

    def scalar(self, term: Polynomial) -> Polynomial:
        """The value of a scalar term."""
        return _put(term, self.atom)

    def vector(self, term: Vector) -> Coordinates:
        """The coordinates of a vector term."""
        total = [NIL] * self.model.dimension
        for part, coefficient in term.parts:
            factor, value = self.scalar(coefficient), self.atom(part)
            if isinstance(value, Polynomial):
                raise Rejected(f"{part} is not a vector")
            total = [t + factor * c for t, c in zip(total, value, strict=True)]
        return tuple(total)

    def term(self, term: Polynomial | Vector) -> Polynomial | Coordinates:
        """The value of a scalar or vector term."""
        return self.vector(term) if isinstance(term, Vector) else self.scalar(term)

    def atom(self, a: Atom) -> Polynomial | Coordinates:
        """The value of a scalar or vector atom."""
        name, model = a.name, self.model
        if a.tag in ("var", "vvar"):
            return self.given[name]
        if a.tag in ("proc", "vproc"):
            return self.process(name, a.index)
        if a.tag in ("const", "vec", "rand", "vrand"):
            if name in model.definitions:
                return self.defined(name, 0)
            return model.vectors[name] if a.tag == "vec" else model.constants[name]
        if a.tag == "dot":
            left, right = (self.vector(as_vector(part)) for part in a.inside())
            return sum((x * y for x, y in zip(left, right, strict=True)), NIL)
        if a.tag in ("val", "grad"):
            point = self.vector(a.point)
            piece = self.piece(name, point)
            return at(piece, {"x": point}) if a.tag == "val" else gradient(piece, point)
        if a.tag == "E":
            return self.expectation(a.index, a.monomial)
        need(a.tag == "mean" and not self.free, f"{a} cannot be evaluated in an instance")
        inside = from_monomial(a.monomial)
        paths = cases(replace(self, path=()), lambda world: world.scalar(inside), signs=False)
        return sum((value.scale(probability) for probability, _, value in paths), NIL)

    def piece(self, name: str, point: Coordinates) -> Polynomial:
        """The polynomial that a function is around a point."""
        pieces, last = self.model.functions[name]
        return next((term for upto, term in pieces if self.nonnegative(number(upto) - point[0])), last)

    def position(self, index: Index) -> int:
        """The number of steps from the origin."""
        need(not self.free or index[0] == tuple(self.letters), "two indices that cannot be compared")
        return sum(self.letters[letter] for letter in index[0]) + index[1]

    def outcome(self, step: int) -> dict[str, Coordinates]:
        """The outcome of a step on the path."""
        need(bool(self.model.outcomes), "there is no chain")
        if step >= len(self.path):
            raise Open(f"the path does not say the outcome of step {step}")
        return self.model.outcomes[self.path[step]][1]

    def state(self, position: int) -> Coordinates:
        """The state after so many steps."""
        found = self.origin
        for step in range(position):
            x = {"x": found}
            noise = {name: tuple(at(c, x) for c in value) for name, value in self.outcome(step).items()}
            found = tuple(at(c, noise | x) for c in self.model.transition)
        return found

    def process(self, name: str, index: Index) -> Polynomial | Coordinates:
        """The value of a process at an index."""
        if self.free and not index[0]:
            return _settled(lambda: self.closed().process(name, index))
        position, model = self.position(index), self.model
        if name in model.definitions:
            return self.defined(name, position)
        state = self.state(position)
        if name == model.state:
            return state
        terms = model.adapted[name] if name in model.adapted else self.outcome(position)[name]
        found = tuple(at(c, {"x": state}) for c in terms)
        return found if model.theory.symbols[name].is_vector else found[0]

    def expectation(self, index: Index, monomial: Monomial) -> Polynomial:
        """E[index](monomial): the sum over the outcomes of the next step."""
        position, total = self.position(index), NIL
        need(bool(self.model.outcomes), "there is no chain")
        if position:
            self.outcome(position - 1)  # the path must say what is known
        for place, (probability, _) in enumerate(self.model.outcomes):
            later = replace(self, path=(*self.path[:position], place))
            total += _settled(partial(later.scalar, from_monomial(monomial))).scale(probability)
        return total

    def defined(self, name: str, position: int) -> Polynomial | Coordinates:
        """The value of a defined symbol (at a position, if it has an index)."""
        kind, letter, terms = self.model.definitions[name]
        if self.free and not letter:
            return _settled(lambda: self.closed().defined(name, 0))
        here = replace(self, letters={letter: position} if letter else {})
        if kind == "recursion":
            need(not self.free, f"{name} depends on the past of an arbitrary index")
            back = replace(self, letters={letter: position - 1})
            return back.term(terms["step"]) if position else here.term(terms["start"])
        if kind == "prefix":
            return number(self.prefix(name, letter, scalar(terms["value"]), position))
        if kind == "abbreviation":
            return here.term(terms["value"])
        if kind == "extremum":  # of bits that are 1 at every index
            bit = terms.get("infimum", NIL)
            sure = isinstance(bit, Polynomial) and Condition(">=", bit - ONE) in self.model.invariants
            need(sure and self.model.theory.symbols[name].bounded, f"{name} depends on all of the future")
            return ONE
        need(kind in ("root", "quotient", "positive_part", "bit"), f"{name} cannot be evaluated in an instance")
        value = here.scalar(scalar(terms["value"]))
        if kind == "root":
            return self.root(value)
        if kind == "quotient":
            return self.quotient(value, here.scalar(scalar(terms["by"])))
        holds = self.nonnegative(value)
        return number(holds) if kind == "bit" else value if holds else NIL

    def prefix(self, name: str, letter: str, value: Polynomial, position: int) -> bool:
        """Whether a value is >= 0 up to a position.

        Before an arbitrary index it was or was not: an unknown sign. That sign is known one step before the bit is,
        so no expectation that may contain the bit averages over it.
        """
        if self.free and not self.nonnegative(as_polynomial(atom("var", f"{name} before"))):
            return False
        worlds = (replace(self, letters={letter: n}) for n in range(position + 1))
        return all(world.nonnegative(world.scalar(value)) for world in worlds)

    def root(self, value: Polynomial) -> Polynomial:
        """The square root: rational, or an atom (with an enclosure, if the value has one)."""
        bounds = self.bounds(value)
        found = atom("const", f"sqrt({value})")
        if bounds is not None:
            low, high = square_root(bounds.lo), square_root(bounds.hi)
            if low.lo == high.hi:
                return number(low.lo)
            self.model.roots[found] = Interval(low.lo, high.hi)
        return as_polynomial(found)

    def quotient(self, value: Polynomial, by: Polynomial) -> Polynomial:
        """The quotient value / by, and 0 where by <= 0."""
        bounds = self.bounds(by)
        if bounds is None or bounds.lo <= 0 < bounds.hi:
            raise Rejected(f"the sign of {by} is not decided")
        if bounds.hi <= 0:
            return NIL
        if bounds.lo == bounds.hi:
            return value.scale(1 / bounds.lo)
        inverse = atom("const", f"1/({by})")
        self.model.roots[inverse] = Interval(1 / bounds.hi, 1 / bounds.lo)
        return value * as_polynomial(inverse)


def _put(term: Polynomial, value: Callable[[Atom], Polynomial | Coordinates]) -> Polynomial:
    """The polynomial at these values of its atoms."""
    total = NIL
    values: dict[Atom, Polynomial] = {}  # each atom is evaluated once, so that a recursion takes linear time
    for monomial, coefficient in term.terms.items():
        product = number(coefficient)
        for factor, exponent in monomial:
            if factor not in values:
                found = value(factor)
                if not isinstance(found, Polynomial):
                    raise Rejected(f"{factor} is not a scalar")
                values[factor] = found
            product = product * values[factor] ** exponent
        total = total + product
    return total


def at(term: Polynomial, points: Mapping[str, Coordinates]) -> Polynomial:
    """A polynomial of the instance at points; the coordinates of a point are called name1, name2, ..."""
    values = {f"{name}{n}": c for name, point in points.items() for n, c in enumerate(point, 1)}
    return _put(term, lambda a: values[a.name])


def gradient(term: Polynomial, point: Coordinates) -> Coordinates:
    """The gradient of a polynomial of the instance at a point."""
    found = []
    for n in range(1, len(point) + 1):
        x = atom("var", f"x{n}")
        slope = NIL
        for monomial, coefficient in term.terms.items():
            exponents = dict(monomial)
            power = exponents.pop(x, 0)
            rest = from_monomial(tuple(exponents.items()), coefficient * power)
            slope = slope + rest * as_polynomial(x) ** max(power - 1, 0)
        found.append(at(slope, {"x": point}))
    return tuple(found)


def _settled(read: Callable[[], T]) -> T:
    """What `read` returns; rejected if it needs an outcome that is not known where it is read."""
    try:
        return read()
    except Open:
        raise Rejected("a value depends on outcomes that are not known at its index") from None


def cases(world: World, read: Callable[[World], T], *, signs: bool = True) -> Iterator[tuple[Fraction, World, T]]:
    """Split a world by outcomes, and by signs unless told not to, until `read` goes through.

    Yields for every case the probability of its outcomes, its world, and what was read.
    """
    pending = [(Fraction(1), world)]
    for _ in range(_MOST_CASES):
        if not pending:
            return
        probability, one = pending.pop()
        try:
            found = read(one)
        except Open:
            for place, (p, _) in enumerate(one.model.outcomes):
                pending.append((probability * p, replace(one, path=(*one.path, place))))
        except Undecided as sign:
            if not signs:
                raise
            both = ({**one.decided, sign.polynomial: holds} for holds in (True, False))
            pending.extend((probability, replace(one, decided=decided)) for decided in both)
        else:
            yield probability, one, found
    raise Rejected("there are too many cases")
