"""Residuals with Lipschitz gradients are steep: sqrt(F) >= (s_J - h q/2) q at the distance q from a zero z.

Here F = (1/N) sum e_i^2 with the residuals e_i at theta, all zero at z; t_i = <grad e_i(z), theta - z> has
sum t_i^2 >= N s_J^2 q^2 (as lambda_min(J J^T) >= N s_J^2 at z, and theta - z is in the span of the gradients if z is a
nearest zero); and |e_i - t_i| <= h_i q^2/2, h^2 >= (1/N) sum h_i^2. The sums are over i = 0, ..., N-1 for any N. By
Cauchy-Schwarz, sum t_i^2 <= (sqrt(N F) + sqrt(N) h q^2/2)^2.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.derive.language import k


def problem() -> Problem:
    p = Problem("residuals_are_steep", "residuals with Lipschitz gradients are steep")
    e, t, h_i = (p.process(name, level=None) for name in ("e", "t", "hi"))
    N, q, f, h, s = p.constants("N q f h sJ")
    for name, one in (("q", q), ("f", f), ("h", h), ("sJ", s)):
        p.assume(f"{name}>=0", one >= 0)
    p.assume("N>0", N > 0)
    p.assume("nearly linear", (e[k] - t[k]) ** 2 <= (h_i[k] * q**2 / 2) ** 2)
    E2, T2, H2 = p.sum("E2", e[k] ** 2), p.sum("T2", t[k] ** 2), p.sum("H2", h_i[k] ** 2)
    several = [N * f**2 - E2[k] >= 0, N * h**2 - H2[k] >= 0, T2[k] - N * s**2 * q**2 >= 0]
    p.goal(f >= (s - h * q / 2) * q, several)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name, term in (("ER", "e[k]*(e[k] - t[k])"), ("R2", "(e[k] - t[k])^2")):
        d.define("recursion", name, "k", level=None, start="0", step=f"{name}[k] + {term}")
    split = ["ER.step: 2", "E2.step", "T2.step", "R2.step"]
    first = ["ER.start: 2", "E2.start", "T2.start", "R2.start"]
    d.induct("split", "k", "T2[k] = E2[k] - 2*ER[k] + R2[k]", [], ["so far", *split], ([], first))
    ends = ["R2.step", "H2.step: q^4/4"]
    d.induct(
        "small", "k", "R2[k] <= q^4/4*H2[k]", ["so far", "nearly linear"], ends, ([], ["R2.start", "H2.start: q^4/4"])
    )
    pairs = (("AB", "ER"), ("A2", "E2"), ("B2", "R2"))
    terms = {"a": ("k", "e[k]"), "b": ("k", "e[k] - t[k]"), **{a: ("k", f"{b}[k]") for a, b in pairs}}
    premises = {f"{a}.{what}": f"{b}.{what}" for a, b in pairs for what in ("start", "step")}
    d.cite("sums", proved("sums_of_products"), terms, premises)
    d.assume("low", "N*f^2 - E2[k] >= 0")
    d.assume("bend", "N*h^2 - H2[k] >= 0")
    d.assume("steep", "T2[k] - N*sJ^2*q^2 >= 0")
    d.have("R2 low", "R2[k] <= q^4/4*N*h^2", by=["small", "bend * [q^2]"])
    d.have("square", "ER[k]^2 <= (N*f*h*q^2/2)^2", by=["sums.1", "sums.2 * R2 low", "low * N>0 * [h*q^2]"])
    d.have("bound>=0", "N*f*h*q^2/2 >= 0", by=["N>0 * f>=0 * h>=0 * [q]"])
    d.contradiction("ER large", "ER[k] >= -N*f*h*q^2/2", by=["not * not", "not * bound>=0", "square"])
    d.have("sum", "N*sJ^2*q^2 <= N*(f + h*q^2/2)^2", by=["steep", "low", "R2 low", "ER large"], eq=["split"])
    d.contradiction("squares", "sJ^2*q^2 <= (f + h*q^2/2)^2", by=["not * N>0", "sum"])
    d.have("right>=0", "f + h*q^2/2 >= 0", by=["f>=0", "h>=0 * [q]"])
    d.contradiction("roots", "f >= (sJ - h*q/2)*q", by=["not * not", "not * right>=0", "squares"])
    return d.qed("roots")


if __name__ == "__main__":
    print(derive().report())
