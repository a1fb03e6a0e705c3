"""The bound printed in (3.19) is at least rho1 F0/M0, under the printed step bound.

With P <= rho1 F0/M0 <= rho F0/M0 and rho > 1/2 (`rho_range`), P <= rho^2 F0/(M0 (1 - rho)), the second term of (3.19);
its first term, F0 (sqrt(2 C) + sqrt(sigma)) eta sqrt(rho)/(1 - sqrt(rho)), is positive if F0 is.
"""

from lojverify.derive import Derivation, Problem, Proved, proved

RHO = "(1 - eta*alpha + eta^2*C*(2*C + sigma)/2)"
FIRST = "M0*(s2C + ssigma)*eta*srho*(1 + srho)"


def problem() -> Problem:
    p = Problem("printed_from_ville", "the bound printed in (3.19) is at least rho1 F0/M0")
    alpha, C, eta, sigma, M0, F0, P = p.constants("alpha C eta sigma M0 F0 P")
    for symbol in (alpha, C, eta, M0):
        p.assume(f"{symbol}>0", symbol > 0)
    p.assume("sigma>=0", sigma >= 0)
    p.assume("F0>=0", F0 >= 0)
    p.assume("alpha F0<=2C F0", alpha * F0 <= 2 * C * F0)
    p.assume("eta<=1/alpha", eta * alpha <= 1)
    p.assume("eta<=PSB", 4 * eta * C * (2 * C + sigma) <= alpha)
    rho = 1 - eta * alpha + eta**2 * C * (2 * C + sigma) / 2
    rho1 = 1 - eta * alpha + eta**2 * C * (alpha + sigma) / 2
    p.assume("ville", rho1 * F0 >= M0 * P)
    s2C, ssigma, srho = p.root("s2C", 2 * C), p.root("ssigma", sigma), p.root("srho", rho)
    # Since 1/(1 - sqrt(rho)) = (1 + sqrt(rho))/(1 - rho), these are (3.19) times M0 (1 - rho), or its divisors.
    bound = F0 * (M0 * (s2C + ssigma) * eta * srho * (1 + srho) + rho**2)
    p.goal(M0 * (1 - rho) * P <= bound)
    printed = F0 * ((s2C + ssigma) * eta * srho * M0 * (1 - rho) + rho**2 * (1 - srho))
    p.goal(M0 * (1 - srho) * (1 - rho) * P < printed, [F0 > 0])
    p.goal(1 - srho > 0)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("rho", proved("rho_range"), note="(3.2)")
    d.have("rho>=0", f"{RHO} >= 0", by=["rho.1"])
    d.cut("srho.sq", "srho.square", "rho>=0")
    d.contradiction("srho<1", "1 - srho > 0", by=["rho.2", "not * srho.nonnegative", "not"], eq=["srho.sq"])
    d.contradiction("srho>0", "srho > 0", by=["rho.1", "not * srho.nonnegative"], eq=["srho.sq"])
    d.have("2C>=0", "2*C >= 0", by=["C>0"])
    d.cut("s2C.sq", "s2C.square", "2C>=0")
    d.contradiction("s2C>0", "s2C > 0", by=["C>0", "not * s2C.nonnegative"], eq=["s2C.sq"])

    # (2 rho - 1) F0 >= 0.
    d.assume("F0>0", "F0 > 0")
    d.contradiction("alpha<=2C", "alpha <= 2*C", by=["not * F0>0", "alpha F0<=2C F0"])
    d.cut("2rho>1", "rho.6", "alpha<=2C")
    d.have("half if F0>0", f"(2*{RHO} - 1)*F0 >= 0", by=["2rho>1 * F0>0"])
    d.assume("F0<=0", "-F0 >= 0")
    d.step("F0=0", "antisymmetry", first="F0>=0", second="F0<=0")
    d.have("half if F0=0", f"(2*{RHO} - 1)*F0 >= 0", eq=[f"F0=0: 2*{RHO} - 1"])
    d.cases("half", "half if F0>0", "half if F0=0", "F0 >= 0")

    d.have("P", f"M0*P <= {RHO}*F0", by=["ville", "alpha F0<=2C F0 * C>0 * eta>0 * eta>0"])
    d.have("second", f"M0*(1-{RHO})*P <= F0*{RHO}^2", by=["P * rho.2", "rho.1 * half"])
    first = "F0>=0 * M0>0 * eta>0 * srho>0"
    parts = ["s2C.nonnegative", "ssigma.nonnegative", "s2C.nonnegative * srho>0", "ssigma.nonnegative * srho>0"]
    d.have("bound", f"M0*(1-{RHO})*P <= F0*({FIRST} + {RHO}^2)", by=["second", *(f"{first} * {p}" for p in parts)])
    first = "F0>0 * M0>0 * eta>0 * srho>0 * rho.2"
    d.have(
        "printed",
        f"M0*(1-srho)*(1-{RHO})*P < F0*((s2C + ssigma)*eta*srho*M0*(1-{RHO}) + {RHO}^2*(1-srho))",
        by=["srho<1 * second", f"{first} * s2C>0", f"{first} * ssigma.nonnegative"],
        note="(3.19)",
    )
    return d.qed("bound", "printed", "srho<1")


if __name__ == "__main__":
    print(derive().report())
