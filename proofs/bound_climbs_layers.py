"""A lower bound climbs the layers of a network: x[k] >= T[k] g[k] in every layer, if so in the first.

Positions are counted from the output, layer[k] is the number of the layer at position k. A unit is drawn at random in
each layer, from the output down; it is known at k+1, so E[k+1] is the average over the d[k+1] units of the layer below.
In layer 2 and above the input of a unit is z = d[k+1] E[k+1](w x) + b with b >= 0 and weights w >= omega[k] >= 0, and
where z >= 0, x >= c z. If x[k+1] >= T[k+1] g >= 0 almost surely, then z >= d omega T g, so that x[k] is at least
c d omega T g = T[k] g. That it holds almost surely is a constant (`holds_surely`), which passes up the layers
(`layers_reached`).
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, proved
from lojverify.derive.language import k
from lojverify.paper.layer_steps import indicator_is_one, surely, vanishes

BOUND = "x[k] - T[k]*g[k]"


def problem() -> Problem:
    p = Problem("bound_climbs_layers", "a lower bound climbs the layers of a network")
    layer, d, c, omega, T = (p.process(name, level=None) for name in ("layer", "d", "c", "omega", "T"))
    x, w, b, g = (p.process(name, level=1, order=0) for name in "xwbg")
    z = d[k + 1] * expect(k + 1, w[k + 1] * x[k + 1]) + b[k]
    above = [layer[k] >= 2]
    p.assume("count", Eq(layer[k + 1], layer[k] - 1))
    p.assume("c>0", c[k] > 0)
    p.assume("d>0", d[k] > 0)
    p.assume("omega>=0", omega[k] >= 0)
    p.assume("g>=0", g[k] >= 0)
    p.assume("T first", T[k] >= 0, [Eq(layer[k], 1)])
    p.assume("T", Eq(T[k], c[k] * d[k + 1] * omega[k] * T[k + 1]), above)
    p.assume("carried", Eq(g[k + 1], g[k]), above)
    p.assume("weights", w[k + 1] >= omega[k], above)
    p.assume("biases", b[k] >= 0, above)
    p.assume("rise", x[k] >= c[k] * z, [*above, z >= 0])
    p.assume("first", x[k] >= T[k] * g[k], [Eq(layer[k], 1)])
    p.goal("layer[j+n] = 1 |- x[j] >= T[j]*g[j]")
    p.goal("layer[j+n] = 1 |- T[j] >= 0")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.define("bit", "one", "k", value="-(layer[k] - 1)^2")
    d.define("bit", "up", "k", value="layer[k] - 2")
    d.define("bit", "good", "k", value=BOUND)
    d.define("bit", "sure", "k", value="mean(good[k]) - 1")
    d.define("bit", "t", "k", value="T[k]")
    d.define("bit", "both", "k", value="sure[k] + t[k] - 2")
    for e in ("one", "up", "sure", "t", "both"):
        d.have(f"{e}>=0", f"{e}[k] >= 0", by=[f"[{e}[k]]"], eq=[f"{e}.bit"])
        d.have(f"{e}<=1", f"{e}[k] <= 1", by=[f"[1 - {e}[k]]"], eq=[f"{e}.bit"])
    d.instance("both bit next", "both.bit", k="k+1")
    first_layer(d)
    next_layer(d)
    d.have("both bit", "both[k]^2 = both[k]", eq=["both.bit"])
    d.cite("reached", proved("layers_reached"), {"B": ("k", "both[k]")}, {"bit": "both bit", "first": "both first"})
    d.use("both", "both.yes", k="j", by=["reached"])
    for e in ("sure", "t"):
        d.instance(f"{e}<=1 j", f"{e}<=1", k="j")
    d.have("sure j", "sure[j] - 1 >= 0", by=["both", "t<=1 j"])
    d.have("t j", "t[j] - 1 >= 0", by=["both", "sure<=1 j"])
    d.use("x bound", "surely.1", k="j", by=["sure j"])
    d.use("T>=0", "t.yes", k="j", by=["t j"])
    return d.qed("x bound", "T>=0")


def first_layer(d: Derivation) -> None:
    """``both first``: in the first layer the bound holds surely, and T >= 0."""
    d.assume("on one", "one[k] - 1 >= 0")
    d.cut("near 1", "one.yes", "on one")
    vanishes(d, "l is 1", "layer[k] - 1", "near 1")
    d.cut("first on one", "first", "l is 1")
    surely(d, "first surely", BOUND, "one", "first on one")
    d.assume("l=1", "layer[k] = 1")
    d.have("l near 1", "-(layer[k] - 1)^2 >= 0", eq=["l=1: 1 - layer[k]"])
    indicator_is_one(d, "one is 1", "one[k]", "l near 1")
    d.cut("sure first", "first surely.2", "one is 1")
    d.cut("T>=0 first", "T first", "l=1")
    indicator_is_one(d, "t first", "t[k]", "T>=0 first")
    d.have("both value first", "sure[k] + t[k] - 2 >= 0", by=["sure first", "t first"])
    indicator_is_one(d, "both first", "both[k]", "both value first")


def next_layer(d: Derivation) -> None:
    """``passes``: both[k] >= both[k+1] in a layer l >= 2; after `first_layer`."""
    d.define("bit", "below", "k", value="up[k] + both[k+1] - 2")
    d.assume("on below", "below[k] - 1 >= 0")
    d.cut("up and both", "below.yes", "on below")
    for e in ("both", "sure", "t"):
        d.instance(f"{e}<=1 next", f"{e}<=1", k="k+1")
    d.have("up=1", "up[k] - 1 >= 0", by=["up and both", "both<=1 next"])
    d.have("both next", "both[k+1] - 1 >= 0", by=["up and both", "up<=1"])
    d.cut("l>=2 here", "up.yes", "up=1")
    d.use("both next yes", "both.yes", k="k+1", by=["both next"])
    d.have("sure next", "sure[k+1] - 1 >= 0", by=["both next yes", "t<=1 next"])
    d.have("t next", "t[k+1] - 1 >= 0", by=["both next yes", "sure<=1 next"])
    d.use("x next", "first surely.1", k="k+1", by=["sure next"])
    d.use("T next", "t.yes", k="k+1", by=["t next"])
    for name in ("T", "carried", "weights", "biases"):
        d.cut(f"{name} here", name, "l>=2 here")

    # w x - omega T g = (w - omega) (x - T g) + (w - omega) T g + omega (x - T g), and all factors are nonnegative.
    d.have(
        "summand",
        "w[k+1]*x[k+1] - omega[k]*T[k+1]*g[k] >= 0",
        by=["weights here * x next", "weights here * T next * g>=0", "omega>=0 * x next"],
        eq=["carried here: w[k+1]*T[k+1]"],
    )
    d.step("average", "expect", fact="summand", index="k+1")
    target = "d[k+1]*omega[k]*T[k+1]*g[k]"
    z = "d[k+1]*E[k+1](w[k+1]*x[k+1]) + b[k]"
    d.instance("d>0 next", "d>0", k="k+1")
    d.have("input", f"{z} - {target} >= 0", by=["d>0 next * average", "biases here"])
    d.have("input>=0", f"{z} >= 0", by=["input", "d>0 next * omega>=0 * T next * g>=0"])
    d.cut("output", "rise", "l>=2 here", "input>=0")
    d.have("x here", "x[k] - T[k]*g[k] >= 0", by=["output", "c>0 * input"], eq=["T here: g[k]"])
    d.have("T>=0 here", "T[k] >= 0", by=["c>0 * d>0 next * omega>=0 * T next"], eq=["T here"])
    surely(d, "surely", BOUND, "below", "x here")
    indicator_is_one(d, "t here", "t[k]", "T>=0 here")
    d.have("both value", "sure[k] + t[k] - 2 >= 0", by=["surely.2", "t here"])
    indicator_is_one(d, "both here", "both[k]", "both value")

    d.assume("l>=2", "layer[k] >= 2")
    indicator_is_one(d, "up is 1", "up[k]", "l>=2")
    d.assume("both below", "both[k+1] - 1 >= 0")
    d.have("below value", "up[k] + both[k+1] - 2 >= 0", by=["up is 1", "both below"])
    indicator_is_one(d, "below is 1", "below[k]", "below value")
    d.cut("both passes", "both here", "below is 1")
    d.have("passes if both", "both[k] - both[k+1] >= 0", by=["both passes", "both<=1 next"])
    d.assume("not both below", "-both[k+1] >= 0")
    d.have("passes if not", "both[k] - both[k+1] >= 0", by=["both>=0", "not both below"])
    d.split("passes", "both[k+1]", "both bit next", "passes if both", "passes if not")


if __name__ == "__main__":
    print(derive().report())
