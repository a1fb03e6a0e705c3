"""The root of the quadratic model, against the root of its mean: sqrt(Q[k+1]) sqrt(S) >= B, with E B = S.

S = F - eta (1 - eta C/2)|g|^2 is nonnegative, and B = F + (C eta^2 - eta)/2 <g, v> - (eta/2)|g|^2. In words: Q = |Xi|^2
and B = <Xi, E Xi> for a vector Xi with |E Xi|^2 = S; but no Xi is needed, since
    4 C^2 (Q S - B^2) = (C eta (1 - C eta))^2 (|v|^2 |g|^2 - <v, g>^2) + (C eta)^2 (2 C F - |g|^2) |w|^2.
"""

import sympy

from lojverify.derive import Derivation, Problem, Proved, inner, norm2
from lojverify.derive.language import k
from lojverify.paper.setting import Run


def problem() -> Problem:
    p = Problem("model_root", "sqrt(Q) sqrt(S) >= B")
    run = Run(p)
    run.growth()
    half = sympy.Rational(1, 2)
    F, C, eta, v = run.F(run.theta[k]), run.C, run.eta, run.gradient()
    g = run.F.grad(run.theta[k])
    S = F - eta * (1 - eta * C / 2) * norm2(g)
    q, n = p.root("q", run.quadratic(), "k"), p.root("n", S, "k")
    p.goal(S >= 0, [run.stays])
    B = F + half * (C * eta**2 - eta) * inner(g, v) - half * eta * norm2(g)
    p.goal(q[k] * n[k] >= B, [run.stays])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.assume("stays", "e[k] - 1 >= 0")
    d.cut("in ball", "e.yes", "stays")
    d.use("high", "growth", y="theta[k]", by=["in ball"], note="(2.4)")
    g, v = "grad F(theta[k])", "(grad F(theta[k]) + w[k])"
    for vector in (g, "w[k]", f"{g} - C*eta*{v}"):
        d.step(f"|{vector}|", "norm", vector=vector)
    Q = f"(F(theta[k]) - eta*<{g}, {v}> + C*eta^2/2*<{v}, {v}>)"
    S = f"(F(theta[k]) - eta*(1 - eta*C/2)*<{g}, {g}>)"
    d.contradiction("Q>=0", f"{Q} >= 0", by=["C>0 * not", "high", f"|{g} - C*eta*{v}|"], note="(3.6)")
    d.contradiction("S>=0", f"{S} >= 0", by=["not * C>0", "high", f"|{g}| * [1 - eta*C]"])
    d.cut("q.sq", "q.square", "Q>=0")
    d.cut("n.sq", "n.square", "S>=0")

    d.step("cauchy", "cauchy_schwarz", first=v, second=g)
    B = f"(F(theta[k]) + (C*eta^2 - eta)/2*<{g}, {v}> - eta/2*<{g}, {g}>)"
    parts = ["cauchy * [C*eta*(1 - eta*C)]", "high * |w[k]| * [C*eta]"]
    d.contradiction("QS>=B^2", f"{Q}*{S} >= {B}^2", by=["not * C>0 * C>0", *parts])
    d.have("qn>=0", "q[k]*n[k] >= 0", by=["q.nonnegative * n.nonnegative"])
    d.have("q^2 n^2", f"(q[k]*n[k])^2 = {Q}*{S}", eq=["q.sq: n[k]^2", f"n.sq: {Q}"])
    d.contradiction("qn>=B", f"q[k]*n[k] >= {B}", by=["not * not", "not * qn>=0", "QS>=B^2"], eq=["q^2 n^2"])
    return d.qed("S>=0", "qn>=B")


if __name__ == "__main__":
    print(derive().report())
