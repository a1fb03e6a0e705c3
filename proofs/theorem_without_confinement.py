"""Theorem 3.1 without Assumption 3: for every delta > 0 there is eps > 0 such that F(theta0) <= eps is enough.

Only (2.1), (2.3), (2.4) on the ball and the noise (2.10), (2.11) are assumed, in a ball of any radius, for
0 < eta < 2 alpha/(C (alpha + sigma)). The witness eps = delta r^2/Lam^2, where Lam = eta sqrt(alpha + sigma)/
(1 - sqrt(rho1)), comes from `path_length_with_roots`. On the event that the iterates stay, which has probability
1 - delta at least, beta^k F(theta[k]) -> 0 for every beta < 1/rho1 (rho1 is at most the paper's rho where F > 0), and
theta[k] converges to a zero of F in the ball.
"""

import sympy

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.paper.section3_limit import convergence_goals
from lojverify.paper.setting import Run
from lojverify.paper.stopped import RHO1


def problem() -> Problem:
    p = Problem("theorem_without_confinement", "Theorem 3.1 without Assumption 3")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    (delta,) = p.constants("delta")
    p.assume("delta>0", delta > 0)
    p.assume("delta<1", delta < 1)
    srho1 = p.root("srho1", run.rho1)
    above = delta * run.r**2 * (1 - run.rho1) ** 2
    p.define("quotient", "eps", value=above, by=run.eta**2 * (run.alpha + run.sigma) * (1 + srho1) ** 2)
    eps = sympy.Symbol("eps")
    beta, _ = run.power("beta", "b")
    p.assume("beta>=0", beta >= 0)
    p.assume("beta*rho1<1", beta * run.rho1 < 1)
    e_inf = convergence_goals(run)
    p.goal("e_inf >= 1 |- b[k]*F(theta[k]) -> 0 (k)")
    p.goal(eps > 0)
    p.goal(mean(e_inf) >= 1 - delta, [run.F(run.theta0) <= eps])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("convergence", proved("iterates_converge_in_ball"))
    d.cite("loss vanishes", proved("loss_vanishes_in_ball"))
    d.cite("path", proved("path_length_with_roots"))
    d.have("1-rho1>0", f"1 - {RHO1} > 0", by=["eta>0 * step"])
    weight = "eta^2*(alpha + sigma)*(1 + srho1)^2"
    d.have("alpha+sigma>0", "alpha + sigma > 0", by=["alpha>0", "sigma>=0"])
    d.have("1+srho1>0", "1 + srho1 > 0", by=["srho1.nonnegative", "1"])
    d.have("weight>0", f"{weight} > 0", by=["eta>0 * eta>0 * alpha+sigma>0 * 1+srho1>0 * 1+srho1>0"])
    d.cut("eps is", "eps.times", "weight>0")
    area = "r>0 * r>0 * 1-rho1>0 * 1-rho1>0"
    d.contradiction("eps>0", "eps > 0", by=["not * weight>0", f"delta>0 * {area}"], eq=["eps is"])
    d.assume("small", "F(theta0) <= eps")
    by = ["path.1", "small * weight>0", f"not * {area}"]
    d.contradiction("stays", "mean(e_inf) >= 1 - delta", by=by, eq=["eps is"])
    goals = [f"convergence.{n}" for n in (1, 2, 3)]
    return d.qed(*goals, "loss vanishes", "eps>0", "stays")


if __name__ == "__main__":
    print(derive().report())
