"""The three positive linear functionals: expectation given the past, total expectation, integral over [0,1]."""

from __future__ import annotations

from collections.abc import Callable

from ..arguments import Arguments, need
from ..facts import Condition, Fact, fact
from ..polynomial import ONE, Polynomial
from ..terms import Index, integral, variables_of


def expect(step: Arguments) -> list[Fact]:
    """Conditional expectation is linear and monotone, also on an event that is known.

    A |- p >= 0  (or = 0)
    ---------------------------   A known at i, no free variables, p integrable given the past
    A |- E[i](p) >= 0  (or = 0)
    """
    found = step.fact("fact")
    value = _functional(step, step.index("index"), found)(found.condition.polynomial)
    return [fact(_weak(found), value, found.on)]


def average(step: Arguments) -> list[Fact]:
    """Total expectation is linear and monotone.

    |- p >= 0  (or = 0)
    --------------------------   no assumptions, no free variables, p of finite mean
    |- mean(p) >= 0  (or = 0)
    """
    found = step.fact("fact")
    return [fact(_weak(found), _functional(step, None, found)(found.condition.polynomial))]


def integrate(step: Arguments) -> list[Fact]:
    """The integral over [0,1] is linear and monotone.

    A, s >= 0, 1 - s >= 0 |- p >= 0  (or = 0)
    -----------------------------------------   s not in A
    A |- int[s](p) >= 0  (or = 0)
    """
    found, variable = step.fact("fact"), step.symbol("variable", "variable")
    scalar = step.theory.scalar(variable)
    on = found.on - {Condition(">=", scalar), Condition(">=", ONE - scalar)}
    need(all(variable not in variables_of(c.polynomial) for c in on), f"an assumption depends on {variable}")
    return [fact(_weak(found), integral(found.condition.polynomial, variable), on)]


def mean_product(step: Arguments) -> list[Fact]:
    """The Cauchy-Schwarz inequality for a functional L, E[i] (with `index`) or mean (without).

    A |- x >= 0      B |- y >= 0      D |- x y - z^2 >= 0
    ------------------------------------------------------   assumptions as for `expect` and `average`
    A, B, D |- L(x) L(y) - L(z)^2 >= 0
    """
    first, second, product = facts = step.fact("first"), step.fact("second"), step.fact("product")
    middle = step.polynomial("middle")
    need(all(found.says(">=") for found in facts), "not inequalities")
    wanted = first.polynomial * second.polynomial - middle * middle
    need(product.polynomial == wanted, "not x y - z^2", product)
    mean = _functional(step, step.index("index") if step.has("index") else None, *facts)
    value = mean(first.polynomial) * mean(second.polynomial) - mean(middle) * mean(middle)
    return [fact(">=", value, first.on | second.on | product.on)]


def null_mean(step: Arguments) -> list[Fact]:
    """A nonnegative random variable of mean zero vanishes almost surely.

    |- x >= 0      |- -mean(x) >= 0
    -------------------------------   no assumptions, no free variables, x of finite mean
    |- x = 0
    """
    found, mean = step.fact("fact"), step.fact("mean")
    value = _functional(step, None, found, mean)(found.condition.polynomial)
    zero = mean.polynomial == -value or (mean.relation == "=" and mean.polynomial == value)
    need(found.says(">=") and mean.says(">=") and zero, "not a nonnegative term of mean zero", found, mean)
    return [fact("=", found.polynomial)]


def _functional(step: Arguments, index: Index | None, *facts: Fact) -> Callable[[Polynomial], Polynomial]:
    """E[index] or, without index, mean; rejected unless it may be taken under the assumptions of the facts."""
    theory = step.theory
    need(not any(found.variables() for found in facts), "an expectation is not taken of a fact with free variables")
    for condition in frozenset().union(*(found.on for found in facts)):
        need(index is not None, "a mean is taken of a fact without assumptions, not under", condition)
        known = theory.known(condition.polynomial, index)
        need(known, "an assumption is not known when the expectation is taken", condition)
    return theory.mean if index is None else lambda polynomial: theory.expect(polynomial, index)


def _weak(found: Fact) -> str:
    """The relation after a functional: strictness is lost."""
    return "=" if found.relation == "=" else ">="


RULES = {
    "expect": expect,
    "average": average,
    "integrate": integrate,
    "mean_product": mean_product,
    "null_mean": null_mean,
}
