"""Without noise nothing ever leaves: if sigma = 0 and Lam sqrt(F(theta0)) < r, the iterates stay almost surely.

Here Lam = eta sqrt(alpha)/(1 - sqrt(rho1)), with rho1 = 1 - eta alpha + eta^2 C alpha/2. This is the case sigma = 0 of
`drift_martingale_with_roots`. As eta -> 0, Lam decreases to 2/sqrt(alpha), so the condition becomes Chatterjee's,
4 F(theta0) < r^2 alpha.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.section3_limit import convergence_goals
from lojverify.paper.setting import Run
from lojverify.paper.stopped import RHO1


def problem() -> Problem:
    p = Problem("gradient_descent_stays", "gradient descent stays in the ball and converges to a zero of F")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    p.assume("sigma=0", run.sigma <= 0)
    f0, srho1, P = p.root("f0", run.F(run.theta0)), p.root("srho1", run.rho1), p.root("P", run.alpha)
    p.assume("L>0", run.r * (1 - run.rho1) > run.eta * P * (1 + srho1) * f0)
    e_inf = convergence_goals(run)
    p.goal(mean(e_inf) >= 1)
    p.goal(mean(run.e[k]) >= 1)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("convergence", proved("iterates_converge_in_ball"))
    d.define("root", "kappa", value="C/2")
    d.cite("drift", proved("drift_martingale_with_roots"))
    d.step("no noise", "antisymmetry", first="sigma>=0", second="sigma=0")
    d.have("1-rho1>0", f"1 - {RHO1} > 0", by=["eta>0 * step"])
    push = "eta*P*(1 + srho1)"
    d.have("room>0", f"r*(1 - {RHO1}) - {push}*f0 > 0", by=["L>0"])
    d.have("weight>0", f"(1 - {RHO1})*(r*(1 - {RHO1}) - {push}*f0)^2 > 0", by=["1-rho1>0 * room>0 * room>0"])
    nothing = f"no noise: eta^2*F(theta0)*(1 - {RHO1} + kappa*{push})^2"
    for label, stay in (("drift.1", "mean(e_inf)"), ("drift.2", "mean(e[k])")):
        d.contradiction(f"{label} stays", f"{stay} >= 1", by=["not * weight>0", label], eq=[nothing])
    goals = [f"convergence.{n}" for n in (1, 2, 3)]
    return d.qed(*goals, "drift.1 stays", "drift.2 stays")


if __name__ == "__main__":
    print(derive().report())
