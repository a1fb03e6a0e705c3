"""What (3.22) is for: on E_infinity the iterates converge almost surely, to a zero of F in the ball.

The expected lengths of the steps sum to at most K sqrt(F(theta0)) / (1 - sqrt(rho)), K = eta (sqrt(2C) + sqrt(sigma)),
so the path inside the ball has finite length almost surely (monotone convergence), and R^d is complete. (That the
means of |theta[k] - theta[j]| tend to zero, as printed, would not give almost sure convergence.) F(theta[k]) -> 0 by
(3.21) with beta = 1, and F is continuous.
"""

from lojverify.derive import Derivation, Proved, proved
from lojverify.paper.section3_limit import iterates_converge as problem
from lojverify.paper.steps import bit_range, define_lengths, limit_inside, mean_path_length, restrict, stays_for_ever


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    bit_range(d)
    d.have("step for rho", "2*alpha - eta*C*(2*C + sigma) > 0", by=["eta<=PSB", "alpha>0"])
    d.cite("rho", proved("rho_range"), note="(3.2)")
    d.have("rho>0", "1 - eta*alpha + eta^2*C*(2*C + sigma)/2 > 0", by=["rho.1"])
    d.have("rho<1", "1 - eta*alpha + eta^2*C*(2*C + sigma)/2 < 1", by=["rho.2"])
    d.define("abbreviation", "H", "k", value="e[k]*F(theta[k])")
    define_lengths(d)
    mean_path_length(d)

    # The path has finite length almost surely.
    d.have("1-srho>0", "1 - srho > 0", by=["srho<1"])
    d.define("quotient", "most", value="(s2C + ssigma)*eta*f0", by="1 - srho")
    d.cut("most value", "most.times", "1-srho>0")
    by = ["length mean", "not * srho<1"]
    d.contradiction("length mean<=most", "most - mean(length[k]) >= 0", by=by, eq=["most value"])
    d.have("length increases", "length[k+1] >= length[k]", by=["d.nonnegative"], eq=["length.step"])
    d.define("extremum", "whole", value="length", of="supremum")
    bounds = {"lower": "length>=0", "step": "length increases", "mean": "length mean<=most"}
    d.step("whole length", "supremum", symbol="whole", letter="k", **bounds, note="(3.11) with sqrt(F(theta0))")

    # So the iterates converge on E_infinity.
    stays_for_ever(d)
    d.have("length grows", "length[k+1] - length[k] - d[k] >= 0", eq=["length.step"])
    step = "(theta[k+1] - theta[k])"
    d.have("d long", f"d[k]^2 - <{step}, {step}> >= 0", eq=["d^2", "dsq.is", f"for ever: (1 + e[k])*<{step}, {step}>"])
    d.step(
        "converges",
        "complete",
        symbol="theta_star",
        letter="k",
        sums="length[k]",
        distance="d[k]",
        bounded="whole length.2",
        step="length grows",
        lower="d.nonnegative",
        bound="d long",
    )
    limit_inside(d)

    # The limit is a zero of F: F(theta[k]) tends to F(theta_star), and to 0 by (3.21) with beta = 1.
    d.step("continuous", "continuity", fact="converges", point="theta[k]", limit="theta_star", function="F")
    d.have("1=1", "0 = 0")
    d.have("1>=1", "1 >= 1")
    d.have("1-rho>0", "1 - (1 - eta*alpha + eta^2*C*(2*C + sigma)/2) > 0", by=["rho<1"])
    d.cite(
        "loss vanishes",
        proved("weighted_loss_vanishes"),
        {"beta": "1", "b": ("k", "1")},
        {"b.start": "1=1", "b.step": "1=1", "beta>=1": "1>=1", "beta*rho<1": "1-rho>0"},
        note="(3.21)",
    )
    d.step("zero", "limit_unique", first="continuous", second="loss vanishes")
    return d.qed("converges", "inside", "zero")


if __name__ == "__main__":
    print(derive().report())
