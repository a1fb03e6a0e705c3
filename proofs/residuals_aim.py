"""Residuals with Lipschitz gradients aim at a zero: <grad F, theta - z> >= 2 F - h sqrt(F) |theta - z|^2.

Here F = (1/N) sum e_i^2 with the residuals e_i at theta, all zero at z, so that <grad F, theta - z> = (2/N) sum e_i t_i
with t_i = <grad e_i, theta - z>; and |e_i - t_i| <= h_i D/2 with D = |theta - z|^2 (`linear_up_to_square`), where
h^2 >= (1/N) sum h_i^2. The sums are over i = 0, ..., N-1 for any N. By Cauchy-Schwarz,
sum e_i (e_i - t_i) <= sqrt(N F) (D/2) sqrt(N) h.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.derive.language import k


def problem() -> Problem:
    p = Problem("residuals_aim", "residuals with Lipschitz gradients aim at a zero")
    e, t, h_i = (p.process(name, level=None) for name in ("e", "t", "hi"))
    N, D, f, h = p.constants("N D f h")
    for name, one in (("D", D), ("f", f), ("h", h)):
        p.assume(f"{name}>=0", one >= 0)
    p.assume("N>0", N > 0)
    p.assume("nearly linear", (e[k] - t[k]) ** 2 <= (h_i[k] * D / 2) ** 2)
    E2, ET, H2 = p.sum("E2", e[k] ** 2), p.sum("ET", e[k] * t[k]), p.sum("H2", h_i[k] ** 2)
    several = [E2[k] - N * f**2 >= 0, N * f**2 - E2[k] >= 0, N * h**2 - H2[k] >= 0]
    p.goal(2 * ET[k] >= N * (2 * f**2 - h * f * D), several)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name, term in (("ER", "e[k]*(e[k] - t[k])"), ("R2", "(e[k] - t[k])^2")):
        d.define("recursion", name, "k", level=None, start="0", step=f"{name}[k] + {term}")
    split = ["ER.step", "E2.step", "ET.step"]
    d.induct("split", "k", "ER[k] = E2[k] - ET[k]", [], ["so far", *split], ([], ["ER.start", "E2.start", "ET.start"]))
    ends = ["R2.step", "H2.step: D^2/4"]
    small = ["so far", "nearly linear"]
    d.induct("small", "k", "R2[k] <= D^2/4*H2[k]", small, ends, ([], ["R2.start", "H2.start: D^2/4"]))
    terms = {
        "a": ("k", "e[k]"),
        "b": ("k", "e[k] - t[k]"),
        **{a: ("k", f"{b}[k]") for a, b in (("AB", "ER"), ("A2", "E2"), ("B2", "R2"))},
    }
    premises = {
        f"{a}.{what}": f"{b}.{what}"
        for a, b in (("AB", "ER"), ("A2", "E2"), ("B2", "R2"))
        for what in ("start", "step")
    }
    d.cite("sums", proved("sums_of_products"), terms, premises)
    d.assume("low", "N*f^2 - E2[k] >= 0")
    d.assume("high", "E2[k] - N*f^2 >= 0")
    d.assume("bend", "N*h^2 - H2[k] >= 0")
    d.have("R2 low", "R2[k] <= D^2/4*N*h^2", by=["small", "bend * [D]"])
    d.have("square", "ER[k]^2 <= (N*f*h*D/2)^2", by=["sums.1", "sums.2 * R2 low", "low * N>0 * [h*D]"])
    d.have("bound>=0", "N*f*h*D/2 >= 0", by=["N>0 * f>=0 * h>=0 * D>=0"])
    d.contradiction("ER small", "ER[k] <= N*f*h*D/2", by=["not * not", "not * bound>=0", "square"])
    d.have("aims", "2*ET[k] >= N*(2*f^2 - h*f*D)", by=["ER small", "high"], eq=["split"])
    return d.qed("aims")


if __name__ == "__main__":
    print(derive().report())
