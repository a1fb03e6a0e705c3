"""As `crossing_from_center`, whatever F(theta0) is, if the ball contains a zero of F.

Let kappa = sqrt(C/2). By (2.4) the quadratic model at a step u from the center is at least (kappa |u| - sqrt(F))^2.
If |u| >= r, `confinement_from_zero` with the unit vector u/|u| says kappa |u| - sqrt(F) >= sqrt(M0).
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, inner, norm2, proved
from lojverify.paper.setting import Ball


def problem() -> Problem:
    p = Problem("crossing_given_zero", "a step from the center out of a ball with a zero has its model at M0 or above")
    ball = Ball(p)
    ball.positive("C", "M0")
    ball.loss_nonnegative()
    ball.smooth()
    ball.growth()
    ball.confined()
    zero, u = p.vectors("zero u")
    F, c = ball.F, ball.theta0
    p.assume("zero in ball", ball.inside(zero))
    p.assume("F(zero)=0", Eq(F(zero), 0))
    model = F(c) + inner(F.grad(c), u) + ball.C * norm2(u) / 2
    p.goal(model >= ball.M0, [norm2(u) - ball.r**2 >= 0])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.assume("long", "<u, u> - r^2 >= 0")
    d.have("center in ball", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.use("F>=0", "loss>=0", y="theta0", by=["center in ball"])
    d.have("C/2>=0", "C/2 >= 0", by=["C>0"])
    d.have("M0>=0", "M0 >= 0", by=["M0>0"])
    d.root("kappa", "C/2", "C/2>=0")
    d.root("m", "M0", "M0>=0")
    d.root("f0", "F(theta0)", "F>=0")

    # The unit vector u/|u|.
    d.step("|u|^2>=0", "norm", vector="u")
    d.root("a", "<u, u>", "|u|^2>=0")
    d.contradiction("a>=r", "a >= r", by=["not * a.nonnegative", "not * r>0", "long"], eq=["a.sq"])
    d.have("a>0", "a > 0", by=["a>=r", "r>0"])
    d.define("quotient", "q", value="1", by="a")
    d.cut("q a", "q.times", "a>0")
    d.have("unit", "<q*u, q*u> = 1", eq=["a.sq: q^2", "q a: q*a", "q a"])
    d.cite("relation", proved("confinement_from_zero"), {"v": "q*u"})
    d.cut("room", "relation.1", "unit")
    d.have("m<=", "kappa*a - f0 >= m", by=["room", "kappa.nonnegative * a>=r"])

    # <grad F, u> >= -|grad F||u| >= -2 kappa f0 a.
    d.use("growth here", "growth", y="theta0", by=["center in ball"], note="(2.4)")
    d.step("cauchy", "cauchy_schwarz", first="grad F(theta0)", second="u")
    slope = "<grad F(theta0), u>"
    d.contradiction(
        "slope",
        f"{slope} >= -2*kappa*f0*a",
        by=["not * not", "not * kappa.nonnegative * f0.nonnegative * a>0", "cauchy", "growth here * |u|^2>=0"],
        eq=["kappa.sq: 4*F(theta0)*<u, u>", "f0.sq: 4*kappa^2*<u, u>", "a.sq: 4*kappa^2*f0^2"],
    )
    d.have(
        "model",
        f"F(theta0) + {slope} + C/2*<u, u> >= M0",
        by=["slope", "m<= * m<=", "m<= * m.nonnegative"],
        eq=["kappa.sq: <u, u>", "f0.sq", "m.sq", "a.sq: kappa^2"],
    )
    return d.qed("model")


if __name__ == "__main__":
    print(derive().report())
