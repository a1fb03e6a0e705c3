"""(4.3) as printed, with 1/k in place of k^(-p), implies 0 >= 1 for every p < 1: it is false for q = C1 = C2 = n0 = 1.

Take b_{k+1} = (1 - 1/(k+1)) b_k + (k+1)^(-1-p) for every k >= 0. Then k b_k is the sum S_k of (j+1)^(-p) over j < k,
which tends to infinity: exp(-S_k) tends to 0. The printed claim says k b_k <= A + w_k with A = C2/(C1 - p) and w_k >= 0
tending to 0, so that exp(-S_k) >= exp(-A) exp(-w_k) >= exp(-A) (1 - w_k).
"""

from lojverify.derive import Derivation, Problem, Proved, proved, supposed
from lojverify.paper.section4 import rate_at_one


def problem() -> Problem:
    p = Problem("rate_as_printed_is_false", "what (4.3) as printed implies")
    (rate,) = p.constants("p")
    p.assume("p>0", rate > 0)
    p.assume("p<1", rate < 1)
    p.goal("0 >= 1")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name in "stz":
        d.define("variable", name, of="variable")
    d.cite("exp", proved("exponential_increases"))
    d.cite("log", proved("logarithm_of_product"))

    # -- the sequence
    x, m = "(num[k] + 1)", "num[k+1]"
    d.define("recursion", "num", "k", level=None, start="0", step="num[k] + 1")
    forcing = f"exp((-1-p)*log({x}))"
    d.define("recursion", "b", "k", level=None, start="0", step=f"(1 - exp(-log({x})))*b[k] + {forcing}")
    d.induct("k>=0", "k", "num[k] >= 0", ["so far", "1"], ["num.step"], ([], ["num.start"]))
    d.have("x>0", f"{x} > 0", by=["k>=0", "1"])
    d.use("1/x", "log.7", s=x, by=["x>0"])
    d.instance("1/x>0", "exp.3", s=f"-log({x})")
    d.have("contracts", f"1 - exp(-log({x})) >= 0", by=["k>=0 * 1/x>0"], eq=["1/x"])
    d.instance("forcing>0", "exp.3", s=f"(-1-p)*log({x})")
    d.induct("b>=0", "k", "b[k] >= 0", ["contracts * so far", "forcing>0"], ["b.step"], ([], ["b.start"]))

    # -- k b_k is the sum of x^(-p)
    d.define("recursion", "S", "k", level=None, start="0", step=f"S[k] + exp(-p*log({x}))")
    d.step("one more", "exp_sum", first=f"-p*log({x})", second=f"-log({x})")
    claim = "num[k]*b[k] = S[k]"
    eq = ["so far", "num.step: b[k+1]", f"b.step: {x}", "S.step", "1/x: -b[k]", f"1/x: exp(-p*log({x}))"]
    eq += [f"one more: {x}"]
    d.induct("sum", "k", claim, [], eq, ([], ["num.start: b[0]", "S.start"]))

    # -- what (4.3) says of it
    d.have("1>0", "1 > 0", by=["1"])
    d.have("1-p>0", "1 - p > 0", by=["p<1"])
    d.have("1>=0", "1 - 1 >= 0")
    d.have("0=0", "0 = 0")
    d.define("quotient", "A", value="1", by="1 - p")
    d.define("positive_part", "r", "k", value=f"b[k+1] - A*exp(-log({m}))")
    d.instance("b next>=0", "b>=0", k="k+1")
    d.instance("b next", "b.step", k="k+1")
    d.have("(4.2)", "b[k+2] <= (1 - exp(-log(num[k+1]+1)))*b[k+1] + exp((-1-p)*log(num[k+1]+1))", eq=["b next"])
    terms = {"n0": "1", "q": "1", "C1": "1", "C2": "1", "Ar": "A"}
    premises = {"n0>0": "1>0", "q>0": "1>0", "C1>0": "1>0", "C2>0": "1>0", "q<=1": "1>=0"}
    premises |= {"q=1": "0=0", "C1>p": "1-p>0", "Ar.times": "A.times", "b>=0": "b next>=0"}
    d.cite("printed", supposed(rate_at_one()), terms, premises, note="(4.3) as printed")

    # -- exp(-S) is above exp(-A) (1 - w), w = k r
    d.have("m>0", f"{m} > 0", by=["x>0"], eq=["num.step"])
    d.step("k as exp", "exp_log", fact="m>0")
    d.use("1/k", "log.7", s=m, by=["m>0"])
    w = f"exp(log({m}))*r[k]"
    d.instance("sum there", "sum", k="k+1")
    eq = ["sum there", "k as exp: r[k]", "1/k: A"]
    d.have("S small", f"S[k+1] <= A + {w}", by=["m>0 * printed.1"], eq=eq)
    d.have("exponent", f"-A - {w} <= -S[k+1]", by=["S small"])
    d.use("order", "exp.4", s=f"-A - {w}", t="-S[k+1]", by=["exponent"])
    d.step("apart", "exp_sum", first="-A", second=f"-{w}")
    d.step("tangent", "exp_tangent", exponent=f"-{w}")
    d.instance("e^-A>0", "exp.3", s="-A")
    d.have("above", f"exp(-S[k+1]) - exp(-A)*(1 - {w}) >= 0", by=["order", "e^-A>0 * tangent"], eq=["apart"])

    # -- but exp(-S) tends to 0
    d.have("x.start", "num[0] + 1 = 1", eq=["num.start"])
    d.have("x.step", "num[k+1] + 1 = num[k] + 1 + 1", eq=["num.step"])
    d.have("p<=1", "p <= 1", by=["p<1"])
    terms = {"c": "1", "q": "p", "gamma": "1", "x": ("k", x)}
    premises = {"c>0": "1>0", "gamma>0": "1>0", "q<=1": "p<=1"}
    d.cite("diverges", proved("step_sizes_diverge"), terms, premises)
    d.step("diverges next", "subsequence", fact="diverges.2", index="k+1")
    terms = [["1", ["diverges next"]], ["-exp(-A)", []], ["exp(-A)", ["printed.2"]]]
    d.step("gap", "limit_algebra", letter="k", terms=terms)
    d.step("e^-A<=0", "limit_order", fact="gap", bound="above")
    d.have("0>0", "0 > 0", by=["e^-A<=0", "e^-A>0"])
    d.step("absurd", "absurd", fact="0>0", goal="0 >= 1")
    return d.qed("absurd")


if __name__ == "__main__":
    print(derive().report())
