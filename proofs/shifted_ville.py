"""P(exit) <= ((s0 f0 - a)+^2 + beta F0) / ((m - a)^2 + beta M0) for every shift 0 <= a < m.

Here f0 = sqrt(F(theta0)), m = sqrt(M0), s0^2 = 1 - eta alpha (1 - eta C/2), nu^2 = eta^2 C sigma/2 and
beta = nu^2/(1 - rho1). With a = 0 this is `ville`; with a = s0 f0 it is beta F0 / ((m - s0 f0)^2 + beta M0).
Roots and quotients enter by bounds: any m with m^2 <= M0, t with t^2 >= s0^2 F0, h >= (t - a)+, beta >= nu^2/(1-rho1).

The potential is U(F) with U(x) = (sqrt(x) - a)+^2 + beta x. Let q = sqrt(Q[k+1]) and S = F - eta (1 - eta C/2)|g|^2,
n = sqrt(S). Then q n >= B with E B = S, so E q >= n, and with p = (n - a)+ and t = n - p
    E (q - a)+^2 <= E (q - t)^2 <= E Q - 2 t n + t^2 <= p^2 + nu^2 F,
so that E U(Q) <= p^2 + nu^2 F + beta rho1 F = p^2 + beta F <= U(F). (Cantelli's inequality, in a potential.)
"""

import sympy

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import Q, at_start, g, v


def problem() -> Problem:
    p = Problem("shifted_ville", "the exit probability through a shifted potential")
    run = Run(p)
    run.positive("M0")
    run.assumptions()
    run.step_below_limit()
    run.confined()
    p.assume("first", run.quadratic().subs(k, 0) >= run.M0, [-run.e[1] >= 0])
    bound, level = shift(run)
    e_inf = p.define("extremum", "e_inf", value="e", of="infimum")
    p.goal(level * (1 - mean(e_inf)) <= bound)
    p.goal(level * (1 - mean(run.e[k])) <= bound)
    return p


def shift(run: Run) -> tuple[sympy.Expr, sympy.Expr]:
    """The constants a, m, t, h, beta and what is supposed of them; returns h^2 + beta F0 and (m - a)^2 + beta M0."""
    p, F0, eta = run.problem, run.F(run.theta0), run.eta
    a, m, t, h, beta = p.constants("a m t h beta")
    for symbol in (a, t, h, beta):
        p.assume(f"{symbol}>=0", symbol >= 0)
    p.assume("a<m", a < m)
    p.assume("m^2<=M0", m**2 <= run.M0)
    p.assume("t^2>=s0^2 F0", t**2 >= (1 - eta * run.alpha * (1 - eta * run.C / 2)) * F0)
    p.assume("t-a<=h", t - a <= h)
    p.assume("beta large", beta * (1 - run.rho1) >= eta**2 * run.C * run.sigma / 2)
    return h**2 + beta * F0, (m - a) ** 2 + beta * run.M0


