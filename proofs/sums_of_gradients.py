"""(4.20): the sum of theta_{i+1} - theta_i -+ eta_i grad F(theta_i) is at most as long as its two parts, either sign.

The triangle inequality, once for the sum V of the eta_i grad F(theta_i) and once for B -+ V.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.section4_escape import distance_from_sums


def problem() -> Problem:
    return distance_from_sums()


def derive() -> Proved:
    d = Derivation(problem())
    g = "grad F(theta[k])"
    d.step("|g|^2>=0", "norm", vector=g)
    d.cut("G.sq", "G.square", "|g|^2>=0")

    # |V| <= T.
    d.define("recursion", "V", "k", level=0, start="0", step=f"V[k] + eta[k]*{g}", against="y")
    d.have("eta G>=0", "eta[k]*G[k] >= 0", by=["eta>0 * G.nonnegative"])
    d.induct("T>=0", "k", "T[k] >= 0", ["so far", "eta G>=0"], ["T.step"], ([], ["T.start"]))
    d.assume("V so far", "<V[k], V[k]> <= T[k]^2")
    d.have("eta g", f"<eta[k]*{g}, eta[k]*{g}> <= (eta[k]*G[k])^2", eq=["G.sq: eta[k]^2"])
    ends = {"a>=0": "T>=0", "b>=0": "eta G>=0", "|u|<=a": "V so far", "|v|<=b": "eta g"}
    terms = {"a": "T[k]", "b": "eta[k]*G[k]", "u": "V[k]", "v": f"eta[k]*{g}"}
    d.cite("V grows", proved("triangle"), terms, ends)
    d.instance("V moves", "V.step", y=f"V[k+1] + V[k] + eta[k]*{g}")
    eq = ["V moves", "T.step: T[k+1] + T[k] + eta[k]*G[k]"]
    d.have("V next", "<V[k+1], V[k+1]> <= T[k+1]^2", by=["V grows"], eq=eq)
    d.instance("V first", "V.start", y="V[0]")
    d.have("V at 0", "<V[0], V[0]> <= T[0]^2", by=["[T[0]]"], eq=["V first"])
    d.step("V<=T", "induction", start="V at 0", step="V next", letter="k", condition="<V[k], V[k]> <= T[k]^2")

    # |B -+ V| <= |B| + |V|.
    d.step("|B|^2>=0", "norm", vector="B[k]")
    d.cut("absB.sq", "absB.square", "|B|^2>=0")
    d.have("|B|", "<B[k], B[k]> <= absB[k]^2", eq=["absB.sq"])
    for sums, end in (("A", "-V[k]"), ("Aplus", "V[k]")):
        eq = [f"{sums} so far", f"{sums}.step", "B.step", "V.step"]
        start = ([], [f"{sums}.start", "B.start", "V.start"])
        d.induct(sums, "k", f"<{sums}[k] - B[k] - ({end}), y> = 0", [], eq, start)
        d.step(f"|{sums}|^2>=0", "norm", vector=f"{sums}[k]")
        d.cut(f"{sums}.sq", f"abs{sums}.square", f"|{sums}|^2>=0")
        d.have(f"{sums} rest", f"<{end}, {end}> <= T[k]^2", by=["V<=T"])
        ends = {"a>=0": "absB.nonnegative", "b>=0": "T>=0", "|u|<=a": "|B|", "|v|<=b": f"{sums} rest"}
        d.cite(f"{sums} far", proved("triangle"), {"a": "absB[k]", "b": "T[k]", "u": "B[k]", "v": end}, ends)
        d.instance(f"{sums} is", sums, y=f"{sums}[k] + B[k] + ({end})")
        by = ["not * not", f"not * abs{sums}.nonnegative", f"{sums} far", "not * absB.nonnegative", "not * T>=0"]
        claim = f"abs{sums}[k] <= absB[k] + T[k]"
        d.contradiction(f"{sums} bound", claim, by=by, eq=[f"{sums}.sq", f"{sums} is"], note="(4.20)")
    return d.qed("A bound", "Aplus bound")


if __name__ == "__main__":
    print(derive().report())
