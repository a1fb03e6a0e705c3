"""What makes an expectation exist. These rules prove attributes of symbols: an order, or a finite mean."""

from __future__ import annotations

from ..arguments import Arguments, need
from ..facts import Fact, implies
from ..polynomial import Polynomial, Rejected
from ..terms import Index, as_polynomial, atom, index_text, letters_of
from ..theory import Substitution, Theory


def dominate(step: Arguments) -> list[Fact]:
    """What is dominated by something integrable given the past is so itself.

    |- y - x[k] >= 0      |- x[k] + y >= 0  (or x[k] >= 0)
    ------------------------------------------------------   y of order o given the past
    the process x has order o
    """
    name, letter, bound = _bounded(step)
    level = step.theory.symbols[name].level
    need(level is not None, f"{name} is a constant at every index")
    assert level is not None
    index: Index = ((letter,), level - 1)
    if level == 0:  # x[k] is known at k: read the bound at k+1, given the past at k
        index = ((letter,), 0)
        bound = Substitution(step.theory, {letter: ((letter,), 1)}).polynomial(bound)
    order = step.theory.order_of(bound, index)
    need(
        order is not None and order <= 2,
        f"{bound} is not known to be integrable given the past at {index_text(index)}",
    )
    assert order is not None
    step.theory.upgrade(name, order=order)
    return []


def finite_mean(step: Arguments) -> list[Fact]:
    """A process (or random variable) x that is dominated by something of finite mean.

    |- y - x[k] >= 0      |- x[k] + y >= 0  (or x[k] >= 0)
    ------------------------------------------------------   y of finite mean
    E|x[k]| is finite for every k
    """
    name, _, bound = _bounded(step)
    step.theory.mean(bound)
    step.theory.upgrade(name, finite_mean=True)
    return []


def finite_mean_given_past(step: Arguments) -> list[Fact]:
    """The tower rule for a nonnegative process.

    |- x[k] >= 0      |- y - E[i](x[k]) >= 0
    ----------------------------------------   y of finite mean
    E x[k] is finite for every k
    """
    name, letter, nonnegative = _process(step)
    need(implies(nonnegative.condition.relation, ">="), "not an inequality")
    bound = _expected(step, step.fact("upper"), name, (((letter,), 0)))
    step.theory.mean(bound)
    step.theory.upgrade(name, finite_mean=True)
    return []


def finite_mean_by_induction(step: Arguments) -> list[Fact]:
    """The tower rule, step by step.

    |- x[k] >= 0      |- y0 - x[0] >= 0      |- y - E[i](x[k+1]) >= 0
    -----------------------------------------------------------------   y0 of finite mean; y too if x[k] is
    E x[k] is finite for every k
    """
    name, letter, nonnegative = _process(step)
    need(implies(nonnegative.condition.relation, ">="), "not an inequality")
    start = step.fact("start")
    first = step.theory.term(name, ((), 0))
    assert isinstance(first, Polynomial)
    need(
        implies(start.condition.relation, ">=") and not start.on and not start.variables(),
        "no bound at the start",
    )
    step.theory.mean(start.polynomial + first)
    bound = _expected(step, step.fact("step"), name, (((letter,), 1)))
    for found in bound.atoms():
        own = found.tag == "proc" and found.args == (name, ((letter,), 0))
        need(own or name not in found.names, f"{name} may occur in its own bound only at {letter}")
    assumed = Theory()
    assumed.symbols = dict(step.theory.symbols)
    assumed.upgrade(name, finite_mean=True)
    assumed.mean(bound)
    step.theory.upgrade(name, finite_mean=True)
    return []


def _process(step: Arguments) -> tuple[str, str, Fact]:
    """The name and letter of x[k] in a fact ``|- x[k] >= 0``, and that fact."""
    name, found = step.text("symbol"), step.fact("lower")
    need(not found.on and not found.variables(), "the bounds hold without assumptions and variables")
    for place in found.polynomial.atoms():
        if place.tag == "proc" and place.args[0] == name and as_polynomial(place) == found.polynomial:
            index = place.args[1]
            if len(index[0]) == 1 and index[1] == 0:  # type: ignore[index]
                return name, index[0][0], found  # type: ignore[index]
    raise Rejected(f"{found} does not say that {name} is nonnegative at every index")


def _expected(step: Arguments, found: Fact, name: str, at: Index) -> Polynomial:
    """The y of a fact ``|- y - E[i](x[at]) >= 0``."""
    need(
        implies(found.condition.relation, ">=") and not found.on and not found.variables(),
        "no bound given the past",
    )
    wanted = ((atom("proc", name, at), 1),)
    places = [a for a in found.polynomial.atoms() if a.tag == "E" and a.args[1] == wanted]
    need(len(places) == 1, f"{found} bounds no expectation of {name}")
    bound = found.polynomial + as_polynomial(places[0])
    need(places[0] not in bound.atoms(), f"{found} bounds no expectation of {name}")
    return bound


def _bounded(step: Arguments) -> tuple[str, str, Polynomial]:
    """The name, letter and y of the two facts ``|- y - x >= 0`` and ``|- x + y >= 0`` (or ``|- x >= 0``)."""
    name, upper, lower = step.text("symbol"), step.fact("upper"), step.fact("lower")
    for found in (upper, lower):
        need(not found.on and not found.variables(), "the bounds hold without assumptions and variables")
        need(implies(found.condition.relation, ">="), "not an inequality")
    symbol = step.theory.symbols.get(name)
    need(
        symbol is not None and symbol.sort in ("process", "random"),
        f"{name} is not a process or random variable",
    )
    for letter in sorted(letters_of(upper.polynomial)) or [""]:
        index = ((letter,), 0) if symbol is not None and symbol.indexed else None
        value = step.theory.term(name, index)
        assert isinstance(value, Polynomial)
        bound = upper.polynomial + value
        if name not in frozenset().union(*(a.names for a in bound.atoms())) and letters_of(bound) <= {letter}:
            need(lower.polynomial in (value, value + bound), f"{lower} is no lower bound for {name}")
            return name, letter, bound
    raise Rejected(f"{upper} is no upper bound for {name} at every index")


RULES = {
    "dominate": dominate,
    "finite_mean": finite_mean,
    "finite_mean_given_past": finite_mean_given_past,
    "finite_mean_by_induction": finite_mean_by_induction,
}
