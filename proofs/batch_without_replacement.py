"""A batch of b of n samples drawn without replacement: with phi = (n - b)/(b (n - 1)) it has
E|v - grad F|^2 <= phi (l - alpha) F and E|v|^2 <= (phi l + (1 - phi) Gamma) F.

As in `batch_with_replacement`, but the k-th draw is uniform on those that are left: of t[k] draws, c[k] = n - t[k] are
left, with the sum n g - S[k] of gradients and n m - Z[k] of their squares, m the mean of all of these. Nothing is drawn
after the last. With U = S - t g and R the sum of |v - g|^2 over those left,
    c E|U'|^2 = (c - 2) |U|^2 + R,   c E R' = (c - 1) R,   so E R = c V and (n - 1) E|U|^2 = t c V,  V = m - |g|^2.
"""

import sympy

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, inner, mean, norm2
from lojverify.derive.language import k
from lojverify.paper.batch_steps import counts, integrable, left


def problem() -> Problem:
    p = Problem("batch_without_replacement", "the moments of the gradient of a batch drawn without replacement")
    (y,), (g,) = p.points("y"), p.vectors("g")
    F, ell, alpha, Gamma, n, m = p.constants("F ell alpha Gamma n m")
    v, S, c, Z = p.vector_process("v", level=1, order=1), *(sympy.IndexedBase(name) for name in "ScZ")
    p.define("recursion", "S", "k", level=0, start=0, step=S[k] + v[k], against=y)
    p.define("recursion", "Z", "k", level=0, start=0, step=Z[k] + norm2(v[k]))
    p.define("recursion", "c", "k", level=None, start=n, step=c[k] - 1)
    t = p.counter("t", 0)
    W = p.define("abbreviation", "W", "k", value=norm2(S[k] - t[k] * g))
    A = p.define("abbreviation", "A", "k", value=norm2(S[k]))
    left = [c[k] - 1 >= 0]
    p.assume("n>=1", n >= 1)
    p.assume("unbiased", Eq(c[k] * expect(k, inner(v[k], y)), inner(n * g - S[k], y)), left)
    p.assume("moment", Eq(c[k] * expect(k, norm2(v[k])), n * m - Z[k]), left)
    p.assume("nothing", Eq(inner(v[k], y), 0), [c[k] < 1])
    p.assume("m", m <= ell * F)
    p.assume("lower", norm2(g) >= alpha * F)
    p.assume("upper", norm2(g) <= Gamma * F)
    drawn = [c[k] >= 0]
    share = t[k] * c[k]
    p.goal(Eq((n - 1) * mean(W[k]), share * (m - norm2(g))), drawn)
    p.goal((n - 1) * mean(W[k]) <= share * (ell - alpha) * F, drawn)
    p.goal((n - 1) * mean(A[k]) <= (share * ell + ((n - 1) * t[k] ** 2 - share) * Gamma) * F, drawn)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    counts(d)
    integrable(d)
    left(d)
    V = "(m - <g, g>)"
    goes_on(d, "N", 1, "", ["N.is", "fair g", "c + t: <g, g>"])
    start = ([], ["mean N at 0: a[0]"])
    eq = ["mean N: i[k]", "i c: mean(N[k+1])", "so far: a[k+1]*i[k]*(c[k] - 1)", "a falls: mean(N[k])*i[k]*(c[k] - 1)"]
    d.induct("E N", "k", "a[k]*mean(N[k]) = 0", [], eq, start)
    goes_on(d, "R", 1, "", ["R.is", "N.is: 2", "fair g: 2", "moment here", "c + t: 2*<g, g>"])
    claim = f"mean(R[k]) - {V}*c[k]"
    eq = [one.replace("N", "R") for one in eq[:3]] + [f"c.step: a[k+1]*{V}", f"i c: {V}*(c[k] - 1)"]
    eq += [f"a falls: ({claim})*i[k]*(c[k] - 1)"]
    start = ([], ["mean R at 0: a[0]", f"c.start: a[0]*{V}"])
    d.induct("E R", "k", f"a[k]*({claim}) = 0", [], eq, start)
    found = ["W.is", "W.is: c[k]", "R.is", "N.is", "N.is: c[k]", "fair S[k]: 2", "fair g: t[k] + 1", "moment here"]
    goes_on(d, "W", 2, " - R[k]", [*found, "c + t: <S[k], g>", "c + t: t[k]*<g, g>", "c + t: <g, g>"])
    claim = f"(n - 1)*mean(W[k]) - {V}*t[k]*c[k]"
    eq = ["mean W: i[k]*(n - 1)", "i c: (n - 1)*mean(W[k+1])", "so far: a[k+1]*i[k]*(c[k] - 2)"]
    eq += [f"a falls: ({claim})*i[k]*(c[k] - 2)", "E R: (n - 1)*i[k]*a[k+1]", f"a falls: ({GONE})*i[k]*(n - 1)"]
    eq += [f"t.step: a[k+1]*{V}*c[k+1]", f"c.step: a[k+1]*{V}*(t[k] + 1)", f"i c: {V}*(t[k] + 1)*(c[k] - 1)"]
    eq += [f"c + t: a[k+1]*{V}*i[k]*c[k]", f"i c: {V}", f"i c: {V}*n", f"i c: {V}*t[k]", f"i c: {V}*t[k]*c[k]"]
    start = ([], ["mean W at 0: a[0]*(n - 1)", f"t.start: a[0]*{V}*c[0]"])
    d.induct("E W", "k", f"a[k]*({claim}) = 0", [], [*eq, f"i c: {V}*c[k]"], start)

    # -- a = 1 where c >= 0, and A = W + 2 t N + t^2 |g|^2 -------------------------------------------------------------
    d.assume("drawn", "c[k] >= 0")
    d.have("not drawn", "0 > 0", by=["drawn", "c<0"])
    for name, value in (("E N", "mean(N[k])"), ("E W", claim)):
        d.have(f"{name} on", f"{value} = 0", eq=[name, f"a=1: {value}"])
        d.step(f"{name} off", "absurd", fact="not drawn", goal=f"{value} = 0")
        d.split(f"{name} drawn", "a[k]", "a.bit", f"{name} on", f"{name} off")
    d.have("spread", f"(n - 1)*mean(W[k]) = t[k]*c[k]*{V}", eq=["E W drawn"])
    by = ["t>=0 * drawn * lower", "t>=0 * drawn * m"]
    d.have("variance", "(n - 1)*mean(W[k]) <= t[k]*c[k]*(ell - alpha)*F", by=by, eq=["spread"])
    for name, vector in (("A real", "S[k]"), ("A spread", "S[k] - 2*t[k]*g")):
        d.step(name, "norm", vector=vector)
    d.have("A>=0", "A[k] >= 0", by=["A real"], eq=["A.is"])
    d.have("A<=", "2*W[k] + 2*t[k]^2*<g, g> - A[k] >= 0", by=["A spread"], eq=["A.is", "W.is: 2"])
    d.step("A finite", "finite_mean", symbol="A", lower="A>=0", upper="A<=")
    d.have("A splits", "A[k] = W[k] + 2*t[k]*N[k] + t[k]^2*<g, g>", eq=["A.is", "W.is", "N.is: 2*t[k]"])
    d.step("mean A", "average", fact="A splits")
    # (n - 1) t^2 - t c = n t (t - 1), as c = n - t.
    d.have("n>=0", "n >= 0", by=["n>=1", "1"])
    share = "(n - 1)*t[k]^2 - t[k]*c[k]"
    d.have("rest>=0", f"{share} >= 0", by=["n>=0 * t^2>=t"], eq=["c + t: t[k]"])
    d.have(
        "second moment",
        f"(n - 1)*mean(A[k]) <= (t[k]*c[k]*ell + ({share})*Gamma)*F",
        by=["rest>=0 * upper", "t>=0 * drawn * m"],
        eq=["mean A: n - 1", "spread", "E N drawn: 2*t[k]*(n - 1)"],
    )
    return d.qed("spread", "variance", "second moment")


GONE = "mean(R[k]) - (m - <g, g>)*c[k]"


def goes_on(d: Derivation, name: str, factor: int, more: str, laws: list[str]) -> None:
    """``mean NAME``: a' (c mean(NAME') - (c - factor) mean(NAME) - ...) = 0, from ``NAME moves``; also at 0."""
    d.step(f"{name} given", "expect", fact=f"{name} moves", index="k")
    change = f"c[k]*E[k]({name}[k+1]) - (c[k] - {factor})*{name}[k]{more}"
    parts = [one.partition(": ") for one in laws]
    eq = [f"{name} given: c[k]*a[k+1]", *(f"{one}: ({by or 1})*a[k+1]" for one, _, by in parts)]
    d.have(f"{name} draws", f"a[k+1]*({change}) = 0", eq=eq)
    d.have(f"{name} done", f"a[k+1]*({change}) = 0", eq=[f"a'=0: {change}"])
    d.split(f"{name} goes on", "a[k+1]", "a.bit next", f"{name} draws", f"{name} done")
    d.step(f"mean {name}", "average", fact=f"{name} goes on")
    d.step(f"mean {name} at 0", "average", fact=f"{name} at 0")


if __name__ == "__main__":
    print(derive().report())
