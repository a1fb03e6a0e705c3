"""(4.16) corrected: the sum of theta_{k+1} - theta_k + eta_k grad F has the length of that of the eta_k O_k Z_k.

That is at least the sum of the eta_k |Z_k| minus 2 eta_0 |Z_0|, and so at least ct sum_{k>0} |Z_k|/k - 2 eta_0 |Z_0|.
All O_k Z_k but the first are |Z_k| u, so the inner product with u gives the sum of the eta_k |Z_k| over k > 0, and the
first term at least -eta_0 |Z_0|. Since 2 C^2 gamma/alpha >= 1, (4.10) gives n0 >= 1, so (k + n0)^(-q) >= 1/(k + n0),
and gamma/(k + n0) >= ct/k.
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.escape import norms, offset_at_least_one, weights
from lojverify.paper.powers import laws
from lojverify.paper.section4_escape import aligned_sum


def problem() -> Problem:
    return aligned_sum(repaired=True)


def derive() -> Proved:
    d = Derivation(problem())
    norms(d)
    weights(d)
    offset_above_one(d)

    # -- |A| = |B| >= <B, u>, where B[k+1] = eta_0 w[0] + (T[k+1] - eta_0 |Z[0]|) u ------------------------------------
    eq, start = ["so far", "A.step", "B.step", "iteration"], ([], ["A.start", "B.start"])
    d.induct("opposite", "k", "<A[k] + B[k], y> = 0", [], eq, start)
    d.instance("same length", "opposite", k="j+2", y="A[j+2] - B[j+2]")
    d.have("lengths", "<A[j+2], A[j+2]> = <B[j+2], B[j+2]>", eq=["same length"], note="(4.16), first equality")
    for name in "BT":
        d.instance(f"{name} first", f"{name}.step", k="0")
        d.instance(f"{name} later", f"{name}.step", k="k+1")
    rest = "(T[k+1] - eta[0]*size[0])"
    eq = ["so far", "B later", "aligned: eta[k+1]", "T later: <u, y>"]
    start = ["B first", "B.start", "T first: <u, y>", "T.start: <u, y>"]
    d.induct("turned", "k", f"<B[k+1] - eta[0]*w[0] - {rest}*u, y> = 0", [], eq, ([], start))
    d.instance("along u", "turned", k="j+1", y="u")
    d.instance("w0", "O0=I", y="w[0] + Z[0]")
    d.instance("size 0", "size.sq", k="0")
    d.step("cauchy 0", "cauchy_schwarz", first="w[0]", second="u")
    d.instance("size0>=0", "size.nonnegative", k="0")
    eq = ["w0", "size 0", "|u|=1: <w[0], w[0]>"]
    d.contradiction("back", "<w[0], u> >= -size[0]", by=["not * not", "not * size0>=0", "cauchy 0"], eq=eq)
    d.step("|B|^2>=0", "norm", vector="B[j+2]")
    d.instance("absB square", "absB.square", k="j+2")
    d.cut("absB.sq", "absB square", "|B|^2>=0")
    d.instance("absB>=0", "absB.nonnegative", k="j+2")
    d.step("cauchy", "cauchy_schwarz", first="B[j+2]", second="u")
    eq = ["absB.sq", "|u|=1: <B[j+2], B[j+2]>"]
    by = ["not * not", "not * absB>=0", "cauchy"]
    d.contradiction("absB>=", "absB[j+2] >= <B[j+2], u>", by=by, eq=eq)
    d.instance("eta0>0", "eta>0", k="0")
    eq = ["along u", "|u|=1: T[j+2] - eta[0]*size[0]"]
    claim = "absB[j+2] >= T[j+2] - 2*eta[0]*size[0]"
    d.have("long", claim, by=["absB>=", "eta0>0 * back"], eq=eq, note="(4.16), second equality, corrected")

    # -- eta_k >= gamma/(k + n0) >= ct/k -------------------------------------------------------------------------------
    d.have("gap>=0", "eta[k] - part[k] >= 0", by=["part<=eta"])
    d.have("longer", "(eta[k] - part[k])*size[k] >= 0", by=["gap>=0 * size.nonnegative"])
    eq, start = ["T.step", "L.step"], ([], ["T.start", "L.start"])
    d.induct("T>=L", "k", "T[k] - L[k] >= 0", ["so far", "longer"], eq, start)
    d.instance("part ahead", "part is", k="k+1")
    d.instance("n>0 ahead", "n>0", k="k+1")
    d.have("n later", "n[k+1] = t[k] + 1 + n0", eq=["n.step", "n"])
    by = ["not * n>0 ahead * t+1>0", "ct< * t+1>0", "ct>0 * n0>0 * t>=0"]
    eq = ["part ahead: t[k] + 1", "over is: ct*n[k+1]", "n later: ct"]
    d.contradiction("ct/k", "part[k+1] >= ct*over[k]", by=by, eq=eq)
    d.have("part>=0", "part[k] >= 0", by=["part>0"])
    d.instance("part 0", "part>=0", k="0")
    shown = (["part 0"], ["weight.start: ct"])
    d.induct("ct weight", "k", "part[k] - ct*weight[k] >= 0", ["ct/k"], ["weight.step: ct"], shown)
    d.have("shorter", "(part[k] - ct*weight[k])*size[k] >= 0", by=["ct weight * size.nonnegative"])
    eq, start = ["L.step", "H.step: ct"], ([], ["L.start", "H.start: ct"])
    d.induct("L>=H", "k", "L[k] - ct*H[k] >= 0", ["so far", "shorter"], eq, start)
    d.instance("T>=L here", "T>=L", k="j+2")
    d.instance("L>=H here", "L>=H", k="j+2")
    return d.qed("lengths", "long", "T>=L here", "L>=H here")


def offset_above_one(d: Derivation) -> None:
    """``n`` (n[k] = k + n0), ``eta>0``, and ``part<=eta``: gamma/(k + n0) <= eta_k, because n0 >= 1."""
    laws(d, "s0", "t0")
    d.have("center", "r^2 - <theta0 - theta0, theta0 - theta0> >= 0", by=["r>0 * r>0"])
    d.use("steep", "lojasiewicz", y="theta0", by=["center"], note="(2.1)")
    d.use("flat", "growth", y="theta0", by=["center"], note="(2.4)")
    d.contradiction("alpha<=2C", "alpha <= 2*C", by=["not * F0>0", "steep", "flat"])
    offset_at_least_one(d, "s0", "t0")
    d.induct("n", "k", "n[k] = t[k] + n0", [], ["so far", "n.step", "t.step"], ([], ["n.start", "t.start"]))
    d.use("1/n", "log.7", s0="n[k]", by=["n>0"])
    d.instance("power>0", "exp.3", s0="-q*log(n[k])")
    d.have("eta>0", "eta[k] > 0", by=["gamma>0 * power>0"], eq=["eta.is"])
    d.cut("part is", "part.times", "n>0")
    d.contradiction("part>0", "part[k] > 0", by=["not * n>0", "gamma>0"], eq=["part is"])
    by = ["not * n>0", "gamma>0 * 1/n<=n^-q * n>0"]
    d.contradiction("part<=eta", "part[k] <= eta[k]", by=by, eq=["part is", "eta.is: n[k]", "1/n: gamma"])


if __name__ == "__main__":
    print(derive().report())
