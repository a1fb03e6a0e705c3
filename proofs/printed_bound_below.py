"""The bound printed in (3.19) holds for every initial loss F(theta0) <= M0 too, instead of (2.2).

As `printed_bound`, with `ville_below`.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.exit_steps import printed_from_ville, restrict_annulus, step_range
from lojverify.paper.setting import AnnulusRun


def problem() -> Problem:
    p = Problem("printed_bound_below", "the printed bound on the exit probability, if F(theta0) <= M0")
    run = AnnulusRun(p)
    p.assume("low start", run.F(run.theta0) <= run.M0)
    run.printed_step_bound()
    run.printed_bound()
    return p


def derive() -> Proved:
    d = Derivation(problem())
    restrict_annulus(d)
    step_range(d)
    d.cut("confined", "annulus", "y in R")
    d.cite("ville", proved("ville_below"))
    printed_from_ville(d, "for ever", "ville.1", "1 - mean(e_inf)")
    printed_from_ville(d, "at k", "ville.2", "1 - mean(e[k])")
    return d.qed("for ever.1", "at k.1")


if __name__ == "__main__":
    print(derive().report())
