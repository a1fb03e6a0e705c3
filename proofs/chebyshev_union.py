"""P(exit) <= F(theta0) (eta^2 (2 C + sigma)/W^2 + rho/M0)/(1 - rho): the paper's argument by Chebyshev's inequality.

Leaving at step k+1 has probability at most D V[k] by `exit_per_step`, with V[k] = E F(theta[k]) 1_{E_k} and
D = eta^2 (2 C + sigma)/W^2 + rho/M0. As V[k+1] <= rho V[k], the sum (1 - rho) P(E_k^c) + D V[k] does not increase.
(D is nonnegative, unless V vanishes.)
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.exit_steps import bound_for_ever, define_lengths
from lojverify.paper.setting import AnnulusRun
from lojverify.paper.steps import at_start, bit_range

RHO = "(1 - eta*alpha + eta^2*C*(2*C + sigma)/2)"
D = f"(M0*eta^2*(2*C + sigma) + W^2*{RHO})"  # M0 W^2 times that of the docstring


def problem() -> Problem:
    p = Problem("chebyshev_union", "the exit probability, by Chebyshev's inequality at every step")
    run = AnnulusRun(p)
    run.step_below_rho()
    e_inf = run.for_ever()
    rate = run.M0 * run.eta**2 * (2 * run.C + run.sigma) + run.W**2 * run.rho
    bound = run.F(run.theta0) * rate
    for stay in (mean(e_inf), mean(run.e[k])):
        p.goal(run.M0 * run.W**2 * (1 - run.rho) * (1 - stay) <= bound)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    bit_range(d)
    at_start(d)
    define_lengths(d)
    d.cite("step", proved("exit_per_step"))
    d.step("mean decreases", "average", fact="e.decreases")
    d.step("mean start", "average", fact="e[0]=1")
    d.have(
        "leaving",
        f"M0*W^2*(mean(e[k]) - mean(e[k+1])) <= {D}*mean(H[k])",
        by=["step.1", "M0>0 * step.3"],
        note="(3.18)",
    )
    d.have("DV>=0", f"{D}*mean(H[k]) >= 0", by=["leaving", "M0>0 * W>0 * W>0 * mean decreases"])

    # D V[k+1] <= D rho V[k]: if D < 0, then V vanishes.
    d.assume("D>=0", f"{D} >= 0")
    d.assume("D<0", f"-{D} > 0")
    goal = f"{D}*mean(H[k+1]) <= {D}*{RHO}*mean(H[k])"
    d.have("contracts if D>=0", goal, by=["D>=0 * step.6"])
    d.contradiction("V<=0", "0 - mean(H[k]) >= 0", by=["DV>=0", "not * D<0"])
    d.step("V=0", "antisymmetry", first="step.7", second="V<=0")
    d.instance("V=0 next", "V=0", k="k+1")
    d.have("contracts if D<0", goal, eq=[f"V=0: {D}*{RHO}", f"V=0 next: {D}"])
    d.cases("contracts", "contracts if D>=0", "contracts if D<0", f"{D} >= 0")

    d.have("rho<1", f"{RHO} < 1", by=["eta>0 * step for rho"])
    claim = f"M0*W^2*(1-{RHO})*(1 - mean(e[k])) <= {D}*(F(theta0) - mean(H[k]))"
    d.have("base", claim.replace("[k]", "[0]"), eq=[f"mean start: M0*W^2*(1-{RHO})", f"step.8: {D}"])
    d.assume("so far", claim)
    d.have(
        "next",
        claim.replace("[k]", "[k+1]"),
        by=["so far", "rho<1 * leaving", "contracts"],
    )
    d.step("always", "induction", start="base", step="next", letter="k", condition=claim)
    weight, bound = f"M0*W^2*(1-{RHO})", f"{D}*F(theta0)"
    d.have("at k", f"{weight}*(1 - mean(e[k])) <= {bound}", by=["always", "DV>=0"])
    d.have("weight>0", f"{weight} > 0", by=["M0>0 * W>0 * W>0 * rho<1"])
    bound_for_ever(d, "for ever", "at k", weight, bound, "weight>0")
    return d.qed("for ever", "at k")


if __name__ == "__main__":
    print(derive().report())
