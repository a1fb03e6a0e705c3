"""Confinement gives a zero: if F(theta0) < M0 <= F on the sphere, some zstar in the ball has F(zstar) = 0.

Gradient descent x[k+1] = x[k] - grad F(x[k])/C from theta0 never leaves the ball: as long as it stays, (3.4) gives
F(x[k]) <= F(theta0) < M0, and by `crossing` a step out of the ball would have its quadratic model
F - |grad F|^2/(2C) <= F < M0 at M0 or above. Then `gradient_descent_converges`.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.setting import Ball
from lojverify.paper.steps import bit_range


def problem() -> Problem:
    p = Problem("zero_exists_confined", "a loss below the level on the sphere gives a zero of F in the ball")
    ball = Ball(p)
    ball.positive("alpha", "C", "M0")
    ball.loss_nonnegative()
    ball.smooth()
    ball.lojasiewicz()
    ball.confined()
    p.assume("low start", ball.F(ball.theta0) < ball.M0)
    p.exists["zstar"] = "vector"
    p.goal("r^2 - <zstar-theta0, zstar-theta0> >= 0")
    p.goal("F(zstar) = 0")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.define("quotient", "h", value="1", by="C")
    d.cut("hC=1", "h.times", "C>0")
    d.contradiction("h>0", "h > 0", by=["not * C>0", "1"], eq=["hC=1"])
    d.define("recursion", "x", "k", start="theta0", step="x[k] - h*grad F(x[k])", against="y", level=None)
    d.define("prefix", "e", "k", value="r^2 - <x[k]-theta0, x[k]-theta0>")
    bit_range(d)
    d.step("|g|^2>=0", "norm", vector="grad F(x[k])")
    decreases(d)

    # e[k] (F(theta0) - F(x[k])) >= 0: as long as the iterates stay, the loss is at most that at the start.
    claim = "e[k]*(F(theta0) - F(x[k])) >= 0"
    d.instance("at start", "x.start", y="x[0] - theta0")
    d.step("F start", "same_point", fact="at start", first="x[0]", second="theta0", function="F")
    d.have("lower at 0", "e[0]*(F(theta0) - F(x[0])) >= 0", eq=["F start: e[0]"])
    d.assume("lower so far", claim)
    d.instance("e>=0 next", "e>=0", k="k+1")
    d.have("stays before", "e[k] - 1 >= 0", by=["stays next", "e.decreases"])
    d.cut("decrease", "lower step", "stays before")
    d.have("F<=F0", "F(x[k]) <= F(theta0)", by=["lower so far"], eq=["e=1: F(theta0) - F(x[k])"])
    d.cut("F<=F0 then", "F<=F0", "stays before")
    d.have(
        "lower if",
        "e[k+1]*(F(theta0) - F(x[k+1])) >= 0",
        by=["e>=0 next * F<=F0 then", "e>=0 next * decrease", "e>=0 next * h>0 * |g|^2>=0"],
    )
    d.assume("gone next", "-e[k+1] >= 0")
    d.step("e=0 next", "antisymmetry", first="e>=0 next", second="gone next")
    d.have("lower else", "e[k+1]*(F(theta0) - F(x[k+1])) >= 0", eq=["e=0 next: F(theta0) - F(x[k+1])"])
    d.instance("bit next", "e.bit", k="k+1")
    d.split("lower next", "e[k+1]", "bit next", "lower if", "lower else")
    d.step("lower", "induction", start="lower at 0", step="lower next", letter="k", condition=claim)

    # Hence the iterates never leave.
    d.cut("F<=F0 always", "F<=F0", "lower")
    d.have("below", "M0 - F(x[k]) > 0", by=["F<=F0 always", "low start"])
    d.cut("high", "crossing step", "below")
    d.have("bad", "0 > 0", by=["high", "below", "h>0 * |g|^2>=0"], eq=["hC=1: h*<grad F(x[k]), grad F(x[k])>"])
    d.step("absurd", "absurd", fact="bad", goal="e[k+1] - 1 >= 0")
    d.split("stays on", "e[k+1]", "bit next", "stays next", "absurd")
    d.have("center", "r^2 - <x[0]-theta0, x[0]-theta0> >= 0", by=["r>0 * r>0"], eq=["at start"])
    d.cut("e[0]=1", "e.start", "center")
    d.have("stays at 0", "e[0] - 1 >= 0", eq=["e[0]=1"])
    d.step("stays always", "induction", start="stays at 0", step="stays on", letter="k", condition="e[k] - 1 >= 0")

    d.cut("always in ball", "e.yes", "stays always")
    d.instance("stays always next", "stays always", k="k+1")
    d.cut("always decreases", "lower step", "stays always", "stays always next")
    d.have("step is", "<x[k+1] - x[k] + h*grad F(x[k]), y> = 0", eq=["x.step"])
    d.have("half>0", "1/2 > 0", by=["1"])
    d.cite(
        "zero",
        proved("gradient_descent_converges"),
        {"x": ("k", "x[k]"), "c": "1/2"},
        {"x in ball": "always in ball", "step": "step is", "decrease": "always decreases", "c>0": "half>0"},
        new={"zstar": "limit"},
    )
    return d.qed("zero.1", "zero.2", witness={"zstar": "limit"})


def decreases(d: Derivation) -> None:
    """`lower step`: F(x[k+1]) <= F - h|g|^2/2 if x[k+1] stays; `crossing step`: F - h|g|^2/2 >= M0 > F if it leaves."""
    g = "grad F(x[k])"
    b = f"(x[k] - h*{g})"
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.assume("leaves", "-e[k+1] >= 0")
    d.have("e<=1 minus", "1 - e[k] >= 0", by=["e<=1"])
    d.step("e=1", "antisymmetry", first="stays", second="e<=1 minus")
    d.cut("in ball", "e.yes", "stays")
    d.use("next in ball", "e.yes", k="k+1", by=["stays next"])
    d.instance("same", "x.step", y=f"x[k+1] - {b}")
    d.step("same loss", "same_point", fact="same", first="x[k+1]", second=b, function="F")
    d.instance("same distance", "x.step", y=f"x[k+1] + {b} - 2*theta0")
    d.have("end in ball", f"r^2 - <{b}-theta0, {b}-theta0> >= 0", by=["next in ball"], eq=["same distance"])
    d.cite("descent", proved("descent"), {"x": "x[k]", "u": f"-h*{g}"}, note="(3.4)")
    d.cut("model", "descent", "in ball", "end in ball")
    d.have(
        "lower step",
        f"F(x[k+1]) <= F(x[k]) - 1/2*h*<{g}, {g}>",
        by=["model"],
        eq=["same loss", f"hC=1: h*<{g}, {g}>"],
    )
    d.cut("out", "e.stops", "stays", "leaves")
    d.have("end outside", f"<{b}-theta0, {b}-theta0> - r^2 >= 0", by=["out"], eq=["same distance"])
    d.cite("crossing", proved("crossing"), {"x": "x[k]", "u": f"-h*{g}"}, note="(2.5)")
    d.cut("crossing step", "crossing", "in ball", "end outside")


if __name__ == "__main__":
    print(derive().report())
