"""For q <= 2/3 unbiased noise does not make (4.21) true: the sum of eta_k |theta_k| is infinite almost surely.

F = |theta|^2/2 and |Z| = 1. Let x = n^(-q/2), a = 1/x, A = |theta|^2, B = A^2; by `moments_of_quadratic_run`
E A <= K x^2 and E B <= K2 x^4. Since |theta| >= (3 c^2 x^2 A - B)/(2 c^3 x^3) for every c > 0, the sum S of the
eta |theta| satisfies 2 c^3 S >= 3 c^2 gamma R - gamma Q with R, Q the sums of x A and a B. From the step of A,
2 gamma R >= gamma^2 X + N - a A, with X the sum of x^3 and N a martingale of bounded variance. So with
mu = 3 c^2 gamma^2 X and w = 3 c^2 a A + 2 gamma Q
    mu^2/(1 + S) <= 16 c^3 mu + 36 c^4 N^2 + 4 mu w,      E w <= 3 c^2 K + 2 gamma K2 X.
As X tends to infinity for q <= 2/3, the limit of 1/(1 + S) has a mean of order 1/c^2, for every natural number c.
"""

import sympy

from lojverify.derive import Derivation, Problem, Proved, norm2, proved
from lojverify.derive.language import k
from lojverify.paper.powers import laws
from lojverify.paper.quadratic_run import L, constants, define_quantities, powers, quadratic_run, squares, u


def problem() -> Problem:
    p = Problem("gradients_not_summable_if_unbiased", "for q <= 2/3 unbiased noise has gradients that are not summable")
    theta = quadratic_run(p)
    G = p.root("G", norm2(theta[k]), "k")
    eta, S = sympy.IndexedBase("eta"), sympy.IndexedBase("S")
    p.define("recursion", "S", "k", level=0, start=0, step=S[k] + eta[k] * G[k])
    p.define("quotient", "Y", "k", value=1, by=1 + S[k])
    p.goal("Y[k] -> 0 (k)")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    laws(d)
    define_quantities(d)
    powers(d)
    squares(d)
    constants(d)
    d.cite("moments", proved("moments_of_quadratic_run"))
    d.cut("E A", "moments.1")
    d.cut("E B", "moments.2")
    noise(d)
    sums(d)
    limit(d)
    return d.qed("vanishes")


