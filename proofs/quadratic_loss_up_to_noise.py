"""The sharp (4.9) is attained: for F = C|theta|^2/2 and noise with E|w|^2 = c^2 it is an equation.

There alpha = 2 C, grad F = C theta and F(theta[k+1]) = Q[k+1], so that, given the past,
E F(theta[k+1]) = (1 - eta_k C)^2 F(theta[k]) + eta_k^2 c^2 C/2, and (1 - eta C)^2 = 1 - alpha eta (1 - eta C/2).
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, inner, norm2
from lojverify.derive.language import k
from lojverify.paper.decreasing import NoisyRun, Q, v


def problem() -> Problem:
    p = Problem("quadratic_loss_up_to_noise", "for a quadratic loss the sharp (4.9) is an equation")
    run = NoisyRun(p)
    F, C, eta, w, y = run.F, run.C, run.eta[k], run.w[k], run.y
    p.assume("loss", Eq(F(y), C * norm2(y) / 2))
    p.assume("gradient", Eq(inner(F.grad(y), run.z), C * inner(y, run.z)))
    p.assume("unbiased", Eq(expect(k, inner(y, w)), 0))
    p.assume("moment", Eq(expect(k, norm2(w)), run.c**2))
    alpha = p.define("abbreviation", "alpha", value=2 * C)
    p.goal(Eq(norm2(F.grad(y)), alpha * F(y)))
    p.goal(Eq(F(run.theta[k + 1]), run.quadratic()))
    factor = 1 - alpha * eta * (1 - eta * C / 2)
    p.goal(Eq(expect(k, run.quadratic()), factor * F(run.theta[k]) + eta**2 * run.c**2 * C / 2))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    g, theta, end = "grad F(theta[k])", "theta[k]", f"(theta[k] - eta[k]*{v})"
    d.instance("g z", "gradient", z="grad F(y)")
    d.instance("y g", "gradient", z="y")
    eq = ["g z", "y g: C", "loss: 2*C", "alpha.is: -F(y)"]
    d.have("steep", "<grad F(y), grad F(y)> = alpha*F(y)", eq=eq)

    d.instance("loss here", "loss", y=theta)
    d.instance("loss next", "loss", y="theta[k+1]")
    d.instance("moves", "iteration", y=f"theta[k+1] + {end}")
    for name, against in (("theta", theta), ("w", "w[k]"), ("g", g)):
        d.instance(f"g {name}", "gradient", y=theta, z=against)
    eq = ["loss next", "moves: C/2", "loss here", "g g: eta[k]", "g w: eta[k]", "g theta: eta[k]*C"]
    d.have("exact", f"F(theta[k+1]) = {Q}", eq=eq)
    d.instance("zero mean", "unbiased", y=g)
    factor = "(1 - alpha*eta[k]*(1 - eta[k]*C/2))"
    gap = "eta[k] - eta[k]^2*C/2"
    eq = ["zero mean: eta[k]", "zero mean: C*eta[k]^2", "moment: C/2*eta[k]^2", f"g g: {gap}", f"g theta: C*({gap})"]
    eq += [f"loss here: 2*C*({gap})", f"alpha.is: F(theta[k])*({gap})"]
    d.have("mean", f"E[k]({Q}) = {factor}*F(theta[k]) + eta[k]^2*c^2*C/2", eq=eq)
    return d.qed("steep", "exact", "mean")


if __name__ == "__main__":
    print(derive().report())
