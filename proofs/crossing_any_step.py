"""For changing step sizes: if theta[k] has loss below M0 and theta[k+1] leaves the ball, then Q[k+1] >= M0.

At k = 0 the loss may also be equal to M0, since the iteration starts at the center of the ball.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.derive.language import k
from lojverify.paper.decreasing import NoisyRun, Q, v
from lojverify.paper.steps import first_step_leaves


def problem() -> Problem:
    p = Problem("crossing_any_step", "a step out of the ball from below M0 has Q at M0 or above")
    run = NoisyRun(p)
    run.positive("M0")
    run.smooth()
    run.confined()
    p.goal(run.quadratic() >= run.M0, [run.stays, run.leaves, run.M0 - run.F(run.theta[k]) > 0])
    p.goal(run.quadratic().subs(k, 0) >= run.M0, [-run.e[1] >= 0, run.M0 - run.F(run.theta0) >= 0])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.assume("stays now", "e[k] - 1 >= 0")
    d.assume("leaves next", "-e[k+1] >= 0")
    d.assume("below", "M0 - F(theta[k]) > 0")
    d.cut("in ball", "e.yes", "stays now")
    d.cut("out next", "e.stops", "stays now", "leaves next")
    a, b = "theta[k+1]", f"(theta[k] - eta[k]*{v})"
    d.instance("same distance", "iteration", y=f"{a} + {b} - 2*theta0")
    d.have("end outside", f"<{b}-theta0, {b}-theta0> - r^2 >= 0", by=["out next"], eq=["same distance"])
    d.cite("step", proved("crossing"), {"x": "theta[k]", "u": f"-eta[k]*{v}"})
    d.cut("model high", "step", "in ball", "end outside", "below")
    d.have("Q>=M0", f"{Q} >= M0", by=["model high"])

    d.assume("low start", "M0 - F(theta0) >= 0")
    first_step_leaves(d, "crossing_from_center", "low start", eta="eta[0]")
    return d.qed("Q>=M0", "first")


if __name__ == "__main__":
    print(derive().report())
