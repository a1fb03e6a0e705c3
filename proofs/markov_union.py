"""The paper's argument for (3.19), corrected: Markov's inequality at every step, with the root of F(theta0).

P(exit) <= sqrt(F(theta0)) (sqrt(2 C) + sqrt(sigma)) eta / ((1 - sqrt(rho)) W) + F(theta0) rho / (M0 (1 - rho)).

Leaving at step k+1 has probability at most E d[k]/W + rho V[k]/M0 by `exit_per_step`, with V[k] = E F(theta[k]) 1_{E_k}
and d[k] the length of the step. As V[k] <= b[k]^2 with b[k] = sqrt(rho)^k sqrt(F(theta0)), and
(E d[k])^2 <= E d[k]^2 <= eta^2 (2 C + sigma) V[k], we have E d[k] <= eta (sqrt(2 C) + sqrt(sigma)) b[k].
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.exit_steps import bound_for_ever, define_lengths
from lojverify.paper.setting import AnnulusRun
from lojverify.paper.steps import at_start, bit_range

RHO = "(1 - eta*alpha + eta^2*C*(2*C + sigma)/2)"
A = "(s2C + ssigma)"
WEIGHT = f"M0*W*(1-{RHO})"
BOUND = f"(M0*eta*{A}*(1+srho)*sF0 + W*{RHO}*F(theta0))"


def problem() -> Problem:
    p = Problem("markov_union", "the exit probability, by Markov's inequality at every step")
    run = AnnulusRun(p)
    run.step_below_rho()
    F0, rho = run.F(run.theta0), run.rho
    s2C, ssigma = p.root("s2C", 2 * run.C), p.root("ssigma", run.sigma)
    srho, sF0 = p.root("srho", rho), p.root("sF0", F0)
    e_inf = run.for_ever()
    # Since 1/(1 - sqrt(rho)) = (1 + sqrt(rho))/(1 - rho), this is the bound times M0 W (1 - rho).
    bound = run.M0 * run.eta * (s2C + ssigma) * (1 + srho) * sF0 + run.W * rho * F0
    for stay in (mean(e_inf), mean(run.e[k])):
        p.goal(run.M0 * run.W * (1 - rho) * (1 - stay) <= bound)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    bit_range(d)
    at_start(d)
    define_lengths(d)
    d.cite("step", proved("exit_per_step"))
    d.step("mean start", "average", fact="e[0]=1")
    d.have("rho<1", f"{RHO} < 1", by=["eta>0 * step for rho"])
    d.instance("V start>=0", "step.7", k="0")
    d.have("F0>=0", "F(theta0) >= 0", by=["V start>=0"], eq=["step.8"])
    d.cut("sF0.sq", "sF0.square", "F0>=0")
    d.have("2C>=0", "2*C >= 0", by=["C>0"])
    d.cut("s2C.sq", "s2C.square", "2C>=0")
    d.cut("ssigma.sq", "ssigma.square", "sigma>=0")
    d.have("A>=0", f"{A} >= 0", by=["s2C.nonnegative", "ssigma.nonnegative"])
    d.have("A^2", f"{A}^2 >= 2*C + sigma", by=["s2C.nonnegative * ssigma.nonnegative"], eq=["s2C.sq", "ssigma.sq"])

    # The usual case: rho >= 0. Then V[k] <= b[k]^2 and E d[k] <= eta A b[k].
    d.assume("rho>=0", f"{RHO} >= 0")
    d.cut("srho.sq", "srho.square", "rho>=0")
    d.define("recursion", "b", "k", level=None, start="sF0", step="srho*b[k]")
    d.have("b>=0 at 0", "b[0] >= 0", by=["sF0.nonnegative"], eq=["b.start"])
    d.assume("b>=0 so far", "b[k] >= 0")
    d.have("b>=0 next", "b[k+1] >= 0", by=["srho.nonnegative * b>=0 so far"], eq=["b.step"])
    d.step("b>=0", "induction", start="b>=0 at 0", step="b>=0 next", letter="k", condition="b[k] >= 0")
    claim = "mean(H[k]) <= b[k]^2"
    d.have("V at 0", "mean(H[0]) <= b[0]^2", eq=["step.8", "b.start: b[0] + sF0", "sF0.sq"])
    d.assume("V so far", claim)
    d.have(
        "V next",
        "mean(H[k+1]) <= b[k+1]^2",
        by=["step.6", "rho>=0 * V so far"],
        eq=["b.step: b[k+1] + srho*b[k]", "srho.sq: b[k]^2"],
        note="(3.9)",
    )
    d.step("V", "induction", start="V at 0", step="V next", letter="k", condition=claim)
    d.have("eta A b>=0", f"eta*{A}*b[k] >= 0", by=["eta>0 * A>=0 * b>=0"])
    d.have(
        "squares",
        f"mean(d[k])^2 <= (eta*{A}*b[k])^2",
        by=["step.4", "step.3", "eta>0 * eta>0 * A^2 * step.7", "V * [eta*(s2C + ssigma)]"],
    )
    d.contradiction(
        "length",
        f"mean(d[k]) <= eta*{A}*b[k]",
        by=["not * not", "not * eta A b>=0", "squares"],
        note="(3.10), with the root of F(theta0)",
    )
    d.have(
        "leaving",
        f"M0*W*(mean(e[k]) - mean(e[k+1])) <= M0*eta*{A}*b[k] + W*{RHO}*mean(H[k])",
        by=["step.2", "M0>0 * length"],
        note="(3.18), with the root",
    )
    claim = f"{WEIGHT}*(1 - mean(e[k])) <= M0*eta*{A}*(1+srho)*(sF0 - b[k]) + W*{RHO}*(F(theta0) - mean(H[k]))"
    factor = f"M0*eta*{A}*(1+srho)"
    d.have(
        "base",
        claim.replace("[k]", "[0]"),
        eq=[f"mean start: {WEIGHT}", f"step.8: W*{RHO}", f"b.start: {factor}"],
    )
    d.assume("so far", claim)
    d.have(
        "next",
        claim.replace("[k]", "[k+1]"),
        by=["so far", "rho<1 * leaving", "W>0 * rho>=0 * step.6"],
        eq=[f"b.step: {factor}", f"srho.sq: M0*eta*{A}*b[k]"],
    )
    d.step("always", "induction", start="base", step="next", letter="k", condition=claim)
    d.have(
        "M0 eta A(1+srho)>=0", f"{factor} >= 0", by=["M0>0 * eta>0 * A>=0", "M0>0 * eta>0 * A>=0 * srho.nonnegative"]
    )
    at_k = f"{WEIGHT}*(1 - mean(e[k])) <= {BOUND}"
    d.have("usual", at_k, by=["always", "M0 eta A(1+srho)>=0 * b>=0", "W>0 * rho>=0 * step.7"])

    # If rho < 0, then F(theta0) = V[0] = 0, and `chebyshev_union` says that nothing ever leaves.
    d.assume("rho<0", f"0 > {RHO}")
    d.instance("V next 0", "step.6", k="0")
    d.instance("V next>=0", "step.7", k="1")
    d.contradiction("F0<=0", "0 - F(theta0) >= 0", by=["not * rho<0", "V next 0", "V next>=0"], eq=[f"step.8: {RHO}"])
    d.step("F0=0", "antisymmetry", first="F0>=0", second="F0<=0")
    d.cite("chebyshev", proved("chebyshev_union"))
    D = f"(M0*eta^2*(2*C + sigma) + W^2*{RHO})"
    d.contradiction(
        "unusual",
        at_k,
        by=["not * W>0", "chebyshev.2", "W>0 * M0 eta A(1+srho)>=0 * sF0.nonnegative"],
        eq=[f"F0=0: {D}", f"F0=0: W^2*{RHO}"],
    )
    d.cases("at k", "usual", "unusual", f"{RHO} >= 0")
    d.have("weight>0", f"{WEIGHT} > 0", by=["M0>0 * W>0 * rho<1"])
    bound_for_ever(d, "for ever", "at k", WEIGHT, BOUND, "weight>0")
    return d.qed("for ever", "at k")


if __name__ == "__main__":
    print(derive().report())
