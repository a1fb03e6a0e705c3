"""`path_length` with its roots: P(exit) <= Lam^2 F(theta0)/r^2, Lam = eta sqrt(alpha + sigma)/(1 - sqrt(rho1)).

As 1/(1 - sqrt(rho1)) = (1 + sqrt(rho1))/(1 - rho1), the bound is multiplied by (1 - rho1)^2. As eta -> 0 it tends to
(4 F(theta0)/(alpha r^2)) (1 + sigma/alpha). Where rho1 < 0, the loss vanishes at theta0, and no run ever leaves.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import at_start
from lojverify.paper.stopped import RHO1, best_envelope, root_of_rho1


def problem() -> Problem:
    p = Problem("path_length_with_roots", "the exit probability by the length of the path")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    srho1 = p.root("srho1", run.rho1)
    bound = run.eta**2 * (run.alpha + run.sigma) * (1 + srho1) ** 2 * run.F(run.theta0)
    for stay in (mean(run.for_ever()), mean(run.e[k])):
        p.goal(run.r**2 * (1 - run.rho1) ** 2 * (1 - stay) <= bound)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    at_start(d)
    root_of_rho1(d)
    d.have("alpha+sigma>=0", "alpha + sigma >= 0", by=["alpha>0", "sigma>=0"])
    d.root("P", "alpha + sigma", "alpha+sigma>=0")
    best_envelope(d, "(alpha + sigma)")
    d.cite("path", proved("path_length"), premises={"s>=0": "s.nonnegative"})

    # (1 - rho1)^2 F0 = (1 - s^2)^2 F0, and (1 - s)^2 Lam^2 = eta^2 (alpha + sigma).
    d.have(
        "same",
        f"(1 - {RHO1})^2*Lam^2*F(theta0) = eta^2*(alpha + sigma)*(1 + s)^2*F(theta0)",
        eq=["trade: (1 + s)^2*F(theta0)", f"rho1 F0: Lam^2*(2 - s^2 - {RHO1})"],
    )
    for label, stay in (("path.1", "mean(e_inf)"), ("path.2", "mean(e[k])")):
        goal = f"r^2*(1 - {RHO1})^2*(1 - {stay}) <= eta^2*(alpha + sigma)*(1 + srho1)^2*F(theta0)"
        eq = ["same", "s F0: eta^2*(alpha + sigma)*(2 + s + srho1)"]
        d.have(f"{label} with roots", goal, by=[f"1-rho1>0 * 1-rho1>0 * {label}"], eq=eq)
    return d.qed("path.1 with roots", "path.2 with roots")


if __name__ == "__main__":
    print(derive().report())
