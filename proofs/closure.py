"""If F >= M0 where r < |y - theta0| <= R, as in (2.5), then F >= M0 on the sphere |y - theta0| = r too.

F is continuous, and the points y + b[k] (y - theta0) with b[0] = (R - r)/R and b[k+1] = b[k]/2 lie in the
annulus, since (1 + b) r <= r + b R <= R, and tend to y.
"""

from lojverify.derive import Derivation, Problem, Proved, norm2
from lojverify.paper.setting import Ball


def problem() -> Problem:
    p = Problem("closure", "a bound below F on the annulus holds on its inner sphere")
    ball = Ball(p)
    (R,) = p.constants("R")
    p.constants("M0")
    p.assume("r<R", ball.r < R)
    F, y = ball.F, ball.y
    beyond = norm2(y - ball.theta0) - ball.r**2 > 0
    p.assume("(2.5)", F(y) >= ball.M0, [beyond, ball.inside(y, R)])
    p.goal(F(y) >= ball.M0, [ball.inside(y), ball.outside(y)])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.assume("at most r", "r^2 - <y-theta0, y-theta0> >= 0")
    d.assume("at least r", "<y-theta0, y-theta0> - r^2 >= 0")
    d.step("on sphere", "antisymmetry", first="at most r", second="at least r")
    d.have("R>0", "R > 0", by=["r>0", "r<R"])

    # 0 < b[k] <= (R - r)/R.
    d.define("quotient", "b0", value="R - r", by="R")
    d.cut("b0 R", "b0.times", "R>0")
    d.contradiction("b0>0", "b0 > 0", by=["r<R", "not * R>0"], eq=["b0 R"])
    d.define("recursion", "b", "k", level=None, start="b0", step="1/2*b[k]")
    d.have("b>0 first", "b[0] > 0", by=["b0>0"], eq=["b.start"])
    d.assume("b>0 now", "b[k] > 0")
    d.have("b>0 next", "b[k+1] > 0", by=["b>0 now"], eq=["b.step"])
    d.step("b>0", "induction", start="b>0 first", step="b>0 next", letter="k", condition="b[k] > 0")
    d.have("b<=b0 first", "b[0] <= b0", eq=["b.start"])
    d.assume("b<=b0 now", "b[k] <= b0")
    d.have("b<=b0 next", "b[k+1] <= b0", by=["b<=b0 now", "b0>0"], eq=["b.step"])
    d.step("b<=b0", "induction", start="b<=b0 first", step="b<=b0 next", letter="k", condition="b[k] <= b0")

    # The points lie in the annulus: |x - theta0| = (1 + b) r, and b r <= b0 R = R - r.
    x = "y + b[k]*(y - theta0)"
    d.have(
        "beyond",
        f"<{x}-theta0, {x}-theta0> - r^2 > 0",
        by=["b>0 * r>0 * r>0", "b>0 * b>0 * r>0 * r>0"],
        eq=["on sphere: (1 + b[k])^2"],
    )
    d.have("b r", "R - r - b[k]*r >= 0", by=["b<=b0 * r>0", "b0>0 * r<R"], eq=["b0 R"])
    d.have("(1+b)r>=0", "r + b[k]*r >= 0", by=["r>0", "b>0 * r>0"])
    d.have(
        "within",
        f"R^2 - <{x}-theta0, {x}-theta0> >= 0",
        by=["b r * R>0", "b r * (1+b)r>=0"],
        eq=["on sphere: (1 + b[k])^2"],
    )
    d.use("high", "(2.5)", y=x, by=["beyond", "within"], note="(2.5)")

    # They tend to y, so their losses tend to F(y).
    d.step("square", "norm", vector="y - theta0")
    d.have("near", f"<{x}-y, {x}-y> >= 0", by=["square * [b[k]]"])
    d.have(
        "nearer",
        "1/4*b[k]^2*<y-theta0, y-theta0> - b[k+1]^2*<y-theta0, y-theta0> >= 0",
        eq=["b.step: (b[k+1] + 1/2*b[k])*<y-theta0, y-theta0>"],
    )
    d.have("quarter", "1 - 1/4 > 0", by=["1"])
    d.step("tends", "geometric", lower="near", step="nearer", factor="quarter", letter="k")
    d.step("F tends", "continuity", fact="tends", point=x, limit="y", function="F")
    d.step("margin", "limit_algebra", letter="k", terms=[["1", ["F tends"]], ["-M0", []]])
    d.step("confined", "limit_order", fact="margin", bound="high")
    return d.qed("confined")


if __name__ == "__main__":
    print(derive().report())
