"""(3.19): P(E_k^c) < F(theta0) ((sqrt(2C) + sqrt(sigma)) eta sqrt(rho)/(1 - sqrt(rho)) + rho^2/(M0 (1 - rho))).

The bound is true as printed, though not by the printed argument, which has two errors: (3.10) and (3.14) need the root
of F(theta0), and the sums over i = 1, ..., k of rho^((i-1)/2) and rho^i are up to 1/(1 - sqrt(rho)) and rho/(1 - rho).
Instead, P(E_k^c) <= rho1 F(theta0)/M0 by `ville_annulus`, which is smaller by `printed_from_ville`. For F(theta0) = 0
both sides are 0, so < is shown for F(theta0) > 0, and <= always.
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.exit_steps import printed_from_ville, ville_of_paper
from lojverify.paper.section3_exit import exit_probability
from lojverify.paper.steps import at_start, restrict, root_below_one


def problem() -> Problem:
    return exit_probability()


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    at_start(d)

    # The sum telescopes.
    d.step("mean start", "average", fact="e[0]=1")
    claim = "1 - mean(e[k]) = S[k]"
    d.have("sum at 0", "1 - mean(e[0]) = S[0]", eq=["S.start", "mean start"])
    d.assume("sum so far", claim)
    d.have("sum next", "1 - mean(e[k+1]) = S[k+1]", eq=["sum so far", "S.step"])
    d.step("sum", "induction", start="sum at 0", step="sum next", letter="k", condition=claim, note="(3.17)")

    ville_of_paper(d)
    printed_from_ville(d, "printed", "ville.2", "1 - mean(e[k])")
    d.assume("F0>0", "F(theta0) > 0")
    d.cut("strictly", "printed.2", "F0>0")

    # With the fractions of (3.19).
    rho = "(1 - eta*alpha + eta^2*C*(2*C + sigma)/2)"
    d.have("rho<1", f"1 - {rho} > 0", by=["eta<=PSB * eta>0", "eta>0 * alpha>0"], note="(3.2)")
    d.have("divisor>0", f"M0*(1 - {rho}) > 0", by=["M0>0 * rho<1"])
    d.cut("first is", "first.times", "printed.3")
    d.cut("second is", "second.times", "divisor>0")
    bound, fractions = "F(theta0)*(first + second) - 1 + mean(e[k])", "not * divisor>0 * printed.3"
    eq = [f"first is: F(theta0)*M0*(1-{rho})", "second is: F(theta0)*(1-srho)"]
    root_below_one(d)
    weak = [*eq, "srho.sq: F(theta0)*(s2C + ssigma)*eta*srho*M0"]
    d.contradiction("exit", f"{bound} >= 0", by=["printed.1 * printed.3", fractions], eq=weak, note="(3.19), with <=")
    d.contradiction("exit strictly", f"{bound} > 0", by=["strictly", fractions], eq=eq, note="(3.19)")
    return d.qed("sum", "exit", "exit strictly")


if __name__ == "__main__":
    print(derive().report())
