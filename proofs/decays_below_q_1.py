"""A sequence with (4.2) and q < 1 is at most (C2/C1) x^(-p) + B x^(-p-1+q) for every k, with some B.

B is so large that the second term is enough as long as x <= N + 1, where N is so large that C1 x^(-q) <= 1 and
C1 x^(1-q) >= 2 (p + 1 - q) for x >= N; from there on each step keeps the bound.
"""

import sympy

from lojverify.derive import Derivation, Problem, Proved, power, proved
from lojverify.derive.language import k
from lojverify.paper.section4 import Recursion


def problem() -> Problem:
    p = Problem("decays_below_q_1", "the rate of (4.2) with q < 1")
    run = Recursion(p)
    q, x = run.q, run.x[k]
    A = run.limit("A", run.C1)
    p.exists["B"] = "constant"
    p.goal(x >= run.c)
    p.goal(run.b[k] <= A * power(x, -run.p) + sympy.Symbol("B") * power(x, -run.p - 1 + q), [q < 1])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name in "tz":
        d.define("variable", name, of="variable")
    d.cite("exp", proved("exponential_increases"), {"s": "z"})
    d.assume("q<1", "q < 1")
    d.cut("A is", "A.times", "C1>0")
    d.have("C1*A=C2", "C1*A = C2", eq=["A is"])
    d.contradiction("A>0", "A > 0", by=["not * C1>0", "C2>0"], eq=["A is"])
    d.have("A>=0", "A >= 0", by=["A>0"])
    d.have("1-q>0", "1 - q > 0", by=["q<1"])
    d.have("p>=0", "p >= 0", by=["p>0"])
    d.have("s>0", "p + 1 - q > 0", by=["p>0", "q<=1"])
    d.have("s>=0", "p + 1 - q >= 0", by=["s>0"])

    # -- N, from which on x is late
    for name, by, positive in (("iC", "C1", "C1>0"), ("iq", "q", "q>0"), ("ir", "1-q", "1-q>0")):
        d.define("quotient", name, value="1", by=by)
        d.cut(f"{name} is", f"{name}.times", positive)
    d.contradiction("iC>0", "iC > 0", by=["not * C1>0", "1"], eq=["iC is"])
    h = "2*(p+1-q)*iC"
    d.have("h>0", f"{h} > 0", by=["s>0 * iC>0"])
    N1, N2 = "exp(iq*log(C1))", f"exp(ir*log({h}))"
    N = f"({N1} + {N2} + c)"
    d.instance("N1>0", "exp.3", z="iq*log(C1)")
    d.instance("N2>0", "exp.3", z=f"ir*log({h})")
    d.have("N>0", f"{N} > 0", by=["N1>0", "N2>0", "c>0"])
    d.cite("early", proved("bounded_early"), {"s": "p+1-q", "N": N}, new={"M": "M"})
    d.assume("x>=N", f"x[k] >= {N}")
    d.have("x>=N1", f"x[k] >= {N1}", by=["x>=N", "N2>0", "c>0"])
    d.have("x>=N2", f"x[k] >= {N2}", by=["x>=N", "N1>0", "c>0"])
    premises = {"h>0": "C1>0", "a>0": "q>0", "b*a=1": "iq is", "large": "x>=N1"}
    d.cite("x^q", proved("power_exceeds"), {"x": "x[k]", "h": "C1", "a": "q", "b": "iq"}, premises)
    premises = {"h>0": "h>0", "a>0": "1-q>0", "b*a=1": "ir is", "large": "x>=N2"}
    d.cite("x^(1-q)", proved("power_exceeds"), {"x": "x[k]", "h": h, "a": "1-q", "b": "ir"}, premises)
    d.instance("inverse", "exp.2", z="q*log(x[k])")
    d.instance("x^-q>0", "exp.3", z="-q*log(x[k])")
    d.have("late", "C1*exp(-q*log(x[k])) <= 1", by=["x^q * x^-q>0"], eq=["inverse"])
    by, eq = ["C1>0 * x^(1-q)"], ["iC is: 2*p+2-2*q"]
    d.have("later", "C1*exp((1-q)*log(x[k])) >= 2*(p+1-q)", by=by, eq=eq)

    # -- B
    grown = f"exp((p+1-q)*log({N}+1))"
    d.instance("grown>0", "exp.3", z=f"(p+1-q)*log({N}+1)")
    B = f"(M*{grown} + 2*p*A*iC)"
    by = ["early.2 * grown>0", "p>0 * A>0 * iC>0"]
    d.have("B>=0", f"{B} >= 0", by=by)
    d.have("B", f"C1*{B} >= 2*p*A", by=["early.2 * grown>0 * C1>0"], eq=["iC is: 2*p*A"])
    bound = f"A*exp(-p*log(x[k])) + {B}*exp((-p-1+q)*log(x[k]))"
    d.instance("x^-p>0", "exp.3", z="-p*log(x[k])")
    d.instance("x^-s>0", "exp.3", z="(-p-1+q)*log(x[k])")
    by = ["early.3", "A>0 * x^-p>0", "p>0 * A>0 * iC>0 * x^-s>0"]
    d.have("early bound", f"b[k] <= {bound}", by=by)

    # -- the induction: x[k] >= N, or x[k+1] is still early
    d.have("0>=0", "0 >= (1 - C1*exp(-q*log(x[k])))*0", by=[])
    d.have("x>0", "x[k] > 0", by=["early.1", "c>0"])
    d.assume("so far", f"b[k] <= {bound} + 0")
    terms = {"x": "x[k]", "y": "x[k+1]", "B": B, "b": "b[k]", "after": "b[k+1]", "g": "0", "after_g": "0"}
    premises = {"y": "x.step", "A": "C1*A=C2", "g": "0>=0", "bounded": "so far", "recursion": "(4.2)"}
    d.cite("keeps", proved("decay_step_below_q_1"), terms, premises)
    d.assume("x<=N", f"x[k] <= {N}")
    d.have("early next", f"x[k+1] <= {N} + 1", by=["x<=N"], eq=["x.step"])
    d.use("early bound next", "early bound", k="k+1", by=["early next"])
    d.cases("next", "keeps", "early bound next", f"x[k] - {N} >= 0")
    d.have("early at 0", f"x[0] <= {N} + 1", by=["N1>0", "N2>0", "1"], eq=["x.start"])
    d.use("at 0", "early bound", k="0", by=["early at 0"])
    d.step("decays", "induction", start="at 0", step="next", letter="k", condition=f"b[k] <= {bound}")
    return d.qed("early.1", "decays", witness={"B": B})


if __name__ == "__main__":
    print(derive().report())
