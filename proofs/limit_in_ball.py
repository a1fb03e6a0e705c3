"""Closed balls are closed: the limit z of points x[k] of the ball lies in the ball.

Let E = |z - theta0|^2 - r^2. From |E (x[k] - theta0) - 2 r^2 (z - x[k])|^2 >= 0 follows, if E >= 0,
E^2 r^2 <= (2 E r^2 + 4 r^4) |x[k] - z|^2, which tends to zero.
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.derive.language import k
from lojverify.paper.setting import Ball


def problem() -> Problem:
    p = Problem("limit_in_ball", "the limit of points of a closed ball lies in the ball")
    ball = Ball(p)
    x = p.vector_process("x", level=None)
    (z,) = p.vectors("z")
    p.assume("x in ball", ball.inside(x[k]))
    p.assume("x->z", "<x[k]-z, x[k]-z> -> 0 (k)")
    p.goal(ball.inside(z))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    gap = "(<z-theta0, z-theta0> - r^2)"
    d.assume("outside", f"{gap} > 0")
    far = f"{gap}*(x[k]-theta0) - 2*r^2*(z-x[k])"
    d.step("square", "norm", vector=far)
    d.have(
        "near",
        f"(2*{gap}*r^2 + 4*r^4)*<x[k]-z, x[k]-z> - {gap}^2*r^2 >= 0",
        by=["square", f"x in ball * [{gap}]", "x in ball * outside * r>0 * r>0"],
    )
    d.step("limit", "limit_algebra", letter="k", terms=[[f"2*{gap}*r^2 + 4*r^4", ["x->z"]], [f"-{gap}^2*r^2", []]])
    d.step("in the limit", "limit_order", fact="limit", bound="near")
    d.have("bad", "0 > 0", by=["in the limit", "outside * outside * r>0 * r>0"])
    d.step("absurd", "absurd", fact="bad", goal=f"-{gap} >= 0")
    d.assume("so", f"-{gap} >= 0")
    d.cases("inside", "so", "absurd", f"-{gap} >= 0")
    return d.qed("inside")


if __name__ == "__main__":
    print(derive().report())