def noise(d: Derivation) -> None:
    """The martingale N: ``E N^2``, the mean of Nsq = N^2 is at most 4 K B2."""
    move = f"(-2*gamma*x[k]*(1 - eta[k])*{u})"
    d.define("recursion", "N", "k", level=0, start="0", step=f"N[k] + {move}")
    d.define("abbreviation", "Nsq", "k", value="N[k]^2")
    d.instance("Nsq next", "Nsq.is", k="k+1")
    d.instance("Nsq first", "Nsq.is", k="0")
    d.have("Nsq>=0", "Nsq[k] >= 0", by=["[N[k]]"], eq=["Nsq.is"])
    claim = f"Nsq[k] + 2*N[k]*{move} + 4*gamma^2*x[k]^2*A[k] - Nsq[k+1] >= 0"
    by = ["u^2<=A * [2*gamma*x[k]*(1 - eta[k])]", "(1-eta)^2<=1 * A>=0 * [2*gamma*x[k]]"]
    d.have("Nsq step", claim, by=by, eq=["Nsq next", "Nsq.is", f"N.step: N[k+1] + N[k] + {move}"])
    d.step("Nsq given the past", "expect", fact="Nsq step", index="k")
    claim = "Nsq[k] + 4*gamma^2*x[k]^2*A[k] - E[k](Nsq[k+1]) >= 0"
    d.have("Nsq grows", claim, by=["Nsq given the past"], eq=["unbiased: 4*N[k]*gamma*x[k]*(1 - eta[k])"])
    d.have("no noise yet", "0 - Nsq[0] >= 0", eq=["Nsq first", "N.start: N[0]"])
    start = {"lower": "Nsq>=0", "start": "no noise yet", "step": "Nsq grows"}
    d.step("Nsq finite", "finite_mean_by_induction", symbol="Nsq", **start)
    d.step("Nsq mean", "average", fact="Nsq grows")
    d.step("Nsq mean at 0", "average", fact="no noise yet")
    d.define("recursion", "T2", "k", level=None, start="0", step="T2[k] + eta[k]^2")
    by, eq = ["so far", "Nsq mean", "E A * [2*gamma*x[k]]"], ["T2.step: 4*K", "eta x: 4*K*(eta[k] + gamma*x[k]^2)"]
    start_at = (["Nsq mean at 0"], ["T2.start: 4*K"])
    d.induct("E N^2 sum", "k", "4*K*T2[k] - mean(Nsq[k]) >= 0", by, eq, start_at)

    P = "exp(-2*q*log(n0))"
    d.have("n0<=n0", "n0 >= n0", by=["1 * [0]"])
    d.have("P", f"{P} <= {P}", by=["1 * [0]"])
    premises = {"N>0": "n0>0", "n0>=N": "n0<=n0", "P>=N^(-2q)": "P", "T.start": "T2.start", "T.step": "T2.step"}
    d.cite("summable", proved("squared_steps_summable"), {"N": "n0", "P": P, "T": ("k", "T2[k]")}, premises)
    d.have("2q-1>0", "2*q - 1 > 0", by=["q>1/2"])
    d.define("quotient", "B2", value=f"gamma^2*{P}*(2*q - 1 + n0)", by="2*q - 1")
    d.cut("B2 is", "B2.times", "2q-1>0")
    d.contradiction("T2<=B2", "B2 - T2[k] >= 0", by=["not * 2q-1>0", "summable.3"], eq=["B2 is"])
    d.instance("T2<=B2 at 0", "T2<=B2", k="0")
    d.have("B2>=0", "B2 >= 0", by=["T2<=B2 at 0"], eq=["T2.start"])
    d.have("E N^2", "4*K*B2 - mean(Nsq[k]) >= 0", by=["E N^2 sum", "K>0 * T2<=B2"])


