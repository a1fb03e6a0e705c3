"""The length walked so far plus Lam sqrt(F) is a potential: its square falls on average, whatever was walked before.

Here d[k] = |theta[k+1] - theta[k]| 1_{E_k}, f = sqrt(F) and q = sqrt(Q) on E_k, s >= sqrt(rho1), and Lam is at least
eta sqrt(alpha + sigma)/(1 - s). With U^2 = |g|^2 + sigma F and T^2 the mean of Q, Minkowski's inequality gives, given
the past, for every L >= 0 that is known,
    |L + d + Lam q|_2 <= L + eta U + Lam T <= L + Lam f,
the last by `length_envelope`.
"""

from lojverify.derive import Derivation, Problem, Proved, expect, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import at_start
from lojverify.paper.stopped import envelope_constants, stopped_model, stopped_step


def problem() -> Problem:
    p = Problem("path_potential", "length walked plus Lam sqrt(F): the square falls on average")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    _, Lam = envelope_constants(run, run.alpha + run.sigma)
    d, _ = run.lengths()
    H = run.stopped_loss()
    f = p.root("f", H[k], "k")
    Qe = p.define("abbreviation", "Qe", "k", value=run.e[k] * run.quadratic())
    q = p.root("q", Qe[k], "k")
    L = p.process("L")
    p.assume("L>=0", L[k] >= 0)
    p.goal(expect(k, (L[k] + d[k] + Lam * q[k]) ** 2) <= (L[k] + Lam * f[k]) ** 2)
    p.goal(f[k + 1] <= q[k])
    p.goal("dsq[k] >= 0")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    at_start(d)
    stopped_model(d)
    stopped_step(d)

    # -- eta U + Lam T <= Lam f -------------------------------------------------------------------------------------
    d.have("U real", "G[k]^2 + sigma*H[k] >= 0", by=["[G[k]]", "sigma>=0 * H>=0"])
    d.root("U", "G[k]^2 + sigma*H[k]", "U real", "k")
    d.have("alpha+sigma>0", "alpha + sigma > 0", by=["alpha>0", "sigma>=0"])
    d.have("P real", "alpha + sigma >= 0", by=["alpha+sigma>0"])
    d.root("P", "alpha + sigma", "P real")
    d.contradiction("P>0", "P > 0", by=["not * P.nonnegative", "alpha+sigma>0"], eq=["P.sq"])
    d.have("Lam(1-s)>=0", "Lam*(1 - s) >= 0", by=["Lam>=0 * s<1"])
    by = ["not * not", "not * Lam(1-s)>=0", "trade"]
    d.contradiction("Lam(1-s)>=eta P", "Lam*(1 - s) >= eta*P", by=by, eq=["P.sq: eta^2"])
    b = "eta*(1 - eta*C/2)"
    by = ["s^2>=rho1", "s<1", "eta>0 * eta>0 * C>0 * sigma>=0", "b>0 * sigma>=0"]
    d.have("steep P", f"{b}*P^2 >= s*(1 - s)", by=by, eq=[f"P.sq: {b}"])
    d.have("right", "U[k]^2 >= P^2*f[k]^2", by=["low"], eq=["U.sq", "G.sq", "f.sq: P^2", "P.sq: H[k]", "H.is: alpha"])
    d.have(
        "ellipse",
        f"T[k]^2 <= s^2*f[k]^2 - {b}*(U[k]^2 - P^2*f[k]^2)",
        by=["s^2>=rho1 * H>=0"],
        eq=["T.sq", f"U.sq: {b}", f"G.sq: {b}", "f.sq: s^2", f"f.sq: {b}*P^2", f"P.sq: {b}*H[k]"],
    )
    terms = {"f": "f[k]", "U": "U[k]", "T": "T[k]", "b": b}
    premises = {f"{root}>=0": f"{root}.nonnegative" for root in ("f", "U", "T")}
    premises |= {"trade": "Lam(1-s)>=eta P", "steep": "steep P"}
    d.cite("envelope", proved("length_envelope"), terms, premises)

    # -- Minkowski: three times the Cauchy-Schwarz inequality -------------------------------------------------------
    d.have("1>=0", "1 >= 0", by=["1"])
    d.have("d product", "dsq[k]*1 - d[k]^2 >= 0", eq=["d^2"])
    d.have("q product", "Qe[k]*1 - q[k]^2 >= 0", eq=["q.sq"])
    d.have("dq product", "dsq[k]*Qe[k] - (d[k]*q[k])^2 >= 0", eq=["q.sq: dsq[k]", "d^2: q[k]^2"])
    for label, first, second, middle in (
        ("d", "dsq>=0", "1>=0", "d[k]"),
        ("q", "Q>=0", "1>=0", "q[k]"),
        ("dq", "dsq>=0", "Q>=0", "d[k]*q[k]"),
    ):
        parts = {"first": first, "second": second, "product": f"{label} product", "middle": middle}
        d.step(f"{label} cauchy", "mean_product", **parts, index="k")
    d.have("eta U>=0", "eta*U[k] >= 0", by=["eta>0 * U.nonnegative"])
    d.have("eta U T>=0", "eta*U[k]*T[k] >= 0", by=["eta U>=0 * T.nonnegative"])
    d.have("d^2<=", "E[k](dsq[k]) <= eta^2*U[k]^2", by=["d moment"], eq=["U.sq: eta^2"])
    d.have("q^2<=", "E[k](Qe[k]) <= T[k]^2", by=["q moment"], eq=["T.sq"])
    d.contradiction("Ed<=", "E[k](d[k]) <= eta*U[k]", by=["not * not", "not * eta U>=0", "d cauchy", "d^2<="])
    d.contradiction("Eq<=", "E[k](q[k]) <= T[k]", by=["not * not", "not * T.nonnegative", "q cauchy", "q^2<="])
    by = ["not * not", "not * eta U T>=0", "dq cauchy", "d^2<= * Q mean>=0", "q^2<= * [eta*U[k]]"]
    d.contradiction("Edq<=", "E[k](d[k]*q[k]) <= eta*U[k]*T[k]", by=by)

    X, N = "(L[k] + Lam*f[k])^2", "(L[k] + d[k] + Lam*q[k])^2"
    d.step("dd mean", "expect", fact="d^2", index="k")
    d.step("qq mean", "expect", fact="q.sq", index="k")
    d.have(
        "minkowski",
        f"E[k]({N}) <= (L[k] + eta*U[k] + Lam*T[k])^2",
        by=["L>=0 * Ed<=", "L>=0 * Lam>=0 * Eq<=", "Lam>=0 * Edq<=", "d^2<=", "q^2<= * [Lam]"],
        eq=["dd mean", "qq mean: Lam^2"],
        note="Minkowski",
    )
    roots = ["envelope * Lam>=0 * f.nonnegative", "envelope * eta U>=0", "envelope * Lam>=0 * T.nonnegative"]
    d.have("shrinks", f"E[k]({N}) <= {X}", by=["minkowski", "envelope * L>=0", *roots])
    return d.qed("shrinks", "f<=q", "dsq>=0")


if __name__ == "__main__":
    print(derive().report())
