"""A function is linear up to (C/2)|u|^2 on a ball where its gradient is C-Lipschitz: |F(x+u) - F(x) - <grad F(x), u>|.

The upper side is the descent inequality; the lower one is its mirror image.
"""

from lojverify.derive import Derivation, Problem, Proved, inner, norm2, proved
from lojverify.paper.setting import Ball


def problem() -> Problem:
    p = Problem("linear_up_to_square", "a smooth function is linear up to a square")
    ball = Ball(p)
    ball.positive("C")
    ball.smooth()
    x, u = p.vectors("x u")
    rest = ball.F(x + u) - ball.F(x) - inner(ball.F.grad(x), u)
    inside = [ball.inside(x), ball.inside(x + u)]
    p.goal(rest <= ball.C * norm2(u) / 2, inside)
    p.goal(rest >= -ball.C * norm2(u) / 2, inside)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("upper", proved("descent"), note="(3.4)")
    d.define("variable", "s", of="variable")
    d.assume("x in ball", "r^2 - <x-theta0, x-theta0> >= 0")
    d.assume("x+u in ball", "r^2 - <x+u-theta0, x+u-theta0> >= 0")
    d.assume("s>=0", "s >= 0")
    d.assume("s<=1", "1 - s >= 0")
    d.step("|u|^2>=0", "norm", vector="u")
    inside = ["s<=1 * x in ball", "s>=0 * x+u in ball", "s>=0 * s<=1 * |u|^2>=0"]
    d.have("segment", "r^2 - <x+s*u-theta0, x+s*u-theta0> >= 0", by=inside)
    d.step("path", "path_integral", function="F", start="x", end="x+u", variable="s")
    w = "grad F(x+s*u) - grad F(x)"
    d.use("lipschitz", "smooth", y="x+s*u", z="x", by=["segment", "x in ball"], note="(2.3)")
    d.step("cauchy", "cauchy_schwarz", first=w, second="u")
    by = ["cauchy", "lipschitz * |u|^2>=0", "not * not", "not * C>0 * s>=0 * |u|^2>=0"]
    d.contradiction("integrand", f"<{w}, u> >= -C*s*<u, u>", by=by)
    d.step("integrated", "integrate", fact="integrand", variable="s")
    lower = "F(x+u) - F(x) - <grad F(x), u> >= -C/2*<u, u>"
    d.have("lower", lower, by=["integrated"], eq=["path"])
    return d.qed("upper", "lower")


if __name__ == "__main__":
    print(derive().report())
