"""Inner products and points."""

from __future__ import annotations

from ..arguments import Arguments, need
from ..facts import Fact, fact
from ..terms import as_polynomial, as_vector, atom, integral, variables_of


def norm(step: Arguments) -> list[Fact]:
    """Squares of norms are nonnegative.

    -------------
    |- <u, u> >= 0
    """
    vector = step.vector("vector")
    return [fact(">=", vector.dot(vector))]


def cauchy_schwarz(step: Arguments) -> list[Fact]:
    """The Cauchy-Schwarz inequality.

    -------------------------------
    |- <u,u> <v,v> - <u,v>^2 >= 0
    """
    first, second = step.vector("first"), step.vector("second")
    product = first.dot(second)
    return [fact(">=", first.dot(first) * second.dot(second) - product * product)]


def same_point(step: Arguments) -> list[Fact]:
    """Equals may be put for equals: in an inner product, in a function, in its gradient.

    A |- <u-v, u-v> = 0   (or -<u-v, u-v> >= 0)
    -------------------------------------------------------------------------
    A |- <u-v, w> = 0     A |- F(u) - F(v) = 0     A |- <grad F(u) - grad F(v), w> = 0

    With `against` w alone the first, with `function` F alone the second, with both the third.
    """
    found, first, second = step.fact("fact"), step.vector("first"), step.vector("second")
    square = (first - second).dot(first - second)
    equal = (found.relation, found.polynomial) in (("=", square), ("=", -square), (">=", -square))
    need(equal, "not an equation of these points", found)
    if not step.has("function"):
        return [fact("=", (first - second).dot(step.vector("against")), found.on)]
    name = step.symbol("function", "function")
    if not step.has("against"):
        left, right = (as_polynomial(atom("val", name, point)) for point in (first, second))
        return [fact("=", left - right, found.on)]
    difference = as_vector(atom("grad", name, first)) - as_vector(atom("grad", name, second))
    return [fact("=", difference.dot(step.vector("against")), found.on)]


def path_integral(step: Arguments) -> list[Fact]:
    """The fundamental theorem of calculus along a segment, for the continuously differentiable F.

    ------------------------------------------------------------------   s not in x, y
    |- F(y) - F(x) - int[s](<grad F(x + s (y-x)), y-x>) = 0
    """
    name, variable = step.symbol("function", "function"), step.symbol("variable", "variable")
    start, end = step.vector("start"), step.vector("end")
    need(variable not in variables_of(start) | variables_of(end), f"{variable} occurs in the end points")
    between = start + (end - start).times(step.theory.scalar(variable))
    slope = as_vector(atom("grad", name, between)).dot(end - start)
    difference = as_polynomial(atom("val", name, end)) - as_polynomial(atom("val", name, start))
    return [fact("=", difference - integral(slope, variable))]


RULES = {
    "norm": norm,
    "cauchy_schwarz": cauchy_schwarz,
    "same_point": same_point,
    "path_integral": path_integral,
}
