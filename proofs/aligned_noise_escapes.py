"""What holds of Theorem 4.4: the run leaves almost surely if the mean length of the noise exceeds |grad F| on the ball.

With the noise |Z_k| u for k > 0 and |grad F| <= G < m on the ball, <theta_1 - theta_k, u> is at least the sum S[k] of
the eta_i (|Z_i| - G) over 0 < i < k as long as the run stays, so S[k] <= 2 r then. But S outgrows every bound almost
surely, `drift_outgrows_noise`: it lies below M = 2 r + (1 - e) V, V the sum of the eta_i |Z_i|, which is 2 r as long as
the run stays.
"""

import sympy

from lojverify.derive import Derivation, Eq, Problem, Proved, norm2, proved
from lojverify.paper.escape import EscapeRun, bounded_steps, later_steps_diverge, norms
from lojverify.paper.powers import laws
from lojverify.paper.steps import bit_range


def problem() -> Problem:
    p = Problem("aligned_noise_escapes", "aligned noise longer than the gradient leaves the ball almost surely")
    run = EscapeRun(p)
    run.noise()
    (G,) = p.constants("G")
    p.assume("G>=0", G >= 0)
    p.assume("m>G", sympy.Symbol("m") > G)
    p.assume("|grad F|<=G", norm2(run.F.grad(run.y)) <= G**2, [run.inside(run.y)])
    p.goal(Eq(run.for_ever(), 0))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    norms(d)
    bit_range(d)
    laws(d, "s0", "t0")
    bounded_steps(d)

    # -- the sums S of eta_i (|Z_i| - G) and V of eta_i |Z_i| over 0 < i < k -------------------------------------------
    d.define("recursion", "wt", "k", level=None, start="0", step="eta[k+1]")
    d.instance("eta>0 later", "eta>0", k="k+1")
    d.instance("eta<=b later", "eta<=b", k="k+1")
    d.have("b>0", "b > 0", by=["eta>0", "eta<=b"])
    d.induct("wt>=0", "k", "wt[k] >= 0", ["eta>0 later"], ["wt.step"], ([], ["wt.start"]))
    d.induct("wt<=b", "k", "wt[k] <= b", ["eta<=b later"], ["wt.step"], (["b>0"], ["wt.start"]))
    d.define("recursion", "h", "k", level=None, start="0", step="h[k] + wt[k]")
    d.define("recursion", "S", "k", level=0, start="0", step="S[k] + wt[k]*(size[k] - G)")
    d.define("recursion", "V", "k", level=0, start="0", step="V[k] + wt[k]*size[k]")
    d.have("longer", "wt[k]*size[k] >= 0", by=["wt>=0 * size.nonnegative"])
    d.induct("V>=0", "k", "V[k] >= 0", ["so far", "longer"], ["V.step"], ([], ["V.start"]))
    d.have("slower", "wt[k]*G >= 0", by=["wt>=0 * G>=0"])
    eq, start = ["S.step", "V.step"], ([], ["S.start", "V.start"])
    d.induct("S<=V", "k", "V[k] - S[k] >= 0", ["so far", "slower"], eq, start)

    d.instance("h at 1", "h.step", k="0")
    d.instance("h later", "h.step", k="k+1")
    d.have("h start", "h[1] = 0", eq=["h at 1", "h.start", "wt.start"])
    d.have("h goes on", "h[k+2] = h[k+1] + eta[k+1]", eq=["h later", "wt.step"])
    later_steps_diverge(d, "h[k+1]", "h start", "h goes on")

    # -- as long as the run stays, S[k] <= <theta[1] - theta[k], u> <= 2 r ---------------------------------------------
    ahead = "(<theta[1]-theta[k+1], u> - S[k+1])"
    d.assume("stays", "e[k] - 1 >= 0")
    d.cut("inside", "e.yes", "stays")
    d.use("slope", "|grad F|<=G", y="theta[k]", by=["inside"])
    g = "grad F(theta[k])"
    d.step("cauchy", "cauchy_schwarz", first=g, second="u")
    by, eq = ["not * not", "not * G>=0", "cauchy", "slope"], [f"|u|=1: <{g}, {g}>"]
    d.contradiction("uphill", f"<{g}, u> >= -G", by=by, eq=eq)
    d.instance("moves", "iteration", k="k+1", y="u")
    d.instance("noise u", "aligned", y="u")
    for fact in ("S.step", "uphill", "e.bit", "e>=0", "e<=1"):
        d.instance(f"{fact} later", fact, k="k+1")
    d.instance("falls later", "e.decreases", k="k+1")
    claim = f"e[k+1]*{ahead} >= 0"
    d.assume("ahead so far", claim)
    d.assume("stays twice", "e[k+2] - 1 >= 0")
    d.have("stays once", "e[k+1] - 1 >= 0", by=["stays twice", "falls later"])
    d.have("1>=e", "1 - e[k+1] >= 0", by=["e<=1 later"])
    d.step("e=1", "antisymmetry", first="stays once", second="1>=e")
    d.have("ahead now", f"{ahead} >= 0", by=["ahead so far"], eq=[f"e=1: {ahead}"])
    d.cut("uphill now", "uphill later", "stays once")
    later = "(<theta[1]-theta[k+2], u> - S[k+2])"
    by = ["ahead now", "eta>0 later * uphill now"]
    eq = ["moves", "noise u: eta[k+1]", "S.step later", "wt.step: size[k+1] - G", "|u|=1: eta[k+1]*size[k+1]"]
    d.have("ahead then", f"{later} >= 0", by=by, eq=eq)
    d.instance("e bit 2", "e.bit", k="k+2")
    d.instance("e>=0 at 2", "e>=0", k="k+2")
    d.have("ahead yes", f"e[k+2]*{later} >= 0", by=["e>=0 at 2 * ahead then"])
    d.assume("gone", "-e[k+2] >= 0")
    d.step("e=0", "antisymmetry", first="e>=0 at 2", second="gone")
    d.have("ahead no", f"e[k+2]*{later} >= 0", eq=[f"e=0: {later}"])
    d.split("ahead next", "e[k+2]", "e bit 2", "ahead yes", "ahead no")
    d.instance("S.step at 0", "S.step", k="0")
    eq = ["S.step at 0: e[1]", "S.start: e[1]", "wt.start: e[1]*(size[0] - G)"]
    d.have("ahead at 0", "e[1]*(<theta[1]-theta[1], u> - S[1]) >= 0", eq=eq)
    d.step("ahead", "induction", start="ahead at 0", step="ahead next", letter="k", condition=claim)

    # So S[k] <= 2 r where e[k] = 1.
    off = "theta[k]-theta0"
    d.step("cauchy off", "cauchy_schwarz", first=off, second="u")
    by, eq = ["not * not", "not * r>0", "cauchy off", "inside"], [f"|u|=1: <{off}, {off}>"]
    for label, sign in (("forth", ""), ("back", "-")):
        d.contradiction(label, f"r >= {sign}<{off}, u>", by=by, eq=eq)
    d.induct("e falls", "k", "e[1] - e[k+1] >= 0", ["so far", "falls later"])
    d.assume("stays to k+1", "e[k+1] - 1 >= 0")
    d.have("stays at 1", "e[1] - 1 >= 0", by=["stays to k+1", "e falls"])
    d.use("theta 1", "forth", k="1", by=["stays at 1"])
    d.use("theta k", "back", k="k+1", by=["stays to k+1"])
    d.have("short yes", "e[k+1]*(2*r - S[k+1]) >= 0", by=["ahead", "e>=0 later * theta 1", "e>=0 later * theta k"])
    d.assume("gone once", "-e[k+1] >= 0")
    d.step("e=0 later", "antisymmetry", first="e>=0 later", second="gone once")
    d.have("short no", "e[k+1]*(2*r - S[k+1]) >= 0", eq=["e=0 later: 2*r - S[k+1]"])
    d.split("short next", "e[k+1]", "e.bit later", "short yes", "short no")
    d.instance("e>=0 at 0", "e>=0", k="0")
    d.have("short at 0", "e[0]*(2*r - S[0]) >= 0", by=["e>=0 at 0 * r>0"], eq=["S.start: e[0]"])
    ends = {"start": "short at 0", "step": "short next"}
    d.step("short", "induction", **ends, letter="k", condition="e[k]*(2*r - S[k]) >= 0")

    # -- M = 2 r + (1 - e) V, and 1/(1 + M) tends to 0 -----------------------------------------------------------------
    d.define("abbreviation", "M", "k", value="2*r + (1 - e[k])*V[k]")
    d.instance("M next", "M.is", k="k+1")
    d.instance("V>=0 later", "V>=0", k="k+1")
    d.have("M>=0", "M[k] >= 0", by=["r>0", "e<=1 * V>=0"], eq=["M.is"])
    d.have("M>=S", "M[k] >= S[k]", by=["short", "e<=1 * S<=V", "e<=1 * r>0"], eq=["M.is"])
    by = ["e<=1 later * longer", "e.decreases * V>=0"]
    d.have("M up", "M[k+1] >= M[k]", by=by, eq=["M.is", "M next", "V.step: 1 - e[k+1]"])
    d.have("1+M>0", "1 + M[k] > 0", by=["M>=0", "1"])
    d.define("quotient", "Y", "k", value="1", by="1 + M[k]")
    d.cut("Y is", "Y.times", "1+M>0")
    d.have("m-G>0", "m - G > 0", by=["m>G"])
    d.have("b>=0", "b >= 0", by=["b>0"])
    d.have("mean", "E[k](size[k] - G) = m - G", eq=["mean_norm"])
    d.step("square mean", "expect", fact="size.sq", index="k")
    eq = ["square mean", "mean_norm: 2*G"]
    d.have("moment", "E[k]((size[k] - G)^2) <= c^2 + G^2", by=["second_moment", "G>=0 * m>0"], eq=eq)
    terms = {"m": "m - G", "v": "c^2 + G^2", "eta": ("k", "wt[k]"), "X": ("k", "size[k] - G")}
    premises = {"m>0": "m-G>0", "eta>=0": "wt>=0", "eta<=b": "wt<=b", "h unbounded": "steps.2", "Y": "Y is"}
    d.cite("vanishes", proved("drift_outgrows_noise"), terms, premises)

    # -- where the run stays for ever, M = 2 r -------------------------------------------------------------------------
    d.step("e_inf", "infimum", symbol="e_inf", letter="k", lower="e>=0", step="e.decreases")
    d.step("e^2", "limit_algebra", letter="k", terms=[["1", ["e_inf.3", "e_inf.3"]]])
    d.step("e^2=e", "limit_equal", fact="e^2", equal="e.bit", term="e[k]")
    d.step("e_inf bit", "limit_unique", first="e^2=e", second="e_inf.3")
    d.assume("for ever", "e_inf - 1 >= 0")
    d.have("e>=1", "e[k] - 1 >= 0", by=["for ever", "e_inf.2"])
    d.have("e<=1 too", "1 - e[k] >= 0", by=["e<=1"])
    d.step("e is 1", "antisymmetry", first="e>=1", second="e<=1 too")
    bound = "(1 + 2*r)*Y[k] - 1"
    d.have("bound", f"{bound} >= 0", eq=["Y is", "M.is: Y[k]", "e is 1: V[k]*Y[k]"])
    terms = [["1 + 2*r", ["vanishes"]], ["-1", []]]
    d.step("bound tends", "limit_algebra", letter="k", terms=terms)
    d.step("impossible", "limit_order", fact="bound tends", bound="bound")
    d.step("absurd", "absurd", fact="impossible", goal="-e_inf >= 0")
    d.assume("never", "-e_inf >= 0")
    d.split("e_inf<=0", "e_inf", "e_inf bit", "absurd", "never")
    d.step("left", "antisymmetry", first="e_inf.1", second="e_inf<=0")
    return d.qed("left")


if __name__ == "__main__":
    print(derive().report())
