"""What is true of Remark A.1: where W_1 x_i = 0 for all data, the derivatives of F in W_2, ..., W_L vanish.

Along w, which leaves W_1 alone, F stays the mean of y^2 (`linear_network_vanishes`). The derivative in W_1 does not
vanish there: `network_lojasiewicz`.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, inner, proved
from lojverify.derive.language import k
from lojverify.paper.layer_steps import shrinking
from lojverify.paper.network import DeepLinear


def problem() -> Problem:
    p = Problem("upper_gradients_vanish", "the derivatives in the upper layers vanish where the first layer does")
    net = DeepLinear(p)
    (w,) = p.vectors("w")
    first = [Eq(net.layer[k], 1)]
    p.assume("w", net.is_parameter(w))
    p.assume("W_1x=0", Eq(net.weighted_sum(net.theta, k), 0), first)
    p.assume("w above", Eq(inner(w, net.u[k + 1]), 0), first)
    p.goal(Eq(inner(net.F.grad(net.theta), w), 0), ["layer[n] = 1"])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    shrinking(d, "t")
    vanishes = proved("linear_network_vanishes")
    d.cite("loss", vanishes)
    d.assume("layer=1", "layer[k] = 1")
    d.have("layer=0 below", "layer[k+1] = 0", eq=["layer=1", "layer.step"])
    d.instance("inputs at theta", "inputs", k="k+1", p="theta")
    d.cut("old inputs", "inputs at theta", "theta", "layer=0 below")
    d.cut("W_1x", "W_1x=0", "layer=1")
    d.cut("w first", "w above", "layer=1")
    for name, direction in (("up", "w"), ("down", "-w")):
        moved = f"theta + t[m]*({direction})"
        d.have(f"{name} parameter", f"<{moved}, o> = 0", eq=["theta", "w: t[m]"])
        d.instance(f"{name} inputs at k+1", "inputs", k="k+1", p=moved)
        d.cut(f"{name} inputs", f"{name} inputs at k+1", f"{name} parameter", "layer=0 below")

        # The weights of the first layer are those at theta, and so are its inputs.
        new, old = f"<{moved}, u[k+1]>*N({moved} + node[k+1])", "<theta, u[k+1]>*N(theta + node[k+1])"
        same = [
            f"{name} inputs: <theta, u[k+1]>",
            "old inputs: <theta, u[k+1]>",
            f"w first: t[m]*N({moved} + node[k+1])",
        ]
        d.have(f"{name} summand", f"{new} - {old} = 0", eq=same)
        d.step(f"{name} sum", "expect", fact=f"{name} summand", index="k+1")
        d.have(f"{name} W_1x", f"d[k+1]*E[k+1]({new}) = 0", eq=[f"{name} sum: d[k+1]", "W_1x"])
        premises = {"theta": f"{name} parameter", "W_1x=0": f"{name} W_1x"}
        d.cite(f"{name} loss", vanishes, {"theta": moved}, premises)
        d.have(f"{name} level", f"F({moved}) - F(theta) - t[m]*0 >= 0", eq=[f"{name} loss", "loss"])
        d.instance(f"{name} level k", f"{name} level", m="k")
        arguments = {"function": "F", "point": "theta", "direction": direction, "slope": "0"}
        facts = {"fact": "t vanishes", "positive": "t>0", "above": f"{name} level k"}
        d.step(f"{name} slope", "derivative", **facts, **arguments)
    d.step("slope", "antisymmetry", first="up slope", second="down slope")
    return d.qed("slope")


if __name__ == "__main__":
    print(derive().report())
