"""A sequence with (4.2) is at most max(b[0], C2 c^(-p)/C1, C2 c^(-q-p)), or any bound M of these, for every k.

Where h = C1 x^(-q) <= 1, the next b is at most (1 - h) M + h (C2/C1) x^(-p), an average of numbers up to M;
elsewhere, as b >= 0, it is at most C2 x^(-q-p).
"""

from lojverify.derive import Derivation, Problem, Proved, power, proved
from lojverify.derive.language import k
from lojverify.paper.section4 import Recursion


def problem() -> Problem:
    p = Problem("stays_bounded", "a sequence with (4.2) is bounded")
    run = Recursion(p)
    (M,) = p.constants("M")
    p.assume("M>=b0", run.b[0] <= M)
    p.assume("M large", run.C2 * power(run.c, -run.p) <= run.C1 * M)
    p.assume("M larger", run.C2 * power(run.c, -run.q - run.p) <= M)
    p.goal(run.x[k] >= run.c)
    p.goal(run.b[k] <= M)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name in "tz":
        d.define("variable", name, of="variable")
    d.cite("exp", proved("exponential_increases"), {"s": "z"})
    d.cite("log", proved("logarithm_of_product"), {"s": "z"})
    d.induct("far", "k", "x[k] >= c", ["so far", "1"], ["x.step"], ([], ["x.start"]))
    d.use("log c<=log x", "log.4", z="c", t="x[k]", by=["c>0", "far"])
    for label, exponent, by in (("p", "-p", ["p>0"]), ("q+p", "-q-p", ["q>0", "p>0"])):
        here, there = f"({exponent})*log(x[k])", f"({exponent})*log(c)"
        d.have(f"{label} exponents", f"{here} <= {there}", by=[f"{sign} * log c<=log x" for sign in by])
        d.use(f"{label} powers", "exp.4", z=here, t=there, by=[f"{label} exponents"])
    d.instance("x^-q>0", "exp.3", z="-q*log(x[k])")
    d.step("apart", "exp_sum", first="-q*log(x[k])", second="-p*log(x[k])")
    d.assume("so far", "b[k] <= M")
    h = "C1*exp(-q*log(x[k]))"
    d.assume("h<=1", f"{h} <= 1")
    d.assume("h>=1", f"{h} >= 1")
    by = ["(4.2)", "h<=1 * so far", "x^-q>0 * M large", "x^-q>0 * C2>0 * p powers"]
    d.have("average", "b[k+1] <= M", by=by, eq=["apart: C2"])
    d.have("dropped", "b[k+1] <= M", by=["(4.2)", "h>=1 * b>=0", "C2>0 * q+p powers", "M larger"])
    d.cases("next", "average", "dropped", f"1 - {h} >= 0")
    d.have("at 0", "b[0] <= M", by=["M>=b0"])
    d.step("bounded", "induction", start="at 0", step="next", letter="k", condition="b[k] <= M")
    return d.qed("far", "bounded")


if __name__ == "__main__":
    print(derive().report())
