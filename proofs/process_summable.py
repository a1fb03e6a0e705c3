"""A nonnegative process that shrinks by q on average: E sum_k beta^k H[k] <= h0/(1 - beta q), if beta q < 1.

With S[k] the sum of beta^j H[j] over j < k, (1 - beta q) E S[k] + beta^k E H[k] <= E H[0] for every k. So S has a
finite limit, the total, almost surely (monotone convergence), and its terms vanish.
"""

from lojverify.derive import Derivation, Problem, Proved, expect
from lojverify.derive.language import k
from lojverify.paper.stopped import nonnegative_recursion


def problem() -> Problem:
    p = Problem("process_summable", "a nonnegative process that shrinks on average has a weighted sum of finite mean")
    H = p.process("H", level=0, order=2)
    q, beta, h0 = p.constants("q beta h0")
    b = p.define("recursion", "b", "k", level=None, start=1, step="beta*b[k]")
    p.assume("beta>=0", beta >= 0)
    p.assume("beta*q<1", beta * q < 1)
    p.assume("H>=0", H[k] >= 0)
    p.assume("H start", H[0] <= h0)
    p.assume("contracts", expect(k, H[k + 1]) <= q * H[k])
    p.define("recursion", "S", "k", level=0, start=0, step="S[k] + b[k]*H[k]")
    p.define("extremum", "total", value="S", of="supremum")
    p.goal("(1 - beta*q)*mean(total) <= h0")
    p.goal("S[k] <= total")
    p.goal(f"{b[k]}*H[k] -> 0 (k)")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.step("H finite", "finite_mean_by_induction", symbol="H", lower="H>=0", start="H start", step="contracts")
    d.step("H mean", "average", fact="contracts")
    d.step("H mean start", "average", fact="H start")
    d.step("H mean>=0", "average", fact="H>=0")
    d.have("b at 0", "b[0] >= 0", by=["1"], eq=["b.start"])
    d.assume("b so far", "b[k] >= 0")
    d.have("b next", "b[k+1] >= 0", by=["b so far * beta>=0"], eq=["b.step"])
    d.step("b>=0", "induction", start="b at 0", step="b next", letter="k", condition="b[k] >= 0")

    # -- the partial sums and their means ----------------------------------------------------------------------------
    d.have("terms>=0", "b[k]*H[k] >= 0", by=["b>=0 * H>=0"])
    nonnegative_recursion(d, "S", "terms>=0")
    d.have("S grows", "S[k+1] - S[k] - b[k]*H[k] >= 0", eq=["S.step"])
    d.have("S increases", "S[k+1] >= S[k]", by=["S grows", "terms>=0"])
    d.step("S given the past", "expect", fact="S.step", index="k")
    d.have("S bounded", "S[k] + b[k]*H[k] - E[k](S[k+1]) >= 0", eq=["S given the past"])
    d.have("no sum yet", "0 - S[0] >= 0", eq=["S.start"])
    d.step("S finite", "finite_mean_by_induction", symbol="S", lower="S>=0", start="no sum yet", step="S bounded")
    d.step("S mean", "average", fact="S.step")
    d.step("S mean start", "average", fact="S.start")
    budget = "(1 - beta*q)*mean(S[k]) + b[k]*mean(H[k]) <= h0"
    eq = ["S mean start: 1 - beta*q", "b.start: mean(H[0])"]
    d.have("budget at 0", budget.replace("[k]", "[0]"), by=["H mean start"], eq=eq)
    d.assume("budget so far", budget)
    by, eq = ["budget so far", "b>=0 * beta>=0 * H mean"], ["S mean: 1 - beta*q", "b.step: mean(H[k+1])"]
    d.have("budget next", budget.replace("[k]", "[k+1]"), by=by, eq=eq)
    d.step("budget", "induction", start="budget at 0", step="budget next", letter="k", condition=budget)
    d.define("quotient", "most", value="h0", by="1 - beta*q")
    d.have("1-beta*q>0", "1 - beta*q > 0", by=["beta*q<1"])
    d.cut("most is", "most.times", "1-beta*q>0")
    by = ["budget", "b>=0 * H mean>=0", "not * beta*q<1"]
    d.contradiction("S mean<=most", "most - mean(S[k]) >= 0", by=by, eq=["most is"])

    # -- the limit ---------------------------------------------------------------------------------------------------
    d.step("sum", "supremum", symbol="total", letter="k", lower="S>=0", step="S increases", mean="S mean<=most")
    series = {"sums": "S[k]", "term": "b[k]*H[k]", "bounded": "sum.2", "step": "S grows", "lower": "terms>=0"}
    d.step("vanishes", "null_terms", letter="k", **series, note="the terms of a convergent series")
    d.have("sum mean", "(1 - beta*q)*mean(total) <= h0", by=["sum.4 * 1-beta*q>0"], eq=["most is"])
    d.have("below", "S[k] <= total", by=["sum.2"])
    return d.qed("sum mean", "below", "vanishes")


if __name__ == "__main__":
    print(derive().report())
