"""P(exit up to a horizon) by the drift and the noise of the run, with weights that depend on the time that is left.

b[k] = 1 says that k is within the horizon. There Lam and gamma are weights with eta |g| + Lam[k+1] T <= Lam[k] sqrt(F),
T as in `drift_grows`, and gamma[k] >= eta^2 sigma + rho1 gamma[k+1], gamma >= 0; zeta >= sqrt(C/2) Lam[k+1],
f0 >= sqrt(F(theta0)) and L = r - Lam[0] f0 > 0. For every shift 0 <= h <= Lam[0] f0 and every k within the horizon
    P(exit up to k) <= ((1 + zeta)/zeta h^2 + S) / (L + h)^2,   S = (1 + zeta)^2 gamma[0] F(theta0).

D sums eta |g| and M sums eta w, so |theta - theta0 + M| <= D. With a = Lam[0] f0 - h and A = (D + Lam sqrt(F) - a)+ the
potential is (1 + zeta)(A^2 + zeta |M|^2 + zeta (1 + zeta) gamma F). It falls on average, since A^2 grows by at most
Lam[k+1]^2 (eta^2 C sigma/2) F, `drift_grows`, and |M|^2 by eta^2 sigma F. On exit D + |M| > r, so A + |M| >= L + h, and
zeta (A + |M|)^2 <= (1 + zeta)(A^2 + zeta |M|^2).
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.drift import drift_and_noise, drift_symbols
from lojverify.paper.setting import Run
from lojverify.paper.steps import Q, at_start, g


def problem() -> Problem:
    p = Problem("drift_martingale_until", "the exit probability up to a horizon by drift and martingale")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    Lam, gamma, b = (p.process(name, level=None) for name in ("Lam", "gamma", "b"))
    zeta, h, f0, L = p.constants("zeta h f0 L")
    G, f, T = drift_symbols(p, run)
    F0, on, within = run.F(run.theta0), b[k] - 1 >= 0, b[k + 1] - 1 >= 0
    p.assume("b bit", Eq(b[k] ** 2, b[k]))
    p.assume("b decreases", b[k] - b[k + 1] >= 0)
    p.assume("Lam>=0", Lam[k] >= 0)
    p.assume("envelope", run.eta * G[k] + Lam[k + 1] * T[k] <= Lam[k] * f[k], [run.stays, within])
    p.assume("gamma>=0", gamma[k] >= 0, [on])
    p.assume("gamma large", gamma[k] >= run.eta**2 * run.sigma + run.rho1 * gamma[k + 1], [within])
    p.assume("zeta>0", zeta > 0)
    p.assume("zeta large", 2 * zeta**2 >= run.C * Lam[k + 1] ** 2, [within])
    p.assume("f0>=0", f0 >= 0)
    p.assume("f0^2>=F0", f0**2 >= F0)
    p.assume("L>0", L > 0)
    p.assume("L small", L + Lam[0] * f0 <= run.r)
    p.assume("h>=0", h >= 0)
    p.assume("h<=Lam f0", h <= Lam[0] * f0)
    bound, level = (1 + zeta) * (h**2 + zeta * (1 + zeta) * gamma[0] * F0), zeta * (L + h) ** 2
    p.goal(b[k] * level * (1 - mean(run.e[k])) <= b[k] * bound)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("one step", proved("one_step"), note="(3.8)")
    d.cite("descent", proved("descent_step"), note="(3.4), (3.6)")
    at_start(d)
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.assume("leaves", "-e[k+1] >= 0")
    d.cut("in ball", "e.yes", "stays")
    d.use("F>=0", "loss>=0", y="theta[k]", by=["in ball"])
    d.cut("f.sq", "f.square", "F>=0")
    d.define("root", "q", "k", value=Q)
    d.cut("q.sq", "q.square", "descent.2")
    d.step("|g|^2>=0", "norm", vector=g)
    d.cut("G.sq", "G.square", "|g|^2>=0")
    d.assume("within", "b[k+1] - 1 >= 0")
    d.have("on", "b[k] - 1 >= 0", by=["within", "b decreases"])
    d.instance("Lam'>=0", "Lam>=0", k="k+1")
    d.instance("Lam at 0", "Lam>=0", k="0")
    d.use("gamma'>=0", "gamma>=0", k="k+1", by=["within"])

    # -- drift and noise: |theta - theta0 + M| <= D ------------------------------------------------------------------
    _, after, moves = drift_and_noise(d)
    d.instance("near later", "near", k="k+1")

    # -- the potential -----------------------------------------------------------------------------------------------
    a = "(Lam[0]*f0 - h)"
    d.define("positive_part", "A", "k", value=f"D[k] + Lam[k]*f[k] - {a}")
    d.define("positive_part", "u", "k", value=f"D[k] + eta*G[k] + Lam[k+1]*q[k] - {a}")
    d.cite("A grows", proved("drift_grows"), {"a": a})
    K, later = "zeta*(1 + zeta)*gamma[k]", "zeta*(1 + zeta)*gamma[k+1]"
    moved = "(M[k] + eta*w[k])"
    X = f"((1 + zeta)*(A[k]^2 + zeta*<M[k], M[k]> + {K}*F(theta[k])))"
    N = f"((1 + zeta)*(u[k]^2 + zeta*<{moved}, {moved}> + {later}*{Q}))"
    d.instance("unbiased M", "zero_mean", y="M[k]", note="(2.11)")
    d.have("K>=0", f"{K} >= 0", by=["zeta>0 * gamma>=0", "zeta>0 * zeta>0 * gamma>=0"])
    d.have("later>=0", f"{later} >= 0", by=["zeta>0 * gamma'>=0", "zeta>0 * zeta>0 * gamma'>=0"])
    d.have("1+zeta>0", "1 + zeta > 0", by=["zeta>0", "1"])
    parts = ["A grows", "zeta>0 * eta>0 * eta>0 * second_moment", "zeta large * eta>0 * eta>0 * sigma>=0 * F>=0"]
    parts += ["later>=0 * one step.1", "zeta>0 * 1+zeta>0 * gamma large * F>=0"]
    by = [f"1+zeta>0 * {part}" for part in parts]
    d.have("shrinks", f"E[k]({N}) <= {X}", by=by, eq=["unbiased M: 2*eta*zeta*(1 + zeta)"])
    d.step("|M|^2>=0", "norm", vector="M[k]")
    by = [f"1+zeta>0 * {part}" for part in ("[A[k]]", "zeta>0 * |M|^2>=0", "K>=0 * F>=0")]
    d.have("X>=0", f"{X} >= 0", by=by)

    # -- the run stays: f <= q, so A <= u ----------------------------------------------------------------------------
    d.use("f next", "f.sq", k="k+1", by=["stays next"])
    by = ["not * not", "not * q.nonnegative", "descent.1"]
    d.contradiction("f<=q", "f[k+1] <= q[k]", by=by, eq=["f next", "q.sq"])
    for fact in ("nonnegative", "either"):
        d.instance(f"A {fact} next", f"A.{fact}", k="k+1")
    order = ["not * not", "not * u.nonnegative", "A nonnegative next * u.above", "A nonnegative next * Lam'>=0 * f<=q"]
    eq = ["A either next", "D.step: A[k+1]"]
    d.contradiction("A<=u", "A[k+1] <= u[k]", by=order, eq=eq)
    d.instance("M^2 next", "M.step", y=f"M[k+1] + {moved}")
    parts = ["A<=u * u.nonnegative", "A<=u * A nonnegative next", "later>=0 * descent.1"]
    by = [f"1+zeta>0 * {part}" for part in parts]
    next_x = X.replace("[k]", "[k+1]")
    d.have("goes on", f"{next_x} <= {N}", by=by, eq=["M^2 next: zeta*(1 + zeta)"], note="(3.4)")

    # -- the run leaves: u + m >= L + h, where m = |M[k+1]| ------------------------------------------------------------
    d.step("m real", "norm", vector=moved)
    d.root("m", f"<{moved}, {moved}>", "m real", "k")
    d.cut("out", "e.stops", "stays", "leaves")
    d.have("D+>=0", "D[k] + eta*G[k] >= 0", by=["D>=0", "eta G>=0"])
    there = {"a": "D[k] + eta*G[k]", "b": "m[k]", "u": after, "v": f"-{moved}"}
    d.have("end near", f"<{after}, {after}> <= (D[k] + eta*G[k])^2", by=["near later"], eq=[moves[2]])
    d.have("m^2", f"<-{moved}, -{moved}> <= m[k]^2", eq=["m.sq"])
    ends = {"a>=0": "D+>=0", "b>=0": "m.nonnegative", "|u|<=a": "end near", "|v|<=b": "m^2"}
    d.cite("distance", proved("triangle"), there, ends)
    d.instance("M end", "M.step", y=f"{after} + (theta[k+1]-theta0) - {moved}")
    d.have("r^2<", "(D[k] + eta*G[k] + m[k])^2 > r^2", by=["distance", "out"], eq=["M end"])
    d.have("reach>=0", "D[k] + eta*G[k] + m[k] >= 0", by=["D+>=0", "m.nonnegative"])
    d.contradiction("r<=", "D[k] + eta*G[k] + m[k] >= r", by=["not * r>0", "not * reach>=0", "r^2<"])
    d.have("u+m", "u[k] + m[k] >= L + h", by=["u.above", "r<=", "Lam'>=0 * q.nonnegative", "L small"])
    d.have("L+h>0", "L + h > 0", by=["L>0", "h>=0"])
    d.have("u+m>=0", "u[k] + m[k] >= 0", by=["u.nonnegative", "m.nonnegative"])
    level = "(zeta*(L + h)^2)"
    by = ["[u[k] - zeta*m[k]]", "zeta>0 * u+m * L+h>0", "zeta>0 * u+m * u+m>=0", "1+zeta>0 * later>=0 * descent.2"]
    d.have("leaves high", f"{N} >= {level}", by=by, eq=["m.sq: zeta*(1 + zeta)"])

    # -- the start, and Ville's inequality -----------------------------------------------------------------------------
    K0 = "zeta*(1 + zeta)*gamma[0]"
    bound = f"((1 + zeta)*(h^2 + {K0}*F(theta0)))"
    d.use("f at 0", "f.sq", k="0", by=["stays at 0"])
    by = ["not * not", "not * f0>=0", "f0^2>=F0"]
    d.contradiction("f<=f0", "f[0] <= f0", by=by, eq=["f at 0", "F start"])
    d.instance("A>=0 at 0", "A.nonnegative", k="0")
    d.instance("A either at 0", "A.either", k="0")
    by = ["not * h>=0", "not * not", "A>=0 at 0 * Lam at 0 * f<=f0"]
    d.contradiction("A<=h", "A[0] <= h", by=by, eq=["A either at 0", "D.start: A[0]"])
    by = ["1+zeta>0 * A<=h * h>=0", "1+zeta>0 * A<=h * A>=0 at 0"]
    eq = [f"F start: (1 + zeta)*{K0}", "M at 0: zeta*(1 + zeta)"]
    d.have("X at 0", f"{X.replace('[k]', '[0]')} <= {bound}", by=by, eq=eq)
    d.have("level>0", f"{level} > 0", by=["zeta>0 * L+h>0 * L+h>0"])
    terms = {"t": ("k", "r^2 - <theta[k]-theta0, theta[k]-theta0>"), "X": ("k", X), "N": ("k", N)}
    premises = {"c>0": "level>0", "e[0]=1": "stays at 0", "leaves": "leaves high", "first": "X at 0"}
    terms |= {"c": level, "x": bound}
    d.cite("exit", proved("exit_by_potential_until"), terms, premises, note="Ville's inequality")
    return d.qed("exit")


if __name__ == "__main__":
    print(derive().report())
