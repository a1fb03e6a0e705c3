"""Assumption 3 fails for networks: with one zero of F, there are zeros at every larger distance from theta0.

If the inputs are so few that some nu != 0 in the first layer leaves all of its inputs unchanged, w x_i + b = 0 for all
data (n < d+1), then nothing changes along nu: by `zero_climbs_layers` all outputs of the network at theta + t nu are
those at theta, so F = 0 there too. By the intermediate value theorem some t gives any distance s >= |theta - theta0|.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, inner, norm2, proved
from lojverify.derive.language import k
from lojverify.paper.layer_steps import input_of
from lojverify.paper.network import Network

MOVED = "theta + t*nu"
X = f"N({MOVED} + node[k]) - N(theta + node[k])"


def problem() -> Problem:
    p = Problem("zeros_in_every_annulus", "zeros of the squared error at every distance from theta0")
    net = Network(p)
    theta, nu = p.vectors("theta nu")
    (s,) = p.constants("s")
    p.assume("theta", net.is_parameter(theta))
    p.assume("zero", Eq(net.F(theta), 0))
    p.assume("s>=0", s >= 0)
    p.assume("near", norm2(theta - net.theta0) <= s**2)
    p.assume("nu", net.is_parameter(nu))
    p.assume("|nu|=1", Eq(norm2(nu), 1))
    p.assume("nu above", Eq(inner(nu, net.u[k + 1]), 0), [net.layer[k] >= 2])
    p.assume("nu above, biases", Eq(inner(nu, net.v[k]), 0), [net.layer[k] >= 2])
    change = net.d[k + 1] * expect(k + 1, inner(nu, net.u[k + 1]) * net.output(theta, k + 1)) + inner(nu, net.v[k])
    p.assume("nu first", Eq(change, 0), [Eq(net.layer[k], 1)])
    p.exists["z"] = "vector"
    p.goal("<z, o> = 0")
    p.goal("<z - theta0, z - theta0> = s^2")
    p.goal("layer[n] = 1 |- F(z) = 0")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    distance(d)
    d.have("moved", f"<{MOVED}, o> = 0", eq=["theta", "nu: t"])
    same_output(d)
    first_layer(d)
    layers_above(d)
    terms = {"x": ("k", X), "w": ("k", "<theta, u[k]>"), "v": ("k", "0")}
    d.cite("climbs", proved("zero_climbs_layers"), terms, {"count": "layer.step"})
    d.instance("output", "climbs", j="0")
    phi, new = "N(theta + node[0])", f"N({MOVED} + node[0])"
    d.have("squares", f"(y[0] - {new})^2 - (y[0] - {phi})^2 = 0", eq=[f"output: {new} + {phi} - 2*y[0]"])
    d.step("squares on average", "expect", fact="squares", index="0")
    d.use("old loss", "(A.1)", p="theta", by=["theta"])
    d.use("new loss", "(A.1)", p=MOVED, by=["moved"])
    d.have("still zero", f"F({MOVED}) = 0", eq=["squares on average", "old loss", "new loss", "zero"])
    return d.qed("moved", "there", "still zero", witness={"z": MOVED})


def distance(d: Derivation) -> None:
    """``there``: t = 2 s tau, tau in [0, 1], with |theta + t nu - theta0| = s."""
    d.define("variable", "h", of="variable")
    away = "<theta + 2*s*{0}*nu - theta0, theta + 2*s*{0}*nu - theta0> - s^2"
    d.define("zero", "tau", variable="h", value=away.format("h"))
    d.step("square", "norm", vector="theta - theta0")
    d.root("rho", "<theta - theta0, theta - theta0>", "square")
    d.contradiction("rho<=s", "s - rho >= 0", by=["not * not", "not * s>=0", "near"], eq=["rho.sq"])
    d.step("cauchy", "cauchy_schwarz", first="theta - theta0", second="nu")
    d.contradiction(
        "back",
        "<theta - theta0, nu> + rho >= 0",
        by=["not * not", "not * rho.nonnegative", "cauchy"],
        eq=["rho.sq", "|nu|=1: <theta - theta0, theta - theta0>"],
    )
    d.have("starts near", f"-({away.format('0')}) >= 0", by=["near"])
    d.have(
        "ends far",
        f"{away.format('1')} >= 0",
        by=["s>=0 * back", "rho<=s * rho<=s", "rho<=s * s>=0"],
        eq=["rho.sq", "|nu|=1: s^2"],
    )
    d.cut("reached", "tau.zero", "starts near", "ends far")
    d.define("abbreviation", "t", value="2*s*tau")
    there = f"<{MOVED} - theta0, {MOVED} - theta0> = s^2"
    d.have("there", there, eq=["reached", "t.is: 2*<theta - theta0, nu>", "t.is: (t + 2*s*tau)*<nu, nu>"])


def same_output(d: Derivation) -> None:
    """``same``: where the inputs of a unit at both parameters are the same, its outputs are."""
    old, new = input_of("theta"), input_of(MOVED)
    d.assume("same input", f"{new} - ({old}) = 0")
    first, second = (f"({z})*e + layer[k]*o" for z in (new, old))
    d.have(
        "same point", f"<{first} - ({second}), {first} - ({second})> = 0", eq=[f"same input: ({new} - ({old}))*<e, e>"]
    )
    d.step("same value", "same_point", fact="same point", first=first, second=second, function="S")
    d.use("old", "(A.2)", p="theta", by=["theta"])
    d.use("new", "(A.2)", p=MOVED, by=["moved"])
    d.have("same", f"{X} = 0", eq=["same value", "old", "new"])


def first_layer(d: Derivation) -> None:
    """``first``: nu does not change the inputs of the first layer."""
    d.assume("layer=1", "layer[k] = 1")
    d.have("layer=0 below", "layer[k+1] = 0", eq=["layer=1", "layer.step"])
    for name, at, fact in (("old", "theta", "theta"), ("new", MOVED, "moved")):
        d.instance(f"{name} inputs at k+1", "inputs", k="k+1", p=at)
        d.cut(f"{name} inputs", f"{name} inputs at k+1", fact, "layer=0 below")
    weight = f"<{MOVED}, u[k+1]>"
    summand = f"{weight}*N({MOVED} + node[k+1]) - {weight}*N(theta + node[k+1]) = 0"
    d.have("summand first", summand, eq=[f"new inputs: {weight}", f"old inputs: {weight}"])
    d.step("sum first", "expect", fact="summand first", index="k+1")
    d.cut("unchanged", "nu first", "layer=1")
    eq = ["sum first: d[k+1]", "unchanged: t"]
    d.have("same input first", f"{input_of(MOVED)} - ({input_of('theta')}) = 0", eq=eq)
    d.have("layer=1 so >=1", "layer[k] - 1 >= 0", eq=["layer=1"])
    d.cut("first", "same", "same input first", "layer=1 so >=1")


def layers_above(d: Derivation) -> None:
    """``passes``: above, the inputs change as the outputs below."""
    output = f"N({MOVED} + node[k+1])"
    d.assume("layer>=2", "layer[k] >= 2")
    d.assume("sum", f"E[k+1](<theta, u[k+1]>*({output} - N(theta + node[k+1]))) = 0")
    d.cut("nu weight", "nu above", "layer>=2")
    d.cut("nu bias", "nu above, biases", "layer>=2")
    d.have("summand", f"<nu, u[k+1]>*{output} = 0", eq=[f"nu weight: {output}"])
    d.step("sum nu", "expect", fact="summand", index="k+1")
    eq = ["sum: d[k+1]", "sum nu: d[k+1]*t", "nu bias: t"]
    d.have("same input above", f"{input_of(MOVED)} - ({input_of('theta')}) = 0", eq=eq)
    d.have("layer>=2 so >=1", "layer[k] - 1 >= 0", by=["layer>=2", "1"])
    d.cut("passes", "same", "same input above", "layer>=2 so >=1")


if __name__ == "__main__":
    print(derive().report())
