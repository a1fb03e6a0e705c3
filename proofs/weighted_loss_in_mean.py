"""E sum_k beta^k F(theta[k]) 1_{E_k} <= F(theta0)/(1 - beta rho1) for every 0 <= beta < 1/rho1: Tonelli, for (3.1).

In a ball of any radius, for 0 < eta < 2 alpha/(C (alpha + sigma)). The stopped loss H[k] = F(theta[k]) 1_{E_k} has
E H[k+1] <= rho1 H[k] given the past, and `process_summable` applies. By `circular_noise`, beta = 1/rho1 is excluded.
"""

import sympy

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import at_start
from lojverify.paper.stopped import RHO1


def problem() -> Problem:
    p = Problem("weighted_loss_in_mean", "the weighted sum of the losses of a run that stays, in mean")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    beta, b = run.power("beta", "b")
    p.assume("beta>=0", beta >= 0)
    p.assume("beta*rho1<1", beta * run.rho1 < 1)
    H, S = run.stopped_loss(), sympy.IndexedBase("S")
    p.define("recursion", "S", "k", level=0, start=0, step=S[k] + b[k] * H[k])
    total = p.define("extremum", "total", value="S", of="supremum")
    p.goal((1 - beta * run.rho1) * mean(total) <= run.F(run.theta0))
    p.goal(S[k] <= total)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    at_start(d)
    d.define("recursion", "r1k", "k", level=None, start="1", step=f"{RHO1}*r1k[k]")
    d.cite("stopped", proved("stopped_loss_contracts"), note="(3.7)")
    d.cite("loss", proved("loss_contracts_sharply"), note="(3.8)")
    d.have("H start", "H[0] <= F(theta0)", eq=["stopped.2"])
    premises = {"beta*q<1": "beta*rho1<1", "H>=0": "stopped.1", "contracts": "loss.1"}
    d.cite("sum", proved("process_summable"), {"q": RHO1, "h0": "F(theta0)"}, premises, note="Tonelli")
    return d.qed("sum.1", "sum.2")


if __name__ == "__main__":
    print(derive().report())
