"""P(exit) <= rho1 F(theta0) / M0, whatever F(theta0) is, if the ball contains a zero of F.

The first step starts at the center of the ball, so `crossing_given_zero` gives the hypothesis `first` of `ville`.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import first_step_leaves


def problem() -> Problem:
    p = Problem(
        "ville_given_zero", "the exit probability is at most rho1 F(theta0) / M0 if the ball contains a zero of F"
    )
    run = Run(p)
    run.positive("M0")
    run.assumptions()
    run.step_below_limit()
    run.confined()
    (zero,) = p.vectors("zero")
    p.assume("zero in ball", run.inside(zero))
    p.assume("F(zero)=0", Eq(run.F(zero), 0))
    F0 = run.F(run.theta0)
    e_inf = p.define("extremum", "e_inf", value="e", of="infimum")
    p.goal(run.M0 * (1 - mean(e_inf)) <= run.rho1 * F0)
    p.goal(run.M0 * (1 - mean(run.e[k])) <= run.rho1 * F0)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    first_step_leaves(d, "crossing_given_zero")
    d.cite("ville", proved("ville"))
    return d.qed("ville.1", "ville.2")


if __name__ == "__main__":
    print(derive().report())
