"""The harmonic series diverges: if h[k+1] - h[k] >= g/(k+1) with g > 0, then 1/(1 + h[k]) tends to 0.

Adding up, h[k+n] - h[k] >= g n/(k+n), so h[2k] - h[k] >= g/2 for k > 0 (Oresme). With q = 1/(1 + h) this says
q[k] - q[2k] = q[k] q[2k] (h[2k] - h[k]) >= (g/2) q[k] q[2k]. As q falls, it has a limit z, and 0 >= (g/2) z^2.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved
from lojverify.derive.language import k


def problem() -> Problem:
    p = Problem("harmonic_sums_diverge", "the harmonic series diverges")
    (g,) = p.constants("g")
    t, h, q = (p.process(name, level=None) for name in "thq")
    p.assume("g>0", g > 0)
    p.assume("t start", Eq(t[0], 0))
    p.assume("t step", Eq(t[k + 1], t[k] + 1))
    p.assume("h start", h[0] >= 0)
    p.assume("h grows", (t[k] + 1) * (h[k + 1] - h[k]) >= g)
    p.assume("q", Eq(q[k] * (1 + h[k]), 1))
    p.goal("q[k] -> 0 (k)")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.induct("t>=0", "k", "t[k] >= 0", ["so far", "1"], ["t step"], ([], ["t start"]))
    d.instance("t later", "t step", k="k+n")
    d.instance("t of n", "t step", k="n")
    d.induct("t sum", "n", "t[k+n] = t[k] + t[n]", [], ["so far", "t later", "t of n"], ([], ["t start"]))

    # -- h[k+n] - h[k] >= g n/(k+n) ----------------------------------------------------------------------------------
    d.have("t+1>0", "t[k] + 1 > 0", by=["t>=0", "1"])
    d.contradiction("h up", "h[k+1] - h[k] >= 0", by=["h grows", "not * t+1>0", "g>0"])
    d.instance("h up later", "h up", k="k+n")
    d.instance("h grows later", "h grows", k="k+n")
    d.induct("h increases", "n", "h[k+n] - h[k] >= 0", ["so far", "h up later"])
    claim = "t[k+n]*(h[k+n] - h[k]) >= g*t[n]"
    eq = ["t later: h[k+n+1] - h[k]", "t of n: -g"]
    d.induct("h spreads", "n", claim, ["so far", "h grows later", "h increases"], eq, ([], ["t start: g"]))
    d.instance("double", "h spreads", k="k+1", n="k+1")
    d.instance("t double", "t sum", k="k+1", n="k+1")
    by, eq = ["double", "t>=0 * not", "not"], ["t double: h[k+k+2] - h[k+1]", "t step: 2*h[k+k+2] - 2*h[k+1] - g"]
    d.contradiction("h doubles", "h[k+k+2] - h[k+1] >= 1/2*g", by=by, eq=eq)

    # -- q falls, and its limit z has z >= z + (g/2) z^2 -------------------------------------------------------------
    d.induct("h>=0", "k", "h[k] >= 0", ["so far", "h up"], start=(["h start"], []))
    d.contradiction("q>=0", "q[k] >= 0", by=["not", "not * h>=0", "1"], eq=["q"])
    d.instance("q later", "q", k="k+1")
    d.instance("q double", "q", k="k+k+2")
    d.instance("q later>=0", "q>=0", k="k+1")
    d.instance("q double>=0", "q>=0", k="k+k+2")
    d.have("q falls", "q[k] - q[k+1] >= 0", by=["q>=0 * q later>=0 * h up"], eq=["q: -q[k+1]", "q later: q[k]"])
    gap = "q[k+1] - q[k+k+2] - 1/2*g*q[k+1]*q[k+k+2]"
    eq = ["q later: -q[k+k+2]", "q double: q[k+1]"]
    d.have("gap", f"{gap} >= 0", by=["q later>=0 * q double>=0 * h doubles"], eq=eq)
    d.define("extremum", "z", value="q", of="infimum")
    d.step("q tends", "infimum", symbol="z", letter="k", lower="q>=0", step="q falls")
    d.step("q later tends", "subsequence", fact="q tends.3", index="k+1")
    d.step("q double tends", "subsequence", fact="q tends.3", index="k+k+2")
    both = ["q later tends", "q double tends"]
    terms = [["1", both[:1]], ["-1", both[1:]], ["-1/2*g", both]]
    d.step("gap tends", "limit_algebra", letter="k", terms=terms)
    d.step("z^2<=0", "limit_order", fact="gap tends", bound="gap")
    d.contradiction("z<=0", "-z >= 0", by=["not * not * g>0", "z^2<=0"])
    d.step("z=0", "antisymmetry", first="q tends.1", second="z<=0")
    d.step("q - z tends", "limit_algebra", letter="k", terms=[["1", ["q tends.3"]], ["-z", []]])
    d.step("diverges", "limit_equal", fact="q - z tends", equal="z=0", term="q[k]")
    return d.qed("diverges")


if __name__ == "__main__":
    print(derive().report())
