"""E[|theta[k] - zero|^2; the run stays up to k] <= q^k V0 for every k, with q >= 1 - eta (2 tau - eta l) mu, q >= 0.

Here <grad F(y), y - zero> >= tau F(y) and F(y) >= mu |y - zero|^2 on the ball, and E|grad F + w|^2 <= l F given the
past. The factor is linear in the condition number: eta = tau/l gives q = 1 - tau^2 mu/l. Neither a bound of the noise
nor the size of the ball is needed.
"""

from lojverify.derive import Derivation, Problem, Proved, mean
from lojverify.derive.language import k
from lojverify.paper.star import NEXT, StarRun, X, mean_step
from lojverify.paper.steps import bit_range


def problem() -> Problem:
    p = Problem("distance_falls", "the squared distance contracts in the mean")
    run = StarRun(p, "V0")
    p.assume("eta l<=2 tau", run.eta * run.l <= 2 * run.tau)
    run.grows()
    powers, H = run.factor(), run.stopped_distance()
    p.goal(mean(H[k]) <= powers[k] * run.V0)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    bit_range(d)
    mean_step(d)
    d.assume("gone", "-e[k] >= 0")
    V, N = f"<{X}, {X}>", f"<{NEXT}, {NEXT}>"
    d.step("V>=0", "norm", vector=X)
    d.step("N>=0", "norm", vector=NEXT)
    d.have("H>=0", "H[k] >= 0", by=["e>=0 * V>=0"], eq=["H.is"])

    # -- the next one is at most that of a run that has stayed so far, and integrable -------------------------------
    d.instance("H next", "H.is", k="k+1")
    d.instance("next", "iteration", y=f"theta[k+1] - zero + {NEXT}")
    d.have("H<=N", f"H[k+1] <= e[k]*{N}", by=["e.decreases * N>=0"], eq=["H next", "next: e[k+1]"])
    d.instance("H at 0", "H.is", k="0")
    d.instance("e<=1 at 0", "e<=1", k="0")
    d.instance("V>=0 at 0", "V>=0", k="0")
    d.instance("start here", "start", y="theta[0] + theta0 - 2*zero")
    d.have("H start", "H[0] <= V0", by=["e<=1 at 0 * V>=0 at 0", "distance"], eq=["H at 0", "start here"])
    d.define("recursion", "B", "k", level=0, start="V0", step=f"e[k]*{N}")
    d.have("H<=B start", "H[0] <= B[0]", by=["H start"], eq=["B.start"])
    d.have("H<=B next", "H[k+1] <= B[k+1]", by=["H<=N"], eq=["B.step"])
    d.step("H<=B", "induction", start="H<=B start", step="H<=B next", letter="k", condition="H[k] <= B[k]")
    d.step("H integrable", "dominate", symbol="H", upper="H<=B", lower="H>=0")

    # -- given the past it contracts --------------------------------------------------------------------------------
    d.step("H<=N mean", "expect", fact="H<=N", index="k")
    d.use("grows here", "grows", y="theta[k]", by=["in ball"])
    by = ["V falls", "eta l<=2 tau * eta>0 * grows here", "q large * V>=0"]
    d.have("N falls", f"E[k]({N}) <= q*{V}", by=by)
    falls = f"e[k]*E[k]({N}) <= q*e[k]*{V}"
    d.have("falls stays", falls, by=["e>=0 * N falls"])
    d.step("e is 0", "antisymmetry", first="gone", second="e>=0")
    d.have("falls gone", falls, eq=[f"e is 0: E[k]({N})", f"e is 0: q*{V}"])
    d.split("falls", "e[k]", "e.bit", "falls stays", "falls gone")
    d.have("contracts", "E[k](H[k+1]) <= q*H[k]", by=["H<=N mean", "falls"], eq=["H.is: q"])

    # -- in the mean ------------------------------------------------------------------------------------------------
    d.step("H finite", "finite_mean_by_induction", symbol="H", lower="H>=0", start="H start", step="contracts")
    d.step("mean contracts", "average", fact="contracts")
    d.step("mean at 0", "average", fact="H start")
    start = (["mean at 0"], ["qk.start: V0"])
    by = ["mean contracts", "so far * q>=0"]
    d.induct("geometric", "k", "mean(H[k]) <= qk[k]*V0", by, ["qk.step: V0"], start)
    return d.qed("geometric")


if __name__ == "__main__":
    print(derive().report())
