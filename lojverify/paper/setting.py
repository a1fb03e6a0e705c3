"""The setting that most statements share: the iteration, the ball, the assumptions on the loss and on the noise."""

from __future__ import annotations

import sympy

from ..derive import Eq, Loss, Problem, expect, inner, mean, norm2
from ..derive.language import k


class Ball:
    """A loss F and the closed ball of radius r around theta0, with the assumptions that may be made on it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.F: Loss = problem.function("F")
        (self.theta0,) = problem.vectors("theta0")
        self.y, self.z = problem.points("y z")
        self.r = self.radius()
        names = ("alpha", "C", "sigma", "eta", "M0")
        self.alpha, self.C, self.sigma, self.eta, self.M0 = (sympy.Symbol(name) for name in names)

    def radius(self) -> sympy.Symbol:
        """Declare r > 0."""
        (r,) = self.problem.constants("r")
        self.problem.assume("r>0", r > 0)
        return r

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

    def loss_nonnegative(self, label: str = "loss>=0", radius: sympy.Expr | None = None) -> None:
        """F >= 0 on the ball."""
        self.problem.assume(label, self.F(self.y) >= 0, [self.inside(self.y, radius)])

    def smooth(self, label: str = "smooth", radius: sympy.Expr | None = None) -> None:
        """(2.3): the gradient is C-Lipschitz on the ball."""
        F, y, z = self.F, self.y, self.z
        bound = self.C**2 * norm2(y - z) - norm2(F.grad(y) - F.grad(z)) >= 0
        self.problem.assume(label, bound, [self.inside(y, radius), self.inside(z, radius)])

    def growth(self, label: str = "growth", radius: sympy.Expr | None = None) -> None:
        """(2.4): |grad F|^2 <= 2 C F on the ball."""
        F, y = self.F, self.y
        self.problem.assume(label, norm2(F.grad(y)) <= 2 * self.C * F(y), [self.inside(y, radius)])

    def lojasiewicz(self, label: str = "lojasiewicz", radius: sympy.Expr | None = None) -> None:
        """(2.1): |grad F|^2 >= alpha F on the ball."""
        F, y = self.F, self.y
        self.problem.assume(label, norm2(F.grad(y)) >= self.alpha * F(y), [self.inside(y, radius)])

    def confined(self) -> None:
        """(2.5), on the sphere of radius r only: F >= M0 there."""
        y = self.y
        self.problem.assume("confined", self.F(y) >= self.M0, [self.inside(y), self.outside(y)])


class Run(Ball):
    """SGD with a fixed step size in the ball: theta[k], the noise w[k], and e[k], the indicator of E_k(r).

    The noise is written w = sqrt(sigma F(theta)) Z, so that (2.10), (2.11) say: given the past, w has zero mean and
    second moment at most sigma F(theta[k]). It is assumed only as long as the iterates stay in the ball.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.positive("alpha", "C", "eta")
        self.nonnegative("sigma")
        self.theta = problem.vector_process("theta", level=0)
        self.w = problem.vector_process("w", level=1, order=1)
        self.e = problem.define("prefix", "e", "k", value=self.inside(self.theta[k]).lhs)
        y = self.y
        problem.assume("start", Eq(inner(self.theta[0] - self.theta0, y), 0))
        problem.assume("iteration", Eq(inner(self.theta[k + 1] - self.theta[k] + self.eta * self.gradient(), y), 0))

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
        self.problem.assume("second_moment", expect(k, norm2(w)) <= self.sigma * self.F(self.theta[k]), [self.stays])

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

    def stopped_loss(self) -> sympy.IndexedBase:
        """H[k] = F(theta[k]) 1_{E_k}."""
        return self.problem.define("abbreviation", "H", "k", value=self.e[k] * self.F(self.theta[k]))

    def lengths(self) -> tuple[sympy.IndexedBase, sympy.IndexedBase]:
        """The length d[k] = |(theta[k+1] - theta[k]) 1_{E_k}| of a step, and its square dsq[k]."""
        step = self.e[k] * (self.theta[k + 1] - self.theta[k])
        dsq = self.problem.define("abbreviation", "dsq", "k", value=norm2(step))
        return self.problem.root("d", dsq[k], "k"), dsq

    def powers(self) -> tuple[sympy.IndexedBase, sympy.IndexedBase]:
        """rk[k] = rho^k and sk[k] = sqrt(rho)^k, with srho = sqrt(rho)."""
        rk, sk = sympy.IndexedBase("rk"), sympy.IndexedBase("sk")
        self.problem.define("recursion", "rk", "k", level=None, start=1, step=self.rho * rk[k])
        self.srho = self.problem.root("srho", self.rho)
        self.problem.define("recursion", "sk", "k", level=None, start=1, step=self.srho * sk[k])
        return rk, sk

    def sharp_powers(self) -> sympy.IndexedBase:
        """r1k[k] = rho1^k."""
        r1k = sympy.IndexedBase("r1k")
        self.problem.define("recursion", "r1k", "k", level=None, start=1, step=self.rho1 * r1k[k])
        return r1k

    def roots(self) -> tuple[sympy.Symbol, sympy.Symbol, sympy.Symbol]:
        """s2C = sqrt(2 C), ssigma = sqrt(sigma) and f0 = sqrt(F(theta0))."""
        root = self.problem.root
        return root("s2C", 2 * self.C), root("ssigma", self.sigma), root("f0", self.F(self.theta0))

    def shift_constants(self) -> tuple[sympy.Symbol, sympy.Symbol, sympy.Symbol, sympy.Symbol]:
        """s0^2 = 1 - eta alpha (1 - eta C/2), f0 = sqrt(F(theta0)), m = sqrt(M0), beta = eta^2 C sigma/2/(1 - rho1)."""
        root, eta, C = self.problem.root, self.eta, self.C
        s0 = root("s0", 1 - eta * self.alpha * (1 - eta * C / 2))
        f0, m = root("f0", self.F(self.theta0)), root("m", self.M0)
        beta = self.problem.define("quotient", "beta", value=eta**2 * C * self.sigma / 2, by=1 - self.rho1)
        return s0, f0, m, beta

    def power(self, base: str, name: str) -> tuple[sympy.Symbol, sympy.IndexedBase]:
        """A new constant and its powers: name[k] = base^k."""
        (symbol,) = self.problem.constants(base)
        powers = sympy.IndexedBase(name)
        self.problem.define("recursion", name, "k", level=None, start=1, step=symbol * powers[k])
        return symbol, powers

    def path_length(self) -> sympy.IndexedBase:
        """length[k], the length of the path up to theta[k] inside the ball."""
        d, _ = self.lengths()
        length = sympy.IndexedBase("length")
        self.problem.define("recursion", "length", "k", level=0, start=0, step=length[k] + d[k])
        return length

    def remaining_path(self, factor: sympy.Expr) -> tuple[sympy.Symbol, sympy.IndexedBase, sympy.Symbol]:
        """share >= 0, pk[k] = factor^k, and tsq_inf, the squared length of the path from n on where share = factor^n.

        late[j] says that pk[j] <= share, and tail[k] sums the steps d[j] with late[j] = 1 up to k.
        """
        p, pk, tail = self.problem, sympy.IndexedBase("pk"), sympy.IndexedBase("tail")
        self.nonnegative("share")
        share = sympy.Symbol("share")
        p.define("recursion", "pk", "k", level=None, start=1, step=factor * pk[k])
        late = p.define("bit", "late", "k", value=share - pk[k])
        d, _ = self.lengths()
        p.define("recursion", "tail", "k", level=0, start=0, step=tail[k] + late[k] * d[k])
        p.define("abbreviation", "tsq", "k", value=tail[k] ** 2)
        return share, pk, p.define("extremum", "tsq_inf", value="tsq", of="supremum")

    def weighted_path(self, mu: sympy.Symbol) -> tuple[sympy.IndexedBase, sympy.IndexedBase, sympy.Symbol]:
        """muk[k] = mu^k; heavy[k], the sum of mu^j d[j] over j < k; and hsq_inf, the supremum of its square."""
        p, muk, heavy = self.problem, sympy.IndexedBase("muk"), sympy.IndexedBase("heavy")
        d, _ = self.lengths()
        p.define("recursion", "muk", "k", level=None, start=1, step=mu * muk[k])
        p.define("recursion", "heavy", "k", level=0, start=0, step=heavy[k] + muk[k] * d[k])
        p.define("abbreviation", "hsq", "k", value=heavy[k] ** 2)
        return muk, heavy, p.define("extremum", "hsq_inf", value="hsq", of="supremum")

    def for_ever(self) -> sympy.Symbol:
        """e_inf, the indicator of E_infinity: the infimum of e."""
        return self.problem.define("extremum", "e_inf", value="e", of="infimum")

    def limit(self) -> sympy.Symbol:
        """theta_star, the limit of theta[k] where it exists."""
        return self.problem.define("extremum", "theta_star", value="theta", of="limit")


