"""Steps about the layers of a network: indicators of conditions, and conditions that pass from layer to layer."""

from __future__ import annotations

from ..derive import Derivation, proved


def indicator_is_one(d: Derivation, label: str, bit: str, holds: str, letter: str = "k", index: str = "k") -> None:
    """`label`: ``bit >= 1``, for a bit whose value the fact `holds` shows to be nonnegative, at an index."""
    name = bit.partition("[")[0]
    d.instance(f"{label} bit", f"{name}.bit", **{letter: index})
    d.instance(f"{label} no", f"{name}.no", **{letter: index})
    d.assume(f"{label} off", f"-{bit} >= 0")
    d.cut(f"{label} else", f"{label} no", f"{label} off")
    d.have(f"{label} bad", "0 > 0", by=[f"{label} else", holds])
    d.step(f"{label} so not", "absurd", fact=f"{label} bad", goal=f"{bit} - 1 >= 0")
    d.assume(f"{label} on", f"{bit} - 1 >= 0")
    d.split(label, bit, f"{label} bit", f"{label} on", f"{label} so not")


def surely(d: Derivation, label: str, term: str, q: str, fact: str) -> None:
    """With the bits ``good`` of term >= 0 and ``sure`` of mean(good[k]) >= 1: whether term >= 0 holds almost surely.

    `label`.1: sure[k] = 1 |- term >= 0. `label`.2: q[k] = 1 |- sure[k] = 1, as `fact` says term >= 0 where q[k] = 1.
    """
    d.have(f"{label} bit", f"{q}[k]^2 = {q}[k]", eq=[f"{q}.bit"])
    terms = {"x": ("k", term), "q": ("k", f"{q}[k]"), "g": ("k", "good[k]"), "B": ("k", "sure[k]")}
    defining = {
        f"{a}.{what}": f"{b}.{what}" for a, b in (("g", "good"), ("B", "sure")) for what in ("bit", "yes", "no")
    }
    d.cite(label, proved("holds_surely"), terms, {**defining, "q bit": f"{label} bit", "where q": fact})


def vanishes(d: Derivation, label: str, term: str, square: str) -> None:
    """`label`: the term is 0, for the fact `square` says that -term^2 >= 0."""
    d.contradiction(f"{label}>=0", f"{term} >= 0", by=["not * not", square])
    d.contradiction(f"{label}<=0", f"-({term}) >= 0", by=["not * not", square])
    d.step(label, "antisymmetry", first=f"{label}>=0", second=f"{label}<=0")


def cancel(d: Derivation, label: str, term: str, product: str, positive: str) -> None:
    """`label`: the term is 0, for its product with what the fact `positive` shows to be positive is."""
    d.contradiction(f"{label}>=0", f"{term} >= 0", by=[f"not * {positive}"], eq=[product])
    d.contradiction(f"{label}<=0", f"-({term}) >= 0", by=[f"not * {positive}"], eq=[product])
    d.step(label, "antisymmetry", first=f"{label}>=0", second=f"{label}<=0")


def shrinking(d: Derivation, t: str) -> None:
    """A new sequence of constants t[k] = 2^{-k}: ``t>0`` and ``t vanishes``."""
    d.define("recursion", t, "k", level=None, start="1", step=f"1/2*{t}[k]")
    d.induct(f"{t}>0", "k", f"{t}[k] > 0", by=["so far"], eq=[f"{t}.step"], start=(["1"], [f"{t}.start"]))
    d.have(f"{t}>=0", f"{t}[k] >= 0", by=[f"{t}>0"])
    d.have(f"{t} halves", f"1/2*{t}[k] - {t}[k+1] >= 0", eq=[f"{t}.step"])
    d.have("1/2<1", "1 - 1/2 > 0", by=["1"])
    d.step(f"{t} vanishes", "geometric", lower=f"{t}>=0", step=f"{t} halves", factor="1/2<1", letter="k")


def weights_near(d: Derivation) -> None:
    """``w near``: layer[k] >= 2 |- <theta, u[k+1]> >= omega[k], for theta in the ball; and ``omega>0``."""
    d.step("cauchy", "cauchy_schwarz", first="theta - theta0", second="u[k+1]")
    moved = "<theta - theta0, u[k+1]>"
    d.have("weight change", f"{moved}^2 <= (R/2)^2", by=["cauchy", "ball"], eq=["u: <theta - theta0, theta - theta0>"])
    d.contradiction("weight change down", f"{moved} >= -R/2", by=["weight change", "not * not", "not * R>0"])
    d.assume("l>=2", "layer[k] >= 2")
    d.cut("weight at theta0", "weights", "l>=2")
    d.have("w near", "<theta, u[k+1]> - omega[k] >= 0", by=["weight at theta0", "weight change down"])
    d.induct("omega>0", "k", "omega[k] > 0", by=["R>0"], eq=["omega.step"], start=(["A>R/2"], ["omega.start"]))
    d.have("omega>=0", "omega[k] >= 0", by=["omega>0"])


