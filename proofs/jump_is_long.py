"""A jump from B(theta0, R-1) out of B(theta0, R) has length at least 1: the first inequality of (3.14).

With the indicators in_R[k] of |theta_k - theta0| <= R and long[k] of d[k] >= 1, where d[k] is the length of the step on
E_k: e[k] (1 - in_R[k+1]) <= long[k] by the triangle inequality, and long <= d, long <= d^2 (Markov and Chebyshev).
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.derive.language import k
from lojverify.paper.setting import PaperRun
from lojverify.paper.steps import bit_range


def problem() -> Problem:
    p = Problem("jump_is_long", "a jump over the annulus has length at least 1")
    run = PaperRun(p)
    in_R = p.define("bit", "in_R", "k", value=run.inside(run.theta[k], run.R).lhs)
    d, dsq = run.lengths()
    long = p.define("bit", "long", "k", value=d[k] - 1)
    p.goal(run.e[k] * (1 - in_R[k + 1]) <= long[k])
    p.goal(long[k] <= d[k])
    p.goal(long[k] <= dsq[k])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for bit in ("e", "in_R", "long"):
        bit_range(d, bit)
    u = "(theta[k+1] - theta[k])"
    d.step("|u|^2>=0", "norm", vector=u)
    d.have("dsq>=0", "dsq[k] >= 0", by=["|u|^2>=0 * [e[k]]"], eq=["dsq.is"])
    d.cut("d^2", "d.square", "dsq>=0")
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("gone", "-e[k] >= 0")
    d.assume("beyond", "-in_R[k+1] >= 0")
    d.assume("near", "in_R[k+1] - 1 >= 0")
    d.assume("is long", "long[k] - 1 >= 0")
    d.assume("is short", "-long[k] >= 0")
    d.cut("d>=1", "long.yes", "is long")
    d.cut("d<1", "long.no", "is short")
    d.cut("in ball", "e.yes", "stays")
    d.use("out", "in_R.no", k="k+1", by=["beyond"])
    d.instance("in_R>=0 next", "in_R>=0", k="k+1")
    d.instance("in_R<=1 next", "in_R<=1", k="k+1")
    d.instance("in_R bit next", "in_R.bit", k="k+1")

    # Shorter than 1 it would end within R - 1 + 1.
    d.have(
        "|u|<=1",
        f"<{u}, {u}> <= 1^2",
        by=["stays * |u|^2>=0", "d<1 * d.nonnegative", "d<1"],
        eq=["d^2", "dsq.is", f"e.bit: <{u}, {u}>"],
    )
    d.have("r>=0", "r >= 0", by=["R>1"], eq=["r.is"])
    d.have("1>=0", "1 >= 0", by=["1"])
    a = "(theta[k] - theta0)"
    d.have("|a|<=r", f"<{a}, {a}> <= r^2", by=["in ball"])
    d.cite(
        "triangle",
        proved("triangle"),
        {"u": a, "v": u, "a": "r", "b": "1"},
        {"a>=0": "r>=0", "b>=0": "1>=0", "|u|<=a": "|a|<=r", "|v|<=b": "|u|<=1"},
    )
    d.have("bad", "0 > 0", by=["triangle", "out"], eq=["r.is: r + 1 + R"])
    goal = "e[k]*(1 - in_R[k+1]) <= long[k]"
    d.step("absurd", "absurd", fact="bad", goal=goal)
    d.have("jump is long", goal, by=["is long", "e<=1", "e>=0 * in_R>=0 next"])
    d.have("no jump", goal, by=["e>=0 * near", "long>=0"])
    d.split("stays, short", "in_R[k+1]", "in_R bit next", "no jump", "absurd")
    d.have("gone, short", goal, by=["gone * in_R<=1 next", "long>=0"])
    d.split("short", "e[k]", "e.bit", "stays, short", "gone, short")
    d.split("jump", "long[k]", "long.bit", "jump is long", "short")

    d.have("Markov if long", "long[k] <= d[k]", by=["d>=1", "long<=1"])
    d.have("Markov if short", "long[k] <= d[k]", by=["is short", "d.nonnegative"])
    d.split("Markov", "long[k]", "long.bit", "Markov if long", "Markov if short")
    by = ["d>=1 * d>=1", "d>=1", "long<=1"]
    d.have("Chebyshev if long", "long[k] <= dsq[k]", by=by, eq=["d^2"])
    d.have("Chebyshev if short", "long[k] <= dsq[k]", by=["is short", "dsq>=0"])
    d.split("Chebyshev", "long[k]", "long.bit", "Chebyshev if long", "Chebyshev if short")
    return d.qed("jump", "Markov", "Chebyshev")


if __name__ == "__main__":
    print(derive().report())
