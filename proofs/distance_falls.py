"""E[|theta[k] - zero|^2; the run stays up to k] <= q^k V0 for every k, with q >= 1 - eta (2 tau - eta l) mu, q >= 0.

Here <grad F(y), y - zero> >= tau F(y) and F(y) >= mu |y - zero|^2 on the ball, and E|grad F + w|^2 <= l F given the
past. The factor is linear in the condition number: eta = tau/l gives q = 1 - tau^2 mu/l. Neither a bound of the noise
nor the size of the ball is needed.
"""

from lojverify.derive import Derivation, Problem, Proved, mean
from lojverify.derive.language import k
from lojverify.paper.star import NEXT, StarRun, X, mean_step, stopped_contracts
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
    d.instance("next", "iteration", y=f"theta[k+1] - zero + {NEXT}")
    d.have("moves", f"<theta[k+1] - zero, theta[k+1] - zero> <= <{NEXT}, {NEXT}>", eq=["next"])
    d.use("grows here", "grows", y="theta[k]", by=["in ball"])
    d.step("V real", "norm", vector=X)
    by = ["V falls", "eta l<=2 tau * eta>0 * grows here", "q large * V real"]
    d.have("N falls", f"E[k](<{NEXT}, {NEXT}>) <= q*<{X}, {X}>", by=by)
    d.instance("start here", "start", y="theta[0] + theta0 - 2*zero")
    d.have("V start", "<theta[0] - zero, theta[0] - zero> <= V0", by=["distance"], eq=["start here"])
    stopped_contracts(d, X, NEXT, "V0")
    return d.qed("geometric")


if __name__ == "__main__":
    print(derive().report())
