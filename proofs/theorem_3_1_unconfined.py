"""Theorem 3.1 in its own words without Assumption 3: neither (2.5) nor M0 > 0 is supposed, the goals are the same.

Only the witness differs, eps = delta r^2/Lam^2 of `path_length_with_roots` with r = R - 1, in place of delta M0. The
rest of the proof of Theorem 3.1 never used the level M0: the iterates converge in the ball, and the weighted loss
vanishes there.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.derive.problem import definition
from lojverify.paper.section3_limit import theorem_3_1
from lojverify.paper.steps import restrict
from lojverify.paper.stopped import RHO1

WEIGHT = "eta^2*(alpha + sigma)*(1 + srho1)^2"


def problem() -> Problem:
    p = theorem_3_1()
    p.name, p.title = "Theorem 3.1 without (2.5)", "Theorem 3.1 with its own hypotheses except (2.5)"
    for label in ("M0>0", "(2.5)"):
        del p.hypotheses[label]
    value = f"delta*r^2*(1 - ({RHO1}))^2"
    chosen = [
        definition("root", "srho1", "", {"value": RHO1}),
        definition("quotient", "eps", "", {"value": value, "by": WEIGHT}),
    ]
    place = next(n for n, one in enumerate(p.definitions) if one["name"] == "eps")
    p.definitions[place : place + 1] = chosen
    return p


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    d.cite("convergence", proved("iterates_converge_in_ball"))
    d.define("abbreviation", "H", "k", value="e[k]*F(theta[k])")
    d.cite("loss vanishes", proved("weighted_loss_vanishes"), note="(3.1)")
    d.cite("path", proved("path_length_with_roots"))

    d.have("1-rho1>0", f"1 - ({RHO1}) > 0", by=["eta>0 * step"])
    d.have("alpha+sigma>0", "alpha + sigma > 0", by=["alpha>0", "sigma>=0"])
    d.have("1+srho1>0", "1 + srho1 > 0", by=["srho1.nonnegative", "1"])
    d.have("weight>0", f"{WEIGHT} > 0", by=["eta>0 * eta>0 * alpha+sigma>0 * 1+srho1>0 * 1+srho1>0"])
    d.cut("eps is", "eps.times", "weight>0")
    area = "r>0 * r>0 * 1-rho1>0 * 1-rho1>0"
    d.contradiction("eps>0", "eps > 0", by=["not * weight>0", f"delta>0 * {area}"], eq=["eps is"])
    d.assume("small", "F(theta0) <= eps")
    by = ["path.1", "small * weight>0", f"not * {area}"]
    d.contradiction("stays", "mean(e_inf) >= 1 - delta", by=by, eq=["eps is"], note="(3.20) in the limit")
    return d.qed(*(f"convergence.{n}" for n in (1, 2, 3)), "loss vanishes", "eps>0", "stays")


if __name__ == "__main__":
    print(derive().report())
