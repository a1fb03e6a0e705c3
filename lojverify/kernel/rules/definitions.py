"""New symbols. Every definition is total, so it is conservative: nothing about the old symbols becomes provable.

Each returns the facts that define the symbol. A definition with an index letter defines a process for every value of
the letter; without one, a constant or a random variable. The values may not contain variables.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..arguments import Arguments, an_integer, need
from ..facts import Condition, Fact, fact
from ..polynomial import NIL, ONE, Polynomial, Rejected
from ..terms import Index, Term, Vector, atom, deep_atoms, letters_of, variables_of
from ..theory import Substitution, Symbol, Theory, scalar, vector

_LATEST = 4  # a defined process is known at most this many steps after its index


def define(step: Arguments) -> dict[str, Fact]:
    """Carry out a definition; returns its facts, labelled ``name.what``."""
    kind, name = step.text("kind"), step.text("name")
    need(kind in KINDS, f"{kind} is not a kind of definition")
    letter = step.letter("letter") if step.has("letter") else ""
    found = KINDS[kind](step, Defined(step.theory, name, letter))
    step.close()
    return {f"{name}.{key}": value for key, value in found.items()}


@dataclass
class Defined:
    """What every definition works with."""

    theory: Theory
    name: str
    letter: str  # "" for a symbol without index

    def index(self, offset: int = 0) -> Index | None:
        """The index of the symbol in its own definition."""
        return ((self.letter,), offset) if self.letter else None

    def term(self) -> Term:
        """The symbol itself."""
        return self.theory.term(self.name, self.index())

    def value(self) -> Polynomial:
        """The scalar symbol itself."""
        return scalar(self.term())

    def closed(self, value: Term) -> None:
        """Reject a value with a variable or with another index letter than the symbol's own."""
        need(not variables_of(value), f"the definition of {self.name} contains a variable", value)
        need(letters_of(value) <= {self.letter}, f"the definition of {self.name} contains another index letter", value)

    def declare(
        self,
        value: Term,
        *,
        also: Polynomial = NIL,
        halved: bool = False,
        order: int | None = -1,
        bounded: bool = False,
    ) -> None:
        """Declare the symbol as known as the value and `also` are, and as integrable as the value.

        Its order is half that of the value, rounded up, if `halved`; it is `order` if that is given.
        """
        self.closed(value)
        self.closed(also)
        known = self.theory.known
        constant = known(value, None) and known(also, None)
        if not self.letter:
            self.theory.declare(self.name, Symbol(_sort(value, constant=constant), bounded=bounded))
            return
        sort = "vector-process" if isinstance(value, Vector) else "process"
        if constant:
            self.theory.declare(self.name, Symbol(sort, None, 0, bounded))
            return
        level = next((n for n in range(_LATEST) if known(value, self.index(n)) and known(also, self.index(n))), None)
        if level is None:
            raise Rejected(f"{self.name} is not known at any index")
        if order == -1:
            order = self.theory.symbol_order(value, self.letter, level)
            order = -(-order // 2) if halved and order is not None else order
        self.theory.declare(self.name, Symbol(sort, level, order, bounded))


def _sort(value: Term, *, constant: bool) -> str:
    """The sort of a symbol without index."""
    if isinstance(value, Vector):
        return "vector" if constant else "random-vector"
    return "constant" if constant else "random"


def _equation(left: Term, right: Term, point: Vector | None) -> Fact:
    """``|- left - right = 0``; for vectors ``|- <left - right, y> = 0`` for every y, where y is the point."""
    if point is None:
        return fact("=", scalar(left) - scalar(right))
    return fact("=", (vector(left) - vector(right)).dot(point))


def _against(step: Arguments) -> Vector | None:
    """The point variable against which a vector is defined; None for a scalar."""
    return step.theory.vector(step.symbol("against", "point")) if step.has("against") else None


def variable(step: Arguments, new: Defined) -> dict[str, Fact]:
    """A variable for use in the proof: of sort ``variable`` (a real) or ``point`` (a vector)."""
    sort = step.text("of")
    need(sort in ("variable", "point") and not new.letter, f"{sort} is not a sort of variables")
    step.theory.declare(new.name, Symbol(sort))
    return {}


def abbreviation(step: Arguments, new: Defined) -> dict[str, Fact]:
    """A name for a term: |- x - t = 0, or |- <x - u, y> = 0 for every y (`against`, a point variable)."""
    point = _against(step)
    value = step.polynomial("value") if point is None else step.vector("value")
    new.declare(value)
    return {"is": _equation(new.term(), value, point)}


def root(step: Arguments, new: Defined) -> dict[str, Fact]:
    """The square root of t, and of 0 where t < 0: |- r >= 0 and t >= 0 |- r^2 - t = 0."""
    value = step.polynomial("value")
    new.declare(value, halved=True)
    square = fact("=", new.value() ** 2 - value, [Condition(">=", value)])
    return {"nonnegative": fact(">=", new.value()), "square": square}


def nth_root(step: Arguments, new: Defined) -> dict[str, Fact]:
    """The root of degree n = 2..64 of t, and of 0 where t < 0: |- r >= 0 and t >= 0 |- r^n - t = 0."""
    value, degree = step.polynomial("value"), an_integer(step.pop("degree"), "a degree", 2, 64)
    new.declare(value, halved=True)  # r^2 <= 1 + |t|
    power = fact("=", new.value() ** degree - value, [Condition(">=", value)])
    return {"nonnegative": fact(">=", new.value()), "power": power}


def quotient(step: Arguments, new: Defined) -> dict[str, Fact]:
    """The quotient w / t, and 0 where t <= 0: t > 0 |- z t - w = 0.

    Its order is that of w where t is a constant; nothing is known of it otherwise.
    """
    above, below = step.polynomial("value"), step.polynomial("by")
    new.declare(above, also=below, order=-1 if step.theory.known(below, None) else None)
    return {"times": fact("=", new.value() * below - above, [Condition(">", below)])}


def positive_part(step: Arguments, new: Defined) -> dict[str, Fact]:
    """max(t, 0): |- p >= 0, |- p - t >= 0, |- p (p - t) = 0."""
    value = step.polynomial("value")
    new.declare(value)
    part = new.value()
    return {
        "nonnegative": fact(">=", part),
        "above": fact(">=", part - value),
        "either": fact("=", part * (part - value)),
    }


def bit(step: Arguments, new: Defined) -> dict[str, Fact]:
    """The indicator of t >= 0: |- e^2 - e = 0, e = 1 |- t >= 0, e = 0 |- -t > 0."""
    value = step.polynomial("value")
    new.declare(value, order=0, bounded=True)
    e = new.value()
    return {
        "bit": fact("=", e * e - e),
        "yes": fact(">=", value, [Condition(">=", e - ONE)]),
        "no": fact(">", -value, [Condition(">=", -e)]),
    }


def prefix(step: Arguments, new: Defined) -> dict[str, Fact]:
    """The indicator that t[j] >= 0 for all j <= k: a nonincreasing bit."""
    value = step.polynomial("value")
    need(new.letter, "a prefix needs an index letter")
    new.declare(value, order=0, bounded=True)
    theory, e = step.theory, new.value()
    first, later = theory.scalar(new.name, ((), 0)), theory.scalar(new.name, new.index(1))
    at_zero = Substitution(theory, {new.letter: ((), 0)}).polynomial(value)
    at_next = Substitution(theory, {new.letter: ((new.letter,), 1)}).polynomial(value)
    stays = Condition(">=", e - ONE)
    return {
        "bit": fact("=", e * e - e),
        "yes": fact(">=", value, [stays]),
        "decreases": fact(">=", e - later),
        "start": fact("=", first - ONE, [Condition(">=", at_zero)]),
        "goes_on": fact("=", later - ONE, [stays, Condition(">=", at_next)]),
        "stops": fact(">", -at_next, [stays, Condition(">=", -later)]),
    }


def recursion(step: Arguments, new: Defined) -> dict[str, Fact]:
    """A process by its start and step: |- x[0] - a = 0 and |- x[k+1] - t = 0, where t may contain x[k].

    `level` (null for a sequence of constants) says when x[k] is known; with `against` (a point variable) x is a
    vector process.
    """
    raw, theory, letter, name = step.pop("level"), step.theory, new.letter, new.name
    level = None if raw is None else an_integer(raw, "the level", 0, _LATEST - 1)
    need(letter, "a recursion needs an index letter")
    point = _against(step)
    read = step.polynomial if point is None else step.vector
    start = read("start")
    theory.declare(name, Symbol("process" if point is None else "vector-process", level))
    forward = read("step")
    new.closed(start)
    new.closed(forward)
    need(not letters_of(start), f"the start of {name} contains another index letter", start)
    own = {a.index for a in deep_atoms(forward.atoms()) if a.name == name}
    need(own <= {((letter,), 0)}, f"{name} may occur in its own step only at {letter}")
    at_zero, at_next = (None, None) if level is None else (((), level), ((letter,), level + 1))
    need(theory.known(start, at_zero), "the start is not known in time", start)
    need(theory.known(forward, at_next), "the step is not known in time", forward)
    if level is None:
        theory.upgrade(name, order=0)
    else:
        first = theory.order(start, ((), level - 1)) if level else 0
        later = theory.order(forward, ((letter,), level))
        if first is not None and later is not None:
            theory.upgrade(name, order=max(first, later))
    return {
        "start": _equation(theory.term(name, ((), 0)), start, point),
        "step": _equation(theory.term(name, new.index(1)), forward, point),
    }


def zero(step: Arguments, new: Defined) -> dict[str, Fact]:
    """A zero in [0,1] of a polynomial f in the variable s, where f(0) <= 0 <= f(1) (intermediate value theorem)."""
    theory, name, value = step.theory, step.symbol("variable", "variable"), step.polynomial("value")
    need(not new.letter, "a zero takes no index letter")
    polynomial = all(a is atom("var", name) or name not in a.variables for a in value.atoms())
    need(polynomial, f"not a polynomial in {name}", value)
    need(variables_of(value) <= {name}, f"the definition of {new.name} contains another variable", value)
    need(not letters_of(value), f"the definition of {new.name} contains an index letter", value)
    theory.declare(new.name, Symbol(_sort(value, constant=theory.known(value, None))))
    left, right, there = (Substitution(theory, terms={name: at}).polynomial(value) for at in (NIL, ONE, new.value()))
    return {
        "nonnegative": fact(">=", new.value()),
        "at_most_one": fact(">=", ONE - new.value()),
        "zero": fact("=", there, [Condition(">=", -left), Condition(">=", right)]),
    }


def extremum(step: Arguments, new: Defined) -> dict[str, Fact]:
    """The infimum or supremum of a process, or the limit of a vector process; rules of their own say when they exist.

    (The infimum of x is taken of max(x, 0); a supremum or limit that does not exist is 0.)
    """
    kind = step.text("of")
    need(not new.letter and kind in ("infimum", "supremum", "limit"), f"{kind} is not an extremum")
    process = step.symbol("value", "vector-process" if kind == "limit" else "process")
    symbol, value = step.theory.symbols[process], step.theory.term(process, ((), 0))
    sort = _sort(value, constant=symbol.level is None)
    step.theory.declare(new.name, Symbol(sort, bounded=symbol.bounded))
    step.theory.origins[new.name] = (kind, process)
    return {}


KINDS = {
    "variable": variable,
    "abbreviation": abbreviation,
    "root": root,
    "nth_root": nth_root,
    "quotient": quotient,
    "positive_part": positive_part,
    "bit": bit,
    "prefix": prefix,
    "recursion": recursion,
    "zero": zero,
    "extremum": extremum,
}
