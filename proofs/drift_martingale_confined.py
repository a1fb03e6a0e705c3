"""P(exit) by the drift and the noise of the run where the loss is at least M0 on the sphere: m = sqrt(M0) adds to r.

With the constants of `drift_martingale`, but L = r - Lam (f0 - m) > 0 for some m >= 0 with m^2 <= M0, again
    P(exit) <= ((1 + zeta)/zeta h^2 + S) / (L + h)^2,   S = (1 + zeta)^2 gamma F(theta0),   0 <= h <= Lam f0.
So neither F(theta0) < M0 nor Lam f0 < r is needed, which the bounds by Ville's inequality and `drift_martingale` need.

The potential is that of `drift_martingale`. By `exit_past_sphere` a step out of the ball takes it above its level: it
passes the sphere, where drift + |noise| >= r and the root of the quadratic model of F is at least m, and the potential
is convex along the step.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.drift import MEAN_MODEL, drift_and_noise
from lojverify.paper.setting import Run
from lojverify.paper.steps import Q, at_start, g
from lojverify.paper.stopped import RHO1, drift_constants


def problem() -> Problem:
    p = Problem("drift_martingale_confined", "the exit probability by drift and martingale below a sphere of loss M0")
    run = Run(p)
    run.positive("M0")
    run.assumptions()
    run.step_below_limit()
    run.confined()
    (m,) = p.constants("m")
    p.assume("m>=0", m >= 0)
    p.assume("m^2<=M0", m**2 <= run.M0)
    bound, level = drift_constants(run, m)
    p.assume("bound<level", bound < level)  # else it says nothing
    for stay in (mean(run.for_ever()), mean(run.e[k])):
        p.goal(level * (1 - stay) <= bound)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name, value in (("G", f"<{g}, {g}>"), ("f", "F(theta[k])"), ("T", MEAN_MODEL)):
        d.define("root", name, "k", value=value)
    d.cite("envelope", proved("drift_envelope"))
    d.have("rho1<1", f"1 - {RHO1} > 0", by=["eta>0 * step"])
    d.contradiction("gamma>=0", "gamma >= 0", by=["not * rho1<1", "gamma large", "eta>0 * eta>0 * sigma>=0"])
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

    # -- drift and noise: |theta - theta0 + M| <= D ------------------------------------------------------------------
    step = drift_and_noise(d)[0]

    # -- the potential -----------------------------------------------------------------------------------------------
    a = "(Lam*f0 - h)"
    d.define("positive_part", "A", "k", value=f"D[k] + Lam*f[k] - {a}")
    d.define("positive_part", "u", "k", value=f"D[k] + eta*G[k] + Lam*q[k] - {a}")
    d.cite("growth of A", proved("drift_grows"), {"a": a, "Lam": ("k", "Lam"), "b": ("k", "1")})
    d.have("always", "1 - 1 >= 0")
    d.cut("A grows", "growth of A", "always")
    K = "zeta*(1 + zeta)*gamma"
    moved = "(M[k] + eta*w[k])"
    X = f"((1 + zeta)*(A[k]^2 + zeta*<M[k], M[k]> + {K}*F(theta[k])))"
    N = f"((1 + zeta)*(u[k]^2 + zeta*<{moved}, {moved}> + {K}*{Q}))"
    d.instance("unbiased M", "zero_mean", y="M[k]", note="(2.11)")
    d.have("K>=0", f"{K} >= 0", by=["zeta>0 * gamma>=0", "zeta>0 * zeta>0 * gamma>=0"])
    d.have("1+zeta>0", "1 + zeta > 0", by=["zeta>0", "1"])
    parts = ["A grows", "zeta>0 * eta>0 * eta>0 * second_moment", "zeta large * eta>0 * eta>0 * sigma>=0 * F>=0"]
    parts += ["K>=0 * one step.1", "zeta>0 * 1+zeta>0 * gamma large * F>=0"]
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
    order = ["not * not", "not * u.nonnegative", "A nonnegative next * u.above", "A nonnegative next * Lam>=0 * f<=q"]
    eq = ["A either next", "D.step: A[k+1]"]
    d.contradiction("A<=u", "A[k+1] <= u[k]", by=order, eq=eq)
    d.instance("M^2 next", "M.step", y=f"M[k+1] + {moved}")
    parts = ["A<=u * u.nonnegative", "A<=u * A nonnegative next", "K>=0 * descent.1"]
    by = [f"1+zeta>0 * {part}" for part in parts]
    next_x = X.replace("[k]", "[k+1]")
    d.have("goes on", f"{next_x} <= {N}", by=by, eq=["M^2 next: zeta*(1 + zeta)"], note="(3.4)")

    # -- the run leaves, past the sphere -------------------------------------------------------------------------------
    level = "(zeta*(L + h)^2)"
    d.have("L+h>0", "L + h > 0", by=["L>0", "h>=0"])
    d.have("level>0", f"{level} > 0", by=["zeta>0 * L+h>0 * L+h>0"])
    d.cut("out", "e.stops", "stays", "leaves")
    end = f"(theta[k] + {step} - eta*w[k])"
    d.instance("same end", "iteration", y=f"theta[k+1] + {end} - 2*theta0")
    d.have("end outside", f"<{end}-theta0, {end}-theta0> - r^2 >= 0", by=["out"], eq=["same end"])
    d.have("f^2>=F", "f[k]^2 >= F(theta[k])", eq=["f.sq"])
    model = f"(F(theta[k]) + <{g}, {step} - eta*w[k]> + C/2*<{step} - eta*w[k], {step} - eta*w[k]>)"
    d.have("q^2>=Q", f"q[k]^2 >= {model}", eq=["q.sq"])
    d.have("c small", f"L + h + {a} <= r + Lam*m", by=["L small"])
    d.have("room", f"D[k] + eta*G[k] + Lam*q[k] - {a} <= u[k]", by=["u.above"])
    terms = {"x": "theta[k]", "s": step, "M": "M[k]", "n": "eta*w[k]", "D": "D[k]", "b": "eta*G[k]", "f": "f[k]"}
    terms |= {"q": "q[k]", "A": "A[k]", "B": "u[k]", "a": a, "c": "L + h", "K": K}
    premises = {"D>=0": "D>=0", "b>=0": "eta G>=0", "f>=0": "f.nonnegative", "q>=0": "q.nonnegative"}
    premises |= {"A>=0": "A.nonnegative", "B>=0": "u.nonnegative", "A large": "A.above", "B large": "room"}
    premises |= {"c>0": "L+h>0", "near": "near", "|s|<=b": "drift step"}
    d.cite("past sphere", proved("exit_past_sphere"), terms, premises)
    d.assume("below", f"{level} - {X} > 0")
    d.cut("leaves high", "past sphere", "in ball", "end outside", "below")

    # -- the start, and Ville's inequality -----------------------------------------------------------------------------
    bound = f"((1 + zeta)*(h^2 + {K}*F(theta0)))"
    d.use("f at 0", "f.sq", k="0", by=["stays at 0"])
    by = ["not * not", "not * f0>=0", "f0^2>=F0"]
    d.contradiction("f<=f0", "f[0] <= f0", by=by, eq=["f at 0", "F start"])
    d.instance("A>=0 at 0", "A.nonnegative", k="0")
    d.instance("A either at 0", "A.either", k="0")
    by = ["not * h>=0", "not * not", "A>=0 at 0 * Lam>=0 * f<=f0"]
    d.contradiction("A<=h", "A[0] <= h", by=by, eq=["A either at 0", "D.start: A[0]"])
    by = ["1+zeta>0 * A<=h * h>=0", "1+zeta>0 * A<=h * A>=0 at 0"]
    eq = [f"F start: (1 + zeta)*{K}", "M at 0: zeta*(1 + zeta)"]
    d.have("X at 0", f"{X.replace('[k]', '[0]')} <= {bound}", by=by, eq=eq)
    d.have("below at 0", f"{level} - {X.replace('[k]', '[0]')} > 0", by=["X at 0", "bound<level"])
    d.use("first goes on", "goes on", k="0", by=["stays at 0"])
    d.use("first leaves", "leaves high", k="0", by=["stays at 0", "below at 0"])
    d.use("first shrinks", "shrinks", k="0", by=["stays at 0"])
    d.have("first", f"E[0]({N.replace('[k]', '[0]')}) <= {bound}", by=["first shrinks", "X at 0"])
    terms = {"t": ("k", "r^2 - <theta[k]-theta0, theta[k]-theta0>"), "X": ("k", X), "N": ("k", N)}
    terms |= {"c": level, "x": bound}
    premises = {"c>0": "level>0", "e[0]=1": "stays at 0", "leaves": "leaves high", "first leaves": "first leaves"}
    d.cite("exit", proved("exit_by_potential"), terms, premises, note="Ville's inequality")
    return d.qed("exit.1", "exit.2")


if __name__ == "__main__":
    print(derive().report())
