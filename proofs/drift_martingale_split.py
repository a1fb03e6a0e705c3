"""P(exit) <= (1 + c)^3 gamma F(theta0)/L^2: what comes of bounding the drift and the noise one by one.

The constants are those of `drift_martingale`, and c >= (sqrt(C/2) Lam)^(2/3). Either the drift exceeds r' or the noise
exceeds r - r', and the best split of r gives (1 + c)^3. This is weaker than (1 + zeta)^2 for zeta = c^(3/2), as
2 c^(3/2) <= c + c^2, so it follows.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.stopped import RHO1, drift_level, envelope_constants


def problem() -> Problem:
    p = Problem("drift_martingale_split", "the exit probability, by the drift and the noise one by one")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    _, Lam = envelope_constants(run, run.alpha)
    (c,) = p.constants("c")
    p.assume("c>0", c > 0)
    p.assume("c large", 2 * c**3 >= run.C * Lam**2)
    gamma, L = drift_level(run, Lam)
    for stay in (mean(run.for_ever()), mean(run.e[k])):
        p.goal(L**2 * (1 - stay) <= (1 + c) ** 3 * gamma * run.F(run.theta0))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.have("c^3>0", "c^3 > 0", by=["c>0 * c>0 * c>0"])
    d.have("c^3>=0", "c^3 >= 0", by=["c^3>0"])
    d.root("zeta", "c^3", "c^3>=0")
    d.contradiction("zeta>0", "zeta > 0", by=["not * zeta.nonnegative", "c^3>0"], eq=["zeta.sq"])
    d.have("zeta large", "2*zeta^2 >= C*Lam^2", by=["c large"], eq=["zeta.sq"])
    d.have("c+c^2>=0", "c + c^2 >= 0", by=["c>0", "[c]"])
    by = ["not * not", "not * c+c^2>=0", "[c - c^2]"]
    d.contradiction("2 zeta<=", "2*zeta <= c + c^2", by=by, eq=["zeta.sq"])
    d.have("1-rho1>0", f"1 - {RHO1} > 0", by=["eta>0 * step"])
    d.contradiction("gamma>=0", "gamma >= 0", by=["not * 1-rho1>0", "gamma large", "eta>0 * eta>0 * sigma>=0"])
    d.have("center", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.use("F0>=0", "loss>=0", y="theta0", by=["center"])
    d.have("h>=0", "0 >= 0")
    d.have("h<=Lam f0", "0 <= Lam*f0", by=["Lam>=0 * f0>=0"])
    d.cite("sharp", proved("drift_martingale"), {"h": "0"})
    weaker = ["2 zeta<= * gamma>=0 * F0>=0", "c>0 * gamma>=0 * F0>=0", "c>0 * c>0 * gamma>=0 * F0>=0"]
    for label, stay in (("sharp.1", "mean(e_inf)"), ("sharp.2", "mean(e[k])")):
        goal = f"L^2*(1 - {stay}) <= (1 + c)^3*gamma*F(theta0)"
        by = ["not * zeta>0", label, *(f"zeta>0 * {part}" for part in weaker)]
        d.contradiction(f"{label} weaker", goal, by=by, eq=["zeta.sq: zeta*gamma*F(theta0)"])
    return d.qed("sharp.1 weaker", "sharp.2 weaker")


if __name__ == "__main__":
    print(derive().report())
