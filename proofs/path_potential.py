"""The length walked so far plus Lam sqrt(F) is a potential: its square falls on average, whatever was walked before.

Here d[k] = |theta[k+1] - theta[k]| 1_{E_k}, f = sqrt(F) and q = sqrt(Q) on E_k, s >= sqrt(rho1), and the weight mu >= 1
has mu s < 1; Lam is at least eta sqrt(alpha + sigma)/(1 - mu s). With U^2 = |g|^2 + sigma F and T^2 the mean of Q,
Minkowski's inequality gives, given the past, for every L >= 0 that is known,
    |L + d + mu Lam q|_2 <= L + eta U + mu Lam T <= L + Lam f,
the last by `length_envelope`. For mu = 1 this says that (length + Lam f)^2 falls on average; with L = mu^-k times the
weighted length of the path up to k, that (weighted length + mu^k Lam f)^2 does.
"""

from lojverify.derive import Derivation, Problem, Proved, expect, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import at_start
from lojverify.paper.stopped import stopped_model, stopped_step, weight_constants


def problem() -> Problem:
    p = Problem("path_potential", "length walked plus Lam sqrt(F): the square falls on average")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    mu, Lam = weight_constants(run)
    d, _ = run.lengths()
    H = run.stopped_loss()
    f = p.root("f", H[k], "k")
    Qe = p.define("abbreviation", "Qe", "k", value=run.e[k] * run.quadratic())
    q = p.root("q", Qe[k], "k")
    L = p.process("L")
    p.assume("L>=0", L[k] >= 0)
    p.goal(expect(k, (L[k] + d[k] + mu * Lam * q[k]) ** 2) <= (L[k] + Lam * f[k]) ** 2)
    p.goal(f[k + 1] <= q[k])
    p.goal("dsq[k] >= 0")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    at_start(d)
    stopped_model(d)
    stopped_step(d)

    # -- eta U + mu Lam T <= Lam f -----------------------------------------------------------------------------------
    d.have("U real", "G[k]^2 + sigma*H[k] >= 0", by=["[G[k]]", "sigma>=0 * H>=0"])
    d.root("U", "G[k]^2 + sigma*H[k]", "U real", "k")
    d.have("alpha+sigma>0", "alpha + sigma > 0", by=["alpha>0", "sigma>=0"])
    d.have("P real", "alpha + sigma >= 0", by=["alpha+sigma>0"])
    d.root("P", "alpha + sigma", "P real")
    d.contradiction("P>0", "P > 0", by=["not * P.nonnegative", "alpha+sigma>0"], eq=["P.sq"])
    d.have("mu>=0", "mu >= 0", by=["mu>=1", "1"])
    d.have("Lam(1-mu s)>=0", "Lam*(1 - mu*s) >= 0", by=["Lam>=0 * mu*s<1"])
    by = ["not * not", "not * Lam(1-mu s)>=0", "trade"]
    d.contradiction("Lam(1-mu s)>=eta P", "Lam*(1 - mu*s) >= eta*P", by=by, eq=["P.sq: eta^2"])
    d.have("s<1", "1 - s > 0", by=["mu*s<1", "mu>=1 * s>=0"])
    b = "eta*(1 - eta*C/2)"
    by = ["s^2>=rho1", "s<1", "eta>0 * eta>0 * C>0 * sigma>=0", "b>0 * sigma>=0"]
    d.have("b P^2", f"{b}*P^2 >= s*(1 - s)", by=by, eq=[f"P.sq: {b}"])
    d.have("steep P", f"mu^2*{b}*P^2 >= mu*s*(1 - mu*s)", by=["b P^2 * [mu]", "mu>=1 * mu>=0 * s>=0"])
    d.have("mu^2 b>0", f"mu^2*{b} > 0", by=["b>0 * mu>=1 * mu>=1", "b>0 * mu>=1", "b>0"])
    d.have("right", "U[k]^2 >= P^2*f[k]^2", by=["low"], eq=["U.sq", "G.sq", "f.sq: P^2", "P.sq: H[k]", "H.is: alpha"])
    d.have(
        "ellipse",
        f"T[k]^2 <= s^2*f[k]^2 - {b}*(U[k]^2 - P^2*f[k]^2)",
        by=["s^2>=rho1 * H>=0"],
        eq=["T.sq", f"U.sq: {b}", f"G.sq: {b}", "f.sq: s^2", f"f.sq: {b}*P^2", f"P.sq: {b}*H[k]"],
    )
    wide = f"(mu*T[k])^2 <= (mu*s)^2*f[k]^2 - mu^2*{b}*(U[k]^2 - P^2*f[k]^2)"
    d.have("wide ellipse", wide, by=["ellipse * [mu]"])
    d.have("mu T>=0", "mu*T[k] >= 0", by=["mu>=0 * T.nonnegative"])
    d.have("mu s>=0", "mu*s >= 0", by=["mu>=0 * s>=0"])
    terms = {"f": "f[k]", "U": "U[k]", "T": "mu*T[k]", "b": f"mu^2*{b}", "s": "mu*s"}
    premises = {"f>=0": "f.nonnegative", "U>=0": "U.nonnegative", "T>=0": "mu T>=0", "s>=0": "mu s>=0", "s<1": "mu*s<1"}
    premises |= {"b>0": "mu^2 b>0", "trade": "Lam(1-mu s)>=eta P", "steep": "steep P", "ellipse": "wide ellipse"}
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

    X, N = "(L[k] + Lam*f[k])^2", "(L[k] + d[k] + mu*Lam*q[k])^2"
    d.step("dd mean", "expect", fact="d^2", index="k")
    d.step("qq mean", "expect", fact="q.sq", index="k")
    d.have("mu Lam>=0", "mu*Lam >= 0", by=["mu>=0 * Lam>=0"])
    d.have(
        "minkowski",
        f"E[k]({N}) <= (L[k] + eta*U[k] + mu*Lam*T[k])^2",
        by=["L>=0 * Ed<=", "L>=0 * mu Lam>=0 * Eq<=", "mu Lam>=0 * Edq<=", "d^2<=", "q^2<= * [mu*Lam]"],
        eq=["dd mean", "qq mean: mu^2*Lam^2"],
        note="Minkowski",
    )
    roots = ["envelope * Lam>=0 * f.nonnegative", "envelope * eta U>=0", "envelope * Lam>=0 * mu T>=0"]
    d.have("shrinks", f"E[k]({N}) <= {X}", by=["minkowski", "envelope * L>=0", *roots])
    return d.qed("shrinks", "f<=q", "dsq>=0")


if __name__ == "__main__":
    print(derive().report())
