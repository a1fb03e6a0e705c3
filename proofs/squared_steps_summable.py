"""sum eta_k^2 <= gamma^2 N^(-2q) (1 + N/(2q-1)) for eta_k = gamma/(k + n0)^q, q > 1/2 and n0 >= N > 0.

This is the integral test without integrals. Let s = 2q - 1, n = k + n0 and n' = n + 1. Then log n' - log n >= 1/n',
as exp lies above its tangent, so n^(-s) = n'^(-s) exp(s (log n' - log n)) >= n'^(-s) (1 + s/n'), that is,
s n'^(-2q) <= n^(-s) - n'^(-s). Sum, with N^(-s) = N N^(-2q). The power N^(-2q) enters by an upper bound P.
"""

import sympy

from lojverify.derive import Derivation, Problem, Proved
from lojverify.derive.language import k
from lojverify.paper.decreasing import least_offset, robbins_monro
from lojverify.paper.powers import laws, nonnegative_power, power_order


def problem() -> Problem:
    p = Problem("squared_steps_summable", "the squared step sizes have a finite sum")
    robbins_monro(p)
    least_offset(p)
    T, eta = sympy.IndexedBase("T"), sympy.IndexedBase("eta")
    p.define("recursion", "T", "k", level=None, start=0, step=T[k] + eta[k] ** 2)
    gamma, q, N, P = sympy.symbols("gamma q N P")
    p.goal(eta[k] > 0)
    p.goal(eta[k] ** 2 <= gamma**2 * P)
    p.goal((2 * q - 1) * T[k] <= gamma**2 * P * (2 * q - 1 + N))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.have("s>0", "2*q - 1 > 0", by=["q>1/2"])
    d.have("q>0", "q > 0", by=["q>1/2", "1"])
    laws(d)

    # -- n >= N > 0 --------------------------------------------------------------------------------------------------
    d.have("n at 0", "n[0] - N >= 0", by=["n0>=N"], eq=["n.start"])
    d.assume("n so far", "n[k] - N >= 0")
    d.have("n next", "n[k+1] - N >= 0", by=["n so far", "1"], eq=["n.step"])
    d.step("n-N>=0", "induction", start="n at 0", step="n next", letter="k", condition="n[k] - N >= 0")
    d.have("n>=N", "N <= n[k]", by=["n-N>=0"])
    d.have("n>0", "n[k] > 0", by=["N>0", "n-N>=0"])
    d.instance("n>0 next", "n>0", k="k+1")
    d.use("log n>=log N", "log.4", s="N", t="n[k]", by=["N>0", "n>=N"])

    # -- log n' - log n >= 1/n' ----------------------------------------------------------------------------------------
    L, M = "log(n[k])", "log(n[k+1])"
    d.step("n is", "exp_log", fact="n>0")
    d.step("n is next", "exp_log", fact="n>0 next")
    d.instance("1/n'", "exp.2", s=M)
    d.step("tangent", "exp_tangent", exponent=f"{L} - {M}")
    d.step("n/n'", "exp_sum", first=L, second=f"-{M}")
    eq = ["n/n'", f"n is: exp(-{M})", "1/n'", f"n is next: exp(-{M})", f"n.step: exp(-{M})"]
    d.have("log step", f"{M} - {L} >= exp(-{M})", by=["tangent"], eq=eq)

    # -- s n'^(-2q) <= n^(-s) - n'^(-s) --------------------------------------------------------------------------------
    s = "(2*q - 1)"
    nonnegative_power(d, "n'^-s>=0", f"-{s}*{M}")
    d.step("growth", "exp_tangent", exponent=f"{s}*({M} - {L})")
    d.step("n^-s", "exp_sum", first=f"-{s}*{M}", second=f"{s}*({M} - {L})")
    d.step("n'^-2q", "exp_sum", first=f"-{s}*{M}", second=f"-{M}")
    by = ["growth * n'^-s>=0", "log step * s>0 * n'^-s>=0"]
    claim = f"{s}*exp(-2*q*{M}) <= exp(-{s}*{L}) - exp(-{s}*{M})"
    d.have("telescopes", claim, by=by, eq=["n^-s", f"n'^-2q: {s}"])

    # -- the step sizes ------------------------------------------------------------------------------------------------
    d.step("eta^2 is", "exp_sum", first=f"-q*{L}", second=f"-q*{L}")
    square = f"eta[k]^2 = gamma^2*exp(-2*q*{L})"
    d.have("eta^2", square, eq=[f"eta.is: eta[k] + gamma*exp(-q*{L})", "eta^2 is: gamma^2"])
    d.instance("eta^2 next", "eta^2", k="k+1")
    d.instance("n^-q>0", "exp.3", s=f"-q*{L}")
    d.have("eta>0", "eta[k] > 0", by=["gamma>0 * n^-q>0"], eq=["eta.is"])
    power_order(d, "n^-2q<=", "2*q", "log(N)", L, "q>0 * log n>=log N")
    by = ["gamma>0 * gamma>0 * n^-2q<=", "gamma>0 * gamma>0 * P>=N^(-2q)"]
    d.have("small", "eta[k]^2 <= gamma^2*P", by=by, eq=["eta^2"])

    # -- s T[k+1] + gamma^2 n^(-s) <= gamma^2 (s + N) P ----------------------------------------------------------------
    budget, total = f"{s}*T[k+1] + gamma^2*exp(-{s}*{L})", f"gamma^2*P*({s} + N)"
    power_order(d, "n^-s<=", s, "log(N)", L, "s>0 * log n>=log N")
    d.step("N is", "exp_log", fact="N>0")
    d.step("N^-s", "exp_sum", first="-2*q*log(N)", second="log(N)")
    for fact in ("small", "n^-s<="):
        d.instance(f"{fact} at 0", fact, k="0")
    by = ["s>0 * small at 0", "gamma>0 * gamma>0 * n^-s<= at 0", "gamma>0 * gamma>0 * N>0 * P>=N^(-2q)"]
    eq = [f"T.step at 0: {s}", f"T.start: {s}", "N^-s: gamma^2", "N is: gamma^2*exp(-2*q*log(N))"]
    d.instance("T.step at 0", "T.step", k="0")
    d.have("budget at 0", f"{budget} <= {total}".replace("[k", "[0").replace("0+1", "1"), by=by, eq=eq)
    d.assume("budget so far", f"{budget} <= {total}")
    d.instance("T.step next", "T.step", k="k+1")
    by = ["budget so far", "gamma>0 * gamma>0 * telescopes"]
    later = f"{budget} <= {total}".replace("[k+1]", "[k+2]").replace("[k]", "[k+1]")
    d.have("budget next", later, by=by, eq=[f"T.step next: {s}", f"eta^2 next: {s}"])
    parts = {"start": "budget at 0", "step": "budget next"}
    d.step("budget", "induction", letter="k", condition=f"{budget} <= {total}", **parts)
    nonnegative_power(d, "n^-s>=0", f"-{s}*{L}")
    by = ["budget", "gamma>0 * gamma>0 * n^-s>=0", "s>0 * [eta[k]]"]
    d.have("sum", f"{s}*T[k] <= {total}", by=by, eq=[f"T.step: {s}"])
    return d.qed("eta>0", "small", "sum")


if __name__ == "__main__":
    print(derive().report())
