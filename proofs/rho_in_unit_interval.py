"""(3.2): 0 < rho <= 1 - alpha eta/2 < 1 under the printed step bound; see `rho_range` for the arithmetic."""

from lojverify.derive import Derivation, Proved, proved
from lojverify.paper.section3_limit import rho_in_unit_interval as problem


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("rho", proved("rho_range"))
    d.have("x>0", "1 - alpha*eta/2 < 1", by=["alpha>0 * eta>0"])
    d.have("half>0", "1 - alpha*eta/2 > 0", by=["eta<=1/alpha", "1"])
    return d.qed("rho.1", "rho.3", "x>0", "half>0")


if __name__ == "__main__":
    print(derive().report())
