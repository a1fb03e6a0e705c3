"""(A.14): in Theta the output of the network is at least q at |theta - theta0| for every datum.

q = (A-R/2) (R/2)^{L-2} c_{L-1} ... c_1 d_{L-1} ... d_1. This is `bound_climbs_layers` up to the output, as T[0] = q.
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.appendix_a import output
from lojverify.paper.layer_steps import layers_of_theta


def problem() -> Problem:
    return output()


def derive() -> Proved:
    d = Derivation(problem())
    layers_of_theta(d)
    d.instance("climbs to the top", "climbs.1", j="0", n="n+1")
    d.have("output", "N(theta + node[0]) >= q*at*rho", by=["climbs to the top"], eq=["T top: at*rho"], note="(A.14)")
    return d.qed("output")


if __name__ == "__main__":
    print(derive().report())
