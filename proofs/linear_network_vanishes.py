"""Where W_1 x_i = 0 for all data, a deep linear network is 0 and its squared error is the mean of y^2.

The outputs of the first layer are W_1 x_i, and those of a layer above are weighted sums of the outputs below it.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, proved
from lojverify.derive.language import k
from lojverify.paper.network import DeepLinear


def problem() -> Problem:
    p = Problem("linear_network_vanishes", "a deep linear network vanishes where its first layer does")
    net = DeepLinear(p)
    p.assume("W_1x=0", Eq(net.weighted_sum(net.theta, k), 0), [Eq(net.layer[k], 1)])
    p.goal(Eq(net.F(net.theta), net.mean_square()), ["layer[n] = 1"])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.use("layer", "(A.5)", p="theta", by=["theta"])
    output, below = "N(theta + node[k])", "<theta, u[k+1]>*N(theta + node[k+1])"
    d.assume("layer=1", "layer[k] = 1")
    d.have("layer=1 so >=1", "layer[k] - 1 >= 0", eq=["layer=1"])
    d.cut("output first", "layer", "layer=1 so >=1")
    d.cut("input first", "W_1x=0", "layer=1")
    d.have("first", f"{output} = 0", eq=["output first", "input first"])
    d.assume("layer>=2", "layer[k] >= 2")
    d.have("layer>=2 so >=1", "layer[k] - 1 >= 0", by=["layer>=2", "1"])
    d.cut("output above", "layer", "layer>=2 so >=1")
    d.assume("sum", f"E[k+1]({below}) = 0")
    d.have("passes", f"{output} = 0", eq=["output above", "sum: d[k+1]"])
    terms = {"x": ("k", output), "w": ("k", "<theta, u[k]>"), "v": ("k", "0")}
    d.cite("climbs", proved("zero_climbs_layers"), terms, {"count": "layer.step"})
    d.instance("output", "climbs", j="0")
    top = "N(theta + node[0])"
    d.have("square", f"(y[0] - {top})^2 - y[0]^2 = 0", eq=[f"output: {top} - 2*y[0]"])
    d.step("mean", "expect", fact="square", index="0")
    d.use("loss", "(A.1)", p="theta", by=["theta"])
    d.have("end", "F(theta) = E[0](y[0]^2)", eq=["loss", "mean"])
    return d.qed("end")


if __name__ == "__main__":
    print(derive().report())
