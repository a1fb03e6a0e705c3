"""P(exit) <= kappa V0 / ((r - 2 sqrt(V0))^2 + kappa (r - sqrt(V0))^2), kappa = eta sigma/(2 tau - eta l): of order eta.

Here <grad F(y), y - zero> >= tau F(y) on the ball, |theta0 - zero|^2 <= V0, r > 2 sqrt(V0), E|grad F + w|^2 <= l F and
E|w|^2 <= sigma F given the past, and 0 < eta < 2 tau/l. Of the bounds by a shifted distance it is that with the shift
sqrt(V0), from which the first step starts.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.star import StarRun


def problem() -> Problem:
    p = Problem("distance", "the exit probability by the distance to a point about which the loss is star-convex")
    run = StarRun(p, "V0")
    run.noise()
    run.near()
    room = 2 * run.tau - run.eta * run.l
    p.assume("eta l<2 tau", room > 0)
    kappa = p.define("quotient", "kappa", value=run.eta * run.sigma, by=room)
    level = (run.r - 2 * run.d0) ** 2 + kappa * (run.r - run.d0) ** 2
    for stay in (mean(run.for_ever()), mean(run.e[k])):
        p.goal(level * (1 - stay) <= kappa * run.V0)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.cut("kappa is", "kappa.times", "eta l<2 tau")
    d.contradiction("kappa>=0", "kappa >= 0", by=["not * eta l<2 tau", "eta>0 * sigma>=0"], eq=["kappa is"])
    d.have("kappa large", "kappa*(2*tau - eta*l) >= eta*sigma", eq=["kappa is"])
    d.cut("d0^2", "d0.square", "V0>=0")
    d.have("distance d0", "<theta0 - zero, theta0 - zero> <= d0^2", by=["distance"], eq=["d0^2"])
    d.have("a<=d0", "d0 <= d0")
    d.have("eta l<=2 tau", "eta*l <= 2*tau", by=["eta l<2 tau"])
    premises = {"a>=0": "d0.nonnegative", "d0>=0": "d0.nonnegative", "distance": "distance d0"}
    d.cite("shifted", proved("distance_shifted"), {"a": "d0"}, premises)
    for n, stay in (("1", "e_inf"), ("2", "e[k]")):
        level = "((r - 2*d0)^2 + kappa*(r - d0)^2)"
        d.have(f"bound {n}", f"{level}*(1 - mean({stay})) <= kappa*V0", by=[f"shifted.{n}"], eq=["d0^2: kappa"])
    return d.qed("bound 1", "bound 2")


if __name__ == "__main__":
    print(derive().report())
