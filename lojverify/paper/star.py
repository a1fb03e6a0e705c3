"""SGD in a ball where the loss is star-convex about a point: what bounds with practical step sizes suppose."""

from __future__ import annotations

import sympy

from ..derive import Derivation, Eq, Problem, expect, inner, norm2, proved
from ..derive.language import k
from .setting import Ball

g, v, X = "grad F(theta[k])", "(grad F(theta[k]) + w[k])", "(theta[k] - zero)"
NEXT, MEAN = f"({X} - eta*{v})", f"({X} - eta*{g})"  # theta[k+1] - zero, and its mean given the past


class StarRun(Ball):
    """SGD with a fixed step size in the ball, and the point `zero`: |theta0 - zero| <= d0, or its square is at most V0.

    On the ball <grad F(y), y - zero> >= tau F(y) and F >= 0. As long as the iterates stay, the noise w[k] has zero
    mean given the past, and E|grad F + w|^2 <= l F. Where F is star-convex about a zero, tau = 1; for least squares
    tau = 2. That F vanishes at `zero` is not needed.
    """

    def __init__(self, problem: Problem, distance: str = "d0") -> None:
        super().__init__(problem)
        self.positive("tau", "l", "eta")
        self.nonnegative(distance)
        self.tau, self.l, self.d0, self.V0, self.mu, self.q = sympy.symbols("tau l d0 V0 mu q")
        (self.zero,) = problem.vectors("zero")
        self.theta = problem.vector_process("theta", level=0)
        self.w = problem.vector_process("w", level=1, order=1)
        self.e = problem.define("prefix", "e", "k", value=self.inside(self.theta[k]).lhs)
        y, F, gradient = self.y, self.F, self.F.grad(self.theta[k]) + self.w[k]
        problem.assume("start", Eq(inner(self.theta[0] - self.theta0, y), 0))
        problem.assume("iteration", Eq(inner(self.theta[k + 1] - self.theta[k] + self.eta * gradient, y), 0))
        self.loss_nonnegative()
        problem.assume("star", inner(F.grad(y), y - self.zero) >= self.tau * F(y), [self.inside(y)])
        problem.assume("zero_mean", Eq(expect(k, inner(y, self.w[k])), 0), [self.stays])
        problem.assume("gradient_moment", expect(k, norm2(gradient)) <= self.l * F(self.theta[k]), [self.stays])
        squared = self.d0**2 if distance == "d0" else self.V0
        problem.assume("distance", norm2(self.theta0 - self.zero) <= squared)

    @property
    def stays(self) -> sympy.Rel:
        """The iterates up to k lie in the ball: e[k] = 1."""
        return self.e[k] - 1 >= 0

    def noise(self) -> None:
        """E|w[k]|^2 <= sigma F(theta[k]) given the past, as long as the iterates stay."""
        self.nonnegative("sigma")
        bound = expect(k, norm2(self.w[k])) <= self.sigma * self.F(self.theta[k])
        self.problem.assume("second_moment", bound, [self.stays])

    def near(self) -> None:
        """The point is nearer to theta0 than to the sphere: d0 < r - d0; d0 is the root of V0 if that is given."""
        if "V0" in self.problem.symbols:
            self.problem.root("d0", self.V0)
        self.problem.assume("2*d0<r", 2 * self.d0 < self.r)

    def grows(self) -> None:
        """F(y) >= mu |y - zero|^2 on the ball."""
        self.positive("mu")
        y = self.y
        self.problem.assume("grows", self.F(y) >= self.mu * norm2(y - self.zero), [self.inside(y)])

    def factor(self) -> sympy.IndexedBase:
        """Declare q >= 1 - eta (2 tau - eta l) mu, q >= 0; returns its powers qk[k] = q^k."""
        self.nonnegative("q")
        self.problem.assume("q large", self.q >= 1 - self.eta * (2 * self.tau - self.eta * self.l) * self.mu)
        powers = sympy.IndexedBase("qk")
        self.problem.define("recursion", "qk", "k", level=None, start=1, step=self.q * powers[k])
        return powers

    def stopped_distance(self) -> sympy.IndexedBase:
        """H[k] = |theta[k] - zero|^2 1_{E_k}."""
        return self.problem.define("abbreviation", "H", "k", value=self.e[k] * norm2(self.theta[k] - self.zero))

    def for_ever(self) -> sympy.Symbol:
        """e_inf, the indicator of E_infinity: the infimum of e."""
        return self.problem.define("extremum", "e_inf", value="e", of="infimum")


