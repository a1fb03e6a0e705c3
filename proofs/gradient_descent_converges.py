"""Gradient descent that stays in the ball and decreases the loss converges to a zero of F in the ball.

Let F(x[k+1]) <= F(x[k]) - h c |g|^2 with g = grad F(x[k]) at every step. By `length_per_step` the quantity
sqrt(alpha) c * length + 2 sqrt(F) never increases, so the path has length at most 2 sqrt(F(x[0])) / (c sqrt(alpha))
and its points converge. By (2.1), F(x[k+1]) <= (1 - h c alpha) F(x[k]), so F tends to zero along the path.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, inner, norm2, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Ball


def problem() -> Problem:
    p = Problem("gradient_descent_converges", "gradient descent that stays in the ball converges to a zero of F")
    ball = Ball(p)
    ball.positive("alpha", "h", "c")
    h, c = p.constants("h c")
    ball.loss_nonnegative()
    ball.lojasiewicz()
    x, F = p.vector_process("x", level=None), ball.F
    g = F.grad(x[k])
    p.assume("x in ball", ball.inside(x[k]))
    p.assume("step", Eq(inner(x[k + 1] - x[k] + h * g, ball.y), 0))
    p.assume("decrease", F(x[k + 1]) <= F(x[k]) - h * c * norm2(g))
    p.exists["zstar"] = "vector"
    p.goal("r^2 - <zstar-theta0, zstar-theta0> >= 0")
    p.goal("F(zstar) = 0")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    g = "grad F(x[k])"
    d.use("F>=0", "loss>=0", y="x[k]", by=["x in ball"])
    d.instance("F>=0 next", "F>=0", k="k+1")
    d.use("below", "lojasiewicz", y="x[k]", by=["x in ball"], note="(2.1)")
    d.have("alpha>=0", "alpha >= 0", by=["alpha>0"])
    d.root("a", "alpha", "alpha>=0")
    d.contradiction("a>0", "a > 0", by=["not * a.nonnegative", "alpha>0"], eq=["a.sq"])

    # -- one step: a c h n + 2 f[k+1] <= 2 f[k] -----------------------------------------------------------------
    d.step("|g|^2>=0", "norm", vector=g)
    d.root("n", f"<{g}, {g}>", "|g|^2>=0", letter="k")
    d.root("f", "F(x[k])", "F>=0", letter="k")
    d.have("room", f"F(x[k]) - h*c*<{g}, {g}> >= 0", by=["F>=0 next", "decrease"])
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
    d.instance("f next", "f.sq", k="k+1")
    d.instance("f>=0 next", "f.nonnegative", k="k+1")
    d.contradiction(
        "f<=t",
        "f[k+1] <= t[k]",
        by=["not * not", "not * t.nonnegative", "decrease"],
        eq=["f next", "t.sq"],
    )

    # -- the length of the path -----------------------------------------------------------------------------------
    d.define("recursion", "l", "k", start="0", step="l[k] + h*n[k]", level=None)
    claim = "a*c*l[k] + 2*f[k] <= 2*f[0]"
    d.have("base", "a*c*l[0] + 2*f[0] <= 2*f[0]", eq=["l.start: a*c"])
    d.assume("so far", claim)
    d.have("next", "a*c*l[k+1] + 2*f[k+1] <= 2*f[0]", by=["so far", "shorter", "f<=t"], eq=["l.step: a*c"])
    d.step("always", "induction", start="base", step="next", letter="k", condition=claim)
    d.define("quotient", "s", value="2*f[0]", by="a*c")
    d.have("a*c>0", "a*c > 0", by=["a>0 * c>0"])
    d.cut("s is", "s.times", "a*c>0")
    d.contradiction("finite", "s - l[k] >= 0", by=["not * a*c>0", "always", "f.nonnegative"], eq=["s is"])
    d.have("longer", "l[k+1] - l[k] - h*n[k] >= 0", eq=["l.step"])
    d.have("hn>=0", "h*n[k] >= 0", by=["h>0 * n.nonnegative"])
    d.instance("jump", "step", y="x[k+1] - x[k] - h*grad F(x[k])")
    d.have("distance", "(h*n[k])^2 - <x[k+1]-x[k], x[k+1]-x[k]> >= 0", eq=["jump", "n.sq: h^2"])

    # -- the limit ------------------------------------------------------------------------------------------------
    d.define("extremum", "limit", value="x", of="limit")
    d.step(
        "x->limit",
        "complete",
        symbol="limit",
        letter="k",
        sums="l[k]",
        distance="h*n[k]",
        bounded="finite",
        step="longer",
        lower="hn>=0",
        bound="distance",
    )
    d.cite("inside", proved("limit_in_ball"), {"x": ("k", "x[k]"), "z": "limit"}, {"x->z": "x->limit"})
    d.have("shrinks", "(1 - h*c*alpha)*F(x[k]) - F(x[k+1]) >= 0", by=["decrease", "h>0 * c>0 * below"])
    d.have("factor", "h*c*alpha > 0", by=["h>0 * c>0 * alpha>0"])
    d.step("F->0", "geometric", lower="F>=0", step="shrinks", factor="factor", letter="k")
    d.step("F->F(limit)", "continuity", fact="x->limit", point="x[k]", limit="limit", function="F")
    d.step("F(limit)=0", "limit_unique", first="F->F(limit)", second="F->0")
    return d.qed("inside", "F(limit)=0", witness={"zstar": "limit"})


if __name__ == "__main__":
    print(derive().report())
