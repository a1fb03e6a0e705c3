"""The hypothesis `first` of the exit bounds, for F(theta0) <= M0: a first step out of the ball has Q[1] >= M0.

The first step starts at the center of the ball, so `crossing_from_center` applies, also where F(theta0) = M0.
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import first_step_leaves


def problem() -> Problem:
    p = Problem("first_step_below", "a first step out of the ball has Q at M0 or above, if F(theta0) <= M0")
    run = Run(p)
    run.positive("M0")
    run.smooth()
    run.confined()
    p.assume("low start", run.F(run.theta0) <= run.M0)
    p.goal(run.quadratic().subs(k, 0) >= run.M0, [-run.e[1] >= 0])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    first_step_leaves(d, "crossing_from_center", "low start")
    return d.qed("first")


if __name__ == "__main__":
    print(derive().report())
