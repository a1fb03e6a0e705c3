"""The slope of the squared error of a deep linear network along w is at least 2 mean((phi - y) D).

The weights of layer M alone change along w, so the output at theta + t w is phi + t D: by induction over the layers
(`zero_climbs_layers`) N(theta + t w + node) - N(theta + node) - t D vanishes. Hence F(theta + t w) is
F(theta) + 2 t mean((phi - y) D) + t^2 mean(D^2). With -w and -D for w and D this gives (A.6).
"""

from lojverify.derive import Derivation, Problem, Proved, inner, proved
from lojverify.paper.layer_steps import cancel, shrinking
from lojverify.paper.network import DeepLinear

MOVED = "theta + t[m]*w"
OLD, NEW = "N(theta + node[k+1])", f"N({MOVED} + node[k+1])"
X = f"N({MOVED} + node[k]) - N(theta + node[k]) - t[m]*D[k]"
BELOW = f"({NEW} - {OLD} - t[m]*D[k+1])"  # X at the next position


def problem() -> Problem:
    p = Problem("linear_network_slope", "the slope of the squared error of a deep linear network, from below")
    net = DeepLinear(p)
    net.in_layer()
    p.goal(inner(net.F.grad(net.theta), net.w) >= net.slope(), ["layer[n] = 1"])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    shrinking(d, "t")
    d.have("moved", f"<{MOVED}, o> = 0", eq=["theta", "w: t[m]"])
    layer_step(d)
    first_layer(d)
    d.have("layer>=2 so >=1", "layer[k] - 1 >= 0", by=["layer>=2", "1"])
    d.cut("passes", "x is 0", "layer>=2 so >=1")
    terms = {"x": ("k", X), "w": ("k", "<theta, u[k]>"), "v": ("k", "<w, u[k]>")}
    d.cite("climbs", proved("zero_climbs_layers"), terms, {"count": "layer.step"})
    slope(d)
    return d.qed("slope")


def layer_step(d: Derivation) -> None:
    """``x is 0`` in a layer l >= 1, if both weighted sums of x over the layer below vanish."""
    d.assume("layer>=1", "layer[k] - 1 >= 0")
    d.assume("layer>=2", "layer[k] - 2 >= 0")
    d.assume("sum", f"E[k+1](<theta, u[k+1]>*{BELOW}) = 0")
    d.assume("sum w", f"E[k+1](<w, u[k+1]>*{BELOW}) = 0")
    d.use("old", "(A.5)", p="theta", by=["theta", "layer>=1"])
    d.use("new", "(A.5)", p=MOVED, by=["moved", "layer>=1"])
    d.cut("w here", "w in layer M", "layer>=1")

    # Below layer M nothing changes: <w, u> = 0 and D = 0.
    d.assume("low", "M - layer[k] > 0")
    d.have("w here times", "<w, u[k+1]>*(M - layer[k]) = 0", eq=["w here"])
    cancel(d, "w low", "<w, u[k+1]>", "w here times", "low")
    d.have("low next", "M - layer[k+1] > 0", by=["low", "1"], eq=["layer.step"])
    d.cut("D low", "D below", "low")
    d.use("D low next", "D below", k="k+1", by=["low next"])
    d.have("summand low", "<theta, u[k+1]>*D[k+1] = 0", eq=["D low next: <theta, u[k+1]>"])
    d.have("summand w low", f"<w, u[k+1]>*{NEW} = 0", eq=[f"w low: {NEW}"])
    for name in ("low", "w low"):
        d.step(f"sum {name}", "expect", fact=f"summand {name}", index="k+1")
    eq = ["old", "new", "sum: d[k+1]", "sum low: t[m]*d[k+1]", "sum w low: t[m]*d[k+1]", "D low: t[m]"]
    d.have("x low", f"{X} = 0", eq=eq)

    # From layer M on <w, u> D vanishes below: either <w, u> = 0, or the layer is M and D = 0 in the next.
    d.assume("high", "layer[k] - M >= 0")
    d.cut("D high", "D", "high")
    d.assume("higher", "layer[k] - M > 0")
    d.have("w higher times", "<w, u[k+1]>*(layer[k] - M) = 0", eq=["w here"])
    cancel(d, "w higher", "<w, u[k+1]>", "w higher times", "higher")
    d.have("product higher", "<w, u[k+1]>*D[k+1] = 0", eq=["w higher: D[k+1]"])
    d.assume("not higher", "M - layer[k] >= 0")
    d.have("below M", "M - layer[k+1] > 0", by=["not higher", "1"], eq=["layer.step"])
    d.use("D below M", "D below", k="k+1", by=["below M"])
    d.have("product at M", "<w, u[k+1]>*D[k+1] = 0", eq=["D below M: <w, u[k+1]>"])
    d.cases("product", "product higher", "product at M", on="layer[k] - M >= 0")
    d.step("sum product", "expect", fact="product", index="k+1")
    eq = ["old", "new", "sum: d[k+1]", "sum w: t[m]*d[k+1]", "sum product: t[m]^2*d[k+1]", "D high: t[m]"]
    d.have("x high", f"{X} = 0", eq=eq)
    d.cases("x is 0", "x low", "x high", on="M - layer[k] >= 0")


