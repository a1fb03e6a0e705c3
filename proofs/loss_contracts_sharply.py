"""(3.8), (3.9) with the sharp factor: E F(theta[k]) 1_{E_k} <= rho1^k F(theta0), for every 0 < eta < 2 alpha/D1.

The stopped loss H[k] = F(theta[k]) 1_{E_k} has E H[k+1] <= rho1 H[k] given the past; take means. In a ball of any
radius. If F(theta0) > 0, then 0 <= rho1 < 1, as alpha <= 2 C (`alpha_at_most_2C`, `sharp_range`).
"""

from lojverify.derive import Derivation, Problem, Proved, expect, mean
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import at_start
from lojverify.paper.stopped import RHO1, root_of_rho1, sharp_contraction, stopped_model


def problem() -> Problem:
    p = Problem("loss_contracts_sharply", "the expected stopped loss contracts by rho1")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    H = run.stopped_loss()
    r1k = run.sharp_powers()
    p.goal(expect(k, H[k + 1]) <= run.rho1 * H[k])
    p.goal(mean(H[k + 1]) <= run.rho1 * mean(H[k]))
    p.goal(mean(H[k]) <= r1k[k] * run.F(run.theta0))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    at_start(d)
    stopped_model(d)
    sharp_contraction(d)
    d.have("H low start", "H[0] <= F(theta0)", eq=["H start"])
    ends = {"lower": "H>=0", "start": "H low start", "step": "contracts"}
    d.step("H finite", "finite_mean_by_induction", symbol="H", **ends)
    d.step("means", "average", fact="contracts", note="(3.8)")
    d.step("mean at 0", "average", fact="H low start")
    d.step("H mean>=0", "average", fact="H>=0")

    # Where rho1 < 0, F(theta0) = 0; so s^2 stands for rho1 beside F(theta0), where s is the root of max(rho1, 0).
    d.define("root", "srho1", value=RHO1)
    root_of_rho1(d)
    below = "mean(H[k]) <= pk[k]*F(theta0)"
    d.define("recursion", "pk", "k", level=None, start="1", step="s^2*pk[k]")
    d.have("below at 0", below.replace("[k]", "[0]"), by=["mean at 0"], eq=["pk.start: F(theta0)"])
    d.assume("below so far", below)
    by = ["means", "s^2>=rho1 * H mean>=0", "below so far * [s]"]
    d.have("below next", below.replace("[k]", "[k+1]"), by=by, eq=["pk.step: F(theta0)"])
    d.step("below", "induction", start="below at 0", step="below next", letter="k", condition=below)
    same = "r1k[k]*F(theta0) - pk[k]*F(theta0) = 0"
    d.have("same at 0", same.replace("[k]", "[0]"), eq=["r1k.start: F(theta0)", "pk.start: F(theta0)"])
    d.assume("same so far", same)
    eq = ["r1k.step: F(theta0)", "pk.step: F(theta0)", f"same so far: {RHO1}", "rho1 F0: pk[k]"]
    d.have("same next", same.replace("[k]", "[k+1]"), eq=eq)
    d.step("same", "induction", start="same at 0", step="same next", letter="k", condition=same)
    d.have("geometric", "mean(H[k]) <= r1k[k]*F(theta0)", by=["below"], eq=["same"], note="(3.9)")
    return d.qed("contracts", "means", "geometric")


if __name__ == "__main__":
    print(derive().report())
