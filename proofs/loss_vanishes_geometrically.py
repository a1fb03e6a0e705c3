"""(3.1), (3.21): in the setting of Theorem 3.1, beta^k F(theta[k]) -> 0 almost surely on E_infinity.

The assumptions on B(theta0, R) hold on B(theta0, R-1), where `weighted_loss_vanishes` applies.
"""

from lojverify.derive import Derivation, Proved, proved
from lojverify.paper.section3_limit import loss_vanishes as problem
from lojverify.paper.steps import restrict


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    d.define("abbreviation", "H", "k", value="e[k]*F(theta[k])")
    d.cite("vanishes", proved("weighted_loss_vanishes"), note="(3.8), Tonelli")
    return d.qed("vanishes")


if __name__ == "__main__":
    print(derive().report())
