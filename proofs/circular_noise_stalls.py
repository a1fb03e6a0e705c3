"""At 2 alpha/(C (alpha + sigma)) nothing contracts: for noise on a circle the loss stays F(theta0) for ever.

As in `circular_noise`, with rho1 = 1. So the end of the range of step sizes does not belong to it.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, proved
from lojverify.derive.language import k
from lojverify.derive.scripts import script
from lojverify.paper.setting import Run
from lojverify.paper.stopped import RHO1


def problem() -> Problem:
    p = Problem("circular_noise_stalls", "with noise on a circle and the step at the end of the range F is constant")
    run = Run(p)
    script("circular_noise").on_a_circle(run)
    p.assume("at the end", Eq(run.eta * run.C * (run.alpha + run.sigma), 2 * run.alpha))
    p.goal(Eq(run.F(run.theta[k]), run.F(run.theta0)))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.have("rho1=1", f"1*{RHO1} = 1", eq=["at the end: eta"])
    d.have("0=0", "0 = 0")
    premises = {"beta*rho1=1": "rho1=1", "b.start": "0=0", "b.step": "0=0"}
    d.cite("on circle", proved("circular_noise"), {"beta": "1", "b": ("k", "1")}, premises)
    return d.qed("on circle.2")


if __name__ == "__main__":
    print(derive().report())