def divide_products(d: Derivation) -> None:
    """T[k] = q/G[k]: ``T first``, ``T passes`` for `bound_climbs_layers`; ``T top``: T[0] = q. After `weights_near`."""
    d.instance("d>0 below", "d>0", k="k+1")
    factor = "so far * c>0 * omega>0 * d>0 below"
    d.induct("G>0", "k", "G[k] > 0", by=[factor], eq=["G.step"], start=(["1"], ["G.start"]))
    d.define("quotient", "T", "k", value="q", by="G[k]")
    d.cut("TG", "T.times", "G>0")
    d.instance("TG next", "TG", k="k+1")
    d.assume("l=1", "layer[k] = 1")
    d.cut("q here", "q", "l=1")
    d.have("T-c times G", "(T[k] - c[k])*G[k] = 0", eq=["TG", "q here"])
    cancel(d, "T is c", "T[k] - c[k]", "T-c times G", "G>0")
    d.have("T first", "T[k] >= 0", by=["c>0"], eq=["T is c"])
    passes = "T[k] - c[k]*d[k+1]*omega[k]*T[k+1]"
    d.have("passes times G", f"({passes})*G[k] = 0", eq=["TG", "TG next", "G.step: T[k+1]"])
    cancel(d, "T passes", passes, "passes times G", "G>0")
    d.instance("TG top", "TG", k="0")
    d.have("T top", "T[0] = q", eq=["TG top", "G.start: T[0]"])


def input_of(parameter: str) -> str:
    """The argument of the activation function of the unit at position k."""
    return f"d[k+1]*E[k+1](<{parameter}, u[k+1]>*N({parameter} + node[k+1])) + <{parameter}, v[k]>"


def activation(d: Derivation, parameter: str, fact: str) -> None:
    """``rises at``: layer[k] >= 1, z >= 0 |- x >= c[k] z for the output x and the input z of the unit at position k.

    `fact` says that the parameter is one.
    """
    z = input_of(parameter)
    terms = {"e": "e", "q": "layer[k]*o", "a": "0", "b": z, "c": "c[k]", "r": "1", "t": "s"}
    d.cite("sigma rises", proved("activation_rises"), terms, {"slope": "c"})
    d.use("layer", "(A.2)", p=parameter, by=[fact])
    d.have(
        "rises at",
        f"N({parameter} + node[k]) - c[k]*({z}) >= 0",
        by=["sigma rises"],
        eq=["layer", "sigma(0)=0"],
    )


def layers_of_theta(d: Derivation) -> None:
    """``climbs.1``: layer[j+n] = 1 |- N(theta + node[j]) >= T[j] at rho, for theta in Theta and in the ball.

    Also ``first``, for layer[k] = 1; ``climbs.2``: T[j] >= 0; and ``g>=0``: at rho >= 0.
    """
    weights_near(d)
    divide_products(d)
    activation(d, "theta", "theta")
    d.have("g>=0", "at*rho >= 0", by=["at>0 * rho.nonnegative"])
    d.have("l=1 so l>=1", "layer[k] - 1 >= 0", eq=["l=1"])
    d.cut("input first", "(A.4)", "l=1")
    d.have("input first>=0", f"{input_of('theta')} >= 0", by=["input first", "g>=0"])
    d.cut("output first", "rises at", "l=1 so l>=1", "input first>=0")
    d.have("first", "N(theta + node[k]) - c[k]*at*rho >= 0", by=["output first", "c>0 * input first"])
    d.have("first by T", "N(theta + node[k]) - T[k]*at*rho >= 0", by=["first"], eq=["T is c: at*rho"])
    d.have("l>=2 so l>=1", "layer[k] - 1 >= 0", by=["l>=2", "1"])
    d.cut("rises above", "rises at", "l>=2 so l>=1")
    terms = {"x": ("k", "N(theta + node[k])"), "w": ("k", "<theta, u[k]>"), "b": ("k", "<theta, v[k]>")}
    premises = {
        "count": "layer.step",
        "T": "T passes",
        "carried": "carried",
        "weights": "w near",
        "biases": "(A.4) biases",
    }
    d.have("carried", "at*rho = at*rho")
    d.cite(
        "climbs",
        proved("bound_climbs_layers"),
        {**terms, "g": ("k", "at*rho")},
        {**premises, "rise": "rises above", "first": "first by T"},
    )
