"""Formulas in a few variables: read by a whitelist, never evaluated as Python, and differentiated twice.

    formula  = term {("+" | "-") term}
    term     = factor {("*" | "/") factor}
    factor   = ("+" | "-") factor | base ["^" integer]
    base     = number | variable | function "(" formula ")" | "(" formula ")"

A number is exact (3, 0.05, 1e-3); `**` is `^`; the functions are sqrt, exp, log, sin, cos and tanh. Standard library
only.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import isqrt
from typing import Any

from lojverify.errors import InputError
from lojverify.exact import read

FUNCTIONS = ("sqrt", "exp", "log", "sin", "cos", "tanh")
MOST_VARIABLES = 6
LARGEST_POWER = 64
LONGEST_NUMBER = 100  # digits on either side of the line
_LONGEST = 2000  # characters of a formula
_DEEPEST = 60  # parentheses, signs and functions inside each other
_TOKEN = re.compile(
    r"\s*(?:([0-9]+\.?[0-9]*(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)|([A-Za-z_]\w*)|(\*\*|\S))", re.ASCII
)

Node = tuple[Any, ...]  # ("const", Fraction), ("var", j), (operation, node number, ...), ("pow", node number, k)
Operations = Mapping[str, Callable[..., Any]]


def check_name(name: str, where: str) -> None:
    """Refuse a name that no variable can have. Raises InputError."""
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,19}", name) or name in FUNCTIONS:
        raise InputError("a variable needs a name of letters and digits that is no function's", name=where, value=name)


class Formulas:
    """Formulas with their gradients and Hessians, as one graph in which nothing stands twice.

    variables  their names, at most six
    texts      the formulas
    where      what the formulas are called in an error
    constants  further names with their exact values, for each formula

    Raises InputError, with the position, for what is no formula.

    values, jacobian[i][j], hessians[i][j][k] are numbers of nodes; `evaluate` computes nodes.
    """

    def __init__(
        self,
        variables: Sequence[str],
        texts: Sequence[str],
        where: str = "residuals",
        constants: Sequence[Mapping[str, Fraction]] = (),
    ) -> None:
        self.variables, self.texts = tuple(variables), tuple(texts)
        self._nodes: list[Node] = []
        self._known: dict[Node, int] = {}
        self._derivatives: dict[tuple[int, int], int] = {}
        self._orders: dict[tuple[int, ...], list[int]] = {}
        self.values: list[int] = []
        for n, text in enumerate(texts):
            names = constants[n] if constants else {}
            self.values.append(_Reader(self, text, f"{where}[{n + 1}]", names).formula())
        axes = range(len(variables))
        self.jacobian = [[self._derivative(value, j) for j in axes] for value in self.values]
        self.hessians = [
            [[self._derivative(row[min(j, k)], max(j, k)) for k in axes] for j in axes] for row in self.jacobian
        ]

    @property
    def functions(self) -> frozenset[str]:
        """The functions that the formulas use."""
        return frozenset(node[0] for node in self._nodes if node[0] in FUNCTIONS)

    def evaluate(self, nodes: Sequence[int], point: Sequence[Any], operations: Operations) -> list[Any]:
        """The values of these nodes at a point.

        point       a number for each variable
        operations  what "const" (of a Fraction), "add", "sub", "mul", "div", "neg", "pow" (a number, an integer >= 2)
                    and the functions do to numbers
        """
        found: dict[int, Any] = {}
        for n in self._order(tuple(nodes)):
            operation, *arguments = self._nodes[n]
            if operation == "var":
                found[n] = point[arguments[0]]
            elif operation == "const":
                found[n] = operations["const"](arguments[0])
            elif operation == "pow":
                found[n] = operations["pow"](found[arguments[0]], arguments[1])
            else:
                found[n] = operations[operation](*(found[m] for m in arguments))
        return [found[n] for n in nodes]

    def _order(self, nodes: tuple[int, ...]) -> list[int]:
        """The nodes that these need, each after those that it needs."""
        if nodes not in self._orders:
            needed, stack = set(nodes), list(nodes)
            while stack:
                for m in self._arguments(stack.pop()):
                    if m not in needed:
                        needed.add(m)
                        stack.append(m)
            self._orders[nodes] = sorted(needed)  # a node is made after its arguments
        return self._orders[nodes]

    def _arguments(self, n: int) -> tuple[int, ...]:
        operation, *arguments = self._nodes[n]
        if operation in ("var", "const"):
            return ()
        return (arguments[0],) if operation == "pow" else tuple(arguments)

    # -- nodes as they are written: only numbers are put together ----------------------------------------------------

    def node(self, operation: str, *arguments: Any) -> int:
        """The number of a node, made if it is new."""
        key = (operation, *arguments)
        if key not in self._known:
            self._known[key] = len(self._nodes)
            self._nodes.append(key)
        return self._known[key]

    def constant(self, value: Fraction | int) -> int:
        """The node of a number."""
        return self.node("const", Fraction(value))

    def number(self, n: int) -> Fraction | None:
        """The number that a node is, or None."""
        operation, argument = self._nodes[n][:2]
        return argument if operation == "const" else None

    # -- derivatives: zeros and ones are left out --------------------------------------------------------------------

    def _sum(self, a: int, b: int) -> int:
        left, right = self.number(a), self.number(b)
        if left is not None and right is not None:
            return self.constant(left + right)
        if left == 0 or right == 0:
            return b if left == 0 else a
        return self.node("add", a, b)

    def _minus(self, a: int, b: int) -> int:
        left, right = self.number(a), self.number(b)
        if left is not None and right is not None:
            return self.constant(left - right)
        if right == 0:
            return a
        return self.node("neg", b) if left == 0 else self.node("sub", a, b)

    def _product(self, a: int, b: int) -> int:
        left, right = self.number(a), self.number(b)
        if left is not None and right is not None:
            return self.constant(left * right)
        if 0 in (left, right):
            return self.constant(0)
        if left == 1 or right == 1:
            return b if left == 1 else a
        return self.node("pow", a, 2) if a == b else self.node("mul", a, b)

    def _quotient(self, a: int, b: int) -> int:
        return a if self.number(a) == 0 or self.number(b) == 1 else self.node("div", a, b)

    def _derivative(self, n: int, axis: int) -> int:
        # A loop over the nodes in order, not a recursion: a long sum is a deep graph.
        for m in self._order((n,)):
            if (m, axis) not in self._derivatives:
                self._derivatives[m, axis] = self._derive(m, axis)
        return self._derivatives[n, axis]

    def _derive(self, n: int, axis: int) -> int:
        operation, *arguments = self._nodes[n]
        if operation == "const":
            return self.constant(0)
        if operation == "var":
            return self.constant(int(arguments[0] == axis))
        u = arguments[0]
        du = self._derivatives[u, axis]
        if operation == "neg":
            return self._minus(self.constant(0), du)
        if operation == "pow":
            k = arguments[1]
            lower = u if k == 2 else self.node("pow", u, k - 1)
            return self._product(self.constant(k), self._product(lower, du))
        if operation in FUNCTIONS:
            return self._chain(operation, n, u, du)
        v = arguments[1]
        dv = self._derivatives[v, axis]
        if operation == "add":
            return self._sum(du, dv)
        if operation == "sub":
            return self._minus(du, dv)
        if operation == "mul":
            return self._sum(self._product(du, v), self._product(u, dv))
        return self._quotient(self._minus(du, self._product(n, dv)), v)  # (u/v)' = (u' - (u/v) v')/v

    def _chain(self, function: str, n: int, u: int, du: int) -> int:
        if self.number(du) == 0:
            return du
        if function == "sqrt":
            return self._quotient(du, self._product(self.constant(2), n))
        if function == "log":
            return self._quotient(du, u)
        if function == "exp":
            outer = n
        elif function == "sin":
            outer = self.node("cos", u)
        elif function == "cos":
            outer = self.node("neg", self.node("sin", u))
        else:  # tanh
            outer = self.node("sub", self.constant(1), self.node("pow", n, 2))
        return self._product(outer, du)


class _Reader:
    """One formula, read from left to right by recursive descent."""

    def __init__(self, graph: Formulas, text: str, where: str, constants: Mapping[str, Fraction]) -> None:
        if len(text) > _LONGEST:
            raise InputError(f"a formula has at most {_LONGEST} characters", name=where, value=text)
        self.graph, self.text, self.where, self.constants = graph, text, where, constants
        self.tokens = [
            (match.start(match.lastindex or 0), match.lastindex, match[match.lastindex or 0])
            for match in _TOKEN.finditer(text)
        ]
        self.place, self.depth = 0, 0

    def formula(self) -> int:
        found = self.sum()
        if self.place < len(self.tokens):
            raise self.error(f"{self.tokens[self.place][2]!r} cannot stand here")
        return found

    def error(self, message: str) -> InputError:
        column = self.tokens[self.place][0] + 1 if self.place < len(self.tokens) else len(self.text) + 1
        return InputError(f"at character {column}: {message}", name=self.where, value=self.text)

    def peek(self) -> str:
        return self.tokens[self.place][2] if self.place < len(self.tokens) else ""

    def take(self, *words: str) -> str:
        found = self.peek()
        if found not in words or not found:
            return ""
        self.place += 1
        return found

    def sum(self) -> int:
        found = self.term()
        while sign := self.take("+", "-"):
            found = self.combine("add" if sign == "+" else "sub", found, self.term())
        return found

    def term(self) -> int:
        found = self.factor()
        while sign := self.take("*", "/"):
            found = self.combine("mul" if sign == "*" else "div", found, self.factor())
        return found

    def factor(self) -> int:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.error(f"more than {_DEEPEST} parentheses, functions and signs inside each other")
        if sign := self.take("+", "-"):
            found = self.factor()
            if sign == "-":
                number = self.graph.number(found)
                found = self.graph.node("neg", found) if number is None else self.graph.constant(-number)
        else:
            found = self.base()
            if self.take("^", "**"):
                found = self.power(found)
        self.depth -= 1
        return found

    def power(self, base: int) -> int:
        sign = self.take("+", "-")
        exponent = self.peek()
        if not exponent.isdecimal() or not exponent.isascii() or int(exponent[:9]) > LARGEST_POWER:
            raise self.error(f"an exponent must be an integer from -{LARGEST_POWER} to {LARGEST_POWER}")
        self.place += 1
        k = int(exponent)
        number = self.graph.number(base)
        if number is not None:
            found = self.graph.constant(self.short(number**k))
        elif k < 2:
            found = base if k else self.graph.constant(1)
        else:
            found = self.graph.node("pow", base, k)
        return self.combine("div", self.graph.constant(1), found) if sign == "-" else found

    def base(self) -> int:
        if self.place >= len(self.tokens):
            raise self.error("the formula ends where a number, a variable or a parenthesis is needed")
        _, kind, word = self.tokens[self.place]
        if kind == 1:
            self.place += 1
            return self.graph.constant(self.short(read(word.rstrip("."), self.where)))
        if word in FUNCTIONS:
            self.place += 1
            return self.graph.node(word, self.parenthesis(f"after {word}"))
        if kind == 2:
            return self.name(word)
        return self.parenthesis("where a number, a variable or a function is needed")

    def name(self, word: str) -> int:
        known = self.graph.variables
        if word not in known and word not in self.constants:
            names = ", ".join([*known, *self.constants])
            raise self.error(f"{word} is not known; the names are {names}, the functions {', '.join(FUNCTIONS)}")
        self.place += 1
        if word in self.constants:
            return self.graph.constant(self.short(self.constants[word]))
        return self.graph.node("var", known.index(word))

    def parenthesis(self, where: str) -> int:
        if not self.take("("):
            raise self.error(f"'(' is needed {where}" + (f", not {self.peek()!r}" if self.peek() else ""))
        found = self.sum()
        if not self.take(")"):
            raise self.error("')' is missing")
        return found

    def combine(self, operation: str, a: int, b: int) -> int:
        left, right = self.graph.number(a), self.graph.number(b)
        if operation == "div" and right == 0:
            raise self.error("a division by zero ends here")
        if left is None or right is None:
            if operation == "mul" and a == b:
                return self.graph.node("pow", a, 2)
            return self.graph.node(operation, a, b)
        results = {"add": left + right, "sub": left - right, "mul": left * right, "div": left / (right or 1)}
        return self.graph.constant(self.short(results[operation]))

    def short(self, value: Fraction) -> Fraction:
        if max(abs(value.numerator), value.denominator) >= 10**LONGEST_NUMBER:
            raise self.error(f"a number of more than {LONGEST_NUMBER} digits ends here")
        return value


def rational_operations() -> Operations:
    """The operations on Fractions.

    A division by zero raises ZeroDivisionError, a function whose value is not known to be rational ValueError: those
    that are known are roots of squares, exp 0, log 1, sin 0, cos 0 and tanh 0.
    """
    known = {"exp": (0, 1), "log": (1, 0), "sin": (0, 0), "cos": (0, 1), "tanh": (0, 0)}

    def at_one_point(argument: int, value: int) -> Callable[[Fraction], Fraction]:
        def function(x: Fraction) -> Fraction:
            if x != argument:
                raise ValueError(f"no rational value is known at {x}")
            return Fraction(value)

        return function

    return {
        "const": lambda value: value,
        "add": operator.add,
        "sub": operator.sub,
        "mul": operator.mul,
        "div": operator.truediv,
        "neg": operator.neg,
        "pow": operator.pow,
        "sqrt": _rational_root,
        **{name: at_one_point(*pair) for name, pair in known.items()},
    }


def _rational_root(x: Fraction) -> Fraction:
    if x < 0:
        raise ValueError(f"{x} has no root")
    root = Fraction(isqrt(x.numerator), isqrt(x.denominator))
    if root * root != x:
        raise ValueError(f"the root of {x} is not rational")
    return root
