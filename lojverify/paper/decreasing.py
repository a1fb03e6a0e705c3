"""The setting of section 4: SGD with step sizes that change, and noise of bounded second moment."""

from __future__ import annotations

import sympy

from ..derive import Eq, Problem, expect, inner, mean, norm2, power
from ..derive.language import k
from .setting import Ball


class NoisyRun(Ball):
    """SGD with step sizes eta[k] > 0 that are not random, in the ball: theta[k], the noise w[k], and e[k].

    The noise is that of (2.6): grad f = grad F + w. Given the past, it has zero mean, (2.7), and second moment at most
    c^2, (2.9) with m = 2. It is assumed only as long as the iterates stay in the ball: e[k] = 1, the indicator of E_k.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.constants()
        self.steps()
        self.theta = problem.vector_process("theta", level=0)
        self.w = problem.vector_process("w", level=1, order=1)
        self.e = problem.define("prefix", "e", "k", value=self.inside(self.theta[k]).lhs)
        problem.assume("start", Eq(inner(self.theta[0] - self.theta0, self.y), 0))
        moved = self.theta[k + 1] - self.theta[k] + self.eta[k] * self.gradient()
        problem.assume("iteration", Eq(inner(moved, self.y), 0))

    def constants(self) -> None:
        """Declare C > 0 and c >= 0."""
        self.positive("C")
        self.nonnegative("c")
        self.c = sympy.Symbol("c")

    def steps(self) -> None:
        """Declare the step sizes."""
        self.eta = self.problem.process("eta", level=None)
        self.problem.assume("eta>0", self.eta[k] > 0)

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

    def gradient(self) -> sympy.Expr:
        """The stochastic gradient at theta[k]."""
        return self.F.grad(self.theta[k]) + self.w[k]

    def noise(self) -> None:
        """(2.7) and (2.9) with m = 2, given the past, on E_k."""
        w, y = self.w[k], self.y
        self.problem.assume("zero_mean", Eq(expect(k, inner(y, w)), 0), [self.stays])
        self.problem.assume("second_moment", expect(k, norm2(w)) <= self.c**2, [self.stays])

    def assumptions(self) -> None:
        """Nonnegativity, (2.3), (2.4) on the ball, and the noise; not (2.1)."""
        self.loss_nonnegative()
        self.smooth()
        self.growth()
        self.noise()

    def lemma(self) -> None:
        """What Lemma 4.2 assumes of the loss and the noise: all that, (2.1), and (2.2)."""
        self.positive("alpha")
        self.assumptions()
        self.lojasiewicz()
        self.problem.assume("(2.2)", 4 * self.F(self.theta0) < self.r**2 * self.alpha)

    def quadratic(self) -> sympy.Expr:
        """Q[k+1] = F - eta_k <grad F, v> + (C/2) eta_k^2 |v|^2, the right side of (3.4) at theta[k]."""
        g, v, eta = self.F.grad(self.theta[k]), self.gradient(), self.eta[k]
        return self.F(self.theta[k]) - eta * inner(g, v) + self.C * eta**2 * norm2(v) / 2

    def stopped_loss(self) -> sympy.IndexedBase:
        """H[k] = F(theta[k]) 1_{E_k}."""
        return self.problem.define("abbreviation", "H", "k", value=self.e[k] * self.F(self.theta[k]))

    def for_ever(self) -> sympy.Symbol:
        """e_inf, the indicator of E_infinity: the infimum of e."""
        return self.problem.define("extremum", "e_inf", value="e", of="infimum")

    def exits_at_most(self, level: sympy.Expr, bound: sympy.Expr) -> None:
        """The goals level * P(exit) <= bound, for the exit ever and by k."""
        for stay in (mean(self.for_ever()), mean(self.e[k])):
            self.problem.goal(level * (1 - stay) <= bound)


class RobbinsMonroRun(NoisyRun):
    """`NoisyRun` with the step sizes (4.1): eta_k = gamma/(k + n0)^q, where n[k] = k + n0 and q > 1/2."""

    def steps(self) -> None:
        """Declare gamma, n0 > 0, q > 1/2, and define n and eta."""
        robbins_monro(self.problem)
        self.gamma, self.q, self.n0 = sympy.symbols("gamma q n0")
        self.eta, self.n = sympy.IndexedBase("eta"), sympy.IndexedBase("n")


def robbins_monro(problem: Problem) -> None:
    """(4.1): the constants gamma, n0 > 0 and q > 1/2, n[k] = k + n0, and eta[k] = gamma exp(-q log n[k])."""
    gamma, n0, q = problem.constants("gamma n0 q")
    problem.assume("gamma>0", gamma > 0)
    problem.assume("n0>0", n0 > 0)
    problem.assume("q>1/2", 2 * q > 1)
    n = problem.counter("n", n0)
    problem.define("abbreviation", "eta", "k", value=gamma * power(n[k], -q))


def least_offset(problem: Problem) -> None:
    """The constants N and P with 0 < N <= n0 and P >= N^(-2q)."""
    N, P = problem.constants("N P")
    q, n0 = sympy.symbols("q n0")
    problem.assume("N>0", N > 0)
    problem.assume("n0>=N", n0 >= N)
    problem.assume("P>=N^(-2q)", power(N, -2 * q) <= P)


def decreasing_assumptions(run: RobbinsMonroRun) -> None:
    """What `bounded-noise` assumes of the loss and the noise, and of the constants N, P (see `least_offset`) and S.

    These are F >= M0 on the sphere, F(theta0) <= M0, gamma N^(-q) <= 2/C, and that S bounds (C c^2/2) sum eta_k^2.
    """
    p, gamma, q, C = run.problem, run.gamma, run.q, run.C
    run.positive("M0")
    run.assumptions()
    run.confined()
    p.assume("low start", run.F(run.theta0) <= run.M0)
    least_offset(p)
    (S,) = p.constants("S")
    N, P = sympy.symbols("N P")
    p.assume("first step", gamma**2 * C**2 * P <= 4)
    p.assume("S large", C * run.c**2 / 2 * gamma**2 * P * (2 * q - 1 + N) <= (2 * q - 1) * S)


g, v = "grad F(theta[k])", "(grad F(theta[k]) + w[k])"
Q = f"(F(theta[k]) - eta[k]*<{g}, {v}> + C/2*eta[k]^2*<{v}, {v}>)"
