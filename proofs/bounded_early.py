"""A sequence with (4.2) is below a multiple of any negative power of x = c + k as long as x <= N + 1.

As b >= 0 and C1 >= 0, b grows by at most C2 c^(-q-p) a step, so it is at most M = b[0] + C2 c^(-q-p) (N + 1) until
then; and 1 <= (N + 1)^s x^(-s).
"""

from lojverify.derive import Derivation, Problem, Proved, power, proved
from lojverify.derive.language import k
from lojverify.paper.section4 import Recursion


def problem() -> Problem:
    p = Problem("bounded_early", "a sequence with (4.2) is bounded as long as k is")
    run = Recursion(p)
    s, N = p.constants("s N")
    p.assume("s>=0", s >= 0)
    p.assume("N>0", N > 0)
    growth = run.C2 * power(run.c, -run.q - run.p)
    M = run.b[0] + growth * (N + 1)
    p.goal(run.x[k] >= run.c)
    p.goal(run.b[k] <= M * power(N + 1, s) * power(run.x[k], -s), [run.x[k] <= N + 1])
    p.goal(run.b[k] <= run.b[0] + growth * (run.x[k] - run.c))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name in "tz":
        d.define("variable", name, of="variable")
    d.cite("exp", proved("exponential_increases"), {"s": "z"})
    d.cite("log", proved("logarithm_of_product"), {"s": "z"})
    d.induct("far", "k", "x[k] >= c", ["so far", "1"], ["x.step"], ([], ["x.start"]))
    d.have("x>0", "x[k] > 0", by=["far", "c>0"])

    # -- b grows by at most C2 c^(-q-p) a step
    d.use("log c<=log x", "log.4", z="c", t="x[k]", by=["c>0", "far"])
    most, term = "(-q-p)*log(c)", "(-q-p)*log(x[k])"
    by = ["q>0 * log c<=log x", "p>0 * log c<=log x"]
    d.have("exponents", f"{term} <= {most}", by=by)
    d.use("powers", "exp.4", z=term, t=most, by=["exponents"])
    d.instance("x^-q>0", "exp.3", z="-q*log(x[k])")
    claim = f"b[k] <= b[0] + C2*exp({most})*(x[k] - c)"
    by = ["so far", "(4.2)", "C2>0 * powers", "C1>0 * x^-q>0 * b>=0"]
    d.induct("slow", "k", claim, by, [f"x.step: C2*exp({most})"], ([], [f"x.start: C2*exp({most})"]))

    # -- as long as x <= N + 1
    d.assume("early", "x[k] <= N + 1")
    d.instance("c^>0", "exp.3", z=most)
    M = f"(b[0] + C2*exp({most})*(N + 1))"
    d.have("at most M", f"b[k] <= {M}", by=["slow", "C2>0 * c^>0 * early", "C2>0 * c^>0 * c>0"])
    d.instance("b0>=0", "b>=0", k="0")
    d.have("M>=0", f"{M} >= 0", by=["b0>=0", "C2>0 * c^>0 * N>0", "C2>0 * c^>0"])
    d.use("log x<=log(N+1)", "log.4", z="x[k]", t="N+1", by=["x>0", "early"])
    d.have("exponent", "0 <= s*log(N+1) - s*log(x[k])", by=["s>=0 * log x<=log(N+1)"])
    d.use("at least 1", "exp.4", z="0", t="s*log(N+1) - s*log(x[k])", by=["exponent"])
    d.step("ratio", "exp_sum", first="s*log(N+1)", second="-s*log(x[k])")
    bound = f"{M}*exp(s*log(N+1))*exp(-s*log(x[k]))"
    by = ["at most M", "M>=0 * at least 1"]
    d.have("bounded", f"b[k] <= {bound}", by=by, eq=[f"ratio: {M}", f"exp.1: {M}"])
    return d.qed("far", "bounded", "slow")


if __name__ == "__main__":
    print(derive().report())
