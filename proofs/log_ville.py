"""The logarithmic Ville bound: P(exit) <= u(c) + K(c) nu^2 x0^2, for c >= s0 x0 and x0^2 = F(theta0)/M0.

Here j is a literal integer in 1, ..., 31, with b = eta C sigma/(alpha (1 - eta C/2)) <= 1/(j+1), and
    u(c) = 1 - (1-c) zeta^(j+1),   K(c) = zeta^(2j+1),   where (j+1 - j c) zeta^j = j+1 and 0 <= c <= 1;
s0^2 = 1 - eta alpha (1 - eta C/2), nu^2 = eta^2 C sigma/2. For j = 1 the closed form is u(c) = (c/(2-c))^2. A
certificate takes a rational zeta >= 1 and c = (j+1)(1 - zeta^-j)/j: all that it needs is s0^2 F(theta0) <= c^2 M0, and
there is no root. The bound increases in c; at c = s0 x0 it is at most u(x0) <= x0^2, if x0 <= 1.

Let x = sqrt(F/M0), c = sqrt(S/M0) and y = sqrt(Q/M0) at theta[k] (see `model_root`), c <= x. The tangent of
G = zeta^(j+1) at c (see `log_curve`) gives the majorant
    u(y) = 1 - (1-y) G(y) <= 1 - (1-y)(G(c) + K(c) (y-c)) = 1 - G + K c - (2j+1)/(j+1) K c y + K y^2   for y <= 1,
and for y >= 1 the right side is at least 1. As c y >= B/M0 with E B = S, let N be the right side with B/M0 for c y: its
mean is at most u(c) + K(c) nu^2 F/M0, which the growth of u bounds by u(x). So u(x), or 1 if x >= 1, is a potential for
Ville's inequality.
"""

import sympy

from lojverify.derive import Derivation, Eq, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.derive.scripts import script
from lojverify.paper.setting import Run
from lojverify.paper.steps import Q, at_start, g, v


def problem(j: int = 1) -> Problem:
    p = Problem("log_ville" if j == 1 else f"log_ville_{j}", f"the logarithmic Ville bound with b = 1/{j + 1}")
    run = Run(p)
    run.positive("M0")
    run.assumptions()
    run.confined()
    p.assume("first", run.quadratic().subs(k, 0) >= run.M0, [-run.e[1] >= 0])
    bound = point(run, j)
    p.goal(run.M0 * (1 - mean(run.for_ever())) <= bound)
    p.goal(run.M0 * (1 - mean(run.e[k])) <= bound)
    return p


def point(run: Run, j: int) -> sympy.Expr:
    """The point (c, zeta), what is supposed of it and of the step size; returns M0 (u(c) + K(c) nu^2 x0^2)."""
    p, F0, M0, eta, C = run.problem, run.F(run.theta0), run.M0, run.eta, run.C
    p.assume("slow", 2 * (j + 1) * eta * C * run.sigma <= run.alpha * (2 - eta * C))
    c, zeta = p.constants("c zeta")
    p.assume("c>=0", c >= 0)
    p.assume("c<=1", c <= 1)
    p.assume("zeta>0", zeta > 0)
    p.assume("curve", Eq((j + 1 - j * c) * zeta**j, j + 1))
    p.assume("center", (1 - eta * run.alpha * (1 - eta * C / 2)) * F0 <= c**2 * M0)
    return M0 * (1 - (1 - c) * zeta ** (j + 1)) + zeta ** (2 * j + 1) * eta**2 * C * run.sigma / 2 * F0


