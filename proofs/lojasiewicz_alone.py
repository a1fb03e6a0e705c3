"""The local Lojasiewicz condition (2.2) alone keeps the iterates in the ball: P(exit) <= K eta for 0 < eta <= eta0.

If 4 F(theta0) < r^2 alpha, then with the gap = r sqrt(alpha) - 2 sqrt(F(theta0)) > 0
    eta0 = sqrt(alpha) gap/(r C (alpha + sigma)),   K = 8 sigma F(theta0) (sqrt(alpha) + sqrt(2 C))^2/(alpha gap^2),
neither of which depends on eta; and eta0 is below 2 alpha/(C (alpha + sigma)). So P(stay) = 1 - O(eta), without (2.5)
and however close F(theta0) is to r^2 alpha/4.

This is `drift_martingale_with_roots`: eta alpha/2 <= 1 - rho1 <= eta alpha, and r (1 - rho1) exceeds
eta sqrt(alpha) (1 + sqrt(rho1)) sqrt(F(theta0)) by eta sqrt(alpha) gap/2.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import at_start, bit_range
from lojverify.paper.stopped import RHO1, root_of_rho1, root_of_rho1_beside_f0


def problem() -> Problem:
    p = Problem("lojasiewicz_alone", "under the local Lojasiewicz condition the exit probability is O(eta)")
    run = Run(p)
    run.assumptions()
    F0 = run.F(run.theta0)
    p.assume("(2.2)", run.r**2 * run.alpha > 4 * F0)
    P, s2C, f0 = p.root("P", run.alpha), p.root("s2C", 2 * run.C), p.root("f0", F0)
    gap = run.r * P - 2 * f0
    eta0 = p.define("quotient", "eta0", value=P * gap, by=run.r * run.C * (run.alpha + run.sigma))
    K = p.define("quotient", "K", value=8 * run.sigma * F0 * (P + s2C) ** 2, by=run.alpha * gap**2)
    p.assume("eta<=eta0", run.eta <= eta0)
    p.goal(eta0 > 0)
    p.goal(2 * run.alpha - run.eta * run.C * (run.alpha + run.sigma) > 0)
    for stay in (mean(run.for_ever()), mean(run.e[k])):
        p.goal(1 - stay <= K * run.eta)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    bit_range(d)
    at_start(d)
    d.have("center", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.use("F0>=0", "loss>=0", y="theta0", by=["center"])
    d.cut("f0.sq", "f0.square", "F0>=0")
    d.have("alpha>=0", "alpha >= 0", by=["alpha>0"])
    d.cut("P.sq", "P.square", "alpha>=0")
    d.contradiction("P>0", "P > 0", by=["not * P.nonnegative", "alpha>0"], eq=["P.sq"])
    d.have("2C>=0", "2*C >= 0", by=["C>0"])
    d.cut("s2C.sq", "s2C.square", "2C>=0")
    d.have("rP>0", "r*P > 0", by=["r>0 * P>0"])
    gap = "(r*P - 2*f0)"
    by = ["not * rP>0", "not * f0.nonnegative", "(2.2)"]
    d.contradiction("gap>0", f"{gap} > 0", by=by, eq=["P.sq: r^2", "f0.sq"])

    # -- eta C (alpha + sigma) r <= sqrt(alpha) gap <= alpha r, so that eta alpha/2 <= 1 - rho1 <= eta alpha -----------
    d.have("alpha+sigma>0", "alpha + sigma > 0", by=["alpha>0", "sigma>=0"])
    d.have("D>0", "r*C*(alpha + sigma) > 0", by=["r>0 * C>0 * alpha+sigma>0"])
    d.cut("eta0 is", "eta0.times", "D>0")
    d.contradiction("eta0>0", "eta0 > 0", by=["not * D>0", "P>0 * gap>0"], eq=["eta0 is"])
    d.have("eta D<=", f"eta*r*C*(alpha + sigma) <= P*{gap}", by=["eta<=eta0 * D>0"], eq=["eta0 is"])
    by = ["not * r>0", "eta D<=", "P>0 * f0.nonnegative"]
    d.contradiction("eta D<=alpha", "eta*C*(alpha + sigma) <= alpha", by=by, eq=["P.sq: r"])
    d.have("step", "2*alpha - eta*C*(alpha + sigma) > 0", by=["eta D<=alpha", "alpha>0"])
    d.have("low", f"1 - {RHO1} >= eta*alpha/2", by=["eta>0 * eta D<=alpha"])
    d.have("high", f"1 - {RHO1} <= eta*alpha", by=["eta>0 * eta>0 * C>0 * alpha+sigma>0"])

    # -- the drift stays away from the sphere: r (1 - rho1) - push f0 >= eta sqrt(alpha) gap/2 ----------------------
    d.define("root", "srho1", value=RHO1)
    root_of_rho1(d)
    root_of_rho1_beside_f0(d)
    push = "eta*P*(1 + srho1)"
    by = ["eta>0 * eta D<=", "eta>0 * P>0 * s<1 * f0.nonnegative"]
    eq = ["P.sq: r*eta", "s f0: eta*P"]
    room = f"(r*(1 - {RHO1}) - {push}*f0)"
    d.have("room", f"{room} >= eta*P*{gap}/2", by=by, eq=eq)
    d.have("half>0", f"eta*P*{gap}/2 > 0", by=["eta>0 * P>0 * gap>0"])
    d.have("L>0", f"r*(1 - {RHO1}) > {push}*f0", by=["room", "half>0"])
    d.have("kappa>=0", "s2C/2 >= 0", by=["s2C.nonnegative"])
    d.have("kappa", "(s2C/2)^2 = C/2", eq=["s2C.sq"])
    premises = {"kappa.nonnegative": "kappa>=0", "kappa.square": "kappa"}
    d.cite("drift", proved("drift_martingale_with_roots"), {"kappa": "s2C/2"}, premises)

    # -- the bound is of order eta^4, and it is divided by eta^3 -----------------------------------------------------
    wide, most = f"(1 - {RHO1} + s2C/2*{push})", "(eta*P*(P + s2C))"
    by = ["high * F0>=0", "s2C.nonnegative * eta>0 * P>0 * s<1 * F0>=0"]
    eq = ["P.sq: eta*F(theta0)", "s F0: s2C*eta*P"]
    d.have("wide<=", f"({most} - {wide})*F(theta0) >= 0", by=by, eq=eq)
    d.have(
        "push>=0",
        f"s2C*{push} >= 0",
        by=["s2C.nonnegative * eta>0 * P>0", "s2C.nonnegative * eta>0 * P>0 * srho1.nonnegative"],
    )
    d.have("wide>=0", f"{wide} >= 0", by=["low", "eta>0 * alpha>0", "push>=0"])
    d.have("most>=0", f"{most} >= 0", by=["eta>0 * P>0 * P>0", "eta>0 * P>0 * s2C.nonnegative"])
    d.have("bound", f"{wide}^2*F(theta0) <= {most}^2*F(theta0)", by=["wide<= * wide>=0", "wide<= * most>=0"])
    d.have("alpha gap^2>0", f"alpha*{gap}^2 > 0", by=["alpha>0 * gap>0 * gap>0"])
    d.cut("K is", "K.times", "alpha gap^2>0")
    d.have("room>=0", f"{room} >= 0", by=["room", "half>0"])
    d.have(
        "low square",
        f"(1 - {RHO1})*{room}^2 >= eta*alpha/2*(eta*P*{gap}/2)^2",
        by=["low * room>=0 * room>=0", "eta>0 * alpha>0 * room * room>=0", "eta>0 * alpha>0 * room * half>0"],
    )
    d.step("e<=1 mean", "average", fact="e<=1")
    d.step("inf", "infimum", symbol="e_inf", letter="k", lower="e>=0", step="e.decreases")
    d.have("e_inf<=1", "e_inf <= 1", by=["inf.2", "e<=1"])
    d.step("e_inf<=1 mean", "average", fact="e_inf<=1")
    for label, stay, top in (("drift.1", "mean(e_inf)", "e_inf<=1 mean"), ("drift.2", "mean(e[k])", "e<=1 mean")):
        by = [
            "not * alpha gap^2>0 * eta>0 * eta>0 * eta>0 * P>0 * P>0",
            label,
            f"low square * {top}",
            "bound * eta>0 * eta>0 * sigma>=0",
        ]
        d.contradiction(f"{label} small", f"1 - {stay} <= K*eta", by=by, eq=["K is: eta^4*P^2"])
    return d.qed("eta0>0", "step", "drift.1 small", "drift.2 small")


if __name__ == "__main__":
    print(derive().report())
