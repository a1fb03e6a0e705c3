"""The bound printed in (3.18) holds if sqrt(2C) + sqrt(sigma) >= alpha/(4C): see `jumps_are_rare_as_printed`."""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.exit_steps import annulus_of_paper, define_lengths, squares_as_printed
from lojverify.paper.section3_exit import leaving_by_chebyshev
from lojverify.paper.steps import restrict


def problem() -> Problem:
    return leaving_by_chebyshev()


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    define_lengths(d)
    d.cite("length", proved("expected_step_length"), note="(3.9)")
    d.cite("leaving", proved("exit_per_step"), {"W": "1"}, annulus_of_paper(d), note="(3.15)")
    squares_as_printed(d)
    d.have(
        "rare",
        "M0*(mean(e[k]) - mean(e[k+1])) <= M0*(s2C + ssigma)*eta*sk[k]*F(theta0) + rk[k+1]*F(theta0)",
        by=["leaving.1", "M0>0 * length.4", "M0>0 * as printed", "rho.1 * length.2"],
        eq=["rk.step: F(theta0)"],
        note="(3.18)",
    )
    return d.qed("rare")


if __name__ == "__main__":
    print(derive().report())
