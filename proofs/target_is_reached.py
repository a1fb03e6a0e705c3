"""P(stay and F(theta[k]) > T) <= rho1^k F(theta0)/T: a run that stays misses a target T for its loss ever more rarely.

Markov's inequality for the stopped loss H[k] = F(theta[k]) 1_{E_k}, whose mean is at most rho1^k F(theta0) by the
sharp (3.9). To stay may mean for ever, or for the first j + k steps. The factor enters by a bound, any q from rho1 on.
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import at_start
from lojverify.paper.stopped import sharp_contraction, stopped_model


def problem() -> Problem:
    p = Problem("target_is_reached", "a run that stays misses its target with probability at most rho1^k F(theta0)/T")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    run.positive("target")
    rate, _ = run.power("rate", "b")
    p.assume("rate>=0", rate >= 0)
    p.assume("rho1<=rate", run.rho1 <= rate)
    (target,) = p.constants("target")
    run.for_ever()
    p.define("bit", "hit", "k", value=target - run.F(run.theta[k]))
    for stay in ("e_inf", "e[j+k]"):
        p.goal(f"target*(mean({stay}) - mean({stay}*hit[k])) <= b[k]*F(theta0)")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    at_start(d)
    stopped_model(d)
    sharp_contraction(d)

    # -- (3.9), sharp: mean(H[k]) <= rate^k F(theta0) ---------------------------------------------------------------
    d.have("H low start", "F(theta0) - H[0] >= 0", eq=["H start"])
    d.step("H finite", "finite_mean_by_induction", symbol="H", lower="H>=0", start="H low start", step="contracts")
    d.step("mean contracts", "average", fact="contracts", note="(3.9)")
    d.step("mean H>=0", "average", fact="H>=0")
    d.step("mean H start", "average", fact="H low start")
    claim = "mean(H[k]) <= b[k]*F(theta0)"
    d.have("decays at 0", claim.replace("[k]", "[0]"), by=["mean H start"], eq=["b.start: F(theta0)"])
    d.assume("decays so far", claim)
    by = ["mean contracts", "rho1<=rate * mean H>=0", "rate>=0 * decays so far"]
    d.have("decays next", claim.replace("[k]", "[k+1]"), by=by, eq=["b.step: F(theta0)"])
    d.step("decays", "induction", start="decays at 0", step="decays next", letter="k", condition=claim)

    # -- to stay for ever, or for j more steps, is to stay up to k ---------------------------------------------------
    d.step("e_inf", "infimum", symbol="e_inf", letter="k", lower="e>=0", step="e.decreases")
    d.have("e_inf<=e", "e_inf <= e[k]", by=["e_inf.2"])
    d.have("e<=e at 0", "e[k] <= e[k]")
    d.assume("e<=e so far", "e[j+k] <= e[k]")
    d.instance("e falls", "e.decreases", k="j+k")
    d.have("e<=e next", "e[j+k+1] <= e[k]", by=["e<=e so far", "e falls"])
    ends = {"start": "e<=e at 0", "step": "e<=e next"}
    d.step("e[j+k]<=e", "induction", **ends, letter="j", condition="e[j+k] <= e[k]")

    # -- Markov: target (1 - hit) e <= H, because F > target where hit = 0 -------------------------------------------
    d.have("hit<=1", "1 - hit[k] >= 0", by=["[1 - hit[k]]"], eq=["hit.bit"])
    d.have("hit>=0", "hit[k] >= 0", by=["[hit[k]]"], eq=["hit.bit"])
    d.assume("hits", "hit[k] - 1 >= 0")
    d.assume("misses", "-hit[k] >= 0")
    d.step("hit=1", "antisymmetry", first="hits", second="hit<=1")
    d.step("hit=0", "antisymmetry", first="hit>=0", second="misses")
    d.cut("F>target", "hit.no", "misses")
    for stay, below in (("e_inf", "e_inf<=e"), ("e[j+k]", "e[j+k]<=e")):
        missed = f"target*{stay}*(1 - hit[k]) <= H[k]"
        d.have(f"{stay} hits", missed, by=["H>=0"], eq=[f"hit=1: target*{stay}"])
        by, eq = [f"target>0 * {below}", "e>=0 * F>target"], ["H.is", f"hit=0: target*{stay}"]
        d.have(f"{stay} not yet", missed, by=by, eq=eq)
        d.split(f"{stay} misses", "hit[k]", "hit.bit", f"{stay} hits", f"{stay} not yet")
        d.step(f"{stay} mean", "average", fact=f"{stay} misses")
        goal = f"target*(mean({stay}) - mean({stay}*hit[k])) <= b[k]*F(theta0)"
        d.have(f"{stay} rarely", goal, by=[f"{stay} mean", "decays"], note="Markov's inequality")
    return d.qed("e_inf rarely", "e[j+k] rarely")


if __name__ == "__main__":
    print(derive().report())
