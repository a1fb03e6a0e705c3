"""The bound printed in (3.19) holds for the probability of ever leaving, under (2.2) and the printed step bound.

P(exit) <= F(theta0) ((sqrt(2 C) + sqrt(sigma)) eta sqrt(rho)/(1 - sqrt(rho)) + rho^2/(M0 (1 - rho))).

Not by the paper's argument, which has F(theta0) for its root and sums from 1 for sums from 0, but because
P(exit) <= rho1 F(theta0)/M0 by `ville_annulus`, which is less (`printed_from_ville`). The annulus may have any width.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.exit_steps import printed_from_ville, restrict_annulus, step_range
from lojverify.paper.setting import AnnulusRun


def problem() -> Problem:
    p = Problem("printed_bound", "the printed bound on the exit probability, under (2.2)")
    run = AnnulusRun(p)
    p.assume("(2.2)", 4 * run.F(run.theta0) < (run.r + run.W) ** 2 * run.alpha)
    run.printed_step_bound()
    run.printed_bound()
    return p


def derive() -> Proved:
    d = Derivation(problem())
    restrict_annulus(d)
    step_range(d)
    d.have("r<r+W", "r < r + W", by=["W>0"])
    d.assume("beyond r", "<y-theta0, y-theta0> - r^2 > 0")
    d.have("not within r", "<y-theta0, y-theta0> - r^2 >= 0", by=["beyond r"])
    d.cut("(2.5)", "annulus", "not within r")
    d.cite("ville", proved("ville_annulus"), {"R": "r + W"}, {"r<R": "r<r+W"})
    printed_from_ville(d, "for ever", "ville.1", "1 - mean(e_inf)")
    printed_from_ville(d, "at k", "ville.2", "1 - mean(e[k])")
    return d.qed("for ever.1", "at k.1")


if __name__ == "__main__":
    print(derive().report())
