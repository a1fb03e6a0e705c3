"""What confinement allows: sqrt(M0) <= sqrt(C/2) r - sqrt(F(theta0)), if 4 F(theta0) < r^2 alpha.

Here F >= M0 on the sphere of radius r, and v is any unit vector. The condition gives a zero of F in the ball
(`zero_exists`), and `confinement_from_zero` does the rest. In particular F(theta0) < C r^2/2. The relation is
attained by F = (C/2)|theta - zstar|^2.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, norm2, proved
from lojverify.paper.setting import Ball


def problem() -> Problem:
    p = Problem("confinement_relation", "the level on the sphere is small, given the local Lojasiewicz condition")
    ball = Ball(p)
    ball.positive("alpha", "C", "M0")
    ball.loss_nonnegative()
    ball.smooth()
    ball.growth()
    ball.lojasiewicz()
    ball.confined()
    F0 = ball.F(ball.theta0)
    p.assume("(2.2)", ball.r**2 * ball.alpha > 4 * F0)
    (v,) = p.vectors("v")
    p.assume("unit", Eq(norm2(v), 1))
    kappa, m, f0 = p.root("kappa", ball.C / 2), p.root("m", ball.M0), p.root("f0", F0)
    p.goal(m <= kappa * ball.r - f0)
    p.goal(ball.C * ball.r**2 > 2 * F0)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("zero", proved("zero_exists"), new={"zstar": "zero"}, note="(2.2)")
    given = {"zero in ball": "zero.1", "F(zero)=0": "zero.2"}
    d.cite("relation", proved("confinement_from_zero"), {"zero": "zero"}, given)
    d.cut("room", "relation.1", "unit")
    return d.qed("room", "relation.3")


if __name__ == "__main__":
    print(derive().report())
