"""(3.4): on a ball where the gradient is C-Lipschitz, F(x+u) <= F(x) + <grad F(x), u> + (C/2)|u|^2.

The segment from x to x+u stays in the ball; the fundamental theorem of calculus turns F(x+u) - F(x) into the
integral of <grad F(x+su), u>; by (2.3) and Cauchy-Schwarz the integrand exceeds <grad F(x), u> by at most C s |u|^2.
"""

from lojverify.derive import Derivation, Problem, Proved, inner, norm2
from lojverify.paper.setting import Ball


def problem() -> Problem:
    p = Problem("descent", "a smooth loss lies below its quadratic model on the ball")
    ball = Ball(p)
    ball.positive("C")
    ball.smooth()
    x, u = p.vectors("x u")
    F = ball.F
    p.goal(
        F(x + u) <= F(x) + inner(F.grad(x), u) + ball.C * norm2(u) / 2,
        [ball.inside(x), ball.inside(x + u)],
    )
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.define("variable", "s", of="variable")
    d.assume("x in ball", "r^2 - <x-theta0, x-theta0> >= 0")
    d.assume("x+u in ball", "r^2 - <x+u-theta0, x+u-theta0> >= 0")
    d.assume("s>=0", "s >= 0")
    d.assume("s<=1", "1 - s >= 0")
    d.step("|u|^2>=0", "norm", vector="u")

    # Balls are convex: r^2 - |x+su-c|^2 = (1-s)(...) + s(...) + s(1-s)|u|^2.
    d.have(
        "segment",
        "r^2 - <x+s*u-theta0, x+s*u-theta0> >= 0",
        by=["s<=1 * x in ball", "s>=0 * x+u in ball", "s>=0 * s<=1 * |u|^2>=0"],
    )
    d.step("path", "path_integral", function="F", start="x", end="x+u", variable="s", note="(3.4), first line")

    # w = grad F(x+su) - grad F(x) has |w| <= C s |u|, so <w, u> <= C s |u|^2.
    w = "grad F(x+s*u) - grad F(x)"
    d.use("lipschitz", "smooth", y="x+s*u", z="x", by=["segment", "x in ball"], note="(2.3)")
    d.step("cauchy", "cauchy_schwarz", first=w, second="u")
    d.contradiction(
        "integrand",
        f"<{w}, u> <= C*s*<u, u>",
        by=["cauchy", "lipschitz * |u|^2>=0", "not * not", "not * C>0 * s>=0 * |u|^2>=0"],
        note="Cauchy-Schwarz",
    )
    d.step("integrated", "integrate", fact="integrand", variable="s")
    d.have(
        "descent",
        "F(x+u) <= F(x) + <grad F(x), u> + C/2*<u, u>",
        by=["integrated"],
        eq=["path"],
        note="(3.4)",
    )
    return d.qed("descent")


if __name__ == "__main__":
    print(derive().report())
