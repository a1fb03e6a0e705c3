"""The three positive linear functionals: expectation given the past, total expectation, integral over [0,1]."""

from __future__ import annotations

from ..arguments import Arguments, need
from ..facts import Condition, Fact, fact, implies
from ..polynomial import ONE, Polynomial
from ..terms import as_polynomial, atom, variables_of


def expect(step: Arguments) -> list[Fact]:
    """Conditional expectation is linear and monotone, also on an event that is known.

    A |- p >= 0  (or = 0)
    ---------------------------   A known at i, no free variables, p integrable given the past
    A |- E[i](p) >= 0  (or = 0)
    """
    found, index = step.fact("fact"), step.index("index")
    need(not found.variables(), "an expectation is not taken of a fact with free variables")
    for condition in found.on:
        need(
            step.theory.known(condition.polynomial, index),
            f"{condition} is not known when the expectation is taken",
        )
    value = step.theory.expect(found.condition.polynomial, index)
    return [fact("=" if found.relation == "=" else ">=", value, found.on)]


def average(step: Arguments) -> list[Fact]:
    """Total expectation is linear and monotone.

    |- p >= 0  (or = 0)
    --------------------------   no assumptions, no free variables, p of finite mean
    |- mean(p) >= 0  (or = 0)
    """
    found = step.fact("fact")
    need(
        not found.variables() and not found.on, "a mean is taken of a fact without assumptions and variables"
    )
    return [fact("=" if found.relation == "=" else ">=", step.theory.mean(found.condition.polynomial))]


def integrate(step: Arguments) -> list[Fact]:
    """The integral over [0,1] is linear and monotone.

    A, s >= 0, 1 - s >= 0 |- p >= 0  (or = 0)
    -----------------------------------------   s not in A
    A |- int[s](p) >= 0  (or = 0)
    """
    found, variable = step.fact("fact"), step.text("variable")
    symbol = step.theory.symbols.get(variable)
    need(symbol is not None and symbol.sort == "variable", f"{variable} is not a variable")
    scalar = as_polynomial(atom("var", variable))
    on = found.on - {Condition(">=", scalar), Condition(">=", ONE - scalar)}
    need(all(variable not in variables_of(c.polynomial) for c in on), f"an assumption depends on {variable}")
    value = step.theory.integrate(found.condition.polynomial, variable)
    return [fact("=" if found.relation == "=" else ">=", value, on)]


def mean_product(step: Arguments) -> list[Fact]:
    """The Cauchy-Schwarz inequality for a functional L, E[i] (with `index`) or mean (without).

    A |- x >= 0      B |- y >= 0      D |- x y - z^2 >= 0
    ------------------------------------------------------   assumptions as for `expect` and `average`
    A, B, D |- L(x) L(y) - L(z)^2 >= 0
    """
    first, second, product = step.fact("first"), step.fact("second"), step.fact("product")
    middle = step.polynomial("middle")
    need(all(implies(f.condition.relation, ">=") for f in (first, second, product)), "not inequalities")
    need(
        product.polynomial == first.polynomial * second.polynomial - middle * middle,
        f"not x y - z^2: {product}",
    )
    on = first.on | second.on | product.on
    variables = first.variables() | second.variables() | product.variables()
    need(not variables, "an expectation is not taken of a fact with free variables")
    index = step.index("index") if step.has("index") else None
    if index is None:
        need(not on, "a mean is taken of a fact without assumptions")
    for condition in on:
        need(
            step.theory.known(condition.polynomial, index),
            f"{condition} is not known when the expectation is taken",
        )

    def functional(term: Polynomial) -> Polynomial:
        return step.theory.mean(term) if index is None else step.theory.expect(term, index)

    value = functional(middle)
    return [fact(">=", functional(first.polynomial) * functional(second.polynomial) - value * value, on)]


RULES = {
    "expect": expect,
    "average": average,
    "integrate": integrate,
    "mean_product": mean_product,
}
