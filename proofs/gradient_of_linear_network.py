"""(A.6): the gradient of the squared error of a deep linear network with respect to W_l, at every depth.

Its inner product with a matrix V is 2 mean((phi - y) W_L ... W_{l+1} V W_{l-1} ... W_1 x). Both inequalities are
`linear_network_slope`, along w and along -w.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.appendix_a_text import gradient_of_linear_network


def problem() -> Problem:
    return gradient_of_linear_network()


def derive() -> Proved:
    d = Derivation(problem())
    slope = proved("linear_network_slope")
    d.cite("at least", slope)
    d.have("-w", "<-w, o> = 0", eq=["w"])
    d.assume("layer>=1", "layer[k] >= 1")
    d.cut("w there", "w in layer M", "layer>=1")
    d.have("-w there", "(layer[k] - M)*<-w, u[k+1]> = 0", eq=["w there"])
    d.assume("below", "M - layer[k] > 0")
    d.cut("D there", "D below", "below")
    d.have("-D below", "-D[k] = 0", eq=["D there"])
    d.assume("above", "layer[k] - M >= 0")
    d.cut("D here", "D", "above")
    change = "<theta, u[k+1]>*(-D[k+1]) + <-w, u[k+1]>*N(theta + node[k+1])"
    d.have("-D", f"-D[k] = d[k+1]*E[k+1]({change})", eq=["D here"])
    premises = {"w": "-w", "w in layer M": "-w there", "D below": "-D below", "D": "-D"}
    d.cite("at most", slope, {"w": "-w", "D": ("k", "-D[k]")}, premises)
    d.step("gradient", "antisymmetry", first="at least", second="at most", note="(A.6)")
    return d.qed("gradient")


if __name__ == "__main__":
    print(derive().report())
