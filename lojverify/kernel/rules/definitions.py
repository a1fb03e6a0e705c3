"""New symbols. Every definition is total, so it is conservative: nothing about the old symbols becomes provable.

Each returns the facts that define the symbol. A definition with an index letter defines a process for every value of
the letter; without one, a constant or a random variable. The values may not contain variables.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..arguments import Arguments, need
from ..facts import Condition, Fact, fact
from ..polynomial import NIL, ONE, Polynomial
from ..syntax import read_polynomial, read_vector
from ..terms import Index, Vector, atom, deep_atoms, letters_of, names_of, variables_of
from ..theory import Substitution, Symbol, Theory

_LATEST = 4  # a defined process is known at most this many steps after its index


@dataclass
class Defined:
    """What every definition works with."""

    theory: Theory
    name: str
    letter: str  # "" for a symbol without index

    def index(self, offset: int = 0) -> Index | None:
        """The index of the symbol in its own definition."""
        return ((self.letter,), offset) if self.letter else None

    def closed(self, value: Polynomial | Vector) -> None:
        """Reject a value with a variable or with another index letter than the symbol's own."""
        need(not variables_of(value), f"the definition of {self.name} contains a variable")
        need(letters_of(value) <= {self.letter}, f"{self.name}: another index letter")

    def declare(
        self, value: Polynomial | Vector, halve: int = 1, order: int | None = -1, bounded: bool = False
    ) -> None:
        """Declare the symbol as known and as integrable as the value; its order is divided by `halve`, rounded up."""
        self.closed(value)
        vector = isinstance(value, Vector)
        constant = self.theory.known(value, None)
        if not self.letter:
            sort = (
                ("vector" if vector else "constant")
                if constant
                else ("random-vector" if vector else "random")
            )
            self.theory.declare(self.name, Symbol(sort, bounded=bounded))
            return
        sort = "vector-process" if vector else "process"
        if constant:
            self.theory.declare(self.name, Symbol(sort, None, 0, bounded))
            return
        level = next((n for n in range(_LATEST) if self.theory.known(value, ((self.letter,), n))), None)
        if level is None:
            need(False, f"{self.name} is not known at any index")
        elif order == -1:
            order = _order(self.theory, value, self.letter, level)
            order = None if order is None else -(-order // halve)
        self.theory.declare(self.name, Symbol(sort, level, order, bounded))

    @property
    def value(self) -> Polynomial:
        """The scalar symbol itself."""
        found = self.theory.term(self.name, self.index())
        assert isinstance(found, Polynomial)
        return found


def _order(theory: Theory, value: Polynomial | Vector, letter: str, level: int) -> int | None:
    """The order of a value that is known at k + level, given the past one step before."""
    index: Index = ((letter,), max(level - 1, 0))
    by = Substitution(theory, {letter: ((letter,), 1)} if level == 0 else {})
    if isinstance(value, Vector):
        return theory.order_of_vector(by.vector(value), index)
    return theory.order_of(by.polynomial(value), index)


def abbreviation(step: Arguments, new: Defined) -> dict[str, Fact]:
    """A name for a term: |- x - t = 0, or |- <x - u, y> = 0 for every y (`against`, a point variable)."""
    text = step.text("value")
    if not step.has("against"):
        value = read_polynomial(text, step.theory)
        new.declare(value)
        return {"is": fact("=", new.value - value)}
    vector = read_vector(text, step.theory)
    new.declare(vector)
    found = step.theory.term(new.name, new.index())
    assert isinstance(found, Vector)
    return _vector_equation(step, {"is": found - vector})


def root(step: Arguments, new: Defined) -> dict[str, Fact]:
    """The square root of t, and of 0 where t < 0: |- r >= 0 and t >= 0 |- r^2 - t = 0."""
    value = step.polynomial("value")
    new.declare(value, halve=2)
    square = fact("=", new.value * new.value - value, [Condition(">=", value)])
    return {"nonnegative": fact(">=", new.value), "square": square}


def quotient(step: Arguments, new: Defined) -> dict[str, Fact]:
    """The quotient w / t, and 0 where t <= 0: t > 0 |- z t - w = 0."""
    above, below = step.polynomial("value"), step.polynomial("by")
    need(step.theory.known(below, None), f"{below} is not a constant")
    new.closed(below)
    new.declare(above)
    return {"times": fact("=", new.value * below - above, [Condition(">", below)])}


def positive_part(step: Arguments, new: Defined) -> dict[str, Fact]:
    """max(t, 0): |- p >= 0, |- p - t >= 0, |- p (p - t) = 0."""
    value = step.polynomial("value")
    new.declare(value)
    return {
        "nonnegative": fact(">=", new.value),
        "above": fact(">=", new.value - value),
        "either": fact("=", new.value * (new.value - value)),
    }


def bit(step: Arguments, new: Defined) -> dict[str, Fact]:
    """The indicator of t >= 0: |- e^2 - e = 0, e = 1 |- t >= 0, e = 0 |- -t > 0."""
    value = step.polynomial("value")
    new.declare(value, order=0, bounded=True)
    return {
        "bit": fact("=", new.value * new.value - new.value),
        "yes": fact(">=", value, [Condition(">=", new.value - ONE)]),
        "no": fact(">", -value, [Condition(">=", -new.value)]),
    }


def prefix(step: Arguments, new: Defined) -> dict[str, Fact]:
    """The indicator that t[j] >= 0 for all j <= k: a nonincreasing bit."""
    value = step.polynomial("value")
    need(bool(new.letter), "a prefix needs an index letter")
    new.declare(value, order=0, bounded=True)
    theory = step.theory
    first, later = theory.term(new.name, ((), 0)), theory.term(new.name, new.index(1))
    assert isinstance(first, Polynomial)
    assert isinstance(later, Polynomial)
    at_zero = Substitution(theory, {new.letter: ((), 0)}).polynomial(value)
    at_next = Substitution(theory, {new.letter: ((new.letter,), 1)}).polynomial(value)
    stays = [Condition(">=", new.value - ONE)]
    return {
        "bit": fact("=", new.value * new.value - new.value),
        "yes": fact(">=", value, stays),
        "decreases": fact(">=", new.value - later),
        "start": fact("=", first - ONE, [Condition(">=", at_zero)]),
        "goes_on": fact("=", later - ONE, [*stays, Condition(">=", at_next)]),
        "stops": fact(">", -at_next, [*stays, Condition(">=", -later)]),
    }


def recursion(step: Arguments, new: Defined) -> dict[str, Fact]:
    """A process by its start and step: |- x[0] - a = 0 and |- x[k+1] - t = 0, where t may contain x[k].

    `level` (null for a sequence of constants) says when x[k] is known; with `against` (a point variable) x is a
    vector process.
    """
    level = step.pop("level")
    need(
        level is None or (isinstance(level, int) and not isinstance(level, bool) and 0 <= level < _LATEST),
        "bad level",
    )
    need(bool(new.letter), "a recursion needs an index letter")
    theory, letter, vector = step.theory, new.letter, step.has("against")
    read = read_vector if vector else read_polynomial
    start = read(step.text("start"), theory)
    theory.declare(new.name, Symbol("vector-process" if vector else "process", level))  # type: ignore[arg-type]
    forward = read(step.text("step"), theory)
    for term, allowed in ((start, set()), (forward, {letter})):
        need(
            not variables_of(term) and letters_of(term) <= allowed,
            f"{new.name}: a variable or another letter",
        )
    own = {a.args[1] for a in deep_atoms(forward) if a.tag in ("proc", "vproc") and a.args[0] == new.name}
    need(own <= {((letter,), 0)}, f"{new.name} may occur in its own step only at {letter}")
    need(new.name not in names_of(start), f"{new.name} occurs in its own start")
    first, later = theory.term(new.name, ((), 0)), theory.term(new.name, ((letter,), 1))
    known_first = None if level is None else ((), level)
    known_later = None if level is None else ((letter,), level + 1)
    need(theory.known(start, known_first), f"{new.name}: the start is not known in time")  # type: ignore[arg-type]
    need(theory.known(forward, known_later), f"{new.name}: the step is not known in time")  # type: ignore[arg-type]
    if level is None:
        theory.upgrade(new.name, order=0)
    elif (order := _recursion_order(theory, start, forward, letter, level)) is not None:  # type: ignore[arg-type]
        theory.upgrade(new.name, order=order)
    if vector:
        assert isinstance(first, Vector) and isinstance(later, Vector)  # noqa: PT018
        assert isinstance(start, Vector) and isinstance(forward, Vector)  # noqa: PT018
        return _vector_equation(step, {"start": first - start, "step": later - forward})
    assert isinstance(first, Polynomial) and isinstance(later, Polynomial)  # noqa: PT018
    assert isinstance(start, Polynomial) and isinstance(forward, Polynomial)  # noqa: PT018
    return {"start": fact("=", first - start), "step": fact("=", later - forward)}


def _recursion_order(
    theory: Theory, start: Polynomial | Vector, forward: Polynomial | Vector, letter: str, level: int
) -> int | None:
    def order(term: Polynomial | Vector, index: Index) -> int | None:
        return (
            theory.order_of_vector(term, index) if isinstance(term, Vector) else theory.order_of(term, index)
        )

    later = order(forward, ((letter,), level))
    first = order(start, ((), level - 1)) if level else 0
    return None if later is None or first is None else max(later, first)


def zero(step: Arguments, new: Defined) -> dict[str, Fact]:
    """A zero in [0,1] of a polynomial f in the variable s, where f(0) <= 0 <= f(1) (intermediate value theorem)."""
    variable, value = step.text("variable"), step.polynomial("value")
    need(not new.letter, "a zero takes no index letter")
    need(
        step.theory.symbols.get(variable, Symbol("function")).sort == "variable",
        f"{variable} is not a variable",
    )
    scalar = atom("var", variable)
    need(
        all(a is scalar or variable not in a.variables for a in value.atoms()),
        f"not a polynomial in {variable}",
    )

    def at(point: Polynomial) -> Polynomial:
        total = NIL
        for monomial, coefficient in value.terms.items():
            term = Polynomial({tuple(f for f in monomial if f[0] is not scalar): coefficient})
            total = total + term * point ** dict(monomial).get(scalar, 0)
        return total

    need(
        not letters_of(value) and variables_of(value) <= {variable},
        f"{new.name}: a variable or an index letter",
    )
    step.theory.declare(new.name, Symbol("constant" if step.theory.known(value, None) else "random"))
    on = [Condition(">=", -at(NIL)), Condition(">=", at(ONE))]
    return {
        "nonnegative": fact(">=", new.value),
        "at_most_one": fact(">=", ONE - new.value),
        "zero": fact("=", at(new.value), on),
    }


def extremum(step: Arguments, new: Defined) -> dict[str, Fact]:
    """The infimum or supremum of a process, or the limit of a vector process; rules of their own say when they exist.

    (The infimum of x is taken of max(x, 0); a supremum or limit that does not exist is 0.)
    """
    kind, process = step.text("of"), step.text("value")
    symbol = step.theory.symbols.get(process)
    need(not new.letter and kind in ("infimum", "supremum", "limit"), f"{kind} is not an extremum")
    need(
        symbol is not None and symbol.sort == ("vector-process" if kind == "limit" else "process"),
        "no such process",
    )
    assert symbol is not None
    constant = symbol.level is None
    sort = (
        ("vector" if constant else "random-vector")
        if kind == "limit"
        else "constant"
        if constant
        else "random"
    )
    step.theory.declare(new.name, Symbol(sort, bounded=symbol.bounded and kind != "limit"))
    step.theory.origins[new.name] = (kind, process)
    return {}


def _vector_equation(step: Arguments, equations: dict[str, Vector]) -> dict[str, Fact]:
    """``|- <u, y> = 0`` for every point y, for each vector u."""
    against = step.text("against")
    symbol = step.theory.symbols.get(against)
    need(symbol is not None and symbol.sort == "point", f"{against} is not a point variable")
    point = step.theory.term(against)
    assert isinstance(point, Vector)
    return {key: fact("=", vector.dot(point)) for key, vector in equations.items()}


def variable(step: Arguments, new: Defined) -> dict[str, Fact]:
    """A variable for use in the proof: of sort ``variable`` (a real) or ``point`` (a vector)."""
    sort = step.text("of")
    need(sort in ("variable", "point") and not new.letter, f"{sort} is not a sort of variables")
    step.theory.declare(new.name, Symbol(sort))
    return {}


KINDS = {
    "variable": variable,
    "abbreviation": abbreviation,
    "root": root,
    "quotient": quotient,
    "positive_part": positive_part,
    "bit": bit,
    "prefix": prefix,
    "recursion": recursion,
    "zero": zero,
    "extremum": extremum,
}
