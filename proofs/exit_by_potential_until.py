"""Ville's inequality up to a horizon: c P(exit by k) <= x, if up to there a potential X cannot leave below the level c.

b[k] = 1 says that k is within the horizon. There X[k] >= 0 is known at k, N[k] one step later, the next potential is at
most N[k] if the run goes on, N[k] >= c if it leaves, and E[N[k] | past] <= X[k]. Let G[k] = e[k] (c - b[k] X[k])+,
which lies in [0, c]. The mean of G does not fall within the horizon, and is at least c - x at the start; and G <= c e.
This is `exit_by_potential` for potentials that depend on the time that is left.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, mean
from lojverify.derive.language import k
from lojverify.paper.steps import bit_range


def problem() -> Problem:
    p = Problem("exit_by_potential_until", "the exit probability up to a horizon is at most x/c")
    t = p.process("t", level=0)
    X = p.process("X", level=0)
    N = p.process("N", level=1, order=2)
    b = p.process("b", level=None)
    e = p.define("prefix", "e", "k", value=t[k])
    c, x = p.constants("c x")
    p.assume("c>0", c > 0)
    p.assume("e[0]=1", e[0] - 1 >= 0)
    p.assume("b bit", Eq(b[k] ** 2, b[k]))
    p.assume("b decreases", b[k] - b[k + 1] >= 0)
    stays, goes_on, leaves = e[k] - 1 >= 0, e[k + 1] - 1 >= 0, -e[k + 1] >= 0
    within = b[k + 1] - 1 >= 0
    p.assume("X>=0", X[k] >= 0, [stays, b[k] - 1 >= 0])
    p.assume("goes on", X[k + 1] <= N[k], [stays, goes_on, within])
    p.assume("leaves", N[k] >= c, [stays, leaves, within])
    p.assume("shrinks", expect(k, N[k]) <= X[k], [stays, within])
    p.assume("first", X[0] <= x, [b[0] - 1 >= 0])
    p.goal(b[k] * c * (1 - mean(e[k])) <= b[k] * x)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    bit_range(d)
    d.have("b>=0", "b[k] >= 0", by=["[b[k]]"], eq=["b bit"])
    d.have("b<=1", "b[k] <= 1", by=["[1 - b[k]]"], eq=["b bit"])
    d.have("b is bit", "b[k]^2 - b[k] = 0", eq=["b bit"])
    for label in ("b>=0", "b<=1", "b is bit"):
        d.instance(f"{label} next", label, k="k+1")
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("gone", "-e[k] >= 0")
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.assume("leaves next", "-e[k+1] >= 0")
    d.assume("on", "b[k] - 1 >= 0")
    d.assume("over", "-b[k] >= 0")
    d.assume("within", "b[k+1] - 1 >= 0")
    d.assume("beyond", "-b[k+1] >= 0")
    d.have("still on", "b[k] - 1 >= 0", by=["within", "b decreases"])
    d.step("b=0", "antisymmetry", first="b>=0", second="over")
    d.step("b=0 next", "antisymmetry", first="b>=0 next", second="beyond")
    for label, on, most in (("b=1", "still on", "b<=1"), ("b=1 next", "within", "b<=1 next")):
        n = "k+1" if label.endswith("next") else "k"
        d.have(f"{label} most", f"1 - b[{n}] >= 0", by=[most])
        d.step(label, "antisymmetry", first=on, second=f"{label} most")

    # -- the margin p, and G, which lies in [0, c] ------------------------------------------------------------------
    d.have("bX on", "b[k]*X[k] >= 0", by=["b>=0 * X>=0"])
    d.have("bX over", "b[k]*X[k] >= 0", eq=["b=0: X[k]"])
    d.split("bX>=0", "b[k]", "b is bit", "bX on", "bX over")
    d.define("positive_part", "p", "k", value="c - b[k]*X[k]")
    d.define("abbreviation", "G", "k", value="e[k]*p[k]")
    for label in ("p.nonnegative", "p.above", "G.is", "e.bit"):
        d.instance(f"{label} next", label, k="k+1")
    d.have("G>=0", "G[k] >= 0", by=["e>=0 * p.nonnegative"], eq=["G.is"])
    d.instance("G>=0 next", "G>=0", k="k+1")
    p_range = ["not * not", "not * c>0", "not * bX>=0", "bX>=0 * p.nonnegative"]
    d.contradiction("p<=c", "p[k] <= c", by=p_range, eq=["p.either"])
    d.have("G<=ce stays", "G[k] <= c*e[k]", by=["e>=0 * p<=c"], eq=["G.is"])
    d.have("G<=ce gone", "G[k] <= c*e[k]", by=["gone * p.nonnegative", "c>0 * e>=0"], eq=["G.is"])
    d.split("G<=ce", "e[k]", "e.bit", "G<=ce stays", "G<=ce gone")
    d.have("G<=c", "G[k] <= c", by=["G<=ce", "c>0 * e<=1"])
    d.step("G integrable", "dominate", symbol="G", upper="G<=c", lower="G>=0")
    d.step("G finite", "finite_mean", symbol="G", upper="G<=c", lower="G>=0")

    # -- within the horizon E_k G[k+1] >= G[k] ----------------------------------------------------------------------
    margin = "G[k+1] >= c - N[k]"
    by = ["stays next * p.nonnegative next", "p.above next", "goes on"]
    d.have("margin stays", margin, by=by, eq=["G.is next", "b=1 next: X[k+1]"])
    d.have("margin leaves", margin, by=["G>=0 next", "leaves"])
    d.split("margin", "e[k+1]", "e.bit next", "margin stays", "margin leaves")
    d.step("margin mean", "expect", fact="margin", index="k")
    d.step("G>=0 mean", "expect", fact="G>=0 next", index="k")
    grows = "E[k](G[k+1]) >= G[k]"
    d.assume("below", "c - X[k] >= 0")
    by = ["not * not", "not * below"]
    d.contradiction("p small", "p[k] <= c - X[k]", by=by, eq=["p.either", "b=1: p[k]*X[k]"])
    d.have("grows below", grows, by=["margin mean", "shrinks", "e<=1 * p.nonnegative", "p small"], eq=["G.is"])
    d.assume("above", "X[k] - c > 0")
    d.contradiction("p zero", "p[k] <= 0", by=["not * not", "not * above"], eq=["p.either", "b=1: p[k]*X[k]"])
    d.have("grows above", grows, by=["G>=0 mean", "e>=0 * p zero"], eq=["G.is"])
    d.cases("grows stays", "grows below", "grows above", "c - X[k] >= 0")
    d.have("grows gone", grows, by=["G>=0 mean", "gone * p.nonnegative"], eq=["G.is"])
    d.split("grows", "e[k]", "e.bit", "grows stays", "grows gone")
    weighed = "b[k+1]*(E[k](G[k+1]) - G[k]) >= 0"
    d.have("weighed within", weighed, by=["b>=0 next * grows"])
    d.have("weighed beyond", weighed, eq=["b=0 next: E[k](G[k+1]) - G[k]"])
    d.split("weighed", "b[k+1]", "b is bit next", "weighed within", "weighed beyond")
    d.step("weighed mean", "average", fact="weighed")

    # -- induction --------------------------------------------------------------------------------------------------
    claim = "b[k]*(mean(G[k]) - c + x) >= 0"
    d.instance("G at 0", "G.is", k="0")
    d.instance("p at 0", "p.above", k="0")
    d.instance("p>=0 at 0", "p.nonnegative", k="0")
    d.instance("b at 0", "b is bit", k="0")
    d.instance("b>=0 at 0", "b>=0", k="0")
    d.instance("b<=1 at 0", "b<=1", k="0")
    d.assume("on at 0", "b[0] - 1 >= 0")
    d.assume("over at 0", "-b[0] >= 0")
    d.have("b[0] most", "1 - b[0] >= 0", by=["b<=1 at 0"])
    d.step("b[0]=1", "antisymmetry", first="on at 0", second="b[0] most")
    d.step("b[0]=0", "antisymmetry", first="b>=0 at 0", second="over at 0")
    high = "b[0]*(G[0] - c + x) >= 0"
    by = ["b>=0 at 0 * e[0]=1 * p>=0 at 0", "b>=0 at 0 * p at 0", "b>=0 at 0 * first"]
    d.have("base on", high, by=by, eq=["G at 0: b[0]", "b[0]=1: b[0]*X[0]"])
    d.have("base over", high, eq=["b[0]=0: G[0] - c + x"])
    d.split("base", "b[0]", "b at 0", "base on", "base over")
    d.step("base mean", "average", fact="base")
    d.assume("so far", claim)
    d.have("bb within", "b[k+1]*b[k] - b[k+1] = 0", eq=["b=1: b[k+1]"])
    d.have("bb beyond", "b[k+1]*b[k] - b[k+1] = 0", eq=["b=0 next: b[k] - 1"])
    d.split("bb", "b[k+1]", "b is bit next", "bb within", "bb beyond")
    by, eq = ["weighed mean", "b>=0 next * so far"], ["bb: mean(G[k]) - c + x"]
    d.have("next", claim.replace("[k]", "[k+1]"), by=by, eq=eq)
    d.step("always", "induction", start="base mean", step="next", letter="k", condition=claim)
    d.step("G<=ce mean", "average", fact="G<=ce")
    d.have("at k", "b[k]*c*(1 - mean(e[k])) <= b[k]*x", by=["always", "b>=0 * G<=ce mean"])
    return d.qed("at k")


if __name__ == "__main__":
    print(derive().report())
