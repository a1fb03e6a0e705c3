"""A run starts at a minimum of F = <theta, v>^2/2 and leaves the ball: P(left by n) >= 2^(-n) if c h[n] > r.

The noise is c u or -c u with mean zero given the past, u orthogonal to v: along the valley there is no gradient, so
`leaves_with_positive_probability` applies with G = 0, a = c, p = 1/2. (2.1) holds with alpha = 2 and (2.3) with C = 1;
that F(theta0) is small, or 0, does not help.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, inner, norm2, proved
from lojverify.derive.language import k, n
from lojverify.paper.escape import FreeRun


def problem() -> Problem:
    p = Problem("valley_is_left", "a run is driven along a valley of minima out of the ball")
    run = FreeRun(p)
    y, z, w, u = run.y, run.z, run.w, run.u
    (v,) = p.vectors("v")
    (a,) = p.constants("a")
    p.assume("a>0", a > 0)
    p.assume("across", Eq(inner(u, v), 0))
    p.assume("|v|=1", Eq(norm2(v), 1))
    p.assume("loss", Eq(run.F(y), inner(y, v) ** 2 / 2))
    p.assume("gradient", Eq(inner(run.F.grad(y), z), inner(y, v) * inner(v, z)))
    p.assume("along u", Eq(inner(w[k], u) ** 2, a**2))
    p.assume("zero_mean", Eq(expect(k, inner(y, w[k])), 0))
    half = p.define("recursion", "pw", "k", level=None, start=1, step="1/2*pw[k]")
    p.goal(norm2(run.F.grad(y)) >= 2 * run.F(y))
    p.goal(norm2(run.F.grad(y) - run.F.grad(z)) <= norm2(y - z))
    run.leaves_by(half[n])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.instance("g g", "gradient", z="grad F(y)")
    d.instance("g v", "gradient", z="v")
    eq = ["g g", "g v: <y, v>", "|v|=1: <y, v>^2", "loss"]
    d.have("steep", "<grad F(y), grad F(y)> >= 2*F(y)", eq=eq)
    gap = "grad F(y) - grad F(z)"
    for point in "yz":
        d.instance(f"at {point}", "gradient", y=point, z=gap)
        d.instance(f"v at {point}", "gradient", y=point, z="v")
    d.step("cauchy", "cauchy_schwarz", first="y - z", second="v")
    eq = ["at y", "at z", "v at y: <y - z, v>", "v at z: <y - z, v>"]
    eq += ["|v|=1: <y - z, v>^2", "|v|=1: <y - z, y - z>"]
    d.have("smooth", f"<{gap}, {gap}> <= <y - z, y - z>", by=["cauchy"], eq=eq)

    d.instance("level", "gradient", z="u")
    d.have("slope", "<grad F(y), u> <= 0", eq=["level", "across: <y, v>"])
    # hit = 1 iff <w, u> = -a, so <w, u> = a (1 - 2 hit), and 0 = a (1 - 2 P(hit)).
    d.define("bit", "hit", "k", value="-(0 + a) - <w[k], u>")
    d.assume("yes", "hit[k] - 1 >= 0")
    d.assume("no", "-hit[k] >= 0")
    d.cut("far", "hit.yes", "yes")
    d.cut("not far", "hit.no", "no")
    d.have("hit low", "1 - hit[k] >= 0", by=["[1 - hit[k]]"], eq=["hit.bit"])
    d.have("hit high", "hit[k] >= 0", by=["[hit[k]]"], eq=["hit.bit"])
    d.step("hit=1", "antisymmetry", first="yes", second="hit low")
    d.step("hit=0", "antisymmetry", first="hit high", second="no")
    value = "<w[k], u> - a*(1 - 2*hit[k])"
    d.contradiction("low", "<w[k], u> + a >= 0", by=["not * a>0", "not * not"], eq=["along u"])
    d.have("-a<=", "-(<w[k], u> + a) >= 0", by=["far"])
    d.step("is -a", "antisymmetry", first="low", second="-a<=")
    d.have("value yes", f"{value} = 0", eq=["is -a", "hit=1: 2*a"])
    d.contradiction("high", "<w[k], u> - a >= 0", by=["not * not far"], eq=["along u"])
    d.contradiction("<=a", "a - <w[k], u> >= 0", by=["not * a>0", "not * not"], eq=["along u"])
    d.step("is a", "antisymmetry", first="high", second="<=a")
    d.have("value no", f"{value} = 0", eq=["is a", "hit=0: 2*a"])
    d.split("value", "hit[k]", "hit.bit", "value yes", "value no")
    d.step("value mean", "expect", fact="value", index="k")
    d.instance("unbiased", "zero_mean", y="u")
    d.contradiction("often", "E[k](hit[k]) >= 1/2", by=["not * a>0"], eq=["value mean", "unbiased"])
    d.have("p>=0", "1/2 >= 0", by=["1"])
    d.cite("leaves", proved("leaves_with_positive_probability"), {"G": "0", "p": "1/2"})
    return d.qed("steep", "smooth", "leaves.1", "leaves.2")


if __name__ == "__main__":
    print(derive().report())