def sums(d: Derivation) -> None:
    """X, R, Q, and c = cnt[j]: ``S low``, 4 c^3 S >= 3 c^2 (gamma^2 X + N - a A) - 2 gamma Q; ``E Q``, E Q <= K2 X."""
    d.define("recursion", "X", "k", level=None, start="0", step="X[k] + x[k]^3")
    d.define("recursion", "R", "k", level=0, start="0", step="R[k] + x[k]*A[k]")
    d.define("recursion", "Q", "k", level=0, start="0", step="Q[k] + a[k]*B[k]")
    for fact, what in (("X>=0", "x>0 * x>0 * x>0"), ("Q>=0", "a>0 * B>=0")):
        name = fact[0]
        d.induct(fact, "k", f"{name}[k] >= 0", ["so far", what], [f"{name}.step"], ([], [f"{name}.start"]))
    d.instance("A>=0 next", "A>=0", k="k+1")
    d.instance("A>=0 at 0", "A>=0", k="0")
    d.instance("a>0 at 0", "a>0", k="0")
    turn = f"(1 - eta[k])*{u}"
    by = ["so far", "a grows * A>=0 next", "a>0 * A>=0 * [eta[k]]"]
    eq = ["A step: a[k]", "R.step: 2*gamma", "X.step: gamma^2", "N.step"]
    eq += ["eta x: a[k]*A[k]", "a x: gamma*x[k]*A[k]", "eta x: a[k]*(eta[k] + gamma*x[k]^2)", "a x: gamma^2*x[k]^3"]
    eq += [f"eta x: a[k]*{turn}", f"a x: gamma*x[k]*{turn}"]
    start = (["a>0 at 0 * A>=0 at 0"], ["R.start: 2*gamma", "X.start: gamma^2", "N.start"])
    d.induct("R low", "k", "2*gamma*R[k] + a[k]*A[k] - gamma^2*X[k] - N[k] >= 0", by, eq, start)

    d.step("Q given the past", "expect", fact="Q.step", index="k")
    d.have("Q grows", "Q[k] + a[k]*B[k] - E[k](Q[k+1]) >= 0", eq=["Q given the past"])
    d.have("Q none", "0 - Q[0] >= 0", eq=["Q.start"])
    parts = {"lower": "Q>=0", "start": "Q none", "step": "Q grows"}
    d.step("Q finite", "finite_mean_by_induction", symbol="Q", **parts)
    d.step("Q mean", "average", fact="Q grows")
    d.step("Q mean at 0", "average", fact="Q none")
    by, eq = ["so far", "Q mean", "a>0 * E B"], ["X.step: K2", "a x: K2*x[k]^3"]
    d.induct("E Q", "k", "K2*X[k] - mean(Q[k]) >= 0", by, eq, (["Q mean at 0"], ["X.start: K2"]))

    d.define("recursion", "cnt", "k", level=None, start="1", step="cnt[k] + 1")
    d.induct("cnt>=1 here", "k", "cnt[k] - 1 >= 0", ["so far", "1"], ["cnt.step"], ([], ["cnt.start"]))
    d.instance("cnt>=1", "cnt>=1 here", k="j")
    c = "cnt[j]"
    d.have("c>0", f"{c} > 0", by=["cnt>=1", "1"])
    d.cut("G.sq", "G.square", "|theta|^2")
    d.have("G A", "G[k]^2 = A[k]", eq=["G.sq", "A.is"])
    d.have("wide", f"G[k] + 2*{c}*x[k] >= 0", by=["G.nonnegative", "c>0 * x>0"])
    eq = ["G A: gamma*a[k]*(G[k]^2 + A[k])", "B.is: gamma*a[k]", f"G A: {c}^2*gamma*a[k]*x[k]^2"]
    eq += [f"a x: {c}^2*gamma*x[k]*A[k]", f"a x: {c}^3*gamma*x[k]^2*G[k]", f"eta x: {c}^3*G[k]"]
    by = [f"gamma>0 * a>0 * G.nonnegative * wide * [G[k] - {c}*x[k]]"]
    term = f"2*{c}^3*eta[k]*G[k] - 3*{c}^2*gamma*x[k]*A[k] + gamma*a[k]*B[k] >= 0"
    d.have("term", term, by=by, eq=eq)
    eq = [f"S.step: {c}^3", f"R.step: {c}^2*gamma", "Q.step: gamma"]
    start = ([], [f"S.start: {c}^3", f"R.start: {c}^2*gamma", "Q.start: gamma"])
    claim = f"2*{c}^3*S[k] - 3*{c}^2*gamma*R[k] + gamma*Q[k] >= 0"
    d.induct("S and R", "k", claim, ["so far", "term"], eq, start)
    claim = f"4*{c}^3*S[k] - 3*{c}^2*(gamma^2*X[k] + N[k] - a[k]*A[k]) + 2*gamma*Q[k] >= 0"
    d.have("S low", claim, by=["S and R", "c>0 * c>0 * R low"])


