"""After (A.15): in Theta, F >= M0 > 0 for R/2-1 <= |theta - theta0| <= R/2, if R is large against Y = mean(y^2).

M0 = at^2 q^2 (R/2-1)^2/2 - Y, positive if R is that large, is one number for all of Theta. Outside Theta it fails:
`zeros_in_every_annulus`.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.appendix_a import in_theta

M0 = "at^2/2*q^2*(R/2 - 1)^2 - Y"


def problem() -> Problem:
    p = Problem("confined_in_theta", "the squared error is bounded below in Theta near the boundary of the ball")
    net = in_theta(p)
    (Y,) = p.constants("Y")
    p.assume("Y", net.mean_square() <= Y)
    p.assume("R>2", net.R > 2)
    p.assume("R large", f"{M0} > 0")
    p.assume("far", net.rho >= net.R / 2 - 1)
    p.goal(f"{M0} > 0")
    p.goal(f"layer[n+1] = 1 |- F(theta) >= {M0}")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("grows", proved("squared_error_grows"), note="(A.15)")
    d.have("width", "R/2 - 1 > 0", by=["R>2"])
    by = ["grows", "Y", "[at*q] * far * far", "[at*q] * far * width"]
    d.have("confined", f"F(theta) >= {M0}", by=by)
    return d.qed("R large", "confined")


if __name__ == "__main__":
    print(derive().report())