def derive(j: int = 1) -> Proved:
    d = Derivation(problem(j))
    curve = curve_for(j)
    d.cite("descent", proved("descent_step"), note="(3.4), (3.6)")
    d.cite("crossing", proved("crossing_step"), note="(2.5)")
    at_start(d)
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.cut("in ball", "e.yes", "stays")
    d.use("F>=0", "loss>=0", y="theta[k]", by=["in ball"])
    d.use("F>=0 next", "F>=0", k="k+1", by=["stays next"])
    d.use("low", "lojasiewicz", y="theta[k]", by=["in ball"], note="(2.1)")
    d.have("alpha(2-eta C)>=0", "alpha*(2 - eta*C) >= 0", by=["slow", "eta>0 * C>0 * sigma>=0"])
    d.contradiction("eta C<=2", "2 - eta*C >= 0", by=["not * alpha>0", "alpha(2-eta C)>=0"])

    # -- f = sqrt(F), q = sqrt(Q), n = sqrt(S), and inv = 1/sqrt(M0) ------------------------------------------------
    d.define("quotient", "W", value="1", by="M0")
    d.cut("W M0", "W.times", "M0>0")
    d.contradiction("W>=0", "W >= 0", by=["not * M0>0", "1"], eq=["W M0"])
    d.root("inv", "W", "W>=0")
    d.root("f", "F(theta[k])", "F>=0", "k")
    d.define("root", "q", "k", value=Q)
    d.cut("q.sq", "q.square", "descent.2")
    S = f"(F(theta[k]) - eta*(1 - eta*C/2)*<{g}, {g}>)"
    d.define("root", "n", "k", value=S)
    d.cite("model", proved("model_root"))
    d.cut("n.sq", "n.square", "model.1")
    d.step("|g|^2>=0", "norm", vector=g)
    by = ["not * not", "not * f.nonnegative", "eta>0 * eta C<=2 * |g|^2>=0"]
    d.contradiction("n<=f", "n[k] <= f[k]", by=by, eq=["n.sq", "f.sq"])
    d.use("f.sq next", "f.sq", k="k+1", by=["stays next"])
    d.instance("f>=0 next", "f.nonnegative", k="k+1")
    by = ["not * not", "not * q.nonnegative", "descent.1"]
    d.contradiction("f<=q", "f[k+1] <= q[k]", by=by, eq=["f.sq next", "q.sq"])
    x, y, c, x_next = "inv*f[k]", "inv*q[k]", "inv*n[k]", "inv*f[k+1]"
    d.have("c>=0 at k", f"{c} >= 0", by=["inv.nonnegative * n.nonnegative"])
    d.have("c<=x", f"{c} <= {x}", by=["inv.nonnegative * n<=f"])
    d.have("x>=0 next", f"{x_next} >= 0", by=["inv.nonnegative * f>=0 next"])
    d.have("x<=y", f"{x_next} <= {y}", by=["inv.nonnegative * f<=q"])

    # -- the points (x, t), (y, h), (c, s) on the curve, and the potential X = u(x), or 1 if x >= 1 -----------------
    for name, place in (("t", x), ("h", y), ("s", c)):
        on_curve(d, j, name, place)
    G, K = f"s[k]^{j + 1}", f"s[k]^{2 * j + 1}"
    d.define("positive_part", "p", "k", value=f"1 - {x}")
    X = f"(1 - p[k]*t[k]^{j + 1})"
    for label, name, n in (("t power", "t", j + 1), ("G>=0", "s", j + 1), ("K>=0", "s", 2 * j + 1)):
        d.have(label, f"{name}[k]^{n} >= 0", by=[f"[{name}[k]^{n // 2}]" + f" * {name}.nonnegative" * (n % 2)])
    d.assume("x<1", f"1 - {x} > 0")
    d.assume("x>=1", f"{x} - 1 >= 0")
    d.contradiction("p small", f"p[k] <= 1 - {x}", by=["not * not", "not * x<1"], eq=["p.either"])
    d.contradiction("p zero", "p[k] <= 0", by=["not * not", "not * x>=1"], eq=["p.either"])

    # -- X >= 0, and X < 1 only if F < M0 ---------------------------------------------------------------------------
    at_x, at_y, at_c = {"y": x, "t": "t[k]"}, {"y": y, "t": "h[k]"}, {"x": c, "s": "s[k]"}
    d.cite("c to x", curve, {**at_c, **at_x})
    d.cite("c to y", curve, {**at_c, **at_y})
    d.cite("x to y", curve, {"x": x_next, "s": "t[k+1]", **at_y})
    d.have("t room", f"{j + 1} - {j}*{x} > 0", by=["x<1", "1"])
    here = [cut_here(d, "t.positive", "t room"), cut_here(d, "t.is", "t room")]
    d.cut("u(x)>=0", "c to x.5", *here)
    d.have("X>=0 low", f"{X} >= 0", by=["u(x)>=0", "p small * t power"])
    d.have("X>=1", f"{X} >= 1", by=["p zero * t power"])
    d.have("X>=0 high", f"{X} >= 0", by=["X>=1", "1"])
    d.cases("X>=0", "X>=0 low", "X>=0 high", f"1 - {x} >= 0")
    d.assume("below", f"1 - {X} > 0")
    d.have("bad", "0 > 0", by=["X>=1", "below"])
    d.step("absurd", "absurd", fact="bad", goal=f"1 - {x} > 0")
    d.cases("x<1 below", "x<1", "absurd", f"1 - {x} >= 0")
    by = ["not * W>=0", "x<1 * inv.nonnegative * f.nonnegative", "x<1"]
    d.contradiction("loss low", "M0 - F(theta[k]) > 0", by=by, eq=["f.sq: W", "inv.sq: f[k]^2", "W M0"])

    # -- the majorant N ---------------------------------------------------------------------------------------------
    B = f"(F(theta[k]) + (C*eta^2 - eta)/2*<{g}, {v}> - eta/2*<{g}, {g}>)"
    N = f"(W*{K}*({Q} - {2 * j + 1}/{j + 1}*{B}) + 1 - {G} + {K}*{c})"
    d.assume("c<=1 at k", f"1 - {c} >= 0")
    d.have("s room", f"{j + 1} - {j}*{c} > 0", by=["c<=1 at k", "1"])
    at_s = [cut_here(d, "s.positive", "s room"), cut_here(d, "s.is", "s room")]
    d.have(
        "N>=P",
        f"{N} >= 1 - (1 - {y})*({G} + {K}*({y} - {c}))",
        by=["K>=0 * model.2 * W>=0"],
        eq=[f"q.sq: W*{K}", f"inv.sq: {K}*q[k]^2", f"inv.sq: {K}*q[k]*n[k]", f"s.is here: {G}", f"s.is here: {G}*{y}"],
    )
    d.assume("y>=1", f"{y} - 1 >= 0")
    beyond = ["y>=1 * G>=0", "y>=1 * y>=1 * K>=0", "y>=1 * c<=1 at k * K>=0"]
    d.have("N>=1", f"{N} >= 1", by=["N>=P", *beyond])
    d.assume("y<1", f"1 - {y} > 0")
    d.have("h room", f"{j + 1} - {j}*{y} > 0", by=["y<1", "1"])
    at_h = [cut_here(d, "h.positive", "h room"), cut_here(d, "h.is", "h room")]
    d.cut("tangent", "c to y.1", *at_s, *at_h)
    d.have("N>=u(y)", f"{N} >= 1 - (1 - {y})*h[k]^{j + 1}", by=["N>=P", "y<1 * tangent"])

    # -- the run stays: X[k+1] <= N[k] ------------------------------------------------------------------------------
    for fact in ("t.positive", "t.is", "t power", "p.nonnegative", "p.above"):
        d.instance(f"{fact} next", fact, k="k+1")
    d.have("t room next", f"{j + 1} - {j}*{x_next} > 0", by=["y<1", "x<=y", "1"])
    at_t = [cut_here(d, "t.positive next", "t room next"), cut_here(d, "t.is next", "t room next")]
    d.cut("u rises", "x to y.4", *at_t, *at_h, "x>=0 next", "x<=y")
    X_next = X.replace("[k]", "[k+1]")
    d.have("goes on low", f"{X_next} <= {N}", by=["N>=u(y)", "u rises", "p.above next * t power next"])
    d.have("goes on high", f"{X_next} <= {N}", by=["N>=1", "p.nonnegative next * t power next"])
    d.cases("goes on", "goes on low", "goes on high", f"1 - {y} >= 0", note="the run stays: (3.4)")

    # -- the run leaves: N[k] >= 1 ----------------------------------------------------------------------------------
    d.assume("Q high", f"{Q} - M0 >= 0")
    by = ["not * inv.nonnegative * q.nonnegative", "not", "Q high * W>=0"]
    d.contradiction("y high", f"{y} - 1 >= 0", by=by, eq=["q.sq: W", "inv.sq: q[k]^2", "W M0"])
    d.cut("N high", "N>=1", "y high")
    d.cut("leaves", "N high", "crossing", note="the run leaves: (2.5)")

    # -- E N <= u(c) + K nu^2 F/M0 <= X -----------------------------------------------------------------------------
    d.instance("unbiased", "zero_mean", y=g, note="(2.11), zero mean")
    nu = "eta^2*C*sigma/2"
    curved = [f"s.is here: {G}*{c}", f"n.sq: W*{K}", f"inv.sq: {K}*n[k]^2"]
    d.have(
        "N mean",
        f"E[k]({N}) <= 1 - (1 - {c})*{G} + {K}*{nu}*W*F(theta[k])",
        by=["K>=0 * W>=0 * C>0 * eta>0 * eta>0 * second_moment"],
        eq=[*(f"unbiased: W*{K}*{a}" for a in ("eta", "C*eta^2")), *curved],
    )
    d.have("c<=1 low", f"1 - {c} >= 0", by=["x<1", "c<=x"])
    d.cut("u grows", "c to x.2", *at_s, *here, "c>=0 at k", "c<=x")
    d.have(
        "gap times",
        f"2*{j + 1}*{nu}*F(theta[k]) <= eta*(1 - eta*C/2)*<{g}, {g}>",
        by=["eta>0 * slow * F>=0", "low * eta>0 * eta C<=2"],
    )
    d.have(
        "shrinks",
        f"E[k]({N}) <= {X}",
        by=["N mean", "u grows", "p small * t power", "gap times * W>=0 * K>=0"],
        eq=[f"n.sq: W*{K}", f"inv.sq: {K}*n[k]^2", f"f.sq: W*{K}", f"inv.sq: {K}*f[k]^2"],
    )

    # -- the first step ---------------------------------------------------------------------------------------------
    d.use("n.sq 0", "n.sq", k="0", by=["stays at 0"])
    d.use("low 0", "low", k="0", by=["stays at 0"])
    d.instance("c>=0 at 0", "c>=0 at k", k="0")
    s2 = "(1 - eta*alpha*(1 - eta*C/2))"
    d.have("n^2<=s2 F0", f"n[0]^2 <= {s2}*F(theta0)", by=["low 0 * eta>0 * eta C<=2"], eq=["n.sq 0", f"F start: {s2}"])
    by = ["not * not", "not * c>=0", "n^2<=s2 F0 * W>=0", "center * W>=0"]
    d.contradiction("c0<=c", "c - inv*n[0] >= 0", by=by, eq=["inv.sq: n[0]^2", "W M0: c^2"])
    d.have("c0<=1", "1 - inv*n[0] >= 0", by=["c0<=c", "c<=1"])
    for fact in ("s.positive here", "s.is here"):
        d.use(f"{fact} 0", fact, k="0", by=["c0<=1"])
    d.cite("c0 to c", curve, {"x": "inv*n[0]", "s": "s[0]", "y": "c", "t": "zeta"})
    for n in (3, 4):
        d.cut(f"start {n}", f"c0 to c.{n}", "s.positive here 0", "s.is here 0", "zeta>0", "curve", "c>=0 at 0", "c0<=c")
    d.use("N mean 0", "N mean", k="0", by=["stays at 0", "c0<=1"])
    bound = f"(1 - (1 - c)*zeta^{j + 1} + zeta^{2 * j + 1}*{nu}*W*F(theta0))"
    d.instance("s>=0 at 0", "s.nonnegative", k="0")
    mixed = [f"start 3 * [{squares(a, 2 * j - a)}]" + " * zeta>0 * s>=0 at 0" * (a % 2) for a in range(2 * j + 1)]
    d.have("K rises", f"zeta^{2 * j + 1} - s[0]^{2 * j + 1} >= 0", by=mixed)
    d.have("center in ball", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.use("F0>=0", "loss>=0", y="theta0", by=["center in ball"])
    d.have(
        "first mean",
        f"E[0]({N.replace('[k]', '[0]')}) <= {bound}",
        by=["N mean 0", "start 4", "K rises * C>0 * sigma>=0 * W>=0 * F0>=0 * [eta]"],
        eq=[f"F start: s[0]^{2 * j + 1}*{nu}*W"],
    )
    d.use("first goes on", "goes on", k="0", by=["stays at 0", "c0<=1"])
    d.instance("N high 0", "N high", k="0")
    d.cut("first leaves", "N high 0", "first", "stays at 0", "c0<=1")

    # -- Ville's inequality -----------------------------------------------------------------------------------------
    d.cut("goes on below", "goes on", "c<=1 low", "x<1 below")
    d.cut("leaves below", "leaves", "loss low", "c<=1 low", "x<1 below")
    d.cut("shrinks below", "shrinks", "c<=1 low", "x<1 below")
    d.have("1>0", "1 > 0", by=["1"])
    terms = {"t": ("k", "r^2 - <theta[k]-theta0, theta[k]-theta0>"), "X": ("k", X), "N": ("k", N)}
    premises = {"c>0": "1>0", "e[0]=1": "stays at 0", "first": "first mean"}
    premises |= {label: f"{label} below" for label in ("goes on", "leaves", "shrinks")}
    d.cite("exit", proved("exit_by_potential"), {**terms, "c": "1", "x": bound}, premises)
    whole = f"M0*(1 - (1 - c)*zeta^{j + 1}) + zeta^{2 * j + 1}*{nu}*F(theta0)"
    for n, stay in (("1", "e_inf"), ("2", "e[k]")):
        unit = [f"W M0: zeta^{2 * j + 1}*{nu}*F(theta0)"]
        d.have(f"bound {n}", f"M0*(1 - mean({stay})) <= {whole}", by=[f"exit.{n} * M0>0"], eq=unit)
    return d.qed("bound 1", "bound 2")


def squares(a: int, b: int) -> str:
    """A term whose square, times zeta s[0] if a and b are odd, is zeta^a s[0]^b."""
    return "*".join(["1", *(f"{x}^{n // 2}" for x, n in (("zeta", a), ("s[0]", b)) if n > 1)])


def cut_here(d: Derivation, fact: str, by: str) -> str:
    """The fact without the assumption proved by another; returns its label."""
    d.cut(f"{fact} here", fact, by)
    return f"{fact} here"


def curve_for(j: int) -> Proved:
    """What `log_curve` proves for j; for j = 1 it is cited, so that a transcript knows that it rests on it."""
    return proved("log_curve") if j == 1 else script("log_curve").derive(j)


def on_curve(d: Derivation, j: int, name: str, place: str) -> None:
    """Define the process z with (j+1 - j place) z^j = j+1 (``z.is``), z > 0 (``z.positive``).

    Both if j+1 - j place > 0 (``z.room``).
    """
    room = f"({j + 1} - {j}*{place})"
    d.assume(f"{name}.room", f"{room} > 0")
    d.define("quotient", f"{name}j", "k", value=j + 1, by=room)
    d.contradiction(f"{name}j>=0", f"{name}j[k] >= 0", by=[f"not * {name}.room"], eq=[f"{name}j.times"])
    if j > 1:
        d.define("nth_root", name, "k", value=f"{name}j[k]", degree=j)
        d.cut(f"{name}.root", f"{name}.power", f"{name}j>=0")
    else:
        d.define("positive_part", name, "k", value=f"{name}j[k]")
        by = ["not * not", f"not * {name}j>=0"]
        d.contradiction(f"{name} small", f"{name}[k] <= {name}j[k]", by=by, eq=[f"{name}.either"])
        d.step(f"{name}.root", "antisymmetry", first=f"{name}.above", second=f"{name} small")
    d.have(f"{name}.is", f"{room}*{name}[k]^{j} = {j + 1}", eq=[f"{name}.root: {room}", f"{name}j.times"])
    powers = f" * {name}.nonnegative" * (j - 1)
    d.contradiction(f"{name}.positive", f"{name}[k] > 0", by=[f"not * {name}.room{powers}"], eq=[f"{name}.is"])


if __name__ == "__main__":
    print(derive().report())
