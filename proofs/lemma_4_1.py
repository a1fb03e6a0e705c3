"""Lemma 4.1: b_k <= A k^(-p) + o(k^(-p)) under (4.2), with A = C2/(C1 - p) if q = 1 < C1/p and A = C2/C1 if q < 1.

With x = k + n0, b_k <= A x^(-p) + K x^(-e) for every k and some e > p: e = C1 if q = 1, and e = p + 1 - q if q < 1. As
x >= k, the excess over A k^(-p) is at most |K| x^(-e), and k^p times it at most |K| x^(p-e), which tends to 0.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.section4 import rates


def problem() -> Problem:
    return rates()


def derive() -> Proved:
    d = Derivation(problem())
    for name in "sz":
        d.define("variable", name, of="variable")
    d.cite("exp", proved("exponential_increases"), {"t": "z"})
    d.cite("log", proved("logarithm_of_product"), {"t": "z"})
    d.have("c>0", "n0 + 1 > 0", by=["n0>0", "1"])
    d.instance("first", "num.step", k="0")
    d.have("x.start", "num[1] + n0 = n0 + 1", eq=["first", "num.start"])
    d.instance("next", "num.step", k="k+1")
    d.have("x.step", "num[k+2] + n0 = num[k+1] + n0 + 1", eq=["next"])
    x, m = "(num[k+1] + n0)", "num[k+1]"
    along = {"c": "n0 + 1", "x": ("k", x)}
    d.cite("vanish.r", proved("powers_vanish"), {**along, "a": "C1 - p"})
    d.cite("vanish.t", proved("powers_vanish"), {**along, "a": "1 - q"})
    d.have("x>0", f"{x} > 0", by=["vanish.r.1", "c>0"])
    d.have("m>0", f"{m} > 0", by=["vanish.r.1", "1"])
    d.have("m<=x", f"{m} <= {x}", by=["n0>0"])
    d.use("log m<=log x", "log.4", s=m, z=x, by=["m>0", "m<=x"])
    for sign, low, high in (("-p", x, m), ("p", m, x)):
        lower, upper = f"({sign})*log({low})", f"({sign})*log({high})"
        d.have(f"{sign} exponents", f"{lower} <= {upper}", by=["p>0 * log m<=log x"])
        d.use(f"{sign} powers", "exp.4", s=lower, z=upper, by=[f"{sign} exponents"])
    d.instance("m^p>0", "exp.3", s=f"p*log({m})")
    d.assume("q=1", "q = 1")
    d.assume("C1>p", "C1 > p")
    d.assume("q<1", "q < 1")
    d.have("C1-p>0", "C1 - p > 0", by=["C1>p"])
    d.have("1-q>0", "1 - q > 0", by=["q<1"])
    for name, script, e, K, positive in (
        ("r", "decays_at_q_1", "C1", "K", "C1-p>0"),
        ("t", "decays_below_q_1", "p + 1 - q", "B", "C1>0"),
    ):
        terms, premises = {**along, "b": ("k", "b[k+1]"), "A": f"A{name}"}, {"A.times": f"A{name}.times"}
        d.cite(f"decays {name}", proved(script), terms, premises, new={K: f"K{name}"})
        d.cut(f"A{name} is", f"A{name}.times", positive)
        d.contradiction(f"A{name}>0", f"A{name} > 0", by=[f"not * {positive}", "C2>0"], eq=[f"A{name} is"])
        d.define("positive_part", f"k{name}", value=f"K{name}")
        rest, bound = f"exp(-({e})*log({x}))", f"A{name}*exp(-p*log({m}))"
        d.instance(f"rest {name}>0", "exp.3", s=f"-({e})*log({x})")
        # r (r - (b - A m^(-p))) = 0 and b - A m^(-p) <= k x^(-e), so r^2 <= r k x^(-e)
        by = [f"decays {name}.2", f"A{name}>0 * -p powers", f"k{name}.above * rest {name}>0"]
        d.have(f"over {name}", f"b[k+1] - {bound} <= k{name}*{rest}", by=by)
        by = ["not * not", f"not * k{name}.nonnegative * rest {name}>0", f"{name}.nonnegative * over {name}"]
        d.contradiction(f"{name} small", f"{name}[k] <= k{name}*{rest}", by=by, eq=[f"{name}.either"])
        d.step(f"gap {name}", "exp_sum", first=f"p*log({x})", second=f"-({e})*log({x})")
        gap = f"exp((p - ({e}))*log({x}))"
        by = [f"m^p>0 * {name} small", f"k{name}.nonnegative * p powers * rest {name}>0"]
        d.have(f"{name} upper", f"k{name}*{gap} - exp(p*log({m}))*{name}[k] >= 0", by=by, eq=[f"gap {name}: k{name}"])
        d.have(f"{name} lower", f"exp(p*log({m}))*{name}[k] >= 0", by=[f"m^p>0 * {name}.nonnegative"])
        d.cut(f"gap {name} vanishes", f"vanish.{name}.2", positive if name == "r" else "1-q>0")
        d.step(f"{name} bound", "limit_algebra", letter="k", terms=[[f"k{name}", [f"gap {name} vanishes"]]])
        ends = {"lower": f"{name} lower", "upper": f"{name} upper", "fact": f"{name} bound"}
        d.step(f"{name} vanishes", "squeeze", **ends)
        d.have(f"{name} is", f"b[k+1] <= {bound} + {name}[k]", by=[f"{name}.above"])
    return d.qed("r is", "r vanishes", "t is", "t vanishes")


if __name__ == "__main__":
    print(derive().report())
