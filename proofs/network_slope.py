"""The squared error of the network of Theorem A.2 has slope at least 2 q F along a direction w, in the ball.

q = (A-R/2) (R/2)^{L-2} c_{L-1} ... c_1 d_{L-1} ... d_1 as in (A.14). Along w every input of the first layer moves at
the speed of the residual r = phi - y of its datum. Since all slopes are at least c and all weights above that layer
at least omega > 0, the outputs move away from the targets: r (phi(theta + t w) - phi(theta)) is at least t q r^2, by
`bound_climbs_layers`. Hence F(theta + t w) >= (1 + 2 t q) F(theta), for the square is convex.
"""

from lojverify.derive import Derivation, Problem, Proved, inner, proved
from lojverify.paper.layer_steps import divide_products, input_of, shrinking, weights_near
from lojverify.paper.network import Network

MOVED = "theta + t[m]*w"


def problem() -> Problem:
    p = Problem("network_slope", "the slope of the squared error along a direction in the first layer")
    net = Network(p)
    net.near()
    net.product()
    net.away_from_targets()
    p.goal(inner(net.F.grad(net.theta), net.w) >= 2 * net.q * net.F(net.theta), ["layer[n+1] = 1"])
    p.goal(net.q >= 0, ["layer[n+1] = 1"])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    weights_near(d)
    divide_products(d)
    shrinking(d, "t")
    d.instance("t>0 m", "t>0", k="m")
    d.have("moved", f"<{MOVED}, o> = 0", eq=["theta", "w: t[m]"])
    both_layers(d)
    first_layer(d)
    layers_above(d)
    terms = {"x": ("k", f"r[k]*(N({MOVED} + node[k]) - N(theta + node[k]))"), "w": ("k", "<theta, u[k]>")}
    premises = {"count": "layer.step", "T": "T passes", "weights": "w near", "biases": "no bias"}
    d.cite(
        "climbs",
        proved("bound_climbs_layers"),
        {**terms, "b": ("k", "0"), "g": ("k", "t[m]*r[k]^2")},
        {**premises, "rise": "rises above", "first": "first"},
    )
    slope(d)
    return d.qed("slope", "q>=0")


def both_layers(d: Derivation) -> None:
    """``both``: the rise of the output from theta to the moved parameter against that of the input z."""
    old, new = input_of("theta"), input_of(MOVED)
    terms = {"e": "e", "q": "layer[k]*o", "a": old, "b": new, "c": "c[k]", "r": "r[k]", "t": "s"}
    d.cite("sigma rises", proved("activation_rises"), terms, {"slope": "c"})
    d.use("old output", "(A.2)", p="theta", by=["theta"])
    d.use("new output", "(A.2)", p=MOVED, by=["moved"])
    d.have(
        "both",
        f"r[k]*(N({MOVED} + node[k]) - N(theta + node[k])) - c[k]*r[k]*({new} - ({old})) >= 0",
        by=["sigma rises"],
        eq=["old output: r[k]", "new output: r[k]"],
    )


def first_layer(d: Derivation) -> None:
    """``first``: there the input moves by t r."""
    d.have("l=0 below", "layer[k+1] = 0", eq=["l=1", "layer.step"])
    for name, at, fact in (("old", "theta", "theta"), ("new", MOVED, "moved")):
        d.instance(f"{name} inputs at k+1", "inputs", k="k+1", p=at)
        d.cut(f"{name} inputs", f"{name} inputs at k+1", fact, "l=0 below")
    weight = f"<{MOVED}, u[k+1]>"
    change = f"{weight}*N({MOVED} + node[k+1]) - {weight}*N(theta + node[k+1])"
    d.have("same inputs", f"{change} = 0", eq=[f"new inputs: {weight}", f"old inputs: {weight}"])
    d.step("same inputs on average", "expect", fact="same inputs", index="k+1")
    d.cut("speed", "w first", "l=1")
    old, new = input_of("theta"), input_of(MOVED)
    d.have("input first", f"{new} - ({old}) = t[m]*r[k]", eq=["same inputs on average: d[k+1]", "speed: t[m]"])
    d.have("ahead first", f"r[k]*({new} - ({old})) >= 0", by=["t>0 m * [r[k]]"], eq=["input first: r[k]"])
    d.have("l>=1 first", "layer[k] - 1 >= 0", eq=["l=1"])
    d.cut("output first", "both", "ahead first", "l>=1 first")
    d.have(
        "first",
        f"r[k]*(N({MOVED} + node[k]) - N(theta + node[k])) - T[k]*t[m]*r[k]^2 >= 0",
        by=["output first"],
        eq=["input first: c[k]*r[k]", "T is c: t[m]*r[k]^2"],
    )


