"""On E_infinity the distance to the limit contracts with the loss: E |theta[k] - theta*|^2 <= Lam^2 s^(2k) F(theta0).

The constants are those of `remaining_path_contracts`. With share = s^(2n) its tsq_inf has at most the mean
Lam^2 s^(2n) F(theta0), and it is at least |theta[k] - theta_star|^2 for every k >= n, since it is at least
|theta[k+j] - theta[k]|^2 for every j, and theta[k+j] tends to theta_star. So the supremum over k >= n is bounded too.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, norm2, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import bit_range, limit_within, stays_for_ever
from lojverify.paper.stopped import envelope_constants


def problem() -> Problem:
    p = Problem("distance_contracts", "the squared distance to the limit contracts in mean, with its supremum")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    s, Lam = envelope_constants(run, run.alpha + run.sigma)
    share, pk, tsq_inf = run.remaining_path(s**2)
    e_inf = run.for_ever()
    theta_star = run.limit()
    p.goal(mean(tsq_inf) <= Lam**2 * share * run.F(run.theta0))
    p.goal(norm2(run.theta[k] - theta_star) <= tsq_inf, [e_inf - 1 >= 0, pk[k] <= share])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("path", proved("remaining_path_contracts"))
    d.cite("limit", proved("iterates_converge_in_ball"))
    bit_range(d)
    stays_for_ever(d)

    D, u = "tsq_inf", "(theta[n+k] - theta[n])"
    d.assume("late", "share - pk[n] >= 0")
    d.cut("close", "path.2", "late")
    d.instance("stays", "for ever", k="n+k")
    d.have("|u|^2<=D", f"<{u}, {u}> <= {D}", by=["close"], eq=[f"stays: (e[n+k] + 1)*<{u}, {u}>"])
    d.use("at 0", "path.2", k="0", by=["late"])
    d.have("D>=0", f"{D} >= 0", by=["at 0"])

    limit_within(d, "contracts at n", "1", D, "|u|^2<=D", "D>=0", "limit.1")
    d.instance("contracts", "contracts at n", n="k")
    return d.qed("path.1", "contracts")


if __name__ == "__main__":
    print(derive().report())