def mean_step(d: Derivation) -> None:
    """Under ``stays``: the mean of the squared distance, and that the mean of the next iterate is not farther away.

    ``F>=0``, ``steep`` (the star condition at theta[k]), ``V mean`` (E|theta[k+1] - zero|^2 = |MEAN|^2 +
    eta^2 E|w|^2), ``V falls`` (E|NEXT|^2 <= V - eta (2 tau - eta l) F), and ``mean nearer`` (|MEAN|^2 <= the same),
    where V = |X|^2. Also ``in ball``, ``unbiased`` and ``|w|^2 mean``.
    """
    d.assume("stays", "e[k] - 1 >= 0")
    d.cut("in ball", "e.yes", "stays")
    d.use("F>=0", "loss>=0", y="theta[k]", by=["in ball"])
    d.use("steep", "star", y="theta[k]", by=["in ball"])
    d.instance("unbiased", "zero_mean", y=MEAN)
    d.instance("unbiased g", "zero_mean", y=g)
    d.step("|w|^2>=0", "norm", vector="w[k]")
    d.step("|w|^2 mean", "expect", fact="|w|^2>=0", index="k")
    expanded = f"E[k](<{NEXT}, {NEXT}>) = <{MEAN}, {MEAN}> + eta^2*E[k](<w[k], w[k]>)"
    d.have("V mean", expanded, eq=["unbiased: 2*eta"])
    d.have(
        "V falls",
        f"E[k](<{NEXT}, {NEXT}>) <= <{X}, {X}> - eta*(2*tau - eta*l)*F(theta[k])",
        by=["steep * eta>0", "gradient_moment * eta>0 * eta>0"],
        eq=["V mean", "unbiased g: eta^2"],
    )
    d.have(
        "mean nearer",
        f"<{MEAN}, {MEAN}> <= <{X}, {X}> - eta*(2*tau - eta*l)*F(theta[k])",
        by=["V falls", "|w|^2 mean * eta>0 * eta>0"],
        eq=["V mean"],
    )


def noisy_roots(d: Derivation, offset: str, f: str, q: str, n: str) -> None:
    """For a vector u known at k: the roots f = |u|, q = |u - eta v| and n = |u - eta g|, the last at most E q.

    The stochastic gradient v has the mean g given the past, under ``stays``. The facts ``f.sq``, ``q.sq``, ``n.sq``,
    ``qn>=B`` (q n >= <u - eta v, u - eta g>), ``Eq>=n`` and ``q^2 mean`` (E q^2 = n^2 + eta^2 E|w|^2).
    """
    after, average = f"({offset} - eta*{v})", f"({offset} - eta*{g})"
    for name, vector in ((f, offset), (q, after), (n, average)):
        d.step(f"{name} real", "norm", vector=vector)
        d.root(name, f"<{vector}, {vector}>", f"{name} real", "k")
    d.instance(f"unbiased {n}", "zero_mean", y=average)
    d.step(f"{q} mean", "expect", fact=f"{q}.sq", index="k")
    moment = f"E[k]({q}[k]^2) = {n}[k]^2 + eta^2*E[k](<w[k], w[k]>)"
    d.have(f"{q}^2 mean", moment, eq=[f"{q} mean", f"unbiased {n}: 2*eta", f"{n}.sq"])

    d.step(f"cauchy {q}", "cauchy_schwarz", first=after, second=average)
    d.have(f"{q}{n}>=0", f"{q}[k]*{n}[k] >= 0", by=[f"{q}.nonnegative * {n}.nonnegative"])
    square = [f"{q}.sq: {n}[k]^2", f"{n}.sq: <{after}, {after}>"]
    by = ["not * not", f"not * {q}{n}>=0", f"cauchy {q}"]
    d.contradiction(f"{q}{n}>=B", f"{q}[k]*{n}[k] >= <{after}, {average}>", by=by, eq=square)
    d.step(f"{q}{n} mean", "expect", fact=f"{q}{n}>=B", index="k")
    most = [f"unbiased {n}: eta", f"{n}.sq"]
    d.have(f"{n}E{q}>={n}^2", f"{n}[k]*E[k]({q}[k]) >= {n}[k]^2", by=[f"{q}{n} mean"], eq=most)
    d.step(f"E{q}>=0", "expect", fact=f"{q}.nonnegative", index="k")
    by = [f"{n}E{q}>={n}^2", f"not * {n}.nonnegative", "not * not", f"not * E{q}>=0"]
    d.contradiction(f"E{q}>={n}", f"E[k]({q}[k]) >= {n}[k]", by=by)


