"""(3.1) with the sharp factor: beta^k F(theta[k]) -> 0 almost surely on E_infinity, for every beta < 1/rho1.

In a ball of any radius, for 0 < eta < 2 alpha/(C (alpha + sigma)). The stopped loss H[k] = F(theta[k]) 1_{E_k} has
E H[k+1] <= rho1 H[k] given the past, and `process_vanishes` applies. By `circular_noise`, beta = 1/rho1 is excluded.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.setting import Run
from lojverify.paper.steps import at_start, stays_for_ever
from lojverify.paper.stopped import RHO1, sharp_contraction, stopped_model


def problem() -> Problem:
    p = Problem("loss_vanishes_in_ball", "beta^k F(theta[k]) tends to 0 on the event that the iterates stay")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    beta, _ = run.power("beta", "b")
    p.assume("beta>=0", beta >= 0)
    p.assume("beta*rho1<1", beta * run.rho1 < 1)
    run.for_ever()
    p.goal("e_inf >= 1 |- b[k]*F(theta[k]) -> 0 (k)")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    at_start(d)
    stopped_model(d)
    sharp_contraction(d)
    d.have("H low start", "H[0] <= F(theta0)", eq=["H start"])
    terms = {"H": ("k", "H[k]"), "q": RHO1, "h0": "F(theta0)"}
    d.cite("vanishes", proved("process_vanishes"), terms, {"beta*q<1": "beta*rho1<1", "H start": "H low start"})
    stays_for_ever(d)
    d.have("H=F", "b[k]*H[k] - b[k]*F(theta[k]) = 0", eq=["H.is: b[k]", "for ever: b[k]*F(theta[k])"])
    d.step("loss vanishes", "limit_equal", fact="vanishes", equal="H=F", term="b[k]*F(theta[k])")
    return d.qed("loss vanishes")


if __name__ == "__main__":
    print(derive().report())
