"""(A.12): in Theta the outputs of the second layer are at least c_2 c_1 d_1 (R/2) at |theta - theta0|.

This is `bound_climbs_layers` for the second layer, where T[k+1] = c_2 d_1 (R/2) T[k+2] and T[k+2] = c_1.
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.appendix_a import second_layer
from lojverify.paper.layer_steps import layers_of_theta


def problem() -> Problem:
    return second_layer()


def derive() -> Proved:
    d = Derivation(problem())
    layers_of_theta(d)
    d.assume("l=2", "layer[k+1] = 2")
    d.instance("count", "layer.step", k="k+1")
    d.have("l=1 below", "layer[k+2] - 1 = 0", eq=["l=2", "count"])
    d.use("climbs to the second", "climbs.1", j="k+1", n="1", by=["l=1 below"])
    d.use("T is c below", "T is c", k="k+2", by=["l=1 below"])
    d.instance("T in the second", "T passes", k="k+1")
    bound = "c[k+1]*c[k+2]*d[k+2]*(R/2)*at*rho"
    factor = "c[k+1]*d[k+2]*at*rho"
    d.have(
        "second",
        f"N(theta + node[k+1]) >= {bound}",
        by=["climbs to the second"],
        eq=["T in the second: at*rho", f"T is c below: {factor}*omega[k+1]", f"omega.step: {factor}*c[k+2]"],
        note="(A.12)",
    )
    return d.qed("second")


if __name__ == "__main__":
    print(derive().report())