class PaperRun(Run):
    """The setting of Theorem 3.1: everything is assumed on B(theta0, R), and the iterates are watched in B(theta0, r).

    With `watched` "R-1" the radius r is R - 1, as in the theorem; with "r" it is any r in (0, R], as in (3.3).
    """

    def __init__(self, problem: Problem, watched: str = "R-1") -> None:
        self.watched = watched
        super().__init__(problem)

    def radius(self) -> sympy.Symbol:
        """Declare R > 1 and r."""
        (self.R,) = self.problem.constants("R")
        self.problem.assume("R>1", self.R > 1)
        if self.watched == "R-1":
            return self.problem.define("abbreviation", "r", value=self.R - 1)
        r = super().radius()
        self.problem.assume("r<=R", r <= self.R)
        return r

    def theorem(self) -> None:
        """(2.1)-(2.5) on B(theta0, R), the noise (2.10)-(2.11), and the printed step bound."""
        self.positive("M0")
        self.loss_nonnegative("loss>=0 on R", self.R)
        self.smooth("smooth on R", self.R)
        self.growth("growth on R", self.R)
        self.lojasiewicz("lojasiewicz on R", self.R)
        self.problem.assume("(2.2)", 4 * self.F(self.theta0) < self.R**2 * self.alpha)
        inner_sphere = norm2(self.y - self.theta0) - (self.R - 1) ** 2 > 0
        self.problem.assume("(2.5)", self.F(self.y) >= self.M0, [inner_sphere, self.inside(self.y, self.R)])
        self.noise()
        self.printed_step_bound()

    def printed_step_bound(self) -> None:
        """The step bound of Theorem 3.1: eta <= 1/alpha and eta <= alpha / (4 C (2 C + sigma))."""
        self.problem.assume("eta<=1/alpha", self.eta * self.alpha <= 1)
        self.problem.assume("eta<=PSB", 4 * self.eta * self.C * (2 * self.C + self.sigma) <= self.alpha)


