"""A sequence with (4.2), q = 1 and C1 > p, is at most A x^(-p) + K x^(-C1) for every k, A = C2/(C1 - p), some K.

K is so large that the second term is enough as long as x <= N + 1, N = C1 + c; from x >= N on, each step keeps the
bound.
"""

import sympy

from lojverify.derive import Derivation, Eq, Problem, Proved, power, proved
from lojverify.derive.language import k
from lojverify.paper.section4 import Recursion


def problem() -> Problem:
    p = Problem("decays_at_q_1", "the rate of (4.2) with q = 1")
    run = Recursion(p)
    A = run.limit("A", run.C1 - run.p)
    p.exists["K"] = "constant"
    K = sympy.Symbol("K")
    on = [Eq(run.q, 1), run.p < run.C1]
    p.goal(run.x[k] >= run.c)
    p.goal(run.b[k] <= A * power(run.x[k], -run.p) + K * power(run.x[k], -run.C1), on)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name in "tz":
        d.define("variable", name, of="variable")
    d.cite("exp", proved("exponential_increases"), {"s": "z"})
    d.assume("q=1", "q = 1")
    d.assume("C1>p", "C1 > p")
    d.have("C1-p>0", "C1 - p > 0", by=["C1>p"])
    d.cut("A is", "A.times", "C1-p>0")
    d.have("step A", "(C1 - p)*A = C2", eq=["A is"])
    d.contradiction("A>0", "A > 0", by=["not * C1-p>0", "C2>0"], eq=["A is"])
    d.have("A>=0", "A >= 0", by=["A>0"])
    d.have("C1>=0", "C1 >= 0", by=["C1>0"])
    d.cite("early", proved("bounded_early"), {"s": "C1", "N": "C1+c"}, {"s>=0": "C1>=0"}, new={"M": "M"})
    d.have("x>0", "x[k] > 0", by=["early.1", "c>0"])
    d.instance("(N+1)^>0", "exp.3", z="C1*log(C1+c+1)")
    K = "M*exp(C1*log(C1+c+1))"
    d.have("K>=0", f"{K} >= 0", by=["early.2 * (N+1)^>0"])
    bound = f"A*exp(-p*log(x[k])) + {K}*exp(-C1*log(x[k]))"
    d.instance("x^-p>0", "exp.3", z="-p*log(x[k])")
    d.have("early bound", f"b[k] <= {bound}", by=["early.3", "A>0 * x^-p>0"])

    # -- the induction: x[k] >= C1 + c, or x[k+1] is still early
    d.assume("so far", f"b[k] <= {bound}")
    d.assume("late N", "x[k] >= C1 + c")
    d.have("late", "x[k] >= C1", by=["late N", "c>0"])
    d.have("p>=0", "p >= 0", by=["p>0"])
    for label, exponent, other in (("factor", "-q", "-1"), ("power", "-q-p", "-1-p")):
        here, there = f"({exponent})*log(x[k])", f"({other})*log(x[k])"
        d.have(f"{label} exponent", f"{here} = {there}", eq=["q=1: -log(x[k])"])
        d.use(label, "exp.8", z=here, t=there, by=[f"{label} exponent"])
    step = "b[k+1] <= (1 - C1*exp(-log(x[k])))*b[k] + C2*exp((-1-p)*log(x[k]))"
    d.have("recursion", step, by=["(4.2)"], eq=["factor: C1*b[k]", "power: C2"])
    terms = {"x": "x[k]", "y": "x[k+1]", "K": K, "b": "b[k]", "after": "b[k+1]"}
    premises = {"y": "x.step", "A": "step A", "bounded": "so far"}
    d.cite("keeps", proved("decay_step_at_q_1"), terms, premises)
    d.assume("early N", "x[k] <= C1 + c")
    d.have("early next", "x[k+1] <= C1 + c + 1", by=["early N"], eq=["x.step"])
    d.use("early bound next", "early bound", k="k+1", by=["early next"])
    d.cases("next", "keeps", "early bound next", "x[k] - C1 - c >= 0")
    d.have("early at 0", "x[0] <= C1 + c + 1", by=["C1>0", "1"], eq=["x.start"])
    d.use("at 0", "early bound", k="0", by=["early at 0"])
    d.step("decays", "induction", start="at 0", step="next", letter="k", condition=f"b[k] <= {bound}")
    return d.qed("early.1", "decays", witness={"K": K})


if __name__ == "__main__":
    print(derive().report())
