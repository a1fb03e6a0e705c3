"""(3.4) and (3.6) along the run: Q[k+1] is nonnegative, and F(theta[k+1]) <= Q[k+1] as long as the iterates stay.

Q[k+1] = F - eta <g, v> + (C/2) eta^2 |v|^2 at theta[k], with v the stochastic gradient. The first part is (3.4) with
u = -eta v. The second is (3.6): 2 C Q = (2 C F - |g|^2) + |g - C eta v|^2, so the discriminant is what it should be.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run


def problem() -> Problem:
    p = Problem("descent_step", "(3.4), (3.6) along the run: 0 <= Q, and the next loss is at most Q")
    run = Run(p)
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
    g, v = "grad F(theta[k])", "(grad F(theta[k]) + w[k])"

    # theta[k+1] and theta[k] - eta v are the same point.
    a, b = "theta[k+1]", f"(theta[k] - eta*{v})"
    d.instance("same", "iteration", y=f"{a} - {b}")
    d.step("same loss", "same_point", fact="same", first=a, second=b, function="F")
    d.instance("same distance", "iteration", y=f"{a} + {b} - 2*theta0")
    d.have("end in ball", f"r^2 - <{b}-theta0, {b}-theta0> >= 0", by=["next in ball"], eq=["same distance"])
    d.cite("descent", proved("descent"), {"x": "theta[k]", "u": f"-eta*{v}"}, note="(3.4)")
    d.cut("model", "descent", "in ball", "end in ball")
    Q = f"(F(theta[k]) - eta*<{g}, {v}> + C/2*eta^2*<{v}, {v}>)"
    d.have("F<=Q", f"F(theta[k+1]) <= {Q}", by=["model"], eq=["same loss"], note="(3.4)")

    d.use("growth here", "growth", y="theta[k]", by=["in ball"], note="(2.4)")
    d.step("square", "norm", vector=f"{g} - C*eta*{v}")
    d.contradiction("Q>=0", f"{Q} >= 0", by=["C>0 * not", "growth here", "square"], note="(3.6)")
    return d.qed("F<=Q", "Q>=0")


if __name__ == "__main__":
    print(derive().report())
