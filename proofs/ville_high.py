"""P(exit) <= rho1 F(theta0) / M0 under the local Lojasiewicz condition 4 F(theta0) < r^2 alpha, also if F(theta0) > M0.

The condition gives a zero of F in the ball (`zero_exists`), and with it a first step out of the ball has its quadratic
model at M0 or above (`ville_given_zero`). Without it, and with F(theta0) > M0, the bound is false.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run


def problem() -> Problem:
    p = Problem("ville_high", "the exit probability is at most rho1 F(theta0) / M0 if 4 F(theta0) < r^2 alpha")
    run = Run(p)
    run.positive("M0")
    run.assumptions()
    run.step_below_limit()
    run.confined()
    F0 = run.F(run.theta0)
    p.assume("(2.2)", run.r**2 * run.alpha > 4 * F0)
    e_inf = p.define("extremum", "e_inf", value="e", of="infimum")
    p.goal(run.M0 * (1 - mean(e_inf)) <= run.rho1 * F0)
    p.goal(run.M0 * (1 - mean(run.e[k])) <= run.rho1 * F0)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("zero", proved("zero_exists"), new={"zstar": "zero"})
    d.cite("ville", proved("ville_given_zero"), premises={"zero in ball": "zero.1", "F(zero)=0": "zero.2"})
    return d.qed("ville.1", "ville.2")


if __name__ == "__main__":
    print(derive().report())
