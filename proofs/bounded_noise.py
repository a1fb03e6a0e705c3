"""P(exit) <= (h^2 + S) / (m - a)^2 for step sizes with (C c^2/2) sum eta_k^2 <= S and noise with E|w|^2 <= c^2.

The noise need not vanish with the loss. Here 0 <= a < m, m^2 <= M0, h >= sqrt(F(theta0)) - a. With f0 = sqrt(F(theta0))
and L = sqrt(M0) - f0, the best shift a = f0 - S/L gives S/(S + L^2) if S <= L f0, and a = 0 gives (F(theta0) + S)/M0.
Neither (2.1) nor (2.2) is assumed, and eta_k <= 2/C.

The potential is (sqrt(F) - a)+^2 + S - (C c^2/2) sum_{j<k} eta_j^2. Let q = sqrt(Q[k+1]) and n^2 = F - eta (1 - eta
C/2)|g|^2 <= F. Then q n >= B with E B = n^2, so E q >= n, and with p = (n - a)+ and t = n - p
    E (q - a)+^2 <= E (q - t)^2 <= E Q - 2 t n + t^2 <= p^2 + eta^2 C c^2/2.
"""

import sympy

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.derive.language import k
from lojverify.paper.decreasing import NoisyRun, Q, g, v
from lojverify.paper.steps import at_start


def problem() -> Problem:
    p = Problem("bounded_noise", "the exit probability for noise of bounded second moment")
    run = NoisyRun(p)
    run.positive("M0")
    run.assumptions()
    run.confined()
    p.assume("low start", run.F(run.theta0) <= run.M0)
    p.assume("eta<=2/C", 2 - run.eta[k] * run.C >= 0)
    (S,) = p.constants("S")
    T = sympy.IndexedBase("T")
    p.define("recursion", "T", "k", level=None, start=0, step=T[k] + run.eta[k] ** 2)
    p.assume("S large", run.C * run.c**2 / 2 * T[k] <= S)
    run.exits_at_most(*shift(run))
    return p


