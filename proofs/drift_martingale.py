"""P(exit) from the local Lojasiewicz condition alone, by the drift and the noise of the run: of order eta.

Let Lam >= eta sqrt(alpha)/(1 - sqrt(rho1)), zeta >= sqrt(C/2) Lam, gamma >= eta^2 sigma/(1 - rho1),
f0 >= sqrt(F(theta0)) and L = r - Lam f0 > 0. For every shift 0 <= h <= Lam f0
    P(exit) <= ((1 + zeta)/zeta h^2 + S) / (L + h)^2,   S = (1 + zeta)^2 gamma F(theta0).
With h = 0 this is S/L^2; the best shift is h = t S/L, t = zeta/(1 + zeta), and gives S/(L^2 + t S). Roots and
quotients enter by bounds.

These weights do not depend on the time that is left, so `drift_martingale_until` applies without a horizon.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.drift import MEAN_MODEL
from lojverify.paper.exit_steps import bound_for_ever
from lojverify.paper.setting import Run
from lojverify.paper.steps import bit_range, g
from lojverify.paper.stopped import RHO1, drift_constants


def problem() -> Problem:
    p = Problem("drift_martingale", "the exit probability by drift and martingale")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    bound, level = drift_constants(run)
    for stay in (mean(run.for_ever()), mean(run.e[k])):
        p.goal(level * (1 - stay) <= bound)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name, value in (("G", f"<{g}, {g}>"), ("f", "F(theta[k])"), ("T", MEAN_MODEL)):
        d.define("root", name, "k", value=value)
    d.cite("envelope", proved("drift_envelope"))
    d.have("rho1<1", f"1 - {RHO1} > 0", by=["eta>0 * step"])
    d.contradiction("gamma>=0", "gamma >= 0", by=["not * rho1<1", "gamma large", "eta>0 * eta>0 * sigma>=0"])
    d.have("gamma falls", f"gamma >= eta^2*sigma + {RHO1}*gamma", by=["gamma large"])
    d.have("1 bit", "1 = 1")
    d.have("1 decreases", "1 - 1 >= 0")
    weights = {"Lam": ("k", "Lam"), "gamma": ("k", "gamma"), "b": ("k", "1")}
    premises = {"b bit": "1 bit", "b decreases": "1 decreases", "gamma large": "gamma falls"}
    d.cite("exit", proved("drift_martingale_until"), weights, premises)

    level, bound = "zeta*(L + h)^2", "(1 + zeta)*(h^2 + zeta*(1 + zeta)*gamma*F(theta0))"
    d.have("L+h>0", "L + h > 0", by=["L>0", "h>=0"])
    d.have("level>0", f"{level} > 0", by=["zeta>0 * L+h>0 * L+h>0"])
    bit_range(d)
    bound_for_ever(d, "for ever", "exit", level, bound, "level>0")
    return d.qed("for ever", "exit")


if __name__ == "__main__":
    print(derive().report())
