"""(A.13): in Theta the outputs of layer L-1 are at least (R/2)^{L-2} c_{L-1} ... c_1 d_{L-2} ... d_1 at rho.

rho = |theta - theta0|. This is `bound_climbs_layers` up to that layer, since q = (A-R/2) d_{L-1} T[1].
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.appendix_a import last_hidden_layer
from lojverify.paper.layer_steps import layers_of_theta


def problem() -> Problem:
    return last_hidden_layer()


def derive() -> Proved:
    d = Derivation(problem())
    layers_of_theta(d)
    d.instance("climbs to L-1", "climbs.1", j="1")
    d.instance("T at the top", "T passes", k="0")
    d.instance("d>0 there", "d>0", k="1")
    d.have("weight>0", "A - R/2 > 0", by=["A>R/2"])
    below = "d[1]*T[1]*at*rho"
    d.have(
        "hidden",
        "(A - R/2)*d[1]*N(theta + node[1]) >= q*at*rho",
        by=["weight>0 * d>0 there * climbs to L-1"],
        eq=["T top: at*rho", "T at the top: at*rho", f"omega.start: {below}*c[0]", f"c_L=1: (A - R/2)*{below}"],
        note="(A.13)",
    )
    return d.qed("hidden")


if __name__ == "__main__":
    print(derive().report())