class AnnulusRun(Run):
    """`Run`, with the assumptions on the ball of radius R = r + W, and F >= M0 for r <= |theta - theta0| <= R.

    The paper has W = 1. The step bound is that of its contraction factor rho.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.positive("W", "M0")
        self.W = sympy.Symbol("W")
        wide = self.r + self.W
        self.loss_nonnegative("loss>=0 on R", wide)
        self.smooth("smooth on R", wide)
        self.growth("growth on R", wide)
        self.lojasiewicz("lojasiewicz on R", wide)
        self.noise()
        y = self.y
        problem.assume("annulus", self.F(y) >= self.M0, [self.outside(y), self.inside(y, wide)])

    def step_below_rho(self) -> None:
        """0 < eta < 2 alpha / (C (2 C + sigma)), where rho < 1."""
        D = self.C * (2 * self.C + self.sigma)
        self.problem.assume("step for rho", 2 * self.alpha - self.eta * D > 0)

    printed_step_bound = PaperRun.printed_step_bound

    def printed_bound(self) -> None:
        """The goals that 1 - mean(e_inf) and 1 - mean(e[k]) are at most the bound printed in (3.19).

        They are multiplied by M0 (1 - rho), and 1/(1 - sqrt(rho)) is (1 + sqrt(rho))/(1 - rho).
        """
        p, F0, rho = self.problem, self.F(self.theta0), self.rho
        s2C, ssigma, srho = p.root("s2C", 2 * self.C), p.root("ssigma", self.sigma), p.root("srho", rho)
        bound = F0 * (self.M0 * (s2C + ssigma) * self.eta * srho * (1 + srho) + rho**2)
        for stay in (mean(self.for_ever()), mean(self.e[k])):
            p.goal(self.M0 * (1 - rho) * (1 - stay) <= bound)
