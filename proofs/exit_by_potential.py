"""Ville's inequality for a stopped run: c P(exit) <= x, if a potential X cannot leave below the level c.

X[k] >= 0 is known at k, N[k] one step later. As long as the run stays and X[k] < c: the next potential is at most
N[k] if the run goes on, N[k] >= c if it leaves, and E[N[k] | past] <= X[k]. The first step has E[N[0]] <= x instead.
Then G[k] = e[k] (c - X[k])+, which lies in [0, c], never falls on average after its first step, where it is at least
c - x; and G <= c e. As G is bounded, nothing is believed but the linearity and monotonicity of expectations.
"""

from lojverify.derive import Derivation, Problem, Proved, expect, mean
from lojverify.derive.language import k
from lojverify.paper.steps import bit_range


def problem() -> Problem:
    p = Problem("exit_by_potential", "the exit probability is at most x/c")
    t = p.process("t", level=0)
    X = p.process("X", level=0)
    N = p.process("N", level=1, order=2)
    e = p.define("prefix", "e", "k", value=t[k])
    e_inf = p.define("extremum", "e_inf", value="e", of="infimum")
    c, x = p.constants("c x")
    p.assume("c>0", c > 0)
    p.assume("e[0]=1", e[0] - 1 >= 0)
    stays, goes_on, leaves, below = e[k] - 1 >= 0, e[k + 1] - 1 >= 0, -e[k + 1] >= 0, c - X[k] > 0
    p.assume("X>=0", X[k] >= 0, [stays])
    p.assume("goes on", X[k + 1] <= N[k], [stays, goes_on, below])
    p.assume("leaves", N[k] >= c, [stays, leaves, below])
    p.assume("shrinks", expect(k, N[k]) <= X[k], [stays, below])
    p.assume("first goes on", X[1] <= N[0], [e[1] - 1 >= 0])
    p.assume("first leaves", N[0] >= c, [-e[1] >= 0])
    p.assume("first", expect(0, N[0]) <= x)
    p.goal(c * (1 - mean(e_inf)) <= x)
    p.goal(c * (1 - mean(e[k])) <= x)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    bit_range(d)
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("gone", "-e[k] >= 0")
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.assume("leaves next", "-e[k+1] >= 0")

    # -- the margin p, and G, which lies in [0, c] ------------------------------------------------------------------
    d.define("positive_part", "p", "k", value="c - X[k]")
    d.define("abbreviation", "G", "k", value="e[k]*p[k]")
    d.instance("p>=0 next", "p.nonnegative", k="k+1")
    d.instance("p above next", "p.above", k="k+1")
    d.instance("G next", "G.is", k="k+1")
    d.instance("bit next", "e.bit", k="k+1")
    d.have("G>=0", "G[k] >= 0", by=["e>=0 * p.nonnegative"], eq=["G.is"])
    d.instance("G>=0 next", "G>=0", k="k+1")
    p_range = ["not * not", "not * c>0", "not * X>=0", "X>=0 * p.nonnegative"]
    d.contradiction("p<=c", "p[k] <= c", by=p_range, eq=["p.either"])
    d.have("G<=ce stays", "G[k] <= c*e[k]", by=["e>=0 * p<=c"], eq=["G.is"])
    d.have("G<=ce gone", "G[k] <= c*e[k]", by=["gone * p.nonnegative", "c>0 * e>=0"], eq=["G.is"])
    d.split("G<=ce", "e[k]", "e.bit", "G<=ce stays", "G<=ce gone")
    d.have("G<=c", "G[k] <= c", by=["G<=ce", "c>0 * e<=1"])
    d.step("G integrable", "dominate", symbol="G", upper="G<=c", lower="G>=0")
    d.step("G finite", "finite_mean", symbol="G", upper="G<=c", lower="G>=0")

    # -- G[k+1] >= c - N[k] from below c ----------------------------------------------------------------------------
    margin = "G[k+1] >= c - N[k]"
    d.have("margin stays", margin, by=["stays next * p>=0 next", "p above next", "goes on"], eq=["G next"])
    d.have("margin leaves", margin, by=["G>=0 next", "leaves"])
    d.split("margin", "e[k+1]", "bit next", "margin stays", "margin leaves")

    # -- E_k G[k+1] >= G[k]: below c by `shrinks`, else because G[k] = 0 --------------------------------------------
    d.step("margin mean", "expect", fact="margin", index="k")
    d.assume("below", "c - X[k] > 0")
    d.contradiction("p small", "p[k] <= c - X[k]", by=["not * not", "not * below"], eq=["p.either"])
    grows = "E[k](G[k+1]) >= G[k]"
    d.have("grows below", grows, by=["margin mean", "shrinks", "e<=1 * p.nonnegative", "p small"], eq=["G.is"])
    d.assume("above", "X[k] - c >= 0")
    d.contradiction("p zero", "p[k] <= 0", by=["not * not", "not * above"], eq=["p.either"])
    d.step("G>=0 mean", "expect", fact="G>=0 next", index="k")
    d.have("grows above", grows, by=["G>=0 mean", "e>=0 * p zero"], eq=["G.is"])
    d.cases("grows stays", "grows below", "grows above", "c - X[k] >= 0")
    d.have("grows gone", grows, by=["G>=0 mean", "gone * p.nonnegative"], eq=["G.is"])
    d.split("grows", "e[k]", "e.bit", "grows stays", "grows gone")
    d.step("grows mean", "average", fact="grows")
    d.instance("grows later", "grows mean", k="k+1")

    # -- the first step ---------------------------------------------------------------------------------------------
    d.assume("stays first", "e[1] - 1 >= 0")
    d.instance("G first", "G.is", k="1")
    d.instance("p>=0 first", "p.nonnegative", k="1")
    d.instance("p above first", "p.above", k="1")
    d.instance("G>=0 first", "G>=0", k="1")
    d.instance("bit first", "e.bit", k="1")
    first = "G[1] >= c - N[0]"
    d.have("first stays", first, by=["stays first * p>=0 first", "p above first", "first goes on"], eq=["G first"])
    d.have("first out", first, by=["G>=0 first", "first leaves"])
    d.split("first margin", "e[1]", "bit first", "first stays", "first out")
    d.step("first margin mean", "expect", fact="first margin", index="0")
    d.have("start", "E[0](G[1]) >= c - x", by=["first margin mean", "first"])
    d.step("base", "average", fact="start")

    # -- induction, and the limit -----------------------------------------------------------------------------------
    claim = "mean(G[k+1]) >= c - x"
    d.assume("so far", claim)
    d.have("next", "mean(G[k+2]) >= c - x", by=["so far", "grows later"])
    d.step("always", "induction", start="base", step="next", letter="k", condition=claim)
    d.step("G<=ce mean", "average", fact="G<=ce")
    d.instance("G<=ce mean next", "G<=ce mean", k="k+1")
    d.step("decreasing mean", "average", fact="e.decreases")
    d.have("at k", "c*(1 - mean(e[k])) <= x", by=["always", "G<=ce mean next", "c>0 * decreasing mean"])
    d.define("quotient", "q", value="c - x", by="c")
    d.cut("q value", "q.times", "c>0")
    d.contradiction("q<=mean", "mean(e[k]) - q >= 0", by=["at k", "not * c>0"], eq=["q value"])
    d.step("limit", "infimum", symbol="e_inf", lower="e>=0", step="e.decreases", mean="q<=mean", letter="k")
    d.have("stay", "c*(1 - mean(e_inf)) <= x", by=["c>0 * limit.4"], eq=["q value"])
    return d.qed("stay", "at k")


if __name__ == "__main__":
    print(derive().report())
