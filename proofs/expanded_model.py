"""(4.8), corrected: with v = g + w, Q = F - eta |g|^2 + (eta^2 C - eta) <g, w> + (eta^2 C/2)(|g|^2 + |w|^2)."""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.decreasing import g
from lojverify.paper.section4_rates import expanded


def problem() -> Problem:
    return expanded(repaired=True)


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("descent", proved("descent_stopped_any_step"), note="(4.7)")
    model = (
        f"F(theta[k]) - eta[k]*<{g}, {g}> + (eta[k]^2*C - eta[k])*<{g}, w[k]> "
        f"+ eta[k]^2/2*C*(<{g}, {g}> + <w[k], w[k]>)"
    )
    d.have("expanded", f"F(theta[k+1])*e[k+1] <= ({model})*e[k]", by=["descent"])
    return d.qed("expanded")


if __name__ == "__main__":
    print(derive().report())
