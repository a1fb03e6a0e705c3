"""P(exit within N steps) <= (1 + zeta)^2 gamma F(theta0)/(r - Lam f0)^2, where Lam and gamma grow with N.

For any 0 < p <= eta (1 - eta C/2) and A = rho1 + p alpha, let Lam^2 = (eta^2/p)(A + A^2 + ... + A^N) and
gamma = eta^2 sigma (1 + rho1 + ... + rho1^(N-1)); zeta^2 is C/2 times what Lam^2 is for N - 1. With
p = eta sqrt(rho1 alpha)/Lam and N infinite this is `drift_martingale`; with p = eta (1 - eta C/2) the drift is at most
about sqrt(N eta F(theta0)), as that of a gradient flow. Roots, sums and quotients enter by bounds.

With k steps gone the weights are x[k] = (eta^2/p)(A + ... + A^(N-k)) for Lam^2 and c[k] for gamma, which run backwards:
x[k+1] = x[k]/A - eta^2/p. So A^k x[k] = x[0] - (eta^2/p)(A + ... + A^k) stays nonnegative up to N. The envelope is
    (eta |g| + sqrt(x') T)^2 <= (eta^2/p + x')(p |g|^2 + T^2) <= (eta^2/p + x') A F = x F,
by Cauchy and Schwarz and because p |g|^2 + T^2 = (1 + nu^2) F - (eta (1 - eta C/2) - p)|g|^2 and |g|^2 >= alpha F.
"""

import sympy

from lojverify.derive import Derivation, Eq, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.drift import MEAN_MODEL, B, drift_roots
from lojverify.paper.setting import Run
from lojverify.paper.steps import Q, g
from lojverify.paper.stopped import RHO1

FIRST = "x.start: Ainv - 1"  # from x[1] = Ainv x[0] - unit and x[0] = x0


