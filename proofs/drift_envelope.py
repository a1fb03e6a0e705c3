"""As long as the run stays, eta |g| + Lam T <= Lam sqrt(F): what a step of the drift takes, the root of the loss gives.

T^2 = F - eta (1 - eta C/2)|g|^2 + (eta^2 C sigma/2) F is at least the mean of the next model. Here s >= sqrt(rho1) and
Lam >= eta sqrt(alpha)/(1 - s): the trade of `length_envelope`, with P = sqrt(alpha).
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.derive.language import k
from lojverify.paper.drift import B, drift_roots, drift_symbols
from lojverify.paper.setting import Run
from lojverify.paper.steps import Q
from lojverify.paper.stopped import envelope_constants


def problem() -> Problem:
    p = Problem("drift_envelope", "a step of the drift is paid for by the root of the loss")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    _, Lam = envelope_constants(run, run.alpha)
    G, f, T = drift_symbols(p, run)
    p.goal(run.eta * G[k] + Lam * T[k] <= Lam * f[k], [run.stays])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.define("root", "q", "k", value=Q)
    drift_roots(d)
    d.use("low", "lojasiewicz", y="theta[k]", by=["in ball"], note="(2.1)")
    d.have("alpha>=0", "alpha >= 0", by=["alpha>0"])
    d.root("P", "alpha", "alpha>=0")
    d.contradiction("P>0", "P > 0", by=["not * P.nonnegative", "alpha>0"], eq=["P.sq"])
    d.have("Lam(1-s)>=0", "Lam*(1 - s) >= 0", by=["Lam>=0 * s<1"])
    by = ["not * not", "not * Lam(1-s)>=0", "trade"]
    d.contradiction("Lam(1-s)>=eta P", "Lam*(1 - s) >= eta*P", by=by, eq=["P.sq: eta^2"])
    by = ["s^2>=rho1", "s<1", "eta>0 * eta>0 * C>0 * sigma>=0"]
    d.have("steep", f"{B}*P^2 >= s*(1 - s)", by=by, eq=[f"P.sq: {B}"])
    d.have("right", "G[k]^2 >= P^2*f[k]^2", by=["low"], eq=["G.sq", "f.sq: P^2", "P.sq: F(theta[k])"])
    eq = ["T.sq", f"G.sq: {B}", "f.sq: s^2", f"f.sq: {B}*P^2", f"P.sq: {B}*F(theta[k])"]
    ellipse = f"T[k]^2 <= s^2*f[k]^2 - {B}*(G[k]^2 - P^2*f[k]^2)"
    d.have("ellipse", ellipse, by=["s^2>=rho1 * F>=0"], eq=eq)
    terms = {"f": "f[k]", "U": "G[k]", "T": "T[k]", "b": B}
    premises = {"f>=0": "f.nonnegative", "U>=0": "G.nonnegative", "T>=0": "T.nonnegative", "trade": "Lam(1-s)>=eta P"}
    d.cite("envelope", proved("length_envelope"), terms, premises)
    return d.qed("envelope")


if __name__ == "__main__":
    print(derive().report())
