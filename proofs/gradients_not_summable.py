"""(4.21) is false: in the instance that refutes Theorem 4.4 the aligned noise drives the run to -u, where |grad F| = 1.

For k > 0, theta_{k+1} + u = (1 - eta_k)(theta_k + u). So x_k = <theta_k + u, u> >= 0 falls, and the eta_k x_k sum to at
most x_1 <= 2; since |theta_k| >= -<theta_k, u> = 1 - x_k, the sum of the eta_k |grad F(theta_k)| is at least that
of the eta_k minus 2. Lemma 4.2 does not help, as the aligned noise has no zero mean given the past.
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.escape import later_steps_diverge
from lojverify.paper.escape_steps import run_of, suppose, unit_noise
from lojverify.paper.section4_escape import gradients_summable


def problem() -> Problem:
    p = unit_noise("gradients_not_summable")
    p.goal("0 > 0")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    run_of(d, gradients_summable())
    suppose(d, gradients_summable())
    d.have("surely", "e_inf >= 1", eq=["for ever"])
    d.cut("low>0", "printed.2", "surely")

    # -- x[k] = <theta[k+1] + u, u> ------------------------------------------------------------------------------------
    d.instance("moves", "theta.step", k="k+1", y="w[1]")
    d.instance("gradient here", "gradient", y="theta[k+1]", z="w[1]")
    d.instance("same direction", "same", y="w[1]")
    eq = ["moves", "gradient here: eta[k+1]", "same direction: eta[k+1]", "|u|=1: eta[k+1]"]
    x = "(1 + <theta[k+1], w[1]>)"
    later = x.replace("k+1", "k+2")
    d.have("x step", f"{later} = (1 - eta[k+1])*{x}", eq=eq)
    d.step("cauchy", "cauchy_schwarz", first="theta[k+1]", second="w[1]")
    d.instance("near later", "near", k="k+1")
    by, eq = ["cauchy", "near later", "not * not", "not"], ["|u|=1: <theta[k+1], theta[k+1]>"]
    d.contradiction("x>=0", f"{x} >= 0", by=by, eq=eq)
    d.contradiction("x<=2", f"2 - {x} >= 0", by=by, eq=eq)

    # -- |grad F| = sqrt(2 C) f >= -<theta, u> = 1 - x -----------------------------------------------------------------
    d.have("2C>=0", "2*C >= 0", by=["C>0"])
    d.cut("s2C.sq", "s2C.square", "2C>=0")
    d.instance("F here", "loss", y="theta[k]")
    d.step("|theta|^2>=0", "norm", vector="theta[k]")
    d.have("F>=0", "F(theta[k]) >= 0", by=["|theta|^2>=0"], eq=["F here"])
    d.cut("f.sq", "f.square", "F>=0")
    d.have("s2C f>=0", "s2C*f[k] >= 0", by=["s2C.nonnegative * f.nonnegative"])
    square = "(s2C*f[k])^2 = <theta[k], theta[k]>"
    d.have("(s2C f)^2", square, eq=["s2C.sq: f[k]^2", "f.sq: 2*C", "F here: 2*C", "C.is: <theta[k], theta[k]>"])
    for fact in ("s2C f>=0", "(s2C f)^2"):
        d.instance(f"{fact} later", fact, k="k+1")
    by = ["not * not", "not * s2C f>=0 later", "cauchy"]
    eq = ["(s2C f)^2 later", "|u|=1: <theta[k+1], theta[k+1]>"]
    d.contradiction("long", f"s2C*f[k+1] >= 1 - {x}", by=by, eq=eq)

    # -- L[k+1] >= h[k] - 2, where h[k] is the sum of eta over 1, ..., k -----------------------------------------------
    d.define("recursion", "h", "k", level=None, start="0", step="h[k] + eta[k+1]")
    d.have("term>=0", "eta[k]*s2C*f[k] >= 0", by=["eta>0 * s2C f>=0"])
    d.induct("L>=0", "k", "L[k] >= 0", ["so far", "term>=0"], ["L.step"], ([], ["L.start"]))
    d.instance("L later", "L.step", k="k+1")
    d.instance("eta later>0", "eta>0", k="k+1")
    d.instance("L at 1", "L>=0", k="1")
    d.instance("x at 1", "x<=2", k="0")
    claim = f"L[k+1] - h[k] + 2 - {x} >= 0"
    by, eq = ["so far", "eta later>0 * long"], ["L later", "h.step", "x step"]
    d.induct("L large", "k", claim, by, eq, (["L at 1", "x at 1"], ["h.start"]))

    # -- but 1/(1 + L) has an infimum low > 0, so h is bounded ---------------------------------------------------------
    d.have("1+L>0", "1 + L[k] > 0", by=["L>=0", "1"])
    d.cut("Y is", "Y.times", "1+L>0")
    d.contradiction("Y>=0", "Y[k] >= 0", by=["not * 1+L>0", "1"], eq=["Y is"])
    d.instance("Y is later", "Y is", k="k+1")
    d.instance("Y later>=0", "Y>=0", k="k+1")
    eq = ["Y is: Y[k+1]", "Y is later: Y[k]", "L.step: Y[k]*Y[k+1]"]
    d.have("Y falls", "Y[k] - Y[k+1] >= 0", by=["Y>=0 * Y later>=0 * term>=0"], eq=eq)
    d.step("low", "infimum", symbol="low", letter="k", lower="Y>=0", step="Y falls")
    d.instance("low<=Y", "low.2", k="k+1")
    d.instance("L later>=0", "L>=0", k="k+1")
    by = ["low<=Y * L later>=0", "low<=Y"]
    d.have("L bounded", "low*(1 + L[k+1]) <= 1", by=by, eq=["Y is later"])
    d.define("quotient", "most", value="1", by="low")
    d.cut("most is", "most.times", "low>0")
    by = ["not * low>0", "L large * low>0", "L bounded", "x>=0 * low>0"]
    d.contradiction("h bounded", "-most - 1 <= -h[k]", by=by, eq=["most is"])
    d.use("bound", "exp.4", s0="-most - 1", t0="-h[k]", by=["h bounded"])
    d.have("exp(-h)", "exp(-h[k]) - exp(-most - 1) >= 0", by=["bound"])

    # -- and exp(-h) tends to 0 ----------------------------------------------------------------------------------------
    later_steps_diverge(d, "h[k]", "h.start", "h.step")
    d.step("gap tends", "limit_algebra", letter="k", terms=[["1", ["steps.2"]], ["-exp(-most - 1)", []]])
    d.step("limit", "limit_order", fact="gap tends", bound="exp(-h)")
    d.instance("positive", "exp.3", s0="-most - 1")
    d.have("absurd", "0 > 0", by=["limit", "positive"])
    return d.qed("absurd")


if __name__ == "__main__":
    print(derive().report())
