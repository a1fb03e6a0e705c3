"""`distance_contracts` with its roots: E |theta[k] - theta*|^2 1_{E_infinity} <= Lam^2 rho1^k F(theta0) for every k.

Here Lam = eta sqrt(alpha + sigma)/(1 - sqrt(rho1)), so that Lam (1 - rho1) = eta sqrt(alpha + sigma) (1 + sqrt(rho1)).
As alpha <= 2 C, which is so if F > 0 anywhere in the ball (`alpha_at_most_2C`), 0 <= rho1 < 1 (`sharp_range`). With
share = rho1^n, tsq_inf bounds the squared distances of all iterates from n on, and the squared length of their path.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, norm2, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.stopped import RHO1, best_envelope


def problem() -> Problem:
    p = Problem("distance_contracts_with_roots", "the squared distance to the limit contracts by rho1 in mean")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    p.assume("alpha<=2C", run.alpha <= 2 * run.C)
    srho1 = p.root("srho1", run.rho1)
    share, pk, tsq_inf = run.remaining_path(run.rho1)
    e_inf = run.for_ever()
    theta_star = run.limit()
    bound = run.eta**2 * (run.alpha + run.sigma) * (1 + srho1) ** 2 * share * run.F(run.theta0)
    p.goal((1 - run.rho1) ** 2 * mean(tsq_inf) <= bound)
    p.goal(norm2(run.theta[k] - theta_star) <= tsq_inf, [e_inf - 1 >= 0, pk[k] <= share])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("range", proved("sharp_range"))
    d.cut("rho1<1", "range.2", "step")
    d.cut("srho1.sq", "srho1.square", "range.1")
    d.define("abbreviation", "s", value="srho1")
    d.have("s>=0", "s >= 0", by=["srho1.nonnegative"], eq=["s.is"])
    d.have("s.sq", f"s^2 = {RHO1}", eq=["s.is: s + srho1", "srho1.sq"])
    d.have("s^2>=rho1", f"s^2 >= {RHO1}", eq=["s.sq"])
    d.contradiction("s<1", "s < 1", by=["not * not", "not", "rho1<1"], eq=["s.sq"])
    d.have("alpha+sigma>=0", "alpha + sigma >= 0", by=["alpha>0", "sigma>=0"])
    d.root("P", "alpha + sigma", "alpha+sigma>=0")
    best_envelope(d, "(alpha + sigma)")
    d.have("pk.same", "pk[k+1] = s^2*pk[k]", eq=["pk.step", "s.sq: pk[k]"])
    d.cite("distance", proved("distance_contracts"), premises={"pk.step": "pk.same"})

    # (1 - rho1) Lam = (1 - s) (1 + s) Lam = eta sqrt(alpha + sigma) (1 + sqrt(rho1)).
    bound = "eta^2*(alpha + sigma)*(1 + srho1)^2*share*F(theta0)"
    eq = [
        "trade: (1 + s)^2*share*F(theta0)",
        f"s.sq: Lam^2*share*F(theta0)*(2 - s^2 - {RHO1})",
        "s.is: eta^2*(alpha + sigma)*(2 + s + srho1)*share*F(theta0)",
    ]
    d.have("1-rho1>=0", f"(1 - {RHO1})^2 >= 0", by=[f"[1 - {RHO1}]"])
    d.have("mean", f"(1 - {RHO1})^2*mean(tsq_inf) <= {bound}", by=["1-rho1>=0 * distance.1"], eq=eq)
    return d.qed("mean", "distance.2")


if __name__ == "__main__":
    print(derive().report())
