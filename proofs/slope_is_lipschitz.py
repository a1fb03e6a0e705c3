"""(B.2): |g'(t) - g'(0)| <= |grad F(theta - t nu) - grad F(theta)| <= C t, where g'(t) = -<nu, grad F(theta - t nu)>.

Cauchy-Schwarz with |nu| = 1, and the Lipschitz condition (2.3) at theta and theta - t nu, whose distance is t.
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.appendix_b import derivative_is_lipschitz


def problem() -> Problem:
    return derivative_is_lipschitz()


def derive() -> Proved:
    d = Derivation(problem())
    g = "grad F(theta)"
    d.step("|g|^2>=0", "norm", vector=g)
    d.cut("n^2", "n.square", "|g|^2>=0")
    d.contradiction("n>0", "n > 0", by=["not * n.nonnegative", "gradient nonzero"], eq=["n^2"])
    d.cut("n/n", "one_over_n.times", "n>0")
    d.instance("nu", "nu.is", y=f"nu + one_over_n*{g}")
    d.have("|nu|=1", "<nu, nu> = 1", eq=["nu", "n^2: one_over_n^2", "n/n: n*one_over_n", "n/n"])

    end = "(theta - t*nu)"
    change = f"(grad F{end} - {g})"
    d.step("cauchy", "cauchy_schwarz", first="nu", second=change)
    d.have("slope", f"<nu, {change}>^2 <= <{change}, {change}>", by=["cauchy"], eq=[f"|nu|=1: <{change}, {change}>"])
    d.instance("lipschitz", "smooth", y=end, z="theta", note="(2.3)")
    d.have("speed", f"<{change}, {change}> <= (C*t)^2", by=["lipschitz"], eq=["|nu|=1: C^2*t^2"])
    return d.qed("slope", "speed")


if __name__ == "__main__":
    print(derive().report())