def projected(d: Derivation, q: str, n: str, u: str, p: str, a: str, nonnegative: str) -> None:
    """After `noisy_roots`: u = (q - a)+ and p = (n - a)+ for a term a >= 0 known at k, the fact `nonnegative`.

    ``u moment``: E u^2 <= p^2 + eta^2 E|w|^2. With t = n - p it is at most E (q - t)^2, and E q >= n.
    """
    d.define("positive_part", p, "k", value=f"{n}[k] - {a}")
    d.define("positive_part", u, "k", value=f"{q}[k] - {a}")
    less = [f"not * {p}.nonnegative", f"not * {n}.nonnegative", "not * not", f"{nonnegative} * {p}.nonnegative"]
    d.contradiction(f"{p}<={n}", f"{n}[k] - {p}[k] >= 0", by=less, eq=[f"{p}.either"])
    d.have(
        f"projection {u}",
        f"({q}[k] - {n}[k] + {p}[k])^2 - {u}[k]^2 >= 0",
        by=[f"[{q}[k] - {n}[k] + {p}[k] - {u}[k]]", f"{u}.nonnegative * {p}.above"],
        eq=[f"{u}.either"],
    )
    d.step(f"projection {u} mean", "expect", fact=f"projection {u}", index="k")
    bound = f"E[k]({u}[k]^2) <= {p}[k]^2 + eta^2*E[k](<w[k], w[k]>)"
    d.have(f"{u} moment", bound, by=[f"projection {u} mean", f"{p}<={n} * E{q}>={n}"], eq=[f"{q}^2 mean"])


def distance_roots(d: Derivation) -> None:
    """After `mean_step`, the roots f, q, n of `noisy_roots` for X: n <= f under ``stays``, the fact ``n<=f``.

    And ``q far``: q >= r - d0 if the run leaves (``leaves``). Needs ``eta l<=2 tau``.
    """
    noisy_roots(d, X, "f", "q", "n")
    by = ["not * not", "not * f.nonnegative", "mean nearer", "eta l<=2 tau * eta>0 * F>=0"]
    d.contradiction("n<=f", "n[k] <= f[k]", by=by, eq=["n.sq", "f.sq"])
    far_away(d, "q")


def far_away(d: Derivation, q: str) -> None:
    """``q far``: q = |NEXT| is at least r - d0 if the run leaves (``leaves``)."""
    d.assume("leaves", "-e[k+1] >= 0")
    d.cut("out", "e.stops", "stays", "leaves")
    shift = f"{NEXT} + zero - theta0"
    d.instance("here", "iteration", y=f"theta[k+1] - theta0 + {shift}")
    offset = {"u": NEXT, "v": "zero - theta0", "a": f"{q}[k]", "b": "d0"}
    d.have("|u|<=q", f"<{NEXT}, {NEXT}> <= {q}[k]^2", eq=[f"{q}.sq"])
    premises = {"a>=0": f"{q}.nonnegative", "b>=0": "d0>=0", "|u|<=a": "|u|<=q", "|v|<=b": "distance"}
    d.cite("triangle", proved("triangle"), offset, premises)
    sides = ["not * r>0", f"not * {q}.nonnegative", "not * d0>=0", "triangle", "out"]
    d.contradiction(f"{q} far", f"{q}[k] >= r - d0", by=sides, eq=["here"])


