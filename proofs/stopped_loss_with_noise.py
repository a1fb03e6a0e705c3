"""(4.7), (4.9) given the past: E H[k+1] <= H[k] - eta_k (1 - eta_k C/2) 1_{E_k} |grad F|^2 + (eta_k^2 c^2 C/2) 1_{E_k}.

Here H[k] = F(theta[k]) 1_{E_k}, and H[k+1] <= 1_{E_k} Q[k+1], since E_{k+1} lies in E_k, F(theta[k+1]) <= Q[k+1] on
E_{k+1} and Q[k+1] >= 0 on E_k. In the expectation of Q = F - eta <g, v> + (C/2) eta^2 |v|^2, v = g + w, the cross
terms vanish and E|w|^2 <= c^2. The indicator of E_k stays in the noise term: (4.9) has 1 for it.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, norm2, proved
from lojverify.derive.language import k
from lojverify.paper.decreasing import NoisyRun, Q, g
from lojverify.paper.steps import at_start, bit_range
from lojverify.paper.stopped import weighted


def problem() -> Problem:
    p = Problem("stopped_loss_with_noise", "given the past, the stopped loss decreases up to the noise")
    run = NoisyRun(p)
    run.assumptions()
    H = run.stopped_loss()
    e, eta, C = run.e[k], run.eta[k], run.C
    p.goal(H[k] >= 0)
    p.goal(Eq(H[0], run.F(run.theta0)))
    p.goal(H[k + 1] <= e * run.quadratic())
    drop = eta * (1 - eta * C / 2) * e * norm2(run.F.grad(run.theta[k]))
    p.goal(expect(k, H[k + 1]) <= H[k] - drop + eta**2 * run.c**2 * C / 2 * e)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    bit_range(d)
    at_start(d)
    d.cite("descent", proved("descent_any_step"), note="(3.4), (3.6)")
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.assume("leaves", "-e[k+1] >= 0")
    d.cut("in ball", "e.yes", "stays")
    d.use("F>=0", "loss>=0", y="theta[k]", by=["in ball"])
    weighted(d, "eF>=0", "F>=0")
    weighted(d, "eQ>=0", "descent.2", note="(3.6)")
    d.have("H>=0", "H[k] >= 0", by=["eF>=0"], eq=["H.is"])
    d.instance("H start", "H.is", k="0")
    d.have("H[0]", "H[0] = F(theta0)", eq=["H start", "F start: e[0]", "e[0]=1: F(theta0)"])

    # H[k+1] <= 1_{E_k} Q[k+1].
    d.instance("H next", "H.is", k="k+1")
    d.instance("bit next", "e.bit", k="k+1")
    d.instance("e>=0 next", "e>=0", k="k+1")
    d.instance("e<=1 next", "e<=1", k="k+1")
    d.have("stays too", "e[k] - 1 >= 0", by=["e.decreases", "stays next"])
    d.cut("F<=Q", "descent.1", "stays too")
    d.have("e<=1 too", "1 - e[k] >= 0", by=["e<=1"])
    d.step("e[k]=1", "antisymmetry", first="stays too", second="e<=1 too")
    d.have("e<=1 later", "1 - e[k+1] >= 0", by=["e<=1 next"])
    d.step("e[k+1]=1", "antisymmetry", first="stays next", second="e<=1 later")
    d.step("e[k+1]=0", "antisymmetry", first="e>=0 next", second="leaves")
    claim = f"H[k+1] <= e[k]*{Q}"
    d.have("H<=Q stays", claim, by=["F<=Q"], eq=["H next", f"e[k]=1: {Q}", "e[k+1]=1: F(theta[k+1])"])
    d.have("H<=Q leaves", claim, by=["eQ>=0"], eq=["H next", "e[k+1]=0: F(theta[k+1])"])
    d.split("H<=Q", "e[k+1]", "bit next", "H<=Q stays", "H<=Q leaves", note="(4.7)")

    # H[k] <= B[k] with B[k+1] = 1_{E_k} Q[k+1], which is integrable given the past.
    d.define("recursion", "B", "k", level=0, start="F(theta0)", step=f"e[k]*{Q}")
    d.have("H<=B start", "H[0] <= B[0]", eq=["H[0]", "B.start"])
    d.have("H<=B next", "H[k+1] <= B[k+1]", by=["H<=Q"], eq=["B.step"])
    d.step("H<=B", "induction", start="H<=B start", step="H<=B next", letter="k", condition="H[k] <= B[k]")
    d.step("H integrable", "dominate", symbol="H", upper="H<=B", lower="H>=0")

    # The expectation.
    d.instance("zero mean", "zero_mean", y=g, note="(2.7)")
    weighted(d, "unbiased", "zero mean")
    weighted(d, "moment", "second_moment", note="(2.9)")
    d.step("H<=Q mean", "expect", fact="H<=Q", index="k")
    d.have(
        "contracts",
        f"E[k](H[k+1]) <= H[k] - eta[k]*(1 - eta[k]*C/2)*e[k]*<{g}, {g}> + eta[k]^2*c^2*C/2*e[k]",
        by=["H<=Q mean", "C>0 * eta>0 * eta>0 * moment"],
        eq=["unbiased: eta[k]", "unbiased: C*eta[k]^2", "H.is"],
        note="(4.9)",
    )
    return d.qed("H>=0", "H[0]", "H<=Q", "contracts")


if __name__ == "__main__":
    print(derive().report())
