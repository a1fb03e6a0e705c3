"""(4.7): F(theta_{k+1}) 1_{E_{k+1}} <= Q 1_{E_k}, by `stopped_loss_with_noise`."""

from lojverify.derive import Derivation, Proved, proved
from lojverify.paper.decreasing import Q
from lojverify.paper.section4_rates import descent_stopped as problem


def derive() -> Proved:
    d = Derivation(problem())
    d.define("abbreviation", "H", "k", value="e[k]*F(theta[k])")
    d.cite("stopped", proved("stopped_loss_with_noise"))
    d.instance("H next", "H.is", k="k+1")
    d.have("descent", f"F(theta[k+1])*e[k+1] <= {Q}*e[k]", by=["stopped.3"], eq=["H next"])
    return d.qed("descent")


if __name__ == "__main__":
    print(derive().report())
