"""One step of the drift: its square grows by the variance of the model only.

With A = (D + Lam[k] sqrt(F) - a)+ and u = (D + eta |g| + Lam[k+1] sqrt(Q) - a)+: E u^2 <= A^2 + Lam[k+1]^2 nu^2 F.
Here D is known, nu^2 = eta^2 C sigma/2, and the weights Lam are such that eta |g| + Lam[k+1] T <= Lam[k] sqrt(F), as
`drift_envelope` shows for constant ones. Let n = sqrt(S) and T = sqrt(S + nu^2 F), S = F - eta (1 - eta C/2)|g|^2: so
n <= E sqrt(Q) by `model_root`, and E Q <= T^2. Let c = D + eta |g| - a, which is known.

If c <= 0, then u is the distance of Lam sqrt(Q) from [0, -c], and as in `shifted_ville` its mean square is at most that
of the distance of Lam n, plus the variance. If c >= 0, Minkowski's inequality gives E u^2 <= (c + Lam T)^2.

The weights may matter up to a horizon only, as b[k+1] = 1 says.
"""

from lojverify.derive import Derivation, Problem, Proved, expect
from lojverify.derive.language import k
from lojverify.paper.drift import NU2, drift_roots, drift_symbols
from lojverify.paper.setting import Run
from lojverify.paper.steps import g


def problem() -> Problem:
    p = Problem("drift_grows", "the drift grows by the variance of the model only")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    (a,) = p.constants("a")
    D, Lam, b = p.process("D", level=0), p.process("Lam", level=None), p.process("b", level=None)
    F, eta = run.F(run.theta[k]), run.eta
    G, f, T = drift_symbols(p, run)
    q = p.root("q", run.quadratic(), "k")
    within = [run.stays, b[k + 1] - 1 >= 0]
    p.assume("Lam>=0", Lam[k] >= 0)
    p.assume("envelope", eta * G[k] + Lam[k + 1] * T[k] <= Lam[k] * f[k], within)
    A = p.define("positive_part", "A", "k", value=D[k] + Lam[k] * f[k] - a)
    u = p.define("positive_part", "u", "k", value=D[k] + eta * G[k] + Lam[k + 1] * q[k] - a)
    nu2 = eta**2 * run.C * run.sigma / 2
    p.goal(expect(k, u[k] ** 2) <= A[k] ** 2 + Lam[k + 1] ** 2 * nu2 * F, within)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    drift_roots(d)
    d.instance("Lam'>=0", "Lam>=0", k="k+1")
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

    # -- the two cases -----------------------------------------------------------------------------------------------
    d.define("positive_part", "p", "k", value="D[k] + eta*G[k] + Lam[k+1]*n[k] - a")
    c = "(D[k] + eta*G[k] - a)"
    grows = f"E[k](u[k]^2) <= A[k]^2 + Lam[k+1]^2*{NU2}*F(theta[k])"
    d.have("Lam T>=Lam n", "Lam[k+1]*T[k] >= Lam[k+1]*n[k]", by=["Lam'>=0 * n<=T"])

    # Where c <= 0: with t = Lam n - p >= 0, u^2 <= (Lam q - t)^2, and E q >= n.
    d.assume("c<=0", f"-{c} >= 0")
    d.have("Lam n>=0", "Lam[k+1]*n[k] >= 0", by=["Lam'>=0 * n.nonnegative"])
    by = ["not * p.nonnegative", "not * Lam n>=0", "not * not", "c<=0 * p.nonnegative"]
    d.contradiction("p<=Lam n", "Lam[k+1]*n[k] - p[k] >= 0", by=by, eq=["p.either"])
    away = "(Lam[k+1]*q[k] - Lam[k+1]*n[k] + p[k])"
    by = ["[Lam[k+1]*q[k] - Lam[k+1]*n[k] + p[k] - u[k]]", "u.nonnegative * p.above"]
    d.have("projection", f"{away}^2 - u[k]^2 >= 0", by=by, eq=["u.either"])
    d.step("projection mean", "expect", fact="projection", index="k")
    d.have(
        "u moment",
        f"E[k](u[k]^2) <= p[k]^2 + Lam[k+1]^2*{NU2}*F(theta[k])",
        by=["projection mean", "p<=Lam n * Lam'>=0 * Eq>=n", "Eq^2<=T^2 * [Lam[k+1]]"],
        eq=["n.sq: Lam[k+1]^2", "T.sq: Lam[k+1]^2"],
    )
    order = ["not * not", "not * A.nonnegative", "p.nonnegative * A.above", "p.nonnegative * envelope"]
    d.contradiction("p<=A", "p[k] <= A[k]", by=[*order, "p.nonnegative * Lam T>=Lam n"], eq=["p.either"])
    by = ["u moment", "p<=A * p.nonnegative", "p<=A * A.nonnegative"]
    d.have("grows by variance", grows, by=by)

    # Where c >= 0: u = c + Lam q, so E u^2 <= (c + Lam T)^2.
    d.assume("c>=0", f"{c} >= 0")
    d.have("c+Lam q>=0", f"{c} + Lam[k+1]*q[k] >= 0", by=["c>=0", "Lam'>=0 * q.nonnegative"])
    by = ["not * u.nonnegative", "not * c+Lam q>=0", "not * not"]
    d.contradiction("u<=", f"u[k] <= {c} + Lam[k+1]*q[k]", by=by, eq=["u.either"])
    d.have("u^2<=", f"u[k]^2 <= ({c} + Lam[k+1]*q[k])^2", by=["u<= * u.nonnegative", "u<= * c+Lam q>=0"])
    d.step("u^2 mean", "expect", fact="u^2<=", index="k")
    d.have(
        "minkowski",
        f"E[k](u[k]^2) <= ({c} + Lam[k+1]*T[k])^2",
        by=["u^2 mean", "c>=0 * Lam'>=0 * Eq<=T", "Eq^2<=T^2 * [Lam[k+1]]"],
    )
    d.have("below A", f"{c} + Lam[k+1]*T[k] <= A[k]", by=["A.above", "envelope"])
    d.have("c+Lam T>=0", f"{c} + Lam[k+1]*T[k] >= 0", by=["c>=0", "Lam'>=0 * T.nonnegative"])
    variance = "eta>0 * eta>0 * C>0 * sigma>=0 * F>=0 * [Lam[k+1]]"
    by = ["minkowski", "below A * A.nonnegative", "below A * c+Lam T>=0", variance]
    d.have("does not grow", grows, by=by)
    d.cases("A grows", "does not grow", "grows by variance", f"{c} >= 0")

    return d.qed("A grows")


if __name__ == "__main__":
    print(derive().report())
