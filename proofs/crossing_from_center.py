"""As `crossing`, for a step from the center of the ball, where F may also be equal to M0.

The segment meets the sphere at tau > 0, since |tau u| = r > 0. Were Q < M0, then (1-tau)(M0-F) + tau (M0-Q) > 0,
while (3.4) and (2.5) say that it is at most 0.
"""

from lojverify.derive import Derivation, Problem, Proved, inner, norm2, proved
from lojverify.paper.setting import Ball


def problem() -> Problem:
    p = Problem(
        "crossing_from_center",
        "a step from the center out of the ball has its quadratic model at M0 or above",
    )
    ball = Ball(p)
    ball.positive("C")
    p.assume("r>0", ball.r > 0)
    p.constants("M0")
    ball.smooth()
    ball.confined()
    (u,) = p.vectors("u")
    F, c = ball.F, ball.theta0
    model = F(c) + inner(F.grad(c), u) + ball.C * norm2(u) / 2
    p.goal(model >= ball.M0, [norm2(u) - ball.r**2 >= 0, ball.M0 - F(c) >= 0])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.define("variable", "s", of="variable")
    d.assume("long", "<u, u> - r^2 >= 0")
    d.assume("low", "M0 - F(theta0) >= 0")
    d.define("zero", "tau", variable="s", value="s^2*<u, u> - r^2")
    d.have("short at 0", "r^2 >= 0", by=["r>0 * r>0"])
    d.cut("on sphere", "tau.zero", "short at 0", "long")
    p = "theta0 + tau*u"
    d.have("p outside", f"<{p}-theta0, {p}-theta0> - r^2 >= 0", eq=["on sphere"])
    d.have("p inside", f"r^2 - <{p}-theta0, {p}-theta0> >= 0", eq=["on sphere"])
    d.have("center inside", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.use("F(p) high", "confined", y=p, by=["p inside", "p outside"], note="(2.5)")
    d.cite("descent", proved("descent"), {"x": "theta0", "u": "tau*u"}, note="(3.4)")
    d.cut("F(p) low", "descent", "center inside", "p inside")
    d.step("|u|^2>=0", "norm", vector="u")
    Q = "(F(theta0) + <grad F(theta0), u> + C/2*<u, u>)"
    d.have(
        "convex",
        f"(1-tau)*(F(theta0)-M0) + tau*({Q}-M0) >= 0",
        by=["F(p) high", "F(p) low", "tau.nonnegative * tau.at_most_one * C>0 * |u|^2>=0"],
    )
    # tau |u|^2 times this, with tau^2 |u|^2 = r^2, gives r^2 (M0 - Q) <= 0.
    d.contradiction(
        "crossing",
        f"{Q} >= M0",
        by=[
            "convex * tau.nonnegative * |u|^2>=0",
            "low * tau.nonnegative * tau.at_most_one * |u|^2>=0",
            "not * r>0 * r>0",
        ],
        eq=[f"on sphere: M0 - {Q}"],
    )
    return d.qed("crossing")


if __name__ == "__main__":
    print(derive().report())
