"""|J(theta) w|/sqrt(n) <= (J0 + h |theta - theta0|) |w|: Minkowski's inequality for the Jacobian at the start and its
change.

J0 bounds it at theta0, and the gradient of output i is h_i-Lipschitz between the two, h^2 the mean of h_i^2.
"""

from lojverify.derive import Derivation, Problem, Proved, expect, norm2
from lojverify.paper.residual_steps import cauchy
from lojverify.paper.residuals import Residuals


def problem() -> Problem:
    p = Problem("network_jacobian_near_start", "the norm of the Jacobian on the ball")
    loss = Residuals(p)
    loss.bounded_jacobian(loss.theta0)
    loss.changing_jacobian(loss.theta, loss.theta0)
    (v,) = p.vectors("v")
    p.assume("v", loss.is_parameter(v))
    rho = p.root("rho", norm2(loss.theta - loss.theta0))
    p.goal(expect(0, loss.slope(loss.theta, v) ** 2) <= (loss.J + loss.h * rho) ** 2 * norm2(v))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    U, V = "<theta - theta0, theta - theta0>", "<v, v>"
    g, g0 = (f"<grad N({at} + node[0]), v>" for at in ("theta", "theta0"))
    d.use("J there", "J at theta0", w="v", by=["v"])
    d.use("change", "lipschitz", w="v", by=["v"])
    d.step("change on average", "expect", fact="change", index="0")
    d.step("U>=0", "norm", vector="theta - theta0")
    d.step("V>=0", "norm", vector="v")
    d.cut("rho^2", "rho.square", "U>=0")
    d.have("UV>=0", f"{U}*{V} >= 0", by=["U>=0 * V>=0"])
    moved, both = f"E[0](({g} - {g0})^2)", f"E[0]({g0}*({g} - {g0}))"
    d.have("moved", f"{moved} <= h^2*rho^2*{V}", by=["change on average", "UV>=0 * h"], eq=[f"rho^2: h^2*{V}"])
    cauchy(d, "cauchy", g0, f"({g} - {g0})")
    squares = ["cauchy", "cauchy.first * moved", "J there * V>=0 * [h*rho]"]
    d.have("squares", f"{both}^2 <= J^2*h^2*rho^2*{V}^2", by=squares)
    d.have("most>=0", f"J*h*rho*{V} >= 0", by=["J>=0 * h>=0 * rho.nonnegative * V>=0"])
    d.contradiction("product", f"{both} <= J*h*rho*{V}", by=["squares", "not * not", "not * most>=0"])
    d.have("bound", f"E[0]({g}^2) <= (J + h*rho)^2*{V}", by=["J there", "product", "moved"])
    return d.qed("bound")


if __name__ == "__main__":
    print(derive().report())