def begins(d: Derivation) -> None:
    """``stays at 0``: e[0] = 1; ``f<=d0``: f[0] = |theta[0] - zero| is at most d0, after `distance_roots`."""
    d.instance("at start", "start", y="theta[0] - theta0")
    d.have("theta[0] in ball", "r^2 - <theta[0]-theta0, theta[0]-theta0> >= 0", by=["r>0 * r>0"], eq=["at start"])
    d.cut("e[0]=1", "e.start", "theta[0] in ball")
    d.have("stays at 0", "e[0] - 1 >= 0", eq=["e[0]=1"])
    d.instance("f.sq 0", "f.sq", k="0")
    d.instance("start 0", "start", y="theta[0] + theta0 - 2*zero")
    d.have("f^2<=d0^2", "f[0]^2 <= d0^2", by=["distance"], eq=["f.sq 0", "start 0"])
    d.contradiction("f<=d0", "f[0] <= d0", by=["not * not", "not * d0>=0", "f^2<=d0^2"])


def stopped_contracts(d: Derivation, here: str, after: str, start: str) -> None:
    """``geometric``: mean(H[k]) <= qk[k] start, where H[k] = e[k] V[k] for the square V[k] = |here|^2.

    From ``moves`` (V[k+1] <= |after|^2, if the run stays up to k+1: ``stays next``), ``N falls`` (the mean of |after|^2
    given the past is at most q V[k], under ``stays``), ``V start`` (V[0] <= start) and `bit_range`.
    """
    V, N = f"<{here}, {here}>", f"<{after}, {after}>"
    d.assume("gone", "-e[k] >= 0")
    d.step("V>=0", "norm", vector=here)
    d.step("N>=0", "norm", vector=after)
    d.have("H>=0", "H[k] >= 0", by=["e>=0 * V>=0"], eq=["H.is"])

    # -- the next one is at most that of a run that has stayed so far, and integrable -------------------------------
    for fact in ("H.is", "V>=0", "e>=0", "e.bit"):
        d.instance(f"{fact} next", fact, k="k+1")
    d.assume("gone next", "-e[k+1] >= 0")
    bound = f"H[k+1] <= e[k]*{N}"
    d.have("H<=N stays", bound, by=["e.decreases * N>=0", "e>=0 next * moves"], eq=["H.is next"])
    by = ["gone next * V>=0 next", "e>=0 * N>=0"]
    d.have("H<=N gone", bound, by=by, eq=["H.is next"])
    d.split("H<=N", "e[k+1]", "e.bit next", "H<=N stays", "H<=N gone")
    for fact in ("H.is", "e<=1", "V>=0"):
        d.instance(f"{fact} at 0", fact, k="0")
    d.have("H start", f"H[0] <= {start}", by=["e<=1 at 0 * V>=0 at 0", "V start"], eq=["H.is at 0"])
    d.define("recursion", "W", "k", level=0, start=start, step=f"e[k]*{N}")
    d.have("H<=W start", "H[0] <= W[0]", by=["H start"], eq=["W.start"])
    d.have("H<=W next", "H[k+1] <= W[k+1]", by=["H<=N"], eq=["W.step"])
    d.step("H<=W", "induction", start="H<=W start", step="H<=W next", letter="k", condition="H[k] <= W[k]")
    d.step("H integrable", "dominate", symbol="H", upper="H<=W", lower="H>=0")

    # -- given the past it contracts, and so in the mean ------------------------------------------------------------
    d.step("H<=N mean", "expect", fact="H<=N", index="k")
    falls = f"e[k]*E[k]({N}) <= q*e[k]*{V}"
    d.have("falls stays", falls, by=["e>=0 * N falls"])
    d.step("e is 0", "antisymmetry", first="gone", second="e>=0")
    d.have("falls gone", falls, eq=[f"e is 0: E[k]({N})", f"e is 0: q*{V}"])
    d.split("falls stopped", "e[k]", "e.bit", "falls stays", "falls gone")
    d.have("contracts", "E[k](H[k+1]) <= q*H[k]", by=["H<=N mean", "falls stopped"], eq=["H.is: q"])
    d.step("H finite", "finite_mean_by_induction", symbol="H", lower="H>=0", start="H start", step="contracts")
    d.step("mean contracts", "average", fact="contracts")
    d.step("mean at 0", "average", fact="H start")
    by = ["mean contracts", "so far * q>=0"]
    first = (["mean at 0"], [f"qk.start: {start}"])
    d.induct("geometric", "k", f"mean(H[k]) <= qk[k]*({start})", by, [f"qk.step: {start}"], first)
