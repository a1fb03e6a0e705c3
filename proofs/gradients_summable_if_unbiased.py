"""(4.21) for unbiased noise and q > 2/3: along a run that stays, the sum of eta_k |grad F(theta_k)| is finite.

Let x = n^(-q/2) with n = k + n0, and a = 1/x, so that eta = gamma x^2. As a is concave in n and 1/n <= x^2, a grows by
at most q x/2 a step; so (4.9) with (4.11) gives, for E = E[F 1_{E_k}] and K = gamma^2 c^2 C,
    a' E' + x E/2 <= a E + K x^3.
The sum of x^3 = n^(-3q/2) is finite iff q > 2/3. So the sum U of the x F 1_{E_k} + x^3 has a finite mean, and is finite
almost surely; and 2 x^2 sqrt(F) <= x F + x^3.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.escape import offset_at_least_one
from lojverify.paper.rate_steps import expected_loss_step
from lojverify.paper.section4_escape import gradients_summable


def problem() -> Problem:
    return gradients_summable(repaired=True)


L = "log(n[k])"


def derive() -> Proved:
    d = Derivation(problem())
    expected_loss_step(d)
    offset_at_least_one(d)
    powers(d)
    mean_bound(d)

    # -- U is finite almost surely -------------------------------------------------------------------------------------
    d.define("recursion", "U", "k", level=0, start="0", step="U[k] + x[k]*H[k] + x[k]^3")
    d.have("more>=0", "x[k]*H[k] + x[k]^3 >= 0", by=["x>0 * H>=0", "x>0 * x>0 * x>0"])
    d.induct("U>=0", "k", "U[k] >= 0", ["so far", "more>=0"], ["U.step"], ([], ["U.start"]))
    d.have("U up", "U[k+1] >= U[k]", by=["more>=0"], eq=["U.step"])
    d.step("U given the past", "expect", fact="U.step", index="k")
    d.have("U step", "U[k] + x[k]*H[k] + x[k]^3 - E[k](U[k+1]) >= 0", eq=["U given the past"])
    d.have("no sum yet", "0 - U[0] >= 0", eq=["U.start"])
    d.step("U finite", "finite_mean_by_induction", symbol="U", lower="U>=0", start="no sum yet", step="U step")
    d.step("U mean step", "average", fact="U.step")
    d.step("U mean start", "average", fact="U.start")
    eq, start = ["so far", "U mean step", "SE.step", "S3.step"], ([], ["U mean start", "SE.start", "S3.start"])
    d.induct("U mean", "k", "mean(U[k]) = SE[k] + S3[k]", [], eq, start)
    most = "2*exp(q/2*log(n[0]))*mean(H[0]) + (2*K + 1)*B3"
    by = ["budget", "a E>=0", "S3<=B3", "S3<=B3 * K>=0"]
    d.have("U mean<=", f"{most} - mean(U[k]) >= 0", by=by, eq=["U mean"])
    d.define("extremum", "total", value="U", of="supremum")
    d.step("U sup", "supremum", symbol="total", letter="k", lower="U>=0", step="U up", mean="U mean<=")

    # -- on E_infinity: |grad F| <= sqrt(2 C) sqrt(F), and L <= kappa U ------------------------------------------------
    d.assume("on E_inf", "e_inf - 1 >= 0")
    d.step("e_inf", "infimum", symbol="e_inf", letter="k", lower="e>=0", step="e.decreases")
    d.have("e>=1", "e[k] - 1 >= 0", by=["on E_inf", "e_inf.2"])
    d.have("1>=e", "1 - e[k] >= 0", by=["e<=1"])
    d.step("e=1", "antisymmetry", first="e>=1", second="1>=e")
    d.use("inside", "e.yes", by=["e>=1"])
    d.use("F>=0", "loss>=0", y="theta[k]", by=["inside"])
    d.use("flat here", "growth", y="theta[k]", by=["inside"], note="(2.4)")
    d.cut("f.sq", "f.square", "F>=0")
    d.have("2C>=0", "2*C >= 0", by=["C>0"])
    d.cut("s2C.sq", "s2C.square", "2C>=0")
    d.step("|g|^2>=0", "norm", vector="grad F(theta[k])")
    d.cut("G.sq", "G.square", "|g|^2>=0")
    d.have("s2C f>=0", "s2C*f[k] >= 0", by=["s2C.nonnegative * f.nonnegative"])
    eq = ["G.sq", "s2C.sq: f[k]^2", "f.sq: 2*C"]
    d.contradiction("G<=", "G[k] <= s2C*f[k]", by=["not * not", "not * s2C f>=0", "flat here"], eq=eq)
    d.have("slower", "eta[k]*(s2C*f[k] - G[k]) >= 0", by=["eta>0 * G<="])
    start = ([], ["T.start", "L.start"])
    d.induct("T<=L", "k", "L[k] - T[k] >= 0", ["so far", "slower"], ["T.step", "L.step"], start, note="(4.21), <=")
    kappa = "gamma*s2C/2"
    by = ["gamma>0 * s2C.nonnegative * x>0 * [f[k] - x[k]]"]
    eq = ["eta x: s2C*f[k]", f"f.sq: {kappa}*x[k]", f"H.is: {kappa}*x[k]", f"e=1: {kappa}*x[k]*F(theta[k])"]
    d.have("term", f"{kappa}*(x[k]*H[k] + x[k]^3) - eta[k]*s2C*f[k] >= 0", by=by, eq=eq)
    eq, start = ["L.step", f"U.step: {kappa}"], ([], ["L.start", f"U.start: {kappa}"])
    d.induct("L<=", "k", f"{kappa}*U[k] - L[k] >= 0", ["so far", "term"], eq, start)

    # -- so 1/(1 + L) >= 1/(1 + kappa total) > 0 -----------------------------------------------------------------------
    d.have("term>=0", "eta[k]*s2C*f[k] >= 0", by=["eta>0 * s2C f>=0"])
    d.induct("L>=0", "k", "L[k] >= 0", ["so far", "term>=0"], ["L.step"], ([], ["L.start"]))
    d.have("1+L>0", "1 + L[k] > 0", by=["L>=0", "1"])
    d.cut("Y is", "Y.times", "1+L>0")
    d.contradiction("Y>=0", "Y[k] >= 0", by=["not * 1+L>0", "1"], eq=["Y is"])
    d.instance("Y is later", "Y is", k="k+1")
    d.instance("Y later>=0", "Y>=0", k="k+1")
    eq = ["Y is: Y[k+1]", "Y is later: Y[k]", "L.step: Y[k]*Y[k+1]"]
    d.have("Y falls", "Y[k] - Y[k+1] >= 0", by=["Y>=0 * Y later>=0 * term>=0"], eq=eq)
    d.step("low", "infimum", symbol="low", letter="k", lower="Y>=0", step="Y falls")
    d.have("weight>0", f"1 + {kappa}*total > 0", by=["gamma>0 * s2C.nonnegative * U sup.1", "1"])
    d.define("quotient", "least", value="1", by=f"1 + {kappa}*total")
    d.cut("least is", "least.times", "weight>0")
    d.contradiction("least>0", "least > 0", by=["not * weight>0", "1"], eq=["least is"])
    by = ["not * weight>0", "Y>=0 * L<=", "Y>=0 * gamma>0 * s2C.nonnegative * U sup.2"]
    d.contradiction("Y>=least", "Y[k] - least >= 0", by=by, eq=["Y is", "least is"])
    d.step("gap", "limit_algebra", letter="k", terms=[["1", ["low.3"]], ["-least", []]])
    d.step("low>=least", "limit_order", fact="gap", bound="Y>=least")
    d.have("finite", "low > 0", by=["low>=least", "least>0"], note="(4.21), < infinity")
    return d.qed("T<=L", "finite")


def powers(d: Derivation) -> None:
    """x = n^(-q/2): ``x>0``, ``a x`` (a x = 1), ``eta x`` (eta = gamma x^2), ``a grows`` (a' <= a + q/2 x).

    Also ``S3<=B3`` for the sum S3 of the x^3.
    """
    d.define("abbreviation", "x", "k", value=f"exp(-q/2*{L})")
    d.instance("x raw>0", "exp.3", s=f"-q/2*{L}")
    d.have("x>0", "x[k] > 0", by=["x raw>0"], eq=["x.is"])
    d.instance("a>0", "exp.3", s=f"q/2*{L}")
    d.instance("a inverse", "exp.2", s=f"q/2*{L}")
    a = f"exp(q/2*{L})"
    d.have("a x", f"{a}*x[k] = 1", eq=["a inverse", f"x.is: {a}"])
    d.step("x^2", "exp_sum", first=f"-q/2*{L}", second=f"-q/2*{L}")
    square = f"x.is: x[k] + exp(-q/2*{L})"
    d.have("x^2 is", f"x[k]^2 = exp(-q*{L})", eq=["x^2", square])
    d.have("eta x", "eta[k] = gamma*x[k]^2", eq=["eta.is", "x^2 is: gamma"])
    d.have("1<=a exponent", f"q/2*{L} >= 0", by=["q>0 * log n"], eq=["log.2: q/2"])
    d.step("1<=a tangent", "exp_tangent", exponent=f"q/2*{L}")
    d.have("a>=1", f"{a} >= 1", by=["1<=a tangent", "1<=a exponent"])
    d.have("x<=1", "x[k] <= 1", by=["a>=1 * x>0"], eq=["a x"])

    # a is concave in n: a' <= a + (q/2) n^(q/2 - 1), and n^(q/2 - 1) = a/n <= a x^2 = x.
    for name in ("v1", "v2", "v3"):
        d.define("variable", name, of="variable")
    d.cite("tangent", proved("power_tangent"), {"x": "v1", "y": "v2", "a": "v3"})
    d.instance("n>0 later", "n>0", k="k+1")
    d.have("q/2>=0", "q/2 >= 0", by=["q>0"])
    d.have("q/2<=1", "q/2 <= 1", by=["q<=1", "1"])
    sides = ["n>0", "n>0 later", "q/2>=0", "q/2<=1"]
    d.use("concave", "tangent.1", v1="n[k]", v2="n[k+1]", v3="q/2", by=sides)
    d.step("a/n", "exp_sum", first=f"q/2*{L}", second=f"-{L}")
    slope = f"exp((q/2 - 1)*{L})"
    d.have("a/n<=x", f"x[k] - {slope} >= 0", by=["a>0 * 1/n<=n^-q"], eq=["a/n", f"x^2 is: {a}", "a x: x[k]"])
    later = "exp(q/2*log(n[k+1]))"
    d.have("a grows", f"{a} + q/2*x[k] - {later} >= 0", by=["concave", "q>0 * a/n<=x"], eq=[f"n.step: q/2*{slope}"])
    d.have("a doubles", f"2*{a} - {later} >= 0", by=["a grows", "a>=1", "x<=1 * q>0", "q<=1", "1"])

    # The sum S3 of x^3: squared steps with the power 3q/4 > 1/2.
    d.define("recursion", "S3", "k", level=None, start="0", step="S3[k] + x[k]^3")
    d.define("abbreviation", "y3", "k", value=f"exp(-3/4*q*{L})")
    d.step("y3^2", "exp_sum", first=f"-3/4*q*{L}", second=f"-3/4*q*{L}")
    d.step("x^3", "exp_sum", first=f"-q/2*{L}", second=f"-q*{L}")
    eq = ["x.is: x[k]^2", f"x^2 is: exp(-q/2*{L})", "x^3", "y3^2", f"y3.is: y3[k] + exp(-3/4*q*{L})"]
    d.have("y3 x", "x[k]^3 = y3[k]^2", eq=eq)
    d.have("S3 as squares", "S3[k+1] = S3[k] + y3[k]^2", eq=["S3.step", "y3 x"])
    d.have("y3 power", f"y3[k] = 1*exp(-(3/4*q)*{L})", eq=["y3.is"])
    d.have("3q/2>1", "2*(3/4*q) > 1", by=["q>2/3"])
    d.have("n0<=n0", "n0 >= n0", by=["1 * [0]"])
    P = "exp(-2*(3/4*q)*log(n0))"
    d.have("P", f"{P} <= {P}", by=["1 * [0]"])
    terms = {"gamma": "1", "q": "3/4*q", "N": "n0", "P": P, "eta": ("k", "y3[k]"), "T": ("k", "S3[k]")}
    premises = {"gamma>0": "1>0", "q>1/2": "3q/2>1", "eta.is": "y3 power", "N>0": "n0>0", "n0>=N": "n0<=n0"}
    premises |= {"P>=N^(-2q)": "P", "T.start": "S3.start", "T.step": "S3 as squares"}
    d.cite("cubes", proved("squared_steps_summable"), terms, premises)
    d.have("room", "3/2*q - 1 > 0", by=["q>2/3"])
    d.define("quotient", "B3", value=f"{P}*(2*(3/4*q) - 1 + n0)", by="3/2*q - 1")
    d.cut("B3 is", "B3.times", "room")
    d.contradiction("S3<=B3", "B3 - S3[k] >= 0", by=["not * room", "cubes.3"], eq=["B3 is"])


def mean_bound(d: Derivation) -> None:
    """``budget``: a E + SE/2 <= a_0 E_0 + K S3, where E = mean(H) and SE is the sum of the x E; K = gamma^2 c^2 C."""
    a, later = f"exp(q/2*{L})", "exp(q/2*log(n[k+1]))"
    d.define("abbreviation", "K", value="gamma^2*c^2*C")
    d.have("K>=0", "K >= 0", by=["C>0 * [gamma*c]"], eq=["K.is"])
    d.define("recursion", "SE", "k", level=None, start="0", step="SE[k] + x[k]*mean(H[k])")
    d.instance("a later>0", "a>0", k="k+1")
    by = [
        "a later>0 * means",
        "a later>0 * offset.1 * H>=0 mean",
        "a grows * factor>=0 * H>=0 mean",
        "a doubles * C>0 * [eta[k]*c]",
        "gamma>2/alpha * x>0 * H>=0 mean",
        "q<=1 * x>0 * H>=0 mean",
        "q>0 * alpha>0 * eta>0 * x>0 * H>=0 mean",
    ]
    mean = "mean(H[k])"
    eq = [f"eta x: alpha/2*{a}*{mean}", f"a x: alpha*gamma/2*x[k]*{mean}", "a x: gamma^2*c^2*C*x[k]^3"]
    eq += [f"eta x: {a}*c^2*C*(eta[k] + gamma*x[k]^2)", "K.is: x[k]^3"]
    claim = f"{a}*{mean} + K*x[k]^3 - {later}*mean(H[k+1]) - 1/2*x[k]*{mean} >= 0"
    d.have("one step", claim, by=by, eq=eq)
    start_value = "exp(q/2*log(n[0]))*mean(H[0])"
    budget = f"{start_value} + K*S3[k] - {a}*{mean} - 1/2*SE[k] >= 0"
    eq, start = ["SE.step: 1/2", "S3.step: K"], ([], ["SE.start: 1/2", "S3.start: K"])
    d.induct("budget", "k", budget, ["so far", "one step"], eq, start)
    d.have("a E>=0", f"{a}*{mean} >= 0", by=["a>0 * H>=0 mean"])


if __name__ == "__main__":
    print(derive().report())
