"""(3.4), (3.6) for changing step sizes: 0 <= Q[k+1], and F(theta[k+1]) <= Q[k+1] as long as the iterates stay.

As `descent_step`, with eta_k in place of eta: the step enters (3.4) only through u = -eta_k v, and
2 C Q = (2 C F - |g|^2) + |g - C eta_k v|^2.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.derive.language import k
from lojverify.paper.decreasing import NoisyRun, Q, g, v


def problem() -> Problem:
    p = Problem("descent_any_step", "(3.4), (3.6) for changing step sizes: 0 <= Q, and the next loss is at most Q")
    run = NoisyRun(p)
    run.smooth()
    run.growth()
    p.goal(run.F(run.theta[k + 1]) <= run.quadratic(), [run.stays, run.stays_next])
    p.goal(run.quadratic() >= 0, [run.stays])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.cut("in ball", "e.yes", "stays")
    d.use("next in ball", "e.yes", k="k+1", by=["stays next"])
    a, b = "theta[k+1]", f"(theta[k] - eta[k]*{v})"
    d.instance("same", "iteration", y=f"{a} - {b}")
    d.step("same loss", "same_point", fact="same", first=a, second=b, function="F")
    d.instance("same distance", "iteration", y=f"{a} + {b} - 2*theta0")
    d.have("end in ball", f"r^2 - <{b}-theta0, {b}-theta0> >= 0", by=["next in ball"], eq=["same distance"])
    d.cite("descent", proved("descent"), {"x": "theta[k]", "u": f"-eta[k]*{v}"}, note="(3.4)")
    d.cut("model", "descent", "in ball", "end in ball")
    d.have("F<=Q", f"F(theta[k+1]) <= {Q}", by=["model"], eq=["same loss"], note="(3.4)")
    d.use("growth here", "growth", y="theta[k]", by=["in ball"], note="(2.4)")
    d.step("square", "norm", vector=f"{g} - C*eta[k]*{v}")
    d.contradiction("Q>=0", f"{Q} >= 0", by=["C>0 * not", "growth here", "square"], note="(3.6)")
    return d.qed("F<=Q", "Q>=0")


if __name__ == "__main__":
    print(derive().report())
