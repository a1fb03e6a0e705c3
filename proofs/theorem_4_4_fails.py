"""Theorem 4.4 is false: for F = |theta|^2/2 and noise of length 1 the run stays, and the theorem says that it leaves.

All hypotheses hold, with alpha = 2, C = 1, r = 2, gamma = n0 = 2, q = 1, |theta0| = 1/2, where n0 = 2 C^2 gamma/alpha
is allowed. As eta_k = 2/(k + 2) <= 1, theta_{k+1} = (1 - eta_k) theta_k - eta_k w_k is a convex combination of points
of length at most 1, so |theta_k - theta0| <= 3/2 for ever. Any q and any larger n0 would do.
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.escape_steps import run_of, suppose, unit_noise
from lojverify.paper.section4_escape import escape


def problem() -> Problem:
    p = unit_noise("theorem_4_4_fails")
    p.goal("0 > 0")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    run_of(d, escape())
    suppose(d, escape())
    d.have("absurd", "0 > 0", by=["1"], eq=["printed", "for ever"])
    return d.qed("absurd")


if __name__ == "__main__":
    print(derive().report())
