"""(4.21) is false for unbiased noise too: for q = 2/3, gamma = 2, n0 = 64 and noise of length 1 on F = |theta|^2/2.

The run stays for ever, and by `gradients_not_summable_if_unbiased` the sum of the eta_k |theta_k| is infinite almost
surely, but the claim says that it is bounded.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.escape_steps import run_of, suppose, unit_noise
from lojverify.paper.section4_escape import gradients_summable


def problem() -> Problem:
    p = unit_noise("gradients_not_summable_unbiased")
    p.goal("0 > 0")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    printed = gradients_summable(aligned=False)
    run_of(d, printed, aligned=False, q="2/3", n0="64")
    suppose(d, printed, aligned=False)
    d.have("surely", "e_inf >= 1", eq=["for ever"])
    d.cut("T<=L", "printed.1", "surely")
    d.cut("low>0", "printed.2", "surely")

    # -- the sum S of the eta |theta| is T, as grad F = theta ----------------------------------------------------------
    d.define("root", "size_theta", "k", value="<theta[k], theta[k]>")
    d.define("recursion", "S", "k", level=0, start="0", step="S[k] + eta[k]*size_theta[k]")
    d.define("quotient", "Ys", "k", value="1", by="1 + S[k]")
    d.have("q<=2/3", "3*q <= 2", eq=["q.is: 3"])
    d.have("gamma>=1", "gamma >= 1", by=["1"], eq=["gamma.is"])
    d.instance("theta first", "theta.start", y="theta[0] + theta0")
    d.have("|theta0|<=1", "<theta[0], theta[0]> <= 1", by=["1"], eq=["theta first", "|theta0|=1/2"])
    d.instance("g", "gradient", y="theta[k]", z="y")
    eq = ["theta.step", "g: eta[k]", "w.is: eta[k]"]
    d.have("moves", "<theta[k+1] - theta[k] + eta[k]*(theta[k] + Z[k]), y> = 0", eq=eq)
    terms = {"G": ("k", "size_theta[k]"), "Y": ("k", "Ys[k]")}
    premises = {"iteration": "moves", "G.nonnegative": "size_theta.nonnegative", "G.square": "size_theta.square"}
    d.cite("infinite", proved("gradients_not_summable_if_unbiased"), terms, premises | {"Y.times": "Ys.times"})
    g = "grad F(theta[k])"
    d.step("|g|^2>=0", "norm", vector=g)
    d.cut("G.sq", "G.square", "|g|^2>=0")
    d.step("|theta|^2>=0", "norm", vector="theta[k]")
    d.cut("size sq", "size_theta.square", "|theta|^2>=0")
    d.instance("own g", "gradient", y="theta[k]", z=f"{g} + theta[k]")
    by, eq = ["not * not", "not * G.nonnegative"], ["G.sq", "size sq", "own g"]
    d.contradiction("size<=G", "G[k] - size_theta[k] >= 0", by=by, eq=eq)
    d.have("slower", "eta[k]*(G[k] - size_theta[k]) >= 0", by=["eta>0 * size<=G"])
    start = ([], ["T.start", "S.start"])
    d.induct("S<=T", "k", "T[k] - S[k] >= 0", ["so far", "slower"], ["T.step", "S.step"], start)

    # -- so 1/(1 + S) >= 1/(1 + L) >= low > 0 --------------------------------------------------------------------------
    d.have("term>=0", "eta[k]*s2C*f[k] >= 0", by=["eta>0 * s2C.nonnegative * f.nonnegative"])
    d.induct("L>=0", "k", "L[k] >= 0", ["so far", "term>=0"], ["L.step"], ([], ["L.start"]))
    d.have("step>=0", "eta[k]*size_theta[k] >= 0", by=["eta>0 * size_theta.nonnegative"])
    d.induct("S>=0", "k", "S[k] >= 0", ["so far", "step>=0"], ["S.step"], ([], ["S.start"]))
    for name, sums in (("Y", "L"), ("Ys", "S")):
        d.have(f"1+{sums}>0", f"1 + {sums}[k] > 0", by=[f"{sums}>=0", "1"])
        d.cut(f"{name} is", f"{name}.times", f"1+{sums}>0")
        d.contradiction(f"{name}>=0", f"{name}[k] >= 0", by=[f"not * 1+{sums}>0", "1"], eq=[f"{name} is"])
    d.instance("Y is later", "Y is", k="k+1")
    d.instance("Y later>=0", "Y>=0", k="k+1")
    eq = ["Y is: Y[k+1]", "Y is later: Y[k]", "L.step: Y[k]*Y[k+1]"]
    d.have("Y falls", "Y[k] - Y[k+1] >= 0", by=["Y>=0 * Y later>=0 * term>=0"], eq=eq)
    d.step("low", "infimum", symbol="low", letter="k", lower="Y>=0", step="Y falls")
    by = ["Y>=0 * Ys>=0 * T<=L", "Y>=0 * Ys>=0 * S<=T", "low.2"]
    d.have("Ys>=low", "Ys[k] - low >= 0", by=by, eq=["Y is: Ys[k]", "Ys is: Y[k]"])
    d.step("gap", "limit_algebra", letter="k", terms=[["1", ["infinite"]], ["-low", []]])
    d.step("limit", "limit_order", fact="gap", bound="Ys>=low")
    d.have("absurd", "0 > 0", by=["limit", "low>0"])
    return d.qed("absurd")


if __name__ == "__main__":
    print(derive().report())
