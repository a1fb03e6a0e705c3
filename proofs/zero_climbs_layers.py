"""What vanishes in the first layer, and in a layer if weighted sums over the layer below do, vanishes in every layer.

As in `bound_climbs_layers`, that x[k] = 0 almost surely is a constant, which passes up the layers. There are two
systems of weights, w and v.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, proved
from lojverify.derive.language import k
from lojverify.paper.layer_steps import indicator_is_one, surely, vanishes


def problem() -> Problem:
    p = Problem("zero_climbs_layers", "what vanishes in the first layer vanishes in every layer")
    layer = p.process("layer", level=None)
    x, w, v = (p.process(name, level=1, order=0) for name in "xwv")
    p.assume("count", Eq(layer[k + 1], layer[k] - 1))
    p.assume("first", Eq(x[k], 0), [Eq(layer[k], 1)])
    sums = [Eq(expect(k + 1, weight[k + 1] * x[k + 1]), 0) for weight in (w, v)]
    p.assume("passes", Eq(x[k], 0), [layer[k] >= 2, *sums])
    p.goal("layer[j+n] = 1 |- x[j] = 0")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.define("bit", "one", "k", value="-(layer[k] - 1)^2")
    d.define("bit", "up", "k", value="layer[k] - 2")
    d.define("bit", "good", "k", value="-x[k]^2")
    d.define("bit", "sure", "k", value="mean(good[k]) - 1")
    d.define("bit", "below", "k", value="up[k] + sure[k+1] - 2")
    for e in ("up", "sure"):
        d.have(f"{e}>=0", f"{e}[k] >= 0", by=[f"[{e}[k]]"], eq=[f"{e}.bit"])
        d.have(f"{e}<=1", f"{e}[k] <= 1", by=[f"[1 - {e}[k]]"], eq=[f"{e}.bit"])
    d.instance("sure<=1 next", "sure<=1", k="k+1")

    # In the first layer.
    d.assume("on one", "one[k] - 1 >= 0")
    d.cut("near 1", "one.yes", "on one")
    vanishes(d, "is first", "layer[k] - 1", "near 1")
    d.cut("zero first", "first", "is first")
    d.have("square zero first", "-x[k]^2 >= 0", eq=["zero first: -x[k]"])
    surely(d, "first surely", "-x[k]^2", "one", "square zero first")
    d.assume("first layer", "layer[k] = 1")
    d.have("value one", "-(layer[k] - 1)^2 >= 0", eq=["first layer: 1 - layer[k]"])
    indicator_is_one(d, "one is 1", "one[k]", "value one")
    d.cut("sure first", "first surely.2", "one is 1")

    # From the layer below.
    d.assume("on below", "below[k] - 1 >= 0")
    d.cut("up and sure", "below.yes", "on below")
    d.have("up=1", "up[k] - 1 >= 0", by=["up and sure", "sure<=1 next"])
    d.have("sure next", "sure[k+1] - 1 >= 0", by=["up and sure", "up<=1"])
    d.cut("layer>=2", "up.yes", "up=1")
    d.use("square next", "first surely.1", k="k+1", by=["sure next"])
    vanishes(d, "zero next", "x[k+1]", "square next")
    for weight in "wv":
        d.have(f"summand {weight}", f"{weight}[k+1]*x[k+1] = 0", eq=[f"zero next: {weight}[k+1]"])
        d.step(f"sum {weight}", "expect", fact=f"summand {weight}", index="k+1")
    d.cut("zero here", "passes", "layer>=2", "sum w", "sum v")
    d.have("square zero here", "-x[k]^2 >= 0", eq=["zero here: -x[k]"])
    surely(d, "surely", "-x[k]^2", "below", "square zero here")
    d.assume("above first", "layer[k] >= 2")
    indicator_is_one(d, "up is 1", "up[k]", "above first")
    d.assume("sure below", "sure[k+1] - 1 >= 0")
    d.have("value below", "up[k] + sure[k+1] - 2 >= 0", by=["up is 1", "sure below"])
    indicator_is_one(d, "below is 1", "below[k]", "value below")
    d.cut("sure here", "surely.2", "below is 1")
    d.have("passes if sure", "sure[k] - sure[k+1] >= 0", by=["sure here", "sure<=1 next"])
    d.assume("not sure below", "-sure[k+1] >= 0")
    d.have("passes if not", "sure[k] - sure[k+1] >= 0", by=["sure>=0", "not sure below"])
    d.instance("sure bit next", "sure.bit", k="k+1")
    d.split("sure passes", "sure[k+1]", "sure bit next", "passes if sure", "passes if not")

    d.have("sure bit", "sure[k]^2 = sure[k]", eq=["sure.bit"])
    premises = {"bit": "sure bit", "first": "sure first", "passes": "sure passes"}
    d.cite("reached", proved("layers_reached"), {"B": ("k", "sure[k]")}, premises)
    d.use("square", "first surely.1", k="j", by=["reached"])
    vanishes(d, "zero", "x[j]", "square")
    return d.qed("zero")


if __name__ == "__main__":
    print(derive().report())
