"""The sum of (k + c)^(-s) over k >= 0 is at most c^(-s) + c^(1-s)/(s - 1), for s > 1; multiplied by s - 1 here.

Each term after the first is bounded by a difference: (s - 1) y^(-s) <= x^(1-s) - y^(1-s) for y = x + 1, since x^(1-s)
lies above the tangent of this power at y. For s = 2q > 1 this bounds the sum of the squares of the step sizes (4.1).
"""

from lojverify.derive import Derivation, Problem, Proved, power, proved
from lojverify.derive.language import k


def problem() -> Problem:
    p = Problem("powers_summable", "the powers of k below -1 have a finite sum")
    c, s = p.constants("c s")
    p.assume("c>0", c > 0)
    p.assume("s>1", s > 1)
    x = p.counter("x", c)
    T = p.sum("T", power(x[k], -s))
    p.goal((s - 1) * T[k] <= (s - 1) * power(c, -s) + power(c, 1 - s))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name in ("t", "y", "z", "a"):
        d.define("variable", name, of="variable")
    d.cite("exp", proved("exponential_increases"), {"s": "z"})
    d.cite("tangent", proved("power_tangent"), {"x": "y", "y": "z"})
    d.have("x0>0", "x[0] > 0", by=["c>0"], eq=["x.start"])
    d.assume("x>0 so far", "x[k] > 0")
    d.have("x>0 next", "x[k+1] > 0", by=["x>0 so far", "1"], eq=["x.step"])
    d.step("x>0", "induction", start="x0>0", step="x>0 next", letter="k", condition="x[k] > 0")
    d.instance("x+>0", "x>0", k="k+1")
    d.have("falls", "1 - s <= 0", by=["s>1"])
    d.use("above tangent", "tangent.3", y="x[k+1]", z="x[k]", a="1-s", by=["x+>0", "x>0", "falls"])
    difference = "exp((1-s)*log(x[k])) - exp((1-s)*log(x[k+1]))"
    eq = ["x.step: (1 - s)*exp(-s*log(x[k+1]))"]
    d.have("term", f"(s - 1)*exp(-s*log(x[k+1])) <= {difference}", by=["above tangent"], eq=eq)

    # -- by induction, with the sum up to and including x[k]^(-s) ------------------------------------------------------
    bound = "(s - 1)*exp(-s*log(c)) + exp((1-s)*log(c))"
    claim = f"(s - 1)*T[k+1] + exp((1-s)*log(x[k])) <= {bound}"
    d.instance("T at 1", "T.step", k="0")
    d.cite("log", proved("logarithm_of_product"), {"s": "z"})
    d.have("x0<=c", "x[0] <= c", eq=["x.start"])
    d.have("c<=x0", "c <= x[0]", eq=["x.start"])
    d.use("log x0<=", "log.4", z="x[0]", t="c", by=["x0>0", "x0<=c"])
    d.use("log x0>=", "log.4", z="c", t="x[0]", by=["c>0", "c<=x0"])
    d.step("log x0", "antisymmetry", first="log x0>=", second="log x0<=")
    for label, exponent in (("first", "-s"), ("last", "1-s")):
        there, here = f"({exponent})*log(x[0])", f"({exponent})*log(c)"
        d.have(f"{label} exponent", f"{there} = {here}", eq=[f"log x0: {exponent}"])
        d.use(label, "exp.8", z=there, t=here, by=[f"{label} exponent"])
    eq = ["T at 1: s - 1", "T.start: s - 1", "first: s - 1", "last"]
    d.have("at 0", claim.replace("[k+1]", "[1]").replace("[k]", "[0]"), eq=eq)
    d.assume("so far", claim)
    d.instance("T next", "T.step", k="k+1")
    after = claim.replace("[k+1]", "[k+2]").replace("[k]", "[k+1]")
    d.have("next", after, by=["so far", "term"], eq=["T next: s - 1"])
    d.step("bounded", "induction", start="at 0", step="next", letter="k", condition=claim)
    for label, exponent in (("x^(1-s)>0", "(1-s)*log(x[k])"), ("x^(-s)>0", "-s*log(x[k])")):
        d.instance(label, "exp.3", z=exponent)
    by = ["bounded", "x^(1-s)>0", "s>1 * x^(-s)>0"]
    d.have("summable", f"(s - 1)*T[k] <= {bound}", by=by, eq=["T.step: s - 1"])
    return d.qed("summable")


if __name__ == "__main__":
    print(derive().report())
