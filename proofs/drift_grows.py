"""One step of the drift: its square grows by the variance of the model only.

With A = (D + Lam sqrt(F) - a)+ and u = (D + eta |g| + Lam sqrt(Q) - a)+: E u^2 <= A^2 + Lam^2 nu^2 F, where D is
known, nu^2 = eta^2 C sigma/2, s >= sqrt(rho1) and Lam >= eta sqrt(alpha)/(1 - s). Let n = sqrt(S) and
T = sqrt(S + nu^2 F), S = F - eta (1 - eta C/2)|g|^2: so n <= E sqrt(Q) by `model_root`, E Q <= T^2, and
eta |g| + Lam T <= Lam sqrt(F) by `length_envelope`. Let c = D + eta |g| - a, which is known.

If c <= 0, then u is the distance of Lam sqrt(Q) from [0, -c], and as in `shifted_ville` its mean square is at most that
of the distance of Lam n, plus the variance. If c >= 0, Minkowski's inequality gives E u^2 <= (c + Lam T)^2.
"""

from lojverify.derive import Derivation, Problem, Proved, expect, norm2, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import g
from lojverify.paper.stopped import envelope_constants


def problem() -> Problem:
    p = Problem("drift_grows", "the drift grows by the variance of the model only")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    _, Lam = envelope_constants(run, run.alpha)
    (a,) = p.constants("a")
    D = p.process("D", level=0)
    F, eta = run.F(run.theta[k]), run.eta
    G = p.root("G", norm2(run.F.grad(run.theta[k])), "k")
    f, q = p.root("f", F, "k"), p.root("q", run.quadratic(), "k")
    A = p.define("positive_part", "A", "k", value=D[k] + Lam * f[k] - a)
    u = p.define("positive_part", "u", "k", value=D[k] + eta * G[k] + Lam * q[k] - a)
    nu2 = eta**2 * run.C * run.sigma / 2
    p.goal(expect(k, u[k] ** 2) <= A[k] ** 2 + Lam**2 * nu2 * F, [run.stays])
    return p


