"""|grad F|^2 <= 2 C F at the center of a ball where F >= 0 and the gradient is C-Lipschitz, if |grad F| <= C r there.

The step u = -grad F/C stays in the ball, and (3.4) gives 0 <= F(theta0 + u) <= F - |grad F|^2/(2C).
"""

from lojverify.derive import Derivation, Problem, Proved, norm2, proved
from lojverify.paper.setting import Ball


def problem() -> Problem:
    p = Problem("growth_at_center", "the squared gradient is at most 2 C F where a gradient step stays in the ball")
    ball = Ball(p)
    ball.positive("C")
    ball.loss_nonnegative()
    ball.smooth()
    g = ball.F.grad(ball.theta0)
    p.goal(norm2(g) <= 2 * ball.C * ball.F(ball.theta0), [norm2(g) <= (ball.C * ball.r) ** 2])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    g = "grad F(theta0)"
    d.assume("short", f"<{g}, {g}> <= (C*r)^2")
    d.define("quotient", "h", value="1", by="C")
    d.cut("hC=1", "h.times", "C>0")
    u = f"(-h*{g})"
    d.have("center", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.have(
        "end",
        f"r^2 - <theta0+{u}-theta0, theta0+{u}-theta0> >= 0",
        by=["short * [h]"],
        eq=["hC=1: h*C*r^2", "hC=1: r^2"],
    )
    d.cite("descent", proved("descent"), {"x": "theta0", "u": u}, note="(3.4)")
    d.cut("model", "descent", "center", "end")
    d.use("F>=0", "loss>=0", y=f"theta0+{u}", by=["end"])
    d.have(
        "growth",
        f"<{g}, {g}> <= 2*C*F(theta0)",
        by=["model * C>0", "F>=0 * C>0"],
        eq=[f"hC=1: <{g}, {g}>", f"hC=1: h*C*<{g}, {g}>"],
    )
    return d.qed("growth")


if __name__ == "__main__":
    print(derive().report())
