"""(4.18): where the sums H[k+1] of |Z_i|/i over 0 < i <= k tend to mu, so do their averages (Cesaro).

The sums increase, so their distance b to mu falls on average, to a limit low >= 0. Of the first 2n sums the last n are
at least the n-th, so 2 b[2n] <= b[n] + (mu - H[n+1]); in the limit 2 low <= low.
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.escape import norms, weights
from lojverify.paper.section4_escape import averages


def problem() -> Problem:
    return averages()


def derive() -> Proved:
    d = Derivation(problem())
    norms(d)
    weights(d)
    d.have("term>=0", "weight[k]*size[k] >= 0", by=["weight>=0 * size.nonnegative"])
    d.instance("term later>=0", "term>=0", k="k+n")
    d.instance("H step later", "H.step", k="k+n")
    d.induct("H up", "n", "H[k+n] - H[k] >= 0", ["so far", "term later>=0"], ["H step later"])

    # -- H <= mu -------------------------------------------------------------------------------------------------------
    d.instance("H up later", "H up", k="n", n="k+1")
    d.step("tends later", "subsequence", fact="converges", index="k+n")
    d.step("rest tends", "limit_algebra", letter="k", terms=[["1", ["tends later"]], ["-H[n]", []]])
    d.step("H<=mu at n", "limit_order", fact="rest tends", bound="H up later")
    d.instance("H<=mu", "H<=mu at n", n="k")
    d.instance("H<=mu later", "H<=mu", k="k+2")

    # -- n H[k+2] + AS[k+1] <= AS[k+1+n], AS[k] <= k H[k+2], AS[k] <= k mu ---------------------------------------------
    d.instance("AS step later", "AS.step", k="k+n+1")
    d.instance("t of n", "t.step", k="n")
    d.instance("H spreads", "H up", k="k+2", n="n+1")
    claim = "AS[k+1+n] - AS[k+1] - t[n]*H[k+2] >= 0"
    eq = ["AS step later", "t of n: H[k+2]"]
    d.induct("AS spreads", "n", claim, ["so far", "H spreads"], eq, ([], ["t.start: H[k+2]"]))
    d.instance("H up 2", "H up", k="k+2", n="1")
    by, eq = ["so far", "t>=0 * H up 2"], ["AS.step", "t.step: H[k+3]"]
    d.induct("AS low", "k", "t[k]*H[k+2] - AS[k] >= 0", [*by, "H up 2"], eq, ([], ["AS.start", "t.start: H[2]"]))
    by, eq = ["so far", "H<=mu later"], ["AS.step", "t.step: mu"]
    d.induct("AS<=mu", "k", "t[k]*mu - AS[k] >= 0", by, eq, ([], ["AS.start", "t.start: mu"]))

    # -- b = mu - avg falls to low, and 2 low <= low -------------------------------------------------------------------
    d.define("abbreviation", "b", "k", value="mu - avg[k]")
    d.instance("AS<=mu ahead", "AS<=mu", k="k+1")
    gap = ["avg.is", "t.step: mu*over[k]", "over is: mu", "b.is"]
    d.have("b>=0", "b[k] >= 0", by=["over>=0 * AS<=mu ahead"], eq=gap)
    d.instance("AS low ahead", "AS low", k="k+1")
    for fact in ("avg.is", "b.is", "over is", "over>=0", "AS.step"):
        d.instance(f"{fact} ahead", fact, k="k+1")
    # (k+1)(k+2)(avg[k+1] - avg[k]) = (k+1) H[k+3] - AS[k+1].
    fall = "over[k]*over[k+1]*(t[k+1]*H[k+3] - AS[k+1])"
    eq = ["b.is", "b.is ahead", "avg.is", "avg.is ahead", "AS.step ahead: over[k+1]"]
    eq += ["over is: AS[k+1]*over[k+1]", "over is: H[k+3]*over[k+1]", "over is ahead: AS[k+1]*over[k]"]
    eq += ["t.step: AS[k+1]*over[k]*over[k+1]", "t.step: H[k+3]*over[k]*over[k+1]"]
    d.have("b falls is", f"b[k] - b[k+1] = {fall}", eq=eq)
    d.have("b falls", "b[k] - b[k+1] >= 0", by=["over>=0 * over>=0 ahead * AS low ahead"], eq=["b falls is"])
    d.define("extremum", "low", value="b", of="infimum")
    d.step("b tends", "infimum", symbol="low", letter="k", lower="b>=0", step="b falls")
    d.instance("low<=b", "b tends.2", k="k+k+1")
    d.instance("twice", "AS spreads", n="k+1")
    d.instance("t later", "t.step", k="k+n")
    d.induct("t sum", "n", "t[k+n] = t[k] + t[n]", [], ["so far", "t later", "t of n"], ([], ["t.start"]))
    d.instance("t twice", "t sum", n="k+1")
    for fact in ("avg.is", "b.is", "over is", "over>=0"):
        d.instance(f"{fact} twice", fact, k="k+k+1")
    # 2 (k+1) avg[2k+1] = AS[2k+2] >= AS[k+1] + (k+1) H[k+2] = (k+1)(avg[k] + H[k+2]).
    eq = ["t twice: over[k+k+1]", "t.step: over[k+k+1]", "over is twice"]
    d.have("half", "2*(t[k] + 1)*over[k+k+1] = 1", eq=eq)
    d.have("half over", "2*over[k+k+1] = over[k]", eq=["half: over[k]", "over is: 2*over[k+k+1]"])
    eq = ["b.is twice: 2", "avg.is twice: 2", "half over: AS[k+k+2]", "b.is", "avg.is", "over is: H[k+2]"]
    d.have("halves", "b[k] + mu - H[k+2] - 2*b[k+k+1] >= 0", by=["over>=0 * twice"], eq=[*eq, "t.step: over[k]*H[k+2]"])
    d.step("H tends", "subsequence", fact="converges", index="k+1")
    bound = "b[k] + mu - H[k+2] - 2*low"
    d.have("bound", f"{bound} >= 0", by=["halves", "low<=b"])
    terms = [["1", ["b tends.3"]], ["-1", ["H tends"]], ["mu - 2*low", []]]
    d.step("bound tends", "limit_algebra", letter="k", terms=terms)
    d.step("low<=0", "limit_order", fact="bound tends", bound="bound")
    d.step("low=0", "antisymmetry", first="b tends.1", second="low<=0")
    d.step("mu - b", "limit_algebra", letter="k", terms=[["-1", ["b tends.3"]], ["mu + low", []]])
    eq = ["b.is", "low=0"]
    d.have("avg", "mu + low - b[k] - avg[k] = 0", eq=eq)
    d.step("averages", "limit_equal", fact="mu - b", equal="avg", term="avg[k]", note="(4.18)")
    return d.qed("averages")


if __name__ == "__main__":
    print(derive().report())
