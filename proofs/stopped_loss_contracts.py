"""(3.8) on a ball of any radius: E[F(theta[k+1]) 1_{E_{k+1}} | F_k] <= rho F(theta[k]) 1_{E_k}, for every step size.

By (3.7), H[k+1] <= 1_{E_k} Q[k+1] with H[k] = F(theta[k]) 1_{E_k}, and Q is integrable given the past, so H is. In
the expectation of Q = F - eta <g, g+w> + (C/2) eta^2 |g+w|^2 the cross terms vanish and E|w|^2 <= sigma F; then use
|g|^2 >= alpha F in the second term and |g|^2 <= 2 C F in the third.
"""

from lojverify.derive import Derivation, Problem, Proved, expect, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import at_start, bit_range


def problem() -> Problem:
    p = Problem("stopped_loss_contracts", "one step contracts the expected stopped loss by rho")
    run = Run(p)
    run.assumptions()
    H = run.stopped_loss()
    p.goal(expect(k, H[k + 1]) <= run.rho * H[k])
    p.goal(H[k] >= 0)
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

    # H[k+1] <= J[k] = 1_{E_k} Q[k+1]: E_{k+1} lies in E_k, and Q >= 0.
    d.define("abbreviation", "J", "k", value=f"e[k]*{Q}")
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
        "H<=J stays",
        "H[k+1] <= J[k]",
        by=["F<=Q"],
        eq=["H next", "J.is", f"e[k]=1: {Q}", "e[k+1]=1: F(theta[k+1])"],
        note="(3.5)",
    )
    d.instance("e>=0 next", "e>=0", k="k+1")
    d.step("e[k+1]=0", "antisymmetry", first="e>=0 next", second="leaves")
    d.have("J>=0 stays", "J[k] >= 0", by=["e>=0 * descent.2"], eq=["J.is"])
    d.have("J>=0 gone", "J[k] >= 0", eq=["J.is", f"e=0: {Q}"])
    d.split("J>=0", "e[k]", "e.bit", "J>=0 stays", "J>=0 gone", note="(3.6)")
    d.have("H<=J leaves", "H[k+1] <= J[k]", by=["J>=0"], eq=["H next", "e[k+1]=0: F(theta[k+1])"])
    d.split("H<=J", "e[k+1]", "bit next", "H<=J stays", "H<=J leaves", note="(3.7)")

    # So H is integrable: H[k] <= B[k] with B[k+1] = J[k].
    d.define("recursion", "B", "k", level=0, start="F(theta0)", step="J[k]")
    d.instance("H start", "H.is", k="0")
    d.have("H<=B start", "H[0] <= B[0]", eq=["H start", "B.start", "F start: e[0]", "e[0]=1: F(theta0)"])
    d.have("H<=B next", "H[k+1] <= B[k+1]", by=["H<=J"], eq=["B.step"])
    d.step("H<=B", "induction", start="H<=B start", step="H<=B next", letter="k", condition="H[k] <= B[k]")
    d.step("H integrable", "dominate", symbol="H", upper="H<=B", lower="H>=0")

    # The expectation.
    d.step("mean", "expect", fact="H<=J", index="k")
    d.use("lower", "lojasiewicz", y="theta[k]", by=["in ball"], note="(2.1)")
    d.use("upper", "growth", y="theta[k]", by=["in ball"], note="(2.4)")
    d.instance("unbiased", "zero_mean", y=g, note="(2.11), zero mean")
    d.step("J mean", "expect", fact="J.is", index="k")
    d.have(
        "J stays",
        f"E[k](J[k]) <= {RHO}*H[k]",
        by=["e>=0 * eta>0 * lower", "e>=0 * C>0 * eta>0 * eta>0 * upper", "e>=0 * C>0 * eta>0 * eta>0 * second_moment"],
        eq=["J mean", f"H.is: {RHO}", "unbiased: eta*e[k]", "unbiased: eta^2*C*e[k]"],
    )
    d.have("J gone", f"E[k](J[k]) <= {RHO}*H[k]", eq=["J mean", f"H.is: {RHO}", f"e=0: E[k]({Q}) - {RHO}*F(theta[k])"])
    d.split("J contracts", "e[k]", "e.bit", "J stays", "J gone")
    d.have("contracts", f"E[k](H[k+1]) <= {RHO}*H[k]", by=["mean", "J contracts"], note="(3.8)")
    return d.qed("contracts", "H>=0")


if __name__ == "__main__":
    print(derive().report())
