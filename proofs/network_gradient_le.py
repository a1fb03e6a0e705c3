"""|grad F|^2 <= 4 J^2 F for a mean F of squares of residuals whose Jacobian has |J w|^2/n <= J^2 |w|^2.

<grad F, grad F> is twice the mean of e times the entries of J grad F, and Cauchy-Schwarz for that mean gives |grad
F|^4 <= 4 F J^2 |grad F|^2.
"""

from lojverify.derive import Derivation, Problem, Proved, norm2
from lojverify.paper.residual_steps import cauchy
from lojverify.paper.residuals import Residuals


def problem() -> Problem:
    p = Problem("network_gradient_le", "the gradient of a mean of squares from above")
    loss = Residuals(p)
    loss.chain_rule()
    loss.bounded_jacobian(loss.theta)
    p.goal(norm2(loss.F.grad(loss.theta)) <= 4 * loss.J**2 * loss.F(loss.theta))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    g, e = "grad F(theta)", "(N(theta + node[0]) - y[0])"
    slope = f"<grad N(theta + node[0]), {g}>"
    d.instance("direction", "axis", p="theta")
    d.use("slope", "gradient", p="theta", w=g, by=["theta", "direction"])
    d.use("loss", "(A.1)", p="theta", by=["theta"])
    d.use("J there", "J at theta", w=g, by=["direction"])
    cauchy(d, "cauchy", e, slope)
    d.have("F>=0", "F(theta) >= 0", by=["cauchy.first"], eq=["loss"])
    average, square = f"E[0]({e}*{slope})", f"E[0]({slope}^2)"
    d.have(
        "fourth power",
        f"<{g}, {g}>^2 <= 4*J^2*F(theta)*<{g}, {g}>",
        by=["cauchy", "F>=0 * J there"],
        eq=[f"slope: <{g}, {g}> + 2*{average}", f"loss: {square}"],
    )
    d.contradiction("bound", f"<{g}, {g}> <= 4*J^2*F(theta)", by=["not * not", "not * F>=0 * [J]", "fourth power"])
    return d.qed("bound")


if __name__ == "__main__":
    print(derive().report())
