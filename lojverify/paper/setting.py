"""The setting that most statements share: the iteration, the ball, the assumptions on the loss and on the noise."""

from __future__ import annotations

import sympy

from ..derive import Eq, Loss, Problem, expect, inner, norm2
from ..derive.language import k


class Ball:
    """A loss F and the closed ball of radius r around theta0, with the assumptions that may be made on it."""

    def __init__(self, problem: Problem, radius: str = "r") -> None:
        self.problem = problem
        self.F: Loss = problem.function("F")
        (self.theta0,) = problem.vectors("theta0")
        self.y, self.z = problem.points("y z")
        (self.r,) = problem.constants(radius)
        names = ("alpha", "C", "sigma", "eta", "M0")
        self.alpha, self.C, self.sigma, self.eta, self.M0 = (sympy.Symbol(name) for name in names)

    def inside(self, point: sympy.Expr, radius: sympy.Expr | None = None) -> sympy.Rel:
        """The point lies in the ball."""
        return (self.r if radius is None else radius) ** 2 - norm2(point - self.theta0) >= 0

    def outside(self, point: sympy.Expr, radius: sympy.Expr | None = None) -> sympy.Rel:
        """The point does not lie in the interior of the ball."""
        return norm2(point - self.theta0) - (self.r if radius is None else radius) ** 2 >= 0

    def positive(self, *names: str) -> None:
        """New positive constants, each with a hypothesis ``name>0``."""
        for name in names:
            (symbol,) = self.problem.constants(name)
            self.problem.assume(f"{name}>0", symbol > 0)

    def nonnegative(self, *names: str) -> None:
        """New nonnegative constants, each with a hypothesis ``name>=0``."""
        for name in names:
            (symbol,) = self.problem.constants(name)
            self.problem.assume(f"{name}>=0", symbol >= 0)

    def loss_nonnegative(self) -> None:
        """F >= 0 on the ball."""
        self.problem.assume("loss>=0", self.F(self.y) >= 0, [self.inside(self.y)])

    def smooth(self, radius: sympy.Expr | None = None) -> None:
        """(2.3): the gradient is C-Lipschitz on the ball."""
        F, y, z = self.F, self.y, self.z
        difference = F.grad(y) - F.grad(z)
        self.problem.assume(
            "smooth",
            self.C**2 * norm2(y - z) - norm2(difference) >= 0,
            [self.inside(y, radius), self.inside(z, radius)],
        )

    def growth(self) -> None:
        """(2.4): |grad F|^2 <= 2 C F on the ball."""
        F, y = self.F, self.y
        self.problem.assume("growth", norm2(F.grad(y)) <= 2 * self.C * F(y), [self.inside(y)])

    def lojasiewicz(self) -> None:
        """(2.1): |grad F|^2 >= alpha F on the ball."""
        F, y = self.F, self.y
        self.problem.assume("lojasiewicz", norm2(F.grad(y)) >= self.alpha * F(y), [self.inside(y)])

    def confined(self) -> None:
        """(2.5), on the sphere of radius r only: F >= M0 there."""
        y = self.y
        self.problem.assume("confined", self.F(y) >= self.M0, [self.inside(y), self.outside(y)])


class Run(Ball):
    """SGD with a fixed step size in the ball: theta[k], the noise w[k], and e[k], the indicator of E_k(r).

    The noise is written w = sqrt(sigma F(theta)) Z, so that (2.10), (2.11) say: given the past, w has zero mean and
    second moment at most sigma F(theta[k]). It is assumed only as long as the iterates stay in the ball.
    """

    def __init__(self, problem: Problem, radius: str = "r") -> None:
        super().__init__(problem, radius)
        self.positive("alpha", "C", "eta")
        self.nonnegative("sigma")
        problem.assume(f"{radius}>0", self.r > 0)
        self.theta = problem.vector_process("theta", level=0)
        self.w = problem.vector_process("w", level=1, order=1)
        self.e = problem.define("prefix", "e", "k", value=self.inside(self.theta[k]).lhs)
        y = self.y
        problem.assume("start", Eq(inner(self.theta[0] - self.theta0, y), 0))
        problem.assume(
            "iteration", Eq(inner(self.theta[k + 1] - self.theta[k] + self.eta * self.gradient(), y), 0)
        )

    @property
    def stays(self) -> sympy.Rel:
        """The iterates up to k lie in the ball: e[k] = 1."""
        return self.e[k] - 1 >= 0

    @property
    def stays_next(self) -> sympy.Rel:
        """The iterates up to k+1 lie in the ball: e[k+1] = 1."""
        return self.e[k + 1] - 1 >= 0

    @property
    def leaves(self) -> sympy.Rel:
        """Some iterate up to k+1 lies outside the ball: e[k+1] = 0."""
        return -self.e[k + 1] >= 0

    @property
    def rho1(self) -> sympy.Expr:
        """The sharp contraction factor 1 - eta alpha + eta^2 C (alpha + sigma)/2."""
        return 1 - self.eta * self.alpha + self.eta**2 * self.C * (self.alpha + self.sigma) / 2

    @property
    def rho(self) -> sympy.Expr:
        """(3.2): the contraction factor 1 - eta alpha + eta^2 C (2 C + sigma)/2."""
        return 1 - self.eta * self.alpha + self.eta**2 * self.C * (2 * self.C + self.sigma) / 2

    def gradient(self) -> sympy.Expr:
        """The stochastic gradient at theta[k]."""
        return self.F.grad(self.theta[k]) + self.w[k]

    def noise(self) -> None:
        """(2.10), (2.11) given the past, on E_k."""
        w, y = self.w[k], self.y
        self.problem.assume("zero_mean", Eq(expect(k, inner(y, w)), 0), [self.stays])
        self.problem.assume(
            "second_moment", expect(k, norm2(w)) <= self.sigma * self.F(self.theta[k]), [self.stays]
        )

    def assumptions(self) -> None:
        """Everything but confinement: nonnegativity, (2.3), (2.4), (2.1) on the ball, and the noise."""
        self.loss_nonnegative()
        self.smooth()
        self.growth()
        self.lojasiewicz()
        self.noise()

    def step_below_limit(self) -> None:
        """0 < eta < 2 alpha / (C (alpha + sigma)), the range of the sharp contraction factor."""
        self.problem.assume("step", 2 * self.alpha - self.eta * self.C * (self.alpha + self.sigma) > 0)

    def quadratic(self) -> sympy.Expr:
        """Q[k+1] = F - eta <grad F, v> + (C/2) eta^2 |v|^2, the right side of (3.4) at theta[k]."""
        g, v = self.F.grad(self.theta[k]), self.gradient()
        return self.F(self.theta[k]) - self.eta * inner(g, v) + self.C * self.eta**2 * norm2(v) / 2