def shift(run: NoisyRun) -> tuple[sympy.Expr, sympy.Expr]:
    """The constants a, m, t, h and what is supposed of them; returns (m - a)^2 and h^2 + S."""
    p = run.problem
    a, m, t, h = p.constants("a m t h")
    for symbol in (a, t, h):
        p.assume(f"{symbol}>=0", symbol >= 0)
    p.assume("a<m", a < m)
    p.assume("m^2<=M0", m**2 <= run.M0)
    p.assume("t^2>=F0", t**2 >= run.F(run.theta0))
    p.assume("t-a<=h", t - a <= h)
    return (m - a) ** 2, h**2 + sympy.Symbol("S")


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("descent", proved("descent_any_step"), note="(3.4), (3.6)")
    d.cite("crossing", proved("crossing_any_step"), note="(2.5)")
    at_start(d)
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.cut("in ball", "e.yes", "stays")
    d.use("F>=0", "loss>=0", y="theta[k]", by=["in ball"])
    d.use("F>=0 next", "F>=0", k="k+1", by=["stays next"])
    d.use("high", "growth", y="theta[k]", by=["in ball"], note="(2.4)")
    d.have("m>a", "m - a > 0", by=["a<m"])
    level = "(m - a)^2"
    d.have("level>0", f"{level} > 0", by=["m>a * m>a"])

    # -- roots at theta[k]: f = sqrt(F), q = sqrt(Q), n = sqrt(F - eta (1 - eta C/2)|g|^2) ---------------------------
    d.root("f", "F(theta[k])", "F>=0", "k")
    d.define("abbreviation", "Qk", "k", value=Q)
    d.have("Q>=0", "Qk[k] >= 0", by=["descent.2"], eq=["Qk.is"], note="(3.6)")
    d.root("q", "Qk[k]", "Q>=0", "k")
    N2 = f"(F(theta[k]) - eta[k]*(1 - eta[k]*C/2)*<{g}, {g}>)"
    d.step("|g|^2>=0", "norm", vector=g)
    d.contradiction("n real", f"{N2} >= 0", by=["not * C>0", "high", "|g|^2>=0 * [1 - eta[k]*C]"])
    d.root("n", N2, "n real", "k")
    by = ["not * not", "not * f.nonnegative", "eta>0 * eta<=2/C * |g|^2>=0"]
    d.contradiction("n<=f", "n[k] <= f[k]", by=by, eq=["n.sq", "f.sq"])

    # -- q n >= B, and E q >= n --------------------------------------------------------------------------------------
    B = f"(F(theta[k]) + (C*eta[k]^2/2 - eta[k]/2)*<{g}, {v}> - eta[k]/2*<{g}, {g}>)"
    d.step("cauchy", "cauchy_schwarz", first=v, second=g)
    d.step("|w|^2>=0", "norm", vector="w[k]")
    by = ["not * C>0 * C>0", "cauchy * [C*eta[k]*(1 - eta[k]*C)]", "high * |w|^2>=0 * [C*eta[k]]"]
    d.contradiction("Q n^2>=B^2", f"{Q}*{N2} >= {B}^2", by=by)
    d.have("qn>=0", "q[k]*n[k] >= 0", by=["q.nonnegative * n.nonnegative"])
    d.have("q^2 n^2", f"(q[k]*n[k])^2 = {Q}*{N2}", eq=["q.sq: n[k]^2", "n.sq: Qk[k]", f"Qk.is: {N2}"])
    d.contradiction("qn>=B", f"q[k]*n[k] >= {B}", by=["not * not", "not * qn>=0", "Q n^2>=B^2"], eq=["q^2 n^2"])
    d.step("qn>=B mean", "expect", fact="qn>=B", index="k")
    d.instance("unbiased", "zero_mean", y=g, note="(2.7)")
    eq = ["unbiased: C*eta[k]^2/2 - eta[k]/2", "n.sq"]
    d.have("nEq>=n^2", "n[k]*E[k](q[k]) >= n[k]^2", by=["qn>=B mean"], eq=eq)
    d.step("Eq>=0", "expect", fact="q.nonnegative", index="k")
    d.contradiction("Eq>=n", "E[k](q[k]) >= n[k]", by=["nEq>=n^2", "not * n.nonnegative", "not * not", "not * Eq>=0"])

    # -- E (q - a)+^2 <= p^2 + eta^2 C c^2/2, and p <= x = (f - a)+ --------------------------------------------------
    for name, of in (("p", "n"), ("u", "q"), ("x", "f")):
        d.define("positive_part", name, "k", value=f"{of}[k] - a")
    by = ["not * p.nonnegative", "not * n.nonnegative", "not * not", "a>=0 * p.nonnegative"]
    d.contradiction("p<=n", "n[k] - p[k] >= 0", by=by, eq=["p.either"])
    by = ["[q[k] - n[k] + p[k] - u[k]]", "u.nonnegative * p.above"]
    d.have("projection", "(q[k] - n[k] + p[k])^2 - u[k]^2 >= 0", by=by, eq=["u.either"])
    d.step("projection mean", "expect", fact="projection", index="k")
    d.step("q^2 mean", "expect", fact="q.sq", index="k")
    d.step("Q mean", "expect", fact="Qk.is", index="k")
    d.have(
        "u moment",
        "E[k](u[k]^2) <= p[k]^2 + C*c^2/2*eta[k]^2",
        by=["projection mean", "p<=n * Eq>=n", "C>0 * eta>0 * eta>0 * second_moment"],
        eq=["q^2 mean", "Q mean", "n.sq", "unbiased: eta[k]", "unbiased: C*eta[k]^2"],
        note="(2.9)",
    )
    order = ["not * not", "not * x.nonnegative", "p.nonnegative * x.above", "p.nonnegative * n<=f"]
    d.contradiction("p<=x", "p[k] <= x[k]", by=order, eq=["p.either"])

    # -- the potential -----------------------------------------------------------------------------------------------
    X, N = "(x[k]^2 + S - C*c^2/2*T[k])", "(u[k]^2 + S - C*c^2/2*T[k+1])"
    by = ["u moment", "p<=x * x.nonnegative", "p<=x * p.nonnegative"]
    d.have("shrinks", f"E[k]({N}) <= {X}", by=by, eq=["T.step: C*c^2/2"])
    d.have("X>=0", f"{X} >= 0", by=["[x[k]]", "S large"])
    d.use("f next", "f.sq", k="k+1", by=["stays next"])
    d.instance("S large next", "S large", k="k+1")
    by = ["not * not", "not * q.nonnegative", "descent.1"]
    d.contradiction("f<=q", "f[k+1] <= q[k]", by=by, eq=["f next", "q.sq", "Qk.is"])
    for fact in ("nonnegative", "either"):
        d.instance(f"x {fact} next", f"x.{fact}", k="k+1")
    order = ["not * not", "not * u.nonnegative", "x nonnegative next * u.above", "x nonnegative next * f<=q"]
    d.contradiction("x<=u", "x[k+1] <= u[k]", by=order, eq=["x either next"])
    by = ["x<=u * u.nonnegative", "x<=u * x nonnegative next"]
    d.have("goes on", f"{X.replace('[k]', '[k+1]')} <= {N}", by=by, note="the run stays: (3.4)")

    # -- below the level the loss is below M0; a step out of the ball ends above the level ---------------------------
    d.assume("loss high", "F(theta[k]) - M0 >= 0")
    d.contradiction("f>=m", "f[k] >= m", by=["not * f.nonnegative", "not * not", "loss high", "m^2<=M0"], eq=["f.sq"])
    d.have("x>=m-a", "x[k] >= m - a", by=["x.above", "f>=m"])
    d.have("X high", f"{X} >= {level}", by=["x>=m-a * m>a", "x>=m-a * x.nonnegative", "S large"])
    d.assume("below", f"{level} - {X} > 0")
    d.have("bad", "0 > 0", by=["X high", "below"])
    d.step("absurd", "absurd", fact="bad", goal="M0 - F(theta[k]) > 0")
    d.assume("so", "M0 - F(theta[k]) > 0")
    d.cases("loss low", "so", "absurd", "M0 - F(theta[k]) >= 0")
    d.assume("Q high", f"{Q} - M0 >= 0")
    by = ["not * q.nonnegative", "not * not", "Q high", "m^2<=M0"]
    d.contradiction("q>=m", "q[k] >= m", by=by, eq=["q.sq", "Qk.is"])
    d.have("u>=m-a", "u[k] >= m - a", by=["u.above", "q>=m"])
    d.have("N high", f"{N} >= {level}", by=["u>=m-a * m>a", "u>=m-a * u.nonnegative", "S large next"])
    d.cut("leaves", "N high", "crossing.1", note="the run leaves: (2.5)")
    d.cut("leaves below", "leaves", "loss low")

    # -- the first step, and Ville's inequality ----------------------------------------------------------------------
    d.use("f at 0", "f.sq", k="0", by=["stays at 0"])
    d.contradiction("f<=t", "f[0] <= t", by=["not * not", "not * t>=0", "t^2>=F0"], eq=["f at 0", "F start"])
    for fact in ("nonnegative", "either"):
        d.instance(f"x {fact} at 0", f"x.{fact}", k="0")
    by = ["not * not", "not * h>=0", "x nonnegative at 0 * f<=t", "x nonnegative at 0 * t-a<=h"]
    d.contradiction("x<=h", "x[0] <= h", by=by, eq=["x either at 0"])
    d.use("shrinks at 0", "shrinks", k="0", by=["stays at 0"])
    by = ["shrinks at 0", "x<=h * x nonnegative at 0", "x<=h * h>=0"]
    d.have(
        "first mean", f"E[0]({N.replace('[k', '[0').replace('0+1', '1')}) <= h^2 + S", by=by, eq=["T.start: C*c^2/2"]
    )
    d.use("first goes on", "goes on", k="0", by=["stays at 0"])
    d.have("M0-F0>=0", "M0 - F(theta0) >= 0", by=["low start"])
    d.cut("first crossing", "crossing.2", "M0-F0>=0")
    d.instance("N high 0", "N high", k="0")
    d.cut("first leaves", "N high 0", "first crossing", "stays at 0")
    terms = {"t": ("k", "r^2 - <theta[k]-theta0, theta[k]-theta0>"), "X": ("k", X), "N": ("k", N)}
    premises = {"c>0": "level>0", "e[0]=1": "stays at 0", "leaves": "leaves below", "first": "first mean"}
    d.cite("exit", proved("exit_by_potential"), {**terms, "c": level, "x": "h^2 + S"}, premises)
    return d.qed("exit.1", "exit.2")


if __name__ == "__main__":
    print(derive().report())
