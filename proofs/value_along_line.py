"""(B.3): F(theta - t nu) <= F(theta) - |grad F(theta)| t + (C/2) t^2, if the segment between the points lies in K.

The fundamental theorem of calculus along the segment; by (B.2) the slope -<nu, grad F(theta - s t nu)> is at most
-|grad F(theta)| + C s t.
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.appendix_b import value_along_the_line


def problem() -> Problem:
    return value_along_the_line()


def derive() -> Proved:
    d = Derivation(problem())
    g = "grad F(theta)"
    d.step("|g|^2>=0", "norm", vector=g)
    d.cut("n^2", "n.square", "|g|^2>=0")
    d.contradiction("n>0", "n > 0", by=["not * n.nonnegative", "gradient nonzero"], eq=["n^2"])
    d.cut("n/n", "one_over_n.times", "n>0")
    d.instance("nu", "nu.is", y=f"nu + one_over_n*{g}")
    d.have("|nu|=1", "<nu, nu> = 1", eq=["nu", "n^2: one_over_n^2", "n/n: n*one_over_n", "n/n"])
    d.instance("nu g", "nu.is", y=g)
    d.have("slope at 0", f"<nu, {g}> = n", eq=["nu g", "n^2: one_over_n", "n/n: n"])
    d.step("path", "path_integral", function="F", start="theta", end="theta - t*nu", variable="s")
    at = "grad F(theta - s*t*nu)"
    d.have("integral", f"F(theta - t*nu) = F(theta) + int[s](-t*<nu, {at}>)", eq=["path"])

    d.assume("s>=0", "s >= 0")
    d.assume("s<=1", "1 - s >= 0")
    d.have("0>=0", "0 >= 0")
    d.have("0<=1", "1 - 0 >= 0", by=["1"])
    d.use("theta in K", "segment", s="0", by=["0>=0", "0<=1"])
    d.use("lipschitz", "smooth", y="theta - s*t*nu", z="theta", by=["segment", "theta in K"], note="(B.2)")
    d.step("cauchy", "cauchy_schwarz", first="nu", second=f"{at} - {g}")
    d.contradiction(
        "slope",
        f"-<nu, {at} - {g}> <= C*s*t",
        by=["not * not", "not * C>0 * s>=0 * t>=0", "cauchy", "lipschitz"],
        eq=["|nu|=1: C^2*s^2*t^2", f"|nu|=1: <{at} - {g}, {at} - {g}>"],
    )
    d.have("integrand", f"-t*<nu, {at}> <= -t*n + C*s*t^2", by=["slope * t>=0"], eq=["slope at 0: t"])
    d.step("integrated", "integrate", fact="integrand", variable="s")
    d.have("below", "F(theta - t*nu) <= F(theta) - n*t + C*t^2/2", by=["integrated"], eq=["integral"])
    return d.qed("integral", "below")


if __name__ == "__main__":
    print(derive().report())