RHO1 = "(1 - eta*alpha + eta^2*C*(alpha + sigma)/2)"


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("one step", proved("one_step"), note="(3.8)")
    d.cite("descent", proved("descent_step"), note="(3.4), (3.6)")
    d.cite("crossing", proved("crossing_step"), note="(2.5)")
    at_start(d)
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.cut("in ball", "e.yes", "stays")
    d.use("F>=0", "loss>=0", y="theta[k]", by=["in ball"])
    d.use("F>=0 next", "F>=0", k="k+1", by=["stays next"])
    d.use("low", "lojasiewicz", y="theta[k]", by=["in ball"], note="(2.1)")
    d.use("high", "growth", y="theta[k]", by=["in ball"], note="(2.4)")

    # -- the constants ----------------------------------------------------------------------------------------------
    d.have("rho1<1", f"1 - {RHO1} > 0", by=["eta>0 * step"])
    d.have("m>a", "m - a > 0", by=["a<m"])
    d.have("level>0", "(m - a)^2 + beta*M0 > 0", by=["m>a * m>a", "beta>=0 * M0>0"])

    # -- roots at theta[k]: f = sqrt(F), q = sqrt(Q), n = sqrt(S) ---------------------------------------------------
    d.define("root", "f", "k", value="F(theta[k])")
    d.cut("f.sq", "f.square", "F>=0")
    d.define("abbreviation", "Qk", "k", value=Q)
    d.have("Q>=0", "Qk[k] >= 0", by=["descent.2"], eq=["Qk.is"], note="(3.6)")
    d.define("root", "q", "k", value="Qk[k]")
    d.cut("q.sq", "q.square", "Q>=0")
    S = f"(F(theta[k]) - eta*(1 - eta*C/2)*<{g}, {g}>)"
    d.step("|g|^2>=0", "norm", vector=g)
    d.contradiction("S>=0", f"{S} >= 0", by=["not * C>0", "high", "|g|^2>=0 * [1 - eta*C]"])
    d.define("root", "n", "k", value=S)
    d.cut("n.sq", "n.square", "S>=0")

    # -- q n >= B, and E q >= n -------------------------------------------------------------------------------------
    B = f"(F(theta[k]) + (C*eta^2/2 - eta/2)*<{g}, {v}> - eta/2*<{g}, {g}>)"
    d.step("cauchy", "cauchy_schwarz", first=v, second=g)
    d.step("|w|^2>=0", "norm", vector="w[k]")
    d.contradiction(
        "QS>=B^2",
        f"{Q}*{S} >= {B}^2",
        by=["not * C>0 * C>0", "cauchy * [C*eta*(1 - eta*C)]", "high * |w|^2>=0 * [C*eta]"],
    )
    d.have("qn>=0", "q[k]*n[k] >= 0", by=["q.nonnegative * n.nonnegative"])
    d.have("q^2 n^2", f"(q[k]*n[k])^2 = {Q}*{S}", eq=["q.sq: n[k]^2", "n.sq: Qk[k]", f"Qk.is: {S}"])
    d.contradiction("qn>=B", f"q[k]*n[k] >= {B}", by=["not * not", "not * qn>=0", "QS>=B^2"], eq=["q^2 n^2"])
    d.step("qn>=B mean", "expect", fact="qn>=B", index="k")
    d.instance("unbiased", "zero_mean", y=g, note="(2.11), zero mean")
    d.have("nEq>=S", "n[k]*E[k](q[k]) >= n[k]^2", by=["qn>=B mean"], eq=["unbiased: C*eta^2/2 - eta/2", "n.sq"])
    d.step("Eq>=0", "expect", fact="q.nonnegative", index="k")
    d.contradiction("Eq>=n", "E[k](q[k]) >= n[k]", by=["nEq>=S", "not * n.nonnegative", "not * not", "not * Eq>=0"])

    # -- E (q - a)+^2 <= p^2 + nu^2 F -------------------------------------------------------------------------------
    d.define("positive_part", "p", "k", value="n[k] - a")
    d.define("positive_part", "u", "k", value="q[k] - a")
    less = ["not * p.nonnegative", "not * n.nonnegative", "not * not", "a>=0 * p.nonnegative"]
    d.contradiction("p<=n", "n[k] - p[k] >= 0", by=less, eq=["p.either"])
    d.have(
        "projection",
        "(q[k] - n[k] + p[k])^2 - u[k]^2 >= 0",
        by=["[q[k] - n[k] + p[k] - u[k]]", "u.nonnegative * p.above"],
        eq=["u.either"],
    )
    d.step("projection mean", "expect", fact="projection", index="k")
    d.step("q^2 mean", "expect", fact="q.sq", index="k")
    d.step("Q mean", "expect", fact="Qk.is", index="k")
    d.have(
        "u moment",
        "E[k](u[k]^2) <= p[k]^2 + eta^2*C*sigma/2*F(theta[k])",
        by=["projection mean", "p<=n * Eq>=n", "C>0 * eta>0 * eta>0 * second_moment"],
        eq=["q^2 mean", "Q mean", "n.sq", "unbiased: eta", "unbiased: C*eta^2"],
    )
    N = "(u[k]^2 + beta*Qk[k])"
    d.have(
        "N mean",
        f"E[k]({N}) <= p[k]^2 + beta*F(theta[k])",
        by=["u moment", "beta>=0 * one step.1", "beta large * F>=0"],
        eq=["Q mean: beta"],
    )

    # -- U is increasing: p <= x = (f - a)+, and so on --------------------------------------------------------------
    d.define("positive_part", "x", "k", value="f[k] - a")
    X = "(x[k]^2 + beta*F(theta[k]))"
    by = ["not * not", "not * f.nonnegative", "eta>0 * one step.2 * |g|^2>=0"]
    d.contradiction("n<=f", "n[k] <= f[k]", by=by, eq=["n.sq", "f.sq"])
    order = ["not * not", "not * x.nonnegative", "p.nonnegative * x.above", "p.nonnegative * n<=f"]
    d.contradiction("p<=x", "p[k] <= x[k]", by=order, eq=["p.either"])
    d.have("shrinks", f"E[k]({N}) <= {X}", by=["N mean", "p<=x * x.nonnegative", "p<=x * p.nonnegative"])
    d.have("X>=0", f"{X} >= 0", by=["[x[k]]", "beta>=0 * F>=0"])

    d.instance("f next", "f.sq", k="k+1")
    d.cut("f next^2", "f next", "stays next")
    d.instance("f>=0 next", "f.nonnegative", k="k+1")
    d.instance("x>=0 next", "x.nonnegative", k="k+1")
    d.instance("x next either", "x.either", k="k+1")
    by = ["not * not", "not * q.nonnegative", "descent.1"]
    d.contradiction("f<=q", "f[k+1] <= q[k]", by=by, eq=["f next^2", "q.sq", "Qk.is"])
    order = ["not * not", "not * u.nonnegative", "x>=0 next * u.above", "x>=0 next * f<=q"]
    d.contradiction("x<=u", "x[k+1] <= u[k]", by=order, eq=["x next either"])
    d.have(
        "goes on",
        f"{X.replace('[k]', '[k+1]')} <= {N}",
        by=["x<=u * u.nonnegative", "x<=u * x>=0 next", "beta>=0 * descent.1"],
        eq=["Qk.is: beta"],
        note="the run stays: (3.4)",
    )

    # -- below the level the loss is below M0; above M0 the potential is above the level ----------------------------
    level = "((m - a)^2 + beta*M0)"
    d.assume("loss high", "F(theta[k]) - M0 >= 0")
    d.contradiction("f>=m", "f[k] >= m", by=["not * f.nonnegative", "not * not", "loss high", "m^2<=M0"], eq=["f.sq"])
    d.have("x>=m-a", "x[k] >= m - a", by=["x.above", "f>=m"])
    high = ["x>=m-a * m>a", "x>=m-a * x.nonnegative", "beta>=0 * loss high"]
    d.have("X high", f"{X} >= {level}", by=high)
    d.assume("below", f"{level} - {X} > 0")
    d.have("bad", "0 > 0", by=["X high", "below"])
    d.step("absurd", "absurd", fact="bad", goal="M0 - F(theta[k]) > 0")
    d.assume("so", "M0 - F(theta[k]) > 0")
    d.cases("loss low", "so", "absurd", "M0 - F(theta[k]) >= 0")

    d.assume("Q high", f"{Q} - M0 >= 0")
    d.contradiction(
        "q>=m", "q[k] >= m", by=["not * q.nonnegative", "not * not", "Q high", "m^2<=M0"], eq=["q.sq", "Qk.is"]
    )
    d.have("u>=m-a", "u[k] >= m - a", by=["u.above", "q>=m"])
    high = ["u>=m-a * m>a", "u>=m-a * u.nonnegative", "beta>=0 * Q high"]
    d.have("N high", f"{N} >= {level}", by=high, eq=["Qk.is: beta"])
    d.cut("leaves", "N high", "crossing", note="the run leaves: (2.5)")
    d.cut("leaves below", "leaves", "loss low")

    # -- the first step: n <= t at theta0, so p <= h ---------------------------------------------------------------
    s2 = "(1 - eta*alpha*(1 - eta*C/2))"
    d.use("n.sq 0", "n.sq", k="0", by=["stays at 0"])
    d.use("low 0", "low", k="0", by=["stays at 0"])
    small = ["low 0 * eta>0 * one step.2"]
    d.have("n^2<=s^2 F0", f"n[0]^2 <= {s2}*F(theta0)", by=small, eq=["n.sq 0", f"F start: {s2}"])
    d.contradiction("n<=t", "n[0] <= t", by=["not * not", "not * t>=0", "n^2<=s^2 F0", "t^2>=s0^2 F0"])
    d.instance("p either 0", "p.either", k="0")
    d.instance("p>=0 0", "p.nonnegative", k="0")
    room = ["not * not", "not * h>=0", "p>=0 0 * n<=t", "p>=0 0 * t-a<=h"]
    d.contradiction("p<=h", "p[0] <= h", by=room, eq=["p either 0"])
    d.use("N mean 0", "N mean", k="0", by=["stays at 0"])
    bound = "(h^2 + beta*F(theta0))"
    N0 = N.replace("[k]", "[0]")
    squares = ["p<=h * p>=0 0", "p<=h * h>=0"]
    d.have("first mean", f"E[0]({N0}) <= {bound}", by=["N mean 0", *squares], eq=["F start: beta"])
    d.use("first goes on", "goes on", k="0", by=["stays at 0"])
    d.instance("N high 0", "N high", k="0")
    d.cut("first leaves", "N high 0", "first", "stays at 0")

    # -- Ville's inequality -----------------------------------------------------------------------------------------
    terms = {"t": ("k", "r^2 - <theta[k]-theta0, theta[k]-theta0>"), "X": ("k", X), "N": ("k", N)}
    premises = {"c>0": "level>0", "e[0]=1": "stays at 0", "leaves": "leaves below", "first": "first mean"}
    d.cite("exit", proved("exit_by_potential"), {**terms, "c": level, "x": bound}, premises)
    return d.qed("exit.1", "exit.2")


if __name__ == "__main__":
    print(derive().report())
