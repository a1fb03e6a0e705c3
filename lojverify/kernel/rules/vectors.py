"""Inner products and points."""

from __future__ import annotations

from ..arguments import Arguments, need
from ..facts import Fact, fact
from ..terms import as_polynomial, as_vector, atom, variables_of


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
    found = step.fact("fact")
    first, second = step.vector("first"), step.vector("second")
    square = (first - second).dot(first - second)
    equal = found.relation == "=" and found.polynomial in (square, -square)
    need(
        equal or (found.relation == ">=" and found.polynomial == -square),
        f"not an equation of points: {found}",
    )
    if not step.has("function"):
        return [fact("=", (first - second).dot(step.vector("against")), found.on)]
    name = _function(step)
    if not step.has("against"):
        left, right = atom("val", name, first), atom("val", name, second)
        return [fact("=", as_polynomial(left) - as_polynomial(right), found.on)]
    difference = as_vector(atom("grad", name, first)) - as_vector(atom("grad", name, second))
    return [fact("=", difference.dot(step.vector("against")), found.on)]


def path_integral(step: Arguments) -> list[Fact]:
    """The fundamental theorem of calculus along a segment, for the continuously differentiable F.

    ------------------------------------------------------------------   s not in x, y
    |- F(y) - F(x) - int[s](<grad F(x + s (y-x)), y-x>) = 0
    """
    name = _function(step)
    start, end = step.vector("start"), step.vector("end")
    variable = step.text("variable")
    symbol = step.theory.symbols.get(variable)
    need(symbol is not None and symbol.sort == "variable", f"{variable} is not a variable")
    need(variable not in variables_of(start) | variables_of(end), f"{variable} occurs in the end points")
    direction = end - start
    scalar = as_polynomial(atom("var", variable))
    slope = as_vector(atom("grad", name, start + direction.times(scalar))).dot(direction)
    difference = as_polynomial(atom("val", name, end)) - as_polynomial(atom("val", name, start))
    return [fact("=", difference - step.theory.integrate(slope, variable))]


def _function(step: Arguments) -> str:
    name = step.text("function")
    symbol = step.theory.symbols.get(name)
    need(symbol is not None and symbol.sort == "function", f"{name} is not a function")
    return name


RULES = {
    "norm": norm,
    "cauchy_schwarz": cauchy_schwarz,
    "same_point": same_point,
    "path_integral": path_integral,
}
