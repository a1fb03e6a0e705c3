"""The line below (B.1), corrected: g'(0) = -<nu, grad F(theta)> = -|grad F(theta)|.

Here g(t) = F(theta - t nu) with nu = grad F(theta)/|grad F(theta)|; the paper prints +|grad F(theta)|.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, inner
from lojverify.paper.appendix_b import SmoothSet


def problem() -> Problem:
    p = Problem("slope_at_zero", "the loss decreases along the line, at the rate |grad F|")
    s = SmoothSet(p)
    s.direction()
    p.goal(Eq(-inner(s.nu, s.g), -s.n))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    g = "grad F(theta)"
    d.step("|g|^2>=0", "norm", vector=g)
    d.cut("n^2", "n.square", "|g|^2>=0")
    d.contradiction("n>0", "n > 0", by=["not * n.nonnegative", "gradient nonzero"], eq=["n^2"])
    d.cut("n/n", "one_over_n.times", "n>0")
    d.instance("nu", "nu.is", y=g)
    d.have("slope", f"-<nu, {g}> = -n", eq=["nu", "n^2: one_over_n", "n/n: n"])
    return d.qed("slope")


if __name__ == "__main__":
    print(derive().report())
