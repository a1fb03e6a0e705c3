"""(3.5): F(theta_{k+1}) 1_{E_{k+1}} <= Q 1_{E_{k+1}}: (3.4) on E_{k+1}, and 0 <= 0 off it."""

from lojverify.derive import Derivation, Proved, proved
from lojverify.paper.section3_run import descent_staying as problem
from lojverify.paper.steps import Q, bit_range, restrict


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    bit_range(d)
    d.cite("descent", proved("descent_step"), note="(3.4)")
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.assume("leaves", "-e[k+1] >= 0")
    d.instance("bit next", "e.bit", k="k+1")
    d.instance("e>=0 next", "e>=0", k="k+1")
    d.have("stays", "e[k] - 1 >= 0", by=["stays next", "e.decreases"])
    d.cut("F<=Q", "descent.1", "stays")
    d.have("on E", f"F(theta[k+1])*e[k+1] <= {Q}*e[k+1]", by=["F<=Q * e>=0 next"])
    d.step("e=0", "antisymmetry", first="e>=0 next", second="leaves")
    d.have("off E", f"F(theta[k+1])*e[k+1] <= {Q}*e[k+1]", eq=[f"e=0: {Q} - F(theta[k+1])"])
    d.split("descent while staying", "e[k+1]", "bit next", "on E", "off E")
    return d.qed("descent while staying")


if __name__ == "__main__":
    print(derive().report())
