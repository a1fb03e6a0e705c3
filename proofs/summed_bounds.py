"""The sum of the bounds of (3.18), which (3.19) has wrong: the geometric sums begin with 1 and rho.

The sum of A rho^((i-1)/2) + rho^i/M0 over i = 1, ..., k is A (1 - rho^(k/2))/(1 - sqrt(rho)) plus
rho (1 - rho^k)/(M0 (1 - rho)).
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.exit_steps import positive_powers
from lojverify.paper.section3_exit import summed_bounds
from lojverify.paper.steps import restrict


def problem() -> Problem:
    return summed_bounds(repaired=True)


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    positive_powers(d)
    rho = "(1 - eta*alpha + eta^2*C*(2*C + sigma)/2)"
    a, b = f"(s2C + ssigma)*eta*M0*(1-{rho})*F(theta0)", f"{rho}*(1-srho)*F(theta0)"
    claim = f"(1-srho)*(1-{rho})*T[k] = {a}*(1 - sk[k]) + {b}*(1 - rk[k])"
    d.have(
        "sum at 0",
        claim.replace("[k]", "[0]"),
        eq=[f"T.start: (1-srho)*(1-{rho})", f"sk.start: {a}", f"rk.start: {b}"],
    )
    d.assume("sum so far", claim)
    d.have(
        "sum next",
        claim.replace("[k]", "[k+1]"),
        eq=[
            "sum so far",
            f"T.step: (1-srho)*(1-{rho})",
            f"sk.step: {a}",
            f"rk.step: {b}",
            f"rk.step: (1-srho)*(1-{rho})*F(theta0)",
        ],
    )
    d.step("sum", "induction", start="sum at 0", step="sum next", letter="k", condition=claim)

    first = "eta>0 * M0>0 * rho.2 * F0>0 * sk>0"
    d.have(
        "bound",
        f"(1-srho)*(1-{rho})*T[k] < {a} + {b}",
        by=[f"{first} * s2C>0", f"{first} * ssigma.nonnegative", "rho.1 * srho<1 * F0>0 * rk>0"],
        eq=["sum"],
    )
    return d.qed("sum", "bound")


if __name__ == "__main__":
    print(derive().report())
