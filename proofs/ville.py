"""P(exit) <= rho1 F(theta0) / M0: the loss is a potential that cannot leave the ball below the level M0.

On E_k with F(theta[k]) < M0, the next loss is at most Q[k+1] by (3.4) if theta[k+1] stays, and Q[k+1] >= M0 if it
leaves; and E_k Q[k+1] <= rho1 F(theta[k]) by (3.8). So `exit_by_potential` applies with X = F(theta) and N = Q.

The hypothesis `first` says that a first step out of the ball has Q[1] >= M0; `ville_below` and others provide it.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import at_start


def problem() -> Problem:
    p = Problem("ville", "the exit probability is at most rho1 F(theta0) / M0")
    run = Run(p)
    run.positive("M0")
    run.assumptions()
    run.step_below_limit()
    run.confined()
    p.assume("first", run.quadratic().subs(k, 0) >= run.M0, [-run.e[1] >= 0])
    e_inf = p.define("extremum", "e_inf", value="e", of="infimum")
    F0 = run.F(run.theta0)
    p.goal(run.M0 * (1 - mean(e_inf)) <= run.rho1 * F0)
    p.goal(run.M0 * (1 - mean(run.e[k])) <= run.rho1 * F0)
    return p


g = "grad F(theta[k])"
Q = f"(F(theta[k]) - eta*<{g}, {g} + w[k]> + C/2*eta^2*<{g} + w[k], {g} + w[k]>)"
RHO1 = "(1 - eta*alpha + eta^2*C*(alpha + sigma)/2)"


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("one step", proved("one_step"), note="(3.8)")
    d.cite("descent", proved("descent_step"), note="(3.4), (3.6)")
    d.cite("crossing", proved("crossing_step"), note="(2.5)")
    at_start(d)
    d.assume("stays", "e[k] - 1 >= 0")
    d.cut("in ball", "e.yes", "stays")
    d.use("F>=0", "loss>=0", y="theta[k]", by=["in ball"])
    d.have("rho1<1", f"{RHO1} < 1", by=["eta>0 * step"])
    d.have("shrinks", f"E[k]({Q}) <= F(theta[k])", by=["one step.1", "rho1<1 * F>=0"])

    d.use("first goes on", "descent.1", k="0", by=["stays at 0"])
    d.use("first contracts", "one step.1", k="0", by=["stays at 0"])
    q0 = Q.replace("[k]", "[0]")
    d.have("first mean", f"E[0]({q0}) <= {RHO1}*F(theta0)", by=["first contracts"], eq=[f"F start: {RHO1}"])
    terms = {
        "t": ("k", "r^2 - <theta[k]-theta0, theta[k]-theta0>"),
        "X": ("k", "F(theta[k])"),
        "N": ("k", Q),
        "c": "M0",
        "x": f"{RHO1}*F(theta0)",
    }
    premises = {
        "c>0": "M0>0",
        "e[0]=1": "stays at 0",
        "X>=0": "F>=0",
        "goes on": "descent.1",
        "leaves": "crossing",
        "first leaves": "first",
        "first": "first mean",
    }
    d.cite("exit", proved("exit_by_potential"), terms, premises, note="Ville's inequality")
    return d.qed("exit.1", "exit.2")


if __name__ == "__main__":
    print(derive().report())
