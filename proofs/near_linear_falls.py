"""E[|theta[k] - near[k]|^2; the run stays up to k] <= Q^k d0^2 for every k, with Q >= 1 - eta c s^2, Q >= 0.

Here near[k] is a zero of the loss nearest to theta[k], at which the loss aims: on the ball, with f = sqrt(F),
<grad F, theta - near> >= tau F - h f |theta - near|^2 and f >= s |theta - near|; |theta0 - zero| <= d0 for a zero,
E|grad F + w|^2 <= l F given the past, and 0 < c <= 2 tau - eta l - 2 h (r + d0)/s. The factor is linear in the
condition number. For nearly linear least squares tau = 2, and h measures how much the Jacobian changes.
"""

from lojverify.derive import Derivation, Problem, Proved, mean
from lojverify.derive.language import k
from lojverify.paper.near import AFTER, NearRun, U, near_step
from lojverify.paper.star import stopped_contracts
from lojverify.paper.steps import bit_range


def problem() -> Problem:
    p = Problem("near_linear_falls", "the squared distance to the nearest zero contracts in the mean")
    run = NearRun(p)
    powers = run.factor()
    H = run.stopped_distance()
    p.goal(mean(H[k]) <= powers[k] * run.d0**2)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    bit_range(d)
    near_step(d)
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.cut("nearer here", "nearer", "stays next")
    d.instance("next", "iteration", y=f"theta[k+1] - near[k] + {AFTER}")
    moved = "theta[k+1] - near[k+1]"
    d.have("moves", f"<{moved}, {moved}> <= <{AFTER}, {AFTER}>", by=["nearer here"], eq=["next"])
    by = ["falls", "steep * eta>0 * c>0", "q large * qn real"]
    d.have("N falls", f"E[k](<{AFTER}, {AFTER}>) <= q*<{U}, {U}>", by=by, eq=["qa mean", "qn.sq"])
    d.instance("at start", "start", y="theta[0] - theta0")
    d.have("theta[0] in ball", "r^2 - <theta[0]-theta0, theta[0]-theta0> >= 0", by=["r>0 * r>0"], eq=["at start"])
    d.cut("e[0]=1", "e.start", "theta[0] in ball")
    d.have("stays at 0", "e[0] - 1 >= 0", eq=["e[0]=1"])
    d.use("nearest 0", "nearest", k="0", by=["stays at 0"])
    d.instance("start here", "start", y="theta[0] + theta0 - 2*zero")
    first = "<theta[0] - near[0], theta[0] - near[0]> <= d0^2"
    d.have("V start", first, by=["nearest 0", "distance"], eq=["start here"])
    stopped_contracts(d, U, AFTER, "d0^2")
    return d.qed("geometric")


if __name__ == "__main__":
    print(derive().report())