def limit(d: Derivation) -> None:
    """``vanishes``: Y tends to 0."""
    d.have("term>=0", "eta[k]*G[k] >= 0", by=["eta>0 * G.nonnegative"])
    d.induct("S>=0", "k", "S[k] >= 0", ["so far", "term>=0"], ["S.step"], ([], ["S.start"]))
    d.have("1+S>0", "1 + S[k] > 0", by=["S>=0", "1"])
    d.cut("Y is", "Y.times", "1+S>0")
    d.contradiction("Y>=0", "Y[k] >= 0", by=["not * 1+S>0", "1"], eq=["Y is"])
    d.have("Y<=1", "1 - Y[k] >= 0", by=["Y>=0 * S>=0"], eq=["Y is"])
    d.instance("Y is later", "Y is", k="k+1")
    d.instance("Y later>=0", "Y>=0", k="k+1")
    eq = ["Y is: Y[k+1]", "Y is later: Y[k]", "S.step: Y[k]*Y[k+1]"]
    d.have("Y falls", "Y[k] - Y[k+1] >= 0", by=["Y>=0 * Y later>=0 * term>=0"], eq=eq)
    d.step("Y finite", "finite_mean", symbol="Y", upper="Y<=1", lower="Y>=0")
    d.step("E Y>=0", "average", fact="Y>=0")
    d.define("extremum", "low", value="Y", of="infimum")
    d.step("Y tends", "infimum", symbol="low", letter="k", lower="Y>=0", step="Y falls", mean="E Y>=0")
    d.step("E low", "average", fact="Y tends.2")

    # -- mu^2 Y <= 16 c^3 mu + 36 c^4 N^2 + 4 mu w ---------------------------------------------------------------------
    c = "cnt[j]"
    mu, w = f"(3*{c}^2*gamma^2*X[k])", f"(3*{c}^2*a[k]*A[k] + 2*gamma*Q[k])"
    d.have("mu>=0", f"{mu} >= 0", by=["X>=0 * [cnt[j]*gamma]"])
    near = f"3/4*{mu} + 3*{c}^2*N[k] - {w}"
    d.assume("many", f"{near} >= 0")
    d.assume("few", f"-({near}) >= 0")
    claim = f"16*{c}^3*{mu} + 36*{c}^4*Nsq[k] + 4*{mu}*{w} - {mu}^2*Y[k] >= 0"
    positive = ["mu>=0 * a>0 * A>=0 * c>0 * c>0", "mu>=0 * gamma>0 * Q>=0", f"Nsq>=0 * [{c}^2]"]
    by = ["mu>=0 * Y>=0 * S low", "mu>=0 * Y>=0 * many", "mu>=0 * Y>=0 * c>0 * c>0 * c>0", *positive]
    d.have("bound if many", claim, by=by, eq=[f"Y is: {c}^3*{mu}"])
    by = ["few * mu>=0", f"[6*{c}^2*N[k] + {mu}]", f"[{mu}]", f"Y<=1 * [{mu}]", "mu>=0 * c>0 * c>0 * c>0"]
    d.have("bound if few", claim, by=by, eq=[f"Nsq.is: {c}^4"])
    d.cases("bound", "bound if many", "bound if few", f"{near} >= 0")
    d.step("bound mean", "average", fact="bound")

    # -- delta X^2 <= (alpha + beta) X + ... with delta = 9 c^2 gamma^4 E low - 24 gamma^3 K2 --------------------------
    d.have("x<=1", "1 - x[k] >= 0", by=["x^2<=1/4", "[x[k] - 1/2]", "1"])
    d.have("a E A", "K - a[k]*mean(A[k]) >= 0", by=["a>0 * E A", "K>0 * x<=1"], eq=["a x: K*x[k]"])
    first, second = f"(48*{c}^3*gamma^2 + 36*{c}^2*gamma^2*K)", f"(144*{c}^2*K*B2)"
    delta = f"(9*{c}^2*gamma^4*mean(low) - 24*gamma^3*K2)"
    by = [
        "bound mean",
        f"E low * [{mu}]",
        "E N^2 * c>0 * c>0 * c>0 * c>0",
        "a E A * mu>=0 * c>0 * c>0",
        "E Q * mu>=0 * gamma>0",
    ]
    claim = f"{c}^2*({first}*X[k] + {second} - {delta}*X[k]^2) >= 0"
    d.have("budget c^2", claim, by=by)
    claim = f"{first}*X[k] + {second} - {delta}*X[k]^2 >= 0"
    d.contradiction("budget", claim, by=["budget c^2", "not * c>0 * c>0"])
    at_k = [text.replace("cnt[j]", "cnt[k]") for text in (first, second, delta)]
    d.define("quotient", "most", "k", value=f"{at_k[0]} + {at_k[1]}", by=at_k[2])
    d.instance("most times", "most.times", k="j")
    d.assume("delta>0", f"{delta} > 0")
    d.contradiction("second>=0", f"{second} >= 0", by=["not", "c>0 * c>0 * K>0 * B2>=0"])
    by = ["not", "c>0 * c>0 * c>0 * gamma>0 * gamma>0", "c>0 * c>0 * gamma>0 * gamma>0 * K>0"]
    d.contradiction("first>=0", f"{first} >= 0", by=by)
    d.contradiction("most>=0", "most[j] >= 0", by=["not * delta>0", "first>=0", "second>=0"], eq=["most times"])
    d.assume("X large", "X[k] - most[j] - 1 > 0")
    d.have("X>1", "X[k] - 1 > 0", by=["X large", "most>=0"])
    # Then delta X^2 > (first + second + delta) X >= first X + second.
    by = ["budget", "X large * delta>0 * X>1", "X large * delta>0", "X>1 * second>=0", "X>1 * delta>0", "delta>0"]
    d.have("too much", "0 > 0", by=by, eq=["most times: X[k]"])
    d.step("not large", "absurd", fact="too much", goal="most[j] + 1 - X[k] >= 0")
    d.assume("so", "most[j] + 1 - X[k] >= 0")
    d.cases("X bounded", "so", "not large", "most[j] + 1 - X[k] >= 0")
    d.have("exponent", "-most[j] - 1 <= -X[k]", by=["X bounded"])
    d.use("exp bound", "exp.4", s="-most[j] - 1", t="-X[k]", by=["exponent"])
    d.have("gap", "exp(-X[k]) - exp(-most[j] - 1) >= 0", by=["exp bound"])
    d.step("x^3", "exp_sum", first=f"-q/2*{L}", second=f"-q*{L}")
    cube = ["X.step", "x.is: x[k]^2", f"x^2 is: exp(-q/2*{L})", "x^3"]
    d.have("X step", f"X[k+1] = X[k] + 1*exp(-(3/2*q)*{L})", eq=cube)
    d.have("3q/2<=1", "3/2*q <= 1", by=["q<=2/3"])
    d.have("1>0", "1 > 0", by=["1"])
    terms = {"c": "n0", "q": "3/2*q", "gamma": "1", "x": ("k", "n[k]"), "S": ("k", "X[k]")}
    premises = {"c>0": "n0>0", "gamma>0": "1>0", "q<=1": "3q/2<=1", "x.start": "n.start", "x.step": "n.step"}
    d.cite("diverges", proved("step_sizes_diverge"), terms, premises | {"S.start": "X.start", "S.step": "X step"})
    d.step("gap tends", "limit_algebra", letter="k", terms=[["1", ["diverges.2"]], ["-exp(-most[j] - 1)", []]])
    d.step("impossible", "limit_order", fact="gap tends", bound="gap")
    d.instance("positive", "exp.3", s="-most[j] - 1")
    d.have("bad", "0 > 0", by=["impossible", "positive"])
    d.step("absurd", "absurd", fact="bad", goal=f"-{delta} >= 0")
    d.assume("delta so", f"-{delta} >= 0")
    d.cases("delta<=0", "delta so", "absurd", f"-{delta} >= 0")

    # -- so c^2 E low is bounded for every natural number c, and E low = 0 ---------------------------------------------
    d.assume("E low>0", "mean(low) > 0")
    d.define("quotient", "top", value="24*gamma^3*K2", by="9*gamma^4*mean(low)")
    d.have("weight>0", "9*gamma^4*mean(low) > 0", by=["gamma>0 * gamma>0 * gamma>0 * gamma>0 * E low>0"])
    d.cut("top is", "top.times", "weight>0")
    by = ["delta<=0", "not * weight>0", "weight>0 * cnt>=1 * c>0"]
    d.contradiction("c<=top", f"top - {c} >= 0", by=by, eq=["top is"])
    d.instance("c step", "cnt.step", k="j")
    d.have("c counts", "cnt[j+1] - cnt[j] - 1 >= 0", eq=["c step"])
    d.have("1>=0", "1 >= 0", by=["1"])
    series = {"sums": c, "term": "1", "bounded": "c<=top", "step": "c counts", "lower": "1>=0"}
    d.step("1 tends to 0", "null_terms", letter="j", **series)
    d.step("1 tends to 1", "limit_algebra", letter="j", terms=[["1", []]])
    d.step("1=0", "limit_unique", first="1 tends to 1", second="1 tends to 0")
    d.step("low absurd", "absurd", fact="1=0", goal="-mean(low) >= 0")
    d.assume("low so", "-mean(low) >= 0")
    d.cases("E low<=0", "low so", "low absurd", "-mean(low) >= 0")
    d.step("low=0", "null_mean", fact="Y tends.1", mean="E low<=0")
    d.step("Y - low", "limit_algebra", letter="k", terms=[["1", ["Y tends.3"]], ["-low", []]])
    d.step("vanishes", "limit_equal", fact="Y - low", equal="low=0", term="Y[k]")


if __name__ == "__main__":
    print(derive().report())
