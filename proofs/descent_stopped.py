"""(3.7): F(theta_{k+1}) 1_{E_{k+1}} <= Q 1_{E_k}: (3.5), and Q >= 0 on E_k, which contains E_{k+1}."""

from lojverify.derive import Derivation, Proved, proved
from lojverify.paper.section3_run import descent_stopped as problem
from lojverify.paper.steps import Q, bit_range, restrict


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    bit_range(d)
    d.cite("staying", proved("descent_while_staying"), note="(3.5)")
    d.cite("nonnegative", proved("model_nonnegative"), note="(3.6)")
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("gone", "-e[k] >= 0")
    d.cut("in ball", "e.yes", "stays")
    in_R = "R^2 - <theta[k]-theta0, theta[k]-theta0> >= 0"
    d.have("in B(theta0, R)", in_R, by=["in ball", "r<=R * R>0", "r<=R * r>0"])
    d.cut("Q>=0", "nonnegative.1", "in B(theta0, R)")
    d.have("on E", f"{Q}*e[k+1] <= {Q}*e[k]", by=["Q>=0 * e.decreases"])
    d.instance("e>=0 next", "e>=0", k="k+1")
    d.have("gone next", "-e[k+1] >= 0", by=["gone", "e.decreases"])
    d.step("e=0", "antisymmetry", first="e>=0", second="gone")
    d.step("next e=0", "antisymmetry", first="e>=0 next", second="gone next")
    d.have("off E", f"{Q}*e[k+1] <= {Q}*e[k]", eq=[f"e=0: {Q}", f"next e=0: {Q}"])
    d.split("larger event", "e[k]", "e.bit", "on E", "off E")
    d.have("stopped", f"F(theta[k+1])*e[k+1] <= {Q}*e[k]", by=["staying", "larger event"])
    return d.qed("stopped")


if __name__ == "__main__":
    print(derive().report())
