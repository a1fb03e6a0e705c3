"""P(exit) <= rho1 F(theta0) / M0 for every initial loss F(theta0) <= M0.

The first step starts at the center of the ball, so `crossing_from_center` gives the hypothesis `first` of `ville`.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run


def problem() -> Problem:
    p = Problem("ville_below", "the exit probability is at most rho1 F(theta0) / M0 if F(theta0) <= M0")
    run = Run(p)
    run.positive("M0")
    run.assumptions()
    run.step_below_limit()
    run.confined()
    F0 = run.F(run.theta0)
    p.assume("low start", F0 <= run.M0)
    e_inf = p.define("extremum", "e_inf", value="e", of="infimum")
    p.goal(run.M0 * (1 - mean(e_inf)) <= run.rho1 * F0)
    p.goal(run.M0 * (1 - mean(run.e[k])) <= run.rho1 * F0)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("first", proved("first_step_below"))
    d.cite("ville", proved("ville"))
    return d.qed("ville.1", "ville.2")


if __name__ == "__main__":
    print(derive().report())
