"""SGD on F = |theta|^2/2 with unbiased noise of length 1 and the step sizes (4.1): quantities and steps."""

from __future__ import annotations

import sympy

from ..derive import Derivation, Eq, Problem, expect, inner, norm2, proved
from ..derive.language import k
from .decreasing import robbins_monro

L = "log(n[k])"
u = "<theta[k], Z[k]>"


def quadratic_run(p: Problem) -> sympy.IndexedBase:
    """The run theta from |theta[0]| <= 1, for q <= 2/3, gamma >= 1 and step sizes of at most 1/4; returns theta."""
    robbins_monro(p)
    gamma, q = sympy.symbols("gamma q")
    eta = sympy.IndexedBase("eta")
    (y,) = p.points("y")
    theta = p.vector_process("theta", level=0)
    Z = p.vector_process("Z", level=1, order=1)
    p.assume("q<=2/3", 3 * q <= 2)
    p.assume("gamma>=1", gamma >= 1)
    p.assume("eta<=1/4", 4 * eta[k] <= 1)
    p.assume("|theta0|<=1", norm2(theta[0]) <= 1)
    p.assume("zero_mean", Eq(expect(k, inner(y, Z[k])), 0))
    p.assume("|Z|=1", Eq(norm2(Z[k]), 1))
    p.assume("iteration", Eq(inner(theta[k + 1] - theta[k] + eta[k] * (theta[k] + Z[k]), y), 0))
    return theta


def define_quantities(to: Problem | Derivation) -> None:
    """Define x = n^(-q/2), a = 1/x, A = |theta|^2, B = A^2, K = 2 gamma + a[0]^2, K2 = 6 gamma K + gamma^3 + a[0]^4."""
    for name, value in (
        ("x", f"exp(-q/2*{L})"),
        ("a", f"exp(q/2*{L})"),
        ("A", "<theta[k], theta[k]>"),
        ("B", "A[k]^2"),
    ):
        to.define("abbreviation", name, "k", value=value)
    to.define("abbreviation", "K", value="2*gamma + a[0]^2")
    to.define("abbreviation", "K2", value="6*gamma*K + gamma^3 + a[0]^4")


def powers(d: Derivation) -> None:
    """x = n^(-q/2) and a = 1/x: ``eta x`` (eta = gamma x^2), ``x falls``, ``x^2 falls`` (x'^2 >= x^2 - q x^4)."""
    d.have("q>0", "q > 0", by=["q>1/2", "1"])
    for name, sign in (("x", "-"), ("a", "")):
        d.instance(f"{name} raw", "exp.3", s=f"{sign}q/2*{L}")
        d.have(f"{name}>0", f"{name}[k] > 0", by=[f"{name} raw"], eq=[f"{name}.is"])
    d.instance("a inverse", "exp.2", s=f"q/2*{L}")
    d.have("a x", "a[k]*x[k] = 1", eq=["a inverse", f"x.is: exp(q/2*{L})", "a.is: x[k]"])
    d.step("x^2", "exp_sum", first=f"-q/2*{L}", second=f"-q/2*{L}")
    d.have("x^2 is", f"x[k]^2 = exp(-q*{L})", eq=["x^2", f"x.is: x[k] + exp(-q/2*{L})"])
    d.have("eta x", "eta[k] = gamma*x[k]^2", eq=["eta.is", "x^2 is: gamma"])
    d.have("eta>0", "eta[k] > 0", by=["gamma>0 * x>0 * x>0"], eq=["eta x"])
    d.have("x^2<=1/4", "4*x[k]^2 <= 1", by=["eta<=1/4", "gamma>=1 * x>0 * x>0"], eq=["eta x: 4"])
    # n >= 1, or n^(-q) would be above 1; so 1/n <= n^(-q) = x^2.
    d.step("n^-q tangent", "exp_tangent", exponent=f"-q*{L}")
    d.contradiction(
        "log n>=0", f"{L} >= 0", by=["not * q>0", "n^-q tangent", "x^2<=1/4", "1"], eq=["x^2 is: 4", "x^2 is"]
    )
    d.have("exponents", f"-{L} <= -q*{L}", by=["q<=2/3 * log n>=0", "log n>=0"])
    d.use("1/n<=x^2", "exp.4", s=f"-{L}", t=f"-q*{L}", by=["exponents"])

    d.induct("n>0", "k", "n[k] > 0", ["so far", "1"], ["n.step"], (["n0>0"], ["n.start"]))
    d.instance("n>0 later", "n>0", k="k+1")
    for name in ("v1", "v2", "v3"):
        d.define("variable", name, of="variable")
    d.cite("tangent", proved("power_tangent"), {"x": "v1", "y": "v2", "a": "v3"})
    d.have("-q<=0", "-q <= 0", by=["q>0"])
    d.use("convex", "tangent.3", v1="n[k]", v2="n[k+1]", v3="-q", by=["n>0", "n>0 later", "-q<=0"])
    d.step("n^-q-1", "exp_sum", first=f"-q*{L}", second=f"-{L}")
    d.instance("n^-q>0", "exp.3", s=f"-q*{L}")
    d.instance("x^2 later", "x^2 is", k="k+1")
    slope = f"exp(-(q + 1)*{L})"
    by = ["convex", "q>0 * 1/n<=x^2 * n^-q>0"]
    eq = [f"n.step: q*{slope}", "n^-q-1: q", "x^2 later", "x^2 is", f"x^2 is: q*(x[k]^2 + exp(-q*{L}))"]
    d.have("x^2 falls", "x[k+1]^2 - x[k]^2 + q*x[k]^4 >= 0", by=by, eq=eq)
    d.have("rest", "x[k]^2 - q*x[k]^4 >= 0", by=["x^2<=1/4 * [x[k]]", "q<=2/3 * [x[k]^2]", "[x[k]]"])
    by = ["x^2 falls * x^2 falls", "x^2 falls * rest", "[q*x[k]^4]"]
    d.have("x^4 falls", "x[k+1]^4 - x[k]^4 + 2*q*x[k]^6 >= 0", by=by)
    d.have("up", "n[k] <= n[k+1]", by=["1"], eq=["n.step"])
    d.use("logs", "log.4", s="n[k]", t="n[k+1]", by=["n>0", "up"])
    d.have("a exponents", f"q/2*{L} <= q/2*log(n[k+1])", by=["q>0 * logs"])
    d.use("a powers", "exp.4", s=f"q/2*{L}", t="q/2*log(n[k+1])", by=["a exponents"])
    d.instance("a later", "a.is", k="k+1")
    d.have("a grows", "a[k+1] - a[k] >= 0", by=["a powers"], eq=["a later", "a.is"])


