"""(3.20): if F(theta0) <= eps = delta M0/rho, then P(E_k) >= 1 - delta for every k, and P(E_infinity) >= 1 - delta.

P(E_k^c) <= rho1 F(theta0)/M0 by `ville_annulus`; rho1 F(theta0) <= rho F(theta0), since alpha F <= |grad F|^2 <= 2C F.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.exit_steps import ville_of_paper
from lojverify.paper.section3_exit import staying
from lojverify.paper.steps import restrict


def problem() -> Problem:
    return staying()


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    d.cite("rho", proved("rho_range"), note="(3.2)")
    d.cut("eps is", "eps.times", "rho.1")
    d.contradiction("eps>0", "eps > 0", by=["delta>0 * M0>0", "not * rho.1"], eq=["eps is"])
    d.have("center", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.use("steep", "lojasiewicz", y="theta0", by=["center"], note="(2.1)")
    d.use("flat", "growth", y="theta0", by=["center"], note="(2.4)")
    d.assume("small", "F(theta0) <= eps")
    ville_of_paper(d)
    for label, fact, stay in (("at k", "ville.2", "mean(e[k])"), ("for ever", "ville.1", "mean(e_inf)")):
        d.have(
            f"{label}, times M0",
            f"M0*(1 - {stay}) <= M0*delta",
            by=[fact, "eta>0 * eta>0 * C>0 * steep", "eta>0 * eta>0 * C>0 * flat", "rho.1 * small"],
            eq=["eps is"],
        )
        d.contradiction(label, f"{stay} >= 1 - delta", by=[f"{label}, times M0", "not * M0>0"], note="(3.20)")
    return d.qed("eps>0", "at k", "for ever")


if __name__ == "__main__":
    print(derive().report())
