"""(3.9): E F(theta_{k+1}) 1_{E_{k+1}} <= rho E F(theta_k) 1_{E_k} <= rho^{k+1} F(theta0).

The mean of (3.8), and induction with rho > 0, which the step bound gives.
"""

from lojverify.derive import Derivation, Proved, proved
from lojverify.paper.section3_run import contraction as problem
from lojverify.paper.steps import RHO, restrict, stopped_loss_means


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    stopped_loss_means(d)
    d.cite("range", proved("rho_range"), note="(3.2)")
    d.step("mean contracts", "average", fact="contracts")
    d.step("mean start", "average", fact="H low start")
    decays = "mean(H[k]) <= rk[k]*F(theta0)"
    d.assume("so far", decays)
    d.have("base", "mean(H[0]) <= rk[0]*F(theta0)", by=["mean start"], eq=["rk.start: F(theta0)"])
    step = f"{RHO}*mean(H[k]) <= rk[k+1]*F(theta0)"
    d.have("smaller", step, by=["range.1 * so far"], eq=["rk.step: F(theta0)"])
    d.have("next", "mean(H[k+1]) <= rk[k+1]*F(theta0)", by=["mean contracts", "smaller"])
    d.step("decays", "induction", start="base", step="next", letter="k", condition=decays)
    d.cut("rho decays", "smaller", "decays")
    return d.qed("mean contracts", "rho decays")


if __name__ == "__main__":
    print(derive().report())
