"""What holds in the first layer, and passes from each layer to the next, holds in every layer.

A network is read from its output down: layer[k] is the number of the layer at position k. B[k] is 0 or 1. If B[k] is at
least B[k+1] from the second layer on, then by induction on n, while layer[j+n] >= 1, B[j] >= B[j+n]; that is 1 in the
first layer.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved
from lojverify.derive.language import k
from lojverify.paper.layer_steps import indicator_is_one


def problem() -> Problem:
    p = Problem("layers_reached", "what passes up from the first layer is reached in every layer")
    layer, B = (p.process(name, level=None) for name in ("layer", "B"))
    p.assume("count", Eq(layer[k + 1], layer[k] - 1))
    p.assume("bit", Eq(B[k] ** 2, B[k]))
    p.assume("first", B[k] >= 1, [Eq(layer[k], 1)])
    p.assume("passes", B[k] >= B[k + 1], [layer[k] >= 2])
    p.goal("layer[j+n] = 1 |- B[j] >= 1")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.define("bit", "a", "k", value="layer[k] - 1")
    d.have("B>=0", "B[k] >= 0", by=["[B[k]]"], eq=["bit"])
    d.have("B<=1", "B[k] <= 1", by=["[1 - B[k]]"], eq=["bit"])
    d.have("a>=0", "a[k] >= 0", by=["[a[k]]"], eq=["a.bit"])
    d.have("a<=1", "a[k] <= 1", by=["[1 - a[k]]"], eq=["a.bit"])
    for name in ("B>=0", "B<=1", "a>=0", "a<=1"):
        d.instance(f"{name} j", name, k="j")
        d.instance(f"{name} n", name, k="j+n")
        d.instance(f"{name} next", name, k="j+n+1")

    # One layer further down: nothing to show below the first layer; else layer[j+n] >= 2.
    claim = "B[j] >= B[j+n] - 1 + a[j+n]"
    d.have("reached at 0", "B[j] >= B[j] - 1 + a[j]", by=["a<=1 j"])
    d.assume("reached so far", claim)
    d.assume("inside", "a[j+n+1] - 1 >= 0")
    d.use("below", "a.yes", k="j+n+1", by=["inside"])
    d.instance("count there", "count", k="j+n")
    d.have("l>=2", "layer[j+n] - 2 >= 0", by=["below"], eq=["count there"])
    d.have("l>=1", "layer[j+n] - 1 >= 0", by=["l>=2", "1"])
    indicator_is_one(d, "a=1", "a[j+n]", "l>=1", index="j+n")
    d.use("passes there", "passes", k="j+n", by=["l>=2"])
    end = "B[j] >= B[j+n+1] - 1 + a[j+n+1]"
    d.have("inside next", end, by=["reached so far", "a=1", "passes there", "a<=1 next"])
    d.assume("outside", "-a[j+n+1] >= 0")
    d.have("outside next", end, by=["B>=0 j", "B<=1 next", "outside"])
    d.instance("bit next", "a.bit", k="j+n+1")
    d.split("reached next", "a[j+n+1]", "bit next", "inside next", "outside next")
    d.step("reached", "induction", start="reached at 0", step="reached next", letter="n", condition=claim)

    d.assume("bottom", "layer[j+n] = 1")
    d.have("bottom>=1", "layer[j+n] - 1 >= 0", eq=["bottom"])
    indicator_is_one(d, "a=1 there", "a[j+n]", "bottom>=1", index="j+n")
    d.use("first there", "first", k="j+n", by=["bottom"])
    d.have("end", "B[j] >= 1", by=["reached", "a=1 there", "first there"])
    return d.qed("end")


if __name__ == "__main__":
    print(derive().report())
