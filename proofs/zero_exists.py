"""The local Lojasiewicz condition gives a zero: if 4 F(theta0) < r^2 alpha, some zstar in the ball has F(zstar) = 0.

Gradient descent x[k+1] = x[k] - h grad F(x[k]) from theta0 with h C = (r^2 alpha - 4 F(theta0)) / (2 r^2 alpha), so
that c = 1 - h C/2 has 4 F(theta0) < r^2 alpha c^2. By (3.4) and `length_per_step`, as long as the iterates stay,
sqrt(alpha) c * length + 2 sqrt(F) does not increase; hence the length stays below 2 sqrt(F(theta0)) / (c sqrt(alpha)),
which is less than r, and they do stay. Then `gradient_descent_converges`. (Chatterjee's theorem, for fixed steps.)
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.setting import Ball


def problem() -> Problem:
    p = Problem("zero_exists", "the local Lojasiewicz condition gives a zero of F in the ball")
    ball = Ball(p)
    ball.positive("alpha", "C")
    ball.loss_nonnegative()
    ball.smooth()
    ball.growth()
    ball.lojasiewicz()
    p.assume("(2.2)", 4 * ball.F(ball.theta0) < ball.r**2 * ball.alpha)
    p.exists["zstar"] = "vector"
    p.goal("r^2 - <zstar-theta0, zstar-theta0> >= 0")
    p.goal("F(zstar) = 0")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    step_size(d)
    d.define("recursion", "x", "k", start="theta0", step="x[k] - h*grad F(x[k])", against="y", level=None)
    d.step("|g|^2>=0", "norm", vector="grad F(x[k])")
    d.root("n", "<grad F(x[k]), grad F(x[k])>", "|g|^2>=0", letter="k")
    d.define("recursion", "l", "k", start="0", step="l[k] + h*n[k]", level=None)
    distance_at_most_length(d)

    # The claim 2 f + sqrt(alpha) c l <= 2 f0, and what follows from it at k.
    d.define("root", "f", "k", value="F(x[k])")
    claim = "a*c*l[k] + 2*f[k] <= 2*f0"
    d.assume("so far", claim)
    d.contradiction("l<=r", "l[k] <= r", by=["not * a*c>0", "so far", "f.nonnegative", "f0 small"])
    d.have("in ball", "r^2 - <x[k]-theta0, x[k]-theta0> >= 0", by=["near", "l<=r * l>=0", "l<=r * r>0"])
    one_step(d)

    # At the start x[0] is theta0, and F is positive there or zero.
    d.instance("at start", "x.start", y="x[0] - theta0")
    d.step("F start", "same_point", fact="at start", first="x[0]", second="theta0", function="F")
    d.have("F start>=0", "F(x[0]) >= 0", by=["F0>=0"], eq=["F start"])
    d.instance("f start", "f.square", k="0")
    d.cut("f start is", "f start", "F start>=0")
    d.instance("f start>=0", "f.nonnegative", k="0")
    d.contradiction(
        "f start<=f0", "f[0] <= f0", by=["not * f0.nonnegative", "not * not"], eq=["f start is", "F start", "f0.sq"]
    )
    d.have("base", "a*c*l[0] + 2*f[0] <= 2*f0", by=["f start<=f0"], eq=["l.start: a*c"])
    d.step("always", "induction", start="base", step="next", letter="k", condition=claim)

    d.cut("always in ball", "in ball", "always")
    d.cut("always decreases", "decreases", "always")
    d.have("step is", "<x[k+1] - x[k] + h*grad F(x[k]), y> = 0", eq=["x.step"])
    d.cite(
        "zero",
        proved("gradient_descent_converges"),
        {"x": ("k", "x[k]")},
        {"x in ball": "always in ball", "step": "step is", "decrease": "always decreases"},
        new={"zstar": "limit"},
    )
    return d.qed("zero.1", "zero.2", witness={"zstar": "limit"})


def step_size(d: Derivation) -> None:
    """h, c = 1 - h C/2, a = sqrt(alpha), f0 = sqrt(F(theta0)), and 2 f0 < a c r."""
    d.have("center in ball", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.use("F0>=0", "loss>=0", y="theta0", by=["center in ball"])
    d.have("alpha>=0", "alpha >= 0", by=["alpha>0"])
    d.root("a", "alpha", "alpha>=0")
    d.contradiction("a>0", "a > 0", by=["not * a.nonnegative", "alpha>0"], eq=["a.sq"])
    d.root("f0", "F(theta0)", "F0>=0")
    d.define("quotient", "h", value="r^2*alpha - 4*F(theta0)", by="2*C*r^2*alpha")
    d.have("divisor>0", "2*C*r^2*alpha > 0", by=["C>0 * r>0 * r>0 * alpha>0"])
    d.cut("h is", "h.times", "divisor>0")
    d.contradiction("h>0", "h > 0", by=["not * divisor>0", "(2.2)"], eq=["h is"])
    d.have("hC>0", "h*C > 0", by=["h>0 * C>0"])
    d.contradiction("2hC<=1", "2*h*C <= 1", by=["not * r>0 * r>0 * alpha>0", "F0>=0"], eq=["h is"])
    d.define("abbreviation", "c", value="1 - h*C/2")
    d.have("c>0", "c > 0", by=["2hC<=1", "1"], eq=["c.is"])
    d.have("a*c>0", "a*c > 0", by=["a>0 * c>0"])
    # (a c r)^2 - 4 F0 = alpha r^2 (c^2 - (1 - 2 h C)) = alpha r^2 (h C + (h C)^2/4).
    d.have(
        "F0 small",
        "4*F(theta0) < (a*c*r)^2",
        by=["alpha>0 * r>0 * r>0 * hC>0", "alpha>0 * r>0 * r>0 * hC>0 * hC>0"],
        eq=["h is", "a.sq: c^2*r^2", "c.is: alpha*r^2", "c.is: alpha*r^2*c", "c.is: alpha*r^2*h*C"],
    )
    d.contradiction(
        "f0 small", "2*f0 < a*c*r", by=["not * f0.nonnegative", "not * a*c>0 * r>0", "F0 small"], eq=["f0.sq"]
    )


def distance_at_most_length(d: Derivation) -> None:
    """|x[k] - theta0| <= l[k]: the triangle inequality."""
    d.have("hn>=0", "h*n[k] >= 0", by=["h>0 * n.nonnegative"])
    d.have("l>=0 at 0", "l[0] >= 0", eq=["l.start"])
    d.assume("l>=0 so far", "l[k] >= 0")
    d.have("l>=0 next", "l[k+1] >= 0", by=["l>=0 so far", "hn>=0"], eq=["l.step"])
    d.step("l>=0", "induction", start="l>=0 at 0", step="l>=0 next", letter="k", condition="l[k] >= 0")
    claim = "<x[k]-theta0, x[k]-theta0> <= l[k]^2"
    d.instance("near start", "x.start", y="x[0] - theta0")
    d.have("near at 0", "<x[0]-theta0, x[0]-theta0> <= l[0]^2", by=["[l[0]]"], eq=["near start"])
    d.assume("near so far", claim)
    d.have("jump", "<-h*grad F(x[k]), -h*grad F(x[k])> <= (h*n[k])^2", eq=["n.sq: h^2"])
    d.cite(
        "sum",
        proved("triangle"),
        {"u": "x[k]-theta0", "v": "-h*grad F(x[k])", "a": "l[k]", "b": "h*n[k]"},
        {"a>=0": "l>=0", "b>=0": "hn>=0", "|u|<=a": "near so far", "|v|<=b": "jump"},
    )
    d.instance("moved", "x.step", y="x[k+1] + x[k] - h*grad F(x[k]) - 2*theta0")
    d.have(
        "near next",
        "<x[k+1]-theta0, x[k+1]-theta0> <= l[k+1]^2",
        by=["sum"],
        eq=["moved", "l.step: l[k+1]", "l.step: l[k]+h*n[k]"],
    )
    d.step("near", "induction", start="near at 0", step="near next", letter="k", condition=claim)


def one_step(d: Derivation) -> None:
    """From the claim at k: the claim at k+1."""
    g = "grad F(x[k])"
    d.use("F>=0", "loss>=0", y="x[k]", by=["in ball"])
    d.use("above", "growth", y="x[k]", by=["in ball"], note="(2.4)")
    d.use("below", "lojasiewicz", y="x[k]", by=["in ball"], note="(2.1)")
    d.cut("f.sq", "f.square", "F>=0")
    # 2 h C c = 2 h C - (h C)^2 <= 1, so the quadratic model is nonnegative even if x[k+1] were outside.
    d.have(
        "room",
        f"F(x[k]) - h*c*<{g}, {g}> >= 0",
        by=["h>0 * c>0 * above", "F>=0 * 2hC<=1", "F>=0 * hC>0 * hC>0"],
        eq=["c.is: h*C*F(x[k])"],
    )
    d.root("t", f"F(x[k]) - h*c*<{g}, {g}>", "room", letter="k")
    d.have("steep", "n[k]^2 >= a^2*f[k]^2", by=["below"], eq=["n.sq", "f.sq: alpha", "a.sq: f[k]^2"])
    d.have("t^2", "t[k]^2 = f[k]^2 - h*c*n[k]^2", eq=["t.sq", "f.sq", "n.sq: h*c"])
    d.cite(
        "shorter",
        proved("length_per_step"),
        {"n": "n[k]", "f": "f[k]", "t": "t[k]"},
        {
            "a>=0": "a.nonnegative",
            "n>=0": "n.nonnegative",
            "f>=0": "f.nonnegative",
            "t>=0": "t.nonnegative",
            "decrease": "t^2",
        },
    )
    d.have("room ahead", "a*c*l[k+1] + 2*t[k] <= 2*f0", by=["so far", "shorter"], eq=["l.step: a*c"])
    d.contradiction("l<=r next", "l[k+1] <= r", by=["not * a*c>0", "room ahead", "t.nonnegative", "f0 small"])
    d.instance("near there", "near", k="k+1")
    d.instance("l>=0 there", "l>=0", k="k+1")
    d.have(
        "next in ball",
        "r^2 - <x[k+1]-theta0, x[k+1]-theta0> >= 0",
        by=["near there", "l<=r next * l>=0 there", "l<=r next * r>0"],
    )
    b = f"(x[k] - h*{g})"
    d.instance("same", "x.step", y=f"x[k+1] - {b}")
    d.step("same loss", "same_point", fact="same", first="x[k+1]", second=b, function="F")
    d.instance("same distance", "x.step", y=f"x[k+1] + {b} - 2*theta0")
    d.have("end in ball", f"r^2 - <{b}-theta0, {b}-theta0> >= 0", by=["next in ball"], eq=["same distance"])
    d.cite("descent", proved("descent"), {"x": "x[k]", "u": f"-h*{g}"}, note="(3.4)")
    d.cut("model", "descent", "in ball", "end in ball")
    d.have(
        "decreases",
        f"F(x[k+1]) <= F(x[k]) - h*c*<{g}, {g}>",
        by=["model"],
        eq=["same loss", f"c.is: h*<{g}, {g}>"],
    )
    d.use("F>=0 next", "loss>=0", y="x[k+1]", by=["next in ball"])
    d.instance("f next", "f.square", k="k+1")
    d.cut("f next is", "f next", "F>=0 next")
    d.contradiction(
        "f<=t", "f[k+1] <= t[k]", by=["not * not", "not * t.nonnegative", "decreases"], eq=["f next is", "t.sq"]
    )
    d.have("next", "a*c*l[k+1] + 2*f[k+1] <= 2*f0", by=["room ahead", "f<=t"])


if __name__ == "__main__":
    print(derive().report())
