"""(4.2) with q = 1 and C1 > p from an index on at which c = k + n0 >= C1: an explicit bound for every later k.

b[k] <= A x^(-p) + (b[0] - A c^(-p))+ (c/x)^C1 with A = C2/(C1 - p) and x = c + k. By induction; b need not be
nonnegative.
"""

from lojverify.derive import Derivation, Problem, Proved, power, proved
from lojverify.derive.language import k
from lojverify.paper.section4 import Recursion


def problem() -> Problem:
    p = Problem("explicit_rate_at_q_1", "an explicit bound for (4.2) with q = 1, for every k")
    run = Recursion(p, q=1, weak=True)
    p.assume("C1>p", run.p < run.C1)
    p.assume("late", run.c >= run.C1)
    A = run.limit("A", run.C1 - run.p)
    D = p.define("positive_part", "D", value=run.b[0] - A * power(run.c, -run.p))
    bound = A * power(run.x[k], -run.p) + D * power(run.c, run.C1) * power(run.x[k], -run.C1)
    p.goal(run.b[k] <= bound)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name in "st":
        d.define("variable", name, of="variable")
    d.cite("exp", proved("exponential_increases"))
    d.cite("log", proved("logarithm_of_product"))
    d.have("C1-p>0", "C1 - p > 0", by=["C1>p"])
    d.cut("A is", "A.times", "C1-p>0")
    d.have("(C1-p)*A=C2", "(C1 - p)*A = C2", eq=["A is"])
    d.contradiction("A>=0", "A >= 0", by=["not * C1-p>0", "C2>=0"], eq=["A is"])
    d.have("C1>=0", "C1 >= 0", by=["C1>p", "p>=0"])
    d.have("c>0", "c > 0", by=["late", "C1>p", "p>=0"])
    d.induct("far", "k", "x[k] >= c", ["so far", "1"], ["x.step"], ([], ["x.start"]))
    d.have("x>0", "x[k] > 0", by=["far", "c>0"])
    d.have("x>=C1", "x[k] >= C1", by=["far", "late"])
    d.instance("c^C1>0", "exp.3", s="C1*log(c)")
    K = "D*exp(C1*log(c))"
    d.have("K>=0", f"{K} >= 0", by=["D.nonnegative * c^C1>0"])
    bound = f"A*exp(-p*log(x[k])) + {K}*exp(-C1*log(x[k]))"
    d.assume("so far", f"b[k] <= {bound}")
    terms = {"x": "x[k]", "y": "x[k+1]", "K": K, "b": "b[k]", "after": "b[k+1]"}
    premises = {"y": "x.step", "A": "(C1-p)*A=C2", "late": "x>=C1", "bounded": "so far", "recursion": "(4.2)"}
    d.cite("next", proved("decay_step_at_q_1"), terms, premises)

    # -- at x[0] = c
    d.have("x0>0", "x[0] > 0", by=["c>0"], eq=["x.start"])
    d.have("x0=c", "x[0] = c", eq=["x.start"])
    d.use("log x0", "log.8", s="x[0]", t="c", by=["x0>0", "x0=c"])
    for label in ("p", "C1"):
        there, here = f"-{label}*log(x[0])", f"-{label}*log(c)"
        d.have(f"{label} there", f"{there} = {here}", eq=[f"log x0: {label}"])
        d.use(f"{label} at 0", "exp.8", s=there, t=here, by=[f"{label} there"])
    d.instance("c^-C1", "exp.2", s="C1*log(c)")
    eq = [f"C1 at 0: {K}", "p at 0: A", "c^-C1: D"]
    d.have("at 0", f"b[0] <= {bound}".replace("[k]", "[0]"), by=["D.above"], eq=eq)
    d.step("decays", "induction", start="at 0", step="next", letter="k", condition=f"b[k] <= {bound}")
    return d.qed("decays")


if __name__ == "__main__":
    print(derive().report())
