"""Lemma 2.1 without a set that may be empty: |grad F|^2 <= 2 C F on B(theta0, r), and alpha <= 2 C.

Assumed are F >= 0 and a C-Lipschitz gradient on B(theta0, 3r), (2.1) on B(theta0, r), and 4 F(theta0) < r^2 alpha. Let
g = |grad F(theta0)|. By (2.1), F(theta0) <= g r/2. Were g > 3 r C, a descent of length 3 r would end at a loss of
at most F(theta0) - 3 g r + 9 C r^2/2 < 0. So g^2 <= 2 C F(theta0) <= C g r, by `growth_at_center`, that is g <= C r.
Hence |grad F| <= 2 C r on B(theta0, r), and `growth_at_center` applies to the balls of radius 2 r around its points.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.setting import Ball


def problem() -> Problem:
    p = Problem("growth_on_ball", "the squared gradient is at most 2 C F on the ball")
    ball = Ball(p)
    ball.positive("alpha", "C")
    ball.loss_nonnegative("loss>=0 on 3r", 3 * ball.r)
    ball.smooth("smooth on 3r", 3 * ball.r)
    ball.lojasiewicz()
    p.assume("(2.2)", ball.r**2 * ball.alpha > 4 * ball.F(ball.theta0))
    F, y = ball.F, ball.y
    p.goal("<grad F(y), grad F(y)> <= 2*C*F(y)", [ball.inside(y)])
    p.goal(ball.alpha <= 2 * ball.C, [ball.inside(y), F(y) > 0])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    g = "grad F(theta0)"
    d.have("3r>0", "3*r > 0", by=["r>0"])
    d.have("center in r", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.have("center in 3r", "(3*r)^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.use("F0>=0", "loss>=0 on 3r", y="theta0", by=["center in 3r"])
    d.use("steep", "lojasiewicz", y="theta0", by=["center in r"], note="(2.1)")
    d.step("|g|^2>=0", "norm", vector=g)
    d.root("n", f"<{g}, {g}>", "|g|^2>=0")

    # F(theta0) <= n r/2: otherwise 4 F(theta0)^2 > n^2 r^2 >= alpha F(theta0) r^2 >= 4 F(theta0)^2.
    d.contradiction(
        "F0<=nr/2",
        "2*F(theta0) <= n*r",
        by=["not * F0>=0", "not * n.nonnegative * r>0", "steep * r>0 * r>0", "(2.2) * F0>=0", "not * not"],
        eq=["n.sq: r^2"],
    )
    starts_flat(d)

    # |grad F(x)| <= 2 C r on B(theta0, r).
    d.define("variable", "x", of="point")
    d.assume("x in r", "r^2 - <x-theta0, x-theta0> >= 0")
    d.have("x in 3r", "(3*r)^2 - <x-theta0, x-theta0> >= 0", by=["x in r", "r>0 * r>0"])
    d.use("change", "smooth on 3r", y="x", z="theta0", by=["x in 3r", "center in 3r"], note="(2.3)")
    d.have("Cr>=0", "C*r >= 0", by=["C>0 * r>0"])
    d.have("|g|<=Cr", f"<{g}, {g}> <= (C*r)^2", by=["n<=Cr * n.nonnegative", "n<=Cr * Cr>=0"], eq=["n.sq"])
    difference = f"grad F(x) - {g}"
    d.have("|change|<=Cr", f"<{difference}, {difference}> <= (C*r)^2", by=["change", "x in r * C>0 * C>0"])
    d.cite(
        "sum",
        proved("triangle"),
        {"u": g, "v": difference, "a": "C*r", "b": "C*r"},
        {"a>=0": "Cr>=0", "b>=0": "Cr>=0", "|u|<=a": "|g|<=Cr", "|v|<=b": "|change|<=Cr"},
    )
    d.have("short", "<grad F(x), grad F(x)> <= (C*2*r)^2", by=["sum"])

    # The ball of radius 2 r around x lies in B(theta0, 3r).
    d.have("r>=0", "r >= 0", by=["r>0"])
    d.have("2r>=0", "2*r >= 0", by=["r>0"])
    d.have("2r>0", "2*r > 0", by=["r>0"])
    d.have("|x|<=r", "<x-theta0, x-theta0> <= r^2", by=["x in r"])
    for point in "yz":
        d.assume(f"{point} near x", f"(2*r)^2 - <{point}-x, {point}-x> >= 0")
        d.have(f"|{point}-x|<=2r", f"<{point}-x, {point}-x> <= (2*r)^2", by=[f"{point} near x"])
        d.cite(
            f"{point} sum",
            proved("triangle"),
            {"u": "x-theta0", "v": f"{point}-x", "a": "r", "b": "2*r"},
            {"a>=0": "r>=0", "b>=0": "2r>=0", "|u|<=a": "|x|<=r", "|v|<=b": f"|{point}-x|<=2r"},
        )
        d.have(f"{point} in 3r", f"(3*r)^2 - <{point}-theta0, {point}-theta0> >= 0", by=[f"{point} sum"])
    d.cut("loss>=0", "loss>=0 on 3r", "y in 3r")
    d.cut("smooth", "smooth on 3r", "y in 3r", "z in 3r")
    near = {"r>0": "2r>0", "loss>=0": "loss>=0", "smooth": "smooth"}
    d.cite("growth at x", proved("growth_at_center"), {"theta0": "x", "r": "2*r"}, near)
    d.cut("growth of x", "growth at x", "short")
    d.instance("growth", "growth of x", x="y")

    d.assume("F>0", "F(y) > 0")
    d.contradiction("alpha<=2C", "alpha <= 2*C", by=["not * F>0", "growth", "lojasiewicz"])
    return d.qed("growth", "alpha<=2C")


def starts_flat(d: Derivation) -> None:
    """The gradient at the center: n = |grad F(theta0)| <= C r."""
    g = "grad F(theta0)"
    # Otherwise a step of length 3 r against the gradient ends below zero.
    d.assume("n>3Cr", "n - 3*C*r > 0")
    d.have("n>0", "n > 0", by=["n>3Cr", "C>0 * r>0"])
    d.define("quotient", "q", value="1", by="n")
    d.cut("q n", "q.times", "n>0")
    u = f"(-3*r*q*{g})"
    d.have(
        "end in 3r",
        f"(3*r)^2 - <theta0+{u}-theta0, theta0+{u}-theta0> >= 0",
        eq=["n.sq: 9*r^2*q^2", "q n: 9*r^2*q*n", "q n: 9*r^2"],
    )
    d.cite(
        "descent",
        proved("descent"),
        {"x": "theta0", "u": u, "r": "3*r"},
        {"r>0": "3r>0", "smooth": "smooth on 3r"},
        note="(3.4)",
    )
    d.cut("model", "descent", "center in 3r", "end in 3r")
    d.use("end>=0", "loss>=0 on 3r", y=f"theta0+{u}", by=["end in 3r"])
    d.have(
        "below zero",
        "F(theta0) - 3*r*n + 9/2*C*r^2 >= 0",
        by=["model", "end>=0"],
        eq=["n.sq: 3*r*q", "q n: 3*r*n", "n.sq: 9/2*C*r^2*q^2", "q n: 9/2*C*r^2*q*n", "q n: 9/2*C*r^2"],
    )
    d.have("bad", "0 > 0", by=["below zero", "F0<=nr/2", "n>3Cr * r>0", "r>0 * n>0"])
    d.step("absurd", "absurd", fact="bad", goal="3*C*r - n >= 0")
    d.assume("n<=3Cr so", "3*C*r - n >= 0")
    d.cases("n<=3Cr", "n<=3Cr so", "absurd", "3*C*r - n >= 0")
    d.have("Cr", "3*C*r + n >= 0", by=["C>0 * r>0", "n.nonnegative"])
    d.have("step fits", f"<{g}, {g}> <= (C*3*r)^2", by=["n<=3Cr * Cr"], eq=["n.sq"])
    d.cite(
        "growth at center",
        proved("growth_at_center"),
        {"r": "3*r"},
        {"r>0": "3r>0", "smooth": "smooth on 3r", "loss>=0": "loss>=0 on 3r"},
    )
    d.cut("growth there", "growth at center", "step fits")
    # n^2 <= 2 C F(theta0) <= C n r.
    d.contradiction(
        "n<=Cr",
        "n <= C*r",
        by=["growth there", "F0<=nr/2 * C>0", "not * n.nonnegative", "not * C>0 * r>0", "not * not"],
        eq=["n.sq"],
    )


if __name__ == "__main__":
    print(derive().report())
