"""From a zero in the ball: sqrt(M0) <= sqrt(C/2) r - sqrt(F(theta0)), when F >= M0 on the sphere of radius r.

At a zero the gradient vanishes by (2.4), so (3.4) gives F(x) <= (C/2)|x - zero|^2 on the ball. Let d = |zero - theta0|.
At x = theta0 this says sqrt(F(theta0)) <= sqrt(C/2) d, and where the ray through the zero meets the sphere it says
sqrt(M0) <= sqrt(C/2)(r - d). If the zero is theta0, any point of the sphere will do: v is a unit vector. (A space
without unit vectors is excluded; if F(theta0) > 0, then the zero differs from theta0 and it is excluded already.) In
any case F(theta0) < C r^2/2.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, norm2, proved
from lojverify.paper.setting import Ball


def problem() -> Problem:
    p = Problem("confinement_from_zero", "the level on the sphere is small if there is a zero in the ball")
    ball = Ball(p)
    ball.positive("C", "M0")
    ball.loss_nonnegative()
    ball.smooth()
    ball.growth()
    ball.confined()
    zero, v = p.vectors("zero v")
    p.assume("zero in ball", ball.inside(zero))
    p.assume("F(zero)=0", Eq(ball.F(zero), 0))
    F0 = ball.F(ball.theta0)
    kappa, m, f0 = p.root("kappa", ball.C / 2), p.root("m", ball.M0), p.root("f0", F0)
    p.goal(m <= kappa * ball.r - f0, [Eq(norm2(v), 1)])
    p.goal(m <= kappa * ball.r - f0, [F0 > 0])
    p.goal(ball.C * ball.r**2 > 2 * F0)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.have("center in ball", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.use("F0>=0", "loss>=0", y="theta0", by=["center in ball"])
    d.have("C/2>=0", "C/2 >= 0", by=["C>0"])
    d.have("M0>=0", "M0 >= 0", by=["M0>0"])
    d.cut("kappa^2", "kappa.square", "C/2>=0")
    d.cut("m^2", "m.square", "M0>=0")
    d.cut("f0^2", "f0.square", "F0>=0")

    # F(x) <= (C/2)|x - zero|^2 at theta0, so f0 <= kappa d with d = |zero - theta0| <= r.
    d.use("flat", "growth", y="zero", by=["zero in ball"], note="(2.4)")
    d.have("gradient", "-<grad F(zero), grad F(zero)> >= 0", by=["flat"], eq=["F(zero)=0: C"])
    d.step("slope 0", "same_point", fact="gradient", first="grad F(zero)", second="0", against="theta0 - zero")
    d.cite("descent", proved("descent"), {"x": "zero", "u": "theta0 - zero"}, note="(3.4)")
    d.cut("at center", "descent", "zero in ball", "center in ball")
    d.step("d^2>=0", "norm", vector="zero - theta0")
    d.root("d", "<zero-theta0, zero-theta0>", "d^2>=0")
    d.contradiction("d<=r", "d <= r", by=["not * d.nonnegative", "not * r>0", "zero in ball"], eq=["d.sq"])
    d.have(
        "F0<=",
        "F(theta0) <= kappa^2*d^2",
        by=["at center"],
        eq=["slope 0", "F(zero)=0", "d.sq: kappa^2", "kappa^2: <zero-theta0, zero-theta0>"],
    )
    d.contradiction(
        "f0<=kappa d",
        "f0 <= kappa*d",
        by=["not * f0.nonnegative", "not * kappa.nonnegative * d.nonnegative", "not * not", "F0<="],
        eq=["f0^2"],
    )

    # With a unit vector u such that zero = theta0 + d u, the point of the sphere is theta0 + r u.
    d.define("variable", "u", of="point")
    d.assume("unit", "<u, u> = 1")
    d.assume("on ray", "-<zero-theta0-d*u, zero-theta0-d*u> >= 0")
    p = "theta0 + r*u"
    d.have("p inside", f"r^2 - <{p}-theta0, {p}-theta0> >= 0", eq=["unit: r^2"])
    d.have("p outside", f"<{p}-theta0, {p}-theta0> - r^2 >= 0", eq=["unit: r^2"])
    d.use("high", "confined", y=p, by=["p inside", "p outside"], note="(2.5)")
    d.step("slope 0 at p", "same_point", fact="gradient", first="grad F(zero)", second="0", against=f"{p} - zero")
    d.cite("descent to p", proved("descent"), {"x": "zero", "u": f"{p} - zero"}, note="(3.4)")
    d.cut("at p", "descent to p", "zero in ball", "p inside")
    for against in ("zero-theta0", "u"):
        d.step(f"ray {against}", "same_point", fact="on ray", first="zero-theta0", second="d*u", against=against)
    d.have(
        "distance",
        f"<{p}-zero, {p}-zero> = (r-d)^2",
        eq=["unit: (r-d)^2", "ray zero-theta0", "ray u: 2*r-d"],
    )
    d.have(
        "M0<=",
        "M0 <= kappa^2*(r-d)^2",
        by=["high", "at p"],
        eq=["slope 0 at p", "F(zero)=0", "distance: kappa^2", f"kappa^2: <{p}-zero, {p}-zero>"],
    )
    d.contradiction(
        "m<=kappa(r-d)",
        "m <= kappa*(r-d)",
        by=["not * m.nonnegative", "not * kappa.nonnegative * d<=r", "not * not", "M0<="],
        eq=["m^2"],
    )
    d.have("relation", "m <= kappa*r - f0", by=["m<=kappa(r-d)", "f0<=kappa d"])

    # d > 0: u = (zero - theta0)/d.
    d.assume("d>0", "d > 0")
    d.define("quotient", "q", value="1", by="d")
    d.cut("q d", "q.times", "d>0")
    d.have("unit there", "<q*(zero-theta0), q*(zero-theta0)> = 1", eq=["d.sq: q^2", "q d: q*d", "q d"])
    d.have(
        "on ray there",
        "-<zero-theta0-d*q*(zero-theta0), zero-theta0-d*q*(zero-theta0)> >= 0",
        eq=["q d: (q*d-1)*<zero-theta0, zero-theta0>"],
    )
    d.use("apart", "relation", u="q*(zero-theta0)", by=["unit there", "on ray there"])

    # F(theta0) > 0 implies d > 0.
    d.assume("F0>0", "F(theta0) > 0")
    d.contradiction("d>0 then", "d > 0", by=["F0>0", "F0<=", "not * d.nonnegative * [kappa]"])
    d.cut("second", "apart", "d>0 then")

    # (kappa r)^2 >= (f0 + m)^2 >= F(theta0) + M0.
    d.have(
        "high loss",
        "2*F(theta0) < C*r^2",
        by=[
            "second * kappa.nonnegative * r>0",
            "second * f0.nonnegative",
            "second * m.nonnegative",
            "f0.nonnegative * m.nonnegative",
            "M0>0",
        ],
        eq=["f0^2", "m^2", "kappa^2: r^2"],
    )
    d.assume("F0<=0", "-F(theta0) >= 0")
    d.have("low loss", "2*F(theta0) < C*r^2", by=["F0<=0", "C>0 * r>0 * r>0"])
    d.cases("third", "high loss", "low loss", "F(theta0) >= 0")

    # d = 0: u = v.
    d.assume("v unit", "<v, v> = 1")
    d.assume("d<=0", "-d >= 0")
    d.step("d=0", "antisymmetry", first="d.nonnegative", second="d<=0")
    d.have(
        "on ray at 0",
        "-<zero-theta0-d*v, zero-theta0-d*v> >= 0",
        eq=["d.sq", "d=0: d", "d=0: <zero-theta0, v>", "d=0: d*<v, v>"],
    )
    d.use("same", "relation", u="v", by=["v unit", "on ray at 0"])
    d.cases("first", "apart", "same", "d >= 0")
    return d.qed("first", "second", "third")


if __name__ == "__main__":
    print(derive().report())
