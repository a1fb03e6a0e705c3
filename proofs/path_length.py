"""P(exit) <= Lam^2 F(theta0) / r^2: a run that leaves the ball has walked a path longer than r.

Lam is any number from eta sqrt(alpha + sigma)/(1 - s) on, s any from sqrt(rho1) on, so that roots enter by bounds.
This is Chebyshev's inequality for the length of the path in the ball, which `path_length_squared` bounds. Nothing is
assumed of F outside the ball or on its sphere, and F(theta0) need not be small.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.stopped import define_squared_length, envelope_constants


def problem() -> Problem:
    p = Problem("path_length", "the exit probability is at most Lam^2 F(theta0) / r^2")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    _, Lam = envelope_constants(run, run.alpha + run.sigma)
    for stay in (mean(run.for_ever()), mean(run.e[k])):
        p.goal(run.r**2 * (1 - stay) <= Lam**2 * run.F(run.theta0))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    define_squared_length(d)
    d.cite("length", proved("path_length_squared"))
    return d.qed("length.4", "length.5")


if __name__ == "__main__":
    print(derive().report())
