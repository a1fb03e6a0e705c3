"""`drift_martingale` with its roots and without shift: P(exit) <= S/L^2, if L = r - Lam sqrt(F(theta0)) > 0.

Here Lam = eta sqrt(alpha)/(1 - sqrt(rho1)) and S = (1 + sqrt(C/2) Lam)^2 eta^2 sigma F(theta0)/(1 - rho1). The bound is
multiplied by (1 - rho1)^3, as Lam = eta sqrt(alpha) (1 + sqrt(rho1))/(1 - rho1) =: K/(1 - rho1).
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import at_start
from lojverify.paper.stopped import RHO1, best_envelope, root_of_rho1, root_of_rho1_beside_f0


def problem() -> Problem:
    p = Problem("drift_martingale_with_roots", "the exit probability from the local Lojasiewicz condition alone")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    f0, srho1, P = p.root("f0", run.F(run.theta0)), p.root("srho1", run.rho1), p.root("P", run.alpha)
    kappa = p.root("kappa", run.C / 2)
    K = run.eta * P * (1 + srho1)
    p.assume("L>0", run.r * (1 - run.rho1) > K * f0)
    bound = run.eta**2 * run.sigma * run.F(run.theta0) * (1 - run.rho1 + kappa * K) ** 2
    for stay in (mean(run.for_ever()), mean(run.e[k])):
        p.goal((1 - run.rho1) * (run.r * (1 - run.rho1) - K * f0) ** 2 * (1 - stay) <= bound)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    at_start(d)
    root_of_rho1(d)
    d.cut("f0.sq", "f0.square", "F0>=0")
    d.have("alpha>=0", "alpha >= 0", by=["alpha>0"])
    d.cut("P.sq", "P.square", "alpha>=0")
    d.contradiction("P>0", "P > 0", by=["not * P.nonnegative", "alpha>0"], eq=["P.sq"])
    d.have("C/2>=0", "C/2 >= 0", by=["C>0"])
    d.cut("kappa.sq", "kappa.square", "C/2>=0")
    d.contradiction("kappa>0", "kappa > 0", by=["not * kappa.nonnegative", "C>0"], eq=["kappa.sq"])

    # Where rho1 < 0, f0 = 0. So s stands for sqrt(rho1) beside f0, as it does beside F(theta0).
    root_of_rho1_beside_f0(d)

    # -- the constants of `drift_martingale` -------------------------------------------------------------------------
    best_envelope(d, "alpha")
    d.contradiction("Lam>0", "Lam > 0", by=["not * 1-s>0", "eta>0 * P>0"], eq=["Lam is"])
    d.have("zeta>0", "kappa*Lam > 0", by=["kappa>0 * Lam>0"])
    d.have("zeta large", "2*(kappa*Lam)^2 >= C*Lam^2", eq=["kappa.sq: 2*Lam^2"])
    d.define("quotient", "gamma", value="eta^2*sigma", by=f"1 - {RHO1}")
    d.cut("gamma is", "gamma.times", "1-rho1>0")
    d.have("gamma large", f"gamma*(1 - {RHO1}) >= eta^2*sigma", eq=["gamma is"])
    d.have("f0^2>=F0", "f0^2 >= F(theta0)", eq=["f0.sq"])
    K, L = "eta*P*(1 + srho1)", "(r - Lam*f0)"
    room = f"(1 - {RHO1})*{L} = r*(1 - {RHO1}) - {K}*f0"
    d.have("room", room, eq=["rho1 f0: Lam", "Lam is: (1 + s)*f0", "s f0: eta*P"])
    d.contradiction("L positive", f"{L} > 0", by=["not * 1-rho1>0", "L>0"], eq=["room"])
    d.have("L small", f"{L} + Lam*f0 <= r")
    d.have("h>=0", "0 >= 0")
    d.have("h<=Lam f0", "0 <= Lam*f0", by=["Lam>=0 * f0.nonnegative"])
    terms = {"zeta": "kappa*Lam", "L": L, "h": "0"}
    d.cite(
        "sharp",
        proved("drift_martingale"),
        terms,
        {"s>=0": "s.nonnegative", "f0>=0": "f0.nonnegative", "L>0": "L positive"},
    )

    # -- times (1 - rho1)^3 ------------------------------------------------------------------------------------------
    wide = f"(1 - {RHO1} + kappa*{K})"
    size = f"(1 - {RHO1})*(1 + kappa*Lam)*F(theta0) = {wide}*F(theta0)"
    d.have("size", size, eq=["rho1 F0: kappa*Lam", "Lam is: kappa*(1 + s)*F(theta0)", "s F0: kappa*eta*P"])
    for label, stay in (("sharp.1", "mean(e_inf)"), ("sharp.2", "mean(e[k])")):
        plain = f"{L}^2*(1 - {stay}) <= (1 + kappa*Lam)^2*gamma*F(theta0)"
        d.contradiction(f"{label} plain", plain, by=["not * zeta>0", label])
        goal = f"(1 - {RHO1})*(r*(1 - {RHO1}) - {K}*f0)^2*(1 - {stay}) <= eta^2*sigma*F(theta0)*{wide}^2"
        rooms = f"(1 - {RHO1})*(1 - {stay})*(r*(1 - {RHO1}) - {K}*f0 + (1 - {RHO1})*{L})"
        sizes = f"eta^2*sigma*((1 - {RHO1})*(1 + kappa*Lam) + {wide})"
        eq = [f"room: {rooms}", f"gamma is: (1 - {RHO1})^2*(1 + kappa*Lam)^2*F(theta0)", f"size: {sizes}"]
        d.have(f"{label} with roots", goal, by=[f"1-rho1>0 * 1-rho1>0 * 1-rho1>0 * {label} plain"], eq=eq)
    return d.qed("sharp.1 with roots", "sharp.2 with roots")


if __name__ == "__main__":
    print(derive().report())
