"""(3.1), (3.21) on a ball of any radius: beta^k F(theta[k]) -> 0 almost surely on E_infinity, if beta rho < 1.

With H[k] = 1_{E_k} F(theta[k]) and S[k] = sum_{j<k} beta^j H[j], the contraction (3.8) gives
(1 - beta rho) E S[k] + beta^k E H[k] <= F(theta0) for every k. So S has a finite limit almost surely (monotone
convergence), its terms vanish, and on E_infinity they are beta^k F(theta[k]). (Tonelli instead of "by (3.9)".)
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import RHO, bit_range, stays_for_ever, stopped_loss_means


def problem() -> Problem:
    p = Problem("weighted_loss_vanishes", "beta^k F(theta[k]) tends to 0 on the event that the iterates stay")
    run = Run(p)
    run.assumptions()
    beta, _ = run.power("beta", "b")
    p.assume("beta>=1", beta >= 1)
    p.assume("beta*rho<1", beta * run.rho < 1)
    run.stopped_loss()
    run.for_ever()
    p.goal(f"e_inf >= 1 |- b[k]*F(theta[k]) -> 0 ({k})")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    bit_range(d)
    stopped_loss_means(d)
    d.step("loss contracts", "average", fact="contracts", note="(3.9)")

    # beta^k >= 0, and the partial sums S.
    d.have("b start", "b[0] >= 0", by=["1"], eq=["b.start"])
    d.assume("b so far", "b[k] >= 0")
    d.have("b next", "b[k+1] >= 0", by=["b so far", "b so far * beta>=1"], eq=["b.step"])
    d.step("b>=0", "induction", start="b start", step="b next", letter="k", condition="b[k] >= 0")
    d.define("recursion", "S", "k", level=0, start="0", step="S[k] + b[k]*H[k]")
    d.have("S>=0 start", "S[0] >= 0", eq=["S.start"])
    d.assume("S so far", "S[k] >= 0")
    d.have("S>=0 next", "S[k+1] >= 0", by=["S so far", "b>=0 * H>=0"], eq=["S.step"])
    d.step("S>=0", "induction", start="S>=0 start", step="S>=0 next", letter="k", condition="S[k] >= 0")
    d.have("S grows", "S[k+1] - S[k] - b[k]*H[k] >= 0", eq=["S.step"])
    d.have("S increases", "S[k+1] >= S[k]", by=["S grows", "b>=0 * H>=0"])

    # Their means: (1 - beta rho) E S[k] + beta^k E H[k] <= F(theta0).
    d.step("S given the past", "expect", fact="S.step", index="k")
    d.have("S bounded", "S[k] + b[k]*H[k] - E[k](S[k+1]) >= 0", eq=["S given the past"])
    d.have("S at start", "0 - S[0] >= 0", eq=["S.start"])
    d.step("S finite", "finite_mean_by_induction", symbol="S", lower="S>=0", start="S at start", step="S bounded")
    d.step("S mean", "average", fact="S.step")
    d.step("S mean start", "average", fact="S.start")
    d.step("H mean start", "average", fact="H low start")
    d.have("beta>=0", "beta >= 0", by=["beta>=1", "1"])
    budget = f"(1 - beta*{RHO})*mean(S[k]) + b[k]*mean(H[k]) <= F(theta0)"
    d.have(
        "budget start",
        budget.replace("[k]", "[0]"),
        by=["H mean start"],
        eq=[f"S mean start: 1 - beta*{RHO}", "b.start: mean(H[0])"],
    )
    d.assume("budget so far", budget)
    d.have(
        "budget next",
        budget.replace("[k]", "[k+1]"),
        by=["budget so far", "b>=0 * beta>=0 * loss contracts"],
        eq=[f"S mean: 1 - beta*{RHO}", "b.step: mean(H[k+1])"],
    )
    d.step("budget", "induction", start="budget start", step="budget next", letter="k", condition=budget)
    d.step("H mean >=0", "average", fact="H>=0")
    d.define("quotient", "q", value="F(theta0)", by=f"1 - beta*{RHO}")
    d.cut("q value", "q.times", "beta*rho<1")
    d.contradiction(
        "S mean<=q", "q - mean(S[k]) >= 0", by=["budget", "b>=0 * H mean >=0", "not * beta*rho<1"], eq=["q value"]
    )

    # The series converges, so its terms vanish; on E_infinity they are beta^k F(theta[k]).
    d.define("extremum", "total", value="S", of="supremum")
    d.step("sum", "supremum", symbol="total", letter="k", lower="S>=0", step="S increases", mean="S mean<=q")
    d.have("terms>=0", "b[k]*H[k] >= 0", by=["b>=0 * H>=0"])
    d.step(
        "terms",
        "null_terms",
        letter="k",
        sums="S[k]",
        term="b[k]*H[k]",
        bounded="sum.2",
        step="S grows",
        lower="terms>=0",
        note="the terms of a convergent series",
    )
    stays_for_ever(d)
    d.have("H=F", "b[k]*H[k] - b[k]*F(theta[k]) = 0", eq=["H.is: b[k]", "for ever: b[k]*F(theta[k])"])
    d.step("vanishes", "limit_equal", fact="terms", equal="H=F", term="b[k]*F(theta[k])", note="(3.21)")
    return d.qed("vanishes")


if __name__ == "__main__":
    print(derive().report())
