"""A sequence with (4.2) is below a multiple of any negative power of x = c + k as long as x <= N + 1.

It is at most a constant M, and 1 <= (N + 1)^s x^(-s).
"""

import sympy

from lojverify.derive import Derivation, Problem, Proved, power, proved
from lojverify.derive.language import k
from lojverify.paper.section4 import Recursion


def problem() -> Problem:
    p = Problem("bounded_early", "a sequence with (4.2) is below a multiple of a power for a while")
    run = Recursion(p)
    s, N = p.constants("s N")
    p.assume("s>=0", s >= 0)
    p.exists["M"] = "constant"
    M = sympy.Symbol("M")
    p.goal(run.x[k] >= run.c)
    p.goal(M >= 0)
    p.goal(run.b[k] <= M * power(N + 1, s) * power(run.x[k], -s), [run.x[k] <= N + 1])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name in "tz":
        d.define("variable", name, of="variable")
    d.cite("exp", proved("exponential_increases"), {"s": "z"})
    d.cite("log", proved("logarithm_of_product"), {"s": "z"})
    d.define("quotient", "iC", value="1", by="C1")
    d.cut("iC is", "iC.times", "C1>0")
    d.contradiction("iC>0", "iC > 0", by=["not * C1>0", "1"], eq=["iC is"])
    d.instance("c^>0", "exp.3", z="(-q-p)*log(c)")
    d.instance("c^-p>0", "exp.3", z="-p*log(c)")
    d.instance("b0>=0", "b>=0", k="0")
    M = "(b[0] + C2*exp((-q-p)*log(c)) + iC*C2*exp(-p*log(c)))"
    second, third = "C2>0 * c^>0", "iC>0 * C2>0 * c^-p>0"
    d.have("M>=b0", f"{M} >= b[0]", by=[second, third])
    by, eq = ["C1>0 * b0>=0", f"C1>0 * {second}"], ["iC is: C2*exp(-p*log(c))"]
    d.have("M large", f"C1*{M} >= C2*exp(-p*log(c))", by=by, eq=eq)
    d.have("M larger", f"{M} >= C2*exp((-q-p)*log(c))", by=["b0>=0", third])
    d.have("M>=0", f"{M} >= 0", by=["b0>=0", second, third])
    d.cite("stays", proved("stays_bounded"), {"M": M})

    d.have("x>0", "x[k] > 0", by=["stays.1", "c>0"])
    d.assume("early", "x[k] <= N + 1")
    d.use("log x<=log(N+1)", "log.4", z="x[k]", t="N+1", by=["x>0", "early"])
    d.have("exponent", "0 <= s*log(N+1) - s*log(x[k])", by=["s>=0 * log x<=log(N+1)"])
    d.use("at least 1", "exp.4", z="0", t="s*log(N+1) - s*log(x[k])", by=["exponent"])
    d.step("ratio", "exp_sum", first="s*log(N+1)", second="-s*log(x[k])")
    bound = f"{M}*exp(s*log(N+1))*exp(-s*log(x[k]))"
    d.have("bounded", f"b[k] <= {bound}", by=["stays.2", "M>=0 * at least 1"], eq=[f"ratio: {M}", f"exp.1: {M}"])
    return d.qed("stays.1", "M>=0", "bounded", witness={"M": M})


if __name__ == "__main__":
    print(derive().report())
