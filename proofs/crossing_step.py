"""Along the run: if theta[k] has loss below M0 and theta[k+1] leaves the ball, then Q[k+1] >= M0."""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run


def problem() -> Problem:
    p = Problem("crossing_step", "a step out of the ball from below M0 has Q at M0 or above")
    run = Run(p)
    run.positive("M0")
    run.smooth()
    run.confined()
    p.goal(run.quadratic() >= run.M0, [run.stays, run.leaves, run.M0 - run.F(run.theta[k]) > 0])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("leaves", "-e[k+1] >= 0")
    d.assume("below", "M0 - F(theta[k]) > 0")
    d.cut("in ball", "e.yes", "stays")
    d.cut("out", "e.stops", "stays", "leaves")
    g, v = "grad F(theta[k])", "(grad F(theta[k]) + w[k])"
    a, b = "theta[k+1]", f"(theta[k] - eta*{v})"
    d.instance("same distance", "iteration", y=f"{a} + {b} - 2*theta0")
    d.have("end outside", f"<{b}-theta0, {b}-theta0> - r^2 >= 0", by=["out"], eq=["same distance"])
    d.cite("crossing", proved("crossing"), {"x": "theta[k]", "u": f"-eta*{v}"})
    d.cut("model high", "crossing", "in ball", "end outside", "below")
    d.have("Q>=M0", f"F(theta[k]) - eta*<{g}, {v}> + C/2*eta^2*<{v}, {v}> >= M0", by=["model high"])
    return d.qed("Q>=M0")


if __name__ == "__main__":
    print(derive().report())
