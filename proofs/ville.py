"""P(exit) <= rho1 F(theta0) / M0: the margin (M0 - F)+ survives on average as long as the iterates stay.

Let p[k] = (M0 - F(theta[k]))+ and G[k] = e[k] p[k], which lies in [0, M0]. On E_k with F(theta[k]) < M0,
G[k+1] >= M0 - Q[k+1]: if theta[k+1] stays, by (3.4); if it leaves, because then Q[k+1] >= M0. Hence
E_k G[k+1] >= M0 - rho1 F >= G[k], and where G[k] = 0 this is trivial. So the mean of G never falls below its first
step, M0 - rho1 F(theta0), while G[k] <= M0 e[k]. (This is Ville's maximal inequality for the stopped process; the
margin is bounded, so nothing is believed but the linearity and monotonicity of expectations.)

The hypothesis `first` says that a first step out of the ball has Q[1] >= M0; `ville_below` and others provide it.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run


def problem() -> Problem:
    p = Problem("ville", "the exit probability is at most rho1 F(theta0) / M0")
    run = Run(p)
    run.positive("M0")
    run.assumptions()
    run.step_below_limit()
    run.confined()
    p.assume("first", run.quadratic().subs(k, 0) >= run.M0, [-run.e[1] >= 0])
    e_inf = p.define("extremum", "e_inf", value="e", of="infimum")
    F0 = run.F(run.theta0)
    p.goal(run.M0 * (1 - mean(e_inf)) <= run.rho1 * F0)
    p.goal(run.M0 * (1 - mean(run.e[k])) <= run.rho1 * F0)
    return p


g = "grad F(theta[k])"
Q = f"(F(theta[k]) - eta*<{g}, {g} + w[k]> + C/2*eta^2*<{g} + w[k], {g} + w[k]>)"
RHO1 = "(1 - eta*alpha + eta^2*C*(alpha + sigma)/2)"


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("one step", proved("one_step"), note="(3.8)")
    d.cite("descent", proved("descent_step"), note="(3.4), (3.6)")
    d.cite("crossing", proved("crossing_step"), note="(2.5)")
    d.have("e>=0", "e[k] >= 0", by=["[e[k]]"], eq=["e.bit"])
    d.have("e<=1", "e[k] <= 1", by=["[1 - e[k]]"], eq=["e.bit"])
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("gone", "-e[k] >= 0")
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.assume("leaves", "-e[k+1] >= 0")
    d.cut("in ball", "e.yes", "stays")
    d.use("F>=0", "loss>=0", y="theta[k]", by=["in ball"])

    # -- the margin p and its stopped form G, which lies in [0, M0] -------------------------------------------
    d.define("positive_part", "p", "k", value="M0 - F(theta[k])")
    d.define("abbreviation", "G", "k", value="e[k]*p[k]")
    d.instance("p>=0 next", "p.nonnegative", k="k+1")
    d.instance("G next", "G.is", k="k+1")
    d.have("G>=0", "G[k] >= 0", by=["e>=0 * p.nonnegative"], eq=["G.is"])
    d.instance("G>=0 next", "G>=0", k="k+1")
    d.contradiction(
        "p<=M0",
        "p[k] <= M0",
        by=["not * not", "not * M0>0", "not * F>=0", "F>=0 * p.nonnegative"],
        eq=["p.either"],
    )
    d.have("G<=M0e stays", "G[k] <= M0*e[k]", by=["e>=0 * p<=M0"], eq=["G.is"])
    d.have("G<=M0e gone", "G[k] <= M0*e[k]", by=["gone * p.nonnegative", "M0>0 * e>=0"], eq=["G.is"])
    d.split("G<=M0e", "e[k]", "e.bit", "G<=M0e stays", "G<=M0e gone")
    d.have("G<=M0", "G[k] <= M0", by=["G<=M0e", "M0>0 * e<=1"])
    d.step("G integrable", "dominate", symbol="G", upper="G<=M0", lower="G>=0")
    d.step("G finite", "finite_mean", symbol="G", upper="G<=M0", lower="G>=0")

    # -- G[k+1] >= M0 - Q[k+1], from below M0 ------------------------------------------------------------------
    d.instance("p above next", "p.above", k="k+1")
    d.have(
        "margin stays",
        f"G[k+1] >= M0 - {Q}",
        by=["stays next * p>=0 next", "p above next", "descent.1"],
        eq=["G next"],
        note="theta[k+1] stays: (3.4)",
    )
    d.have("margin leaves", f"G[k+1] >= M0 - {Q}", by=["G>=0 next", "crossing"], note="it leaves: (2.5)")
    d.instance("bit next", "e.bit", k="k+1")
    d.split("margin", "e[k+1]", "bit next", "margin stays", "margin leaves")

    # -- E_k G[k+1] >= G[k]: below M0 by (3.8), else because G[k] = 0 ------------------------------------------
    d.step("margin mean", "expect", fact="margin", index="k")
    d.have("rho1<1", f"{RHO1} < 1", by=["eta>0 * step"])
    d.assume("below", "M0 - F(theta[k]) > 0")
    d.contradiction(
        "p small",
        "p[k] <= M0 - F(theta[k])",
        by=["not * not", "not * below"],
        eq=["p.either"],
        note="p = M0 - F here",
    )
    d.have(
        "grows below",
        "E[k](G[k+1]) >= G[k]",
        by=["margin mean", "one step.1", "rho1<1 * F>=0", "e<=1 * p.nonnegative", "p small"],
        eq=["G.is"],
    )
    d.assume("above", "F(theta[k]) - M0 >= 0")
    d.contradiction("p zero", "p[k] <= 0", by=["not * not", "not * above"], eq=["p.either"])
    d.step("G>=0 mean", "expect", fact="G>=0 next", index="k")
    d.have("grows above", "E[k](G[k+1]) >= G[k]", by=["G>=0 mean", "e>=0 * p zero"], eq=["G.is"])
    d.cases("grows stays", "grows below", "grows above", "M0 - F(theta[k]) >= 0")
    d.have("grows gone", "E[k](G[k+1]) >= G[k]", by=["G>=0 mean", "gone * p.nonnegative"], eq=["G.is"])
    d.split("grows", "e[k]", "e.bit", "grows stays", "grows gone")
    d.step("grows mean", "average", fact="grows")
    d.instance("grows later", "grows mean", k="k+1")

    # -- the first step: E_0 G[1] >= M0 - rho1 F(theta0) -------------------------------------------------------
    d.instance("at start", "start", y="theta[0] - theta0")
    d.step("F start", "same_point", fact="at start", first="theta[0]", second="theta0", function="F")
    d.have("theta0 in ball", "r^2 - <theta[0]-theta0, theta[0]-theta0> >= 0", by=["r>0 * r>0"], eq=["at start"])
    d.cut("e0", "e.start", "theta0 in ball")
    d.have("stays 0", "e[0] - 1 >= 0", eq=["e0"])
    d.use("margin stays 0", "margin stays", k="0", by=["stays 0"])
    d.instance("G>=0 first", "G>=0", k="1")
    q0 = Q.replace("[k]", "[0]")
    d.have("margin leaves 0", f"G[1] >= M0 - {q0}", by=["G>=0 first", "first"])
    d.instance("bit first", "e.bit", k="1")
    d.split("margin 0", "e[1]", "bit first", "margin stays 0", "margin leaves 0")
    d.step("margin 0 mean", "expect", fact="margin 0", index="0")
    d.use("contraction 0", "one step.1", k="0", by=["stays 0"])
    d.have(
        "first step",
        f"E[0](G[1]) >= M0 - {RHO1}*F(theta0)",
        by=["margin 0 mean", "contraction 0"],
        eq=[f"F start: {RHO1}"],
        note="(3.8) at the start",
    )
    d.step("base", "average", fact="first step")

    # -- induction, and the limit ------------------------------------------------------------------------------
    claim = f"mean(G[k+1]) >= M0 - {RHO1}*F(theta0)"
    d.assume("so far", claim)
    d.have("next", f"mean(G[k+2]) >= M0 - {RHO1}*F(theta0)", by=["so far", "grows later"])
    d.step("always", "induction", start="base", step="next", letter="k", condition=claim)
    d.step("G<=M0e mean", "average", fact="G<=M0e")
    d.instance("G<=M0e mean next", "G<=M0e mean", k="k+1")
    d.step("decreasing mean", "average", fact="e.decreases")
    d.have(
        "at k",
        f"M0*(1 - mean(e[k])) <= {RHO1}*F(theta0)",
        by=["always", "G<=M0e mean next", "M0>0 * decreasing mean"],
        note="P(E_k) for every k, as in (3.20)",
    )
    d.define("quotient", "q", value=f"M0 - {RHO1}*F(theta0)", by="M0")
    d.cut("q value", "q.times", "M0>0")
    d.contradiction("q<=mean", "mean(e[k]) - q >= 0", by=["at k", "not * M0>0"], eq=["q value"])
    d.step("limit", "infimum", symbol="e_inf", lower="e>=0", step="e.decreases", mean="q<=mean", letter="k")
    d.have("stay", f"M0*(1 - mean(e_inf)) <= {RHO1}*F(theta0)", by=["M0>0 * limit.4"], eq=["q value"])
    return d.qed("stay", "at k")


if __name__ == "__main__":
    print(derive().report())