def first_layer(d: Derivation) -> None:
    """``first``: the inputs do not depend on the parameter."""
    d.assume("layer=1", "layer[k] - 1 = 0")
    d.have("layer=0 below", "layer[k+1] = 0", eq=["layer=1", "layer.step"])
    for name, at, fact in (("old", "theta", "theta"), ("new", MOVED, "moved")):
        d.instance(f"{name} inputs at k+1", "inputs", k="k+1", p=at)
        d.cut(f"{name} inputs", f"{name} inputs at k+1", fact, "layer=0 below")
    d.have("below M at 0", "M - layer[k+1] > 0", by=["M>=1", "1"], eq=["layer=0 below"])
    d.use("D at 0", "D below", k="k+1", by=["below M at 0"])
    for name, weight in (("", "<theta, u[k+1]>"), (" w", "<w, u[k+1]>")):
        eq = [f"new inputs: {weight}", f"old inputs: {weight}", f"D at 0: t[m]*{weight}"]
        d.have(f"summand{name} at 0", f"{weight}*{BELOW} = 0", eq=eq)
        d.step(f"sum{name} at 0", "expect", fact=f"summand{name} at 0", index="k+1")
    d.have("layer=1 so >=1", "layer[k] - 1 >= 0", eq=["layer=1"])
    d.cut("first", "x is 0", "layer=1 so >=1", "sum at 0", "sum w at 0")


def slope(d: Derivation) -> None:
    """``slope``: from the values along w."""
    d.instance("output", "climbs", j="0")
    phi, new, G = "N(theta + node[0])", f"N({MOVED} + node[0])", "E[0]((N(theta + node[0]) - y[0])*D[0])"
    above = f"(y[0] - {new})^2 - (y[0] - {phi})^2 - 2*t[m]*({phi} - y[0])*D[0] >= 0"
    d.have("squares", above, by=["[t[m]*D[0]]"], eq=[f"output: {new} + {phi} + t[m]*D[0] - 2*y[0]"])
    d.step("squares on average", "expect", fact="squares", index="0")
    d.use("old loss", "(A.1)", p="theta", by=["theta"])
    d.use("new loss", "(A.1)", p=MOVED, by=["moved"])
    steep = f"F({MOVED}) - F(theta) - t[m]*2*{G} >= 0"
    d.have("steep", steep, by=["squares on average"], eq=["old loss", "new loss"])
    d.instance("steep k", "steep", m="k")
    arguments = {"function": "F", "point": "theta", "direction": "w", "slope": f"2*{G}"}
    d.step("slope", "derivative", fact="t vanishes", positive="t>0", above="steep k", **arguments)


if __name__ == "__main__":
    print(derive().report())
