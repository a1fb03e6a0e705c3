"""What makes an expectation exist. These rules prove attributes of symbols: an order, or a finite mean."""

from __future__ import annotations

from ..arguments import Arguments, need
from ..facts import Fact
from ..polynomial import Polynomial, Rejected, from_monomial
from ..terms import as_polynomial, letters_of
from ..theory import Theory


def dominate(step: Arguments) -> list[Fact]:
    """What is dominated by something integrable given the past is so itself.

    |- y - x[k] >= 0      |- x[k] + y >= 0  (or x[k] >= 0)
    ------------------------------------------------------   y of order o given the past, one step before x[k] is known
    the process x has order o
    """
    name, letter, bound = _bounded(step)
    level = step.theory.symbols[name].level
    if level is None:
        raise Rejected(f"{name} is a constant at every index, or no process")
    order = step.theory.symbol_order(bound, letter, level)
    need(order is not None and order <= 2, "not known to be integrable given the past", bound)
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
    name, letter = _nonnegative(step)
    step.theory.mean(_expected(step.fact("upper"), step.theory.scalar(name, ((letter,), 0))))
    step.theory.upgrade(name, finite_mean=True)
    return []


def finite_mean_by_induction(step: Arguments) -> list[Fact]:
    """The tower rule, step by step.

    |- x[k] >= 0      |- y0 - x[0] >= 0      |- y - E[i](x[k+1]) >= 0
    -----------------------------------------------------------------   y0 of finite mean; y too if x[k] is
    E x[k] is finite for every k
    """
    name, letter = _nonnegative(step)
    start = _unconditional(step.fact("start"))
    step.theory.mean(start.polynomial + step.theory.scalar(name, ((), 0)))
    bound = _expected(step.fact("step"), step.theory.scalar(name, ((letter,), 1)))
    now = step.theory.scalar(name, ((letter,), 0))
    own = all(as_polynomial(a) == now or name not in a.names for a in bound.atoms())
    need(own, f"{name} may occur in its own bound only at {letter}", bound)
    assumed = Theory()
    assumed.symbols = dict(step.theory.symbols)
    assumed.upgrade(name, finite_mean=True)
    assumed.mean(bound)
    step.theory.upgrade(name, finite_mean=True)
    return []


def _unconditional(found: Fact) -> Fact:
    """The fact itself; rejected unless it is an inequality without assumptions and variables."""
    need(found.says(">="), "not an inequality", found)
    need(not found.on and not found.variables(), "a bound must hold without assumptions and variables", found)
    return found


def _nonnegative(step: Arguments) -> tuple[str, str]:
    """The name and letter of x[k] in a fact ``|- x[k] >= 0``."""
    name, found = step.symbol("symbol", "process"), _unconditional(step.fact("lower"))
    for letter in found.letters():
        if found.polynomial == step.theory.scalar(name, ((letter,), 0)):
            return name, letter
    raise Rejected(f"{found} does not say that {name} is nonnegative at every index")


def _expected(found: Fact, x: Polynomial) -> Polynomial:
    """The y of a fact ``|- y - E[i](x) >= 0``."""
    for place in _unconditional(found).polynomial.atoms():
        bound = found.polynomial + as_polynomial(place)
        if place.tag == "E" and from_monomial(place.monomial) == x and place not in bound.atoms():
            return bound
    raise Rejected(f"{found} bounds no expectation of {x}")


def _bounded(step: Arguments) -> tuple[str, str, Polynomial]:
    """The name, letter and y of the two facts ``|- y - x >= 0`` and ``|- x + y >= 0`` (or ``|- x >= 0``)."""
    name = step.symbol("symbol", "process", "random")
    upper, lower = _unconditional(step.fact("upper")), _unconditional(step.fact("lower"))
    for letter in sorted(letters_of(upper.polynomial)) or [""]:
        index = ((letter,), 0) if step.theory.symbols[name].indexed else None
        value = step.theory.scalar(name, index)
        bound = upper.polynomial + value
        if letters_of(bound) <= {letter} and all(name not in a.names for a in bound.atoms()):
            need(lower.polynomial in (value, value + bound), f"no lower bound for {name}", lower)
            return name, letter, bound
    raise Rejected(f"{upper} is no upper bound for {name} at every index")


RULES = {
    "dominate": dominate,
    "finite_mean": finite_mean,
    "finite_mean_given_past": finite_mean_given_past,
    "finite_mean_by_induction": finite_mean_by_induction,
}
