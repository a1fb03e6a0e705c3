"""(3.6): Q >= 0 in B(theta0, R), because 2 C Q = (2 C F - |g|^2) + |g - C eta v|^2 and |g|^2 <= 2 C F.

As a polynomial in eta, Q has the discriminant <g, v>^2 - 2 C F |v|^2, not |g|^2 - 2 C F as printed; by the
Cauchy-Schwarz inequality it is at most |v|^2 (|g|^2 - 2 C F), so the conclusion stands.
"""

from lojverify.derive import Derivation, Proved
from lojverify.paper.section3_run import model_nonnegative as problem
from lojverify.paper.steps import Q, g, v


def derive() -> Proved:
    d = Derivation(problem())
    d.assume("here", "R^2 - <theta[k]-theta0, theta[k]-theta0> >= 0")
    d.use("growth here", "growth on R", y="theta[k]", by=["here"], note="(2.4)")
    d.step("square", "norm", vector=f"{g} - C*eta*{v}")
    d.contradiction("Q>=0", f"{Q} >= 0", by=["C>0 * not", "growth here", "square"])
    d.have("printed", f"<{g}, {g}> - 2*C*F(theta[k]) <= 0", by=["growth here"])
    d.step("cauchy", "cauchy_schwarz", first=g, second=v)
    d.have(
        "discriminant",
        f"<{g}, {v}>^2 - 2*C*F(theta[k])*<{v}, {v}> <= <{v}, {v}>*(<{g}, {g}> - 2*C*F(theta[k]))",
        by=["cauchy"],
        note="Cauchy-Schwarz",
    )
    d.step("|v|^2>=0", "norm", vector=v)
    d.have("not positive", f"<{v}, {v}>*(<{g}, {g}> - 2*C*F(theta[k])) <= 0", by=["|v|^2>=0 * printed"])
    return d.qed("Q>=0", "printed", "discriminant", "not positive")


if __name__ == "__main__":
    print(derive().report())
