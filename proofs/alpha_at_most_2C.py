"""alpha <= 2 C, unless F vanishes on the ball: at a point where F > 0, alpha F <= |grad F|^2 <= 2 C F."""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.setting import Ball


def problem() -> Problem:
    p = Problem("alpha_at_most_2C", "alpha is at most 2 C if F is positive somewhere on the ball")
    ball = Ball(p)
    ball.positive("alpha", "C")
    ball.growth()
    ball.lojasiewicz()
    (x,) = p.vectors("x")
    p.goal(ball.alpha <= 2 * ball.C, [ball.inside(x), ball.F(x) > 0])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.assume("x in ball", "r^2 - <x-theta0, x-theta0> >= 0")
    d.assume("F>0", "F(x) > 0")
    d.use("above", "growth", y="x", by=["x in ball"], note="(2.4)")
    d.use("below", "lojasiewicz", y="x", by=["x in ball"], note="(2.1)")
    d.contradiction("alpha<=2C", "alpha <= 2*C", by=["not * F>0", "above", "below"])
    return d.qed("alpha<=2C")


if __name__ == "__main__":
    print(derive().report())
