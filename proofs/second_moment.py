"""(3.8), and the second moment behind (3.10): E_k Q[k+1] <= rho F and E_k |v|^2 <= (2 C + sigma) F on E_k.

Here v = grad F(theta[k]) + w[k]. The noise has zero mean and second moment at most sigma F, so that
E_k |v|^2 <= |grad F|^2 + sigma F, and |grad F|^2 lies between alpha F and 2 C F. No step bound is needed.
"""

from lojverify.derive import Derivation, Problem, Proved, expect, norm2
from lojverify.derive.language import k
from lojverify.paper.setting import Run


def problem() -> Problem:
    p = Problem("second_moment", "the stochastic gradient has second moment at most (2 C + sigma) F")
    run = Run(p)
    run.growth()
    run.lojasiewicz()
    run.noise()
    F = run.F(run.theta[k])
    p.goal(expect(k, norm2(run.gradient())) <= (2 * run.C + run.sigma) * F, [run.stays])
    p.goal(expect(k, run.quadratic()) <= run.rho * F, [run.stays])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.assume("stays", "e[k] - 1 >= 0")
    d.cut("in ball", "e.yes", "stays")
    g = "grad F(theta[k])"
    d.use("above", "growth", y="theta[k]", by=["in ball"], note="(2.4)")
    d.use("below", "lojasiewicz", y="theta[k]", by=["in ball"], note="(2.1)")
    d.instance("unbiased", "zero_mean", y=g, note="(2.11), zero mean")
    v = f"({g} + w[k])"
    d.have(
        "second moment",
        f"E[k](<{v}, {v}>) <= (2*C + sigma)*F(theta[k])",
        by=["above", "second_moment"],
        eq=["unbiased"],
        note="(2.11)",
    )
    d.have(
        "contraction",
        f"E[k](F(theta[k]) - eta*<{g}, {v}> + C/2*eta^2*<{v}, {v}>)"
        " <= (1 - eta*alpha + eta^2*C*(2*C + sigma)/2)*F(theta[k])",
        by=["eta>0 * below", "C>0 * eta>0 * eta>0 * second moment"],
        eq=["unbiased: eta"],
        note="(3.8)",
    )
    return d.qed("second moment", "contraction")


if __name__ == "__main__":
    print(derive().report())
