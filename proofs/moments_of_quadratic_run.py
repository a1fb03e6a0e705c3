"""On F = |theta|^2/2 with unbiased noise of length 1, E|theta|^2 <= K n^(-q) and E|theta|^4 <= K2 n^(-2q), n = k + n0.

With x = n^(-q/2), eta = gamma x^2, and x'^2 >= x^2 - q x^4. Let A = |theta|^2, B = A^2. Then
    E A' = (1 - eta)^2 E A + eta^2,      E B' <= (1 - eta)^4 E B + 6 eta^2 (1 - eta)^2 E A + eta^4,
since <theta, Z>^2 <= A; both bounds go on by induction.
"""

import sympy

from lojverify.derive import Derivation, Problem, Proved, mean
from lojverify.derive.language import k
from lojverify.paper.powers import laws
from lojverify.paper.quadratic_run import constants, define_quantities, powers, quadratic_run, squares


def problem() -> Problem:
    p = Problem("moments_of_quadratic_run", "the second and fourth moments of a run on a quadratic with unit noise")
    quadratic_run(p)
    define_quantities(p)
    A, B, x = (sympy.IndexedBase(name) for name in "ABx")
    K, K2 = sympy.symbols("K K2")
    p.goal(mean(A[k]) <= K * x[k] ** 2)
    p.goal(mean(B[k]) <= K2 * x[k] ** 4)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    laws(d)
    powers(d)
    squares(d)
    constants(d)
    d.step("A given the past", "expect", fact="A step", index="k")
    d.have("A fair", "E[k](A[k+1]) = (1 - eta[k])^2*A[k] + eta[k]^2",
           eq=["A given the past", "unbiased: 2*eta[k]*(1 - eta[k])"])  # fmt: skip
    d.step("A mean", "average", fact="A fair")
    d.step("B given the past", "expect", fact="B step", index="k")
    more = "(1 - eta[k])^4*B[k] + 6*eta[k]^2*(1 - eta[k])^2*A[k] + eta[k]^4"
    P = "((1 - eta[k])^2*A[k] + eta[k]^2)"
    d.have("B fair", f"{more} - E[k](B[k+1]) >= 0", by=["B given the past"],
           eq=[f"unbiased: 4*eta[k]*(1 - eta[k])*{P}"])  # fmt: skip
    d.step("B mean", "average", fact="B fair")
    for name in "AB":
        d.step(f"{name}>=0 mean", "average", fact=f"{name}>=0")
        d.step(f"{name}<=1 mean", "average", fact=f"{name}<=1")
        d.instance(f"{name} mean at 0", f"{name}<=1 mean", k="0")
    d.instance("a x at 0", "a x", k="0")
    by = ["A mean at 0", "gamma>0 * [x[0]]"]
    start = (by, ["K.is: x[0]^2", "a x at 0: a[0]*x[0] + 1"])
    by = [
        "so far * [1 - eta[k]]",
        "K>0 * x^2 falls",
        "K>0 * gamma>0 * eta<=1/4 * [x[k]^2]",
        "K>0 * q<=2/3 * [x[k]^2]",
        "K>0 * gamma>=1 * [x[k]^2]",
        "K>0 * [x[k]^2]",
        "K>=2gamma * gamma>0 * [x[k]^2]",
        "[gamma*x[k]^2]",
    ]
    eq = ["A mean", "eta x: K*x[k]^2", "eta x: K*x[k]^2*eta[k]", "eta x: eta[k] + gamma*x[k]^2"]
    d.induct("E A", "k", "K*x[k]^2 - mean(A[k]) >= 0", by, eq, start)
    d.have(
        "factor",
        "1 - 4*eta[k] + 6*eta[k]^2 - (1 - eta[k])^4 >= 0",
        by=["eta>0 * [eta[k]]", "eta<=1/4 * eta>0 * [eta[k]]"],
    )
    start_by = ["B mean at 0", "gamma>0 * K>0 * [x[0]^2]", "gamma>0 * gamma>0 * gamma>0 * [x[0]^2]"]
    start = (start_by, ["K2.is: x[0]^4", "a x at 0: (a[0]*x[0] + 1)*(a[0]^2*x[0]^2 + 1)"])
    x6 = "[x[k]^3]"
    by = [
        "so far * [(1 - eta[k])^2]",
        "B mean",
        "K2>0 * x^4 falls",
        "K2>0 * factor * [x[k]^2]",
        "E A * [eta[k]]",
        "(1-eta)^2<=1 * A>=0 mean * [eta[k]]",
        f"K2>0 * gamma>0 * eta<=1/4 * {x6}",
        f"K2>0 * q<=2/3 * {x6}",
        f"K2>0 * gamma>=1 * {x6}",
        f"K2>0 * {x6}",
        f"K2>= * gamma>0 * {x6}",
        "x^2<=1/4 * [gamma^2*x[k]^3]",
        "[gamma^2*x[k]^3]",
    ]
    eq = ["eta x: K2*x[k]^4", "eta x: K2*x[k]^4*eta[k]", "eta x: K*x[k]^2*(eta[k] + gamma*x[k]^2)"]
    eq += ["eta x: (eta[k] + gamma*x[k]^2)*(eta[k]^2 + gamma^2*x[k]^4)"]
    d.induct("E B", "k", "K2*x[k]^4 - mean(B[k]) >= 0", by, eq, start)
    return d.qed("E A", "E B")


if __name__ == "__main__":
    print(derive().report())
