"""Behind (A.10): at theta0 the network is 0 for every input, and F(theta0) = mean(y^2).

W_1 and all biases are 0 there, so the inputs of the first layer are; and sigma_l(0) = 0 takes it to the output.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, proved
from lojverify.paper.layer_steps import input_of
from lojverify.paper.network import Network


def problem() -> Problem:
    p = Problem("network_vanishes_at_start", "the network vanishes at theta0")
    net = Network(p)
    net.start_at_zero()
    p.goal(Eq(net.output(net.theta0, 0), 0), ["layer[n] = 1"])
    p.goal(Eq(net.F(net.theta0), net.mean_square()), ["layer[n] = 1"])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    output, below = "N(theta0 + node[k])", "N(theta0 + node[k+1])"

    # Where the input of a unit is 0, so is its output.
    z = input_of("theta0")
    d.assume("input", f"{z} = 0")
    d.have(
        "same point",
        f"<({z})*e + layer[k]*o - layer[k]*o, ({z})*e + layer[k]*o - layer[k]*o> = 0",
        eq=[f"input: ({z})*<e, e>"],
    )
    points = {"first": f"({z})*e + layer[k]*o", "second": "layer[k]*o"}
    d.step("same value", "same_point", fact="same point", function="S", **points)
    d.use("layer", "(A.2)", p="theta0", by=["theta0"])
    d.have("output is 0", f"{output} = 0", eq=["layer", "same value", "sigma(0)=0"])

    d.assume("layer=1", "layer[k] = 1")
    d.cut("no weight", "W_1=0", "layer=1")
    d.have("summand", f"<theta0, u[k+1]>*{below} = 0", eq=[f"no weight: {below}"])
    d.step("no sum", "expect", fact="summand", index="k+1")
    d.have("input first", f"{z} = 0", eq=["no sum: d[k+1]", "b=0"])
    d.have("layer=1 so >=1", "layer[k] - 1 >= 0", eq=["layer=1"])
    d.cut("first", "output is 0", "input first", "layer=1 so >=1")
    d.assume("layer>=2", "layer[k] >= 2")
    d.have("layer>=2 so >=1", "layer[k] - 1 >= 0", by=["layer>=2", "1"])
    d.assume("sum", f"E[k+1](<theta0, u[k+1]>*{below}) = 0")
    d.have("input above", f"{z} = 0", eq=["sum: d[k+1]", "b=0"])
    d.cut("passes", "output is 0", "input above", "layer>=2 so >=1")
    terms = {"x": ("k", output), "w": ("k", "<theta0, u[k]>"), "v": ("k", "0")}
    d.cite("climbs", proved("zero_climbs_layers"), terms, {"count": "layer.step"})
    d.instance("output", "climbs", j="0")
    top = "N(theta0 + node[0])"
    d.have("square", f"(y[0] - {top})^2 - y[0]^2 = 0", eq=[f"output: {top} - 2*y[0]"])
    d.step("mean", "expect", fact="square", index="0")
    d.use("loss", "(A.1)", p="theta0", by=["theta0"])
    d.have("loss at start", "F(theta0) = E[0](y[0]^2)", eq=["loss", "mean"])
    return d.qed("output", "loss at start")


if __name__ == "__main__":
    print(derive().report())
