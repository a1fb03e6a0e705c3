"""A step that leaves the ball passes the sphere, where F >= M0; so its quadratic model ends at M0 or above.

Let Q = F(x) + <grad F(x), u> + (C/2)|u|^2 with x in the ball and x+u outside, and let p = x + tau u be on the sphere.
By (3.4) and (2.5), M0 <= F(p) <= F(x) + tau <grad F(x), u> + tau^2 (C/2)|u|^2, and by convexity this is at most
(1-tau) F(x) + tau Q. If F(x) < M0, then Q >= M0. (With F(x) = M0 this would be false for tau = 0.)
"""

from lojverify.derive import Derivation, Problem, Proved, inner, norm2, proved
from lojverify.paper.setting import Ball


def problem() -> Problem:
    p = Problem("crossing", "a step out of the ball from below M0 has its quadratic model at M0 or above")
    ball = Ball(p)
    ball.positive("C")
    (M0,) = p.constants("M0")
    ball.smooth()
    ball.confined()
    x, u = p.vectors("x u")
    F = ball.F
    model = F(x) + inner(F.grad(x), u) + ball.C * norm2(u) / 2
    p.goal(model >= M0, [ball.inside(x), ball.outside(x + u), M0 - F(x) > 0])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.define("variable", "s", of="variable")
    d.assume("x inside", "r^2 - <x-theta0, x-theta0> >= 0")
    d.assume("x+u outside", "<x+u-theta0, x+u-theta0> - r^2 >= 0")
    d.assume("x below", "M0 - F(x) > 0")
    d.step("|u|^2>=0", "norm", vector="u")

    # The point where the segment meets the sphere.
    d.define("zero", "tau", variable="s", value="<x+s*u-theta0, x+s*u-theta0> - r^2")
    d.cut("on sphere", "tau.zero", "x inside", "x+u outside")
    p = "x + tau*u"
    d.have("p outside", f"<{p}-theta0, {p}-theta0> - r^2 >= 0", eq=["on sphere"])
    d.have("p inside", f"r^2 - <{p}-theta0, {p}-theta0> >= 0", eq=["on sphere"])
    d.use("F(p) high", "confined", y=p, by=["p inside", "p outside"], note="(2.5)")

    d.cite("descent", proved("descent"), {"x": "x", "u": "tau*u"}, note="(3.4)")
    d.cut("F(p) low", "descent", "x inside", "p inside")
    Q = "(F(x) + <grad F(x), u> + C/2*<u, u>)"
    d.have(
        "convex",
        f"(1-tau)*(F(x)-M0) + tau*({Q}-M0) >= 0",
        by=["F(p) high", "F(p) low", "tau.nonnegative * tau.at_most_one * C>0 * |u|^2>=0"],
    )
    d.contradiction(
        "crossing",
        f"{Q} >= M0",
        by=[
            "convex * x below",
            "convex * not",
            "x below * not",
            "tau.at_most_one * [M0 - F(x)]",
            f"tau.nonnegative * [M0 - {Q}]",
        ],
    )
    return d.qed("crossing")


if __name__ == "__main__":
    print(derive().report())
