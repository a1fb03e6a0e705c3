"""Section 4, the step sizes and the recursion behind the rate: displays (4.1)-(4.4), Lemma 4.1."""

from __future__ import annotations

import sympy

from ..derive import Problem, power
from ..derive.language import k


class Recursion:
    """The recursion (4.2), b' <= (1 - C1 x^(-q)) b + C2 x^(-q-p), along x[k] = c + k.

    The constants c > 0, p > 0, 0 < q <= 1, C1 > 0, C2 > 0, and b[k] >= 0.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.c, self.p, self.q, self.C1, self.C2 = problem.constants("c p q C1 C2")
        for symbol in (self.c, self.p, self.q, self.C1, self.C2):
            problem.assume(f"{symbol}>0", symbol > 0)
        problem.assume("q<=1", self.q <= 1)
        self.x = problem.counter("x", self.c)
        self.b = problem.process("b", level=None)
        x, b = self.x[k], self.b[k]
        problem.assume("b>=0", b >= 0)
        factor = 1 - self.C1 * power(x, -self.q)
        problem.assume("(4.2)", self.b[k + 1] <= factor * b + self.C2 * power(x, -self.q - self.p))

    def limit(self, name: str, below: sympy.Expr) -> sympy.Symbol:
        """name = C2/below, the constant before x^(-p)."""
        return self.problem.define("quotient", name, value=self.C2, by=below)
