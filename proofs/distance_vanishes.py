"""The almost sure rate: beta^k |theta[k] - theta*|^2 -> 0 on E_infinity for every 1 <= beta < 1/rho1.

With mu = sqrt(beta) the weighted length of the path, the sum of mu^j d[j], is finite almost surely
(`weighted_path_length`), and mu^n |theta[n+k] - theta[n]| is at most its part from n to n + k. So
mu^n |theta[n] - theta*| is at most its part from n on, which tends to 0. In a ball of any radius, for
0 < eta < 2 alpha/(C (alpha + sigma)).
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.setting import Run
from lojverify.paper.steps import at_start, bit_range, limit_within, stays_for_ever
from lojverify.paper.stopped import RHO1, nonnegative_recursion, root_of_rho1


def problem() -> Problem:
    p = Problem("distance_vanishes", "beta^k |theta_k - theta*|^2 tends to 0 on the event that the iterates stay")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    beta, _ = run.power("beta", "b")
    p.assume("beta>=1", beta >= 1)
    p.assume("beta*rho1<1", beta * run.rho1 < 1)
    run.for_ever()
    run.limit()
    p.goal("e_inf >= 1 |- b[k]*<theta[k] - theta_star, theta[k] - theta_star> -> 0 (k)")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    at_start(d)
    bit_range(d)
    weighted_length(d)
    tail(d)
    stays_for_ever(d)
    d.cite("limit", proved("iterates_converge_in_ball"))

    # -- mu^n |theta[n] - theta_star| <= rest[n] ---------------------------------------------------------------------
    u = "muk[n]*(theta[n+k] - theta[n])"
    rest = "(heavy_inf - heavy[n])^2"
    d.instance("stays", "for ever", k="n+k")
    d.instance("below later", "sum.2", k="n+k")
    d.instance("below at n", "sum.2", k="n")
    by = ["near", "below later * below at n", "below later * walked>=0"]
    d.have("close", f"<{u}, {u}> <= {rest}", by=by, eq=[f"stays: (e[n+k] + 1)*<{u}, {u}>"])
    d.have("rest>=0", f"{rest} >= 0", by=["[heavy_inf - heavy[n]]"])
    limit_within(d, "distance", "muk[n]", rest, "close", "rest>=0", "limit.1")

    # -- which tends to 0 ----------------------------------------------------------------------------------------------
    square = "<theta[k] - theta_star, theta[k] - theta_star>"
    d.instance("distance at k", "distance", n="k")
    d.have("upper", f"(heavy_inf - heavy[k])^2 - b[k]*{square} >= 0", by=["distance at k"], eq=[f"b is: {square}"])
    d.step("square>=0", "norm", vector="theta[k] - theta_star")
    d.have("lower", f"b[k]*{square} >= 0", by=["square>=0 * [muk[k]]"], eq=[f"b is: {square}"])
    terms = [["heavy_inf^2", []], ["-2*heavy_inf", ["sum.3"]], ["1", ["sum.3", "sum.3"]]]
    d.step("rest", "limit_algebra", letter="k", terms=terms)
    d.step("vanishes", "squeeze", lower="lower", upper="upper", fact="rest")
    return d.qed("vanishes")


def weighted_length(d: Derivation) -> None:
    """``length``: the weighted length for mu = sqrt(beta), s the root of max(rho1, 0); ``b is``: b[k] = mu^(2k)."""
    d.define("root", "srho1", value=RHO1)
    root_of_rho1(d)
    d.have("beta>=0", "beta >= 0", by=["beta>=1", "1"])
    d.root("mu", "beta", "beta>=0")
    d.contradiction("mu>=1", "mu >= 1", by=["not * not", "not * mu.nonnegative", "not", "beta>=1"], eq=["mu.sq"])
    room = ["not * beta*rho1<1", "not * not", "not", "beta*rho1<1"]
    d.contradiction("beta*plus<1", "beta*rho1_plus < 1", by=room, eq=["rho1_plus.either: beta^2"])
    by = ["not * not", "not", "beta*plus<1"]
    d.contradiction("mu*s<1", "mu*s < 1", by=by, eq=["mu.sq: s^2", "s.sq: beta"])
    d.have("alpha+sigma>=0", "alpha + sigma >= 0", by=["alpha>0", "sigma>=0"])
    d.root("P", "alpha + sigma", "alpha+sigma>=0")
    d.have("1-mu*s>0", "1 - mu*s > 0", by=["mu*s<1"])
    d.define("quotient", "Lam", value="eta*P", by="1 - mu*s")
    d.cut("Lam is", "Lam.times", "1-mu*s>0")
    d.contradiction("Lam>=0", "Lam >= 0", by=["not * 1-mu*s>0", "eta>0 * P.nonnegative"], eq=["Lam is"])
    eq = ["Lam is: Lam*(1 - mu*s) + eta*P", "P.sq: eta^2"]
    d.have("trade", "Lam^2*(1 - mu*s)^2 >= eta^2*(alpha + sigma)", eq=eq)
    move = "e[k]*(theta[k+1] - theta[k])"
    d.define("abbreviation", "dsq", "k", value=f"<{move}, {move}>")
    d.define("root", "d", "k", value="dsq[k]")
    d.define("recursion", "muk", "k", level=None, start="1", step="mu*muk[k]")
    d.define("recursion", "heavy", "k", level=0, start="0", step="heavy[k] + muk[k]*d[k]")
    d.define("abbreviation", "hsq", "k", value="heavy[k]^2")
    d.define("extremum", "hsq_inf", value="hsq", of="supremum")
    d.cite("length", proved("weighted_path_length"), premises={"s>=0": "s.nonnegative"})
    eq = ["b.step", "muk.step: muk[k+1] + mu*muk[k]", "mu.sq: muk[k]^2", "so far: beta"]
    start = ([], ["b.start", "muk.start: muk[0] + 1"])
    d.induct("b is", "k", "b[k] = muk[k]^2", eq=eq, start=start)


def tail(d: Derivation) -> None:
    """``sum``: heavy has a finite supremum and tends to it; ``near``: |mu^n (theta[n+k] - theta[n])| <= its growth."""
    d.have("mu>=0", "mu >= 0", by=["mu>=1", "1"])
    d.induct("muk>=0", "k", "muk[k] >= 0", by=["so far * mu>=0"], eq=["muk.step"], start=(["1"], ["muk.start"]))
    d.have("heavy step>=0", "muk[k]*d[k] >= 0", by=["muk>=0 * d.nonnegative"])
    nonnegative_recursion(d, "heavy", "heavy step>=0")
    d.have("heavy grows", "heavy[k+1] - heavy[k] >= 0", by=["heavy step>=0"], eq=["heavy.step"])
    d.have("heavy<=", "heavy[k] <= (1 + hsq_inf)/2", by=["[1 - heavy[k]]", "length.2"])
    d.step("heavy finite", "finite_mean", symbol="heavy", upper="heavy<=", lower="heavy>=0")
    d.step("heavy mean", "average", fact="heavy<=")
    d.have("heavy small", "(1 + Lam^2*F(theta0))/2 - mean(heavy[k]) >= 0", by=["heavy mean", "length.1"])
    d.define("extremum", "heavy_inf", value="heavy", of="supremum")
    bounds = {"lower": "heavy>=0", "step": "heavy grows", "mean": "heavy small"}
    d.step("sum", "supremum", symbol="heavy_inf", letter="k", **bounds, note="monotone convergence")

    for fact in ("e.bit", "e.decreases", "e>=0", "d.square", "dsq.is", "d.nonnegative", "heavy.step", "muk>=0"):
        d.instance(f"{fact} later", fact, k="n+k")
    d.instance("muk step later", "muk.step", k="n+k")
    d.instance("muk>=0 at n", "muk>=0", k="n")
    by = ["so far", "mu>=1 * muk>=0 later"]
    d.induct("muk later", "k", "muk[n+k] >= muk[n]", by=by, eq=["muk step later"])
    d.have("heavy step>=0 later", "muk[n+k]*d[n+k] >= 0", by=["muk>=0 later * d.nonnegative later"])
    walked = "heavy[n+k] - heavy[n]"
    by, eq = ["so far", "heavy step>=0 later"], ["heavy.step later"]
    d.induct("walked>=0", "k", f"{walked} >= 0", by=by, eq=eq)

    far, move = "muk[n]*e[n+k]*(theta[n+k] - theta[n])", "muk[n]*e[n+k]*(theta[n+k+1] - theta[n+k])"
    claim = f"<{far}, {far}> <= ({walked})^2"
    plain = "e[n+k]*(theta[n+k+1] - theta[n+k])"
    d.step("move^2", "norm", vector=plain)
    d.have("dsq>=0", "dsq[n+k] >= 0", by=["move^2"], eq=["dsq.is later"])
    d.cut("d^2", "d.square later", "dsq>=0")
    by = ["muk later * muk>=0 later * [d[n+k]]", "muk later * muk>=0 at n * [d[n+k]]"]
    eq = ["dsq.is later: muk[n]^2", "d^2: muk[n]^2"]
    d.have("move", f"<{move}, {move}> <= (muk[n+k]*d[n+k])^2", by=by, eq=eq)
    d.have("near at 0", claim.replace("n+k", "n"))
    d.assume("near so far", claim)
    ends = {"a>=0": "walked>=0", "b>=0": "heavy step>=0 later", "|u|<=a": "near so far", "|v|<=b": "move"}
    d.cite("reach", proved("triangle"), {"a": walked, "b": "muk[n+k]*d[n+k]", "u": far, "v": move}, ends)
    on = "(theta[n+k+1] - theta[n])"
    d.step("|on|^2>=0", "norm", vector=on)
    d.instance("bit after", "e.bit", k="n+k+1")
    eq = ["heavy.step later: heavy[n+k+1] - 2*heavy[n] + heavy[n+k] + muk[n+k]*d[n+k]"]
    eq += [f"{bit}: muk[n]^2*<{on}, {on}>" for bit in ("e.bit later", "bit after")]
    by = ["reach", "e.decreases later * |on|^2>=0 * [muk[n]]"]
    d.have("near next", claim.replace("n+k", "n+k+1"), by=by, eq=eq)
    d.step("near", "induction", start="near at 0", step="near next", letter="k", condition=claim)


if __name__ == "__main__":
    print(derive().report())