def squares(d: Derivation) -> None:
    """A = |theta|^2 and B = A^2: ``A step``, ``B step`` (an inequality), ``A<=1``, and their integrability."""
    d.step("|theta|^2", "norm", vector="theta[k]")
    d.have("A>=0", "A[k] >= 0", by=["|theta|^2"], eq=["A.is"])
    d.instance("A next", "A.is", k="k+1")
    d.instance("A first", "A.is", k="0")
    d.instance("moves", "iteration", y="theta[k+1] + (1 - eta[k])*theta[k] - eta[k]*Z[k]")
    P = "((1 - eta[k])^2*A[k] + eta[k]^2)"
    eq = ["A next", "moves", "A.is: (1 - eta[k])^2", "|Z|=1: eta[k]^2"]
    d.have("A step", f"A[k+1] = {P} - 2*eta[k]*(1 - eta[k])*{u}", eq=eq)
    d.step("cauchy", "cauchy_schwarz", first="theta[k]", second="Z[k]")
    d.have("u^2<=A", f"A[k] - {u}^2 >= 0", by=["cauchy"], eq=["A.is", "|Z|=1: <theta[k], theta[k]>"])
    d.have("1-eta>=0", "1 - eta[k] >= 0", by=["eta<=1/4", "1"])
    d.assume("A so far", "1 - A[k] >= 0")
    d.contradiction("u>=-1", f"1 + {u} >= 0", by=["not * not", "not", "u^2<=A", "A so far"])
    by = ["A so far * [1 - eta[k]]", "u>=-1 * eta>0 * 1-eta>=0"]
    d.have("A next<=1", "1 - A[k+1] >= 0", by=by, eq=["A step"])
    d.have("A at 0<=1", "1 - A[0] >= 0", by=["|theta0|<=1"], eq=["A first"])
    ends = {"start": "A at 0<=1", "step": "A next<=1"}
    d.step("A<=1", "induction", **ends, letter="k", condition="1 - A[k] >= 0")
    d.have("B>=0", "B[k] >= 0", by=["[A[k]]"], eq=["B.is"])
    d.have("B<=1", "1 - B[k] >= 0", by=["A<=1 * A>=0", "A<=1"], eq=["B.is"])
    for name in "AB":
        d.step(f"{name} bounded", "dominate", symbol=name, upper=f"{name}<=1", lower=f"{name}>=0")
        d.step(f"{name} finite", "finite_mean", symbol=name, upper=f"{name}<=1", lower=f"{name}>=0")
    d.instance("B next", "B.is", k="k+1")
    turn = f"2*eta[k]*(1 - eta[k])*{u}"
    more = "(1 - eta[k])^4*B[k] + 6*eta[k]^2*(1 - eta[k])^2*A[k] + eta[k]^4"
    claim = f"{more} - 4*eta[k]*(1 - eta[k])*{P}*{u} - B[k+1] >= 0"
    eq = ["B next", f"A step: A[k+1] + {P} - {turn}", "B.is: (1 - eta[k])^4"]
    d.have("B step", claim, by=["u^2<=A * [2*eta[k]*(1 - eta[k])]"], eq=eq)
    d.instance("unbiased", "zero_mean", y="theta[k]")
    d.have("(1-eta)^2<=1", "1 - (1 - eta[k])^2 >= 0", by=["eta>0 * 1-eta>=0", "eta>0"])


def constants(d: Derivation) -> None:
    """``K>=2gamma``, ``K>0``, ``K2>=`` (K2 >= 6 gamma K + gamma^3), ``K2>0``."""
    d.have("K>=2gamma", "K - 2*gamma >= 0", by=["[a[0]]"], eq=["K.is"])
    d.have("K>0", "K > 0", by=["K>=2gamma", "gamma>0"])
    d.have("K2>=", "K2 - 6*gamma*K - gamma^3 >= 0", by=["[a[0]^2]"], eq=["K2.is"])
    d.have("K2>0", "K2 > 0", by=["K2>=", "gamma>0 * K>0", "gamma>0 * gamma>0 * gamma>0"])
