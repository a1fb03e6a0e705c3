"""P(the run has left by n) >= p^n if a h[n] > r: noise that points out of the ball often enough drives it out.

Here u has length 1, <grad F, u> <= G on the ball, and given the past <Z, u> <= -(G + a) with probability at least p;
h[n] is the sum of the first n step sizes. Nothing is said of the loss but its slope: it may vanish at theta0.

As long as every noise so far points out, <theta_k - theta0, u> >= a h[k]. So let c[k] be the indicator that the run
stays and all noise before k points out: c[n] = 0 if a h[n] > r. And 1 - P(stay) + P(c) loses at most a factor p a step.
"""

from lojverify.derive import Derivation, Problem, Proved, expect, inner
from lojverify.derive.language import k, n
from lojverify.paper.escape import FreeRun
from lojverify.paper.steps import bit_range


def problem() -> Problem:
    p = Problem("leaves_with_positive_probability", "the run leaves with a probability that the loss does not lower")
    run = FreeRun(p)
    a, G, chance = p.constants("a G p")
    p.assume("p>=0", chance >= 0)
    p.assume("slope", inner(run.F.grad(run.y), run.u) <= G, [run.inside(run.y)])
    hit = p.define("bit", "hit", "k", value=-(G + a) - inner(run.w[k], run.u))
    p.assume("often", expect(k, hit[k]) >= chance, [run.stays])
    powers = p.define("recursion", "pw", "k", level=None, start=1, step="p*pw[k]")
    run.leaves_by(powers[n])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    bit_range(d)
    bit_range(d, "hit")
    d.define("recursion", "b", "k", level=0, start="1", step="b[k]*hit[k]")
    eq = ["b.step: b[k+1] + b[k]*hit[k] - 1", "so far: hit[k]^2", "hit.bit: b[k]"]
    d.induct("b.bit", "k", "b[k]^2 - b[k] = 0", [], eq, ([], ["b.start: b[0]"]))
    bit_range(d, "b")
    d.define("abbreviation", "c", "k", value="b[k]*e[k]")
    d.have("c.bit", "c[k]^2 - c[k] = 0", eq=["c.is: c[k] + b[k]*e[k] - 1", "b.bit: e[k]^2", "e.bit: b[k]"])
    d.instance("c next", "c.is", k="k+1")
    d.instance("c.bit next", "c.bit", k="k+1")

    # -- c[k] = 1 gives <theta[k] - theta0, u> >= a h[k], by induction -------------------------------------------------
    ahead = "(<theta[k]-theta0, u> - a*h[k])"
    d.assume("all", "c[k+1] - 1 >= 0")
    d.instance("e>=0 next", "e>=0", k="k+1")
    d.instance("e<=1 next", "e<=1", k="k+1")
    by = ["all", "b>=0 * hit>=0 * e<=1 next", "b>=0 * hit<=1"]
    d.have("b on", "b[k] - 1 >= 0", by=by, eq=["c next", "b.step: e[k+1]"])
    by = ["all", "b>=0 * hit>=0 * e<=1 next", "hit>=0 * b<=1"]
    d.have("hit on", "hit[k] - 1 >= 0", by=by, eq=["c next", "b.step: e[k+1]"])
    by = ["all", "b>=0 * hit<=1 * e>=0 next", "b<=1 * e>=0 next", "e.decreases"]
    d.have("e on", "e[k] - 1 >= 0", by=by, eq=["c next", "b.step: e[k+1]"])
    d.have("c on", "c[k] - 1 >= 0", by=["b on * e on", "b on", "e on"], eq=["c.is"])
    d.cut("in ball", "e.yes", "e on")
    d.cut("out", "hit.yes", "hit on")
    d.use("slope here", "slope", y="theta[k]", by=["in ball"])
    d.instance("moves", "iteration", y="u")
    claim = f"c[k]*{ahead} >= 0"
    d.assume("ahead so far", claim)
    d.have("c<=1", "1 - c[k] >= 0", by=["[1 - c[k]]"], eq=["c.bit"])
    d.have("1>=c", "c[k] - 1 <= 0", by=["c<=1"])
    d.have("c>=0", "c[k] >= 0", by=["[c[k]]"], eq=["c.bit"])
    d.instance("c>=0 next", "c>=0", k="k+1")
    d.step("c=1", "antisymmetry", first="c on", second="1>=c")
    d.have("ahead now", f"{ahead} >= 0", by=["ahead so far"], eq=[f"c=1: {ahead}"])
    later = ahead.replace("[k]", "[k+1]")
    by = ["ahead now", "eta>0 * slope here", "eta>0 * out"]
    d.have("ahead then", f"{later} >= 0", by=by, eq=["moves", "h.step: a"])
    d.have("ahead with all", f"c[k+1]*{later} >= 0", by=["c>=0 next * ahead then"])
    d.assume("none", "-c[k+1] >= 0")
    d.step("c=0", "antisymmetry", first="c>=0 next", second="none")
    d.have("ahead without", f"c[k+1]*{later} >= 0", eq=[f"c=0: {later}"])
    d.split("ahead next", "c[k+1]", "c.bit next", "ahead with all", "ahead without")
    d.instance("start at u", "start", y="u")
    d.have("ahead at 0", claim.replace("[k]", "[0]"), eq=["start at u: c[0]", "h.start: a*c[0]"])
    d.step("ahead", "induction", start="ahead at 0", step="ahead next", letter="k", condition=claim)

    # -- so c[n] (r - a h[n]) >= 0: a run that is so far ahead has left ------------------------------------------------
    d.assume("c yes", "c[k] - 1 >= 0")
    d.have("stays", "e[k] - 1 >= 0", by=["c yes", "e>=0 * b<=1", "e<=1"], eq=["c.is"])
    d.cut("near", "e.yes", "stays")
    off = "theta[k]-theta0"
    d.step("cauchy", "cauchy_schwarz", first=off, second="u")
    by = ["not * not", "not * r>0", "cauchy", "near"]
    d.contradiction("u small", f"r >= <{off}, u>", by=by, eq=[f"|u|=1: <{off}, {off}>"])
    d.step("c yes=1", "antisymmetry", first="c yes", second="1>=c")
    d.have("ahead yes", f"{ahead} >= 0", by=["ahead"], eq=[f"c yes=1: {ahead}"])
    d.have("short yes", "c[k]*(r - a*h[k]) >= 0", by=["c>=0 * u small", "c>=0 * ahead yes"])
    d.assume("c no", "-c[k] >= 0")
    d.step("c no=0", "antisymmetry", first="c>=0", second="c no")
    d.have("short no", "c[k]*(r - a*h[k]) >= 0", eq=["c no=0: r - a*h[k]"])
    d.split("short", "c[k]", "c.bit", "short yes", "short no")

    # -- 1 - P(e) + P(c) >= p^k ----------------------------------------------------------------------------------------
    for name in "bc":
        d.have(f"1-{name}>=0", f"1 - {name}[k] >= 0", by=[f"{name}<=1"])
        d.step(f"{name} finite", "finite_mean", symbol=name, upper=f"1-{name}>=0", lower=f"{name}>=0")
    gain = "1 - e[k+1] + c[k+1] - (1 - e[k]) - c[k]*hit[k] >= 0"
    by = ["e.decreases", "e.decreases * hit<=1", "e.decreases * hit>=0 * b<=1"]
    eq = ["c next", "b.step: e[k+1]", "c.is: hit[k]"]
    d.have("gain", gain, by=by, eq=eq)
    d.step("gain mean", "average", fact="gain")
    d.have("chance yes", "c[k]*(E[k](hit[k]) - p) >= 0", by=["c>=0 * often"])
    d.cut("chance with", "chance yes", "stays")
    d.have("chance without", "c[k]*(E[k](hit[k]) - p) >= 0", eq=["c no=0: E[k](hit[k]) - p"])
    d.split("chance", "c[k]", "c.bit", "chance with", "chance without")
    d.step("chance mean", "average", fact="chance")
    d.instance("theta0 at start", "start", y="theta[0] - theta0")
    d.have("starts inside", "r^2 - <theta[0]-theta0, theta[0]-theta0> >= 0", by=["r>0 * r>0"], eq=["theta0 at start"])
    d.cut("e at 0", "e.start", "starts inside")
    d.have("stays at 0", "e[0] - 1 >= 0", eq=["e at 0"])
    d.use("often at 0", "often", k="0", by=["stays at 0"])
    d.instance("hit<=1 at 0", "hit<=1", k="0")
    d.step("hit mean", "expect", fact="hit<=1 at 0", index="0")
    d.have("p<=1", "p <= 1", by=["often at 0", "hit mean"])
    d.instance("c at 0", "c.is", k="0")
    d.have("c0", "c[0] - e[0] >= 0", eq=["c at 0", "b.start: e[0]"])
    d.step("c0 mean", "average", fact="c0")
    d.have("left>=0", "1 - e[k] >= 0", by=["e<=1"])
    d.step("left mean", "average", fact="left>=0")
    by = ["gain mean", "chance mean", "so far * p>=0", "p<=1 * left mean"]
    claim = "1 - mean(e[k]) + mean(c[k]) - pw[k] >= 0"
    d.induct("escape", "k", claim, by, ["pw.step"], (["c0 mean"], ["pw.start"]))

    # -- at n, P(c) = 0 ------------------------------------------------------------------------------------------------
    d.instance("short at n", "short", k="n")
    d.step("short mean", "average", fact="short at n")
    d.assume("large", "a*h[n] > r")
    d.contradiction("c gone", "mean(c[n]) <= 0", by=["not * large", "short mean"])
    d.instance("escape at n", "escape", k="n")
    d.have("left by n", "1 - mean(e[n]) >= pw[n]", by=["escape at n", "c gone"])
    d.step("e mean", "average", fact="e>=0")
    d.step("e_inf", "infimum", symbol="e_inf", letter="k", lower="e>=0", step="e.decreases", mean="e mean")
    d.instance("e_inf<=e", "e_inf.2", k="n")
    d.step("e_inf mean", "average", fact="e_inf<=e")
    d.have("left", "1 - mean(e_inf) >= pw[n]", by=["left by n", "e_inf mean"])
    return d.qed("left by n", "left")


if __name__ == "__main__":
    print(derive().report())
