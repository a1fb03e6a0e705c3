"""The logarithmic bound by a distance: P(exit) <= u(c) for c >= d0/(r - d0), c <= 1.

Here j is a literal integer in 1, ..., 31 with (2j+1) eta sigma <= 2 tau - eta l (that is, 2 eta sigma/(2 tau - eta (l -
sigma)) <= 1/(j+1)), <grad F(y), y - zero> >= tau F(y) on the ball, |theta0 - zero| <= d0, E|grad F + w|^2 <= l F and
E|w|^2 <= sigma F given the past, and
    u(c) = 1 - (1-c) zeta^(j+1),   (j+1 - j c) zeta^j = j+1.

As in `log_ville`, with the distance in place of the root of the loss: let x, y and c be the distances of theta[k],
theta[k+1] and the mean of theta[k+1] given the past from the point, each over m = r - d0; c <= x. The tangent of
G = zeta^(j+1) at c (see `log_curve`) gives the majorant 1 - G + K c - (2j+1)/(j+1) K c y + K y^2 of u(y), or of 1 if
y >= 1. Let N be this with the inner product of the two for c y: its mean is at most u(c) + K(c) eta^2 E|w|^2/m^2, which
the growth of u bounds by u(x), since 2 (j+1) eta^2 E|w|^2 <= m^2 (x^2 - c^2). A step out of the ball has y >= 1.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.derive.scripts import script
from lojverify.paper.star import MEAN, NEXT, StarRun, begins, distance_roots, mean_step


def problem(j: int = 1) -> Problem:
    p = Problem("distance_log" if j == 1 else f"distance_log_{j}", f"the logarithmic distance bound, b = 1/{j + 1}")
    run = StarRun(p)
    run.noise()
    p.assume("d0<r", run.d0 < run.r)
    p.assume("slow", (2 * j + 1) * run.eta * run.sigma <= 2 * run.tau - run.eta * run.l)
    c, zeta = p.constants("c zeta")
    p.assume("c<=1", c <= 1)
    p.assume("zeta>0", zeta > 0)
    p.assume("curve", Eq((j + 1 - j * c) * zeta**j, j + 1))
    p.assume("center", run.d0 <= c * (run.r - run.d0))
    for stay in (mean(run.for_ever()), mean(run.e[k])):
        p.goal(1 - stay <= 1 - (1 - c) * zeta ** (j + 1))
    return p


def derive(j: int = 1) -> Proved:
    d = Derivation(problem(j))
    tools = script("log_ville")
    curve = tools.curve_for(j)
    d.have("eta l<=2 tau", "eta*l <= 2*tau", by=["slow", "eta>0 * sigma>=0"])
    mean_step(d)
    distance_roots(d)
    begins(d)

    # -- x, y, c: the distances over m ------------------------------------------------------------------------------
    d.have("m>0", "r - d0 > 0", by=["d0<r"])
    d.define("quotient", "inv", value="1", by="r - d0")
    d.cut("inv m", "inv.times", "m>0")
    d.contradiction("inv>=0", "inv >= 0", by=["not * m>0", "1"], eq=["inv m"])
    for fact in ("f.sq", "f.nonnegative"):
        d.instance(f"{fact} next", fact, k="k+1")
    d.instance("next", "iteration", y=f"theta[k+1] - zero + {NEXT}")
    by = ["not * not", "not * q.nonnegative"]
    d.contradiction("f<=q", "f[k+1] <= q[k]", by=by, eq=["f.sq next", "q.sq", "next"])
    x, y, c, x_next = "inv*f[k]", "inv*q[k]", "inv*n[k]", "inv*f[k+1]"
    d.have("c>=0 at k", f"{c} >= 0", by=["inv>=0 * n.nonnegative"])
    d.have("c<=x", f"{c} <= {x}", by=["inv>=0 * n<=f"])
    d.have("x>=0", f"{x} >= 0", by=["inv>=0 * f.nonnegative"])
    d.have("x>=0 next", f"{x_next} >= 0", by=["inv>=0 * f.nonnegative next"])
    d.have("x<=y", f"{x_next} <= {y}", by=["inv>=0 * f<=q"])

    # -- the points (x, t), (y, h), (c, s) on the curve, and the potential U = u(x), or 1 if x >= 1 -----------------
    for name, place in (("t", x), ("h", y), ("s", c)):
        tools.on_curve(d, j, name, place)
    G, K = f"s[k]^{j + 1}", f"s[k]^{2 * j + 1}"
    d.define("positive_part", "p", "k", value=f"1 - {x}")
    U = f"(1 - p[k]*t[k]^{j + 1})"
    for label, name, n in (("t power", "t", j + 1), ("G>=0", "s", j + 1), ("K>=0", "s", 2 * j + 1)):
        d.have(label, f"{name}[k]^{n} >= 0", by=[f"[{name}[k]^{n // 2}]" + f" * {name}.nonnegative" * (n % 2)])
    d.assume("x<=1", f"1 - {x} >= 0")
    d.assume("x>=1", f"{x} - 1 >= 0")
    d.contradiction("p small", f"p[k] <= 1 - {x}", by=["not * not", "not * x<=1"], eq=["p.either"])
    d.contradiction("p zero", "p[k] <= 0", by=["not * not", "not * x>=1"], eq=["p.either"])

    # -- U >= 0, and U < 1 only if x <= 1 ---------------------------------------------------------------------------
    at_x, at_y, at_c = {"y": x, "t": "t[k]"}, {"y": y, "t": "h[k]"}, {"x": c, "s": "s[k]"}
    d.cite("c to x", curve, {**at_c, **at_x})
    d.cite("c to y", curve, {**at_c, **at_y})
    d.cite("x to y", curve, {"x": x_next, "s": "t[k+1]", **at_y})
    d.have("t room", f"{j + 1} - {j}*{x} > 0", by=["x<=1", "1"])
    here = [tools.cut_here(d, "t.positive", "t room"), tools.cut_here(d, "t.is", "t room")]
    d.cut("u(x)>=0", "c to x.5", *here)
    d.have("U>=0 low", f"{U} >= 0", by=["u(x)>=0", "p small * t power"])
    d.have("U>=1", f"{U} >= 1", by=["p zero * t power"])
    d.have("U>=0 high", f"{U} >= 0", by=["U>=1", "1"])
    d.cases("U>=0", "U>=0 low", "U>=0 high", f"1 - {x} >= 0")
    d.assume("below", f"1 - {U} > 0")
    d.have("bad", "0 > 0", by=["U>=1", "below"])
    d.step("absurd", "absurd", fact="bad", goal=f"1 - {x} >= 0")
    d.cases("x<=1 below", "x<=1", "absurd", f"1 - {x} >= 0")
    d.have("c<=1 at k", f"1 - {c} >= 0", by=["x<=1", "c<=x"])

    # -- the majorant N ---------------------------------------------------------------------------------------------
    N = f"(inv^2*{K}*(<{NEXT}, {NEXT}> - {2 * j + 1}/{j + 1}*<{NEXT}, {MEAN}>) + 1 - {G} + {K}*{c})"
    d.have("s room", f"{j + 1} - {j}*{c} > 0", by=["c<=1 at k", "1"])
    at_s = [tools.cut_here(d, "s.positive", "s room"), tools.cut_here(d, "s.is", "s room")]
    tangent = f"1 - (1 - {y})*({G} + {K}*({y} - {c}))"
    both = [f"q.sq: inv^2*{K}", f"s.is here: {G}", f"s.is here: {G}*{y}"]
    d.have("N>=P", f"{N} >= {tangent}", by=["K>=0 * qn>=B * [inv]"], eq=both)
    d.assume("y>=1", f"{y} - 1 >= 0")
    beyond = ["y>=1 * G>=0", "y>=1 * y>=1 * K>=0", "y>=1 * c<=1 at k * K>=0"]
    d.have("N>=1", f"{N} >= 1", by=["N>=P", *beyond])
    d.assume("y<=1", f"1 - {y} >= 0")
    d.have("h room", f"{j + 1} - {j}*{y} > 0", by=["y<=1", "1"])
    at_h = [tools.cut_here(d, "h.positive", "h room"), tools.cut_here(d, "h.is", "h room")]
    d.cut("tangent", "c to y.1", *at_s, *at_h)
    d.have("N>=u(y)", f"{N} >= 1 - (1 - {y})*h[k]^{j + 1}", by=["N>=P", "y<=1 * tangent"])

    # -- the run stays: U[k+1] <= N[k]; it leaves: N[k] >= 1 --------------------------------------------------------
    for fact in ("t.positive", "t.is", "t power", "p.nonnegative", "p.above"):
        d.instance(f"{fact} next", fact, k="k+1")
    d.have("t room next", f"{j + 1} - {j}*{x_next} > 0", by=["y<=1", "x<=y", "1"])
    at_t = [tools.cut_here(d, "t.positive next", "t room next"), tools.cut_here(d, "t.is next", "t room next")]
    d.cut("u rises", "x to y.4", *at_t, *at_h, "x>=0 next", "x<=y")
    U_next = U.replace("[k]", "[k+1]")
    d.have("goes on low", f"{U_next} <= {N}", by=["N>=u(y)", "u rises", "p.above next * t power next"])
    d.have("goes on high", f"{U_next} <= {N}", by=["N>=1", "p.nonnegative next * t power next"])
    d.cases("goes on", "goes on low", "goes on high", f"1 - {y} >= 0")
    d.have("y far", f"{y} - 1 >= 0", by=["inv>=0 * q far"], eq=["inv m"])
    d.cut("leaves high", "N>=1", "y far")

    # -- E N <= u(c) + K eta^2 E|w|^2/m^2 <= U ----------------------------------------------------------------------
    variance = "eta^2*E[k](<w[k], w[k]>)"
    curved = [f"V mean: inv^2*{K}", f"unbiased: inv^2*{K}*eta", f"s.is here: {G}*{c}", f"n.sq: inv^2*{K}"]
    d.have("N mean", f"E[k]({N}) = 1 - (1 - {c})*{G} + inv^2*{K}*{variance}", eq=curved)
    d.cut("u grows", "c to x.2", *at_s, *here, "c>=0 at k", "c<=x")
    by = ["V falls", "second_moment * eta>0 * eta>0", "slow * eta>0 * F>=0"]
    d.have("gap", f"{2 * j + 2}*{variance} <= f[k]^2 - n[k]^2", by=by, eq=["V mean", "f.sq", "n.sq"])
    by = ["u grows", "p small * t power", "gap * K>=0 * [inv]"]
    d.have("shrinks", f"E[k]({N}) <= {U}", by=by, eq=["N mean"])

    # -- the first step ---------------------------------------------------------------------------------------------
    d.have("x0<=c", "c - inv*f[0] >= 0", by=["inv>=0 * f<=d0", "inv>=0 * center"], eq=["inv m: c"])
    d.have("x0<=1", "1 - inv*f[0] >= 0", by=["x0<=c", "c<=1"])
    for fact in ("t.positive here", "t.is here"):
        d.use(f"{fact} 0", fact, k="0", by=["x0<=1"])
    for fact in ("x>=0", "t power", "p.above"):
        d.instance(f"{fact} 0", fact, k="0")
    d.cite("x0 to c", curve, {"x": "inv*f[0]", "s": "t[0]", "y": "c", "t": "zeta"})
    d.cut("u(x0)<=u(c)", "x0 to c.4", "t.positive here 0", "t.is here 0", "zeta>0", "curve", "x>=0 0", "x0<=c")
    d.use("shrinks 0", "shrinks", k="0", by=["stays at 0", "x0<=1"])
    bound = f"(1 - (1 - c)*zeta^{j + 1})"
    by = ["shrinks 0", "u(x0)<=u(c)", "p.above 0 * t power 0"]
    d.have("first", f"E[0]({N.replace('[k]', '[0]')}) <= {bound}", by=by)
    d.use("first goes on", "goes on", k="0", by=["stays at 0", "x0<=1"])
    d.use("first leaves", "leaves high", k="0", by=["stays at 0", "x0<=1"])

    # -- Ville's inequality -----------------------------------------------------------------------------------------
    for fact in ("goes on", "leaves high", "shrinks"):
        d.cut(f"{fact} below", fact, "x<=1 below")
    d.have("1>0", "1 > 0", by=["1"])
    terms = {"t": ("k", "r^2 - <theta[k]-theta0, theta[k]-theta0>"), "X": ("k", U), "N": ("k", N)}
    premises = {"c>0": "1>0", "e[0]=1": "stays at 0", "X>=0": "U>=0", "leaves": "leaves high below"}
    premises |= {label: f"{label} below" for label in ("goes on", "shrinks")}
    d.cite("exit", proved("exit_by_potential"), {**terms, "c": "1", "x": bound}, premises)
    return d.qed("exit.1", "exit.2")


if __name__ == "__main__":
    print(derive().report())