def problem() -> Problem:
    p = Problem("drift_martingale_within", "the exit probability within a number of steps, by drift and martingale")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    eta, rho1 = run.eta, run.rho1
    run.positive("p")
    weight = sympy.Symbol("p")
    p.assume("p small", weight <= eta * (1 - eta * run.C / 2))
    unit, least, x0, c0 = p.constants("unit least x0 c0")
    p.assume("unit large", unit * weight >= eta**2)
    p.assume("least large", least >= eta**2 * run.sigma)
    sums = []
    for name, factor in (("A", rho1 + weight * run.alpha), ("R", rho1)):
        rate, inverse = p.constants(f"{name} {name}inv")
        p.assume(f"{name}>0", rate > 0)
        p.assume(f"{name} large", rate >= factor)
        p.assume(f"{name} inverse", Eq(rate * inverse, 1))
        power, total = sympy.IndexedBase(f"b{name}"), sympy.IndexedBase(f"s{name}")
        p.define("recursion", f"b{name}", "k", level=None, start=1, step=rate * power[k])
        p.define("recursion", f"s{name}", "k", level=None, start=0, step=total[k] + power[k])
        sums.append(total[k])
    A, Ainv = sympy.symbols("A Ainv")
    p.assume("x0>=0", x0 >= 0)
    p.assume("x falls", Ainv * x0 - unit <= x0)
    zeta, lam, f0, L = p.constants("zeta lam f0 L")
    p.assume("zeta>0", zeta > 0)
    p.assume("zeta large", 2 * zeta**2 >= run.C * (Ainv * x0 - unit))
    p.assume("lam>=0", lam >= 0)
    p.assume("lam^2>=x0", lam**2 >= x0)
    p.assume("f0>=0", f0 >= 0)
    p.assume("f0^2>=F0", f0**2 >= run.F(run.theta0))
    p.assume("L>0", L > 0)
    p.assume("L small", L + lam * f0 <= run.r)
    bound = (1 + zeta) ** 2 * c0 * run.F(run.theta0)
    within = [x0 - unit * A * sums[0] >= 0, c0 - least * sums[1] >= 0]
    p.goal(L**2 * (1 - mean(run.e[k])) <= bound, within)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name, value in (("G", f"<{g}, {g}>"), ("f", "F(theta[k])"), ("T", MEAN_MODEL), ("q", Q)):
        d.define("root", name, "k", value=value)
    drift_roots(d)
    d.use("low", "lojasiewicz", y="theta[k]", by=["in ball"], note="(2.1)")

    # -- the weights, backwards: x and c, with their bits ------------------------------------------------------------
    d.contradiction("unit>0", "unit > 0", by=["not * p>0", "unit large", "eta>0 * eta>0"])
    d.have("least>=0", "least >= 0", by=["least large", "eta>0 * eta>0 * sigma>=0"])
    d.define("recursion", "x", "k", level=None, start="x0", step="Ainv*x[k] - unit")
    d.define("recursion", "c", "k", level=None, start="c0", step="Rinv*(c[k] - least)")
    for name, w, gap, spent, room in (
        ("A", "x", "unit*A", "unit>0 * A>0", "x0 - unit*A*sA[k] >= 0"),
        ("R", "c", "least", "least>=0", "c0 - least*sR[k] >= 0"),
    ):
        d.have(f"b{name} at 0", f"b{name}[0] > 0", by=["1"], eq=[f"b{name}.start"])
        d.assume(f"b{name} so far", f"b{name}[k] > 0")
        d.have(f"b{name} next", f"b{name}[k+1] > 0", by=[f"{name}>0 * b{name} so far"], eq=[f"b{name}.step"])
        ends = {"start": f"b{name} at 0", "step": f"b{name} next"}
        d.step(f"b{name}>0", "induction", **ends, letter="k", condition=f"b{name}[k] > 0")
        left = f"b{name}[k]*{w}[k] = {w}0 - {gap}*s{name}[k]"
        start = [f"b{name}.start: {w}[0]", f"{w}.start", f"s{name}.start: {gap}"]
        d.have(f"{w} left at 0", left.replace("[k]", "[0]"), eq=start)
        d.assume(f"{w} left so far", left)
        back = f"{name}*{w}[k+1] = {w}[k] - {gap}"
        undone = "x[k]" if w == "x" else "c[k] - least"
        d.have(f"{w} back", back, eq=[f"{w}.step: {name}", f"{name} inverse: {undone}"])
        eq = [f"b{name}.step: {w}[k+1]", f"{w} back: b{name}[k]", f"{w} left so far", f"s{name}.step: {gap}"]
        d.have(f"{w} left next", left.replace("[k]", "[k+1]"), eq=eq)
        ends = {"start": f"{w} left at 0", "step": f"{w} left next"}
        d.step(f"{w} left", "induction", **ends, letter="k", condition=left)
        d.assume(f"{w} room", room)
        d.contradiction(f"{w}>=0", f"{w}[k] >= 0", by=[f"not * b{name}>0", f"{w} room"], eq=[f"{w} left"])

        # The bit o of w >= 0 decreases: w[k+1] >= 0 only if w[k] >= 0.
        o = f"o{name}"
        d.define("bit", o, "k", value=f"{w}[k]")
        d.have(f"{o}>=0", f"{o}[k] >= 0", by=[f"[{o}[k]]"], eq=[f"{o}.bit"])
        d.have(f"{o}<=1", f"1 - {o}[k] >= 0", by=[f"[1 - {o}[k]]"], eq=[f"{o}.bit"])
        for label in (f"{o}.bit", f"{o}.yes", f"{o}>=0", f"{o}<=1"):
            d.instance(f"{label} next", label, k="k+1")
        d.assume(f"{o} next on", f"{o}[k+1] - 1 >= 0")
        d.assume(f"{o} next over", f"-{o}[k+1] >= 0")
        d.assume(f"{o} over", f"-{o}[k] >= 0")
        d.cut(f"{w}'>=0", f"{o}.yes next", f"{o} next on")
        d.have(f"{w} back>=0", f"{w}[k] >= 0", by=[f"{name}>0 * {w}'>=0", spent], eq=[f"{w} back"])
        d.cut(f"{w}<0", f"{o}.no", f"{o} over")
        d.have(f"{o} bad", "0 > 0", by=[f"{w}<0", f"{w} back>=0"])
        d.step(f"{o} falls, not", "absurd", fact=f"{o} bad", goal=f"{o}[k] - {o}[k+1] >= 0")
        d.assume(f"{o} on", f"{o}[k] - 1 >= 0")
        d.have(f"{o} falls, on", f"{o}[k] - {o}[k+1] >= 0", by=[f"{o} on", f"{o}<=1 next"])
        d.split(f"{o} falls early", f"{o}[k]", f"{o}.bit", f"{o} falls, on", f"{o} falls, not")
        d.have(f"{o} falls late", f"{o}[k] - {o}[k+1] >= 0", by=[f"{o}>=0", f"{o} next over"])
        d.split(f"{o} falls", f"{o}[k+1]", f"{o}.bit next", f"{o} falls early", f"{o} falls late")

    # -- b = oA oR, the bit of the horizon ---------------------------------------------------------------------------
    d.define("abbreviation", "b", "k", value="oA[k]*oR[k]")
    d.instance("b next", "b.is", k="k+1")
    eq = ["b.is: b[k] + oA[k]*oR[k] - 1", "oA.bit: oR[k]^2", "oR.bit: oA[k]"]
    d.have("b bit", "b[k]^2 = b[k]", eq=eq)
    by = ["oA falls * oR>=0", "oA>=0 next * oR falls"]
    d.have("b decreases", "b[k] - b[k+1] >= 0", by=by, eq=["b.is", "b next"])
    d.assume("on", "b[k] - 1 >= 0")
    d.have("oA on here", "oA[k] - 1 >= 0", by=["on", "oA>=0 * oR<=1"], eq=["b.is"])
    d.have("oR on here", "oR[k] - 1 >= 0", by=["on", "oR>=0 * oA<=1"], eq=["b.is"])
    d.cut("x on", "oA.yes", "oA on here")
    d.cut("c on", "oR.yes", "oR on here")
    d.assume("within", "b[k+1] - 1 >= 0")
    d.use("x' on", "x on", k="k+1", by=["within"])
    d.use("c' on", "c on", k="k+1", by=["within"])
    d.have("x here", "x[k] >= 0", by=["A>0 * x' on", "unit>0 * A>0"], eq=["x back"])

    # -- the envelope ------------------------------------------------------------------------------------------------
    d.define("root", "Lam", "k", value="x[k]")
    d.cut("Lam.sq", "Lam.square", "x here")
    d.instance("Lam' square", "Lam.square", k="k+1")
    d.cut("Lam'.sq", "Lam' square", "x' on")
    d.have("p rest>=0", f"{B} - p >= 0", by=["p small"])
    narrow = "p*G[k]^2 + T[k]^2 <= A*F(theta[k])"
    d.have("narrow", narrow, by=["p rest>=0 * low", "A large * F>=0"], eq=["T.sq", "G.sq: p"])
    d.have("pG^2+T^2>=0", "p*G[k]^2 + T[k]^2 >= 0", by=["p>0 * [G[k]]", "[T[k]]"])
    d.have("unit+x'>=0", "unit + x[k+1] >= 0", by=["unit>0", "x' on"])
    cauchy = "p*(eta*G[k] + Lam[k+1]*T[k])^2 <= p*(unit + x[k+1])*(p*G[k]^2 + T[k]^2)"
    by = ["unit large * pG^2+T^2>=0", "[eta*T[k] - p*Lam[k+1]*G[k]]"]
    d.have(
        "cauchy",
        cauchy,
        by=by,
        eq=["Lam'.sq: p*(p*G[k]^2 + T[k]^2) - p*T[k]^2", "Lam'.sq: p*T[k]^2", "Lam'.sq: p^2*G[k]^2"],
    )
    d.have("Lam f>=0", "Lam[k]*f[k] >= 0", by=["Lam.nonnegative * f.nonnegative"])
    squares = ["Lam.sq: f[k]^2", "f.sq: x[k]", "x back: F(theta[k])"]
    by = ["not * not * p>0", "not * Lam f>=0 * p>0", "cauchy", "p>0 * unit+x'>=0 * narrow"]
    d.contradiction(
        "envelope",
        "eta*G[k] + Lam[k+1]*T[k] <= Lam[k]*f[k]",
        by=by,
        eq=[f"{one.partition(': ')[0]}: p*({one.partition(': ')[2]})" for one in squares],
    )

    # -- what else `drift_martingale_until` supposes -----------------------------------------------------------------
    by = ["R large * c' on", "least large"]
    d.have("c falls", f"c[k] >= eta^2*sigma + {RHO1}*c[k+1]", by=by, eq=["c back"])
    d.contradiction("Ainv>0", "Ainv > 0", by=["not * A>0", "1"], eq=["A inverse"])
    d.instance("x at 1", "x.step", k="0")
    d.instance("x later", "x.step", k="k+1")
    falls, low = "x[k+1] <= x[k]", "x[k+1] <= x[1]"
    d.have("x falls at 0", falls.replace("[k]", "[0]").replace("[k+1]", "[1]"), by=["x falls"], eq=["x at 1", FIRST])
    d.assume("x falls so far", falls)
    d.have("x falls next", "x[k+2] <= x[k+1]", by=["Ainv>0 * x falls so far"], eq=["x later", "x.step"])
    d.step("x falls always", "induction", start="x falls at 0", step="x falls next", letter="k", condition=falls)
    d.have("x low at 0", "x[1] <= x[1]")
    d.assume("x low so far", low)
    d.instance("x falls later", "x falls always", k="k+1")
    d.have("x low next", "x[k+2] <= x[1]", by=["x low so far", "x falls later"])
    d.step("x low", "induction", start="x low at 0", step="x low next", letter="k", condition=low)
    eq = ["Lam'.sq: C", "x at 1: C", "x.start: C*Ainv"]
    d.have("zeta enough", "2*zeta^2 >= C*Lam[k+1]^2", by=["zeta large", "C>0 * x low"], eq=eq)
    d.instance("Lam at 0", "Lam.square", k="0")
    d.have("x[0]>=0", "x[0] >= 0", by=["x0>=0"], eq=["x.start"])
    d.cut("Lam[0].sq", "Lam at 0", "x[0]>=0")
    d.instance("Lam[0]>=0", "Lam.nonnegative", k="0")
    by = ["not * not", "not * lam>=0", "lam^2>=x0"]
    d.contradiction("Lam[0]<=lam", "Lam[0] <= lam", by=by, eq=["Lam[0].sq", "x.start"])
    d.have("room", "L + Lam[0]*f0 <= r", by=["L small", "Lam[0]<=lam * f0>=0"])
    d.have("0>=0", "0 >= 0")
    d.have("0<=Lam f0", "0 <= Lam[0]*f0", by=["Lam[0]>=0 * f0>=0"])
    premises = {"Lam>=0": "Lam.nonnegative", "gamma>=0": "c on", "gamma large": "c falls", "zeta large": "zeta enough"}
    premises |= {"L small": "room", "h>=0": "0>=0", "h<=Lam f0": "0<=Lam f0"}
    d.cite("exit", proved("drift_martingale_until"), {"gamma": ("k", "c[k]"), "h": "0"}, premises)

    # -- within the horizon b = 1 ------------------------------------------------------------------------------------
    for o, w in (("oA", "x"), ("oR", "c")):
        d.cut(f"{w}<0, over", f"{o}.no", f"{o} over")
        d.have(f"{o} no", "0 > 0", by=[f"{w}<0, over", f"{w}>=0"])
        d.step(f"{o} yes, not", "absurd", fact=f"{o} no", goal=f"{o}[k] - 1 >= 0")
        d.split(f"{o} yes", f"{o}[k]", f"{o}.bit", f"{o} on", f"{o} yes, not")
        d.have(f"{o} most", f"1 - {o}[k] >= 0", by=[f"{o}<=1"])
        d.step(f"{o}=1", "antisymmetry", first=f"{o} yes", second=f"{o} most")
    spare = "(1 + zeta)^2*c0*F(theta0) - L^2*(1 - mean(e[k]))"
    d.have("b=1", "b[k] - 1 = 0", eq=["b.is", "oA=1: oR[k]", "oR=1"])
    eq = [f"b=1: zeta*({spare})", "c.start: b[k]*zeta*(1 + zeta)^2*F(theta0)"]
    d.contradiction("bound", f"{spare} >= 0", by=["not * zeta>0", "exit"], eq=eq)
    return d.qed("bound")


if __name__ == "__main__":
    print(derive().report())
