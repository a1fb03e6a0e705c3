"""If b has the factors f and the noise h m, v the factors f and the noise h, and m falls to M, then limsup b/v <= M.

a = b/v moves towards m, a[k+1] <= (1 - g) a[k] + g m[k], by the weight g = h/v[k+1], as f v = v[k+1] - h. The sum of
the weights must be infinite: T = 0, where exp(-(g[0] + ... + g[k-1])) falls to T.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, exp, proved
from lojverify.derive.language import k
from lojverify.paper.powers import laws


def problem() -> Problem:
    p = Problem(
        "ratio_falls_to_limit", "a sequence with a falling noise is, in the limit, at most its limit times another"
    )
    (M,) = p.constants("M")
    f, h, m, v, b = (p.process(name, level=None) for name in "fhmvb")
    p.assume("f>=0", f[k] >= 0)
    p.assume("h>=0", h[k] >= 0)
    p.assume("m falls", m[k] >= m[k + 1])
    p.assume("m tends", "m[k] -> M (k)")
    p.assume("v>0", v[k] > 0)
    p.assume("v step", Eq(v[k + 1], f[k] * v[k] + h[k]))
    p.assume("b step", b[k + 1] <= f[k] * b[k] + h[k] * m[k])
    g = p.define("quotient", "g", "k", value=h[k], by=v[k + 1])
    t = p.define("abbreviation", "t", "k", value=exp(-p.sum("G", g[k])[k]))
    T = p.define("extremum", "T", value="t", of="infimum")
    a = p.define("quotient", "a", "k", value=b[k], by=v[k])
    y = p.define("positive_part", "y", "k", value=a[k] - M)
    p.goal(f"{t[k]} -> T (k)")
    p.goal(b[k] <= (M + y[k]) * v[k])
    p.goal("y[k] -> 0 (k)", [Eq(T, 0)])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    laws(d, "s", "z")
    d.instance("v'>0", "v>0", k="k+1")
    d.cut("g is", "g.times", "v'>0")
    d.cut("a is", "a.times", "v>0")
    d.instance("a' is", "a is", k="k+1")
    d.contradiction("g>=0", "g[k] >= 0", by=["not * v'>0", "h>=0"], eq=["g is"])
    d.contradiction("g<=1", "g[k] <= 1", by=["not * v'>0", "f>=0 * v>0"], eq=["g is", "v step"])
    eq = ["a' is", "g is: a[k]", "g is: m[k]", "v step: a[k]", "a is: f[k]"]
    d.contradiction("moves", "a[k+1] <= (1 - g[k])*a[k] + g[k]*m[k]", by=["not * v'>0", "b step"], eq=eq)

    # -- t falls to T, by 1 - g at most
    d.instance("t positive", "exp.3", s="-G[k]")
    d.have("t>0", "t[k] > 0", by=["t positive"], eq=["t.is"])
    d.have("t>=0", "t[k] >= 0", by=["t>0"])
    d.instance("t' is", "t.is", k="k+1")
    d.have("less", "-G[k+1] <= -G[k]", by=["g>=0"], eq=["G.step"])
    d.use("fall", "exp.4", s="-G[k+1]", z="-G[k]", by=["less"])
    d.have("t falls", "t[k] - t[k+1] >= 0", by=["fall"], eq=["t.is", "t' is"])
    d.step("t to T", "infimum", symbol="T", letter="k", lower="t>=0", step="t falls")
    d.have("exponent", "-G[k+1] = -G[k] - g[k]", eq=["G.step"])
    d.use("next step", "exp.8", s="-G[k+1]", z="-G[k] - g[k]", by=["exponent"])
    d.step("one step", "exp_sum", first="-G[k]", second="-g[k]")
    d.step("tangent", "exp_tangent", exponent="-g[k]")
    eq = ["t.is", "t.is: -exp(-g[k])", "t.is: -1 + g[k]", "t' is", "next step", "one step"]
    d.have("t falls slower", "t[k+1] >= (1 - g[k])*t[k]", by=["t>0 * tangent"], eq=eq)

    d.cite("average", proved("averages_fall_to_limit"), {}, {"t tends": "t to T.3"})
    d.have("b<=", "b[k] <= (M + y[k])*v[k]", by=["y.above * v>0"], eq=["a is"])
    return d.qed("t to T.3", "b<=", "average")


if __name__ == "__main__":
    print(derive().report())