def layers_above(d: Derivation) -> None:
    """``rises above`` and the other premises of `bound_climbs_layers`."""
    d.have("no bias", "0 >= 0")
    d.have("g>=0", "t[m]*r[k]^2 >= 0", by=["t>0 m * [r[k]]"])
    d.have("r stays", "r[k+1] - r[k] = 0", eq=["r.step"])
    d.have("carried", "t[m]*r[k+1]^2 = t[m]*r[k]^2", eq=["r stays: t[m]*(r[k+1] + r[k])"])
    gain = f"N({MOVED} + node[k+1]) - N(theta + node[k+1])"
    d.have("same r", f"(r[k+1] - r[k])*<theta, u[k+1]>*({gain}) = 0", eq=[f"r stays: <theta, u[k+1]>*({gain})"])
    d.step("same r on average", "expect", fact="same r", index="k+1")
    d.cut("w up is 0", "w above", "l>=2")
    d.cut("w bias is 0", "w above, biases", "l>=2")
    output = f"N({MOVED} + node[k+1])"
    d.have("w adds 0", f"<w, u[k+1]>*{output} = 0", eq=[f"w up is 0: {output}"])
    d.step("w adds 0 on average", "expect", fact="w adds 0", index="k+1")
    z = f"d[k+1]*E[k+1](<theta, u[k+1]>*r[k+1]*({gain}))"
    old, new = input_of("theta"), input_of(MOVED)
    eq = ["same r on average: d[k+1]", "w adds 0 on average: d[k+1]*t[m]*r[k]", "w bias is 0: t[m]*r[k]"]
    d.have("input", f"r[k]*({new} - ({old})) = {z}", eq=eq)
    d.assume("z>=0", f"{z} >= 0")
    d.have("ahead", f"r[k]*({new} - ({old})) >= 0", by=["z>=0"], eq=["input"])
    d.have("l>=1 above", "layer[k] - 1 >= 0", by=["l>=2", "1"])
    d.cut("output", "both", "ahead", "l>=1 above")
    rise = f"r[k]*(N({MOVED} + node[k]) - N(theta + node[k])) - c[k]*({z}) >= 0"
    d.have("rises above", rise, by=["output"], eq=["input: c[k]"])


def slope(d: Derivation) -> None:
    """``slope``: <grad F(theta), w> >= 2 q F(theta); and ``q>=0``."""
    d.instance("climbs to the top", "climbs.1", j="0", n="n+1")
    d.instance("T>=0 at the top", "climbs.2", j="0", n="n+1")
    d.have("q>=0", "q >= 0", by=["T>=0 at the top"], eq=["T top"])
    old, new = "N(theta + node[0])", f"N({MOVED} + node[0])"
    d.have(
        "squares",
        f"(y[0] - {new})^2 - (1 + 2*q*t[m])*(y[0] - {old})^2 >= 0",
        by=[f"[{new} - {old}]", "climbs to the top"],
        eq=[
            f"r.start: {new} - {old}",
            f"r.start: q*t[m]*(r[0] + {old} - y[0])",
            "T top: t[m]*r[0]^2",
        ],
    )
    d.step("squares on average", "expect", fact="squares", index="0")
    d.use("old loss", "(A.1)", p="theta", by=["theta"])
    d.use("new loss", "(A.1)", p=MOVED, by=["moved"])
    d.have(
        "steep",
        f"F({MOVED}) - F(theta) - t[m]*2*q*F(theta) >= 0",
        by=["squares on average"],
        eq=["old loss", "old loss: q*t[m]", "new loss"],
    )
    d.instance("steep k", "steep", m="k")
    arguments = {"function": "F", "point": "theta", "direction": "w", "slope": "2*q*F(theta)"}
    d.step("slope", "derivative", fact="t vanishes", positive="t>0", above="steep k", **arguments)


if __name__ == "__main__":
    print(derive().report())
