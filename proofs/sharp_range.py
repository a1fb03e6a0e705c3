"""The sharp factor rho1 = 1 - eta alpha + eta^2 C (alpha + sigma)/2: its range of step sizes, the best one, and rho.

Let D1 = C (alpha + sigma) and D = C (2 C + sigma). Then rho1 lies in [0, 1) if and only if 0 < eta < 2 alpha/D1. It is
at least 1 - alpha^2/(2 D1), with equality only at eta = alpha/D1, as 2 D1 rho1 = 2 D1 - alpha^2 + (eta D1 - alpha)^2.
As alpha <= 2 C, it is at most rho, whose range ends at 2 alpha/D and whose best value is 1 - alpha^2/(2 D).
"""

from lojverify.derive import Derivation, Eq, Problem, Proved


def problem() -> Problem:
    p = Problem("sharp_range", "the sharp factor lies in [0, 1) iff eta < 2 alpha/(C (alpha + sigma))")
    alpha, C, eta, sigma = p.constants("alpha C eta sigma")
    for symbol in (alpha, C, eta):
        p.assume(f"{symbol}>0", symbol > 0)
    p.assume("sigma>=0", sigma >= 0)
    p.assume("alpha<=2C", alpha <= 2 * C)
    D1, D = C * (alpha + sigma), C * (2 * C + sigma)
    rho1, rho = 1 - eta * alpha + eta**2 * D1 / 2, 1 - eta * alpha + eta**2 * D / 2
    p.goal(rho1 >= 0)
    p.goal(rho1 < 1, [eta * D1 < 2 * alpha])
    p.goal(eta * D1 < 2 * alpha, [rho1 < 1])
    p.goal(2 * D1 * rho1 >= 2 * D1 - alpha**2)
    p.goal(Eq(2 * D1 * rho1, 2 * D1 - alpha**2), [eta * D1 - alpha >= 0, alpha - eta * D1 >= 0])
    p.goal(Eq(eta * D1, alpha), [2 * D1 - alpha**2 - 2 * D1 * rho1 >= 0])
    p.goal(rho1 <= rho)
    p.goal(2 * D * rho >= 2 * D - alpha**2)
    p.goal(D1 <= D)
    return p


RHO1 = "(1 - eta*alpha + eta^2*C*(alpha + sigma)/2)"
D1, gap = "C*(alpha + sigma)", "(eta*C*(alpha + sigma) - alpha)"


def derive() -> Proved:
    d = Derivation(problem())
    d.have("D1>0", f"{D1} > 0", by=["C>0 * alpha>0", "C>0 * sigma>=0"])
    # 2 D1 rho1 = (2 C - alpha) alpha + 2 C sigma + (eta D1 - alpha)^2.
    by = ["not * D1>0", "alpha<=2C * alpha>0", "C>0 * sigma>=0", f"[{gap}]"]
    d.contradiction("rho1>=0", f"{RHO1} >= 0", by=by)
    d.assume("in range", f"2*alpha - eta*{D1} > 0")
    d.have("rho1<1", f"1 - {RHO1} > 0", by=["eta>0 * in range"])
    d.assume("contracts", f"1 - {RHO1} > 0")
    d.contradiction("step", f"2*alpha - eta*{D1} > 0", by=["contracts", "not * eta>0"])
    least = f"2*{D1}*{RHO1} >= 2*{D1} - alpha^2"
    d.have("least", least, by=[f"[{gap}]"])

    # Equality holds where the square (eta D1 - alpha)^2 vanishes.
    d.assume("not less", f"{gap} >= 0")
    d.assume("not more", f"-{gap} >= 0")
    d.step("best step", "antisymmetry", first="not less", second="not more")
    d.have("attained", f"2*{D1}*{RHO1} = 2*{D1} - alpha^2", eq=[f"best step: {gap}"])
    d.assume("best", f"2*{D1} - alpha^2 - 2*{D1}*{RHO1} >= 0")
    d.contradiction("only above", f"{gap} >= 0", by=["not * not", "best"])
    d.contradiction("only below", f"-{gap} >= 0", by=["not * not", "best"])
    d.step("only", "antisymmetry", first="only above", second="only below")

    d.have("rho1<=rho", f"{RHO1} <= 1 - eta*alpha + eta^2*C*(2*C + sigma)/2", by=["alpha<=2C * eta>0 * eta>0 * C>0"])
    D = "C*(2*C + sigma)"
    d.have("least rho", f"2*{D}*(1 - eta*alpha + eta^2*{D}/2) >= 2*{D} - alpha^2", by=[f"[eta*{D} - alpha]"])
    d.have("D1<=D", f"{D1} <= {D}", by=["alpha<=2C * C>0"])
    return d.qed("rho1>=0", "rho1<1", "step", "least", "attained", "only", "rho1<=rho", "least rho", "D1<=D")


if __name__ == "__main__":
    print(derive().report())
