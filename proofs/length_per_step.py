"""A gradient step is paid for by the root of the loss: sqrt(alpha) c h |g| <= 2 (sqrt(F) - sqrt(F')).

Here n = |g| with n^2 >= alpha F, the new loss is at most t^2 = F - h c n^2, and f = sqrt(F). Since n >= sqrt(alpha) f,
(f - t)(f + t) = h c n^2 >= h c sqrt(alpha) f n, and f + t <= 2 f. Summed over the steps of gradient descent this
bounds the length of the path by 2 sqrt(F(theta0)) / (c sqrt(alpha)), without calculus.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved


def problem() -> Problem:
    p = Problem("length_per_step", "the length of a gradient step is at most the decrease of the root of the loss")
    a, c, h, n, f, t = p.constants("a c h n f t")
    for symbol in (a, n, f, t):
        p.assume(f"{symbol}>=0", symbol >= 0)
    p.assume("h>0", h > 0)
    p.assume("c>0", c > 0)
    p.assume("steep", n**2 >= a**2 * f**2)
    p.assume("decrease", Eq(t**2, f**2 - h * c * n**2))
    p.goal(a * c * h * n + 2 * t <= 2 * f)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.contradiction("t<=f", "t <= f", by=["not * f>=0", "not * t>=0", "not * not", "h>0 * c>0 * [n]"], eq=["decrease"])
    d.contradiction("n>=af", "n >= a*f", by=["not * n>=0", "not * not", "a>=0 * f>=0 * not", "steep"])
    # Otherwise (f-t)^2 <= 0, so t = f and h c n^2 = 0.
    d.assume("not", "a*c*h*n + 2*t - 2*f > 0")
    d.have(
        "f=t",
        "0 >= (f-t)^2",
        by=["not * f>=0", "h>0 * c>0 * n>=0 * n>=af"],
        eq=["decrease"],
    )
    d.contradiction("f<=t", "f <= t", by=["f=t", "not * not"])
    d.have("n=0", "0 >= h*c*n^2", by=["f<=t * f>=0", "f<=t * t>=0"], eq=["decrease"])
    d.have("n^2<=0", "0 >= a^2*c^2*h^2*n^2", by=["n=0 * h>0 * c>0 * [a]"])
    d.have("rest", "a*c*h*n > 0", by=["not", "t<=f", "f<=t"])
    d.have("bad", "0 > 0", by=["rest * rest", "n^2<=0"])
    d.step("absurd", "absurd", fact="bad", goal="2*f - a*c*h*n - 2*t >= 0")
    d.assume("so", "2*f - a*c*h*n - 2*t >= 0")
    d.cases("length", "so", "absurd", "2*f - a*c*h*n - 2*t >= 0")
    return d.qed("length")


if __name__ == "__main__":
    print(derive().report())
