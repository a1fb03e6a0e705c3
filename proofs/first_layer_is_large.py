"""(A.11): in Theta the outputs of the first layer are at least c_1 at |theta - theta0|.

The inputs of its units are at least at |theta - theta0| by (A.4), and sigma_1(t) >= c_1 t for t >= 0.
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.appendix_a import first_layer
from lojverify.paper.layer_steps import layers_of_theta


def problem() -> Problem:
    return first_layer()


def derive() -> Proved:
    d = Derivation(problem())
    layers_of_theta(d)
    d.instance("first here", "first", k="k+1", note="(A.11)")
    return d.qed("first here")


if __name__ == "__main__":
    print(derive().report())
