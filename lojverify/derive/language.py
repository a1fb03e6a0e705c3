"""Statements in sympy, lowered exactly to the kernel's text.

Scalars and vectors are sympy expressions in plain commutative symbols without assumptions; `inner`, `grad`, `expect`,
`mean`, `integral`, `exp` and `log` are undefined functions that sympy leaves alone. Lowering only writes down what is
there: sums, products, powers and rational constants. It never simplifies.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, TypeAlias

import sympy
from sympy.core.function import AppliedUndef

Expression: TypeAlias = Any  # a sympy expression, an int, or the kernel's text; sympy has no types
_INNER = sympy.Function("inner")
_EXPECT = sympy.Function("expect")
_MEAN = sympy.Function("mean")
_INTEGRAL = sympy.Function("integral")
_EXP = sympy.Function("exp")
_LOG = sympy.Function("log")

i, j, k, m, n = sympy.symbols("i j k m n")


class Loss:
    """A continuously differentiable function: ``F(x)`` is its value, ``F.grad(x)`` its gradient."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._value = sympy.Function(name)
        self._gradient = sympy.Function(f"grad {name}")

    def __call__(self, point: Expression) -> sympy.Expr:
        """The value at a point."""
        return self._value(point)

    def grad(self, point: Expression) -> sympy.Expr:
        """The gradient at a point, a vector."""
        return self._gradient(point)


def inner(left: Expression, right: Expression) -> sympy.Expr:
    """The inner product of two vectors."""
    return _INNER(left, right)


def norm2(vector: Expression) -> sympy.Expr:
    """The squared Euclidean norm of a vector."""
    return _INNER(vector, vector)


def expect(index: Expression, scalar: Expression) -> sympy.Expr:
    """The expectation given the past at an index."""
    return _EXPECT(index, scalar)


def mean(scalar: Expression) -> sympy.Expr:
    """The total expectation."""
    return _MEAN(scalar)


def integral(scalar: Expression, variable: sympy.Symbol) -> sympy.Expr:
    """The integral over the variable in [0, 1]."""
    return _INTEGRAL(variable, scalar)


def exp(scalar: Expression) -> sympy.Expr:
    """The exponential."""
    return _EXP(scalar)


def log(scalar: Expression) -> sympy.Expr:
    """The logarithm; that of a number <= 0 is 0."""
    return _LOG(scalar)


def power(base: Expression, exponent: Expression) -> sympy.Expr:
    """The real power base^exponent of a positive base: exp(exponent log(base))."""
    return exp(exponent * log(base))


class Eq:
    """An equation between two scalars, kept as it is written."""

    def __init__(self, left: Expression, right: Expression) -> None:
        self.left, self.right = left, right


def lower(expression: object) -> str:
    """The kernel's text of a sympy expression or relation; a text is passed through.

    Raises TypeError for anything the kernel's language cannot express, such as a float or a non-integer power.
    """
    if isinstance(expression, str | int):
        return str(expression)
    if isinstance(expression, Eq):
        return f"{lower(expression.left)} = {lower(expression.right)}"
    if isinstance(expression, sympy.core.relational.Relational):
        return f"{lower(expression.lhs)} {expression.rel_op} {lower(expression.rhs)}"
    return _lower(expression)


@lru_cache(maxsize=1 << 16, typed=True)  # typed: 1.0 and 1 are equal, but a float is refused
def _lower(expression: object) -> str:
    if isinstance(expression, sympy.Rational):
        return str(expression)
    if isinstance(expression, sympy.Add):
        return _sum(expression)
    if isinstance(expression, sympy.Mul):
        coefficient, rest = expression.as_coeff_Mul()
        if coefficient == -1:
            return f"-{_factor(rest)}"
        return "*".join(_factor(factor) for factor in expression.as_ordered_factors())
    if isinstance(expression, sympy.Pow) and isinstance(expression.exp, sympy.Integer) and expression.exp > 0:
        base = lower(expression.base)
        return f"{base}^{expression.exp}" if re.fullmatch(r"\w+", base) else f"({base})^{expression.exp}"
    if isinstance(expression, sympy.Symbol):
        return str(expression.name)
    if isinstance(expression, sympy.Indexed):
        return f"{expression.base.label}[{_index(expression.indices[0])}]"
    if isinstance(expression, AppliedUndef):
        return _applied(expression)
    raise TypeError(f"the kernel's language has no {type(expression).__name__}: {expression}")


def _sum(expression: sympy.Add) -> str:
    text = ""
    parts = [lower(term) for term in expression.as_ordered_terms()]
    for part in sorted(parts, key=lambda part: part.startswith("-")):  # stable: a positive term comes first
        if not text:
            text = part
        elif part.startswith("-"):
            text += f" - {part[1:]}"
        else:
            text += f" + {part}"
    return text


def _factor(expression: sympy.Expr) -> str:
    """A factor of a product, in brackets where it is a sum or negative."""
    text = lower(expression)
    return f"({text})" if isinstance(expression, sympy.Add) or text.startswith("-") else text


def _applied(expression: AppliedUndef) -> str:
    name = expression.func.__name__
    if name == "inner":
        return f"<{lower(expression.args[0])}, {lower(expression.args[1])}>"
    if name == "expect":
        return f"E[{_index(expression.args[0])}]({lower(expression.args[1])})"
    if name == "mean":
        return f"mean({lower(expression.args[0])})"
    if name == "integral":
        return f"int[{lower(expression.args[0])}]({lower(expression.args[1])})"
    return f"{name}({lower(expression.args[0])})"


def _index(index: sympy.Expr) -> str:
    parts = [str(part) for part in sympy.Add.make_args(index)]
    if not all(re.fullmatch(r"[ijklmn]|\d+", part) for part in parts):
        raise TypeError(f"{index} is not an index")
    return "+".join(sorted(parts, key=lambda part: (part.isdigit(), part)))
