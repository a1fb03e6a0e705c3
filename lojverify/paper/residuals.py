"""The mean of the squares of residuals that depend smoothly on the parameters: what the constants of networks rest on.

As in `network`, N(p + node[0]) is the output for a datum at the parameter p, a parameter has no component along the
axis o, and E[0] is the average over the data. A direction is a parameter, too.
"""

from __future__ import annotations

import sympy

from ..derive import Eq, Loss, Problem, expect, inner, norm2


class Residuals:
    """F is the mean of e^2, e = N(p + node[0]) - y[0].

    theta0, theta  parameters;  p, w  a universally quantified parameter and direction
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.F: Loss = problem.function("F")
        self.N: Loss = problem.function("N")
        self.theta0, self.theta, self.o = problem.vectors("theta0 theta o")
        self.p, self.w = problem.points("p w")
        self.y = problem.process("y", level=1, order=0)
        self.node = problem.vector_process("node", level=1, order=0)
        for one in (self.theta0, self.theta):
            problem.assume(one.name, self.is_parameter(one))
        p = self.p
        problem.assume("(A.1)", Eq(self.F(p), expect(0, self.error(p) ** 2)), [self.is_parameter(p)])
        problem.assume("axis", Eq(inner(self.F.grad(p), self.o), 0))

    def chain_rule(self) -> None:
        """The gradient of F is the mean of 2 e grad N, as `network_gradient` shows."""
        on = [self.is_parameter(self.p), self.is_parameter(self.w)]
        slope = 2 * expect(0, self.error(self.p) * self.slope(self.p, self.w))
        self.problem.assume("gradient", Eq(inner(self.F.grad(self.p), self.w), slope), on)

    def is_parameter(self, p: sympy.Expr) -> Eq:
        """The vector is a parameter, or a direction."""
        return Eq(inner(p, self.o), 0)

    def error(self, p: sympy.Expr) -> sympy.Expr:
        """The residual of the datum."""
        return self.N(p + self.node[0]) - self.y[0]

    def slope(self, p: sympy.Expr, w: sympy.Expr) -> sympy.Expr:
        """The derivative of the output in a direction: the entry of J w for the datum."""
        return inner(self.N.grad(p + self.node[0]), w)

    def bounded_jacobian(self, *at: sympy.Expr) -> None:
        """|J w|^2/n <= J^2 |w|^2 at these parameters."""
        (self.J,) = self.problem.constants("J")
        self.problem.assume("J>=0", self.J >= 0)
        for p in at:
            bound = expect(0, self.slope(p, self.w) ** 2) <= self.J**2 * norm2(self.w)
            self.problem.assume(f"J at {p.name}", bound, [self.is_parameter(self.w)])

    def changing_jacobian(self, x: sympy.Expr, y: sympy.Expr) -> None:
        """Between two parameters the gradient of output i is h_i-Lipschitz, and h^2 is at least the mean of h_i^2."""
        (self.h,) = self.problem.constants("h")
        rates = self.problem.process("hs", level=1, order=0)
        change = self.slope(x, self.w) - self.slope(y, self.w)
        bound = change**2 <= rates[0] ** 2 * norm2(x - y) * norm2(self.w)
        self.problem.assume("h>=0", self.h >= 0)
        self.problem.assume("lipschitz", bound, [self.is_parameter(self.w)])
        self.problem.assume("h", expect(0, rates[0] ** 2) <= self.h**2)
