"""SGD in a ball where the loss is nearly star-convex about its zeros, as that of nearly linear least squares."""

from __future__ import annotations

import sympy

from ..derive import Derivation, Eq, Problem, expect, inner, norm2, proved
from ..derive.language import k
from .setting import Ball
from .star import X, g, noisy_roots, projected, v

U = "(theta[k] - near[k])"  # from the nearest zero
AFTER, AVERAGE = f"({U} - eta*{v})", f"({U} - eta*{g})"
GAIN = "eta*c*s/2*f[k]"  # how much nearer a step comes to the nearest zero


class NearRun(Ball):
    """SGD with a fixed step size in the ball, a zero of the loss near theta0, and near[k], one nearest to theta[k].

    What is supposed as long as the iterates stay, with f[k] = sqrt(F(theta[k])): |theta0 - zero| <= d0; near[k] is no
    farther from theta[k] than zero, and near[k+1] is no farther from theta[k+1] than near[k], as both are zeros;
    <grad F, theta[k] - z> >= tau F - h f |theta[k] - z|^2 for z = near[k]; f >= s |theta[k] - near[k]|. The noise w[k]
    has zero mean given the past, E|grad F + w|^2 <= l F and E|w|^2 <= sigma F.

    That near[k] is known at k is no loss: the nearest points of a closed set have a Borel measurable choice.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.positive("tau", "l", "eta", "s", "c")
        self.nonnegative("h", "d0")
        self.tau, self.l, self.s, self.h, self.c, self.d0 = sympy.symbols("tau l s h c d0")
        (self.zero,) = problem.vectors("zero")
        self.theta = problem.vector_process("theta", level=0)
        self.near = problem.vector_process("near", level=0)
        self.w = problem.vector_process("w", level=1, order=1)
        self.e = problem.define("prefix", "e", "k", value=self.inside(self.theta[k]).lhs)
        self.f = problem.root("f", self.F(self.theta[k]), "k")
        theta, y, gradient = self.theta, self.y, self.F.grad(self.theta[k]) + self.w[k]
        problem.assume("start", Eq(inner(theta[0] - self.theta0, y), 0))
        problem.assume("iteration", Eq(inner(theta[k + 1] - theta[k] + self.eta * gradient, y), 0))
        self.loss_nonnegative()
        problem.assume("zero_mean", Eq(expect(k, inner(y, self.w[k])), 0), [self.stays])
        problem.assume("gradient_moment", expect(k, norm2(gradient)) <= self.l * self.F(theta[k]), [self.stays])
        problem.assume("distance", norm2(self.theta0 - self.zero) <= self.d0**2)
        self.aims("aims near", self.near[k])
        problem.assume("steep", self.F(theta[k]) >= self.s**2 * norm2(theta[k] - self.near[k]), [self.stays])
        problem.assume("nearest", norm2(theta[k] - self.near[k]) <= norm2(theta[k] - self.zero), [self.stays])
        nearer = norm2(theta[k + 1] - self.near[k + 1]) <= norm2(theta[k + 1] - self.near[k])
        problem.assume("nearer", nearer, [self.stays_next])
        # c s <= (2 tau - eta l) s - 2 h (r + d0)
        room = (2 * self.tau - self.eta * self.l - self.c) * self.s
        problem.assume("room", room >= 2 * self.h * (self.r + self.d0))

    @property
    def stays(self) -> sympy.Rel:
        """The iterates up to k lie in the ball: e[k] = 1."""
        return self.e[k] - 1 >= 0

    @property
    def stays_next(self) -> sympy.Rel:
        """The iterates up to k+1 lie in the ball: e[k+1] = 1."""
        return self.e[k + 1] - 1 >= 0

    def aims(self, label: str, z: sympy.Expr) -> None:
        """<grad F, theta[k] - z> >= tau F - h f |theta[k] - z|^2 while the iterates stay."""
        F, here = self.F, self.theta[k]
        most = self.tau * F(here) - self.h * self.f[k] * norm2(here - z)
        self.problem.assume(label, inner(F.grad(here), here - z) >= most, [self.stays])

    def factor(self) -> sympy.IndexedBase:
        """Declare q >= 1 - eta c s^2, q >= 0; returns its powers qk[k] = q^k."""
        self.nonnegative("q")
        q, powers = sympy.Symbol("q"), sympy.IndexedBase("qk")
        self.problem.assume("q large", q >= 1 - self.eta * self.c * self.s**2)
        self.problem.define("recursion", "qk", "k", level=None, start=1, step=q * powers[k])
        return powers

    def noise(self) -> None:
        """E|w[k]|^2 <= sigma F(theta[k]) given the past, as long as the iterates stay."""
        self.nonnegative("sigma")
        bound = expect(k, norm2(self.w[k])) <= self.sigma * self.F(self.theta[k])
        self.problem.assume("second_moment", bound, [self.stays])

    def exit_constants(self) -> tuple[sympy.Symbol, sympy.Symbol]:
        """The constants p >= 2 h (r + d0)/(c s) and kappa >= eta sigma/c, after `noise`; and what aims at `zero`."""
        self.aims("aims zero", self.zero)
        self.nonnegative("p", "kappa")
        p, kappa = sympy.symbols("p kappa")
        self.problem.assume("p large", p * self.c * self.s >= 2 * self.h * (self.r + self.d0))
        self.problem.assume("kappa large", kappa * self.c >= self.eta * self.sigma)
        return p, kappa

    def stopped_distance(self) -> sympy.IndexedBase:
        """H[k] = |theta[k] - near[k]|^2 1_{E_k}."""
        return self.problem.define("abbreviation", "H", "k", value=self.e[k] * norm2(self.theta[k] - self.near[k]))

    def for_ever(self) -> sympy.Symbol:
        """e_inf, the indicator of E_infinity: the infimum of e."""
        return self.problem.define("extremum", "e_inf", value="e", of="infimum")


def near_step(d: Derivation) -> None:
    """Under ``stays``: how far theta[k] is from its nearest zero, and theta[k+1] from the same zero in the mean.

    The roots qn = |U|, qa = |AFTER|, na = |AVERAGE| of `noisy_roots` and x = |X|; ``f.sq``, ``F>=0``; ``f>=s q``,
    ``x<=rho`` (x <= r + d0), ``qn<=x``; ``falls`` (E qa^2 <= qn^2 - eta c F).
    """
    d.assume("stays", "e[k] - 1 >= 0")
    d.cut("in ball", "e.yes", "stays")
    d.use("F>=0", "loss>=0", y="theta[k]", by=["in ball"])
    d.cut("f.sq", "f.square", "F>=0")
    noisy_roots(d, U, "qn", "qa", "na")
    if "x" not in d.theory.symbols:
        d.step("x real", "norm", vector=X)
        d.root("x", f"<{X}, {X}>", "x real", "k")
    d.contradiction(
        "f>=s q", "f[k] >= s*qn[k]", by=["not * not", "not * f.nonnegative", "steep"], eq=["f.sq", "qn.sq: s^2"]
    )
    d.contradiction("qn<=x", "qn[k] <= x[k]", by=["not * not", "not * x.nonnegative", "nearest"], eq=["qn.sq", "x.sq"])
    d.have("|u|<=r", "<theta[k] - theta0, theta[k] - theta0> <= r^2", by=["in ball"])
    d.have("r>=0", "r >= 0", by=["r>0"])
    offset = {"u": "theta[k] - theta0", "v": "theta0 - zero", "a": "r", "b": "d0"}
    premises = {"a>=0": "r>=0", "b>=0": "d0>=0", "|u|<=a": "|u|<=r", "|v|<=b": "distance"}
    d.cite("within", proved("triangle"), offset, premises)
    by = ["not * not", "not * r>0", "not * d0>=0", "within"]
    d.contradiction("x<=rho", "x[k] <= r + d0", by=by, eq=["x.sq"])
    d.have("qn<=rho", "qn[k] <= r + d0", by=["qn<=x", "x<=rho"])

    # E qa^2 <= qn^2 - 2 eta (tau F - h f qn^2) + eta^2 l F, where s f qn^2 <= (r + d0) F.
    by = ["f>=s q * f.nonnegative * qn.nonnegative * h>=0", "qn<=rho * h>=0 * [f[k]]"]
    d.have("h f s q^2", "2*h*s*f[k]*qn[k]^2 <= 2*h*(r + d0)*F(theta[k])", by=by, eq=["f.sq: h*(r + d0)"])
    d.have("less than", "2*h*s*f[k]*qn[k]^2 <= (2*tau - eta*l - c)*s*F(theta[k])", by=["h f s q^2", "room * F>=0"])
    d.contradiction("gain", "2*h*f[k]*qn[k]^2 <= (2*tau - eta*l - c)*F(theta[k])", by=["not * s>0", "less than"])
    d.instance("unbiased g", "zero_mean", y=g)
    d.instance("unbiased U", "zero_mean", y=U)
    d.have(
        "falls",
        "E[k](qa[k]^2) <= qn[k]^2 - eta*c*F(theta[k])",
        by=["aims near * eta>0", "gain * eta>0", "gradient_moment * eta>0 * eta>0"],
        eq=["qa mean", "unbiased U: 2*eta", "qn.sq", "qn.sq: 2*eta*h*f[k]"],
    )
    d.step("|w|^2>=0", "norm", vector="w[k]")
    d.step("|w|^2 mean", "expect", fact="|w|^2>=0", index="k")


def drift_toward_near(d: Derivation) -> None:
    """After `near_step`: Dn, the sum of the gains of the steps so far, and A = (Dn + qn - a)+ for a constant a >= 0.

    ``G>=0``, ``Dn>=0``; and ``u bound``: E u^2 <= A^2 + eta^2 sigma F for u = (Dn + G + qa - a)+, under ``stays``.
    """
    d.have("eta c>0", "eta*c > 0", by=["eta>0 * c>0"])
    d.have("G>=0", f"{GAIN} >= 0", by=["eta>0 * c>0 * s>0 * f.nonnegative"])

    # -- the drift D, which is known at k, and the two parts of the potential ---------------------------------------
    d.define("recursion", "Dn", "k", level=0, start="0", step=f"Dn[k] + e[k]*{GAIN}")
    d.induct("Dn>=0", "k", "Dn[k] >= 0", ["so far", "e>=0 * G>=0"], ["Dn.step"], ([], ["Dn.start"]))
    d.define("positive_part", "A", "k", value="Dn[k] + qn[k] - a")

    # -- near: E u^2 <= A^2 + eta^2 sigma F, where u = (D + G + qa - a)+ --------------------------------------------
    d.have(
        "mean falls",
        "na[k]^2 <= qn[k]^2 - eta*c*f[k]^2",
        by=["falls", "|w|^2 mean * eta>0 * eta>0"],
        eq=["qa^2 mean", "f.sq: eta*c"],
    )
    short = {"q": "qn[k]", "f": "f[k]", "x": "eta*c"}
    premises = {"q>=0": "qn.nonnegative", "f>=0": "f.nonnegative", "x>0": "eta c>0", "steep": "f>=s q"}
    d.cite(
        "na short",
        proved("root_falls"),
        {"m": "na[k]", **short},
        {"m>=0": "na.nonnegative", "left": "mean falls", **premises},
    )
    d.assume("early", f"a - Dn[k] - {GAIN} >= 0")
    projected(d, "qa", "na", "u", "pu", f"(a - Dn[k] - {GAIN})", "early")
    order = ["not * not", "not * A.nonnegative", "pu.nonnegative * A.above", "pu.nonnegative * na short"]
    d.contradiction("pu<=A", "pu[k] <= A[k]", by=order, eq=["pu.either"])
    bound = "E[k](u[k]^2) <= A[k]^2 + eta^2*sigma*F(theta[k])"
    squares = ["pu<=A * A.nonnegative", "pu<=A * pu.nonnegative"]
    d.have("u early", bound, by=["u moment", *squares, "second_moment * eta>0 * eta>0"])

    d.assume("late", f"Dn[k] + {GAIN} - a >= 0")
    d.step("qa^2 real", "norm", vector=AFTER)
    d.step("M real", "expect", fact="qa^2 real", index="k")
    d.root("Mq", f"E[k](<{AFTER}, {AFTER}>)", "M real", "k")
    d.have("M falls", "Mq[k]^2 <= qn[k]^2 - eta*c*f[k]^2", by=["falls"], eq=["Mq.sq", "qa mean", "f.sq: eta*c"])
    d.cite(
        "M short",
        proved("root_falls"),
        {"m": "Mq[k]", **short},
        {"m>=0": "Mq.nonnegative", "left": "M falls", **premises},
    )
    d.have("1>=0", "1 >= 0", by=["1"])
    d.have("qa square", f"<{AFTER}, {AFTER}>*1 - qa[k]^2 >= 0", eq=["qa.sq"])
    d.step(
        "Eqa^2<=M^2", "mean_product", first="qa^2 real", second="1>=0", product="qa square", middle="qa[k]", index="k"
    )
    by = ["not * not", "not * Mq.nonnegative", "Eqa^2<=M^2"]
    d.contradiction("Eqa<=M", "E[k](qa[k]) <= Mq[k]", by=by, eq=["Mq.sq"])
    shift = f"(Dn[k] + {GAIN} - a)"
    d.have("qa+b>=0", f"qa[k] + {shift} >= 0", by=["qa.nonnegative", "late"])
    d.contradiction("u<=qa+b", f"u[k] <= qa[k] + {shift}", by=["not * not", "not * qa+b>=0"], eq=["u.either"])
    d.have("u^2 late", f"u[k]^2 <= (qa[k] + {shift})^2", by=["u<=qa+b * qa+b>=0", "u<=qa+b * u.nonnegative"])
    d.step("u^2 late mean", "expect", fact="u^2 late", index="k")
    d.have("A>=M+b", f"A[k] >= Mq[k] + {shift}", by=["A.above", "M short"])
    d.have("M+b>=0", f"Mq[k] + {shift} >= 0", by=["Mq.nonnegative", "late"])
    squares = ["A>=M+b * A.nonnegative", "A>=M+b * M+b>=0", "Eqa<=M * late"]
    more = "eta>0 * eta>0 * sigma>=0 * F>=0"
    d.have("u late", bound, by=["u^2 late mean", *squares, more], eq=["qa mean", "Mq.sq"])
    d.cases("u bound", "u early", "u late", f"a - Dn[k] - {GAIN} >= 0")
