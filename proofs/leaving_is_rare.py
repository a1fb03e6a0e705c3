"""(3.18) corrected: P(E_k minus E_{k+1}) is at most the sum of the bounds of (3.14), corrected, and (3.15).

To leave is to step into the annulus or over it. The sum of the bounds is a bound, not the probability itself, as
"is indeed the summation" has it; and (3.14) needs the root of F(theta0).
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.exit_steps import annulus_of_paper, define_lengths
from lojverify.paper.section3_exit import leaving
from lojverify.paper.steps import restrict


def problem() -> Problem:
    return leaving(repaired=True)


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    define_lengths(d)
    d.cite("length", proved("expected_step_length"), note="(3.9), (3.10)")
    d.cite("leaving", proved("exit_per_step"), {"W": "1"}, annulus_of_paper(d), note="(3.14), (3.15)")
    d.cite("rho", proved("rho_range"), note="(3.2)")
    d.have(
        "rare",
        "M0*(mean(e[k]) - mean(e[k+1])) <= M0*(s2C + ssigma)*eta*sk[k]*f0 + rk[k+1]*F(theta0)",
        by=["leaving.2", "M0>0 * length.6", "rho.1 * length.2"],
        eq=["rk.step: F(theta0)"],
        note="(3.18)",
    )
    return d.qed("rare")


if __name__ == "__main__":
    print(derive().report())
