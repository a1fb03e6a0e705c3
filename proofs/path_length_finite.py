"""The whole path in the ball is square integrable: E length_inf^2 <= Lam^2 F(theta0); so it is finite almost surely.

The constants s and Lam are those of `path_length_squared`, of which this is the limit (monotone convergence).
"""

import sympy

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.stopped import envelope_constants, nonnegative_recursion


def problem() -> Problem:
    p = Problem("path_length_finite", "the squared length of the whole path in the ball, in mean")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    _, Lam = envelope_constants(run, run.alpha + run.sigma)
    length = run.path_length()
    lsq = p.define("abbreviation", "lsq", "k", value=length[k] ** 2)
    p.define("extremum", "lsq_inf", value="lsq", of="supremum")
    p.goal(lsq[k] <= sympy.Symbol("lsq_inf"))
    p.goal(mean(sympy.Symbol("lsq_inf")) <= Lam**2 * run.F(run.theta0))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.define("extremum", "e_inf", value="e", of="infimum")
    d.cite("length", proved("path_length_squared"))
    nonnegative_recursion(d, "length", "d.nonnegative")
    d.have("lsq>=0", "lsq[k] >= 0", by=["[length[k]]"], eq=["lsq.is"])
    d.instance("lsq next", "lsq.is", k="k+1")
    eq = ["lsq.is", "lsq next", "length.step: length[k+1] + length[k] + d[k]"]
    d.have("lsq grows", "lsq[k+1] - lsq[k] >= 0", by=["length>=0 * d.nonnegative", "[d[k]]"], eq=eq)
    bounds = {"lower": "lsq>=0", "step": "lsq grows", "mean": "length.1"}
    d.step("whole", "supremum", symbol="lsq_inf", letter="k", **bounds, note="monotone convergence")
    d.have("below", "lsq[k] <= lsq_inf", by=["whole.2"])
    return d.qed("below", "whole.4")


if __name__ == "__main__":
    print(derive().report())
