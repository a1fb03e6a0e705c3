"""Theorem 3.1, with the witness eps = delta M0: if F(theta0) <= eps, the iterates stay with probability >= 1 - delta,
and on that event beta^k F(theta[k]) -> 0 for 1 <= beta < 1/rho, and theta[k] converges to a zero of F in the ball.

The probability comes from `ville`, P(exit) <= rho1 F(theta0)/M0, instead of the paper's union bound, whose
derivation is broken at (3.10) and (3.19). (2.5) is needed on the sphere of radius R-1 only, by continuity of F.
"""

from lojverify.derive import Derivation, Proved, proved
from lojverify.paper.section3_limit import theorem_3_1 as problem
from lojverify.paper.steps import restrict


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    d.cite("convergence", proved("iterates_converge"), note="(3.22), repaired")
    d.cite("loss vanishes", proved("loss_vanishes_geometrically"), note="(3.1)")

    # (2.5) speaks of R-1 < |y - theta0| <= R, and r = R - 1.
    d.have("r<R", "r < R", by=["1"], eq=["r.is"])
    d.assume("beyond r", "<y-theta0, y-theta0> - r^2 > 0")
    d.have("beyond R-1", "<y-theta0, y-theta0> - (R-1)^2 > 0", by=["beyond r"], eq=["r.is: r + R - 1"])
    d.cut("annulus", "(2.5)", "beyond R-1")
    d.have("(2.2) on R", "R^2*alpha > 4*F(theta0)", by=["(2.2)"])
    premises = {"(2.5)": "annulus", "(2.2)": "(2.2) on R"}
    d.cite("ville", proved("ville_annulus"), premises=premises, note="in place of (3.10)-(3.19)")

    # rho1 < 1 and F(theta0) <= delta M0.
    d.have("center in ball", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.use("F0>=0", "loss>=0", y="theta0", by=["center in ball"])
    d.assume("small", "F(theta0) <= eps")
    d.contradiction(
        "stays",
        "mean(e_inf) >= 1 - delta",
        by=["ville.1", "F0>=0 * eta>0 * step", "small", "not * M0>0"],
        eq=["eps.is"],
        note="(3.20) in the limit",
    )
    d.have("eps>0", "eps > 0", by=["delta>0 * M0>0"], eq=["eps.is"])
    return d.qed("convergence.1", "convergence.2", "convergence.3", "loss vanishes", "eps>0", "stays")


if __name__ == "__main__":
    print(derive().report())
