"""(3.2): under the printed step bound, 0 < rho <= 1 - 7 alpha eta/8 < 1; if alpha <= 2 C, also rho >= 9/16.

Let x = eta alpha <= 1 and y = eta^2 C (2 C + sigma). Then rho = 1 - x + y/2, and the step bound says 4 y <= x.
If alpha <= 2 C, then x^2 <= 2 y, so x <= 1/2 and rho - 9/16 >= (1/2 - x)(7/2 - x)/4 >= 0.
"""

from lojverify.derive import Derivation, Problem, Proved

RHO = "(1 - eta*alpha + eta^2*C*(2*C + sigma)/2)"


def problem() -> Problem:
    p = Problem("rho_range", "the contraction factor lies in (0, 1), and above 1/2 if alpha <= 2 C")
    alpha, C, eta, sigma = p.constants("alpha C eta sigma")
    for symbol in (alpha, C, eta):
        p.assume(f"{symbol}>0", symbol > 0)
    p.assume("sigma>=0", sigma >= 0)
    p.assume("eta<=1/alpha", eta * alpha <= 1)
    p.assume("eta<=PSB", 4 * eta * C * (2 * C + sigma) <= alpha)
    rho = 1 - eta * alpha + eta**2 * C * (2 * C + sigma) / 2
    usual = [alpha <= 2 * C]
    p.goal(rho > 0)
    p.goal(rho < 1)
    p.goal(rho <= 1 - eta * alpha / 2)
    p.goal(8 * rho <= 8 - 7 * eta * alpha)
    p.goal(16 * rho >= 9, usual)
    p.goal(2 * rho > 1, usual)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.have("4y<=x", "4*eta^2*C*(2*C + sigma) <= eta*alpha", by=["eta<=PSB * eta>0"])
    d.have("x>0", "eta*alpha > 0", by=["eta>0 * alpha>0"])
    d.have("eta C>0", "eta*C > 0", by=["eta>0 * C>0"])
    d.have("y>0", "eta^2*C*(2*C + sigma) > 0", by=["eta C>0 * eta C>0", "eta C>0 * eta>0 * sigma>=0"])
    d.have("rho>0", f"{RHO} > 0", by=["eta<=1/alpha", "y>0"])
    d.have("7/8", f"8*{RHO} <= 8 - 7*eta*alpha", by=["4y<=x"])
    d.have("half", f"{RHO} <= 1 - eta*alpha/2", by=["7/8", "x>0"])
    d.have("rho<1", f"{RHO} < 1", by=["half", "x>0"])

    d.assume("usual", "alpha <= 2*C")
    d.have("alpha+2C>0", "alpha + 2*C > 0", by=["alpha>0", "C>0"])
    d.have(
        "x^2<=2y",
        "eta^2*alpha^2 <= 2*eta^2*C*(2*C + sigma)",
        by=["usual * alpha+2C>0 * eta>0 * eta>0", "eta C>0 * eta>0 * sigma>=0"],
    )
    d.contradiction("x<=1/2", "eta*alpha <= 1/2", by=["not * not", "not * x>0", "x^2<=2y", "4y<=x", "not"])
    d.have("9/16", f"16*{RHO} >= 9", by=["x^2<=2y", "x<=1/2", "[1/2 - eta*alpha]"])
    d.have("1/2", f"2*{RHO} > 1", by=["9/16", "1"])
    return d.qed("rho>0", "rho<1", "half", "7/8", "9/16", "1/2")


if __name__ == "__main__":
    print(derive().report())
