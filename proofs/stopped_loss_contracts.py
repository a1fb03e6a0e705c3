"""(3.7), (3.8) on a ball of any radius: the stopped loss H[k] = F(theta[k]) 1_{E_k} contracts, for every step size.

First H[k+1] <= 1_{E_k} Q[k+1], since E_{k+1} lies in E_k, F(theta[k+1]) <= Q[k+1] on E_{k+1} and Q[k+1] >= 0 on E_k.
In the expectation of Q = F - eta <g, v> + (C/2) eta^2 |v|^2, v = g + w, the cross terms vanish and E|w|^2 <= sigma F;
use |g|^2 >= alpha F in the second term and |g|^2 <= 2 C F in the third: 1_{E_k} E Q <= rho H[k]. In the same way
1_{E_k} E|v|^2 <= (2 C + sigma) H[k]. The expectation of H itself is taken by the steps `stopped_loss_means`.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, norm2, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import at_start, bit_range


def problem() -> Problem:
    p = Problem("stopped_loss_contracts", "one step contracts the expected stopped loss by rho")
    run = Run(p)
    run.assumptions()
    H = run.stopped_loss()
    e, v = run.e[k], run.gradient()
    p.goal(H[k] >= 0)
    p.goal(Eq(H[0], run.F(run.theta0)))
    p.goal(H[k + 1] <= e * run.quadratic())
    p.goal(expect(k, e * run.quadratic()) <= run.rho * H[k])
    p.goal(expect(k, e * norm2(v)) <= (2 * run.C + run.sigma) * H[k])
    return p


g, v = "grad F(theta[k])", "(grad F(theta[k]) + w[k])"
Q = f"(F(theta[k]) - eta*<{g}, {v}> + C/2*eta^2*<{v}, {v}>)"
RHO = "(1 - eta*alpha + eta^2*C*(2*C + sigma)/2)"


def derive() -> Proved:
    d = Derivation(problem())
    bit_range(d)
    at_start(d)
    d.cite("descent", proved("descent_step"), note="(3.4), (3.6)")
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("gone", "-e[k] >= 0")
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.assume("leaves", "-e[k+1] >= 0")
    d.step("e=0", "antisymmetry", first="e>=0", second="gone")
    d.cut("in ball", "e.yes", "stays")
    d.use("F>=0", "loss>=0", y="theta[k]", by=["in ball"])
    d.have("H>=0 stays", "H[k] >= 0", by=["e>=0 * F>=0"], eq=["H.is"])
    d.have("H>=0 gone", "H[k] >= 0", eq=["H.is", "e=0: F(theta[k])"])
    d.split("H>=0", "e[k]", "e.bit", "H>=0 stays", "H>=0 gone")

    # H[k+1] <= 1_{E_k} Q[k+1]: E_{k+1} lies in E_k, and Q >= 0.
    d.instance("H next", "H.is", k="k+1")
    d.instance("bit next", "e.bit", k="k+1")
    d.have("stays too", "e[k] - 1 >= 0", by=["e.decreases", "stays next"])
    d.cut("F<=Q", "descent.1", "stays too")
    d.have("e=1", "1 - e[k] >= 0", by=["e<=1"])
    d.step("e[k]=1", "antisymmetry", first="stays too", second="e=1")
    d.instance("e<=1 next", "e<=1", k="k+1")
    d.have("e[k+1]<=1", "1 - e[k+1] >= 0", by=["e<=1 next"])
    d.step("e[k+1]=1", "antisymmetry", first="stays next", second="e[k+1]<=1")
    d.have(
        "H<=Q stays",
        f"H[k+1] <= e[k]*{Q}",
        by=["F<=Q"],
        eq=["H next", f"e[k]=1: {Q}", "e[k+1]=1: F(theta[k+1])"],
        note="(3.5)",
    )
    d.instance("e>=0 next", "e>=0", k="k+1")
    d.step("e[k+1]=0", "antisymmetry", first="e>=0 next", second="leaves")
    d.have("Q>=0 stays", f"e[k]*{Q} >= 0", by=["e>=0 * descent.2"])
    d.have("Q>=0 gone", f"e[k]*{Q} >= 0", eq=[f"e=0: {Q}"])
    d.split("Q>=0", "e[k]", "e.bit", "Q>=0 stays", "Q>=0 gone", note="(3.6)")
    d.have("H<=Q leaves", f"H[k+1] <= e[k]*{Q}", by=["Q>=0"], eq=["H next", "e[k+1]=0: F(theta[k+1])"])
    d.split("H<=Q", "e[k+1]", "bit next", "H<=Q stays", "H<=Q leaves", note="(3.7)")

    d.instance("H start", "H.is", k="0")
    d.have("H[0]", "H[0] = F(theta0)", eq=["H start", "F start: e[0]", "e[0]=1: F(theta0)"])

    # The expectation.
    d.use("lower", "lojasiewicz", y="theta[k]", by=["in ball"], note="(2.1)")
    d.use("upper", "growth", y="theta[k]", by=["in ball"], note="(2.4)")
    d.instance("unbiased", "zero_mean", y=g, note="(2.11), zero mean")
    d.have(
        "Q stays",
        f"E[k](e[k]*{Q}) <= {RHO}*H[k]",
        by=["e>=0 * eta>0 * lower", "e>=0 * C>0 * eta>0 * eta>0 * upper", "e>=0 * C>0 * eta>0 * eta>0 * second_moment"],
        eq=[f"H.is: {RHO}", "unbiased: eta*e[k]", "unbiased: eta^2*C*e[k]"],
    )
    d.have("Q gone", f"E[k](e[k]*{Q}) <= {RHO}*H[k]", eq=[f"H.is: {RHO}", f"e=0: E[k]({Q}) - {RHO}*F(theta[k])"])
    d.split("contracts", "e[k]", "e.bit", "Q stays", "Q gone", note="(3.8)")
    d.have(
        "v stays",
        f"E[k](e[k]*<{v}, {v}>) <= (2*C + sigma)*H[k]",
        by=["e>=0 * upper", "e>=0 * second_moment"],
        eq=["H.is: 2*C + sigma", "unbiased: 2*e[k]"],
    )
    d.have(
        "v gone",
        f"E[k](e[k]*<{v}, {v}>) <= (2*C + sigma)*H[k]",
        eq=["H.is: 2*C + sigma", f"e=0: E[k](<{v}, {v}>) - (2*C + sigma)*F(theta[k])"],
    )
    d.split("v moment", "e[k]", "e.bit", "v stays", "v gone", note="as in (3.10)")
    return d.qed("H>=0", "H[0]", "H<=Q", "contracts", "v moment")


if __name__ == "__main__":
    print(derive().report())
