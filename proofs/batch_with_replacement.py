"""A batch of b samples drawn with replacement has E|v - grad F|^2 <= (ell - alpha)/b F and
E|v|^2 <= (l/b + (1 - 1/b) Gamma) F, where alpha F <= |grad F|^2 <= Gamma F and E|v|^2 <= l F for one sample.

Time runs over the draws of one step, whose past is given: g is the gradient of the loss and F its value there, v[k] the
gradient of the k-th sample, S[k] the sum of the first k; with b = t[k] the batch's gradient is S[k]/b. Given the
earlier draws E v[k] = g, so |S[k] - k g|^2 grows by E|v|^2 - |g|^2 <= (l - alpha) F on average.
"""

import sympy

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, inner, mean, norm2
from lojverify.derive.language import k


def problem() -> Problem:
    p = Problem("batch_with_replacement", "the moments of the gradient of a batch drawn with replacement")
    (y,), (g,) = p.points("y"), p.vectors("g")
    F, ell, alpha, Gamma = p.constants("F ell alpha Gamma")
    v, S = p.vector_process("v", level=1, order=1), sympy.IndexedBase("S")
    p.define("recursion", "S", "k", level=0, start=0, step=S[k] + v[k], against=y)
    t = p.counter("t", 0)
    W = p.define("abbreviation", "W", "k", value=norm2(S[k] - t[k] * g))
    A = p.define("abbreviation", "A", "k", value=norm2(S[k]))
    p.assume("unbiased", Eq(expect(k, inner(v[k], y)), inner(g, y)))
    p.assume("moment", expect(k, norm2(v[k])) <= ell * F)
    p.assume("lower", norm2(g) >= alpha * F)
    p.assume("upper", norm2(g) <= Gamma * F)
    p.goal(mean(W[k]) <= t[k] * (ell - alpha) * F)
    p.goal(mean(A[k]) <= (t[k] * ell + (t[k] ** 2 - t[k]) * Gamma) * F)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.induct("t>=0", "k", "t[k] >= 0", ["so far", "1"], ["t.step"], ([], ["t.start"]))
    by, eq = ["so far", "t>=0"], ["t.step: t[k+1] + t[k]"]
    d.induct("t^2>=t", "k", "t[k]^2 - t[k] >= 0", by, eq, ([], ["t.start: t[0] - 1"]))
    for against in ("S[k]", "g"):
        d.instance(f"fair {against}", "unbiased", y=against)

    # -- E W[k+1] = W[k] + E|v|^2 - |g|^2 ------------------------------------------------------------------------------
    later, moved, more = "S[k+1] - t[k+1]*g", "(S[k] + v[k] - (t[k] + 1)*g)", "ell*F - <g, g>"
    d.step("W real", "norm", vector="S[k] - t[k]*g")
    d.have("W>=0", "W[k] >= 0", by=["W real"], eq=["W.is"])
    d.instance("W.is next", "W.is", k="k+1")
    d.instance("S moves", "S.step", y=f"{later} + {moved}")
    eq = ["W.is next", "S moves", f"t.step: <g, {later} + {moved}>"]
    d.have("W moves", f"W[k+1] = <{moved}, {moved}>", eq=eq)
    d.step("W given", "expect", fact="W moves", index="k")
    eq = ["W given", "W.is", "fair S[k]: 2", "fair g: 2*t[k] + 2"]
    d.have("W grows", f"W[k] + {more} - E[k](W[k+1]) >= 0", by=["moment"], eq=eq)
    d.instance("W.is at 0", "W.is", k="0")
    d.instance("S at 0", "S.start", y="S[0]")
    d.have("W at 0", "-W[0] >= 0", eq=["W.is at 0", "S at 0", "t.start: t[0]*<g, g>", "t.start: <S[0], g>"])
    d.step("W finite", "finite_mean_by_induction", symbol="W", lower="W>=0", start="W at 0", step="W grows")
    for fact in ("W grows", "W at 0"):
        d.step(f"mean {fact}", "average", fact=fact)
    by, eq = ["so far", "mean W grows"], [f"t.step: {more}"]
    start = (["mean W at 0"], [f"t.start: {more}"])
    d.induct("E W", "k", f"t[k]*({more}) - mean(W[k]) >= 0", by, eq, start)
    d.have("variance", "mean(W[k]) <= t[k]*(ell - alpha)*F", by=["E W", "t>=0 * lower"])

    # -- A = W + 2 t <S, g> - t^2 |g|^2, and E<S, g> = t |g|^2 ---------------------------------------------------------
    d.step("A real", "norm", vector="S[k]")
    d.have("A>=0", "A[k] >= 0", by=["A real"], eq=["A.is"])
    d.step("other real", "norm", vector="S[k] - 2*t[k]*g")
    d.have("A<=", "2*W[k] + 2*t[k]^2*<g, g> - A[k] >= 0", by=["other real"], eq=["A.is", "W.is"])
    d.step("g real", "norm", vector="g")
    d.step("A finite", "finite_mean", symbol="A", lower="A>=0", upper="A<=")
    d.define("abbreviation", "M", "k", value="<S[k], g>")
    for sign, name in (("+", "M>="), ("-", "M<=")):
        d.step(f"{name} real", "norm", vector=f"S[k] {sign} g")
        d.have(name, f"A[k] + <g, g> {sign} M[k] >= 0", by=[f"{name} real", "A real", "g real"], eq=["A.is", "M.is"])
    d.step("M finite", "finite_mean", symbol="M", lower="M>=", upper="M<=")
    d.instance("M.is next", "M.is", k="k+1")
    d.instance("S moves g", "S.step", y="g")
    d.have("M moves", "M[k+1] = M[k] + <v[k], g>", eq=["M.is", "M.is next", "S moves g"])
    d.step("M given", "expect", fact="M moves", index="k")
    d.have("M grows", "E[k](M[k+1]) = M[k] + <g, g>", eq=["M given", "fair g"])
    d.step("mean M grows", "average", fact="M grows")
    d.instance("M.is at 0", "M.is", k="0")
    d.instance("S at 0 g", "S.start", y="g")
    d.have("M at 0", "M[0] = 0", eq=["M.is at 0", "S at 0 g"])
    d.step("mean M at 0", "average", fact="M at 0")
    claim, start = "t[k]*<g, g> - mean(M[k]) = 0", ([], ["mean M at 0", "t.start: <g, g>"])
    d.induct("E M", "k", claim, [], ["so far", "mean M grows", "t.step: <g, g>"], start)
    d.have("A splits", "A[k] = W[k] + 2*t[k]*M[k] - t[k]^2*<g, g>", eq=["A.is", "W.is", "M.is: 2*t[k]"])
    d.step("mean A", "average", fact="A splits")
    claim = "mean(A[k]) <= (t[k]*ell + (t[k]^2 - t[k])*Gamma)*F"
    d.have("second moment", claim, by=["E W", "t^2>=t * upper"], eq=["mean A", "E M: 2*t[k]"])
    return d.qed("variance", "second moment")


if __name__ == "__main__":
    print(derive().report())