b = "eta*(1 - eta*C/2)"
nu2 = "eta^2*C*sigma/2"


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("one step", proved("one_step"), note="(3.8)")
    d.cite("descent", proved("descent_step"), note="(3.6)")
    d.assume("stays", "e[k] - 1 >= 0")
    d.cut("in ball", "e.yes", "stays")
    d.use("F>=0", "loss>=0", y="theta[k]", by=["in ball"])
    d.use("low", "lojasiewicz", y="theta[k]", by=["in ball"], note="(2.1)")
    d.have("b>0", f"{b} > 0", by=["eta>0 * one step.2"])

    # -- roots at theta[k]: f^2 = F, q^2 = Q, n^2 = S, G^2 = |g|^2, T^2 = S + nu^2 F ----------------------------------
    d.cut("f.sq", "f.square", "F>=0")
    d.cut("q.sq", "q.square", "descent.2")
    S = f"(F(theta[k]) - {b}*<{g}, {g}>)"
    d.define("root", "n", "k", value=S)
    d.cite("model root", proved("model_root"))
    d.cut("n.sq", "n.square", "model root.1")
    d.step("|g|^2>=0", "norm", vector=g)
    d.cut("G.sq", "G.square", "|g|^2>=0")
    d.have("T real", f"{S} + {nu2}*F(theta[k]) >= 0", by=["model root.1", "eta>0 * eta>0 * C>0 * sigma>=0 * F>=0"])
    d.root("T", f"{S} + {nu2}*F(theta[k])", "T real", "k")
    by = ["not * not", "not * T.nonnegative", "eta>0 * eta>0 * C>0 * sigma>=0 * F>=0"]
    d.contradiction("n<=T", "n[k] <= T[k]", by=by, eq=["n.sq", "T.sq"])

    # -- the means of q and q^2: n <= E q <= T, E q^2 <= T^2 ---------------------------------------------------------
    d.instance("unbiased", "zero_mean", y=g, note="(2.11)")
    d.step("qn>=B mean", "expect", fact="model root.2", index="k")
    by, eq = ["qn>=B mean"], ["unbiased: C*eta^2/2 - eta/2", "n.sq"]
    d.have("nEq>=S", "n[k]*E[k](q[k]) >= n[k]^2", by=by, eq=eq)
    d.step("Eq>=0", "expect", fact="q.nonnegative", index="k")
    d.contradiction("Eq>=n", "E[k](q[k]) >= n[k]", by=["nEq>=S", "not * n.nonnegative", "not * not", "not * Eq>=0"])
    d.step("q^2 mean", "expect", fact="q.sq", index="k")
    by, eq = ["C>0 * eta>0 * eta>0 * second_moment"], ["q^2 mean", "T.sq", "unbiased: eta", "unbiased: C*eta^2"]
    d.have("Eq^2<=T^2", "E[k](q[k]^2) <= T[k]^2", by=by, eq=eq, note="(2.10)")
    d.have("1>=0", "1 >= 0", by=["1"])
    d.have("q^2>=0", "q[k]^2 >= 0", by=["[q[k]]"])
    d.have("q product", "q[k]^2*1 - q[k]^2 >= 0")
    parts = {"first": "q^2>=0", "second": "1>=0", "product": "q product", "middle": "q[k]"}
    d.step("jensen", "mean_product", **parts, index="k")
    by = ["not * not", "not * T.nonnegative", "jensen", "Eq^2<=T^2"]
    d.contradiction("Eq<=T", "E[k](q[k]) <= T[k]", by=by)

    # -- eta G + Lam T <= Lam f --------------------------------------------------------------------------------------
    d.have("alpha>=0", "alpha >= 0", by=["alpha>0"])
    d.root("P", "alpha", "alpha>=0")
    d.contradiction("P>0", "P > 0", by=["not * P.nonnegative", "alpha>0"], eq=["P.sq"])
    d.have("Lam(1-s)>=0", "Lam*(1 - s) >= 0", by=["Lam>=0 * s<1"])
    by = ["not * not", "not * Lam(1-s)>=0", "trade"]
    d.contradiction("Lam(1-s)>=eta P", "Lam*(1 - s) >= eta*P", by=by, eq=["P.sq: eta^2"])
    by = ["s^2>=rho1", "s<1", "eta>0 * eta>0 * C>0 * sigma>=0"]
    d.have("steep", f"{b}*P^2 >= s*(1 - s)", by=by, eq=[f"P.sq: {b}"])
    d.have("right", "G[k]^2 >= P^2*f[k]^2", by=["low"], eq=["G.sq", "f.sq: P^2", "P.sq: F(theta[k])"])
    eq = ["T.sq", f"G.sq: {b}", "f.sq: s^2", f"f.sq: {b}*P^2", f"P.sq: {b}*F(theta[k])"]
    ellipse = f"T[k]^2 <= s^2*f[k]^2 - {b}*(G[k]^2 - P^2*f[k]^2)"
    d.have("ellipse", ellipse, by=["s^2>=rho1 * F>=0"], eq=eq)
    terms = {"f": "f[k]", "U": "G[k]", "T": "T[k]", "b": b}
    premises = {"f>=0": "f.nonnegative", "U>=0": "G.nonnegative", "T>=0": "T.nonnegative", "trade": "Lam(1-s)>=eta P"}
    d.cite("envelope", proved("length_envelope"), terms, premises)

    # -- the two cases -----------------------------------------------------------------------------------------------
    d.define("positive_part", "p", "k", value="D[k] + eta*G[k] + Lam*n[k] - a")
    c = "(D[k] + eta*G[k] - a)"
    grows = f"E[k](u[k]^2) <= A[k]^2 + Lam^2*{nu2}*F(theta[k])"
    d.have("Lam T>=Lam n", "Lam*T[k] >= Lam*n[k]", by=["Lam>=0 * n<=T"])

    # Where c <= 0: with t = Lam n - p >= 0, u^2 <= (Lam q - t)^2, and E q >= n.
    d.assume("c<=0", f"-{c} >= 0")
    d.have("Lam n>=0", "Lam*n[k] >= 0", by=["Lam>=0 * n.nonnegative"])
    by = ["not * p.nonnegative", "not * Lam n>=0", "not * not", "c<=0 * p.nonnegative"]
    d.contradiction("p<=Lam n", "Lam*n[k] - p[k] >= 0", by=by, eq=["p.either"])
    away = "(Lam*q[k] - Lam*n[k] + p[k])"
    by = ["[Lam*q[k] - Lam*n[k] + p[k] - u[k]]", "u.nonnegative * p.above"]
    d.have("projection", f"{away}^2 - u[k]^2 >= 0", by=by, eq=["u.either"])
    d.step("projection mean", "expect", fact="projection", index="k")
    d.have(
        "u moment",
        f"E[k](u[k]^2) <= p[k]^2 + Lam^2*{nu2}*F(theta[k])",
        by=["projection mean", "p<=Lam n * Lam>=0 * Eq>=n", "Eq^2<=T^2 * [Lam]"],
        eq=["n.sq: Lam^2", "T.sq: Lam^2"],
    )
    order = ["not * not", "not * A.nonnegative", "p.nonnegative * A.above", "p.nonnegative * envelope"]
    d.contradiction("p<=A", "p[k] <= A[k]", by=[*order, "p.nonnegative * Lam T>=Lam n"], eq=["p.either"])
    by = ["u moment", "p<=A * p.nonnegative", "p<=A * A.nonnegative"]
    d.have("grows by variance", grows, by=by)

    # Where c >= 0: u = c + Lam q, so E u^2 <= (c + Lam T)^2.
    d.assume("c>=0", f"{c} >= 0")
    d.have("c+Lam q>=0", f"{c} + Lam*q[k] >= 0", by=["c>=0", "Lam>=0 * q.nonnegative"])
    by = ["not * u.nonnegative", "not * c+Lam q>=0", "not * not"]
    d.contradiction("u<=", f"u[k] <= {c} + Lam*q[k]", by=by, eq=["u.either"])
    d.have("u^2<=", f"u[k]^2 <= ({c} + Lam*q[k])^2", by=["u<= * u.nonnegative", "u<= * c+Lam q>=0"])
    d.step("u^2 mean", "expect", fact="u^2<=", index="k")
    d.have(
        "minkowski",
        f"E[k](u[k]^2) <= ({c} + Lam*T[k])^2",
        by=["u^2 mean", "c>=0 * Lam>=0 * Eq<=T", "Eq^2<=T^2 * [Lam]"],
    )
    d.have("below A", f"{c} + Lam*T[k] <= A[k]", by=["A.above", "envelope"])
    d.have("c+Lam T>=0", f"{c} + Lam*T[k] >= 0", by=["c>=0", "Lam>=0 * T.nonnegative"])
    variance = "eta>0 * eta>0 * C>0 * sigma>=0 * F>=0 * [Lam]"
    by = ["minkowski", "below A * A.nonnegative", "below A * c+Lam T>=0", variance]
    d.have("does not grow", grows, by=by)
    d.cases("A grows", "does not grow", "grows by variance", f"{c} >= 0")

    return d.qed("A grows")


if __name__ == "__main__":
    print(derive().report())
