"""Weighted noise of positive mean has an unbounded sum almost surely, if the weights are bounded and their sum is not.

S[k] is the sum of eta_j X_j over j < k, where E X = m > 0 and E X^2 <= v given the past and 0 <= eta <= b; h[k] is the
sum of the eta_j. Let M increase with S <= M. Then Y = 1/(1 + M) tends to 0 almost surely. The X_j need not be
independent, and no law of large numbers is used.

D = S - m h is a martingale with E D^2 <= b v h. For s >= 0 and mu = m h, 1/(1 + s) is at most its tangent at mu plus
(s - mu)^2/(1 + mu)^2, so
    (1 + mu)^2 Y <= 1 + mu - D + D^2,      (1 + mu)^2 E Y <= 1 + mu + b v h.
So E Y tends to 0; as Y falls to a limit, that limit has mean 0, and vanishes.
"""

import sympy

from lojverify.derive import Derivation, Eq, Problem, Proved, exp, expect
from lojverify.derive.language import k
from lojverify.paper.powers import laws


def problem() -> Problem:
    p = Problem("drift_outgrows_noise", "a sum of weighted noise with positive mean is unbounded almost surely")
    m, v, b = p.constants("m v b")
    p.assume("m>0", m > 0)
    p.assume("b>=0", b >= 0)
    eta = p.process("eta", level=None)
    p.assume("eta>=0", eta[k] >= 0)
    p.assume("eta<=b", eta[k] <= b)
    h, S = sympy.IndexedBase("h"), sympy.IndexedBase("S")
    p.define("recursion", "h", "k", level=None, start=0, step=h[k] + eta[k])
    p.assume("h unbounded", f"{exp(-h[k + 1])} -> 0 (k)")
    X = p.process("X", level=1, order=1)
    p.assume("mean", Eq(expect(k, X[k]), m))
    p.assume("moment", expect(k, X[k] ** 2) <= v)
    p.define("recursion", "S", "k", level=0, start=0, step=S[k] + eta[k] * X[k])
    M, Y = p.process("M", level=0), p.process("Y", level=0)
    p.assume("M>=0", M[k] >= 0)
    p.assume("M>=S", M[k] >= S[k])
    p.assume("M up", M[k + 1] >= M[k])
    p.assume("Y", Eq(Y[k] * (1 + M[k]), 1))
    p.goal("Y[k] -> 0 (k)")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.induct("h>=0", "k", "h[k] >= 0", ["so far", "eta>=0"], ["h.step"], ([], ["h.start"]))
    d.have("square>=0", "X[k]^2 >= 0", by=["[X[k]]"])
    d.step("square mean", "expect", fact="square>=0", index="k")
    d.have("v>=0", "v >= 0", by=["square mean", "moment"])

    # -- the martingale D = S - m h ----------------------------------------------------------------------------------
    d.define("recursion", "D", "k", level=0, start="0", step="D[k] + eta[k]*(X[k] - m)")
    d.induct("S", "k", "S[k] = D[k] + m*h[k]", [], ["so far", "S.step", "D.step", "h.step: m"],
             ([], ["S.start", "D.start", "h.start: m"]))  # fmt: skip
    d.define("abbreviation", "Dsq", "k", value="D[k]^2")
    d.instance("Dsq next", "Dsq.is", k="k+1")
    d.instance("Dsq at 0", "Dsq.is", k="0")
    d.have("Dsq>=0", "Dsq[k] >= 0", by=["[D[k]]"], eq=["Dsq.is"])
    move = "eta[k]*(X[k] - m)"
    square = ["Dsq next", f"D.step: D[k+1] + D[k] + {move}", "Dsq.is"]
    d.have("Dsq step", f"Dsq[k+1] = Dsq[k] + 2*D[k]*{move} + ({move})^2", eq=square)
    d.step("Dsq step mean", "expect", fact="Dsq step", index="k")
    d.step("D step mean", "expect", fact="D.step", index="k")
    bound = "Dsq[k] + b*v*eta[k]"
    by = ["eta>=0 * eta>=0 * moment", "eta>=0 * eta<=b * v>=0", "[eta[k]*m]"]
    eq = ["Dsq step mean", "mean: 2*eta[k]*D[k] - 2*eta[k]^2*m"]
    d.have("Dsq grows", f"E[k](Dsq[k+1]) <= {bound}", by=by, eq=eq)
    d.have("no noise yet", "0 - Dsq[0] >= 0", eq=["Dsq at 0", "D.start: D[0]"])
    start = {"lower": "Dsq>=0", "start": "no noise yet", "step": "Dsq grows"}
    d.step("Dsq finite", "finite_mean_by_induction", symbol="Dsq", **start)
    d.have("D<=", "1 + Dsq[k] - D[k] >= 0", by=["[D[k] - 1/2]", "1"], eq=["Dsq.is"])
    d.have("-D<=", "D[k] + 1 + Dsq[k] >= 0", by=["[D[k] + 1/2]", "1"], eq=["Dsq.is"])
    d.step("D finite", "finite_mean", symbol="D", upper="D<=", lower="-D<=")
    d.have("D fair", "E[k](D[k+1]) = D[k]", eq=["D step mean", "mean: eta[k]"])
    for name, fact in (
        ("D mean", "D fair"),
        ("D at 0", "D.start"),
        ("Dsq mean", "Dsq grows"),
        ("none", "no noise yet"),
    ):
        d.step(f"{name}.", "average", fact=fact)
    d.induct("E D", "k", "mean(D[k]) = 0", [], ["so far", "D mean."], ([], ["D at 0."]))
    by, eq = ["so far", "Dsq mean."], ["h.step: b*v"]
    d.induct("E D^2", "k", "mean(Dsq[k]) <= b*v*h[k]", by, eq, (["none."], ["h.start: b*v"]))

    # -- (1 + mu)^2 Y <= 1 + mu - D + D^2 ----------------------------------------------------------------------------
    d.contradiction("Y>=0", "Y[k] >= 0", by=["not", "not * M>=0", "1"], eq=["Y"])
    d.have("Y<=1", "1 - Y[k] >= 0", by=["Y>=0 * M>=0"], eq=["Y"])
    d.have("1+M>0", "1 + M[k] > 0", by=["M>=0", "1"])
    mu, tangent = "m*h[k]", "(1 + m*h[k] - D[k] + Dsq[k])"
    d.have("tangent>=0", f"{tangent} >= 0", by=["m>0 * h>=0", "[D[k] - 1/2]", "1"], eq=["Dsq.is"])
    d.have("M>=D+mu", f"M[k] - D[k] - {mu} >= 0", by=["M>=S"], eq=["S"])
    d.assume("S>=0", f"D[k] + {mu} >= 0")
    d.assume("S<=0", f"-D[k] - {mu} >= 0")
    claim = f"{tangent} - (1 + {mu})^2*Y[k] >= 0"
    by = ["Y>=0 * M>=D+mu * tangent>=0", "Y>=0 * S>=0 * [D[k]]"]
    eq = [f"Y: {tangent}", f"Dsq.is: Y[k]*(1 + D[k] + {mu})"]
    d.have("above", claim, by=by, eq=eq)
    by = ["Y<=1 * [1 + m*h[k]]", "S<=0 * m>0 * h>=0", "S<=0 * S<=0", "S<=0"]
    d.have("below", claim, by=by, eq=["Dsq.is"])
    d.cases("tangent", "above", "below", f"D[k] + {mu} >= 0")
    d.have("1>=Y", "1 - Y[k] >= 0", by=["Y<=1"])
    d.step("Y finite", "finite_mean", symbol="Y", upper="1>=Y", lower="Y>=0")
    d.step("tangent mean", "average", fact="tangent")
    d.step("E Y>=0", "average", fact="Y>=0")
    d.have("1+mu>0", f"1 + {mu} > 0", by=["m>0 * h>=0", "1"])
    by = ["tangent mean * m>0", "E D^2 * m>0", "not * 1+mu>0", "b>=0 * v>=0"]
    d.contradiction("small", f"m*(1 + {mu})*mean(Y[k]) <= m + b*v", by=by, eq=["E D: m"])
    claim = "m^2*(1 + h[k])*mean(Y[k]) <= (m + 1)*(m + b*v)"
    by = ["small * m>0", "small", "m>0 * E Y>=0", "m>0 * m>0 * m>0 * h>=0 * E Y>=0"]
    d.have("smaller", claim, by=by)

    # -- the limit of Y ----------------------------------------------------------------------------------------------
    d.instance("Y next", "Y", k="k+1")
    d.instance("Y>=0 next", "Y>=0", k="k+1")
    eq = ["Y: Y[k+1]", "Y next: Y[k]"]
    d.have("Y falls", "Y[k] - Y[k+1] >= 0", by=["Y>=0 * Y>=0 next * M up"], eq=eq)
    d.define("extremum", "low", value="Y", of="infimum")
    d.step("Y tends", "infimum", symbol="low", letter="k", lower="Y>=0", step="Y falls", mean="E Y>=0")
    d.instance("low<=Y", "Y tends.2", k="k+1")
    d.step("E low", "average", fact="low<=Y")
    d.instance("smaller next", "smaller", k="k+1")
    d.instance("h later>=0", "h>=0", k="k+1")
    # Were E low > 0, then h would be bounded, and exp(-h) bounded below.
    K = "(m + 1)*(m + b*v)"
    d.have(
        "h budget",
        f"m^2*(1 + h[k+1])*mean(low) <= {K}",
        by=["smaller next", "m>0 * m>0 * h later>=0 * E low", "m>0 * m>0 * E low"],
    )
    laws(d)
    d.assume("E low>0", "mean(low) > 0")
    d.define("quotient", "most", value=K, by="m^2*mean(low)")
    d.have("weight>0", "m^2*mean(low) > 0", by=["m>0 * m>0 * E low>0"])
    d.cut("most is", "most.times", "weight>0")
    by = ["h budget", "not * weight>0", "weight>0"]
    d.contradiction("h<=most", "-most <= -h[k+1]", by=by, eq=["most is"])
    d.use("exp bound", "exp.4", s="-most", t="-h[k+1]", by=["h<=most"])
    d.have("gap", "exp(-h[k+1]) - exp(-most) >= 0", by=["exp bound"])
    terms = [["1", ["h unbounded"]], ["-exp(-most)", []]]
    d.step("gap tends", "limit_algebra", letter="k", terms=terms)
    d.step("limit", "limit_order", fact="gap tends", bound="gap")
    d.instance("exp>0", "exp.3", s="-most")
    d.have("bad", "0 > 0", by=["limit", "exp>0"])
    d.step("absurd", "absurd", fact="bad", goal="-mean(low) >= 0")
    d.assume("so", "-mean(low) >= 0")
    d.cases("E low<=0", "so", "absurd", "-mean(low) >= 0")
    d.step("low=0", "null_mean", fact="Y tends.1", mean="E low<=0")
    d.step("Y - low", "limit_algebra", letter="k", terms=[["1", ["Y tends.3"]], ["-low", []]])
    d.step("vanishes", "limit_equal", fact="Y - low", equal="low=0", term="Y[k]")
    return d.qed("vanishes")


if __name__ == "__main__":
    print(derive().report())
